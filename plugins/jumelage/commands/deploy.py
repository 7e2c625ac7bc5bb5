"""`jumelage deploy`."""

import argparse
import os

from jumelage.commands import common
from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.publishing.deployment import DONE, deployed, proof
from jumelage.repository.github import GitHub, GitHubError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("artifact", type=int, metavar="ID", help="the number of the site that the workflow stored")
    parser.add_argument("commit", metavar="COMMIT", help="a commit with which nothing was published before")
    parser.add_argument("--wait", type=float, default=1800, metavar="SECONDS", help="for how long (default: 1800)")
    common.site_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Have GitHub Pages publish a site that a workflow has stored; for the publishing job."""
    address, own = (os.environ.get(f"ACTIONS_ID_TOKEN_REQUEST_{one}", "") for one in ("URL", "TOKEN"))
    try:
        hub, proven = GitHub.of_job(os.environ), proof(address, own)
        state = deployed(hub, args.artifact, args.commit, proven, args.wait)
    except GitHubError as error:
        raise BuildError(Sentence("GitHub Pages did not accept the site: {why}", why=str(error))) from error
    if state != DONE:
        raise BuildError(Sentence("GitHub Pages has not published the site: {why}", why=state))
    common.say(Sentence("GitHub Pages has published the site."), args)
    return 0
