"""What takes long to make is made once and read from then on, unless it is damaged; only its recipe opens it."""

import hashlib
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from jumelage.store import packs
from jumelage.store.store import BLOCK, LARGEST, Store, cache_folder, sealed, software, stamp, unsealed
from sites import written


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
    # One named what it keeps by the recipe alone, and read it as it is; a later one sealed it.
    for form in (b"", b"sealed "):
        assert not (tmp_path / hashlib.sha256(form + b"a").hexdigest()).exists()


@pytest.mark.parametrize("data", [b"", b"\0", b"a", b"\0\0a" * 1000, bytes(range(256)) * 100])
def test_what_is_kept_comes_back_byte_for_byte(data: bytes, tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(b"a", data)
    assert store.found(b"a") == data
    assert store.found(b"b") is None


def test_an_entry_says_nothing_to_whoever_lacks_what_it_was_made_of(tmp_path: Path) -> None:
    store, said = Store(tmp_path), b"a name of somebody " * 20
    for recipe in (b"a text that names somebody", b"another text"):
        store.keep(recipe, said)
    held = [path.read_bytes() for path in tmp_path.iterdir()]
    assert not any(b"name" in one or b"somebody" in one for one in held)
    # Not even that two entries hold the same.
    assert held[0][32:] != held[1][32:]
    assert hashlib.sha256(said).digest() not in b"".join(held)


def test_of_many_entries_those_that_were_used_longest_ago_go_first(tmp_path: Path) -> None:
    # Room for ten.
    most = 10 * (BLOCK + 32 + 100)
    for number in range(10):
        Store(tmp_path, most=most).keep(b"%d" % number, bytes(100))
        path = max(tmp_path.iterdir(), key=lambda one: one.stat().st_mtime)
        os.utime(path, (1_000_000_000 + number, 1_000_000_000 + number))
    assert Store(tmp_path).found(b"1") == bytes(100)
    Store(tmp_path, most=most).keep(b"new", bytes(100))
    found = {name for name in (*(b"%d" % number for number in range(10)), b"new") if Store(tmp_path).found(name)}
    assert found == {b"1", b"5", b"6", b"7", b"8", b"9", b"new"}


def test_a_store_stays_within_its_bound_however_much_is_kept(tmp_path: Path) -> None:
    most = 50 * BLOCK
    store = Store(tmp_path, most=most)
    for number in range(300):
        store.keep(b"%d" % number, bytes(BLOCK))
        assert sum(path.stat().st_size + BLOCK for path in tmp_path.iterdir()) <= most
    assert store.found(b"299") == bytes(BLOCK)
    # Whatever else is there counts, too.
    written(tmp_path, {"of an earlier version": bytes(most), "a folder/a": b""})
    Store(tmp_path, most=most).keep(b"a", b"1")
    assert sum(path.stat().st_size + BLOCK for path in tmp_path.iterdir()) <= most


def kept_alone(store: Store) -> None:
    store.made(b"a", lambda: b"1")


def kept_with_others(store: Store) -> None:
    if not store.found_all([b"a"]):
        store.keep_all({b"a": b"1"})


@pytest.mark.parametrize("keep", [kept_alone, kept_with_others], ids=lambda keep: keep.__name__)
def test_what_is_used_is_noted_once_a_day(keep: Callable[[Store], None], tmp_path: Path) -> None:
    keep(Store(tmp_path))
    (path,) = tmp_path.iterdir()
    for age, noted in ((3600, False), (90_000, True)):
        os.utime(path, (time.time() - age, time.time() - age))
        keep(Store(tmp_path))
        assert (path.stat().st_mtime > time.time() - 60) is noted


def many(count: int, size: int = 100) -> dict[bytes, bytes]:
    """Return so many entries by their recipes."""
    return {b"%d" % number: b"a name %d " % number + bytes(size) for number in range(count)}


def test_many_small_things_are_kept_in_few_files_that_nobody_can_read(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep_all(many(500))
    store.keep_all({b"more": b"", b"7": b"changed"})
    assert len([*tmp_path.iterdir()]) == 16
    assert store.found_all([*many(600), b"more"]) == {**many(500), b"more": b"", b"7": b"changed"}
    assert not any(b"name" in path.read_bytes() for path in tmp_path.iterdir())
    # What is kept alone is not mistaken for it.
    assert store.found(b"7") is None


def test_of_many_small_things_the_oldest_go_where_there_is_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "MOST", 10 * (packs.NAME + packs.SIZE + 109))
    for number in range(400):
        Store(tmp_path).keep_all({b"%d" % number: bytes(109)})
    found = Store(tmp_path).found_all(many(400))
    assert len(found) == 160
    assert max(path.stat().st_size for path in tmp_path.iterdir()) <= packs.MOST + 32
    assert {b"399", b"398", b"397"} <= found.keys()
    assert not {b"0", b"1", b"2"} & found.keys()


@pytest.mark.parametrize("damage", [empty, cut, only_its_hash, of_an_earlier_version, one_bit_off, of_another_recipe])
def test_many_small_things_of_which_some_are_damaged_are_kept_again(
    damage: Callable[[Path], None], tmp_path: Path
) -> None:
    store = Store(tmp_path)
    store.keep_all(many(100))
    damage(min(tmp_path.iterdir()))
    found = store.found_all(many(100))
    assert 0 < len(found) < 100
    assert found.items() <= many(100).items()
    store.keep_all(many(100))
    assert store.found_all(many(100)) == many(100)


def test_without_a_folder_many_small_things_are_not_kept() -> None:
    store = Store()
    store.keep_all(many(3))
    assert store.found_all(many(3)) == {}


KEEPING = """
import sys
from pathlib import Path
from jumelage.store.store import BLOCK, Store
store, wrong = Store(Path(sys.argv[1]), most=60 * BLOCK), 0
for number in range(2000):
    recipe = b"%d" % (number * 7 % 40)
    wrong += store.made(recipe, lambda: recipe * 500) != recipe * 500
    store.keep(recipe, recipe * 500)
    store.keep_all({recipe: recipe * 5})
    wrong += store.found_all([recipe]).get(recipe, recipe * 5) != recipe * 5
print(wrong, end="")
"""


def test_two_processes_at_once_read_nothing_but_what_was_kept(tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-c", KEEPING, str(tmp_path)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [one.communicate(timeout=60)[0] for one in both] == ["0", "0"]


def test_the_software_is_the_same_as_long_as_no_file_of_it_changes() -> None:
    assert software() == software()
    assert len(software()) == 64


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


class Maker:
    """Makes 1, then 2, and so on."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_a_store_that_does_not_last_remembers_nothing() -> None:
    make = Maker()
    store = Store()
    assert (store.remembered("a", make), store.remembered("a", make)) == (1, 2)
    assert not store.knows("a")


def test_a_lasting_store_makes_once_what_is_asked_for_in_every_round() -> None:
    make = Maker()
    store = Store(lasting=True)
    for _ in range(3):
        store.round()
        assert store.remembered("a", make) == 1
        assert store.remembered("a", make) == 1
    assert make.times == 1


def test_what_was_not_asked_for_in_a_round_is_forgotten() -> None:
    make = Maker()
    store = Store(lasting=True)
    store.remembered("a", make)
    store.round()
    assert store.knows("a")
    store.round()
    assert not store.knows("a")
    assert store.remembered("a", make) == 2


def test_a_round_is_the_same_when_the_same_was_asked_for() -> None:
    make = Maker()
    store = Store(lasting=True)
    store.remembered("a", make)
    store.round()
    assert not store.same()
    store.remembered("a", make)
    assert store.same()
    store.remembered("b", make)
    assert not store.same()


def test_a_stamp_changes_with_each_file_that_takes_a_place(tmp_path: Path) -> None:
    path, other = tmp_path / "a", tmp_path / "b"
    path.write_text("1", encoding="utf-8")
    before = stamp(path)
    assert stamp(path) == before
    other.write_text("2", encoding="utf-8")
    other.replace(path)
    assert stamp(path) != before
