"""Caches results: on disk by what they were made from, and in the memory of a process that builds repeatedly."""

import contextlib
import hashlib
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Self, TypeVar

from jumelage.store.packs import by_pack, packed, unpacked

Made = TypeVar("Made")

PACKAGE = Path(__file__).resolve().parent.parent
SEAL = hashlib.sha256().digest_size  # bytes before the data of an entry
# An earlier version would publish an entry without decoding it, so entries must not have the names that it looks for.
FORM = b"locked "
LARGEST = 100_000_000  # bytes of an entry that is read; none that we write is as large
MOST = 1_000_000_000  # bytes of a store; a site of 10,000 partnerships needs a third of that
BLOCK = 4096  # bytes on disk of even the smallest file
DAY = 86_400  # seconds; the precision with which the last use of an entry is recorded


def cache_folder() -> Path:
    """Return the cache folder of the user: outside the site, so that no pull request can put anything into it."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "jumelage"


@cache
def software() -> str:
    """Return a hash that differs for each version of this package, of the installed packages, and of Python."""
    seen = hashlib.sha256(sys.version.encode())
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            seen.update(f"{path.relative_to(PACKAGE)}\0".encode() + path.read_bytes())
    # Folder names with name and version only; reading the metadata would take longer than a check.
    for name in sorted({path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")}):
        seen.update(name.encode())
    return seen.hexdigest()


def sealed(data: bytes, name: str) -> bytes:
    """Return `data` prefixed with the SHA-256 of `name`, the name of its file, and itself."""
    return _seal(data, name) + data


def unsealed(path: Path, name: str) -> bytes | None:
    """
    Return the data of a file at `path` that `sealed` made for `name`; None if it is damaged or made for another name.

    None also for a link, a folder, a pipe, or a file that cannot be read.
    """
    with contextlib.suppress(OSError):
        found = path.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST:
            held = path.read_bytes()
            if held[:SEAL] == _seal(held[SEAL:], name):
                return held[SEAL:]
    return None


def _seal(data: bytes, name: str) -> bytes:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape") + b"\0" + data).digest()


def _locked(data: bytes, recipe: bytes) -> bytes:
    """Return `data` encrypted with the recipe as the key; applied twice, it returns `data`."""
    pad = hashlib.shake_256(b"lock " + recipe).digest(len(data))
    return (int.from_bytes(data) ^ int.from_bytes(pad)).to_bytes(len(data))


@dataclass(slots=True, eq=False)
class Store:
    """
    A cache of results that are expensive to compute.

    `made` stores bytes in a folder under a recipe, which contains everything they were made from, and `keep_all` many
    small entries in few files; without a usable folder, everything is computed each time. The folder is limited to
    about `most` bytes: the least recently used entries are removed first.
    An entry can only be decrypted with its recipe, so the folder reveals nothing that the site does not publish.
    Nothing about persons at risk is stored at all.

    `remembered` keeps values in the memory of this process, each as long as every round asks for it. A `lasting` store
    belongs to a server; any other keeps nothing in memory, since a command reads each file once.
    """

    folder: Path | None = None
    lasting: bool = False
    most: int = MOST
    kept: dict[Hashable, Any] = field(default_factory=dict)
    wanted: dict[Hashable, Any] = field(default_factory=dict)
    room: int = 0  # bytes that can be written before the size of the folder must be checked again

    @classmethod
    def of_user(cls, lasting: bool = False) -> Self:
        """Return the store that all sites of a user share."""
        return cls(cache_folder() / "made", lasting)

    def made(self, recipe: bytes, make: Callable[[], bytes]) -> bytes:
        """Return the stored result for `recipe`, or else call `make` and store its result."""
        known = self.found(recipe)
        if known is None:
            known = make()
            self.keep(recipe, known)
        return known

    def found(self, recipe: bytes) -> bytes | None:
        """Return the stored result for a recipe, None if there is none."""
        if self.folder is None:
            return None
        held = _held(self.folder / _name(recipe).hex())
        return None if held is None else _locked(held, recipe)

    def found_all(self, recipes: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the results that `keep_all` has stored for these recipes, by recipe; others are left out."""
        found: dict[bytes, bytes] = {}
        if self.folder is not None:
            by_name = {_name(recipe): recipe for recipe in recipes}
            for number, names in by_pack(by_name).items():
                # One pack at a time: together they may be large.
                pack = dict(unpacked(_held(_pack(self.folder, number)) or b""))
                found |= {by_name[name]: _locked(pack[name], by_name[name]) for name in names if name in pack}
        return found

    def keep(self, recipe: bytes, data: bytes) -> None:
        """
        Store the result for a recipe, if there is a writable folder.

        A file contains its own hash, so a damaged one, or one of another recipe, counts as missing. Hence files are
        written in place: a process that reads a partial file computes the result again.
        """
        if self.folder is not None:
            self._write(self.folder / _name(recipe).hex(), _locked(data, recipe))

    def keep_all(self, made: Mapping[bytes, bytes]) -> None:
        """Store results by recipe, in packs."""
        if self.folder is not None:
            locked = {_name(recipe): _locked(data, recipe) for recipe, data in made.items()}
            for number, names in by_pack(locked).items():
                path = _pack(self.folder, number)
                known = dict(unpacked(_held(path) or b""))
                self._write(path, packed(known | {name: locked[name] for name in names}))

    def _write(self, path: Path, data: bytes) -> None:
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._make_room(path.parent, len(data) + BLOCK)
            removed(path)
            path.write_bytes(sealed(data, path.name))

    def _make_room(self, folder: Path, size: int) -> None:
        """Remove the least recently used entries if the folder would exceed `most`; it is not checked each time."""
        if self.room < size:
            entries = sorted(_entries(folder))
            total = size + sum(taken for _, taken, _ in entries)
            # More than is needed now, so that the next writes need not check again.
            enough = total if total <= self.most else self.most * 3 // 4
            for _, taken, path in entries:
                if total <= enough:
                    break
                total -= taken if removed(path) else 0
            # Other processes may be writing, too.
            self.room = size + max(0, min(self.most - total, self.most // 8))
        self.room -= size

    def clear(self) -> bool:
        """Remove all entries, since none shows what it was made from; return whether nothing is left."""
        if self.folder is None or not self.folder.is_symlink():
            return self.folder is None or removed(self.folder)
        # The folder may be a link to another disk: the link stays.
        for path in _within(self.folder):
            removed(path)
        return not _within(self.folder)

    def remembered(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return the remembered value for a key, or else that of `make`; only a lasting store remembers values."""
        if not self.lasting:
            return make()
        if key not in self.wanted:
            self.wanted[key] = self.kept[key] if key in self.kept else make()
        value: Made = self.wanted[key]
        return value

    def knows(self, key: Hashable) -> bool:
        """Return whether `remembered` would return a value without calling `make`."""
        return key in self.wanted or key in self.kept

    def same(self) -> bool:
        """Return whether this round asked for exactly the same keys as the last one."""
        return self.wanted.keys() == self.kept.keys()

    def round(self) -> None:
        """Start a new round: values that the ending round did not ask for are forgotten."""
        self.kept, self.wanted = self.wanted, {}


def _name(recipe: bytes) -> bytes:
    return hashlib.sha256(FORM + recipe).digest()


def _pack(folder: Path, number: int) -> Path:
    return folder / f"pack-{number}"


def _held(path: Path) -> bytes | None:
    """Return the data of a file in a store, None if it is damaged or missing; update its time of last use."""
    held = unsealed(path, path.name)
    if held is not None:
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < time.time() - DAY:
                os.utime(path)
    return held


def stamp(path: Path) -> tuple[int, ...]:
    """Return numbers of which one changes whenever a file is written: times of change (ns), size (bytes) and inode."""
    found = path.stat()
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def removed(path: Path) -> bool:
    """Remove whatever is at a path, if anything, without following links; return whether nothing is left."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    with contextlib.suppress(OSError):
        path.unlink()
    return not os.path.lexists(path)


def _within(folder: Path) -> list[Path]:
    return [*folder.iterdir()] if folder.is_dir() else []


def _entries(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """Yield the time of last use (ns), the bytes on disk and the path of each file in a store."""
    for entry in os.scandir(folder):
        # Another process may be removing it.
        with contextlib.suppress(OSError):
            found = entry.stat(follow_symlinks=False)
            yield found.st_mtime_ns, found.st_size + BLOCK, Path(entry.path)
