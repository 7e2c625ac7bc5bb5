"""Bytes of a file → text."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator

from jumelage.problems import Code, Position, Problem

MAX_BYTES = 2_000_000
# Zero-width space, word joiner, BOM inside a text, what turns the direction of writing around, control characters and
# the line ends that only some programs know. Soft hyphens, no-break spaces and the joiners that Persian and Arabic need
# are text like any other.
INVISIBLE = re.compile("[\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def decode(raw: bytes, path: str) -> tuple[str, list[Problem]]:
    """
    Return the text of a UTF-8 file with LF line ends and without BOM, and what is wrong with its characters.

    Characters that nobody can see are reported and left out, so that they do no harm to what is read next.
    """
    if len(raw) > MAX_BYTES:
        message, hint = f"The file is larger than {MAX_BYTES // 1_000_000} MB.", "Split it into smaller files."
        return "", [Problem(Position(path), Code.TOO_LARGE, message, hint)]
    raw = raw.removeprefix(BOM_UTF8)
    try:
        # A zero is in no text: this is UTF-16 without a mark, or no text at all.
        text = _lines(raw[: raw.find(b"\0")] + b"\xff" if b"\0" in raw else raw)
    except UnicodeDecodeError as error:
        *above, last = _lines(raw[: error.start]).split("\n")
        place = Position(path, len(above) + 1, len(last) + 1)
        return "", [Problem(place, Code.ENCODING, "The file is not written in UTF-8.", "Save the file as UTF-8.")]
    return INVISIBLE.sub("", text), list(_invisible(text, path))


def _lines(raw: bytes) -> str:
    return raw.decode().replace("\r\n", "\n").replace("\r", "\n")


def _invisible(text: str, path: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n") if INVISIBLE.search(text) else (), 1):
        for found in INVISIBLE.finditer(line):
            yield Problem(
                Position(path, number, found.start() + 1),
                Code.INVISIBLE_CHARACTER,
                f"An invisible character stands here (U+{ord(found[0]):04X}).",
                "Delete it and type the text around it again.",
            )
