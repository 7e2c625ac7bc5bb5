"""Pelican's side: one generator that hands everything to `build`; the settings starve Pelican's own generators."""

import importlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# Pelican's signals live in blinker's default namespace: asking for them there spares every command Pelican's imports.
from blinker import signal as pelican_signal

from jumelage.commands.common import LEDGER, editor_language, knowing, show_text
from jumelage.interruption import INTERRUPTED, interruptible, take_over
from jumelage.messages.problems import BuildError, ContentError
from jumelage.messages.sentences import catalogue
from jumelage.settings import from_mapping
from jumelage.store.shelf import Shelf, cache_folder


class SiteGenerator:
    """What Pelican runs: builds the whole site and writes it."""

    def __init__(self, settings: Mapping[str, Any], path: str, output_path: str, **_: object) -> None:
        """Take Pelican's arguments; `path` is the folder of the content."""
        self.settings = settings
        self.root = Path(path).resolve().parent
        self.output = Path(output_path)

    def generate_context(self) -> None:
        """Do nothing: the whole build happens in `generate_output`."""

    def generate_output(self, _writer: object) -> None:
        """Build and write the site; end the process when that fails, whatever Pelican would do with an error."""
        spoken = catalogue(editor_language(os.environ))
        # This module is imported by every command; what draws maps and writes calendars only by who builds.
        publish = importlib.import_module("jumelage.output.publish").publish
        try:
            settings = knowing(from_mapping(self.settings), self.root / LEDGER)
            with interruptible():
                built, _ = publish(self.root, self.output, settings, shelf=Shelf(cache_folder() / "made"))
        except ContentError as error:
            show_text(error.problems, self.root, spoken)
            raise SystemExit(1) from None
        except BuildError as error:
            print(error.sentence.said(spoken), file=sys.stderr)
            raise SystemExit(3) from None
        except KeyboardInterrupt:
            raise SystemExit(INTERRUPTED) from None
        show_text(built.warnings, self.root, spoken)
        for notice in built.notices:
            print(notice.said(spoken), file=sys.stderr)


def _generator(_pelican: Any) -> type[SiteGenerator]:
    return SiteGenerator


def _initialized(pelican: Any) -> None:
    # What it needs is imported only when Pelican really runs.
    importlib.import_module("jumelage.pelican_run").prepare(pelican)


def register() -> None:
    """Connect the generator to Pelican, which from now on ends with status 130 when it is interrupted."""
    # Of itself Pelican ends with status 0 when it is interrupted; a site that was not built is no success.
    take_over()
    pelican_signal("pelican_initialized").connect(_initialized)
    pelican_signal("get_generators").connect(_generator)
