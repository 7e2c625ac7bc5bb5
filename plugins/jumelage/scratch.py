"""Folders that are there for a moment, and what a killed process left of them."""

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX = "jumelage-"
LOCK = "in-use"
BEGUN = 10  # seconds in which the process that makes a folder has locked it


@contextmanager
def scratch() -> Iterator[Path]:
    """Give an empty folder for the time of a `with`; nobody else can look into it."""
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder, FileLock(Path(folder) / LOCK):
        (Path(folder) / "here").mkdir()
        yield Path(folder) / "here"


def sweep() -> None:
    """Remove such folders of this user that no process uses any more: the pages in them may show somebody."""
    user = getattr(os, "getuid", int)()
    with suppress(OSError):
        for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            with suppress(OSError, Timeout):
                found = path.lstat()
                # A folder of somebody else could lead elsewhere by a link.
                ours = stat.S_ISDIR(found.st_mode) and found.st_uid == user
                if ours and found.st_mtime < time.time() - BEGUN:
                    with FileLock(path / LOCK, timeout=0):
                        shutil.rmtree(path, ignore_errors=True)
