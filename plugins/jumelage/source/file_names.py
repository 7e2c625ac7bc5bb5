"""Checks whether a file can be published under its name: in an address, on every system, and next to all others."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from jumelage.messages.problems import Code, Position, Problem
from jumelage.messages.sentences import Sentence

# Names that no file can have on Windows, with any extension.
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
# Characters that need no encoding in an address or a `srcset`: no spaces, no letters with two Unicode forms.
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
MAX_NAME = 100  # characters
# Letters without a decomposition, which would be lost when accents are removed.
LETTERS = str.maketrans(
    {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ß": "ss", "ł": "l", "Ł": "L", "ı": "i"}
)
WRITING = ".writing-"  # prefix of the name of an incomplete file


def plain(text: str) -> str:
    """
    Return a text in the letters of an address; '' if none of its characters has one.

    >>> plain("Één zomer, Hay Zitoun")
    'een-zomer-hay-zitoun'
    >>> plain("Sœurs d'Østerø")
    'soeurs-d-ostero'
    """
    letters = unicodedata.normalize("NFKD", text.translate(LETTERS)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def named_after(path: str) -> set[str]:
    """
    Return the ids that a file may be named after: a number, or "--" and more, may follow an id.

    >>> sorted(named_after("content/pictures/persoon-een-2--haven.nl.vtt"))
    ['persoon-een', 'persoon-een-2']
    """
    stem = PurePosixPath(path).name.partition(".")[0].partition("--")[0]
    return {stem, re.sub(r"-\d+$", "", stem)}


def left_over(name: str) -> bool:
    """
    Return whether a file is a leftover of an interrupted command; `name` is its name in its folder.

    >>> left_over(".writing-x0_abc9z"), left_over(".writing-notes.md")
    (True, False)
    """
    return re.fullmatch(rf"{re.escape(WRITING)}[a-z0-9_]{{8}}", name) is not None


def misnamed(path: str) -> Problem | None:
    """Return a problem if the name of a file to publish is invalid; `path` is relative to the root."""
    for step in PurePosixPath(path).parts[2:]:
        if not NAME.fullmatch(step) or len(step) > MAX_NAME:
            message = Sentence("A file cannot be published under the name '{name}'.", name=step)
            hint = Sentence(
                "Rename it: letters without accents, digits, hyphens, underscores and full stops, at most 100 in all."
            )
            return Problem(Position(path), Code.INVALID_ID, message, hint)
    return reserved(path)


def reserved(path: str) -> Problem | None:
    """Return a problem if no file can have this name on Windows; `path` is relative to the root."""
    for step in PurePosixPath(path).parts[2:]:
        if step.partition(".")[0].lower() in DEVICES:
            message = Sentence("The name '{name}' is reserved.", name=step)
            return Problem(Position(path), Code.INVALID_ID, message, Sentence("Rename it."))
    return None


def alike(paths: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each file whose path, relative to the root, differs from another's only in case."""
    taken: dict[str, str] = {}
    for path in paths:
        first = taken.setdefault(path.lower(), path)
        if first != path:
            message = Sentence("This name differs from '{path}' only in upper and lower case.", path=first)
            yield Problem(Position(path), Code.SAME_ADDRESS, message, Sentence("Rename one of them."))
