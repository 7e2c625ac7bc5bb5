"""The most important facts of a new record, as questions; they and the valid answers come from the model."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from jumelage.content.records import Records
from jumelage.forms.fields import Field, Form, fields
from jumelage.languages import Languages
from jumelage.messages.nouns import no
from jumelage.messages.problems import did_you_mean, listed
from jumelage.messages.sentences import Sentence
from jumelage.model import RECORDS
from jumelage.model.base import Record
from jumelage.model.recurring import CallEdition, Edition, EventEdition
from jumelage.model.references import CountryId
from jumelage.model.texts import HEADERS, Header
from jumelage.model.values import Address, Day, Degrees, LanguageTag, Line, Slug, Whole, Yes

MODELS: Mapping[str, type[Record | Header | Edition]] = MappingProxyType(
    {**RECORDS, **HEADERS, "event edition": EventEdition, "call edition": CallEdition}
)
TYPES: Mapping[Form, TypeAdapter[Any]] = MappingProxyType(
    {
        Form.ID: TypeAdapter(Slug),
        Form.LINE: TypeAdapter(Line),
        Form.ADDRESS: TypeAdapter(Address),
        Form.ADDRESSES: TypeAdapter(Address),
        Form.TAG: TypeAdapter(LanguageTag),
        Form.WHOLE: TypeAdapter(Whole),
        Form.DEGREES: TypeAdapter(Degrees),
        Form.YES: TypeAdapter(Yes),
        Form.DAY: TypeAdapter(Day),
        Form.COUNTRY: TypeAdapter(CountryId),
        Form.SLUGS: TypeAdapter(Slug),
    }
)
IN_EACH_LANGUAGE = {Form.TEXT, Form.ADDRESSES, Form.SLUGS}


@dataclass(frozen=True, slots=True)
class Question:
    """
    One fact: its place in the record, ending in the language if it has a value per language; and its field.

    `option` is its name on the command line, without the leading hyphens.
    """

    path: tuple[str, ...]
    field: Field
    required: bool
    lang: str = ""

    @property
    def option(self) -> str:
        """Return the name of the option, such as `adoptions-municipality` or `name-nl`."""
        steps = (*self.path, self.lang) if self.lang else self.path
        return "-".join(steps).replace("_", "-")


def questions(kind: str, languages: Languages) -> tuple[Question, ...]:
    """
    Return the questions for a new record of a kind, or a new edition ('event edition'): required ones first.

    The id is not included.
    """
    more: tuple[str, ...] = getattr(MODELS[kind], "asked", ())
    found = [*_questions(MODELS[kind], (), True, more, languages, kind in HEADERS)]
    needed = {one.path for one in found if one.required}
    found.sort(key=lambda one: -1 if one.path in needed else more.index(".".join(one.path)))
    return tuple(found)


def _questions(
    model: type[BaseModel], path: tuple[str, ...], needed: bool, more: Sequence[str], languages: Languages, text: bool
) -> Iterator[Question]:
    for field in fields(model):
        here = (*path, field.name)
        name = ".".join(here)
        wanted = name in more or any(one.startswith(f"{name}.") for one in more)
        required = needed and field.required
        if (field.name == "id" and not path) or not (wanted or (field.required and (needed or not path))):
            continue
        if field.form is Form.PART:
            yield from _questions(field.part, here, required, more, languages, text)
        elif field.form in IN_EACH_LANGUAGE or (text and field.name == "title"):
            for lang in languages.codes:
                every = field.form is Form.SLUGS or lang in languages.required
                yield Question(here, field, required and every, lang)
        else:
            yield Question(here, field, required)


def wrong(
    question: Question, answer: str, read: Records, languages: Languages
) -> tuple[Sentence, Sentence | None] | None:
    """Return why an answer is invalid, with a hint, or None if it is valid."""
    parts = answer.split(",") if question.field.many else [answer]
    refusals = (_wrong(question.field, part.strip(), read, languages) for part in parts)
    return next(filter(None, refusals), None)


def _wrong(field: Field, part: str, read: Records, languages: Languages) -> tuple[Sentence, Sentence | None] | None:
    if field.form is Form.REFERENCE and not any(part in read.valid[kind] for kind in field.kinds):
        known = [name for kind in field.kinds for name in read.valid[kind]]
        some = Sentence("Choose from {choices}.", choices=listed(sorted(known)[:20], "and")) if known else None
        return Sentence("There is {none} '{name}'.", none=no(*field.kinds), name=part), did_you_mean(
            part, known
        ) or some
    if field.form is Form.CHOICE and part not in list(field.choices):
        values = [str(one) for one in field.choices]
        hint = did_you_mean(part, values) or Sentence("Use {choices}.", choices=listed(values))
        return Sentence("'{text}' is not a valid value for '{field}'.", text=part, field=field.name), hint
    try:
        if field.form in TYPES:
            TYPES[field.form].validate_python(part, context={"languages": languages})
    except ValidationError as error:
        context = error.errors(include_url=False)[0].get("ctx", {})
        return context["message"], context["hint"]
    return None


def described(question: Question) -> Sentence:
    """Return the description of a question's field, with its possible values."""
    description = Sentence(question.field.description)
    if question.field.form is Form.CHOICE:
        values = listed([str(one) for one in question.field.choices])
        return Sentence("{description} One of: {choices}.", description=description, choices=values)
    if question.field.many:
        return Sentence("{description} Separate several with commas.", description=description)
    return description
