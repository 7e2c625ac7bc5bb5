"""The last good site is taken as it was built, and published without those who were withdrawn since."""

from jumelage.privacy.takedown.site import TakenDown, taken_down

__all__ = ["TakenDown", "taken_down"]
