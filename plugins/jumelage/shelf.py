"""Bytes that take long to make, kept on disk by what they were made of."""

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


def cache_folder() -> Path:
    """Return where this system keeps what can be made again: outside the site, where no proposal can put anything."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "jumelage"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of such bytes; without a folder, or in one that cannot be used, everything is made each time."""

    folder: Path | None = None

    def made(self, recipe: bytes, make: Callable[[], bytes]) -> bytes:
        """Return what `make` returned for the same `recipe` before, else what it returns now."""
        if self.folder is None:
            return make()
        path = self.folder / hashlib.sha256(recipe).hexdigest()
        with contextlib.suppress(OSError):
            return path.read_bytes()
        data = make()
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as file:
                file.write(data)
            Path(file.name).replace(path)
        return data

    def clear(self) -> None:
        """Keep nothing any more: of what was made, nobody can tell from what."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
