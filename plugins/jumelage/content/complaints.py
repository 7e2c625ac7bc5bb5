"""Converts validation errors of pydantic to problems in our words, with positions in the file."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from jumelage.messages.nouns import a
from jumelage.messages.problems import Code, Position, Problem, did_you_mean, listed
from jumelage.messages.sentences import Sentence
from jumelage.source import MAX_PROBLEMS, Parsed, Trail, comments

Said = tuple[Code, Sentence, Sentence | None]

DUE = {
    "string_type": (Sentence("Text is expected here."), Sentence("Write one text, on one line.")),
    "tuple_type": (Sentence("A list is expected here."), Sentence("Write each on a line of its own, after '- '.")),
    "dict_type": (
        Sentence("Text in each language is expected here."),
        Sentence("Below it, write a line 'nl: …' and a line 'fr: …', both indented."),
    ),
    "model_type": (
        Sentence("Several fields are expected here."),
        Sentence("Write each as 'name: value' on a line of its own, indented."),
    ),
}
NOTHING = (Sentence("There is no value here."), Sentence("Write a value, or remove the line."))
# Messages about persons at risk appear in public logs: they name the field, never its value.
DISCREET = {
    Code.UNKNOWN_FIELD: Sentence("There is no such field for a person at risk."),
    Code.MISSING_LANGUAGE: Sentence("A text is missing in a required language."),
    Code.UNKNOWN_LANGUAGE: Sentence("A text is in a language that this site does not use."),
    Code.WRONG_TYPE: Sentence("This field expects a different form: text, a list or several fields."),
}
STAYS_OUT = Sentence(
    "Keep only the records that are in both versions: a person removed on one side stays removed. Or undo the "
    "merge, pull main, and run 'jumelage withdraw' again."
)
RETICENT = {
    Code.DUPLICATE_KEY: Sentence("A field is written twice."),
    Code.SYNTAX: Sentence("This is not valid YAML."),
}


def complaints(
    error: ValidationError, model: type[BaseModel], parsed: Parsed, trail: Trail, noun: str
) -> Iterator[tuple[Problem, Trail]]:
    """
    Yield a problem for each detail of `error` about the value of `parsed` at `trail`, a `noun`, with the trail to it.

    An obligatory field with a misspelt name is not also reported as missing.
    """
    details = [(detail, _steps(detail)) for detail in islice(error.errors(include_url=False), MAX_PROBLEMS)]
    misspelt = {
        (*steps[:-1], meant[0])
        for detail, steps in details
        if detail["type"] == "extra_forbidden"
        and (meant := get_close_matches(str(steps[-1]), _fields(model, steps[:-1]), n=1, cutoff=0.6))
    }
    for detail, steps in details:
        if detail["type"] == "missing" and steps in misspelt:
            continue
        code, message, hint = _said(detail, model, steps, noun)
        yield Problem(parsed.position((*trail, *steps)), code, message, hint), steps


def _steps(detail: ErrorDetails) -> Trail:
    return tuple(step for step in detail["loc"] if step != "[key]")


def discreet(problem: Problem, steps: Trail) -> Problem:
    """Return a problem about a person at risk without any value from the file; `steps` names the field."""
    if problem.code is Code.PERSON_GROUND:
        return problem
    field = next((str(step) for step in reversed(steps) if isinstance(step, str)), "")
    known = (
        Sentence("The field '{field}' of a person at risk is not filled in correctly.", field=field)
        if field
        else Sentence("The record of a person at risk contains a mistake.")
    )
    message = DISCREET.get(problem.code, known)
    if problem.code is Code.MISSING_FIELD:
        message = problem.message
    hint = Sentence("docs/persons-at-risk.md explains how to write the record of a person at risk.")
    return Problem(problem.position, problem.code, message, hint)


def reticent(parsed: Parsed, text: str, line: int = 1) -> list[Problem]:
    """Return the problems of a YAML text about a person at risk, without values; comments are problems, too."""
    # All comments are reported below, whether intended as such or not.
    problems = [one for one in quiet(parsed) if one.code is not Code.COMMENT]
    if any(one.code is Code.SYNTAX for one in problems):
        return problems
    return [*problems, *map(_comment, islice(comments(text, parsed.path, line), MAX_PROBLEMS))]


def apart(problems: list[Problem]) -> list[Problem]:
    """Return problems of a persons file with a hint that resolving a merge must not bring anybody back."""
    # For the text as a whole, only an unfinished merge is a syntax problem.
    return [replace(one, hint=STAYS_OUT) if one.code is Code.SYNTAX else one for one in problems]


def quiet(parsed: Parsed) -> list[Problem]:
    """Return the problems of a YAML text without any value from it."""
    said = ((one, RETICENT.get(one.code, one.message)) for one in parsed.problems)
    return [Problem(one.position, one.code, message, one.hint, one.severity) for one, message in said]


def _comment(place: Position) -> Problem:
    message = Sentence("Comments are not allowed on a person at risk: the repository is public.")
    return Problem(place, Code.COMMENT, message, Sentence("Remove the comment."))


def _said(detail: ErrorDetails, model: type[BaseModel], steps: Trail, noun: str) -> Said:
    kind, written, context = detail["type"], detail["input"], detail.get("ctx", {})
    field = next((str(step) for step in reversed(steps) if isinstance(step, str)), noun)
    if kind in set(Code):
        return Code(kind), context["message"], context["hint"]
    if kind == "missing":
        hint = Sentence("Add '{field}: …'. {description}", field=field, description=_description(model, steps))
        return Code.MISSING_FIELD, Sentence("The field '{field}' is missing.", field=field), hint
    if kind == "extra_forbidden":
        known = _fields(model, steps[:-1])
        hint = did_you_mean(str(steps[-1]), known) or Sentence("Use {choices}.", choices=listed(sorted(known)))
        return Code.UNKNOWN_FIELD, _no_field(str(steps[-1]), steps[:-1], noun), hint
    if kind in DUE:
        return Code.WRONG_TYPE, *(DUE[kind] if written is not None else NOTHING)
    if kind == "enum" and isinstance(written, str):
        values = re.findall(r"'([^']+)'", str(context["expected"]))
        hint = did_you_mean(written, values) or Sentence("Use {choices}.", choices=listed(values))
        return Code.UNKNOWN_VALUE, _no_value(written, field), hint
    return _bounds(kind, context, field, written, model, steps)


def _bounds(kind: str, context: Any, field: str, written: Any, model: type[BaseModel], steps: Trail) -> Said:
    hint = Sentence("Expected: {description}", description=_description(model, steps))
    if kind == "greater_than_equal":
        least = Sentence("'{field}' must be at least {bound}.", field=field, bound=f"{context['ge']:g}")
        return Code.INVALID_VALUE, least, hint
    if kind == "less_than_equal":
        most = Sentence("'{field}' must be at most {bound}.", field=field, bound=f"{context['le']:g}")
        return Code.INVALID_VALUE, most, hint
    if kind == "too_short":
        return Code.MISSING_FIELD, Sentence("'{field}' needs at least one entry.", field=field), hint
    if isinstance(written, dict | list):
        return Code.WRONG_TYPE, Sentence("A single value is expected here, not a list or several fields."), hint
    return Code.INVALID_VALUE, _no_value(written, field), hint


def _no_value(written: Any, field: str) -> Sentence:
    return Sentence("'{text}' is not a valid value for '{field}'.", text=str(written), field=field)


def _no_field(field: str, steps: Trail, noun: str) -> Sentence:
    parent = next((step for step in reversed(steps) if isinstance(step, str)), "")
    if parent:
        return Sentence("There is no field '{field}' in '{parent}'.", field=field, parent=parent)
    return Sentence("There is no field '{field}' in {noun}.", field=field, noun=a(noun))


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


def _description(model: type[BaseModel], steps: Trail) -> Sentence:
    number, name = next(((n, step) for n, step in reversed([*enumerate(steps)]) if isinstance(step, str)), (0, ""))
    return Sentence(_fields(model, steps[:number]).get(name, ""))
