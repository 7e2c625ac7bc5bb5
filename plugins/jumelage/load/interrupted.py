"""A command that changes several files may have been interrupted: nothing is made of a site that is half changed."""

import os
from pathlib import Path

from jumelage.problems import Code, Position, Problem
from jumelage.sentences import Sentence

WORK = ".change"  # the folder at a site's root in which a command prepares what it changes
PLAN = f"{WORK}/plan.json"  # is there while a change has begun and is not finished
INTERRUPTED = Sentence("A command that changes several files was interrupted, or is still at work.")


def interrupted(root: Path) -> Problem | None:
    """
    Return the one problem of a site in which a change has begun and is not finished, else None.

    Nothing else is worth reporting meanwhile: a hint on a half-changed file would lead an editor to change it further.
    """
    if not os.path.lexists(root / PLAN):
        return None
    hint = Sentence("Run that command again, or any of 'jumelage new', 'rename', 'translated' and 'withdraw'.")
    return Problem(Position(PLAN), Code.UNFINISHED_CHANGE, INTERRUPTED, hint)
