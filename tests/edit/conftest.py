"""A small site that is edited."""

from pathlib import Path

import pytest

from edited import COUNTRIES, PARTNERSHIPS, PLACES
from sites import small


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small(tmp_path / "site", places=PLACES, countries=COUNTRIES, partnerships=PARTNERSHIPS)
