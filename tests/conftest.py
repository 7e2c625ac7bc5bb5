"""What holds for every test."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# What the site of this repository says may change from day to day, without the tests of the code: `scripts/changed.py`
# relies on it. Tests read sites of their own.
TEXTS = tuple(f"{Path(__file__).resolve().parent.parent / name}{os.sep}" for name in ("data", "content"))

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


def _watch(event: str, given: tuple[object, ...]) -> None:
    """Fail a test that opens a file of the real site."""
    if event == "open" and isinstance(given[0], str | Path) and str(given[0]).startswith(TEXTS):
        raise AssertionError("Tests of the code do not read the site of this repository: a change of texts runs none.")


sys.addaudithook(_watch)
