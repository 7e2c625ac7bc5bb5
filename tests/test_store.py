"""What takes long to make is made once and read from then on, unless it is damaged."""

import hashlib
import os
import resource
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from jumelage.store.store import LARGEST, Store, cache_folder, sealed, unsealed
from sites import written


def test_the_same_recipe_is_made_once(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert [store.made(b"a", partial(bytes, text)) for text in (b"1", b"2")] == [b"1", b"1"]
    assert store.made(b"b", lambda: b"3") == b"3"
    assert len([*(tmp_path / "store").iterdir()]) == 2


def test_without_a_folder_or_with_one_that_cannot_be_used_everything_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for store in (Store(), Store(tmp_path / "file")):
        assert [store.made(b"a", partial(bytes, text)) for text in (b"1", b"2")] == [b"1", b"2"]


def test_an_earlier_version_finds_nothing_that_it_would_publish_with_its_hash(tmp_path: Path) -> None:
    Store(tmp_path).made(b"a", lambda: b"1")
    # It names what it keeps by the recipe alone, and reads it as it is.
    assert not (tmp_path / hashlib.sha256(b"a").hexdigest()).exists()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def only_its_hash(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:32])


def of_an_earlier_version(path: Path) -> None:
    path.write_bytes(b"what was kept")


def one_bit_off(path: Path) -> None:
    held = bytearray(path.read_bytes())
    held[-1] ^= 1
    path.write_bytes(held)


def of_another_recipe(path: Path) -> None:
    path.write_bytes(next(one for one in path.parent.iterdir() if one != path).read_bytes())


def a_folder(path: Path) -> None:
    path.unlink()
    written(path, {"a/b": "1"})


def a_link_to_the_same_bytes(path: Path) -> None:
    moved = path.rename(path.with_name("elsewhere"))
    path.symlink_to(moved)


def a_link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def huge(path: Path) -> None:
    path.write_bytes(b"")
    os.truncate(path, 1 << 40)


@pytest.mark.parametrize(
    "damage",
    [
        empty,
        cut,
        only_its_hash,
        of_an_earlier_version,
        one_bit_off,
        of_another_recipe,
        a_folder,
        a_link_to_the_same_bytes,
        a_link_to_nowhere,
        a_pipe,
        huge,
    ],
    ids=lambda damage: damage.__name__,
)
def test_what_is_damaged_is_made_again_and_replaced(damage: Callable[[Path], None], tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.made(b"a", lambda: b"what was kept") == b"what was kept"
    path = next(tmp_path.iterdir())
    held = path.read_bytes()
    store.made(b"b", lambda: b"something else")
    damage(path)
    assert store.made(b"a", lambda: b"made again") == b"made again"
    assert store.made(b"a", lambda: b"made a third time") == b"made again"
    assert len(path.read_bytes()) == len(held) - len("what was kept") + len("made again")
    assert not path.is_symlink()


def test_what_is_kept_is_read_only_as_far_as_anything_of_ours_can_be(tmp_path: Path) -> None:
    path, name = tmp_path / "a", "a"
    path.write_bytes(sealed(b"", name))
    assert unsealed(path, name) == b""
    os.truncate(path, LARGEST + 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert unsealed(path, name) is None
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < LARGEST // 2048  # kilobytes


def test_a_store_that_is_cleared_keeps_nothing_and_is_used_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert store.made(b"a", lambda: b"1") == b"1"
    assert store.clear()
    assert not (tmp_path / "store").exists()
    assert store.made(b"a", lambda: b"2") == b"2"
    assert Store().clear()


def test_a_store_on_another_disk_is_cleared_there_and_used_again(tmp_path: Path) -> None:
    elsewhere = written(tmp_path / "elsewhere", {"a/b": "1", "c": "2"})
    written(tmp_path / "kept", {"d": "3"})
    (elsewhere / "link").symlink_to(tmp_path / "kept")
    store = Store(tmp_path / "store")
    (tmp_path / "store").symlink_to(elsewhere)
    assert store.clear()
    assert [*elsewhere.iterdir()] == []
    assert (tmp_path / "kept/d").is_file()
    assert [store.made(b"a", partial(bytes, text)) for text in (b"1", b"2")] == [b"1", b"1"]
    elsewhere.rename(tmp_path / "gone")
    assert store.clear()


def test_a_store_that_cannot_be_cleared_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "store", {"a": "1"})

    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    # A folder that its owner cannot write to; root can.
    for name in ("unlink", "rmdir"):
        monkeypatch.setattr(os, name, refused)
    assert not Store(tmp_path / "store").clear()


def test_the_cache_stands_where_the_system_keeps_such_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/kept")
    assert cache_folder() == Path("/kept/jumelage")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache" / "jumelage"
