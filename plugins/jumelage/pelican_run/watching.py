"""`pelican --autoreload`: watches more than Pelican does, and exits with the status of the build."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from traceback import walk_stack
from typing import Any

from pelican.utils import FileChangeFilter
from watchfiles import watch

from jumelage.interruption import INTERRUPTED, interruptible

Stamps = dict[Path, tuple[int, int]]
SOON = 200  # milliseconds after which a new watch first reports


def watching() -> Path | None:
    """
    Return the settings file if Pelican reruns after each change, None if it runs once.

    This can only be detected from `autoreload` on the call stack.
    """
    loop = sys.modules["pelican"].autoreload.__code__
    args = (frame.f_locals["args"] for frame, _ in walk_stack(None) if frame.f_code is loop)
    return next((Path(one.settings).absolute() for one in args), None)


def watched(root: Path, settings: Mapping[str, Any]) -> tuple[Path, ...]:
    """Return the existing folders that a build depends on."""
    folders = (root / "data", root / "content", root / "theme", Path(settings["THEME"]))
    return tuple(folder for folder in folders if folder.is_dir())


def stamps(places: Iterable[Path]) -> Stamps:
    """Return the time of modification (ns) and size (bytes) of each file in or below `places`."""
    paths = (path for place in places for path in (place, *place.rglob("*")))
    files = {path: path.stat() for path in paths if path.is_file()}
    return {path: (found.st_mtime_ns, found.st_size) for path, found in files.items()}


def wait_for(
    pelican: Any, root: Path, before: Stamps, status: int, settings_file: str, settings: Mapping[str, Any]
) -> Any:
    """
    Wait for a change and return it, like Pelican's `wait_for_changes`.

    `before` are the stamps from the start of the last build: later changes are returned at once. Ctrl-C ends the
    process with the `status` of the last build, or as interrupted if that succeeded. If the settings changed, `pelican`
    must not build again: Pelican makes a new instance, unless it cannot read them.
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
    """Return whether the settings have changed since an instance of Pelican read them."""
    return getattr(pelican, "outdated", False)


def _changes(places: tuple[Path, ...], before: Stamps, ignored: list[str]) -> Any:
    changes = watch(
        *places,
        watch_filter=FileChangeFilter(ignore_file_patterns=set(ignored)),
        rust_timeout=SOON,
        yield_on_timeout=True,
    )
    # The watch has only certainly started after its first answer, and does not report earlier changes.
    return next(changes) or _missed(before, stamps(places)) or next(filter(None, changes))


def _missed(before: Stamps, now: Stamps) -> set[tuple[None, str]]:
    return {(None, str(path)) for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
