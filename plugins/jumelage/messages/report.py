"""Problems as a terminal, a program or GitHub shows them, in the languages of the editors."""

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
WIDTH = 100  # columns of a code frame; of a longer line the part around the caret is shown
HEADINGS = (Sentence("Where"), Sentence("What"), Sentence("Code"))
CHANGES = {"added": Sentence("new"), "changed": Sentence("changed"), "removed": Sentence("gone")}
RED, YELLOW, DIM, PLAIN = "\033[31m", "\033[33m", "\033[2m", "\033[0m"


def lines(path: Path) -> list[str]:
    """Return the lines of a file; none when it is gone or no text."""
    try:
        return path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return []


Read = Callable[[Path], list[str]]


def text(
    problem: Problem, catalogue: Catalogue, root: Path | None = None, colour: bool = False, read: Read = lines
) -> str:
    """
    Return what an editor reads of a problem: where, what, and what to do.

    With `root`, the folder of the site, the line follows, with a caret below the place; `colour` is for terminals, and
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

    Nothing comes back for what is written about persons at risk, for a file that is no text and for one that is gone.
    Of many problems `read` is best `lines` with a memory of one file, so that it is not read for each of them.
    """
    place = problem.position
    # A file that is not where it belongs may be about anybody, and a link may lead anywhere.
    if private(place.path) or problem.code in {Code.UNEXPECTED_FILE, Code.SYMLINK}:
        return []
    held = read(root / place.path)
    written = held[place.line - 1].rstrip("\r") if place.line <= len(held) else ""
    if not written or written.isspace() or _leads_to_a_person(written):
        return []
    # Only of what is shown: a line may be as long as its file.
    first = max(0, place.column - 1 - WIDTH // 2) if len(written) > WIDTH else 0
    shown = "".join(sign if sign.isprintable() else " " for sign in written[first : first + WIDTH])
    before = "".join(_blank(sign) for sign in shown[: place.column - 1 - first])
    number = str(place.line).rjust(7)
    return [f"{number} | {shown}", f"{'':7} | {before}^"]


@lru_cache(maxsize=1)  # a line as long as its file may have thousands of problems
def _leads_to_a_person(line: str) -> bool:
    """Return whether a line holds a reference to a person at risk, or an address of the pages about them."""
    return any(part in unquote(line).casefold() for part in ("{person}", *SEGMENTS["person"].values()))


def _blank(sign: str) -> str:
    """Return as many blanks as a terminal gives a letter columns."""
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
    """Return a problem as JSON has it."""
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
    Give problems as GitHub's workflow commands, problems before warnings, each in all of the languages.

    GitHub shows ten of each kind for a step, so what stops the build comes first. `folder` is where the site stands
    in the repository, with a slash at its end, or ''.
    """
    for problem in _weighed(problems):
        level = "error" if problem.severity is Severity.PROBLEM else "warning"
        place = problem.position
        where = f"file={_escaped(folder + place.path, ':,')},line={place.line},col={place.column}"
        said = "\n".join(_both(problem, catalogue) for catalogue in catalogues)
        yield f"::{level} {where},title={problem.code}::{_escaped(said)}"


def table(problems: Sequence[Problem], catalogues: Sequence[Catalogue], address: str = "") -> str:
    """
    Return problems as a Markdown table for the summary of a job, in all of the languages.

    `address` is the web address below which the files are shown, with a slash at its end; without it they are no links.
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
    """Return what a build changes, as `changes.json` tells it, in Markdown for the summary of a job."""
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
        causes = "<br>".join(_cell(source) for source in one["sources"])
        lines.append(f"| {_cell(one['path'])} | {_said(CHANGES[how], catalogues)} | {causes} |")
    if len(listed) > ROWS:
        lines += ["", _said(Sentence("Not shown: {count}", count=len(listed) - ROWS), catalogues)]
    return "\n".join((*lines, ""))


def stopped(sentence: Sentence, catalogues: Sequence[Catalogue]) -> str:
    """Return why a build could not be done, in Markdown for the summary of a job, in all of the languages."""
    said = dict.fromkeys(_cell(sentence.said(catalogue)) for catalogue in catalogues)
    return "\n\n".join(f"❌ {one}" for one in said) + "\n"


def _said(sentence: Sentence, catalogues: Sequence[Catalogue]) -> str:
    """Return a sentence in all of the languages on one line, where two say the same once."""
    return " / ".join(dict.fromkeys(sentence.said(catalogue) for catalogue in catalogues))


def _weighed(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.severity is Severity.WARNING)


def _both(problem: Problem, catalogue: Catalogue) -> str:
    """Return message and hint as one line."""
    hint = f" {problem.hint.said(catalogue)}" if problem.hint else ""
    return f"{problem.message.said(catalogue)}{hint}"


def _cell(said: str) -> str:
    """Return a text as a cell of a Markdown table shows it, whatever signs it holds."""
    escaped = "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#|~&!$" else sign for sign in said)
    return " ".join(escaped.split())


def _escaped(said: str, also: str = "") -> str:
    """Return a text as GitHub's workflow commands take it."""
    for sign in "%\r\n" + also:
        said = said.replace(sign, f"%{ord(sign):02X}")
    return said
