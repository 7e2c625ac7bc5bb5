"""`pelican --autoreload`: what is watched beyond what Pelican watches, and how it ends."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from traceback import walk_stack
from typing import Any

from jumelage.interruption import INTERRUPTED, interruptible

Stamps = dict[Path, tuple[int, int]]


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
    folders = watched(root, settings)
    now = stamps(folders)
    if changed := {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}:
        return {(None, str(path)) for path in changed}
    sys.stdout.flush()
    # Only its copy of the settings: what Pelican finds in STATIC_PATHS when it builds, it publishes.
    more = [*settings["STATIC_PATHS"], *map(str, folders)]
    theirs = sys.modules["pelican.utils"].wait_for_changes
    try:
        with interruptible():
            return theirs(settings_file, {**settings, "STATIC_PATHS": more})
    except KeyboardInterrupt:
        raise SystemExit(status or INTERRUPTED) from None
