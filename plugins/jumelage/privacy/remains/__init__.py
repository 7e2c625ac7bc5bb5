"""Searches files for withdrawn persons; the code knows no names, only their marks."""

from jumelage.extraction import decoded
from jumelage.privacy.remains.gate import (
    UnusableKeyError,
    key_in,
    listed_places,
    marks_and_key,
    marks_of,
    require_newest,
    search_remains,
    unread,
)
from jumelage.privacy.remains.names import mark, slugs, spellings
from jumelage.privacy.remains.searching import Remains, naming, remains

__all__ = [
    "Remains",
    "UnusableKeyError",
    "decoded",
    "key_in",
    "listed_places",
    "mark",
    "marks_and_key",
    "marks_of",
    "naming",
    "remains",
    "require_newest",
    "search_remains",
    "slugs",
    "spellings",
    "unread",
]
