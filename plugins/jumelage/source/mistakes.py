"""Turns errors of the YAML parser into problems that editors understand, at the position to fix."""

import re
from typing import Any

import yaml

from jumelage.messages.problems import Code, Position, Problem
from jumelage.messages.sentences import Sentence

QUOTE = Sentence("Put the whole text between double quotes.")
WITHIN = Sentence("Put the whole text between double quotes, and use ‘…’ inside it.")
TAB = (Sentence("There is a tab here; YAML is indented with spaces."), Sentence("Replace the tab with two spaces."))
UNCLOSED = (Sentence("A quotation mark is opened but not closed."), Sentence("Close it."))
INDENTED = (
    Sentence("This line is indented differently from the lines it belongs to."),
    Sentence("Start it under the first letter of the line above that it belongs to."),
)
FLOOD = (
    Sentence("There are so many mistakes above this line that the rest was not read."),
    Sentence("Fix those mistakes first."),
)
NAMED = Sentence("Write 'name: value'.")
TAGS = Sentence("A value cannot begin with '!'.")
ENDLESS = "unexpected end of stream|unexpected document indicator"
NO_NAME = "expected alphabetic or numeric"  # after what looks like an anchor or an alias
NO_COLON = "could not find expected ':'"
RECORDS = (
    Sentence("This line does not fit what is above it."),
    Sentence("Begin each record with '- id: …', the first one too, all indented the same."),
)
# The parser's message, ours, and the hint.
REASONS = (
    ("mapping values are not allowed", Sentence("A colon followed by a space has a special meaning here."), QUOTE),
    (
        f"cannot start any token|{NO_NAME}|mapping keys are not allowed|expected node content|non-alphabetical"
        "|incompatible|directive",
        Sentence("A text cannot begin with this character."),
        QUOTE,
    ),
    (ENDLESS, *UNCLOSED),
    (
        "expected comment or line break",
        Sentence("A text after '|' or '>' begins on the next line."),
        Sentence("Write it there, indented, or put the whole text between double quotes."),
    ),
    ("tab character", *TAB),
    ("document start", *RECORDS),
    (
        "expected ',' or",
        Sentence("A list in square brackets or braces is not closed."),
        Sentence("Close it, or put the whole text between double quotes."),
    ),
    (
        NO_COLON,
        Sentence("A colon and a space are missing after the name of a field."),
        NAMED,
    ),
    ("expected key|expected '-'", *INDENTED),
    (
        "sequence entries",
        Sentence("A list cannot begin on this line."),
        Sentence("Write each '- ' on a line of its own below it."),
    ),
    (
        "unknown escape|hexdecimal|character escape code",
        Sentence("A backslash has a special meaning between double quotes."),
        Sentence("Use single quotes."),
    ),
    ("tag", TAGS, QUOTE),
    (
        "nested too deeply",
        Sentence("Lists or mappings are nested too deeply here."),
        Sentence("Remove the brackets."),
    ),
    (
        "too much",
        Sentence("There is too much here to read."),
        Sentence("Split it into smaller files."),
    ),
    ("too many", *FLOOD),
)


class TooDeep(yaml.YAMLError):
    """Mappings and lists are nested more deeply than in any record."""

    problem = "nested too deeply"

    def __init__(self, mark: Any) -> None:
        self.problem_mark = mark


class TooMuch(TooDeep):
    """There are more values than any record or file has."""

    problem = "too much"


class TooMany(TooDeep):
    """There are more problems than anybody reads; those found so far are reported, too."""

    problem = "too many"


def mistake(error: Any, quoted: Any, text: str, path: str, line: int) -> Problem:
    """
    Return the problem for `error`.

    Args:
        error: what the parser raised.
        quoted: the last event before it that read a text in quotation marks over several lines, if any.
        text: what was parsed.
        path: of its file.
        line: the line of the file where the text starts.
    """
    # The error for a character that YAML does not allow has no position and no message that editors understand.
    reason = getattr(error, "problem", None) or "a character is not allowed"
    mark = getattr(error, "problem_mark", None)
    if re.search(f"{ENDLESS}|{NO_COLON}|{NO_NAME}", reason):
        # The start of the text is more helpful than where the parser gave up.
        mark = error.context_mark
    written = "".join(text.split("\n")[mark.line : mark.line + 1]) if mark else ""
    message, hint = _plain(reason, written, mark.column if mark else 0)
    if quoted and mark and quoted.end_mark.line == mark.line:
        # The parser took the opening quotation mark of the next text as the end of this one.
        mark, message, hint = quoted.start_mark, *UNCLOSED
    return Problem(placed(mark, text, path, line), Code.SYNTAX, message, hint)


def placed(mark: Any, text: str, path: str, line: int) -> Position:
    """Return the position of a parser mark; the parser may count beyond a last line without a line break."""
    lines = text.split("\n")
    if mark and mark.line >= len(lines):
        return Position(path, len(lines) - 1 + line, len(lines[-1]) + 1)
    return Position(path, mark.line + line, mark.column + 1) if mark else Position(path, line)


def _plain(reason: str, written: str, column: int) -> tuple[Sentence, Sentence]:
    """Return our message and hint for the parser's message; `column` counts from 0 in the line `written`."""
    found = _seen(reason, written, column)
    found = found or next(((message, hint) for words, message, hint in REASONS if re.search(words, reason)), None)
    message = Sentence("This is not valid YAML: {reason}.", reason=reason)
    return found or (message, Sentence("Compare the line with the ones above it."))


def _seen(reason: str, written: str, column: int) -> tuple[Sentence, Sentence] | None:
    """Return a more exact message and hint, if the line itself shows the mistake."""
    before = written[:column]
    if "\t" in written[: len(written) - len(written.lstrip())] or written[column : column + 1] == "\t":
        return TAB
    if "mapping values" in reason and re.fullmatch(r" +(- )?\w+", before):
        return INDENTED
    if "mapping values" in reason and re.fullmatch(r"\w+", before):
        return Sentence("The line above has no colon and space after the name of its field."), NAMED
    if re.search("expected key|expected '-'|document start", reason) and before.strip(" -"):
        return Sentence("There is something after the closing quotation mark or bracket."), WITHIN
    if column == 0 and "expected key" in reason and written.startswith("- "):
        return RECORDS
    return None
