"""`jumelage ledger`."""

import argparse
from pathlib import Path

from jumelage.commands import common
from jumelage.ledger import built, ledger_text, read_ledger
from jumelage.sentences import Sentence


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the ledger; made when there is none")
    common.site_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Add the addresses of the built site to the ledger of what was published; the publishing job does it."""
    known = read_ledger(args.file)
    now = built(args.output, common.settings(args).base)
    args.file.parent.mkdir(parents=True, exist_ok=True)
    args.file.write_text(ledger_text({**known, **now}), "utf-8")
    added = len(now.keys() - known.keys())
    common.say(Sentence("{count} addresses, {added} of them new.", count=len({**known, **now}), added=added), args)
    return 0
