"""`jumelage due`."""

import argparse
import os
from pathlib import Path

from jumelage.commands import common
from jumelage.publishing.live import due


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    common.site_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Ask the live site whether a page changes today; on GitHub, pass the answer to the next job."""
    needed, why = due(common.settings(args))
    common.say(why, args)
    output = os.environ.get("GITHUB_OUTPUT")
    if output:
        with Path(output).open("a", encoding="utf-8") as file:
            print(f"due={'true' if needed else 'false'}", file=file)
    return 0
