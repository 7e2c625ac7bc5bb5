"""Reads and updates a tree of files, with a manifest of their digests, sizes and times."""

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
FOLDER, FILE = 0o755, 0o644  # readable by everybody: the web server runs as another user than the build


class Entry(NamedTuple):
    """A file: the SHA-256 of its content, its size in bytes, and its time of modification in nanoseconds."""

    digest: str
    size: int
    mtime: int


Manifest = Mapping[str, Entry]  # by path relative to the tree, with a leading '/'


class Remembered(NamedTuple):
    """A manifest, what its files were made from (see `publish`), and when it was written, in nanoseconds."""

    files: dict[str, Entry]
    origin: dict[str, Any]
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """The paths of files that differ between two trees, each tuple sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is any difference."""
        return bool(self.added or self.changed or self.removed)


def digest(data: bytes) -> str:
    """Return the SHA-256 of data in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def difference(before: Manifest, now: Mapping[str, str]) -> Difference:
    """Return how `now`, digests by path, differs from the manifest `before`."""
    return Difference(
        tuple(sorted(now.keys() - before.keys())),
        tuple(sorted(path for path in now.keys() & before.keys() if now[path] != before[path].digest)),
        tuple(sorted(before.keys() - now.keys())),
    )


def present(tree: Path, known: Manifest, since: int | None = None) -> dict[str, Entry]:
    """
    Return the manifest of a folder; only files whose size or time differs from the `known` manifest are read.

    Files with a status change at or after `since`, in nanoseconds, are read, too: their content may have changed
    although their time of modification was restored. Files deleted meanwhile are left out.
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
    """Return whether all files in a folder are `known` with their size and time; some known ones may be missing."""
    for entry in _files(tree):
        # A file may be deleted meanwhile.
        with contextlib.suppress(FileNotFoundError):
            if not _as_known(entry, known.get(_path(entry, tree))):
                return False
    return True


def renew(tree: Path, files: Mapping[str, bytes], now: Mapping[str, str], served: Manifest, has: Manifest) -> Manifest:
    """
    Make a folder that is not served contain exactly `files`, and return its manifest.

    A file that is identical in the served tree gets the same time; any other gets the current time, even if it was
    already in the folder: tools that copy by time must see that it differs from the served one.

    Args:
        tree: the folder.
        files: the content of each file, by path.
        now: their digests, by path.
        served: the manifest of the served tree.
        has: the current manifest of the folder.

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
    """Create a folder that everybody can read, and its missing parents."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        _allow(str(folder), FOLDER)


def readable(tree: Path) -> None:
    """
    Make a folder and everything in it readable by everybody, whatever the umask was.

    The folder itself keeps its other permissions, except that not everybody may write to it.
    """
    tree.chmod((tree.stat().st_mode | FOLDER) & 0o7775)
    for folder, folders, names in os.walk(tree):
        for name in folders:
            _allow(os.path.join(folder, name), FOLDER)  # noqa: PTH118 - quicker than paths
        for name in names:
            _allow(os.path.join(folder, name), FILE)  # noqa: PTH118


def _allow(path: str, mode: int) -> None:
    # Only the owner may change the permissions of a file, and it may be deleted meanwhile.
    with contextlib.suppress(FileNotFoundError, PermissionError):
        now = os.lstat(path).st_mode
        if not stat.S_ISLNK(now) and now & 0o777 != mode:
            os.chmod(path, mode | now & stat.S_ISGID)  # noqa: PTH101 - quicker than paths


def _files(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    """Yield everything below a folder except folders: files, links and others; nothing if the folder does not exist."""
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
    # Equal counts as touched: the time stamps of a file system are coarse.
    touched = since is not None and now.st_ctime_ns >= since
    return not touched and (known.size, known.mtime) == (now.st_size, now.st_mtime_ns)


def _empty(tree: Path) -> None:
    """Remove empty folders below a folder."""
    for folder, _, _ in os.walk(tree, topdown=False):
        if Path(folder) != tree and not os.listdir(folder):  # noqa: PTH208 - a name is enough
            Path(folder).rmdir()


def remembered(state: Path, tree: Path) -> Remembered:
    """Return the saved manifest of a folder, even if it was moved; an empty one if it is missing or damaged."""
    try:
        kept = _kept(state, tree)
        since, held = kept.stat().st_mtime_ns, json.loads(unsealed(kept, kept.name) or b"")
    except (OSError, ValueError):
        return Remembered({}, {})
    return Remembered({path: Entry(*entry) for path, entry in held["files"].items()}, held.get("origin", {}), since)


def remember(state: Path, tree: Path, manifest: Manifest, origin: Mapping[str, Any]) -> None:
    """Save the manifest of a folder, and as plain data what its files were made from."""
    kept, held = _kept(state, tree), json.dumps({"files": manifest, "origin": origin}).encode()
    replace(kept, sealed(held, kept.name), state)


def tidy(state: Path, *trees: Path) -> None:
    """Remove manifests of folders that no longer exist, and a half-written file."""
    (state / HALF).unlink(missing_ok=True)
    kept = {_kept(state, tree) for tree in trees if tree.is_dir()}
    for path in state.glob("*.json"):
        if path not in kept:
            path.unlink()


def forget(state: Path, tree: Path) -> None:
    """Remove the manifest of a folder, because the folder is about to change."""
    _kept(state, tree).unlink(missing_ok=True)


def _kept(state: Path, tree: Path) -> Path:
    # A folder keeps its inode number when it is moved, so the manifests stay right when two folders are exchanged.
    return state / f"{tree.stat().st_ino}.json"


def replace(path: Path, data: bytes, state: Path) -> None:
    """Replace a file atomically, through a temporary file in `state` on the same disk."""
    half = state / HALF
    half.write_bytes(data)
    half.chmod(FILE)
    half.replace(path)


def removed(folder: Path) -> None:
    """Remove a folder with its content, if it exists."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
