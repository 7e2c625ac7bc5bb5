"""The fields of the model as values, from which the JSON Schema and the field reference are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from jumelage.model.base import Phone
from jumelage.model.references import CountryId, Reference
from jumelage.model.shown import Hidden
from jumelage.model.values import (
    Address,
    Day,
    Degrees,
    Lang,
    LanguageTag,
    Last,
    Line,
    Slug,
    Text,
    TextAddress,
    Whole,
    Yes,
)


class Form(StrEnum):
    """How the value of a field is written."""

    ID = "id"
    LINE = "line"
    NOTE = "note"
    TEXT = "text"
    ADDRESS = "address"
    ADDRESSES = "addresses"
    SLUGS = "slugs"
    PHONE = "phone"
    TAG = "tag"
    LANGUAGE = "language"
    WHOLE = "whole"
    DEGREES = "degrees"
    YES = "yes"
    DAY = "day"
    CODE = "code"
    CHOICE = "choice"
    REFERENCE = "reference"
    COUNTRY = "country"
    PART = "part"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Field:
    """
    A field of the model, under its name in data files.

    `many` means that its value is a list; the rest describes one entry. `pattern` is the form of a code; `least` and
    `most` are the bounds of a number, None for none; `choices` are the values of a choice, `kinds` the
    kinds that a reference may lead to, and `part` is the model of a nested mapping.
    """

    name: str
    description: str
    required: bool
    many: bool
    form: Form
    pattern: str = ""
    least: float | None = None
    most: float | None = None
    choices: type[StrEnum] = StrEnum
    kinds: tuple[str, ...] = ()
    part: type[BaseModel] = BaseModel


FORMS: Mapping[Any, Form] = MappingProxyType(
    {
        Slug: Form.ID,
        Line: Form.LINE,
        str: Form.NOTE,
        Text: Form.TEXT,
        Address: Form.ADDRESS,
        TextAddress: Form.ADDRESSES,
        dict[str, str]: Form.SLUGS,
        dict[str, Slug]: Form.SLUGS,
        dict[Lang, Last]: Form.SLUGS,
        Phone: Form.PHONE,
        LanguageTag: Form.TAG,
        Lang: Form.LANGUAGE,
        Whole: Form.WHOLE,
        Degrees: Form.DEGREES,
        Yes: Form.YES,
        Day: Form.DAY,
    }
)


def fields(model: type[BaseModel]) -> tuple[Field, ...]:
    """Return the fields of a model, in order."""
    hints = get_type_hints(model, include_extras=True)
    return tuple(_field(model, name, hints[name]) for name in model.model_fields)


def _field(model: type[BaseModel], name: str, hint: Any) -> Field:
    info, hint = model.model_fields[name], _written(hint)
    one = get_args(hint)[0] if type(None) in get_args(hint) else hint
    many = get_origin(one) is tuple
    found = _form(get_args(one)[0] if many else one)
    if found.get("kinds") == CountryId.kinds and name == "id":
        # A country's own id is not a reference: it defines the country.
        found = {"form": Form.COUNTRY}
    return Field(info.alias or name, info.description or "", info.is_required(), many, **found)


def _written(hint: Any) -> Any:
    """Return a type without its annotations about pages."""
    if get_origin(hint) is not Annotated or not isinstance(hint.__metadata__[-1], Hidden):
        return hint
    inner = hint.__metadata__[:-1]
    return Annotated[(hint.__origin__, *inner)] if inner else hint.__origin__


def _form(annotation: Any) -> dict[str, Any]:
    """
    Return the field properties that follow from its type.

    Raises:
        TypeError: it is a new type of value, whose form is not defined here yet.
    """
    if annotation in FORMS:
        return {"form": FORMS[annotation]}
    if get_origin(annotation) is Literal:
        return {"form": Form.NEVER}
    if get_origin(annotation) is Annotated:
        *inner, last = annotation.__metadata__
        plain = annotation.__origin__
        return _limited(_form(Annotated[(plain, *inner)] if inner else plain), getattr(last, "metadata", ()))
    if issubclass(annotation, StrEnum):
        return {"form": Form.CHOICE, "choices": annotation}
    if issubclass(annotation, Reference):
        return {"form": Form.REFERENCE, "kinds": annotation.kinds}
    if issubclass(annotation, BaseModel):
        return {"form": Form.PART, "part": annotation}
    raise TypeError(f"{annotation} has no form: add one to FORMS")


def _limited(found: dict[str, Any], limits: Any) -> dict[str, Any]:
    """Return field properties with the pattern or bounds from the model's constraints."""
    for limit in limits:
        for name, key in (("pattern", "pattern"), ("ge", "least"), ("le", "most")):
            value = getattr(limit, name, None)
            if value is not None:
                found = {**found, key: value}
    return {**found, "form": Form.CODE} if "pattern" in found else found
