"""A command that changes several files may have been interrupted: nothing is made of a site that is half changed."""

import os
import unicodedata
from pathlib import Path

from jumelage.messages.problems import Code, Position, Problem
from jumelage.messages.sentences import Sentence
from jumelage.repository.git import tracked

WORK = ".change"  # the folder at a site's root in which a command prepares what it changes
PLAN = f"{WORK}/plan.json"  # is there while a change has begun and is not finished
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
    Return the one problem of a site in which a change has begun and is not finished, else None.

    Nothing else is worth reporting meanwhile: a hint on a half-changed file would lead an editor to change it further.
    """
    if os.path.lexists(root / PLAN):
        return Problem(Position(PLAN), Code.UNFINISHED_CHANGE, *(IN_GIT if tracked(root, WORK) else INTERRUPTED))
    return next((Problem(Position(place), Code.UNFINISHED_CHANGE, *ALIKE) for place in _alike(root)), None)


def _alike(root: Path) -> list[str]:
    """Return what a system that tells no capitals apart, or knows no links, takes for the folder or the plan in it."""
    folder = root / WORK
    usable = folder.is_dir() and not folder.is_symlink()
    found = [one.name for one in root.iterdir() if _plain(one.name) == WORK and not (usable and one.name == WORK)]
    inside = [f"{WORK}/{one.name}" for one in folder.iterdir()] if usable else []
    return sorted([*found, *(name for name in inside if _plain(name) == PLAN)])


def _plain(name: str) -> str:
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", name) if sign.isprintable())
    return seen.casefold().rstrip(". ")
