"""Municipalities, countries, places, organisations and themes: what the other records refer to."""

from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, field_validator

from jumelage.messages.nouns import a
from jumelage.messages.problems import Code
from jumelage.messages.sentences import Sentence
from jumelage.model.base import Codes, Contact, Involved, Location, Native, Record
from jumelage.model.references import CountryId, PlaceId
from jumelage.model.values import Address, Slug, Text, TextAddress, Whole, refuse


class Municipality(Record):
    """A municipality whose work the site shows."""

    kind_name = "municipality"
    file = "municipalities.yaml"
    facts = ("country", "service", "contact", "website", "organisations", "postcodes")
    labels = MappingProxyType({"mandated": "mandated_by"})
    asked = ("website", "service")

    called: Text | None = Field(
        None, description="What it is called within a sentence, with an article if it has one; if left out, its name."
    )
    country: CountryId | None = Field(None, description="Its country; if left out, the site's home country.")
    codes: Codes | None = Field(None, description="Its codes in official registers.")
    postcodes: tuple[Annotated[str, Field(pattern="^[A-Z0-9 -]{3,10}$")], ...] = Field(
        (), description="Postcodes, for example 1000."
    )
    location: Location | None = Field(None, description="A point in the municipality.")
    website: TextAddress | None = Field(None, description="Its website, for each language.")
    service: Text | None = Field(None, description="The service in charge of international solidarity.")
    contact: Contact | None = Field(None, description="Whom to contact: a function.")
    organisations: tuple[Involved, ...] = Field((), description="Organisations it works with at home.")


class Country(Record):
    """A country with its address in each language; its page lists the records in it."""

    kind_name = "country"
    file = "countries.yaml"

    id: CountryId = Field(description="ISO 3166-1 alpha-2, upper-case; XK is allowed.")
    name: Text | None = Field(None, description="If left out: the usual name (from the Unicode CLDR).")  # type: ignore[assignment]
    slugs: dict[str, Slug] = Field(description="The last part of its address in each language.")
    slug: Literal[""] | None = Field(None, description="Not allowed: a country has 'slugs'.")  # type: ignore[assignment]

    @field_validator("slug", mode="before")
    @classmethod
    def _called_slugs(cls, _: object) -> object:
        message = Sentence("There is no field '{field}' in {noun}.", field="slug", noun=a("country"))
        raise refuse(Code.UNKNOWN_FIELD, message, Sentence("Did you mean '{name}'?", name="slugs"))

    def last(self, lang: str) -> str:
        """Return the last part of the country's address in a language."""
        return self.slugs.get(lang, self.id)


class PlaceKind(StrEnum):
    """The sort of a place."""

    MUNICIPALITY = "municipality"
    CITY = "city"
    DISTRICT = "district"
    PROVINCE = "province"
    DEPARTMENT = "department"
    REGION = "region"


class Place(Record):
    """A partner place abroad."""

    kind_name = "place"
    file = "places.yaml"
    facts = ("kind", "part_of", "country", "website", "wikidata")
    labels = MappingProxyType({"kind": "type"})
    asked = ("part_of", "location.lat", "location.lon")

    kind: PlaceKind = Field(description="What sort of place.")
    country: CountryId = Field(description="The country it is in.")
    native: Native | None = Field(None, description="Its name in its own language and script.")
    part_of: PlaceId | None = Field(None, description="The larger place that it is in.")
    location: Location | None = Field(None, description="A point in it.")
    wikidata: Annotated[str, Field(pattern="^Q[1-9][0-9]*$")] | None = Field(
        None, description="Its Wikidata item, for example Q1."
    )
    website: TextAddress | None = Field(None, description="Its website, for each language.")


class OrganisationKind(StrEnum):
    """The sort of an organisation."""

    ASSOCIATION = "association"
    PUBLIC_BODY = "public-body"
    FEDERATION = "federation"
    COMPANY = "company"
    INTERNATIONAL = "international"


class Organisation(Record):
    """An association, public body or company that takes part in the work."""

    kind_name = "organisation"
    file = "organisations.yaml"
    facts = ("kind", "place", "countries", "website")
    labels = MappingProxyType({"kind": "type"})
    asked = ("place", "country", "website")

    kind: OrganisationKind | None = Field(None, description="What sort of organisation; only if a source says so.")
    place: PlaceId | None = Field(None, description="The partner place it works in.")
    country: CountryId | None = Field(None, description="Its country, if its place is not a partner place.")
    website: Address | None = Field(None, description="Its website; only if somebody has checked that it opens.")


class Theme(Record):
    """A subject of the work."""

    kind_name = "theme"
    file = "themes.yaml"
    facts = ("sdgs", "dac_sector")

    sdgs: tuple[Annotated[Whole, Field(ge=1, le=17)], ...] = Field(
        (), description="Sustainable Development Goals, 1–17."
    )
    dac_sector: Annotated[str, Field(pattern="^[0-9]{3,5}$")] | None = Field(
        None, description="OECD DAC sector code, three to five digits."
    )
