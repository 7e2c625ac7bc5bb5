"""Whether a file can be published under its name: in an address, on every system, and beside all others."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from jumelage.messages.problems import Code, Position, Problem
from jumelage.messages.sentences import Sentence

# No file can be called so on Windows, with whatever ending.
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
# What stands for itself in an address and in a list of pictures: neither blanks nor letters that have two forms.
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
MAX_NAME = 100  # characters
# Letters that are no other letter with a sign, so that taking the signs away would leave nothing of them.
LETTERS = str.maketrans(
    {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ß": "ss", "ł": "l", "Ł": "L", "ı": "i"}
)
WRITING = ".writing-"  # begins the name of a file that is not complete yet


def plain(text: str) -> str:
    """
    Return a text in the letters of an address; '' when nothing of it has one.

    >>> plain("Één zomer, Hay Zitoun")
    'een-zomer-hay-zitoun'
    >>> plain("Sœurs d'Østerø")
    'soeurs-d-ostero'
    """
    letters = unicodedata.normalize("NFKD", text.translate(LETTERS)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def named_after(path: str) -> set[str]:
    """
    Return the ids of which a file can bear the name: a number and what follows "--" may stand behind an id.

    >>> sorted(named_after("content/pictures/persoon-een-2--haven.nl.vtt"))
    ['persoon-een', 'persoon-een-2']
    """
    stem = PurePosixPath(path).name.partition(".")[0].partition("--")[0]
    return {stem, re.sub(r"-\d+$", "", stem)}


def left_over(name: str) -> bool:
    """
    Return whether a file was being written when a command was interrupted; `name` is its name in its folder.

    >>> left_over(".writing-x0_abc9z"), left_over(".writing-notes.md")
    (True, False)
    """
    return re.fullmatch(rf"{re.escape(WRITING)}[a-z0-9_]{{8}}", name) is not None


def misnamed(path: str) -> Problem | None:
    """Return what is wrong with the name of a file to publish; `path` is relative to the root."""
    for step in PurePosixPath(path).parts[2:]:
        if not NAME.fullmatch(step) or len(step) > MAX_NAME:
            message = Sentence("A file cannot be published under the name '{name}'.", name=step)
            hint = Sentence(
                "Rename it: letters without accents, digits, hyphens, underscores and full stops, at most 100 in all."
            )
            return Problem(Position(path), Code.INVALID_ID, message, hint)
    return reserved(path)


def reserved(path: str) -> Problem | None:
    """Return a problem when no file can be called so on Windows; `path` is relative to the root."""
    for step in PurePosixPath(path).parts[2:]:
        if step.partition(".")[0].lower() in DEVICES:
            message = Sentence("The name '{name}' is reserved.", name=step)
            return Problem(Position(path), Code.INVALID_ID, message, Sentence("Rename it."))
    return None


def alike(paths: Iterable[str]) -> Iterator[Problem]:
    """Give a problem for each file whose name, relative to the root, differs from another's in capitals only."""
    taken: dict[str, str] = {}
    for path in paths:
        first = taken.setdefault(path.lower(), path)
        if first != path:
            message = Sentence("This name differs from '{path}' only in upper and lower case.", path=first)
            yield Problem(Position(path), Code.SAME_ADDRESS, message, Sentence("Rename one of them."))
