"""Bytes → text → plain data with a position for every value; every scalar is a string, nothing is guessed."""

from jumelage.source.comments import comments
from jumelage.source.data import Parsed, Trail, parse_yaml, strings
from jumelage.source.mistakes import FLOOD
from jumelage.source.text import INVISIBLE, MAX_LINES, MAX_PROBLEMS, decode, unseen

__all__ = [
    "FLOOD",
    "INVISIBLE",
    "MAX_LINES",
    "MAX_PROBLEMS",
    "Parsed",
    "Trail",
    "comments",
    "decode",
    "parse_yaml",
    "strings",
    "unseen",
]
