"""`jumelage check`."""

import argparse

from jumelage.commands import common
from jumelage.content.withdrawn import FILE, known_marks
from jumelage.messages.problems import ContentError, Severity
from jumelage.messages.sentences import Sentence
from jumelage.store.store import Store
from jumelage.targets.verdict import verdict

NOT_SEARCHED = Sentence("This check did not search for the persons in data/{file}: only publishing does.", file=FILE)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    common.site_arguments(parser)
    common.format_arguments(parser)
    common.ledger_argument(parser)
    parser.add_argument(
        "--fresh", action="store_true", help="check again even if nothing has changed since the last time"
    )


def run(args: argparse.Namespace) -> int:
    """Report every problem in the content; write nothing."""
    found = verdict(args.root, common.settings(args), Store() if args.fresh else Store.of_user())
    if any(one.severity is Severity.PROBLEM or args.strict for one in found.problems):
        raise ContentError(found.problems)
    common.show(found.problems, args)
    pages, count = found.pages, len(found.problems)
    if count:
        common.say(Sentence("{pages} pages, no problems. Warnings: {count}.", pages=pages, count=count), args)
    else:
        common.say(Sentence("{pages} pages, no problems.", pages=pages), args)
    if known_marks(args.root):
        # "No problems" must not suggest that no withdrawn person has reappeared.
        common.say(NOT_SEARCHED, args)
    return 0
