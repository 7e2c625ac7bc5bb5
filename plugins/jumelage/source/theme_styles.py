"""Checks the styles of a site's own theme: whether they can be parsed, and whether browsers load what they name."""

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate

from jumelage.messages.problems import Code, Position, Problem
from jumelage.messages.sentences import Sentence

# The beginning of a comment, a whole text, an escape, a bracket or a quotation mark alone, and what names another file.
PART = re.compile(
    r"/\*|\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|\\.|[\"'{}()\[\]]|@import\b[^;{}]*+|\burl\(\s*+[^\"'()\s]*+",
    re.IGNORECASE | re.DOTALL,
)
BRACKETS = {"{": "", "(": "", "[": "", "}": "{", ")": "(", "]": "["}  # what each closes
ELSEWHERE = ("http:", "https:", "//", "data:")
LONGEST = 60  # characters of an address in a message
Mistake = tuple[int, Code, Sentence, Sentence | None]  # the offset in the text, then as in a problem


def style_problems(text: str, path: str) -> Iterator[Problem]:
    """Yield the problems in a style; `path` is shown in messages."""
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    for at, code, message, hint in _mistakes(text):
        line = bisect(starts, at)
        yield Problem(Position(path, line, at - starts[line - 1] + 1), code, message, hint)


def _mistakes(text: str) -> Iterator[Mistake]:
    end, named = 0, False  # whether the next text is an address
    brackets: list[tuple[str, int]] = []
    while found := PART.search(text, end):
        (begin, end), part, before, named = found.span(), found[0], named, False
        if part == "/*":
            end = text.find("*/", end) + 2
            if end < 2:
                yield _unclosed(part, begin)
                return
        elif part in {'"', "'"}:
            yield _unclosed(part, begin)
            # A browser continues on the next line.
            end = text.find("\n", begin) + 1 or len(text)
        elif part[0] == "@":
            hint = Sentence("Put the other style into the theme itself: all its styles are used.")
            yield begin, Code.STYLE, Sentence("A style of the theme cannot import another one."), hint
        elif part[0] in "uU":
            address = part[4:].strip()
            named = not address
            yield from _address(address, begin)
            brackets.append(("(", begin))
        elif part in BRACKETS:
            brackets.append((part, begin))
        elif before:
            yield from _address(part[1:-1], begin)
    yield from _unbalanced(brackets)


def _unbalanced(brackets: list[tuple[str, int]]) -> Iterator[Mistake]:
    """Yield the first bracket without its counterpart: others are mostly its consequence."""
    opened: list[tuple[str, int]] = []
    for sign, at in brackets:
        if not BRACKETS[sign]:
            opened.append((sign, at))
        elif opened and opened[-1][0] == BRACKETS[sign]:
            opened.pop()
        else:
            alone = Sentence("This '{sign}' closes nothing.", sign=sign)
            yield _unclosed(*opened[-1]) if opened and sign == "}" else (at, Code.STYLE, alone, None)
            return
    yield from (_unclosed(*one) for one in opened)


def _unclosed(sign: str, at: int) -> Mistake:
    return at, Code.STYLE, Sentence("This '{sign}' is not closed.", sign=sign), None


def _address(address: str, at: int) -> Iterator[Mistake]:
    if address.lower().startswith(ELSEWHERE):
        message = "Browsers do not load '{address}': a page may load only files of the site."
        hint = "Put the file into {folder} and write its name alone: {example}."
        move = Sentence(hint, folder="theme/static/", example="url(sea.svg)")
        yield at, Code.BLOCKED, Sentence(message, address=address[:LONGEST]), move
