"""Snippets with which editors start a record: its required fields, to be filled in one by one."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from jumelage.forms.fields import Field, Form, fields
from jumelage.forms.known import Known
from jumelage.model.base import Record


def snippet(model: type[Record], known: Known) -> dict[str, Any]:
    """Return the body of a snippet: the smallest record of a kind, with a placeholder for each value."""
    numbers = count(1)
    wanted = (one for one in fields(model) if one.required or one.name == model.wanted)
    return {one.name: _empty(one, known, numbers) for one in wanted}


def _empty(field: Field, known: Known, numbers: Iterator[int]) -> Any:
    one = _entry(field, known, numbers)
    return [one] if field.many else one


def _entry(field: Field, known: Known, numbers: Iterator[int]) -> Any:
    if field.form is Form.PART:
        return {inner.name: _empty(inner, known, numbers) for inner in fields(field.part) if inner.required}
    if field.form in {Form.TEXT, Form.SLUGS}:
        languages = known.languages
        codes = languages.required if field.form is Form.TEXT else languages.codes
        return {lang: _place(numbers) for lang in codes}
    if field.form is Form.YES:
        return True
    if field.form is Form.CHOICE:
        return _place(numbers, [one.value for one in field.choices])
    return _place(numbers, [name for kind in field.kinds for name in known.ids.get(kind, {})])


def _place(numbers: Iterator[int], choices: list[str] | None = None) -> str:
    number = next(numbers)
    return f"${{{number}|{','.join(choices)}|}}" if choices else f"${number}"
