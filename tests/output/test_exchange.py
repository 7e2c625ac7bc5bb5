"""Two folders change places, and whatever goes wrong, both are still there."""

import ctypes
import errno
from pathlib import Path

import pytest

from jumelage.output.exchange import Exchange, at_once, exchange
from sites import written

ONCE = at_once()


def two(folder: Path) -> tuple[Path, Path]:
    written(folder, {"one/a": "1", "other/a": "2"})
    return folder / "one", folder / "other"


def unable(number: int) -> Exchange:
    """Return an exchange as of a disk that answers with an error."""

    def refused(*_: Path) -> None:
        raise OSError(number, "refused")

    return refused


@pytest.mark.parametrize(
    "once",
    [
        pytest.param(ONCE, id="in one step"),
        pytest.param(None, id="by renames"),
        pytest.param(unable(errno.EINVAL), id="by renames, where the disk cannot do it in one step"),
    ],
)
def test_two_folders_change_places(once: Exchange | None, tmp_path: Path) -> None:
    one, other = two(tmp_path)
    exchange(one, other, tmp_path / "between", once)
    assert [(path / "a").read_text("utf-8") for path in (one, other)] == ["2", "1"]
    assert not (tmp_path / "between").exists()


def test_this_system_can_do_it_in_one_step() -> None:
    assert ONCE is not None


def test_a_system_without_it_has_none() -> None:
    library = ctypes.CDLL(None)
    assert at_once(type("Library", (), {"renamex_np": library.rename})()) is not None
    assert at_once(object()) is None


@pytest.mark.parametrize("once", [ONCE, None], ids=["in one step", "by renames"])
def test_a_folder_that_is_not_there_leaves_the_other_where_it_stood(once: Exchange | None, tmp_path: Path) -> None:
    one, other = two(tmp_path)
    with pytest.raises(FileNotFoundError):
        exchange(one, other.with_name("nowhere"), tmp_path / "between", once)
    assert (one / "a").read_text("utf-8") == "1"
    assert not (tmp_path / "between").exists()
