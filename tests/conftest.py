"""What holds for every test."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _nothing_from_outside() -> Iterator[None]:
    """Keep the address and the day that `make test SITEURL=…` may hand on away from the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("SITEURL", "TODAY"):
            patch.delenv(name, raising=False)
        yield
