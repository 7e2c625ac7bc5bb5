"""Code shared by the commands that change files: an interrupted change is finished before anything else."""

import argparse
import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager

from jumelage.commands import common
from jumelage.content.interrupted import PLAN
from jumelage.edit import Journal, Session, editing
from jumelage.messages.sentences import Sentence


@contextmanager
def changing(args: argparse.Namespace, anyway: bool = False) -> Iterator[Session]:
    """
    Yield a session on the files of a site, as `editing` does; after Ctrl-C during a change, print what to do.

    Raises:
        BuildError: another command is changing the site, or the work folder cannot be used.
    """
    try:
        with editing(args.root, anyway) as session:
            yield session
    except KeyboardInterrupt:
        if os.path.lexists(args.root / PLAN):
            common.say(Sentence("The change was started but is not finished: run the same command again."), args)
        raise


def finished(session: Session, asked: Journal, args: argparse.Namespace) -> int | None:
    """
    Finish the change that was interrupted, if there is one.

    Return the exit status if it was the same change that this command was asked to make, else None.

    Raises:
        RefusedError: it cannot be finished, and until it is, nothing may be changed.
        BuildError: a file cannot be written or removed.
    """
    if not session.interrupted():
        return None
    journal = session.finish()
    message = Sentence(
        "'jumelage {command}' had been interrupted; its change is now complete.", command=journal.command
    )
    common.say(message, args)
    status = 0
    if journal.command == "withdraw":
        # It imports the search of archives, which the other commands do not need.
        status = importlib.import_module("jumelage.commands.withdraw").report(journal, args)
    for place in journal.shown:
        common.say(Sentence("Written: {path}", path=place), args)
    session.clear()
    return status if journal.order == asked.order else None
