"""`jumelage takedown`."""

import argparse
import os
from pathlib import Path

from jumelage.commands import common
from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.output import staged
from jumelage.output.folders import files_of
from jumelage.privacy.remains import marks_and_key, require_newest, unread
from jumelage.privacy.takedown import TakenDown, taken_down
from jumelage.publishing.stored import unfit

NOBODY = Sentence("Nobody has been withdrawn: there is no mark in data/withdrawn.yaml, so there is nothing to remove.")
FIRST = Sentence("Run 'jumelage withdraw person ID' first, and merge what it writes.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="DIR", help="the site as it was built (default: the output folder)"
    )
    common.offline_argument(parser)
    common.site_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Remove withdrawn persons from the last good site, whatever problems the content has now; name nobody."""
    source = args.folder or args.output
    with staged(args.output, args.root) as stage:
        why = unfit(source)
        if why:
            raise BuildError(why)
        require_newest(args.root, common.settings_or_defaults(args), os.environ)
        marks, key = marks_and_key(args.root, os.environ)
        if not marks:
            return common.refuse(NOBODY, FIRST, args)
        made = taken_down(files_of(source), marks, key)
        # What was removed is not kept next to it.
        stage.put(made.files, forgetful=True)
    return _said(made, args)


def _said(made: TakenDown, args: argparse.Namespace) -> int:
    for notice in unread(made.unread):
        common.say(notice, args)
    if not made.removed and not made.changed:
        common.say(Sentence("No withdrawn person is named there; the site stays as it was."), args)
    else:
        said = "Files removed: {removed}, changed: {changed}. No withdrawn person is named any more."
        common.say(Sentence(said, removed=made.removed, changed=made.changed), args)
    if args.folder and args.folder.resolve() != args.output.resolve():
        common.say(Sentence("The folder {path} still holds everything: delete it.", path=str(args.folder)), args)
    return 0
