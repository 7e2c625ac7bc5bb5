"""Decodes the bytes of a file as text."""

import contextlib
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from itertools import islice

from jumelage.messages.problems import Code, Position, Problem, Severity
from jumelage.messages.sentences import Sentence

MAX_BYTES = 2_000_000
MAX_LINES = 20_000  # lines of a file with one entry per line
MAX_PROBLEMS = 1_000  # problems per file and kind; more would not help
# Zero-width spaces and fillers, BOM inside a text, direction overrides, tag characters, which hide a
# second text in the first, control characters and line ends that only some programs know. Soft hyphens,
# no-break spaces, the joiners and marks that Persian, Arabic and Hebrew need, and emoji selectors are text
# like any other.
INVISIBLE = re.compile(
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)

# Conflict markers of a merge; a row of '=' alone may underline a heading.
CONFLICT = re.compile("^(?:<{7}|>{7})(?: |$)", re.MULTILINE)

# A UTF-8 letter decoded as Windows-1252: its first byte and the following ones ("é" has become "Ã©").
TWICE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}"
)


def decode(raw: bytes, path: str, limit: int = MAX_BYTES) -> tuple[str, list[Problem]]:
    """
    Return the text of a UTF-8 file with LF line ends and without BOM, and the problems with its characters.

    A file of more than `limit` bytes, or with the conflict markers of a merge, is not read.

    Invisible characters are reported and removed, so that they do not affect later steps.
    """
    if len(raw) > limit:
        message = Sentence("The file is larger than {size} MB.", size=limit // 1_000_000)
        hint = Sentence("Split it into smaller files.")
        return "", [Problem(Position(path), Code.TOO_LARGE, message, hint)]
    raw = raw.removeprefix(BOM_UTF8)
    try:
        # Texts have no 0 bytes: this is UTF-16 without a BOM, or not a text.
        text = _lines(raw[: raw.find(b"\0")] + b"\xff" if b"\0" in raw else raw)
    except UnicodeDecodeError as error:
        *above, last = _lines(raw[: error.start]).split("\n")
        place = Position(path, len(above) + 1, len(last) + 1)
        message, hint = Sentence("The file is not in UTF-8."), Sentence("Save the file as UTF-8.")
        return "", [Problem(place, Code.ENCODING, message, hint)]
    conflict = CONFLICT.search(text)
    if conflict:
        message = Sentence("Two versions of this file were merged, and both are still in it.")
        hint = Sentence("Keep what is right in both, and delete the lines with <<<<<<<, ======= and >>>>>>>.")
        place = Position(path, text.count("\n", 0, conflict.start()) + 1)
        return "", [Problem(place, Code.SYNTAX, message, hint)]
    problems = [*islice(_decoded_twice(text, path), MAX_PROBLEMS)]
    if INVISIBLE.search(text):
        problems += islice(_invisible(text, path), MAX_PROBLEMS)
        text = INVISIBLE.sub("", text)
    return text, problems


def _lines(raw: bytes) -> str:
    return raw.decode().replace("\r\n", "\n").replace("\r", "\n")


def _invisible(text: str, path: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        for found in INVISIBLE.finditer(line):
            yield Problem(Position(path, number, found.start() + 1), *unseen(found[0]))


def unseen(sign: str) -> tuple[Code, Sentence, Sentence]:
    """Return code, message and hint for an invisible character."""
    message = Sentence("There is an invisible character here (U+{number}).", number=f"{ord(sign):04X}")
    return Code.INVISIBLE_CHARACTER, message, Sentence("Delete it and type the text around it again.")


def _decoded_twice(text: str, path: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n") if TWICE.search(text) else (), 1):
        found = next((one for one in TWICE.finditer(line) if _twice(one[0])), None)
        if found:
            message = Sentence("There is a garbled letter in the text (such as Ã©).")
            hint = Sentence("Type it again, and check the whole text: it is rarely just one letter.")
            yield Problem(Position(path, number, found.start() + 1), Code.MOJIBAKE, message, hint, Severity.WARNING)


def _twice(written: str) -> bool:
    """Return whether characters, or the first of them, are the bytes of one letter."""
    for end in range(2, len(written) + 1):
        with contextlib.suppress(UnicodeError):
            written[:end].encode("cp1252").decode()
            return True
    return False
