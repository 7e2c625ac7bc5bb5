"""A run of Pelican: its settings, watching, and our site with what Pelican and other plugins write as its output."""

from functools import partial
from typing import Any

from jumelage.pelican_run.preparing import prepare
from jumelage.pelican_run.running import run

__all__ = ["take_charge"]


def take_charge(pelican: Any) -> None:
    """Have an instance of Pelican build our site whenever it is run, so that nothing is written before or after."""
    prepare(pelican)
    pelican.run = partial(run, pelican, pelican.run)
