"""`pelican --autoreload`: what is watched beyond what Pelican watches, and how it ends."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from traceback import walk_stack
from typing import Any

from pelican.utils import FileChangeFilter
from watchfiles import watch

from jumelage.interruption import INTERRUPTED, interruptible

Stamps = dict[Path, tuple[int, int]]
SOON = 200  # milliseconds after which a watch that has begun is asked the first time


def watching() -> bool:
    """Return whether Pelican runs again after each change: within its `autoreload`, which says so nowhere else."""
    pelican = sys.modules["pelican"]
    return any(frame.f_code is pelican.autoreload.__code__ for frame, _ in walk_stack(None))


def watched(root: Path, settings: Mapping[str, Any]) -> tuple[Path, ...]:
    """Return the folders of which a build is made, those that there are."""
    folders = (root / "data", root / "content", root / "theme", Path(settings["THEME"]))
    return tuple(folder for folder in folders if folder.is_dir())


def stamps(folders: Iterable[Path]) -> Stamps:
    """Return when each file below some folders was changed, in nanoseconds, and its size."""
    files = {path: path.stat() for folder in folders for path in folder.rglob("*") if path.is_file()}
    return {path: (found.st_mtime_ns, found.st_size) for path, found in files.items()}


def wait_for(root: Path, before: Stamps, status: int, settings_file: str, settings: Mapping[str, Any]) -> Any:
    """
    Wait until something changes, as Pelican's function of that name does, and return what Pelican's returns.

    `before` are the files as they were when the last build began: what changed since is not waited for. Ctrl-C ends the
    process with the `status` of the last build, or as interrupted when nothing was wrong with it.
    """
    sys.stdout.flush()
    try:
        with interruptible():
            return _changes(watched(root, settings), before, settings_file, settings["IGNORE_FILES"])
    except KeyboardInterrupt:
        raise SystemExit(status or INTERRUPTED) from None


def _changes(folders: tuple[Path, ...], before: Stamps, settings_file: str, ignored: list[str]) -> Any:
    looked = False
    for changes in watch(
        *folders,
        Path(settings_file).resolve(),
        watch_filter=FileChangeFilter(ignore_file_patterns=set(ignored)),
        rust_timeout=SOON,
        yield_on_timeout=True,
    ):
        if changes:
            return changes
        # Only now has the watch certainly begun: of what changed before that moment it says nothing.
        if not looked and (missed := _missed(before, stamps(folders))):
            return missed
        looked = True
    raise KeyboardInterrupt


def _missed(before: Stamps, now: Stamps) -> set[tuple[None, str]]:
    return {(None, str(path)) for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
