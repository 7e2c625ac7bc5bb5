"""Bytes → text → plain data with a position for every value; every scalar is a string, nothing is guessed."""

from jumelage.parse.comments import comments
from jumelage.parse.data import Parsed, Trail, parse_yaml
from jumelage.parse.text import decode

__all__ = ["Parsed", "Trail", "comments", "decode", "parse_yaml"]
