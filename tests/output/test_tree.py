"""A folder is known by what its files hold and since when; what has not changed is not read."""

import os
import shutil
from pathlib import Path

from jumelage.output.tree import Difference, Entry, difference, digest, only_known, present, removed
from sites import written


def test_a_folder_is_known_by_its_files(tmp_path: Path) -> None:
    tree = written(tmp_path / "tree", {"a": "1", "b/c": "22"})
    (tree / "link").symlink_to(tree / "a")
    os.utime(tree / "a", ns=(5, 5))
    found = present(tree, {})
    assert found["/a"] == Entry(digest(b"1"), 1, 5)
    assert found["/b/c"].digest == digest(b"22")
    assert sorted(found) == ["/a", "/b/c"]


def test_a_file_is_read_only_when_its_size_or_time_is_another(tmp_path: Path) -> None:
    tree = written(tmp_path, {"a": "1"})
    known = {"/a": Entry("what was read before", 1, (tree / "a").stat().st_mtime_ns)}
    assert present(tree, known) == known
    os.utime(tree / "a", ns=(7, 7))
    assert present(tree, known)["/a"].digest == digest(b"1")


def test_a_folder_that_is_deleted_as_it_is_looked_at_holds_nothing(tmp_path: Path) -> None:
    class Deleting(dict[str, Entry]):
        def get(self, *_: object) -> Entry:
            shutil.rmtree(tree)
            return Entry("what was read before", 1, 5)

    for look, answer in ((present, {}), (only_known, True)):
        tree = written(tmp_path / "tree", {"a/b": "1", "c/d": "1"})
        assert look(tree, Deleting()) == answer


def test_only_what_is_known_is_what_is_left_of_a_folder(tmp_path: Path) -> None:
    tree = written(tmp_path, {"a": "1", "b/c": "22", "b/d": "3"})
    known = present(tree, {})
    (tree / "b" / "d").unlink()
    (tree / "e" / "f").mkdir(parents=True)
    assert only_known(tree, known)
    (tree / "link").symlink_to(tree / "a")
    assert not only_known(tree, known | {"/link": known["/a"]})
    (tree / "link").unlink()
    os.utime(tree / "a", ns=(5, 5))
    assert not only_known(tree, known)
    assert not only_known(tree, {})


def test_two_trees_differ_by_what_was_added_changed_and_removed() -> None:
    before = {path: Entry(digest(text), 1, 0) for path, text in {"/a": b"1", "/b": b"1", "/c": b"1"}.items()}
    now = {path: digest(text) for path, text in {"/z": b"1", "/b": b"2", "/c": b"1", "/d": b"1"}.items()}
    assert difference(before, now) == Difference(("/d", "/z"), ("/b",), ("/a",))
    assert not difference(before, {path: entry.digest for path, entry in before.items()})


def test_removing_a_folder_never_follows_a_link(tmp_path: Path) -> None:
    written(tmp_path, {"outside/a": "1"})
    (tmp_path / "link").symlink_to(tmp_path / "outside")
    removed(tmp_path / "link")
    removed(tmp_path / "nowhere")
    assert (tmp_path / "outside" / "a").read_text("utf-8") == "1"
    removed(tmp_path / "outside")
    assert not (tmp_path / "outside").exists()
