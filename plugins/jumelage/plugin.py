"""Pelican's side: as soon as Pelican has read the settings, its run becomes ours."""

import importlib
from typing import Any

# Pelican's signals live in blinker's default namespace: asking for them there spares every command Pelican's imports.
from blinker import signal as pelican_signal

from jumelage.interruption import take_over


def _initialized(pelican: Any) -> None:
    # This module is imported by every command; what builds a site only here.
    importlib.import_module("jumelage.pelican_run").take_charge(pelican)


def register() -> None:
    """Connect the plugin to Pelican, which from now on ends with status 130 when it is interrupted."""
    # Of itself Pelican ends with status 0 when it is interrupted; a site that was not built is no success.
    take_over()
    pelican_signal("pelican_initialized").connect(_initialized)
