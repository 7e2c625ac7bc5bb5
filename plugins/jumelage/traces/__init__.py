"""Whether a person who was taken off the site is still named in a file; nothing here knows a name, only its mark."""

from jumelage.traces.names import mark, slugs, spellings, words
from jumelage.traces.publishing import kept_marks, key_in, marks_of, search_traces, unread
from jumelage.traces.searching import Traces, naming, traces

__all__ = [
    "Traces",
    "kept_marks",
    "key_in",
    "mark",
    "marks_of",
    "naming",
    "search_traces",
    "slugs",
    "spellings",
    "traces",
    "unread",
    "words",
]
