"""A folder for a moment goes with its `with`, and one that a killed process left with the next build."""

import os
import tempfile
from pathlib import Path

import pytest

from jumelage.scratch import scratch, sweep
from sites import written

LONG_AGO = 1_000_000_000


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "moment").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "moment"))
    return tmp_path / "moment"


def old(path: Path) -> Path:
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def test_a_folder_is_empty_and_goes(place: Path) -> None:
    with scratch() as folder:
        assert [*folder.iterdir()] == []
        written(folder, {"a/b": "1"})
        assert [path.stat().st_mode & 0o777 for path in place.iterdir()] == [0o700]
    assert [*place.iterdir()] == []


def test_what_a_killed_process_left_is_removed_and_nothing_else(place: Path, tmp_path: Path) -> None:
    outside = written(tmp_path / "outside", {"a": "1"})
    left, other = written(place / "jumelage-left", {"here/a": "1", "in-use": ""}), written(place / "other", {"a": "1"})
    (place / "jumelage-link").symlink_to(old(outside))
    (place / "jumelage-file").write_text("1")
    begun = written(place / "jumelage-begun", {"here/a": "1"})
    with scratch() as used:
        for path in (left, other, used.parent, place / "jumelage-file"):
            old(path)
        sweep()
        assert used.is_dir()
        assert not left.exists()
        assert all((folder / "a").is_file() for folder in (other, outside, begun / "here"))
    assert {path.name for path in place.iterdir()} == {"other", "jumelage-link", "jumelage-file", "jumelage-begun"}


def test_a_folder_of_somebody_else_is_left_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = old(written(place / "jumelage-left", {"a": "1"}))
    monkeypatch.setattr(os, "getuid", lambda: 4711)
    sweep()
    assert left.is_dir()


def test_where_no_such_folders_can_be_listed_nothing_happens(place: Path) -> None:
    place.rmdir()
    sweep()
