"""A folder for a moment goes with its `with`, and one that a killed process left with the next build."""

import os
from pathlib import Path

import pytest

from jumelage.store.scratch import scratch, sweep
from sites import written

LONG_AGO = 1_000_000_000


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "jumelage" / "moment"


def old(path: Path) -> Path:
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def test_a_folder_is_empty_and_goes(place: Path) -> None:
    with scratch() as folder:
        assert [*folder.iterdir()] == []
        written(folder, {"a/b": "1"})
        assert [path.stat().st_mode & 0o777 for path in place.iterdir()] == [0o700]
    assert [*place.iterdir()] == []


def test_what_a_killed_process_left_is_removed_and_nothing_else(place: Path) -> None:
    left, begun = written(place / "left", {"here/a": "1", "in-use": ""}), written(place / "begun", {"here/a": "1"})
    written(place, {"file": "1"})
    with scratch() as used:
        for path in (left, used.parent, place / "file"):
            old(path)
        sweep()
        assert used.is_dir()
        assert not left.exists()
        assert (begun / "here/a").is_file()
    assert {path.name for path in place.iterdir()} == {"begun", "file"}


def test_where_the_cache_cannot_be_written_to_the_systems_own_folder_does(tmp_path: Path) -> None:
    written(tmp_path, {"jumelage": "a file"})
    sweep()
    with scratch() as folder:
        assert folder.is_dir()
    assert not folder.exists()
