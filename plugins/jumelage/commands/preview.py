"""`jumelage preview`."""

import argparse
import json
from dataclasses import replace

from jumelage.commands import common
from jumelage.messages import report
from jumelage.messages.problems import BuildError, ContentError
from jumelage.messages.sentences import Sentence, catalogue
from jumelage.output.publish import publish
from jumelage.repository.git import before
from jumelage.store.scratch import scratch
from jumelage.store.store import Store


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    common.site_arguments(parser)
    common.ledger_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Build what a proposal would publish, without persons at risk, and list the pages that it changes."""
    args.settings = args.settings or "previewconf.py"
    settings, store = common.settings(args), Store.of_user()
    with scratch() as root:
        earlier = before(args.root, root)
        if earlier:
            try:
                # With the proposal's own settings: it may be the proposal that adds this file.
                publish(root, args.output, replace(settings, ledger=""), store=store)
            except (ContentError, BuildError):
                earlier = False
    built, _ = publish(args.root, args.output, settings, store=store)
    common.say(Sentence("{pages} pages, none of them about a person at risk.", pages=len(built.site.targets)), args)
    changes = json.loads(args.output.with_name("changes.json").read_bytes())
    spoken = [catalogue(code) for code in settings.editor_languages]
    for notice in built.notices:
        common.say(notice, args)
    lines = [report.changed(changes, spoken)] if earlier else []
    # Reviewers learn only here that the preview was not searched for withdrawn persons.
    lines += [" / ".join(dict.fromkeys(notice.said(one) for one in spoken)) for notice in built.notices]
    for line in lines:
        common.for_job("STEP_SUMMARY", line)
    return 0
