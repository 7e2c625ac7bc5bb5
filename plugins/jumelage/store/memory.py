"""What was read and understood before, so that a process that builds again and again does it once."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

Made = TypeVar("Made")


@dataclass(slots=True)
class Memory:
    """
    Keeps what was made of files and texts, each as long as it is asked for in every round.

    One that is `lasting` belongs to a server; another forgets at once, as a command does that reads each file once.
    """

    lasting: bool = False
    kept: dict[Hashable, Any] = field(default_factory=dict)
    wanted: dict[Hashable, Any] = field(default_factory=dict)

    def made(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` returned for this key before, else what it returns now."""
        if not self.lasting:
            return make()
        if key not in self.wanted:
            self.wanted[key] = self.kept[key] if key in self.kept else make()
        value: Made = self.wanted[key]
        return value

    def has(self, key: Hashable) -> bool:
        """Return whether `made` would return something without making it."""
        return key in self.wanted or key in self.kept

    def same(self) -> bool:
        """Return whether this round asked for just what the last one did."""
        return self.wanted.keys() == self.kept.keys()

    def round(self) -> None:
        """Begin a new round: what was not asked for in the last one is forgotten."""
        self.kept, self.wanted = self.wanted, {}


def stamp(path: Path) -> tuple[int, ...]:
    """Return what changes whenever a file is written: when that was, its size and which file it is."""
    found = path.stat()
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
