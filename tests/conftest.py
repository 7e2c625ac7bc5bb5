"""What holds for every test."""

import os
import signal
from collections.abc import Iterator

import pytest

# The address and the day that `make test SITEURL=…` may hand on, and what a terminal, a system or a job on GitHub says.
OUTSIDE = ("SITEURL", "TODAY", "OFFLINE", "LANG", "LC_ALL", "LC_MESSAGES", "CI", "NO_COLOR", "TERM")


@pytest.fixture(scope="session", autouse=True)
def _nothing_from_outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the environment says away from the tests, and what they leave behind out of the home folder."""
    with pytest.MonkeyPatch.context() as patch:
        for name in (*OUTSIDE, *(name for name in os.environ if name.startswith("GITHUB_"))):
            patch.delenv(name, raising=False)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        # A shell that starts the tests in the background has them, and all that they start, ignore Ctrl-C.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        yield
