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


def watching() -> Path | None:
    """
    Return the file of settings if Pelican runs again after each change, None if it runs once.

    It does so within its `autoreload`, and says so nowhere else.
    """
    loop = sys.modules["pelican"].autoreload.__code__
    args = (frame.f_locals["args"] for frame, _ in walk_stack(None) if frame.f_code is loop)
    return next((Path(one.settings).absolute() for one in args), None)


def watched(root: Path, settings: Mapping[str, Any]) -> tuple[Path, ...]:
    """Return the folders of which a build is made, those that there are."""
    folders = (root / "data", root / "content", root / "theme", Path(settings["THEME"]))
    return tuple(folder for folder in folders if folder.is_dir())


def stamps(places: Iterable[Path]) -> Stamps:
    """Return when each of some files, or of those below some folders, was changed, in nanoseconds, and its size."""
    paths = (path for place in places for path in (place, *place.rglob("*")))
    files = {path: path.stat() for path in paths if path.is_file()}
    return {path: (found.st_mtime_ns, found.st_size) for path, found in files.items()}


def wait_for(
    pelican: Any, root: Path, before: Stamps, status: int, settings_file: str, settings: Mapping[str, Any]
) -> Any:
    """
    Wait until something changes, as Pelican's function of that name does, and return what Pelican's returns.

    `before` are the files as they were when the last build began: what changed since is not waited for. Ctrl-C ends the
    process with the `status` of the last build, or as interrupted when nothing was wrong with it. Where the settings
    changed, `pelican` is not to build again: Pelican makes a new instance, unless it cannot read them.
    """
    sys.stdout.flush()
    own = Path(settings_file).absolute()
    try:
        with interruptible():
            changes = _changes((*watched(root, settings), own), before, settings["IGNORE_FILES"])
    except KeyboardInterrupt:
        raise SystemExit(status or INTERRUPTED) from None
    pelican.outdated = outdated(pelican) or str(own) in {path for _, path in changes}
    return changes


def outdated(pelican: Any) -> bool:
    """Return whether the settings have changed since an instance of Pelican has read them."""
    return getattr(pelican, "outdated", False)


def _changes(places: tuple[Path, ...], before: Stamps, ignored: list[str]) -> Any:
    changes = watch(
        *places,
        watch_filter=FileChangeFilter(ignore_file_patterns=set(ignored)),
        rust_timeout=SOON,
        yield_on_timeout=True,
    )
    # Only after the first answer has the watch certainly begun: of what changed before that moment it says nothing.
    return next(changes) or _missed(before, stamps(places)) or next(filter(None, changes))


def _missed(before: Stamps, now: Stamps) -> set[tuple[None, str]]:
    return {(None, str(path)) for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
