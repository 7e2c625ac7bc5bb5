"""Temporary folders, and removal of those that a killed process left behind."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from jumelage.store.store import cache_folder

LOCK = "in-use"
BEGUN = 10  # seconds within which a process locks the folder it has created


@contextmanager
def scratch() -> Iterator[Path]:
    """Create an empty folder, private to this user, that is removed at the end of the `with`."""
    with tempfile.TemporaryDirectory(dir=_place()) as folder, FileLock(Path(folder) / LOCK):
        (Path(folder) / "here").mkdir()
        yield Path(folder) / "here"


def sweep() -> None:
    """Remove temporary folders that no process uses any more: their pages may show a person who was withdrawn."""
    place = _place()
    for path in place.iterdir() if place else ():
        # Another build may be doing the same.
        with suppress(OSError, Timeout):
            if path.stat().st_mtime < time.time() - BEGUN:
                with FileLock(path / LOCK, timeout=0):
                    shutil.rmtree(path, ignore_errors=True)


def _place() -> Path | None:
    """Return the parent of the temporary folders; None, which means the system's default, if it cannot be created."""
    place = cache_folder() / "moment"
    with suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
        return place
    return None
