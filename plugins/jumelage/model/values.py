"""The small values that records are made of; each reads the plain text of a YAML scalar."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from jumelage.languages import Languages
from jumelage.messages.nouns import language
from jumelage.messages.problems import Code, did_you_mean, foreign, listed
from jumelage.messages.sentences import Sentence
from jumelage.source.file_names import DEVICES
from jumelage.source.web_addresses import address_fault

MAX_LINE = 10_000  # characters
# The patterns of ids, language tags and numbers; the JSON Schema uses the same.
SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
MAX_SLUG = 64  # characters
TAG = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
WHOLE = "0|[1-9][0-9]{0,14}"
DEGREES = r"-?[0-9]{1,3}(\.[0-9]{1,8})?"
# `index` has an address of its own. A language code cannot be an id either.
RESERVED = frozenset({"index", *DEVICES})


def refuse(code: Code, message: Sentence, hint: Sentence | None = None) -> PydanticCustomError:
    """Return the error to raise for an invalid value; `load` turns it into a problem with a position."""
    return PydanticCustomError(code.value, "{message}", {"message": message, "hint": hint})


def slug(text: str, languages: Languages) -> str:
    """Return `text` if it is valid as an id and as part of an address of a site in `languages`, else refuse it."""
    if not re.fullmatch(SLUG, text) or len(text) > MAX_SLUG:
        hint = Sentence("Use lower-case letters without accents, digits and single hyphens, at most 64 in all.")
        if sign := foreign(text):
            replace = "Replace '{sign}' (U+{number}): ids contain only the letters a to z, digits and single hyphens."
            hint = Sentence(replace, sign=sign, number=f"{ord(sign):04X}")
        raise refuse(Code.INVALID_ID, Sentence("'{text}' is not a valid id.", text=text), hint)
    if text in RESERVED or text in languages.codes:
        message = Sentence("The id '{text}' is reserved.", text=text)
        raise refuse(Code.INVALID_ID, message, Sentence("Choose a longer id."))
    return text


def _languages(info: ValidationInfo) -> Languages:
    context: Mapping[str, Any] = info.context or {}
    languages: Languages = context.get("languages", Languages())
    return languages


def _language(code: str, info: ValidationInfo) -> str:
    codes = _languages(info).codes
    if code not in codes:
        message = Sentence("'{lang}' is not a language of this site.", lang=code)
        hint = did_you_mean(code, codes) or Sentence("Use {choices}.", choices=listed(codes))
        raise refuse(Code.UNKNOWN_LANGUAGE, message, hint)
    return code


def _complete(texts: dict[str, str], info: ValidationInfo) -> dict[str, str]:
    missing = [lang for lang in _languages(info).required if lang not in texts]
    if missing:
        raise refuse(
            Code.MISSING_LANGUAGE,
            Sentence("The text is missing in {languages}.", languages=listed(map(language, missing), "and")),
            Sentence("Add a line that begins with '{lang}:'.", lang=missing[0]),
        )
    return texts


def _written(texts: object) -> object:
    # A content management system writes '' for a language left empty.
    return {k: v for k, v in texts.items() if v is not None} if isinstance(texts, dict) else texts


def _line(text: str) -> str:
    if len(text) > MAX_LINE:
        message = Sentence("The text is longer than {size} kB.", size=MAX_LINE // 1000)
        raise refuse(Code.TOO_LARGE, message, Sentence("Write it in a separate text in content/."))
    return re.sub("[ \t\n]+", " ", text).strip(" \t\n")


def _no_number(text: str) -> str:
    if text.isdigit():
        message = Sentence("The slug '{text}' is a number.", text=text)
        raise refuse(
            Code.INVALID_ID, message, Sentence("Add a word: a plain number is the address of a further index page.")
        )
    return text


Slug = Annotated[str, AfterValidator(lambda text, info: slug(text, _languages(info)))]
# The last part of an address, below the index of its kind.
Last = Annotated[Slug, AfterValidator(_no_number)]
Line = Annotated[str, AfterValidator(_line)]
Lang = Annotated[str, AfterValidator(_language)]
Text = Annotated[dict[Lang, Line], BeforeValidator(_written), AfterValidator(_complete)]


def _address(text: str) -> str:
    if hint := address_fault(text):
        raise refuse(Code.UNSAFE_ADDRESS, Sentence("'{text}' is not a web address.", text=text), hint)
    return text


Address = Annotated[str, AfterValidator(_address)]


def _text_address(texts: dict[str, str]) -> dict[str, str]:
    return {lang: _address(text) for lang, text in texts.items()}


TextAddress = Annotated[Text, AfterValidator(_text_address)]


def _tag(text: str) -> str:
    if not re.fullmatch(TAG, text):
        hint = Sentence("Examples: 'nl', 'fr', 'ar', 'bg'.")
        raise refuse(Code.INVALID_VALUE, Sentence("'{text}' is not a language code.", text=text), hint)
    return text


LanguageTag = Annotated[str, AfterValidator(_tag)]


def _whole(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(WHOLE, value):
            hint = Sentence("Write digits only, for example 150000.")
            raise refuse(Code.INVALID_VALUE, Sentence("'{text}' is not a whole number.", text=value), hint)
        return int(value)
    return value


Whole = Annotated[int, BeforeValidator(_whole)]


def _decimal(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(DEGREES, value):
            hint = Sentence("Write for example 50.8466.")
            raise refuse(Code.INVALID_VALUE, Sentence("'{text}' is not a number of degrees.", text=value), hint)
        return float(value)
    return value


Degrees = Annotated[float, BeforeValidator(_decimal)]


def _yes(value: object) -> object:
    if isinstance(value, str):
        if value not in {"true", "false"}:
            hint = Sentence("Write true (yes) or false (no).")
            raise refuse(
                Code.INVALID_VALUE,
                Sentence("true or false is expected here, not '{text}'.", text=value),
                hint,
            )
        return value == "true"
    return value


Yes = Annotated[bool, BeforeValidator(_yes)]


@dataclass(frozen=True, slots=True)
class Day:
    """
    A date, as precise as its source: a day, month or year, or only bounds.

    `first` and `last` are the days it covers, both inclusive; `precision` is what to show of them:
    'year', 'month', 'day', 'after', 'before' or 'between'. The bounds as written are in `after` and `before`.
    """

    first: date
    last: date
    precision: str
    after: "Day | None" = None
    before: "Day | None" = None

    @property
    def bounded(self) -> bool:
        """Whether only a lower bound, an upper bound or both are known."""
        return bool(self.after or self.before)

    @classmethod
    def read(cls, value: object) -> Self:
        """Return the date written as `2019`, `2019-05`, `2019-05-07`, or `{after: …, before: …}`."""
        if isinstance(value, cls):
            return value
        if isinstance(value, dict):
            return cls._between(value)
        if not isinstance(value, str):
            raise refuse(Code.WRONG_TYPE, Sentence("A date is expected here."), _DAY_HINT)
        return cls._written(value)

    @classmethod
    def _written(cls, text: str) -> Self:
        written = re.fullmatch(r"(?:19|20)[0-9]{2}(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
        if not written:
            raise refuse(Code.INVALID_DAY, Sentence("'{text}' is not a date.", text=text), _DAY_HINT)
        month, day = (int(part) if part else None for part in written.groups())
        try:
            first = date(int(text[:4]), 1 if month is None else month, 1 if day is None else day)
        except ValueError as error:
            message = Sentence("The date '{text}' does not exist.", text=text)
            raise refuse(Code.INVALID_DAY, message, _DAY_HINT) from error
        last = first if day else first.replace(month=month or 12, day=1)
        last = last if day else last.replace(day=calendar.monthrange(last.year, last.month)[1])
        return cls(first, last, "day" if day else "month" if month else "year")

    @classmethod
    def _between(cls, value: Mapping[str, object]) -> Self:
        unknown = sorted(set(value) - {"after", "before"})
        if unknown:
            hint = did_you_mean(unknown[0], ["after", "before"]) or Sentence("Use 'after' and 'before'.")
            message = Sentence("There is no field '{field}' in a date.", field=unknown[0])
            raise refuse(Code.UNKNOWN_FIELD, message, hint)
        bounds = {name: cls.read(written) for name, written in value.items() if written is not None}
        if not bounds:
            raise refuse(Code.MISSING_FIELD, Sentence("A date needs 'after', 'before' or both."), _DAY_HINT)
        after, before = bounds.get("after"), bounds.get("before")
        if after and before and after.first > before.last:
            message = Sentence("The 'after' of this date is later than its 'before'.")
            raise refuse(Code.IMPOSSIBLE_PERIOD, message, Sentence("Check both."))
        precision = "between" if after and before else "after" if after else "before"
        first, last = after.first if after else date.min, before.last if before else date.max
        return cls(first, last, precision, after, before)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `read`."""
        return core_schema.no_info_plain_validator_function(cls.read)


_DAY_HINT = Sentence("Write a year (2019), a month (2019-05) or a day (2019-05-07).")
