"""Extracts the texts of a file of any type, in each way in which somebody could read them."""

import contextlib
from collections.abc import Callable, Collection, Iterator

from jumelage.extraction.archives import unpacker
from jumelage.extraction.budget import DEPTH, Budget
from jumelage.extraction.decoding import decoded, respelt, unfolded, values
from jumelage.extraction.encodings import encoding, printed, readings, transferred
from jumelage.extraction.markup import untagged
from jumelage.extraction.pictures import without_pixels
from jumelage.extraction.reader import Said
from jumelage.extraction.streams import Part
from jumelage.extraction.strings import strings

START = 200  # bytes
WIDEST = 4  # bytes of one character
RICH = b"{\\rtf"  # RTF has its own codes for letters
OWN_ENTITY = "<!ENTITY"

Read = Callable[[bytes], Said]


def nothing_read(_: bytes) -> Said:
    """Return an empty result, for when no PDF reader is available."""
    return Said()


class Extracted:
    """
    The texts of one file, made lazily so that few are in memory at once; they can be iterated once.

    `whole` is False if a part of it could not be read, for whatever reason: no content raises an error. It
    is final, like the `tags`, after the last text.

    `read` reads PDF files. `reviewed` holds paths of pages; what a JSON file, such as a search index, has about such a
    page is left out.
    """

    def __init__(
        self,
        path: str,
        data: bytes,
        read: Read = nothing_read,
        budget: Budget | None = None,
        reviewed: Collection[str] = (),
    ) -> None:
        """Take the path of a file, which is searched, too, and its bytes."""
        self.tags: set[str] = set()
        self.whole = True
        self._path = path
        self._data = data
        self._read = read
        self._reviewed = reviewed
        self.budget = budget or Budget()

    def texts(self) -> Iterator[str]:
        """Yield the texts as they can be read; tags are kept separately in `tags`, because they repeat a lot."""
        for text in self.written():
            with self._goes_on():
                for one in unfolded(text):
                    yield from self._spoken(one)

    def written(self) -> Iterator[str]:
        """Yield the texts as they are written."""
        yield from self._file(self._path, self._data, 0)

    @contextlib.contextmanager
    def _goes_on(self) -> Iterator[None]:
        """Continue after any failure of a decoder: hostile bytes can cause more kinds than we could list."""
        try:
            yield
        except Exception:
            self.whole = False

    def _file(self, name: str, data: bytes, depth: int) -> Iterator[str]:
        yield self._readable(name)
        if depth > DEPTH:
            self.whole = False
            return
        unpack = unpacker(name, data)
        with self._goes_on():
            for part in unpack(data, self.budget) if unpack else ():
                yield from self._part(part, depth)
        paper = b"%PDF-" in data[:1024]
        if paper:
            with self._goes_on():
                yield from self._paper(data, depth)
        with self._goes_on():
            if unpack:
                # A file name may precede compressed data; if unpacking fails, search all of the bytes.
                yield from self._bytes(data[:START] if self.whole else data)
            elif paper or (kind := encoding(data)) is None:
                yield from self._bytes(data)
            else:
                yield from self._text(data, kind)

    def _part(self, part: Part | None, depth: int) -> Iterator[str]:
        if part is None:
            self.whole = False
        elif part[0]:
            yield from self._file(*part, depth + 1)
        else:
            yield from self._bytes(part[1])

    def _paper(self, data: bytes, depth: int) -> Iterator[str]:
        said = self._read(data)
        self.whole = self.whole and said.whole
        yield self._readable("\n".join(said.texts))
        for name, part in said.attached:
            self.budget.unpacked(len(part))
            yield from self._file(name, part, depth + 1)

    def _text(self, data: bytes, kind: str) -> Iterator[str]:
        if self.budget.text is not None and len(data) > WIDEST * self.budget.text:
            # Over the limit, texts are not decoded.
            self.whole, data = False, data[: WIDEST * self.budget.text]
        found = [*readings(data, kind)]
        again = printed(data)
        more = [*readings(again)] if again else []
        # In an unknown encoding the letters are unknown.
        if max(len(found), len(more)) > 1 or data.lstrip().startswith(RICH) or transferred(data):
            self.whole = False
        for reading in (*found, *more):
            yield self._readable(reading)

    def _bytes(self, data: bytes) -> Iterator[str]:
        try:
            rest = without_pixels(data)
        except Exception:
            self.whole, rest = False, data
        for text in strings(rest):
            kept = self._readable(text)
            yield kept
            if len(kept) < len(text):
                return

    def _readable(self, text: str) -> str:
        kept = self.budget.readable(text)
        # It defines its own entities, which are not resolved.
        self.whole = self.whole and len(kept) == len(text) and OWN_ENTITY not in kept
        return kept

    def _spoken(self, text: str) -> Iterator[str]:
        """Yield the readable forms of a text that is markup or JSON."""
        # The parts of the search index begin with a signature of Pagefind.
        bare = text.lstrip().removeprefix("pagefind_dcd")
        if bare[:1] in {"{", "["}:
            # If it is not JSON, read it as it is written.
            with contextlib.suppress(Exception):
                text = values(bare, self._reviewed)
        for one in self._untagged(text):
            for part in decoded(one):
                yield part
                yield from respelt(part)
                # A page can be embedded in another, or in an address.
                for inner in self._untagged(part) if part.count("<") > one.count("<") else ():
                    for again in decoded(inner):
                        yield again
                        yield from respelt(again)

    def _untagged(self, text: str) -> list[str]:
        if "<" not in text:
            return [text]
        found, tags = untagged(text)
        self.tags |= tags
        return found


def is_whole(path: str, data: bytes, read: Read = nothing_read, budget: Budget | None = None) -> bool:
    """Return whether a file could be read completely, without decoding its texts further."""
    extracted = Extracted(path, data, read, budget)
    for _ in extracted.written():
        pass
    return extracted.whole
