"""`jumelage rename`."""

import argparse

from jumelage.commands import common
from jumelage.commands.editing import changing, finished
from jumelage.content import load
from jumelage.edit import Journal, RefusedError, Session, ordered, refused, renamed
from jumelage.kinds import KINDS
from jumelage.messages.problems import ContentError
from jumelage.messages.sentences import Sentence
from jumelage.targets.plan import plan


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("kind", choices=KINDS, metavar="KIND", help="the kind of record, such as partnership")
    parser.add_argument("old", metavar="OLD", help="its id now")
    parser.add_argument("new", metavar="NEW", help="its id from now on")
    common.site_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Change the id of a record everywhere: data, texts, links and file names; the old id becomes an alias."""
    asked = ordered("rename", args.kind, args.old, args.new, discreet=args.kind == "person")
    try:
        with changing(args) as session:
            status = finished(session, asked, args)
            return _rename(session, asked, args) if status is None else status
    except RefusedError as error:
        return common.refuse(error.sentence, error.hint, args)


def _rename(session: Session, asked: Journal, args: argparse.Namespace) -> int:
    settings = common.settings(args)
    # In a site with problems we cannot know where else the id is used.
    plan(args.root, settings, whole=False)
    change = renamed(args.kind, args.old, args.new, load(args.root, settings.languages), args.root, settings)
    if problems := refused(change, args.root, settings):
        raise ContentError(problems)
    session.make(change, asked)
    count = len(change.shown)
    common.say(Sentence("Renamed. Files that changed: {count}", count=count), args)
    for path in change.shown if args.kind != "person" else ():
        common.say(Sentence("Written: {path}", path=path), args)
    return 0
