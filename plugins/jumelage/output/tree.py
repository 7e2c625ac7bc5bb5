"""A folder of files as it stands: what each holds, and since when."""

import contextlib
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from jumelage.store.store import sealed, unsealed

HALF = "half-written"
FOLDER, FILE = 0o755, 0o644  # what everybody may do: a web server is somebody else than who builds


class Entry(NamedTuple):
    """A file: the SHA-256 of its bytes, their number, and when it was changed, in nanoseconds."""

    digest: str
    size: int
    mtime: int


Manifest = Mapping[str, Entry]  # by path, which begins with '/' and is relative to the tree


class Remembered(NamedTuple):
    """A manifest, what its files were made from (see `publish`), and when it was kept, in nanoseconds."""

    files: dict[str, Entry]
    origin: dict[str, Any]
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """The paths of files by which one tree differs from another, each list in order."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return bool(self.added or self.changed or self.removed)


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes as a hexadecimal number."""
    return hashlib.sha256(data).hexdigest()


def difference(before: Manifest, now: Mapping[str, str]) -> Difference:
    """Return how `now`, digests by path, differs from a manifest."""
    return Difference(
        tuple(sorted(now.keys() - before.keys())),
        tuple(sorted(path for path in now.keys() & before.keys() if now[path] != before[path].digest)),
        tuple(sorted(before.keys() - now.keys())),
    )


def standing(tree: Path, known: Manifest, since: int | None = None) -> dict[str, Entry]:
    """
    Return the manifest of a folder; only files that differ in size or time from what is `known` of them are read.

    So are files of which anything was changed since `since`, in nanoseconds: their bytes may be others, though
    somebody gave them their time again. What somebody deletes meanwhile is left out.
    """
    found: dict[str, Entry] = {}
    for entry in _files(tree):
        path = _path(entry, tree)
        with contextlib.suppress(FileNotFoundError):
            if _as_known(entry, known.get(path), since):
                found[path] = known[path]
            elif entry.is_file(follow_symlinks=False):
                now = entry.stat(follow_symlinks=False)
                found[path] = Entry(digest(Path(entry.path).read_bytes()), now.st_size, now.st_mtime_ns)
    return found


def only_known(tree: Path, known: Manifest) -> bool:
    """Return whether a folder holds no file but such as are `known`, with their size and time; some may be missing."""
    for entry in _files(tree):
        # A file that somebody deletes at this moment is one less.
        with contextlib.suppress(FileNotFoundError):
            if not _as_known(entry, known.get(_path(entry, tree))):
                return False
    return True


def renew(tree: Path, files: Mapping[str, bytes], now: Mapping[str, str], served: Manifest, has: Manifest) -> Manifest:
    """
    Make a folder that nobody looks at hold exactly `files`, and return its manifest.

    A file that is the same in the tree that is served has the same time here; any other has the time of this moment,
    also one that was so before: who copies by time must see that it is not what is served.

    Args:
        tree: the folder.
        files: the bytes of each file, by path.
        now: their digests.
        served: the manifest of the tree that is served.
        has: the manifest of the folder, as it stands.

    Raises:
        OSError: it cannot be written.
    """
    for entry in list(_files(tree)):
        path = _path(entry, tree)
        if path not in files or path not in has:
            Path(entry.path).unlink()
    _empty(tree)
    made: dict[str, Entry] = {}
    for path, data in files.items():
        same, had, mark = served.get(path), has.get(path), now[path]
        time = same.mtime if same and same.digest == mark else None
        target = tree / path.lstrip("/")
        if had is None or had.digest != mark:
            _write(target, data)
        if time is not None and (had is None or (had.digest, had.mtime) != (mark, time)):
            os.utime(target, ns=(time, time))
        elif time is None and had and had.digest == mark:
            os.utime(target)
        made[path] = Entry(mark, len(data), time or target.stat().st_mtime_ns)
    return made


def _write(target: Path, data: bytes) -> None:
    make_folder(target.parent)
    target.unlink(missing_ok=True)
    with target.open("xb") as file:
        file.write(data)
    _allow(str(target), FILE)


