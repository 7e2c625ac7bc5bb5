"""Texts → files: a whole site beside the one that is served, then the two change places."""

from jumelage.write.output import Stage, forgotten, staged, write
from jumelage.write.tree import Difference

__all__ = ["Difference", "Stage", "forgotten", "staged", "write"]
