"""Small sites that commands are tried on."""

from pathlib import Path

import pytest

from running import DAY, Here
from sites import plain, small

MUNICIPALITY = "- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil, en: Sunvale}}\n"
UNKNOWN = """\
- {id: a, name: {nl: A, fr: A, en: A}, kind: city, country: MA, part_of: b, location: {lat: 1, lon: 2}}
- {id: c, name: {nl: C}, kind: city, country: MA}
"""


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    monkeypatch.setenv("TODAY", DAY)
    return Here(capsys, monkeypatch)


@pytest.fixture
def valid(tmp_path: Path) -> Path:
    """Return the root of a small valid site, with a theme that takes no time."""
    return plain(small(tmp_path / "site", municipalities=MUNICIPALITY))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return the root of a small site with mistakes."""
    countries = "- {id: MA, slugs: {nl: marokko, fr: maroc, en: morocco}}\n"
    return small(tmp_path / "site", municipalities=MUNICIPALITY, countries=countries, places=UNKNOWN)
