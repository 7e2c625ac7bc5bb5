"""A change of several files happens as a whole, or nothing does."""

import errno
from pathlib import Path

import pytest

from edited import PLACES, apply, differing, held
from findings import SETTINGS
from jumelage.edit import Change, RefusedError, refused
from jumelage.messages.problems import BuildError
from sites import written


def test_a_change_is_made_and_what_was_moved_has_gone(root: Path) -> None:
    written(root, {"content/a.txt": "1", "content/b.txt": "2"})
    before = held(root)
    apply(
        Change(
            {"content/new/c.txt": b"3", "content/d.txt": b"4"},
            {"content/a.txt": "content/x/a.txt", "content/b.txt": "content/d.txt"},
        ),
        root,
    )
    assert differing(before, root) == {
        "content/a.txt": "gone",
        "content/b.txt": "gone",
        "content/new/c.txt": "3",
        "content/d.txt": "4",
        "content/x/a.txt": "1",
    }


def test_a_file_keeps_its_rights(root: Path) -> None:
    (root / "data/places.yaml").chmod(0o600)
    apply(Change({"data/places.yaml": b""}), root)
    assert (root / "data/places.yaml").stat().st_mode & 0o777 == 0o600


def test_a_change_is_tried_elsewhere_and_only_its_own_problems_count(root: Path) -> None:
    written(root, {"data/themes.yaml": "- {id: water, name: {nl: Water}}\n", "theme/pages/base.html": "a"})
    for lang in ("nl", "fr", "en"):
        written(root, {f"theme/strings/{lang}.yaml": "a: b\n"})
    before = held(root)
    assert refused(Change({"data/networks.yaml": b"# Nog niets.\n"}), root, SETTINGS) == ()
    found = refused(Change({"data/networks.yaml": b"- {id: net}\n"}), root, SETTINGS)
    assert [(one.position.path, one.code) for one in found] == [("data/networks.yaml", "missing-field")]
    assert differing(before, root) == {}


def test_a_site_on_another_disk_is_copied(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_source: str, _target: str) -> None:
        raise OSError

    monkeypatch.setattr("os.link", refuse)
    assert refused(Change({"data/places.yaml": PLACES.encode()}), root, SETTINGS) == ()


def test_a_change_for_which_there_is_no_room_is_not_tried(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = held(root)
    monkeypatch.setattr("shutil.copytree", refuse)
    with pytest.raises(BuildError, match=r"^Nothing was changed: the disk is full\.$"):
        refused(Change({"data/places.yaml": b""}), root, SETTINGS)
    assert differing(before, root) == {}


def test_a_file_that_is_a_link_is_not_changed(root: Path, tmp_path: Path) -> None:
    (root / "data/places.yaml").rename(tmp_path / "places.yaml")
    (root / "data/places.yaml").symlink_to(tmp_path / "places.yaml")
    with pytest.raises(RefusedError, match=r"A file in data is a symbolic link; nothing was written\.") as caught:
        refused(Change({"data/places.yaml": b""}), root, SETTINGS)
    assert str(caught.value.hint) == "Put the file itself there."


def test_a_file_that_goes_is_not_there_when_a_change_is_tried(root: Path) -> None:
    written(root, {"content/nl/places/a.md": "Hier wordt niets gelezen."})
    assert refused(Change(removed=("content/nl/places/a.md",)), root, SETTINGS) == ()
    assert (root / "content/nl/places/a.md").exists()