def make_folder(folder: Path) -> None:
    """Make a folder that everybody can read, and those above it that are missing."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        _allow(str(folder), FOLDER)


def readable(tree: Path) -> None:
    """
    Let everybody read a folder and all that it holds, whatever umask made it; nothing else of it changes.

    Of the folder itself the other rights stay that somebody gave it, but that of everybody to write there.
    """
    tree.chmod((tree.stat().st_mode | FOLDER) & 0o7775)
    for folder, folders, names in os.walk(tree):
        for name in folders:
            _allow(os.path.join(folder, name), FOLDER)  # noqa: PTH118 - quicker than paths
        for name in names:
            _allow(os.path.join(folder, name), FILE)  # noqa: PTH118


def _allow(path: str, mode: int) -> None:
    # Who does not own a file may not say who reads it, and somebody may delete it at this moment.
    with contextlib.suppress(FileNotFoundError, PermissionError):
        now = os.lstat(path).st_mode
        if not stat.S_ISLNK(now) and now & 0o777 != mode:
            os.chmod(path, mode | now & stat.S_ISGID)  # noqa: PTH101 - quicker than paths


def _files(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    """Give what is no folder below a folder: files, links, and what else there may be; nothing of one that is gone."""
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            else:
                yield entry


def _path(entry: os.DirEntry[str], tree: Path) -> str:
    return entry.path[len(str(tree)) :].replace(os.sep, "/")


def _as_known(entry: os.DirEntry[str], known: Entry | None, since: int | None = None) -> bool:
    if known is None or not entry.is_file(follow_symlinks=False):
        return False
    now = entry.stat(follow_symlinks=False)
    # In the same moment as the manifest, too: the clock of a disk has steps.
    touched = since is not None and now.st_ctime_ns >= since
    return not touched and (known.size, known.mtime) == (now.st_size, now.st_mtime_ns)


def _empty(tree: Path) -> None:
    """Remove the folders in which nothing is left."""
    for folder, _, _ in os.walk(tree, topdown=False):
        if Path(folder) != tree and not os.listdir(folder):  # noqa: PTH208 - a name is enough
            Path(folder).rmdir()


def remembered(state: Path, tree: Path) -> Remembered:
    """Return the manifest that was kept of a folder, wherever it has moved; an empty one when it is damaged."""
    try:
        kept = _kept(state, tree)
        since, held = kept.stat().st_mtime_ns, json.loads(unsealed(kept, kept.name) or b"")
    except (OSError, ValueError):
        return Remembered({}, {})
    return Remembered({path: Entry(*entry) for path, entry in held["files"].items()}, held.get("origin", {}), since)


def remember(state: Path, tree: Path, manifest: Manifest, origin: Mapping[str, Any]) -> None:
    """Keep the manifest of a folder, and what its files were made from, which is plain data."""
    kept, held = _kept(state, tree), json.dumps({"files": manifest, "origin": origin}).encode()
    replace(kept, sealed(held, kept.name), state)


def tidy(state: Path, *trees: Path) -> None:
    """Remove the manifests of folders that are no more, and what a build wrote half."""
    (state / HALF).unlink(missing_ok=True)
    kept = {_kept(state, tree) for tree in trees if tree.is_dir()}
    for path in state.glob("*.json"):
        if path not in kept:
            path.unlink()


def forget(state: Path, tree: Path) -> None:
    """Keep no manifest of a folder any more: it is about to change."""
    _kept(state, tree).unlink(missing_ok=True)


def _kept(state: Path, tree: Path) -> Path:
    # A folder takes its number along when it moves, so that two that change places need nothing to be written after.
    return state / f"{tree.stat().st_ino}.json"


def replace(path: Path, data: bytes, state: Path) -> None:
    """Write a file as a whole, by way of a folder of the same disk: who reads it finds the old one or the new one."""
    half = state / HALF
    half.write_bytes(data)
    half.chmod(FILE)
    half.replace(path)


def removed(folder: Path) -> None:
    """Remove a folder with all that it holds, if it is there."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
