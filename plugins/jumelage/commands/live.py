"""`jumelage live`."""

import argparse

from jumelage.commands import common
from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.publishing.live import arrived, differing


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    common.site_arguments(parser)
    parser.add_argument(
        "--wait",
        type=float,
        default=600,
        metavar="SECONDS",
        help="how long for its id, and then for its pages (default: 600)",
    )
    parser.add_argument("--sample", type=int, default=30, metavar="N", help="how many pages to compare (default: 30)")


def run(args: argparse.Namespace) -> int:
    """Check that the live site is the one that was built: its id, and a sample of its pages."""
    # A site without withdrawn persons must go online even if the settings are broken.
    settings = common.settings_or_defaults(args)
    common.require_built(args.output)
    if not arrived(settings, args.output, args.wait):
        raise BuildError(Sentence("{address} is not the site that was built.", address=settings.siteurl))
    wrong, persons = differing(settings, args.output, args.sample, args.wait)
    for path in wrong:
        common.say(Sentence("The live version of this page differs from the build: {path}", path=path), args)
    if persons:
        common.say(
            Sentence("Pages about persons at risk whose live version differs from the build: {count}", count=persons),
            args,
        )
    if wrong or persons:
        return 3
    common.say(Sentence("{address} is the site that was built.", address=settings.siteurl), args)
    return 0
