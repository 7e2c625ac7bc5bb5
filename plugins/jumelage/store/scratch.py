"""Folders that are there for a moment, and what a killed process left of them."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from jumelage.store.store import cache_folder

LOCK = "in-use"
BEGUN = 10  # seconds in which the process that makes a folder has locked it


@contextmanager
def scratch() -> Iterator[Path]:
    """Give an empty folder for the time of a `with`, one that nobody else can look into."""
    with tempfile.TemporaryDirectory(dir=_place()) as folder, FileLock(Path(folder) / LOCK):
        (Path(folder) / "here").mkdir()
        yield Path(folder) / "here"


def sweep() -> None:
    """Remove such folders that no process uses any more: the pages in them may show a person who was withdrawn."""
    place = _place()
    for path in place.iterdir() if place else ():
        # Another build may do the same at this moment.
        with suppress(OSError, Timeout):
            if path.stat().st_mtime < time.time() - BEGUN:
                with FileLock(path / LOCK, timeout=0):
                    shutil.rmtree(path, ignore_errors=True)


def _place() -> Path | None:
    """Return the folder in which they stand, None where only the system's own can be written to."""
    place = cache_folder() / "moment"
    with suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
        return place
    return None
