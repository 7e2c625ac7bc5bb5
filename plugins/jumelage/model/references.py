"""The ids by which records refer to each other; each kind has its own class, so that a value says what it names."""

import re
from typing import ClassVar, Self

from babel.core import Locale
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from jumelage.messages.problems import Code
from jumelage.messages.sentences import Sentence
from jumelage.model.values import refuse

# Babel knows territories without a code in ISO 3166-1; XK (Kosovo) is in general use and allowed.
NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
COUNTRIES = frozenset(
    str(code) for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", str(code)) and code not in NOT_COUNTRIES
)
MISTAKEN_COUNTRIES = {"UK": "GB", "EL": "GR", "ZR": "CD", "BU": "MM", "TP": "TL", "DD": "DE", "FX": "FR"}
MISTAKEN_COUNTRIES |= {"SU": "RU", "YU": "RS", "CS": "RS", "AN": "CW"}


class Reference(str):
    """The id of another record. Each kind has its own class, so that a value says what it refers to."""

    __slots__ = ()
    kinds: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the reference; `links` checks that its record exists."""
        return cls(text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate a text into this class."""
        return core_schema.no_info_after_validator_function(cls.read, core_schema.str_schema())


class MunicipalityId(Reference):
    """The id of a municipality."""

    __slots__ = ()
    kinds = ("municipality",)


class PlaceId(Reference):
    """The id of a place."""

    __slots__ = ()
    kinds = ("place",)


class PartnershipId(Reference):
    """The id of a partnership."""

    __slots__ = ()
    kinds = ("partnership",)


class ProgrammeId(Reference):
    """The id of a programme."""

    __slots__ = ()
    kinds = ("programme",)


class OrganisationId(Reference):
    """The id of an organisation."""

    __slots__ = ()
    kinds = ("organisation",)


class NetworkId(Reference):
    """The id of a network."""

    __slots__ = ()
    kinds = ("network",)


class ThemeId(Reference):
    """The id of a theme."""

    __slots__ = ()
    kinds = ("theme",)


class PublisherId(Reference):
    """The id of the publisher of a source: a municipality or an organisation."""

    __slots__ = ()
    kinds = ("municipality", "organisation")


class CountryId(Reference):
    """An upper-case ISO 3166-1 alpha-2 code, or XK."""

    __slots__ = ()
    kinds = ("country",)

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the code if it is a country's, else refuse it and suggest the likely one."""
        if text in COUNTRIES:
            return cls(text)
        spoken = [Locale(lang).territories for lang in ("en", "fr", "nl")]
        names = {name: str(code) for names in spoken for code, name in names.items() if code in COUNTRIES}
        meant = MISTAKEN_COUNTRIES.get(text) or (text.upper() if text.upper() in COUNTRIES else names.get(text, ""))
        capitals = Sentence("Use the two-letter code of ISO 3166-1 in capitals, for example MA.")
        hint = Sentence("Did you mean '{name}'?", name=meant) if meant else capitals
        raise refuse(Code.UNKNOWN_VALUE, Sentence("'{text}' is not a country code.", text=text), hint)
