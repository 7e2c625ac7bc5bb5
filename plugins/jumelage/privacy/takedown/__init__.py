"""Removes persons withdrawn since from the last good site as it was built."""

from jumelage.privacy.takedown.site import TakenDown, taken_down

__all__ = ["TakenDown", "taken_down"]
