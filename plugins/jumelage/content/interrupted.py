"""Detects an interrupted command that changes several files: a half-changed site is not built."""

import os
import unicodedata
from pathlib import Path

from jumelage.messages.problems import Code, Position, Problem
from jumelage.messages.sentences import Sentence
from jumelage.repository.git import tracked

WORK = ".change"  # the folder in a site's root in which a command prepares its changes
PLAN = f"{WORK}/plan.json"  # exists while a change is unfinished
INTERRUPTED = (
    Sentence("A command that changes several files was interrupted, or is still running."),
    Sentence("Run that command again, or any of 'jumelage new', 'rename', 'translated' and 'withdraw'."),
)
IN_GIT = (
    Sentence("The folder .change is in git: a change that somebody else started is not finished here."),
    Sentence("Remove it, with 'git rm -r .change' or by hand, and ask whoever added it what it was for."),
)
ALIKE = (
    Sentence("On some systems this is the folder .change, where commands prepare their changes."),
    Sentence("Remove it, and ask whoever added it what it was for."),
)


def interrupted(root: Path) -> Problem | None:
    """
    Return the problem of a site with an unfinished change, None for any other.

    Nothing else is reported then: hints about half-changed files would lead editors to change them further.
    """
    if os.path.lexists(root / PLAN):
        return Problem(Position(PLAN), Code.UNFINISHED_CHANGE, *(IN_GIT if tracked(root, WORK) else INTERRUPTED))
    return next((Problem(Position(place), Code.UNFINISHED_CHANGE, *ALIKE) for place in _alike(root)), None)


def _alike(root: Path) -> list[str]:
    """Return paths that a system without case sensitivity or links may take for the folder or the plan in it."""
    folder = root / WORK
    usable = folder.is_dir() and not folder.is_symlink()
    found = [one.name for one in root.iterdir() if _plain(one.name) == WORK and not (usable and one.name == WORK)]
    inside = [f"{WORK}/{one.name}" for one in folder.iterdir()] if usable else []
    return sorted([*found, *(name for name in inside if _plain(name) == PLAN)])


def _plain(name: str) -> str:
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", name) if sign.isprintable())
    return seen.casefold().rstrip(". ")
