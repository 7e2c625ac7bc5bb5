"""Bytes of a file of any kind → the texts in it, in each way in which somebody could read them."""

import contextlib
from collections.abc import Callable, Collection, Iterator

from jumelage.extraction.archives import unpacker
from jumelage.extraction.budget import DEPTH, Budget
from jumelage.extraction.decoding import decoded, is_text, marked_up, readings, respelt, unfolded, untagged, values
from jumelage.extraction.pictures import without_pixels
from jumelage.extraction.reader import Said
from jumelage.extraction.streams import Part
from jumelage.extraction.strings import strings

START = 200  # bytes
RICH = b"{\\rtf"  # a text in which codes of its own stand for letters
MAIL = b"Content-Transfer-Encoding:"  # so do they in saved mail and web pages

Read = Callable[[bytes], Said]


def nothing_read(_: bytes) -> Said:
    """Return that a PDF file could not be read."""
    return Said()


class Extracted:
    """
    The texts of one file: `texts`, and apart, for they come again and again, its `tags` as they are written.

    `whole` is False when a part of it could not be read, for whatever reason: nothing that bytes hold is an error.

    `read` reads PDF files. `reviewed` holds paths of pages; what a JSON file, as those of the search, says of such a
    page is left out. Without `keep` only `whole` is found out, which is quicker.
    """

    def __init__(
        self,
        path: str,
        data: bytes,
        read: Read = nothing_read,
        budget: Budget | None = None,
        reviewed: Collection[str] = (),
        keep: bool = True,
    ) -> None:
        """Take the path of a file, which is a text, too, and its bytes."""
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.whole = True
        self._read = read
        self._reviewed = reviewed
        self._budget = budget or Budget()
        self._keep = keep
        self._file(path, data, 0)

    @contextlib.contextmanager
    def _goes_on(self) -> Iterator[None]:
        """Go on when a decoder fails, in whatever way: hostile bytes know more ways than any list."""
        try:
            yield
        except Exception:
            self.whole = False

    def _file(self, name: str, data: bytes, depth: int) -> None:
        self._say(name)
        if depth > DEPTH:
            self.whole = False
            return
        unpack = unpacker(name, data)
        with self._goes_on():
            for part in unpack(data, self._budget) if unpack else ():
                self._part(part, depth)
        if b"%PDF-" in data[:1024]:
            with self._goes_on():
                self._paper(data, depth)
        with self._goes_on():
            if unpack:
                # Before what is packed may stand what it was called; of what could not be unpacked all is looked at.
                self._bytes(data[:START] if self.whole else data)
            elif is_text(data):
                self._text(data)
            else:
                self._bytes(data)

    def _part(self, part: Part | None, depth: int) -> None:
        if part is None:
            self.whole = False
        elif part[0]:
            self._file(*part, depth + 1)
        else:
            self._bytes(part[1])

    def _paper(self, data: bytes, depth: int) -> None:
        said = self._read(data)
        self.whole = self.whole and said.whole
        self._say(self._readable("\n".join(said.texts)))
        for name, part in said.attached:
            self._budget.unpacked(len(part))
            self._file(name, part, depth + 1)

    def _text(self, data: bytes) -> None:
        found = [*readings(data)]
        # Of an encoding that is not known the letters are not, and neither is what entities of its own stand for.
        if len(found) > 1 or "<!ENTITY" in found[0] or data.startswith(RICH) or MAIL in data[:1024]:
            self.whole = False
        for reading in found:
            text = self._readable(reading)
            for one in unfolded(text) if self._keep else ():
                self._written(one)

    def _readable(self, text: str) -> str:
        kept = self._budget.readable(text)
        self.whole = self.whole and len(kept) == len(text)
        return kept

    def _written(self, text: str) -> None:
        """Keep a text as it is written: with tags, or as JSON."""
        # The parts of the search begin with a word of Pagefind's.
        bare = text.lstrip().removeprefix("pagefind_dcd")
        if bare[:1] in {"{", "["}:
            # What is no JSON is read as it is written.
            with contextlib.suppress(Exception):
                text = values(bare, self._reviewed)
        if "<" not in text:
            self._say(text)
            return
        for one in marked_up(text):
            found, tags = untagged(one)
            self.tags |= set(tags)
            for part in found:
                self._say(part)

    def _bytes(self, data: bytes) -> None:
        try:
            rest = without_pixels(data)
        except Exception:
            self.whole, rest = False, data
        if self._keep:
            self.texts += strings(rest)

    def _say(self, text: str) -> None:
        """Keep a text and what it stands for."""
        if self._keep:
            with self._goes_on():
                for one in decoded(text):
                    self.texts += (one, *respelt(one))
