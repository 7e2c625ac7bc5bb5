"""Texts → files: a whole site beside the one that is served, then the two change places."""

from jumelage.write.output import Stage, forgotten, staged, write
from jumelage.write.tree import Difference
from jumelage.write.withdrawn import forget_kept, withdrawals

__all__ = ["Difference", "Stage", "forget_kept", "forgotten", "staged", "withdrawals", "write"]
