"""What takes long to make is made once and read from then on."""

from functools import partial
from pathlib import Path

import pytest

from jumelage.shelf import Shelf, cache_folder


def test_the_same_recipe_is_made_once(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    assert [shelf.made(b"a", partial(bytes, text)) for text in (b"1", b"2")] == [b"1", b"1"]
    assert shelf.made(b"b", lambda: b"3") == b"3"
    assert len([*(tmp_path / "shelf").iterdir()]) == 2


def test_without_a_folder_or_with_one_that_cannot_be_used_everything_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for shelf in (Shelf(), Shelf(tmp_path / "file")):
        assert [shelf.made(b"a", partial(bytes, text)) for text in (b"1", b"2")] == [b"1", b"2"]


def test_a_shelf_that_is_cleared_keeps_nothing_and_is_used_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    assert shelf.made(b"a", lambda: b"1") == b"1"
    shelf.clear()
    assert not (tmp_path / "shelf").exists()
    assert shelf.made(b"a", lambda: b"2") == b"2"
    Shelf().clear()


def test_the_cache_stands_where_the_system_keeps_such_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/kept")
    assert cache_folder() == Path("/kept/jumelage")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache" / "jumelage"
