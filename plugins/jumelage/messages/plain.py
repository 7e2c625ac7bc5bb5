"""Problems as plain data, from which they can be made again: what a store keeps is never a pickle, which could run."""

from typing import Any

from jumelage.messages.problems import Code, Position, Problem, Severity
from jumelage.messages.sentences import Sentence


def as_plain(problem: Problem) -> list[Any]:
    """Return a problem as JSON can hold it."""
    place = problem.position
    said = (_plain(problem.message), _plain(problem.hint) if problem.hint else None)
    return [place.path, place.line, place.column, problem.code, problem.severity, *said]


def from_plain(held: list[Any]) -> Problem:
    """Return the problem of which `as_plain` made this."""
    path, line, column, code, severity, message, hint = held
    said = (_sentence(message), _sentence(hint) if hint else None)
    return Problem(Position(path, line, column), Code(code), *said, Severity(severity))


def _plain(sentence: Sentence) -> list[Any]:
    values = {name: _plain(one) if isinstance(one, Sentence) else one for name, one in sentence.values.items()}
    return [sentence.text, values]


def _sentence(held: list[Any]) -> Sentence:
    text, values = held
    return Sentence(text, **{name: _sentence(one) if isinstance(one, list) else one for name, one in values.items()})
