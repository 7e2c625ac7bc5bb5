"""Bytes of a file of any kind → the texts in it, in each way in which somebody could read them."""

import contextlib
import html
import io
import json
import re
import tarfile
import zipfile
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import unquote

import brotli

from jumelage.traces.metadata import PICTURES, papers, pictured, without_pixels

LARGEST = 500_000_000  # bytes of what is unpacked, all together
START = 200  # bytes
DEEPEST = 5  # packed files within packed files
MUCH = 2_000_000  # bytes at either end of what is no text: there films say what they are
BROKEN = (zlib.error, brotli.error, zipfile.BadZipFile, tarfile.TarError)
TAG = re.compile(r"(<[^<>]*>)")
GLUED = re.compile("(?:[^\\W_]|;)\0+(?:[^\\W_]|&)")  # a tag within a word, or between two without a blank
# A tag behind which a new word begins; within others a word can go on.
BREAK = re.compile(
    r"</?(?:(?:w|text|a):)?(?:p|h\d?|br|cr|tab|line-break|div|li|[uod]l|d[dt]|t[dhr]|row|c|si|section|article|nav|"
    r"header|footer|main|title|option|figcaption|entry|id|link|updated|summary)(?:\s[^<>]*)?/?>|<text:s\b[^<>]*>"
)
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|[nrtbf])")
FOLD = re.compile(r"\r?\n[ \t]")
CUE = re.compile(r"^(?:\d+\s+)?.*-->.*$", re.MULTILINE)  # when a subtitle is shown
HYPHEN = re.compile(r"[-\u00ad]\s*\n\s*")
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
# What can be a text among bytes, and a run that can hold two words: most of what a packed picture seems to say cannot.
RUNS = (
    (re.compile(rb"(?:[\t-\r -~]|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){6,}"), "utf-8"),
    (re.compile(rb"(?=[\t-\r -~\xc0-\xff]{6})[\xc0-\xff]{0,2}[\t-\r -~]+(?:[\xc0-\xff]{1,2}[\t-\r -~]+)*"), "latin-1"),
    (re.compile(rb"(?:[\t-\r -~\xa0-\xff]\x00){6,}"), "utf-16-le"),
    (re.compile(rb"(?:\x00[\t-\r -~\xa0-\xff]){6,}"), "utf-16-be"),
    (re.compile(rb"(?:[\x00-\xff][\x01-\x06]|[ -.]\x00){6,}"), "utf-16-le"),
    (re.compile(rb"(?:[\x01-\x06][\x00-\xff]|\x00[ -.]){6,}"), "utf-16-be"),
)
TWO_WORDS = re.compile(r"[^\W\d_]{2,}[\W_]{1,3}[^\W\d_]{2,}")


