"""The base of all kinds of record, and the parts that several kinds share."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, model_validator

from jumelage.messages.problems import Code
from jumelage.messages.sentences import Sentence
from jumelage.model.media import Picture, Video
from jumelage.model.part import Part
from jumelage.model.references import MunicipalityId, OrganisationId, PublisherId
from jumelage.model.shown import Hidden
from jumelage.model.values import Address, Day, Degrees, Lang, LanguageTag, Last, Line, Slug, Text, Whole, Yes, refuse

# The fields with parts of addresses per language: they are not translated texts, and may default to the id.
SLUGS = frozenset({"slug", "slugs"})


class Dated(Part):
    """A part with a period: both ends are inclusive, either may be open."""

    since: Day | None = Field(None, description="When it began; only if a source says so.")
    until: Day | None = Field(None, description="When it ended or is to end; only if a source says so.")

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.since and self.until and self.since.first > self.until.last:
            raise refuse(Code.IMPOSSIBLE_PERIOD, Sentence("'until' is before 'since'."), Sentence("Check both dates."))
        return self

    def status(self, today: date) -> str:
        """
        Return the status that the period proves on a day: 'planned' before it, 'ended' after it, 'active' within it.

        'open' means no end is known; '' that an end is known but the start or end bounds leave the status uncertain.
        """
        if self.since and today < self.since.first:
            return "planned"
        if self.until is None:
            return "open"
        if today > self.until.last:
            return "ended"
        return "active" if self._begun(today) and not self.until.bounded else ""

    def _begun(self, today: date) -> bool:
        """Return whether it has certainly begun: on the last day of a bounded date that is not certain yet."""
        return self.since is not None and (not self.since.bounded or self.since.last < today)


class Location(Part):
    """A point on the map."""

    lat: Annotated[Degrees, Field(ge=-90, le=90)] = Field(description="Latitude in decimal degrees, WGS 84.")
    lon: Annotated[Degrees, Field(ge=-180, le=180)] = Field(description="Longitude in decimal degrees, WGS 84.")


class Amount(Part):
    """An amount of money."""

    amount: Whole = Field(description="The amount in whole units of the currency.")
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] = Field(description="ISO 4217 code, for example EUR.")


class Source(Part):
    """The source of a fact."""

    title: Line = Field(description="The title of the page or document, exactly as it is there.")
    publisher: PublisherId | None = Field(None, description="The municipality or organisation that published it.")
    url: Address | None = Field(None, description="Its address; only if somebody has checked that it opens.")
    lang: LanguageTag | None = Field(None, description="The language it is written in.")
    date: Day | None = Field(None, description="The date the source itself states.")


class Document(Part):
    """A file of ours or a document elsewhere; one in two languages counts as two documents."""

    title: Line = Field(description="The title, in the language of the document.")
    file: Line | None = Field(None, description="The file's name in content/files/.")
    url: Address | None = Field(
        None, description="Its address on another site; only if somebody has checked that it opens."
    )
    lang: LanguageTag = Field(description="The language of the document.")
    pages: Line | None = Field(None, description="Which pages, for example 18–19.")
    date: Day | None = Field(None, description="When it was published.")
    size: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)? [kMG]?B$")] | None = Field(
        None, description="The size that the source states, for example 4.41 MB; our own files are measured."
    )


class Role(StrEnum):
    """The role of an organisation."""

    PARTNER = "partner"
    IMPLEMENTING = "implementing"
    FUNDING = "funding"
    MANDATED = "mandated"
    ADVISORY = "advisory"
    LOCAL = "local"


class Involved(Part):
    """An organisation and its role."""

    organisation: OrganisationId = Field(description="The organisation.")
    role: Role = Field(description="Its role.")


class Milestone(Part):
    """Something that happened on a date."""

    day: Day = Field(description="When.")
    text: Text = Field(description="What happened, in a sentence.")


class Action(Part):
    """Something that a visitor can do."""

    title: Text = Field(description="What to do, as a short command.")
    url: Address = Field(description="Where.")
    lang: LanguageTag = Field(description="The language of that page.")
    until: Day | None = Field(None, description="The last day on which it can be done.")
    cost: Amount | None = Field(None, description="What it costs the visitor; an amount of 0 is free.")


DAYS = "It says when the page is published."


class Publish(Part):
    """The period during which a record is shown."""

    from_: Annotated[Day | None, Hidden(DAYS)] = Field(
        None, alias="from", description="The first day on which it is shown."
    )
    until: Annotated[Day | None, Hidden(DAYS)] = Field(None, description="The last day on which it is shown.")

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.from_ and self.until and self.from_.first > self.until.last:
            raise refuse(Code.IMPOSSIBLE_PERIOD, Sentence("'until' is before 'from'."), Sentence("Check both dates."))
        return self


class Record(Part):
    """The fields of every kind of record."""

    kind_name: ClassVar[str]
    file: ClassVar[str]
    # The field with the record that this one belongs to: if that is not published, neither is this one.
    owners: ClassVar[tuple[str, ...]] = ()
    # The rows of the table of facts on its page, in order: fields, or names of rows that `pages.facts` makes.
    facts: ClassVar[tuple[str, ...]] = ()
    # Likewise the line below its title, for values that need no label.
    line: ClassVar[tuple[str, ...]] = ()
    # The labels of rows that differ from the name of their field.
    labels: ClassVar[Mapping[str, str]] = MappingProxyType({})
    # The optional fields that `new` asks for.
    asked: ClassVar[tuple[str, ...]] = ()
    # A field that `new` requires although the model does not.
    wanted: ClassVar[str] = ""

    id: Slug = Field(description="Its name in references and, if it has no slug, in addresses; never change it.")
    slug: dict[Lang, Last] | None = Field(
        None, description="The last part of its address in a language; if left out, the id."
    )
    name: Text = Field(description="As shown in headings; no full stop.")
    summary: Text | None = Field(None, description="A sentence or two, for cards, feeds and descriptions.")
    sources: tuple[Source, ...] = Field((), description="Where the facts were read.")
    pictures: tuple[Picture, ...] = Field((), description="Pictures of it, the best one first.")
    videos: tuple[Video, ...] = Field((), description="Videos of it.")
    checked: Day | None = Field(None, description="The date on which somebody compared the record with the source.")
    updated: Day | None = Field(None, description="The date of the last change that visitors should know about.")
    draft: Yes = Field(False, description="true: shown only in the editors' preview.")
    publish: Publish | None = Field(None, description="When it is shown: the first and the last day.")
    aliases: Annotated[tuple[Slug, ...], Hidden("Addresses that lead to the page.")] = Field(
        (), description="Former ids and slugs, which redirect."
    )
    note: Annotated[str | None, Hidden("Editors write it for one another.")] = Field(
        None, description="For editors; never on the site."
    )

    def last(self, lang: str) -> str:
        """Return the last part of the record's address in a language."""
        return (self.slug or {}).get(lang, self.id)

    def published(self, today: date) -> bool:
        """Return whether the record is shown to visitors on `today`."""
        until = self.publish.until if self.publish else None
        return not self.draft and self.begun(today) and (until is None or today <= until.last)

    def begun(self, today: date) -> bool:
        """Return whether the first day of the record's publication has come."""
        first = self.publish.from_ if self.publish else None
        return first is None or today >= first.first


