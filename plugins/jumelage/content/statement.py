"""Loads the facts of the accessibility statement from `data/accessibility.yaml`."""

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from jumelage.content.complaints import complaints
from jumelage.languages import Languages
from jumelage.messages.problems import Problem
from jumelage.model.statement import Statement
from jumelage.source import Parsed, decode, parse_yaml
from jumelage.source.assets import is_own

FILE = "accessibility.yaml"


@dataclass(frozen=True, slots=True)
class Stated:
    """The statement, None if it is missing or invalid; its source, and its problems."""

    statement: Statement | None = None
    parsed: Parsed = field(default_factory=lambda: Parsed(f"data/{FILE}", None, {}))
    problems: tuple[Problem, ...] = ()


def statement(root: Path, languages: Languages) -> Stated:
    """Return the statement in `data/accessibility.yaml`."""
    path = root / "data" / FILE
    if not is_own(path):
        return Stated()
    text, problems = decode(path.read_bytes(), f"data/{FILE}")
    parsed = parse_yaml(text, f"data/{FILE}")
    problems += parsed.problems
    if problems:
        return Stated(None, parsed, tuple(problems))
    try:
        found = Statement.model_validate(parsed.data or {}, context={"languages": languages})
    except ValidationError as error:
        said = complaints(error, Statement, parsed, (), "page")
        return Stated(None, parsed, tuple(problem for problem, _ in said))
    return Stated(found, parsed)
