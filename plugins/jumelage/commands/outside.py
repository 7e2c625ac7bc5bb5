"""`jumelage outside`."""

import argparse
import os
from pathlib import Path

from jumelage.commands import common
from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence, catalogue
from jumelage.publishing.external_links import links, looked, markdown
from jumelage.publishing.issue import keep
from jumelage.repository.github import GitHub, GitHubError

LABEL = "links"
TITLE = Sentence("Links that no longer work")
DONE = {
    "opened": Sentence("An issue was opened."),
    "updated": Sentence("The issue was updated."),
    "closed": Sentence("Nothing needs attention; the issue was closed."),
    "": Sentence("Nothing needs attention; there is no open issue."),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    common.site_arguments(parser)
    parser.add_argument("--report", type=Path, metavar="FILE", help="write what was found as Markdown, for yourself")
    parser.add_argument("--issue", action="store_true", help="report it in one issue of the repository on GitHub")


def run(args: argparse.Namespace) -> int:
    """Check which links from the built site to other sites are broken."""
    settings = common.settings(args)
    common.require_built(args.output)
    known = links(args.output, settings)
    found = looked(known, f"jumelage (+{settings.siteurl})")
    spoken = [catalogue(code) for code in settings.editor_languages]
    text = markdown(found, settings.siteurl, spoken)
    common.for_job("STEP_SUMMARY", text)
    if args.report:
        args.report.write_text(markdown(found, settings.siteurl, spoken, private=True) + "\n", "utf-8")
    count = len(found)
    common.say(Sentence("{links} links to other sites; {count} need attention.", links=len(known), count=count), args)
    if args.issue:
        title = " / ".join(TITLE.said(one) for one in spoken)
        try:
            done = keep(GitHub.of_job(os.environ), LABEL, title, text)
        except GitHubError as error:
            raise BuildError(Sentence("GitHub did not accept the issue: {why}", why=str(error))) from error
        common.say(DONE[done], args)
    return 0