class Unpacked:
    """
    The texts of one file: `texts`, and apart, for they come again and again, its `tags` as they are written.

    `whole` is False when a part of it could not be read.

    `reviewed` holds paths of pages; what a JSON file, as those of the search, says of such a page is left out.
    """

    def __init__(self, path: str, data: bytes, reviewed: Collection[str] = ()) -> None:
        """Take the path of a file, which is a text, too, and its bytes."""
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.whole = True
        self.reviewed = reviewed
        self.left = LARGEST
        self._file(path, data, 0)

    def _file(self, name: str, data: bytes, depth: int) -> None:
        self.texts += decoded(name)
        self.left -= len(data)
        if depth > DEEPEST or self.left < 0:
            self.whole = False
            return
        try:
            packed = [*_packed(name, data, self.left)]
        except (OSError, EOFError, ValueError, RuntimeError, *BROKEN):
            self.whole, packed = False, []
        for inner, part in packed:
            self._file(inner, part, depth + 1)
        if data.startswith(PICTURES):
            for one in pictured(data):
                self._value(one)
        elif b"%PDF-" in data[:1024]:
            self._paper(data, depth)
        if packed:
            # Before what is packed may stand what it was called.
            self._bytes(data[:START])
        elif not self._text(data):
            self._bytes(without_pixels(data))

    def _paper(self, data: bytes, depth: int) -> None:
        texts, attached, readable = papers(data)
        text = "\n".join(texts)
        self.texts += [*decoded(text), HYPHEN.sub("", text)]
        self.whole = self.whole and readable
        for name, parts in attached.items():
            for part in parts:
                self._file(name, part, depth + 1)

    def _value(self, value: str | bytes) -> None:
        if isinstance(value, bytes):
            self._bytes(value)
            if not self._text(value):
                self.texts += [value.decode("latin-1"), *(value.decode(f"utf-16-{end}e", "replace") for end in "lb")]
        else:
            self._said(value)

    def _text(self, data: bytes) -> bool:
        """Read a file of text; return whether it is one."""
        if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            text = data.decode("utf-16", "replace")
        elif CONTROL.search(data):
            return False
        else:
            try:
                text = data.removeprefix(BOM_UTF8).decode()
            except UnicodeDecodeError:
                self._said(data.decode("utf-8", "ignore"))
                text = data.decode("latin-1")
        text = FOLD.sub("", text) if text.startswith("BEGIN:") else text
        self._said(CUE.sub("", text) if text.startswith("WEBVTT") else text)
        return True

    def _said(self, text: str) -> None:
        # The parts of the search begin with a word of Pagefind's.
        bare = text.lstrip().removeprefix("pagefind_dcd")
        if bare[:1] in {"{", "["}:
            with contextlib.suppress(ValueError, RecursionError):
                text = "\n".join(_strings(json.loads(bare), self.reviewed))
        if "<" not in text:
            self.texts += decoded(text)
            return
        for one in {text, html.unescape(text)} if "&lt;" in text else (text,):
            shown, tags = (parts := TAG.split(one))[::2], parts[1::2]
            self.tags |= set(tags)
            bare = "\0".join(shown)
            self.texts += decoded(bare.replace("\0", " "))
            if GLUED.search(bare):
                self.texts += [*decoded(bare.replace("\0", "")), *decoded(TAG.sub("", BREAK.sub(" ", one)))]

    def _bytes(self, data: bytes) -> None:
        data = data if len(data) <= 2 * MUCH else data[:MUCH] + b"\0" + data[-MUCH:]
        for pattern, encoding in RUNS:
            found = (run.decode(encoding, "replace") for run in pattern.findall(data))
            self.texts += [run for run in found if TWO_WORDS.search(run)]


def _packed(name: str, data: bytes, largest: int) -> Iterator[tuple[str, bytes]]:
    """Give the files that are packed in another, by their names."""
    if data.startswith(b"\x1f\x8b"):
        yield name.removesuffix(".gz"), _gunzipped(data, largest)
    elif name.endswith(".br"):
        yield name.removesuffix(".br"), _unbrotlied(data, largest)
    elif data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for one in archive.infolist():
                largest -= one.file_size
                if largest < 0:
                    raise ValueError
                yield one.filename, archive.read(one)
    elif data[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for member in archive:
                # Of a sparse file nothing is packed but its size.
                largest -= member.size
                if largest < 0:
                    raise ValueError
                found = archive.extractfile(member) if member.isfile() else None
                yield member.name, found.read() if found else b""


def _gunzipped(data: bytes, largest: int) -> bytes:
    made = b""
    # Several files can be packed one behind the other.
    while data.startswith(b"\x1f\x8b"):
        packed = zlib.decompressobj(zlib.MAX_WBITS | 16)
        made += packed.decompress(data, largest - len(made) + 1)
        if not packed.eof:
            raise EOFError
        data = packed.unused_data
    return made


def _unbrotlied(data: bytes, largest: int) -> bytes:
    # Eighty bytes can be fifty million.
    packed = brotli.Decompressor()
    made: bytes = packed.process(data, output_buffer_limit=largest + 1)
    if not packed.is_finished() or len(made) > largest:
        raise ValueError
    return made


def decoded(text: str) -> Iterator[str]:
    """Give a text, and again as long as entities, escapes and the codes of addresses in it stand for something else."""
    text = html.unescape(text)
    for _ in range(4):
        yield text
        before = text
        if "\\" in text:
            # An escape may be one half of a letter.
            text = ESCAPE.sub(_letter, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if "%" in text:
            text = unquote(text, errors="replace")
        if text == before:
            return
        text = html.unescape(text)


def _letter(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else " "


def _strings(value: Any, reviewed: Collection[str]) -> Iterator[str]:
    """Give the texts in a value of JSON, but those of an object that is about a reviewed page."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part, reviewed)
    elif isinstance(value, dict) and not any(_about(part, reviewed) for part in value.values()):
        for key, part in value.items():
            yield key
            yield from _strings(part, reviewed)


def _about(value: Any, reviewed: Collection[str]) -> bool:
    # "/" is the end of every address.
    return isinstance(value, str) and any(value == one or (one != "/" and value.endswith(one)) for one in reviewed)