def _plus(text: str) -> str:
    if not text.startswith("+") or not text[1:].replace(" ", "").isdigit():
        message = Sentence("'{text}' is not a telephone number.", text=text)
        raise refuse(Code.INVALID_VALUE, message, Sentence("Write it like +32 2 000 00 00."))
    return text


Phone = Annotated[str, AfterValidator(_plus)]


class Contact(Part):
    """Whom to contact: a function, never a person."""

    function: Text = Field(description="The service or function.")
    email: Annotated[str, Field(pattern=r'^[^@\s<>"]+@[^@\s<>"]+\.[a-z]+$')] | None = Field(
        None, description="The service's e-mail address, for example service@example.org."
    )
    phone: Phone | None = Field(None, description="In international format: +32 …")
    address: Text | None = Field(None, description="Street, number, postcode and town.")


class Codes(Part):
    """Codes of a municipality in official registers."""

    nis: Annotated[Annotated[str, Field(pattern="^[0-9]{5}$")] | None, Hidden("Only registers know it by that.")] = (
        Field(None, description="The NIS/INS code, five digits.")
    )


class Membership(Part):
    """A municipality that takes part in something."""

    municipality: MunicipalityId = Field(description="The municipality.")
    since: Day | None = Field(None, description="Since when.")


class Native(Part):
    """A name in the place's own language and script."""

    text: Line = Field(description="The name.")
    lang: LanguageTag = Field(description="Its language, for example ar.")
    dir: Annotated[str, Field(pattern="^(ltr|rtl)$")] = Field("ltr", description="ltr or rtl.")
