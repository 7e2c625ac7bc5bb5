"""A folder of files as it stands: what each holds, and since when."""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Entry(NamedTuple):
    """A file: the SHA-256 of its bytes, their number, and when it was changed, in nanoseconds."""

    digest: str
    size: int
    mtime: int


Manifest = Mapping[str, Entry]  # by path, which begins with '/' and is relative to the tree


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


def standing(tree: Path, known: Manifest) -> dict[str, Entry]:
    """
    Return the manifest of a folder; only files that differ in size or time from what is `known` of them are read.

    What somebody deletes meanwhile is left out.
    """
    found: dict[str, Entry] = {}
    for entry in _files(tree):
        path = _path(entry, tree)
        with contextlib.suppress(FileNotFoundError):
            if _as_known(entry, known.get(path)):
                found[path] = known[path]
            elif entry.is_file(follow_symlinks=False):
                stat = entry.stat(follow_symlinks=False)
                found[path] = Entry(digest(Path(entry.path).read_bytes()), stat.st_size, stat.st_mtime_ns)
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
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    with target.open("xb") as file:
        file.write(data)


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


def _as_known(entry: os.DirEntry[str], known: Entry | None) -> bool:
    if known is None or not entry.is_file(follow_symlinks=False):
        return False
    stat = entry.stat(follow_symlinks=False)
    return (known.size, known.mtime) == (stat.st_size, stat.st_mtime_ns)


def _empty(tree: Path) -> None:
    """Remove the folders in which nothing is left."""
    for folder, _, _ in os.walk(tree, topdown=False):
        if Path(folder) != tree and not os.listdir(folder):  # noqa: PTH208 - a name is enough
            Path(folder).rmdir()


def remembered(state: Path, tree: Path) -> tuple[dict[str, Entry], dict[str, str]]:
    """Return the manifest that was kept of a folder, wherever it has moved, and what it was made of; or {}, {}."""
    try:
        held = json.loads(_kept(state, tree).read_bytes())
        return {path: Entry(*entry) for path, entry in held["files"].items()}, dict(held["sources"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}, {}


def remember(state: Path, tree: Path, manifest: Manifest, sources: Mapping[str, str]) -> None:
    """Keep the manifest of a folder, and the digests of what it was made of."""
    replace(_kept(state, tree), json.dumps({"files": manifest, "sources": sources}).encode(), state)


def tidy(state: Path, *trees: Path) -> None:
    """Remove the manifests of folders that are no more."""
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
    half = state / "half-written"
    half.write_bytes(data)
    half.replace(path)


def removed(folder: Path) -> None:
    """Remove a folder with all that it holds, if it is there."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
