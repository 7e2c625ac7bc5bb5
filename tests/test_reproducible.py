"""One commit and one day make the same bytes, wherever and however often they are built."""

from pathlib import Path

import pytest

from running import held, jumelage
from sites import copied

pytestmark = pytest.mark.no_cover

PARTS = {
    "in another time zone": {"TZ": "Pacific/Kiritimati"},
    "in another locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "with other hashes": {"PYTHONHASHSEED": "4711"},
}
# All at once, and which of them it is with `make soak`.
ELSEWHERE = [
    pytest.param({name: value for part in PARTS.values() for name, value in part.items()}, id="all"),
    *(pytest.param(part, marks=pytest.mark.soak, id=name) for name, part in PARTS.items()),
]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = copied(tmp_path_factory.mktemp("here"))
    assert jumelage("build", root=root, TZ="America/Adak", LC_ALL="C", PYTHONHASHSEED="1")[0] == 0
    return dict(held(root / "output"))


@pytest.mark.parametrize("changes", ELSEWHERE)
def test_a_site_is_the_same_to_the_last_byte(changes: dict[str, str], here: dict[str, bytes], tmp_path: Path) -> None:
    root = copied(tmp_path)
    # Neither what was kept from an earlier build nor the name of the folder changes anything.
    status = jumelage("build", root=root, XDG_CACHE_HOME=str(tmp_path / "cache"), **changes)[0]
    assert status == 0
    assert held(root / "output") == here
