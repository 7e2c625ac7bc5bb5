"""A change of several files happens as a whole, or nothing does."""

from pathlib import Path

import pytest

from edited import PLACES, differing, held
from findings import SETTINGS
from jumelage.edit import Change, apply, refused
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
    written(root, {"data/themes.yaml": "- {id: water, name: {nl: Water}}\n", "theme/templates/base.html": ""})
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
