"""Bytes that take long to make, kept on disk by what they were made of."""

import contextlib
import hashlib
import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SEAL = hashlib.sha256().digest_size  # bytes before what is kept
# An earlier version would publish a sealed file as it is, so it must not find one under the name that it looks for.
FORM = b"sealed "
LARGEST = 100_000_000  # bytes that are read of what is kept; nothing that is made is as large


def cache_folder() -> Path:
    """Return where this system keeps what can be made again: outside the site, where no proposal can put anything."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "jumelage"


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


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of such bytes; without a folder, or in one that cannot be used, everything is made each time."""

    folder: Path | None = None

    def made(self, recipe: bytes, make: Callable[[], bytes]) -> bytes:
        """
        Return what `make` returned for the same `recipe` before, else what it returns now.

        What is kept carries its own hash: a damaged file, or one that was kept for another recipe, is made again. So a
        file may be written in place: whoever finds half of it makes it, too.
        """
        if self.folder is None:
            return make()
        name = hashlib.sha256(FORM + recipe).hexdigest()
        path = self.folder / name
        known = unsealed(path, name)
        if known is not None:
            return known
        data = make()
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            removed(path)
            path.write_bytes(sealed(data, name))
        return data

    def clear(self) -> bool:
        """Remove everything: of what was made, nobody can tell from what. Return whether nothing is left."""
        if self.folder is None or not self.folder.is_symlink():
            return self.folder is None or removed(self.folder)
        # The folder may be a link to another disk, which stays.
        for path in _within(self.folder):
            removed(path)
        return not _within(self.folder)


def removed(path: Path) -> bool:
    """Remove whatever is at a path, if anything, and return whether nothing is left; a link is not followed."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    with contextlib.suppress(OSError):
        path.unlink()
    return not os.path.lexists(path)


def _within(folder: Path) -> list[Path]:
    return [*folder.iterdir()] if folder.is_dir() else []
