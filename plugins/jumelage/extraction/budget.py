"""What may be spent on one file, so that none can hold up the search."""

import math
import time
from dataclasses import dataclass

BYTES = 200_000_000  # unpacked from one file, all parts together
PART = 64_000_000  # bytes of one part, which is held in memory as a whole
PARTS = 10_000  # files packed in one file, at all depths
DEPTH = 5  # packed files within packed files
TEXT = 4_000_000  # characters of text in one file that somebody else made


class OverBudgetError(Exception):
    """A file holds more than may be spent on it; never leaves this package."""


@dataclass(slots=True)
class Budget:
    """
    What is left to spend on one file: bytes unpacked, files packed in it, and characters of text (None: any).

    `until` is when time is up, in seconds of the processor, by the clock of `time.process_time`.
    """

    size: int = BYTES
    parts: int = PARTS
    text: int | None = TEXT
    part: int = PART
    until: float = math.inf

    @property
    def largest(self) -> int:
        """Return how many bytes the next part may have."""
        return min(self.size, self.part)

    @property
    def late(self) -> bool:
        """Return whether time is up."""
        return time.process_time() > self.until

    def unpacked(self, size: int) -> None:
        """
        Count one more part of `size` bytes.

        Raises:
            OverBudgetError: it is too large, one too many, or too late.
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
