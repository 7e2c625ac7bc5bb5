"""`jumelage due`."""

import argparse

from jumelage.commands import common
from jumelage.publishing.live import due


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    common.site_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Ask the live site whether a page changes today; on GitHub, pass the answer to the next job."""
    needed, why = due(common.settings(args))
    common.say(why, args)
    common.for_job("OUTPUT", f"due={'true' if needed else 'false'}")
    return 0
