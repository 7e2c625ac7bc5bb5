"""What was made before: on disk by what it was made of, and in the memory of a process that builds again and again."""

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
SEAL = hashlib.sha256().digest_size  # bytes before what is kept
# An earlier version would publish what it finds as it is, so it must not find this under the name that it looks for.
FORM = b"locked "
LARGEST = 100_000_000  # bytes that are read of what is kept; nothing that is made is as large
MOST = 1_000_000_000  # bytes of a store; a site of 10,000 partnerships needs a third of it
BLOCK = 4096  # bytes that even the smallest file takes
DAY = 86_400  # seconds; when something was used is noted as precisely as this


def cache_folder() -> Path:
    """Return where this system keeps what can be made again: outside the site, where no proposal can put anything."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "jumelage"


@cache
def software() -> str:
    """Return what differs for each version of this package, of those that are installed with it, and of Python."""
    seen = hashlib.sha256(sys.version.encode())
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            seen.update(f"{path.relative_to(PACKAGE)}\0".encode() + path.read_bytes())
    # Name and version of each; to read what they say of themselves would take longer than a check.
    for name in sorted({path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")}):
        seen.update(name.encode())
    return seen.hexdigest()


def sealed(data: bytes, name: str) -> bytes:
    """Return `data` with the hash of itself and of `name` before it; `name` is that of the file it is kept in."""
    return _seal(data, name) + data


def unsealed(path: Path, name: str) -> bytes | None:
    """
    Return what `sealed` returned for `name` and somebody wrote to `path`; None when it is damaged or of another name.

    A link, a folder or a pipe holds nothing, nor does a file that cannot be read.
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
    """Return `data` as nobody can read it without the recipe; of what this returns, return `data`."""
    pad = hashlib.shake_256(b"lock " + recipe).digest(len(data))
    return (int.from_bytes(data) ^ int.from_bytes(pad)).to_bytes(len(data))


@dataclass(slots=True, eq=False)
class Store:
    """
    Keeps what takes long to make.

    `made` keeps bytes in a folder, by what they were made of, and `keep_all` many small things in few files; without a
    folder, or in one that cannot be used, everything is made each time. The folder holds at most about `most` bytes:
    what was used longest ago goes first.
    Without what it was made of, nobody can read an entry, so nothing can be learnt from the folder that the site does
    not say. What is of a person at risk is not put there at all.

    `remembered` keeps values in the memory of this process, each for as long as it is asked for in every round. A store
    that is `lasting` belongs to a server; another forgets at once, as a command does that reads each file once.
    """

    folder: Path | None = None
    lasting: bool = False
    most: int = MOST
    kept: dict[Hashable, Any] = field(default_factory=dict)
    wanted: dict[Hashable, Any] = field(default_factory=dict)
    room: int = 0  # bytes that can be written before the folder must be looked at again

    @classmethod
    def of_user(cls, lasting: bool = False) -> Self:
        """Return the one that all sites of a user share."""
        return cls(cache_folder() / "made", lasting)

    def made(self, recipe: bytes, make: Callable[[], bytes]) -> bytes:
        """Return what `make` returned for the same `recipe` before, else what it returns now."""
        known = self.found(recipe)
        if known is None:
            known = make()
            self.keep(recipe, known)
        return known

    def found(self, recipe: bytes) -> bytes | None:
        """Return what is kept for a recipe, None when it must be made."""
        if self.folder is None:
            return None
        held = _held(self.folder / _name(recipe).hex())
        return None if held is None else _locked(held, recipe)

    def found_all(self, recipes: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return what `keep_all` has kept for each of these recipes, by recipe."""
        found: dict[bytes, bytes] = {}
        if self.folder is not None:
            by_name = {_name(recipe): recipe for recipe in recipes}
            for number, names in by_pack(by_name).items():
                # One after the other: together they may be large.
                pack = dict(unpacked(_held(_pack(self.folder, number)) or b""))
                found |= {by_name[name]: _locked(pack[name], by_name[name]) for name in names if name in pack}
        return found

    def keep(self, recipe: bytes, data: bytes) -> None:
        """
        Keep what was made, if there is a folder that can be written to.

        It carries its own hash: a damaged file, or one that was kept for another recipe, is made again. So a file may
        be written in place: whoever finds half of it makes it, too.
        """
        if self.folder is not None:
            self._write(self.folder / _name(recipe).hex(), _locked(data, recipe))

    def keep_all(self, made: Mapping[bytes, bytes]) -> None:
        """Keep what was made of each recipe."""
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
        """Remove what was used longest ago, when the folder would become too large; it is not looked at each time."""
        if self.room < size:
            entries = sorted(_entries(folder))
            total = size + sum(taken for _, taken, _ in entries)
            # More than is needed now, so that the next one need not look again.
            enough = total if total <= self.most else self.most * 3 // 4
            for _, taken, path in entries:
                if total <= enough:
                    break
                total -= taken if removed(path) else 0
            # Others may be writing, too.
            self.room = size + max(0, min(self.most - total, self.most // 8))
        self.room -= size

    def clear(self) -> bool:
        """Remove everything: of what was made, nobody can tell from what. Return whether nothing is left."""
        if self.folder is None or not self.folder.is_symlink():
            return self.folder is None or removed(self.folder)
        # The folder may be a link to another disk, which stays.
        for path in _within(self.folder):
            removed(path)
        return not _within(self.folder)

    def remembered(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` returned for this key in this process, else what it returns now."""
        if not self.lasting:
            return make()
        if key not in self.wanted:
            self.wanted[key] = self.kept[key] if key in self.kept else make()
        value: Made = self.wanted[key]
        return value

    def knows(self, key: Hashable) -> bool:
        """Return whether `remembered` would return something without making it."""
        return key in self.wanted or key in self.kept

    def same(self) -> bool:
        """Return whether this round asked for just what the last one did."""
        return self.wanted.keys() == self.kept.keys()

    def round(self) -> None:
        """Begin a new round: what was not asked for in the last one is forgotten."""
        self.kept, self.wanted = self.wanted, {}


def _name(recipe: bytes) -> bytes:
    return hashlib.sha256(FORM + recipe).digest()


def _pack(folder: Path, number: int) -> Path:
    return folder / f"pack-{number}"


def _held(path: Path) -> bytes | None:
    """Return what a file of a store holds; that it was used is noted."""
    held = unsealed(path, path.name)
    if held is not None:
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < time.time() - DAY:
                os.utime(path)
    return held


def stamp(path: Path) -> tuple[int, ...]:
    """Return what changes whenever a file is written: when that was, its size and which file it is."""
    found = path.stat()
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def removed(path: Path) -> bool:
    """Remove whatever is at a path, if anything, and return whether nothing is left; a link is not followed."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    with contextlib.suppress(OSError):
        path.unlink()
    return not os.path.lexists(path)


def _within(folder: Path) -> list[Path]:
    return [*folder.iterdir()] if folder.is_dir() else []


def _entries(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """Give, of each file that is kept, when it was used, the bytes that it takes, and its path."""
    for entry in os.scandir(folder):
        # Another process may be removing it.
        with contextlib.suppress(OSError):
            found = entry.stat(follow_symlinks=False)
            yield found.st_mtime_ns, found.st_size + BLOCK, Path(entry.path)
