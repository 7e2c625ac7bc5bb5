"""`jumelage stored`."""

import argparse
import os
from pathlib import Path

from jumelage.commands import common
from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.publishing.stored import newest, unfit, verified
from jumelage.repository.github import GitHub, GitHubError

LONGEST = 19  # digits
CHOOSE = Sentence("Choose a run of Publish or Nightly that succeeded; docs/bad-day.md explains how.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "number", nargs="?", default="", metavar="RUN", help="its number (default: the newest good run)"
    )
    parser.add_argument("--check", type=Path, metavar="DIR", help="only check that a folder is a site and nothing else")
    common.site_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Check on GitHub that a run stored a site of this repository that may be published again; output its numbers."""
    if args.check:
        return _check(args)
    if args.number and not (args.number.isascii() and args.number.isdigit() and len(args.number) <= LONGEST):
        return common.refuse(Sentence("The number of a run consists of digits only."), CHOOSE, args)
    hub, branch = GitHub.of_job(os.environ), common.settings_or_defaults(args).branch
    try:
        found = verified(hub, int(args.number), branch) if args.number else newest(hub, branch)
    except GitHubError as error:
        raise BuildError(Sentence("GitHub gave no details of the run: {why}", why=str(error))) from error
    if isinstance(found, Sentence):
        return common.refuse(found, CHOOSE, args)
    common.for_job("OUTPUT", f"run={found.run}\nartifact={found.artifact}")
    common.say(Sentence("Run {run} stored a site of this repository.", run=found.run), args)
    return 0


def _check(args: argparse.Namespace) -> int:
    why = unfit(args.check)
    if why:
        return common.refuse(why, None, args)
    common.say(Sentence("{path} contains a site and nothing else.", path=str(args.check)), args)
    return 0
