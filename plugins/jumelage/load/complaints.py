"""What pydantic refuses, said in our words and at its place in the file."""

import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from jumelage.parse import Parsed, Trail, comments
from jumelage.problems import Code, Position, Problem, did_you_mean, listed

DUE = {
    "string_type": ("A text is due here.", "Write one text, on one line."),
    "tuple_type": ("A list is due here.", "Write each on a line of its own, after '- '."),
    "dict_type": (
        "A text in each language is due here.",
        "Write a line 'nl: …' and a line 'fr: …' below it, indented.",
    ),
    "model_type": ("Several fields are due here.", "Write each as 'name: value' on a line of its own, indented."),
}
NOTHING = ("Nothing is written here.", "Write something, or remove the line.")
# Messages on persons at risk reach public logs: they name the field, never what is written there.
DISCREET = {
    Code.UNKNOWN_FIELD: "There is no such field in a person at risk.",
    Code.MISSING_LANGUAGE: "A text is missing in an obligatory language.",
    Code.UNKNOWN_LANGUAGE: "A text is in a language that is not one of this site.",
    Code.WRONG_TYPE: "The shape of what is written here is wrong.",
}
RETICENT = {Code.DUPLICATE_KEY: "A field is written twice.", Code.SYNTAX: "This is not sound YAML."}


def complaints(
    error: ValidationError, model: type[BaseModel], parsed: Parsed, trail: Trail, noun: str
) -> Iterator[Problem]:
    """Give a problem for each thing that `error` refuses in the value of `parsed` at `trail`, a `noun`."""
    for detail in error.errors(include_url=False):
        steps: Trail = tuple(step for step in detail["loc"] if step != "[key]")
        code, message, hint = _said(detail, model, steps, noun)
        yield Problem(parsed.position((*trail, *steps)), code, message, hint)


def discreet(problem: Problem, steps: Trail) -> Problem:
    """Return a problem of a person at risk without any written value; `steps` names the field."""
    field = next((str(step) for step in reversed(steps) if isinstance(step, str)), "")
    known = (
        f"The field '{field}' of a person at risk is not right." if field else "A person at risk is not entered right."
    )
    message = DISCREET.get(problem.code, known)
    if problem.code is Code.MISSING_FIELD:
        message = problem.message
    return Problem(
        problem.position, problem.code, message, "Read how a person at risk is entered in docs/persons-at-risk.md."
    )


def reticent(parsed: Parsed, text: str, line: int = 1) -> list[Problem]:
    """Return what is wrong in a YAML text on a person at risk without any written value; its comments are, too."""
    quiet = [Problem(one.position, one.code, RETICENT.get(one.code, one.message), one.hint) for one in parsed.problems]
    if any(one.code is Code.SYNTAX for one in quiet):
        return quiet
    return [*quiet, *map(_comment, comments(text, parsed.path, line))]


def _comment(place: Position) -> Problem:
    message = "Comments are not allowed on a person at risk: the repository is public."
    return Problem(place, Code.COMMENT, message, "Remove the comment.")


def _said(detail: ErrorDetails, model: type[BaseModel], steps: Trail, noun: str) -> tuple[Code, str, str]:
    kind, written, context = detail["type"], detail["input"], detail.get("ctx", {})
    field = next((str(step) for step in reversed(steps) if isinstance(step, str)), noun)
    if kind in set(Code):
        return Code(kind), context["message"], context["hint"]
    if kind == "missing":
        return Code.MISSING_FIELD, f"The field '{field}' is missing.", f"Add '{field}: …'. {_description(model, steps)}"
    if kind == "extra_forbidden":
        known = _fields(model, steps[:-1])
        hint = did_you_mean(str(steps[-1]), known) or f"Use {listed(sorted(known))}."
        return Code.UNKNOWN_FIELD, f"There is no field '{steps[-1]}' {_within(steps[:-1], noun)}.", hint
    if kind in DUE:
        return Code.WRONG_TYPE, *(DUE[kind] if written is not None else NOTHING)
    if kind == "enum" and isinstance(written, str):
        values = re.findall(r"'([^']+)'", str(context["expected"]))
        hint = did_you_mean(written, values) or f"Use {listed(values)}."
        return Code.UNKNOWN_VALUE, f"'{written}' is not a value of '{field}'.", hint
    return _bounds(kind, context, field, written, model, steps)


def _bounds(
    kind: str, context: Any, field: str, written: Any, model: type[BaseModel], steps: Trail
) -> tuple[Code, str, str]:
    hint = f"Write: {_description(model, steps)}"
    if kind == "greater_than_equal":
        return Code.INVALID_VALUE, f"'{field}' is at least {context['ge']:g}.", hint
    if kind == "less_than_equal":
        return Code.INVALID_VALUE, f"'{field}' is at most {context['le']:g}.", hint
    if kind == "too_short":
        return Code.MISSING_FIELD, f"'{field}' needs at least one entry.", hint
    if isinstance(written, dict | list):
        return Code.WRONG_TYPE, "One value is due here.", hint
    return Code.INVALID_VALUE, f"'{written}' is not a value of '{field}'.", hint


def _within(steps: Trail, noun: str) -> str:
    parent = next((step for step in reversed(steps) if isinstance(step, str)), "")
    return f"in '{parent}'" if parent else f"in {'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _model_at(model: type[BaseModel], steps: Trail) -> type[BaseModel]:
    for step in steps:
        fields = (one for name, one in model.model_fields.items() if step in {name, one.alias})
        model = next((inner for one in fields for inner in _models(one.annotation)), model)
    return model


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]


def _fields(model: type[BaseModel], steps: Trail) -> dict[str, str]:
    """Return the fields of the mapping at `steps` and their descriptions."""
    fields = _model_at(model, steps).model_fields
    return {field.alias or name: field.description or "" for name, field in fields.items()}


def _description(model: type[BaseModel], steps: Trail) -> str:
    number, name = next(((n, step) for n, step in reversed([*enumerate(steps)]) if isinstance(step, str)), (0, ""))
    return _fields(model, steps[:number]).get(name, "")
