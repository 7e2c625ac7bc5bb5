"""Formats problems for a terminal, a program or GitHub, in the languages of the editors."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from jumelage.languages import SEGMENTS
from jumelage.messages.problems import Code, Problem, Severity
from jumelage.messages.sentences import Catalogue, Sentence

ROWS = 500  # GitHub takes a megabyte for the summary of a job
WIDTH = 100  # columns of a code frame; a longer line is cut around the caret
HEADINGS = (Sentence("Where"), Sentence("What"), Sentence("Code"))
CHANGES = {"added": Sentence("new"), "changed": Sentence("changed"), "removed": Sentence("gone")}
REASONS = {
    "day": Sentence("the day"),
    "settings": Sentence("the settings"),
    "software": Sentence("the software"),
}
RED, YELLOW, DIM, PLAIN = "\033[31m", "\033[33m", "\033[2m", "\033[0m"


def lines(path: Path) -> list[str]:
    """Return the lines of a file; none if it is missing or not a text."""
    try:
        return path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return []


Read = Callable[[Path], list[str]]


def text(
    problem: Problem, catalogue: Catalogue, root: Path | None = None, colour: bool = False, read: Read = lines
) -> str:
    """
    Return a problem as text: where, what, and what to do.

    With `root`, the site's folder, the source line follows, with a caret below the column; `colour` adds colours, and
    `read` is as in `frame`.
    """
    said = problem.said(catalogue)
    shown = frame(problem, root, read) if root else []
    if not shown:
        return said
    mark = RED if problem.severity is Severity.PROBLEM else YELLOW
    above, caret = shown
    if colour:
        above, caret = f"{DIM}{above}{PLAIN}", f"{mark}{caret}{PLAIN}"
    return f"{said}\n{above}\n{caret}"


def frame(problem: Problem, root: Path, read: Read = lines) -> list[str]:
    """
    Return the line of a problem with its number, and a line with a caret below its column.

    The list is empty for lines about persons at risk, for files that are not texts and for missing files.
    For many problems, `read` should be `lines` with a cache of one file, so that it is not read for each of them.
    """
    place = problem.position
    # A misplaced file may be about anybody, and a link may lead anywhere.
    if private(place.path) or problem.code in {Code.UNEXPECTED_FILE, Code.SYMLINK, Code.PERSON_UNLISTED}:
        return []
    held = read(root / place.path)
    written = held[place.line - 1].rstrip("\r") if place.line <= len(held) else ""
    if not written or written.isspace() or _leads_to_a_person(written):
        return []
    # Only the part that is shown: a line may be as long as its file.
    first = max(0, place.column - 1 - WIDTH // 2) if len(written) > WIDTH else 0
    shown = "".join(sign if sign.isprintable() else " " for sign in written[first : first + WIDTH])
    before = "".join(_spaces(sign) for sign in shown[: place.column - 1 - first])
    number = str(place.line).rjust(7)
    return [f"{number} | {shown}", f"{'':7} | {before}^"]


@lru_cache(maxsize=1)  # a very long line may have thousands of problems
def _leads_to_a_person(line: str) -> bool:
    """Return whether a line contains a reference to a person at risk, or an address of a page about one."""
    return any(part in unquote(line).casefold() for part in ("{person}", *SEGMENTS["person"].values()))


def _spaces(sign: str) -> str:
    """Return as many spaces as a terminal uses columns for a character."""
    if unicodedata.combining(sign):
        return ""
    return "  " if unicodedata.east_asian_width(sign) in {"W", "F"} else " "


def private(path: str) -> bool:
    """Return whether a file is about persons at risk: `path` is relative to the root."""
    steps = path.split("/")
    return path.startswith("data/persons_at_risk") or (steps[0] == "content" and steps[2:3] == ["person"])


def as_json(problems: Iterable[Problem], catalogue: Catalogue) -> str:
    """Return problems as a JSON list; see `docs/architecture.md`."""
    return json.dumps([plain(problem, catalogue) for problem in problems], ensure_ascii=False, indent=1)


def plain(problem: Problem, catalogue: Catalogue) -> dict[str, str | int]:
    """Return a problem as a mapping for JSON."""
    return {
        "path": problem.position.path,
        "line": problem.position.line,
        "column": problem.position.column,
        "severity": problem.severity.value,
        "code": problem.code.value,
        "message": problem.message.said(catalogue),
        "hint": problem.hint.said(catalogue) if problem.hint else "",
    }


def annotations(problems: Sequence[Problem], catalogues: Sequence[Catalogue], folder: str = "") -> Iterator[str]:
    """
    Yield problems as GitHub workflow commands, problems before warnings, each in all languages.

    GitHub shows ten of each kind per step, so what stops the build comes first. `folder` is the site's folder
    in the repository, with a trailing slash, or ''.
    """
    for problem in _weighed(problems):
        level = "error" if problem.severity is Severity.PROBLEM else "warning"
        place = problem.position
        where = f"file={_escaped(folder + place.path, ':,')},line={place.line},col={place.column}"
        said = "\n".join(_both(problem, catalogue) for catalogue in catalogues)
        yield f"::{level} {where},title={problem.code}::{_escaped(said)}"


def table(problems: Sequence[Problem], catalogues: Sequence[Catalogue], address: str = "") -> str:
    """
    Return problems as a Markdown table for the summary of a job, in all languages.

    `address` is the web address of the folder of files, with a trailing slash; without it there are no links.
    """
    heading = [_said(one, catalogues) for one in HEADINGS]
    lines = [f"| {' | '.join(heading)} |", "|---|---|---|"]
    for problem in _weighed(problems)[:ROWS]:
        place = problem.position
        where = f"{_cell(place.path)}:{place.line}"
        where = f"[{where}]({address}{quote(place.path)}#L{place.line})" if address else where
        said = "<br>".join(_cell(_both(problem, catalogue)) for catalogue in catalogues)
        mark = "❌" if problem.severity is Severity.PROBLEM else "⚠️"
        lines.append(f"| {where} | {mark} {said} | {problem.code} |")
    if len(problems) > ROWS:
        lines += ["", _said(Sentence("Not shown: {count}", count=len(problems) - ROWS), catalogues)]
    wrong = sum(problem.severity is Severity.PROBLEM for problem in problems)
    counted = Sentence("Problems: {problems}, warnings: {warnings}", problems=wrong, warnings=len(problems) - wrong)
    return "\n".join((f"### {_said(counted, catalogues)}", "", *(lines if problems else ()), ""))


def changed(changes: Mapping[str, Any], catalogues: Sequence[Catalogue]) -> str:
    """Return the changes of a build (the data of `changes.json`) as Markdown for the summary of a job."""
    pages, persons = changes["pages"], changes["persons"]
    counts = {how: len(pages[how]) + persons[how] for how in CHANGES}
    lines = [f"### {_said(Sentence('Pages that change'), catalogues)}", ""]
    lines += [f"- {_said(word, catalogues)}: {counts[how]}" for how, word in CHANGES.items()]
    if any(persons.values()):
        lines.append(
            f"- {_said(Sentence('About persons at risk, not shown here'), catalogues)}: {sum(persons.values())}"
        )
    if any(pages.values()):
        heading = [_said(one, catalogues) for one in (Sentence("Page"), Sentence("Change"), Sentence("Because of"))]
        lines += ["", f"| {' | '.join(heading)} |", "|---|---|---|"]
    listed = [(how, one) for how in CHANGES for one in pages[how]]
    for how, one in listed[:ROWS]:
        reasons = [_said(REASONS[one["reason"]], catalogues)] if "reason" in one else []
        causes = "<br>".join((*map(_cell, one["sources"]), *reasons))
        lines.append(f"| {_cell(one['path'])} | {_said(CHANGES[how], catalogues)} | {causes} |")
    if len(listed) > ROWS:
        lines += ["", _said(Sentence("Not shown: {count}", count=len(listed) - ROWS), catalogues)]
    return "\n".join((*lines, ""))


def stopped(sentence: Sentence, catalogues: Sequence[Catalogue]) -> str:
    """Return why a build failed, as Markdown for the summary of a job, in all languages."""
    said = dict.fromkeys(_cell(sentence.said(catalogue)) for catalogue in catalogues)
    return "\n\n".join(f"❌ {one}" for one in said) + "\n"


def _said(sentence: Sentence, catalogues: Sequence[Catalogue]) -> str:
    """Return a sentence in all languages on one line, without duplicates."""
    return " / ".join(dict.fromkeys(sentence.said(catalogue) for catalogue in catalogues))


def _weighed(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.severity is Severity.WARNING)


def _both(problem: Problem, catalogue: Catalogue) -> str:
    """Return message and hint as one line."""
    hint = f" {problem.hint.said(catalogue)}" if problem.hint else ""
    return f"{problem.message.said(catalogue)}{hint}"


def _cell(said: str) -> str:
    """Return a text escaped for a cell of a Markdown table."""
    escaped = "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#|~&!$" else sign for sign in said)
    return " ".join(escaped.split())


def _escaped(said: str, also: str = "") -> str:
    """Return a text escaped for GitHub's workflow commands; `also` are further characters to escape."""
    for sign in "%\r\n" + also:
        said = said.replace(sign, f"%{ord(sign):02X}")
    return said
