"""Decodes a text as it is written into the texts that somebody could read in it."""

import html
import json
import re
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import unquote

MOST_JSON = 20_000_000  # characters; a longer text is read as it is written
# Character references with too many digits for any character; `int` refuses thousands of digits.
ZEROS = re.compile(r"&#([xX]?)0+(?=[0-9a-fA-F])")
NO_LETTER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")
# Escapes of scripts and JSON; of spreadsheets; of addresses in old scripts.
ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,5})\}|x([0-9a-fA-F]{2})|[nrtbf])|_x([0-9a-fA-F]{4})_|%u([0-9a-fA-F]{4})"
)
FOLD = re.compile(r"\r?\n[ \t]")
HYPHEN = re.compile(r"[-\u00ad\u2010][^\S\n\r]*[\n\r]\s*")
# Invisible characters that may be within a word or stand for a space: format characters, Hangul fillers.
UNSEEN = frozenset("\u00ad\u034f\u061c\u115f\u1160\u180e\u2060\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0") | frozenset(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F)))
)
SPACED = str.maketrans(dict.fromkeys(UNSEEN, " "))
WITHIN = ("**", "\ufffc")  # may be within a word and are not read: Markdown emphasis, object replacement
REMARKS = ("NOTE", "STYLE", "REGION")  # blocks of subtitles that are not shown


def unfolded(text: str) -> Iterator[str]:
    """Yield a text; and, if its format has timestamps between lines or folded lines, the text without them."""
    if text.startswith("BEGIN:"):
        text = FOLD.sub("", text)
    yield text
    # The second kind is SubRip: a number, and a time below it.
    if text.startswith("WEBVTT") or (text[:1].isdigit() and "-->" in text[:100]):
        yield "\n".join(_shown(text.splitlines()))


def _shown(lines: list[str]) -> Iterator[str]:
    """Yield the lines of subtitles that are shown: no times, cue names and comments."""
    first, remark = True, False
    for line, below in zip(lines, (*lines[1:], ""), strict=True):
        remark = line.startswith(REMARKS) if first else remark
        named = "-->" in below and (first or line.strip().isdigit())
        if line.strip() and not (remark or named or "-->" in line):
            yield line
        first = not line.strip()


def unescaped(text: str) -> str:
    """Return a text with its entities decoded, whatever their numbers."""
    if "&" not in text:
        return text
    return html.unescape(NO_LETTER.sub("\ufffd", ZEROS.sub(r"&#\1", text)) if "&#" in text else text)


def decoded(text: str) -> Iterator[str]:
    """Yield a text, then decoded repeatedly, as long as it contains entities, escapes or percent-encoding."""
    text = unescaped(text)
    for _ in range(4):
        yield text
        before = text
        if "\\" in text or "_x" in text or "%u" in text:
            # An escape may be one half of a surrogate pair.
            text = ESCAPE.sub(_letter, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if "%" in text:
            coded, text = text, unquote(text, errors="replace")
            if text.count("\ufffd") > coded.count("\ufffd"):
                # Old programs encode in a Windows code page.
                yield unescaped(unquote(coded, "cp1252", "replace"))
        if text == before:
            return
        text = unescaped(text)


def _letter(found: re.Match[str]) -> str:
    code = next(filter(None, found.groups()), "20")
    return chr(int(code, 16))


def values(text: str, reviewed: Collection[str]) -> str:
    """
    Return the strings of a JSON file, on separate lines, without those of objects about a reviewed page.

    Raises:
        ValueError, RecursionError: it is not JSON, or nested too deeply.
    """
    if len(text) > MOST_JSON:
        raise ValueError
    return "\n".join(_strings(json.loads(text, strict=False), reviewed))


def _strings(value: Any, reviewed: Collection[str]) -> Iterator[str]:
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
    # Every address ends in "/".
    return isinstance(value, str) and any(value == one or (one != "/" and value.endswith(one)) for one in reviewed)


def respelt(text: str) -> Iterator[str]:
    """Yield variants of a text, if any: without line breaks in words, and with spaces for invisible characters."""
    if HYPHEN.search(text):
        yield HYPHEN.sub("", text)
    for sign in WITHIN:
        if sign in text:
            yield text.replace(sign, "")
    if not text.isascii() and not UNSEEN.isdisjoint(text):
        yield text.translate(SPACED)
