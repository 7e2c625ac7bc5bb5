"""`jumelage ledger`."""

import argparse
import os
from pathlib import Path

from jumelage.commands import common
from jumelage.ledger import built, ledger_text, read_ledger
from jumelage.problems import BuildError
from jumelage.repository import GitError, kept
from jumelage.sentences import Sentence


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the ledger; made when there is none")
    parser.add_argument(
        "--push", action="store_true", help="on the branch 'ledger' of the repository that GitHub builds"
    )
    common.site_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Add the addresses of the built site to the ledger of what was published; the publishing job does it."""
    base = common.settings(args).base
    count, added = 0, 0

    def write(path: Path) -> None:
        nonlocal count, added
        known = read_ledger(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        now = built(args.output, base, known)
        path.write_text(ledger_text(now), "utf-8")
        count, added = len(now), len(now.keys() - known.keys())

    if args.push:
        server, name = (os.environ.get(f"GITHUB_{part}", "") for part in ("SERVER_URL", "REPOSITORY"))
        try:
            kept(args.file, f"{server}/{name}", os.environ.get("GITHUB_TOKEN", ""), write)
        except GitError as error:
            failed = Sentence("The ledger of addresses could not be kept: {why}", why=str(error))
            raise BuildError(failed) from error
    else:
        write(args.file)
    common.say(Sentence("{count} addresses, {added} of them new.", count=count, added=added), args)
    return 0
