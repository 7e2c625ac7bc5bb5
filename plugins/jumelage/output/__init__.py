"""Texts → files: a whole site beside the one that is served, then the two change places."""

from jumelage.output.writing import Stage, forgotten, staged, write
from jumelage.output.tree import Difference
from jumelage.output.forgetting import forget_kept, withdrawals

__all__ = ["Difference", "Stage", "forget_kept", "forgotten", "staged", "withdrawals", "write"]
