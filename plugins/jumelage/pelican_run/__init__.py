"""Runs within Pelican: its settings, watching, and output of our site with the files of Pelican and other plugins."""

from functools import partial
from typing import Any

from jumelage.pelican_run.preparing import prepare
from jumelage.pelican_run.running import run

__all__ = ["take_charge"]


def take_charge(pelican: Any) -> None:
    """Make an instance of Pelican build our site whenever it runs, in place of its own run."""
    prepare(pelican)
    pelican.run = partial(run, pelican, pelican.run)
