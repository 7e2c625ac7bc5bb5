"""Writes a site: a complete new tree next to the one that is served, then both are exchanged."""

from jumelage.output.forgetting import forget_kept, withdrawals
from jumelage.output.tree import Difference
from jumelage.output.writing import Stage, forgotten, staged, write

__all__ = ["Difference", "Stage", "forget_kept", "forgotten", "staged", "withdrawals", "write"]
