"""Turns the fields of the model into JSON Schema, in the draft that editors support best."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from jumelage.content.complaints import DUE
from jumelage.forms.fields import Field, Form, fields
from jumelage.forms.known import Known, country
from jumelage.messages.sentences import Sentence
from jumelage.model.references import COUNTRIES
from jumelage.model.values import DEGREES, MAX_LINE, MAX_SLUG, RESERVED, SLUG, TAG, WHOLE

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
DAY = "(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
PATTERNS: Mapping[Form, str] = {
    Form.ID: SLUG,
    Form.TAG: TAG,
    Form.ADDRESS: r'https?://[^\s<>"\\]+',
    Form.PHONE: r"\+[0-9][0-9 ]*",
    Form.DAY: DAY,
}
# The messages that editors show instead of "String does not match the pattern …".
MESSAGES: Mapping[Form, Sentence] = {
    Form.ID: Sentence(
        "Use lower-case letters, digits and single hyphens, at most 64 in all; not 'index' or a language code."
    ),
    Form.TAG: Sentence("Examples: 'nl', 'fr', 'ar', 'bg'."),
    Form.ADDRESS: Sentence("Write it in full, with https:// in front."),
    Form.PHONE: Sentence("Write it like +32 2 000 00 00."),
    Form.WHOLE: Sentence("Write digits only, for example 150000."),
    Form.DEGREES: Sentence("Write for example 50.8466."),
    Form.DAY: Sentence("Write a year (2019), a month (2019-05) or a day (2019-05-07)."),
}
BOUNDS = {"after": Sentence("It happened after this date."), "before": Sentence("It happened before this date.")}


def mapping(model: type[BaseModel], known: Known) -> Schema:
    """Return the schema of a mapping described by a model."""
    parts = [one for one in fields(model) if one.form is not Form.NEVER]
    return _object({one.name: value(one, known) for one in parts}, [one.name for one in parts if one.required])


def value(field: Field, known: Known) -> Schema:
    """Return the schema of a field's value, with its description."""
    one = _entry(field, known)
    if field.many:
        least = {"minItems": 1} if field.required else {}
        one = {"type": "array", "items": one, "errorMessage": known.briefly(*DUE["tuple_type"])} | least
    return {"description": known.said(Sentence(field.description)), **one}


def _entry(field: Field, known: Known) -> Schema:
    """
    Return the schema of one value as editors read it.

    They read YAML 1.2, where `2019` is a number and `2019-05` a string; our own reader takes both as strings. So
    the type is a list wherever digits alone are valid. Alternatives ("anyOf") are not used: editors report mistakes
    in them in a way that helps nobody.
    """
    return ENTRIES[field.form](field, known) if field.form in ENTRIES else _form(field.form, known)


def _object(parts: Mapping[str, Schema], required: Iterable[str]) -> Schema:
    return {"type": "object", "properties": dict(parts), "required": [*required], "additionalProperties": False}


def _texts(one: Schema, known: Known) -> Schema:
    languages = known.languages
    texts = _object(dict.fromkeys(languages.codes, one), languages.required)
    return texts | {"errorMessage": known.briefly(*DUE["dict_type"])}


def _line(known: Known) -> Schema:
    words = known.briefly(*DUE["string_type"])
    return {"type": ["string", "number"], "minLength": 1, "maxLength": MAX_LINE, "errorMessage": words}


def _formed(pattern: str, number: str = "integer") -> Schema:
    """Return the schema of a string with a pattern; with `number`, digits alone are valid as a number, too."""
    digits = any(re.fullmatch(pattern, "1" * count) for count in range(1, 10))
    return {"type": ["string", number] if digits else "string", "pattern": f"^({pattern})$"}


def _form(form: Form, known: Known) -> Schema:
    return _formed(PATTERNS[form]) | {"errorMessage": known.briefly(MESSAGES[form])}


def _id(known: Known) -> Schema:
    words = "|".join(sorted({*RESERVED, *known.languages.codes}))
    return _form(Form.ID, known) | {"pattern": f"^(?!({words})$)({SLUG})$", "maxLength": MAX_SLUG}


def _number(field: Field, known: Known) -> Schema:
    pattern, number, least = (DEGREES, "number", None) if field.form is Form.DEGREES else (WHOLE, "integer", 0)
    bounds = {"minimum": least if field.least is None else field.least, "maximum": field.most}
    # The editor itself reports minimum and maximum.
    words = {"patternErrorMessage": known.briefly(MESSAGES[field.form])}
    return _formed(pattern, number) | words | {name: bound for name, bound in bounds.items() if bound is not None}


def _day(known: Known) -> Schema:
    day = _form(Form.DAY, known) | {"type": ["string", "integer"], "minimum": 1900, "maximum": 2099}
    # With "properties" an editor would take every date for a mapping, and complete it as one.
    bounds = {f"^{name}$": {"description": known.said(text), **day} for name, text in BOUNDS.items()}
    only = {"patternProperties": bounds, "additionalProperties": False, "minProperties": 1}
    return day | {"type": ["string", "integer", "object"]} | only


def _choice(values: Mapping[str, str]) -> Schema:
    words = {"enumDescriptions": [*values.values()]} if any(values.values()) else {}
    return {"type": "string", "enum": [*values], **words}


def _reference(kinds: Iterable[str], known: Known) -> Schema:
    """Return the schema of an id: one of the existing ids, if all of them are known."""
    if not all(known.ids.get(kind) for kind in kinds):
        return _countries(known) if "country" in kinds else _form(Form.ID, known)
    return _choice({name: said for kind in kinds for name, said in known.ids[kind].items()})


def _countries(known: Known) -> Schema:
    return _choice({code: country(code, known.editors) for code in sorted(COUNTRIES)})


def _yes(field: Field, _: Known) -> Schema:
    # Nobody writes that a person is a minor: the field is there to make editors think about it.
    return {"type": "boolean"} | ({"enum": [True]} if field.name == "adult" else {})


def _code(field: Field, known: Known) -> Schema:
    pattern = field.pattern.removeprefix("^").removesuffix("$")
    # The description gives an example.
    return _formed(pattern) | {"errorMessage": known.briefly(Sentence(field.description))}


def _slugs(field: Field, known: Known) -> Schema:
    required = known.languages.codes if field.required else ()
    return _object(dict.fromkeys(known.languages.codes, _id(known)), required)


ENTRIES: Mapping[Form, Callable[[Field, Known], Schema]] = {
    Form.ID: lambda _, known: _id(known),
    Form.LINE: lambda _, known: _line(known),
    Form.NOTE: lambda _, known: _line(known),
    Form.TEXT: lambda _, known: _texts(_line(known), known),
    Form.ADDRESSES: lambda _, known: _texts(_form(Form.ADDRESS, known), known),
    Form.SLUGS: _slugs,
    Form.LANGUAGE: lambda _, known: _choice(dict.fromkeys(known.languages.codes, "")),
    Form.WHOLE: _number,
    Form.DEGREES: _number,
    Form.YES: _yes,
    Form.DAY: lambda _, known: _day(known),
    Form.CODE: _code,
    Form.CHOICE: lambda field, known: _choice(known.words(field.choices)),
    Form.REFERENCE: lambda field, known: _reference(field.kinds, known),
    Form.COUNTRY: lambda _, known: _countries(known),
    Form.PART: lambda field, known: mapping(field.part, known),
}
