"""Loads the marks of withdrawn persons from `data/withdrawn.yaml` and its copies."""

import os
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from jumelage.content.complaints import complaints, discreet, quiet
from jumelage.messages.problems import Code, Position, Problem, Severity
from jumelage.messages.sentences import Sentence
from jumelage.model.withdrawn import Withdrawn
from jumelage.source import FLOOD, MAX_LINES, MAX_PROBLEMS, Parsed, decode, parse_yaml
from jumelage.source.assets import is_own

FILE = "withdrawn.yaml"
TREE = f"data/{FILE}"
# As fetched by `jumelage marks`: those of the newest main branch, and those of the last publication.
BROUGHT = f".ledger/{FILE}"
PUBLISHED = ".ledger/published.yaml"

COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)
MARK = re.compile(r"\bmark[\"']?[ \t]*:[ \t]*[\"']?([0-9a-f]{64})\b")
BOTH = Sentence("Keep the lines of both sides, and delete only those with <<<<<<<, ======= and >>>>>>>.")
AS_BEFORE = Sentence("Restore the file from its history.")
AS_BEFORE_OR_GONE = Sentence(
    "Restore the file from its history. Only if the key is lost, delete the whole file instead, as "
    "docs/persons-at-risk.md explains."
)
AGAIN = Sentence(
    "Run 'make marks' again. If that does not help, restore withdrawn.yaml on the branch main, or published.yaml on "
    "the branch ledger, from its history."
)
NO_FILE = Sentence("This must be a file that contains the marks of withdrawn persons.")
EMPTY = Sentence("This file no longer holds any marks of withdrawn persons.")
UNPROVEN = (
    Sentence("This mark has no proof."),
    Sentence(
        "Restore the file from its history. If an earlier version of Jumelage wrote it, make the marks again, as "
        "docs/persons-at-risk.md explains."
    ),
)

Placed = tuple[Withdrawn, Position]


def withdrawn(root: Path) -> tuple[tuple[Withdrawn, ...], tuple[Problem, ...]]:
    """Return the entries of `data/withdrawn.yaml`, none if there is no such file, and its problems."""
    placed, problems = entries(root, TREE)
    return tuple(one for one, _ in placed), problems


def entries(root: Path, name: str) -> tuple[tuple[Placed, ...], tuple[Problem, ...]]:
    """
    Return the valid entries of a file of marks with their positions, unsorted and with duplicates, and its problems.

    Only a missing file has no entries and no problem: the way out if the key is lost.
    """
    if not os.path.lexists(root / name):
        return (), ()
    if not is_own(root / name):
        link = (root / name).is_symlink() or (root / name).parent.is_symlink()
        code = Code.SYMLINK if link else Code.UNEXPECTED_FILE
        return (), (Problem(Position(name), code, NO_FILE, _as_before(name)),)
    return _entries((root / name).read_bytes(), name)


def _entries(raw: bytes, name: str) -> tuple[tuple[Placed, ...], tuple[Problem, ...]]:
    text, problems = decode(raw, name)
    # For the text as a whole, only an unfinished merge is a syntax problem.
    hints = {Code.SYNTAX: BOTH, Code.TOO_LARGE: AS_BEFORE}
    problems = [replace(one, hint=hints.get(one.code, one.hint)) for one in problems]
    if text.count("\n") > MAX_LINES:
        message = Sentence("This file has more than {count} lines or entries.", count=MAX_LINES)
        return (), (Problem(Position(name), Code.TOO_LARGE, message, AS_BEFORE),)
    parsed = parse_yaml(text, name)
    # Somebody may have written a name in place of a mark, so no message quotes this file.
    problems += quiet(parsed)
    if any(one.severity is Severity.PROBLEM for one in problems):
        return (), tuple(problems)
    if parsed.data is not None and not isinstance(parsed.data, list):
        message, hint = Sentence("This file must be a list of marks."), Sentence("Begin each with '- mark: …'.")
        return (), (*problems, Problem(parsed.position(()), Code.WRONG_TYPE, message, hint))
    if not parsed.data and not _may_be_empty(name, raw):
        return (), (*problems, Problem(Position(name), Code.MISSING_FIELD, EMPTY, _as_before(name)))
    valid: list[Placed] = []
    for number, plain in enumerate(parsed.data or []):
        found = _read(plain, number, parsed)
        if isinstance(found, Withdrawn):
            valid.append((found, parsed.position((number,))))
        else:
            problems += found
        if len(problems) > MAX_PROBLEMS:
            problems.append(Problem(parsed.position((number,)), Code.SYNTAX, *FLOOD))
            break
    return tuple(valid), tuple(problems)


def _may_be_empty(name: str, raw: bytes) -> bool:
    """Return whether a copy without marks is as fetched: empty, or with only the comments of the published file."""
    return name != TREE and (not raw or (name == PUBLISHED and raw.startswith(b"#")))


def _as_before(name: str) -> Sentence:
    return AS_BEFORE_OR_GONE if name == TREE else AGAIN


def known_marks(root: Path) -> frozenset[str]:
    """
    Return all marks in the site's own file and in the copy of that of the newest main branch.

    A missing file has none; in an invalid or wrongly encoded one, everything readable counts. No key is needed, so
    marks are not verified.
    """
    files = [root / name for name in (TREE, BROUGHT)]
    texts = (lenient(path.read_bytes()) for path in files if is_own(path))
    return frozenset(one for text in texts for one in MARK.findall(COMMENT.sub("", text)))


def lenient(raw: bytes) -> str:
    """Return the text of a file of marks with LF line ends, decoded according to its first bytes."""
    likely = "utf-16" if raw[:2] in {BOM_UTF16_LE, BOM_UTF16_BE} else "utf-8-sig"
    try:
        text = raw.decode(likely)
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read(plain: Any, number: int, parsed: Parsed) -> Withdrawn | list[Problem]:
    try:
        found = Withdrawn.model_validate(plain)
    except ValidationError as error:
        said = complaints(error, Withdrawn, parsed, (number,), "person")
        return [discreet(one, () if one.code is Code.UNKNOWN_FIELD else steps) for one, steps in said]
    return found if found.proof else [Problem(parsed.position((number,)), Code.MISSING_FIELD, *UNPROVEN)]
