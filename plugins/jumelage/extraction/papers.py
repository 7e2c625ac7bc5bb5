"""
Extracts the texts of PDF files; run as a script, it reads one after another and is killed if one takes too much.

It imports nothing of Jumelage: `reader.py` starts it by its path, without the environment.
"""

import base64
import contextlib
import json
import logging
import re
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, BinaryIO

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

SECONDS = 10  # of processor time, after which reading stops
KILLED = 5  # more, after which the system kills the process
MEMORY = 1 << 30  # bytes
# Keys of contents outside the pages: files, appearances of notes and fields, forms, scripts, values.
HOLDING = frozenset({"/EF", "/AP", "/XFA", "/JS", "/V", "/RV", "/RC"})
FORMS = 3  # levels of forms searched for a picture
# The text of a page whose font has unknown letters: control characters, names of glyphs.
NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]|(?:/[A-Za-z]{1,3}[0-9]{1,5}){3}")
LANGUAGE = re.compile("\x1b[A-Za-z]{2,5}\x1b")
LONGEST = 4_000_000  # characters of text of one paper

# Warnings of the PDF library may quote the files.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
logging.getLogger("pypdf").propagate = False


class Paper:
    """A PDF file: its `texts`, its attachments by name, and whether it was read completely."""

    def __init__(self, data: bytes, seconds: float = SECONDS) -> None:
        """Take the bytes of the file and the processor time that may be spent."""
        self.texts: list[str] = []
        self.attached: list[tuple[str, bytes]] = []
        self.whole = False
        self.until = time.process_time() + seconds
        self.left = LONGEST
        with self._goes_on(Exception):
            reader = PdfReader(BytesIO(data))
            # Many are protected against changes only, and open with an empty password.
            self.whole = not reader.is_encrypted or bool(reader.decrypt(""))
            self._read(reader)

    @contextlib.contextmanager
    def _goes_on(self, *stops: type[Exception]) -> Iterator[None]:
        """Continue after any failure of a step, because damaged files fail in many ways; but stop when time is up."""
        try:
            yield
        except Exception as error:
            self.whole = False
            if isinstance(error, TimeoutError) and not stops:
                raise

    def _read(self, reader: PdfReader) -> None:
        seen: set[int] = set()
        said = False
        for page in reader.pages:
            # One page can be shown many times.
            number = page.indirect_reference.idnum if page.indirect_reference else 0
            if number not in seen:
                seen.add(number)
                with self._goes_on():
                    said = self._page(page) or said
        self.whole = self.whole and said
        held: dict[int, tuple[str, str, StreamObject]] = {}
        for number in {number for numbers in (*reader.xref.values(), reader.xref_objStm) for number in numbers}:
            with self._goes_on():
                one = reader.get_object(number)
                for text in _strings(one):
                    self._add(text)
                held |= {id(stream): (key, name, stream) for key, name, stream in _streams(one)}
        looks = []
        for key, name, stream in held.values():
            with self._goes_on():
                if key == "/AP":
                    # A form has hundreds, of a few words each.
                    looks.append(stream.get_data())
                else:
                    self.attached.append((name, stream.get_data()))
        if looks:
            self.attached.append(("", b"\n".join(looks)))

    def _page(self, page: PageObject) -> bool:
        """Read a page; return whether it has text."""
        text = page.extract_text()
        self._add(text)
        if NO_TEXT.search(text) or _has_unknown_letters(page):
            self.whole = False
        if any(sign.isalnum() for sign in text):
            return True
        if _shows_a_picture(page):
            # A scan is a picture.
            self.whole = False
        return False

    def _add(self, text: str) -> None:
        self.left -= len(text)
        if self.left < 0 or time.process_time() > self.until:
            raise TimeoutError
        self.texts.append(text)


def _shows_a_picture(page: DictionaryObject, depth: int = FORMS) -> bool:
    """Return whether a page, or a form on it, shows a picture."""
    resources = page.get("/Resources", DictionaryObject()).get_object()
    shown = [one.get_object() for one in resources.get("/XObject", DictionaryObject()).get_object().values()]
    return any(one.get("/Subtype") == "/Image" or (depth and _shows_a_picture(one, depth - 1)) for one in shown)


def _has_unknown_letters(page: PageObject) -> bool:
    """Return whether a font of a page numbers its glyphs without a mapping to characters."""
    resources = page.get("/Resources", DictionaryObject()).get_object()
    fonts = (one.get_object() for one in resources.get("/Font", DictionaryObject()).get_object().values())
    return any(one.get("/Subtype") == "/Type0" and "/ToUnicode" not in one for one in fonts)


def _strings(value: Any) -> Iterator[str]:
    """Yield the strings in an object of a PDF file: titles, notes, field names, XMP; references are not followed."""
    if isinstance(value, str):
        # A string may contain language escapes.
        yield LANGUAGE.sub("", str(value))
    elif isinstance(value, bytes):
        yield value.decode("latin-1")
    elif isinstance(value, DictionaryObject):
        for part in value.values():
            yield from _strings(part)
        if isinstance(value, StreamObject) and value.get("/Type") == "/Metadata":
            yield value.get_data().decode("utf-8", "replace")
    elif isinstance(value, ArrayObject):
        for part in value:
            yield from _strings(part)


def _streams(value: Any) -> Iterator[tuple[str, str, StreamObject]]:
    """Yield each stream in an object that has a file or text outside the pages, with its key and name."""
    if isinstance(value, ArrayObject):
        for part in value:
            yield from _streams(part)
    elif isinstance(value, DictionaryObject):
        for key, part in value.items():
            if key in HOLDING:
                name = str(value.get("/UF", value.get("/F", ""))) if key == "/EF" else ""
                yield from ((key, name, stream) for stream in _held(part.get_object(), 3))
            else:
                yield from _streams(part)


def _held(value: Any, depth: int) -> Iterator[StreamObject]:
    if isinstance(value, StreamObject):
        yield value
    elif depth and isinstance(value, DictionaryObject | ArrayObject):
        for part in value.values() if isinstance(value, DictionaryObject) else value:
            yield from _held(part.get_object(), depth - 1)


def answered(data: bytes) -> bytes:
    """Return the contents of a PDF file as JSON."""
    paper = Paper(data)
    attached = [(name, base64.b64encode(part).decode()) for name, part in paper.attached]
    return json.dumps({"texts": paper.texts, "attached": attached, "whole": paper.whole}).encode()


def answer(asked: BinaryIO, out: BinaryIO, limit: Callable[[], None]) -> None:
    """Read PDF files, each preceded by its length in 8 bytes, and write their contents in the same format."""
    while len(length := asked.read(8)) == 8:
        data = asked.read(int.from_bytes(length, "big"))
        limit()
        made = answered(data)
        out.write(len(made).to_bytes(8, "big") + made)
        out.flush()


def limit() -> None:  # pragma: no cover - runs in its own process, which coverage does not see
    """Have the system kill this process if it takes too much; where that is impossible, the parent process does."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + SECONDS + KILLED
    for kind, most in ((resource.RLIMIT_CPU, until), (resource.RLIMIT_AS, MEMORY)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":  # pragma: no cover
    answer(sys.stdin.buffer, sys.stdout.buffer, limit)
