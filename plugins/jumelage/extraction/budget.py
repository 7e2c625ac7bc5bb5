"""Limits on the resources spent on one file, so that none can block the search."""

import math
import time
from dataclasses import dataclass

BYTES = 200_000_000  # unpacked from one file, in total
PART = 64_000_000  # bytes of one part, which is held in memory completely
PARTS = 10_000  # files packed in one file, at all levels
DEPTH = 5  # levels of archives within archives
TEXT = 4_000_000  # characters of text in one file that somebody else made


class OverBudgetError(Exception):
    """A file exceeds its budget; never leaves this package."""


@dataclass(slots=True)
class Budget:
    """
    What is left to spend on one file: bytes to unpack, packed files, and characters of text (None: unlimited).

    `until` is the deadline in seconds of processor time, by the clock of `time.process_time`.
    """

    size: int = BYTES
    parts: int = PARTS
    text: int | None = TEXT
    part: int = PART
    until: float = math.inf

    @property
    def largest(self) -> int:
        """Return how many bytes the next part may have at most."""
        return min(self.size, self.part)

    @property
    def late(self) -> bool:
        """Return whether time is up."""
        return time.process_time() > self.until

    def unpacked(self, size: int) -> None:
        """
        Count another part of `size` bytes.

        Raises:
            OverBudgetError: it is too large, there are too many, or time is up.
        """
        if self.parts < 1 or size > self.largest or self.late:
            self.parts = 0
            raise OverBudgetError
        self.parts -= 1
        self.size -= size

    def readable(self, text: str) -> str:
        """Return as much of a text as may still be read."""
        if self.late:
            return ""
        if self.text is None:
            return text
        kept = text[: self.text]
        self.text -= len(kept)
        return kept
