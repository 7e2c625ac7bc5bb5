"""Problems as values with a position; every step reports all of them and none raises on the first."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from heapq import nlargest

from jumelage.messages.sentences import ENGLISH, Catalogue, Sentence, shown

NEAR = 0.6  # similarity, between 0 and 1, from which one name may be meant for another
LIKELIEST = 20
LONGEST_NAME = 100  # characters: ids and file names are shorter, and comparing long headings takes long


class Code(StrEnum):
    """The stable name of a kind of problem, explained in `docs/problems.md`."""

    ADDRESS_LOST = "address-lost"
    ALIAS = "alias"
    BLOCKED = "blocked"
    BROKEN_ANCHOR = "broken-anchor"
    BROKEN_LINK = "broken-link"
    COMMENT = "comment"
    DUPLICATE_ID = "duplicate-id"
    DUPLICATE_KEY = "duplicate-key"
    EMPTY_LINK = "empty-link"
    ENCODING = "encoding"
    FILE_TYPE = "file-type"
    IMPOSSIBLE_PERIOD = "impossible-period"
    INTERFACE_TEXT = "interface-text"
    INVALID_DAY = "invalid-day"
    INVALID_ID = "invalid-id"
    INVALID_VALUE = "invalid-value"
    INVISIBLE_CHARACTER = "invisible-character"
    NO_CREDIT = "no-credit"
    LINK_AS_TEXT = "link-as-text"
    MISPLACED_HEADER = "misplaced-header"
    MISSING_ALT = "missing-alt"
    MISSING_FIELD = "missing-field"
    MISSING_FILE = "missing-file"
    MISSING_LANGUAGE = "missing-language"
    MISSING_SLUG = "missing-slug"
    MISSING_TRANSLATION = "missing-translation"
    MOJIBAKE = "mojibake"
    NO_EDITION = "no-edition"
    NO_LOCATION = "no-location"
    NO_REPORT = "no-report"
    NOT_CHECKED = "not-checked"
    NOT_SEARCHED = "not-searched"
    PERSON_GROUND = "person-ground"
    PERSON_LOCATION = "person-location"
    PERSON_NAME = "person-name"
    PERSON_UNLISTED = "person-unlisted"
    PROSE_WITHOUT_RECORD = "prose-without-record"
    RAW_HTML = "raw-html"
    SAME_ADDRESS = "same-address"
    SECURITY_EXPIRES = "security-expires"
    STALE_REVIEW = "stale-review"
    STALE_TRANSLATION = "stale-translation"
    STYLE = "style"
    SYMLINK = "symlink"
    SYNTAX = "syntax"
    TEMPLATE = "template"
    TEMPLATE_MARKER = "template-marker"
    TOO_LARGE = "too-large"
    UNEXPECTED_FILE = "unexpected-file"
    UNFINISHED_CHANGE = "unfinished-change"
    UNKNOWN_FIELD = "unknown-field"
    UNKNOWN_LANGUAGE = "unknown-language"
    UNKNOWN_REFERENCE = "unknown-reference"
    UNKNOWN_VALUE = "unknown-value"
    UNSAFE_ADDRESS = "unsafe-address"
    UNSAFE_TAG = "unsafe-tag"
    UNUSED_ORGANISATION = "unused-organisation"
    WRONG_TYPE = "wrong-type"


class Severity(StrEnum):
    """`PROBLEM` fails the build, `WARNING` does not."""

    PROBLEM = "problem"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A position in a source file; `path` is relative to the root, `line` and `column` count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Return `path:line:column`, the form that terminals and editors make clickable."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: where, which code, a plain sentence, and, if possible, a hint."""

    position: Position
    code: Code
    message: Sentence
    hint: Sentence | None = None
    severity: Severity = Severity.PROBLEM

    def said(self, catalogue: Catalogue) -> str:
        """Return the lines an editor reads: the problem, then its hint indented by four spaces."""
        warns = Sentence("warning: {message}", message=self.message)
        message = (warns if self.severity is Severity.WARNING else self.message).said(catalogue)
        line = f"{shown(str(self.position))}: {message} [{self.code}]"
        return f"{line}\n    {self.hint.said(catalogue)}" if self.hint else line

    def __str__(self) -> str:
        """Return the lines in English."""
        return self.said(ENGLISH)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems sorted by path, line and column, without duplicates."""
    return tuple(sorted(set(problems), key=lambda one: (one.position, one.code, str(one.message))))


class ContentError(Exception):
    """The content has problems and nothing is written: only the command line and the run of Pelican catch this."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep `problems` sorted by path, line and column, without duplicates."""
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


class BuildError(Exception):
    """The build failed for a reason outside the content: settings, disk, output, template."""

    def __init__(self, sentence: Sentence) -> None:
        """Keep the message."""
        self.sentence = sentence
        super().__init__(str(sentence))


def did_you_mean(wanted: str, known: Iterable[str]) -> Sentence | None:
    """
    Return a question with the closest of `known`, or None if none is close.

    It also names a lookalike letter from another script: without that, both names would look the same.

    >>> str(did_you_mean("jete", ["jette", "etterbeek"]))
    "Did you mean 'jette'?"
    """
    choices = {name.casefold(): name for name in sorted(known)}
    near = _nearest(wanted.casefold(), choices)
    if near is None:
        return None
    name = choices[near]
    if sign := foreign(wanted) if name.isascii() else "":
        text = "Did you mean '{name}'? There is no '{sign}' (U+{number}) in it."
        return Sentence(text, name=name, sign=sign, number=f"{ord(sign):04X}")
    return Sentence("Did you mean '{name}'?", name=name)


def _nearest(wanted: str, known: Iterable[str]) -> str | None:
    if len(wanted) > LONGEST_NAME:
        return None
    # Like `get_close_matches`, but only for the likeliest names: it is slow for many names with the same letters.
    matcher = SequenceMatcher(b=wanted)
    likely: list[tuple[float, str]] = []
    for name in known:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() >= NEAR and (most := matcher.quick_ratio()) >= NEAR:
            likely.append((most, name))
    found: list[tuple[float, str]] = []
    for _, name in nlargest(LIKELIEST, likely):
        matcher.set_seq1(name)
        found.append((matcher.ratio(), name))
    nearest = max(found, default=(0, ""))
    return nearest[1] if nearest[0] >= NEAR else None


def foreign(text: str) -> str:
    """Return the first non-ASCII character of a text, '' if there is none."""
    return next((sign for sign in text if not sign.isascii()), "")


def listed(names: Iterable[str | Sentence], last: str = "or") -> Sentence:
    """
    Return names as a list within a sentence, quoted unless they are sentences; `last` is 'or' or 'and'.

    >>> str(listed(["nl", "fr", "en"]))
    "'nl', 'fr' or 'en'"
    """
    *first, end = [one if isinstance(one, Sentence) else Sentence("'{name}'", name=one) for one in names]
    if not first:
        return end
    before = first[0]
    for name in first[1:]:
        before = Sentence("{before}, {name}", before=before, name=name)
    if last == "and":
        return Sentence("{before} and {last}", before=before, last=end)
    return Sentence("{before} or {last}", before=before, last=end)
