"""Searches files for withdrawn persons; the code knows no names, only their marks."""

from jumelage.extraction import decoded
from jumelage.privacy.traces.gate import (
    UnusableKeyError,
    key_in,
    listed_places,
    marks_and_key,
    marks_of,
    require_newest,
    search_traces,
    unread,
)
from jumelage.privacy.traces.names import mark, slugs, spellings
from jumelage.privacy.traces.searching import Traces, naming, traces

__all__ = [
    "Traces",
    "UnusableKeyError",
    "decoded",
    "key_in",
    "listed_places",
    "mark",
    "marks_and_key",
    "marks_of",
    "naming",
    "require_newest",
    "search_traces",
    "slugs",
    "spellings",
    "traces",
    "unread",
]
