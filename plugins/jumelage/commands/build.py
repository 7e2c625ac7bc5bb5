"""`jumelage build`."""

import argparse

from jumelage.commands import common
from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.output.publish import publish
from jumelage.store.store import Store


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    common.site_arguments(parser)
    common.format_arguments(parser)
    common.ledger_argument(parser)
    common.offline_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Build the site into the output folder."""
    settings = common.settings(args)
    try:
        built, written = publish(args.root, args.output, settings, args.strict, Store.of_user())
    except BuildError as error:
        # In a job on GitHub, show it in the summary, too, not only in the log.
        common.summarise(error.sentence, settings)
        raise
    common.show(built.warnings, args)
    for notice in built.notices:
        common.say(notice, args)
    pages = len(built.site.targets)
    common.say(Sentence("{pages} pages, {files} files changed.", pages=pages, files=written), args)
    return 0
