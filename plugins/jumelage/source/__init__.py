"""Turns bytes into text, and text into plain data with the position of every value; every scalar is a string."""

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
