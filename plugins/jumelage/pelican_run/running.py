"""Replaces Pelican's `run`: builds the site with the files of Pelican and its other plugins."""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from jumelage.commands.common import LEDGER, editor_language, knowing, show_text
from jumelage.interruption import INTERRUPTED, interruptible
from jumelage.messages.problems import BuildError, ContentError
from jumelage.messages.sentences import Sentence, catalogue
from jumelage.output.publish import publish
from jumelage.pelican_run.guests import Guests
from jumelage.pelican_run.preparing import prepare, root_of
from jumelage.pelican_run.watching import outdated, stamps, wait_for, watched, watching
from jumelage.settings import from_mapping
from jumelage.store.store import Store


def run(pelican: Any, theirs: Callable[[], None]) -> None:
    """
    Build the site once; `theirs` is Pelican's original `run`. If it fails, the process exits with its status.

    Only `pelican --autoreload` continues: it waits for the next change, and exits with the status of the last build.
    """
    prepare(pelican)
    root, settings_file = root_of(pelican), watching()
    before = stamps((*watched(root, pelican.settings), *([settings_file] if settings_file else [])))
    status = _built(pelican, theirs, root)
    if settings_file:
        # Pelican looks it up there; the original neither watches `data/` nor knows the exit status.
        waiting = partial(wait_for, pelican, root, before, status)
        sys.modules["pelican"].wait_for_changes = waiting  # type: ignore[attr-defined]
    elif status:
        raise SystemExit(status)


def _built(pelican: Any, theirs: Callable[[], None], root: Path) -> int:
    """Build and write the site, report problems, and return the exit status."""
    spoken = catalogue(editor_language(os.environ))
    if outdated(pelican):
        # Pelican has just reported the reason.
        print(Sentence("Nothing is built until the settings can be read again.").said(spoken), file=sys.stderr)
        return 3
    try:
        settings = knowing(from_mapping(pelican.settings), root / LEDGER)
        output, others = Path(pelican.settings["OUTPUT_PATH"]), Guests(pelican, theirs, root)
        with interruptible():
            built, _ = publish(root, output, settings, store=Store.of_user(), others=others)
    except ContentError as error:
        show_text(error.problems, root, spoken)
        return 1
    except BuildError as error:
        print(error.sentence.said(spoken), file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    show_text(built.warnings, root, spoken)
    for notice in built.notices:
        print(notice.said(spoken), file=sys.stderr)
    return 0
