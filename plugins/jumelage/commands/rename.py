"""`jumelage rename`."""

import argparse

from jumelage.commands import common
from jumelage.edit import RefusedError, apply, refused, renamed
from jumelage.languages import KINDS
from jumelage.load import load
from jumelage.plan import outlined
from jumelage.problems import ContentError
from jumelage.sentences import Sentence


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("kind", choices=KINDS, metavar="KIND", help="the kind of record, as partnership")
    parser.add_argument("old", metavar="OLD", help="its id now")
    parser.add_argument("new", metavar="NEW", help="its id from now on")
    common.site_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Change the id of a record everywhere: data, texts, links, names of files; the old one stays as an alias."""
    settings = common.settings(args)
    # In a site with problems nobody can know where else the id stands.
    outlined(args.root, settings, html=False)
    loaded = load(args.root, settings.languages)
    try:
        change = renamed(args.kind, args.old, args.new, loaded, args.root, settings)
    except RefusedError as error:
        return common.refuse(error.sentence, error.hint, args)
    if problems := refused(change, args.root, settings):
        raise ContentError(problems)
    apply(change, args.root)
    count = len(change.shown)
    common.say(Sentence("Renamed. Files that changed: {count}", count=count), args)
    for path in change.shown if args.kind != "person" else ():
        common.say(Sentence("Written: {path}", path=path), args)
    return 0
