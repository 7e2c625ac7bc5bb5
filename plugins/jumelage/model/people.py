"""Persons at risk whom municipalities adopted; the rules are in `docs/persons-at-risk.md`."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from jumelage.messages.problems import Code
from jumelage.messages.sentences import Sentence
from jumelage.model.base import Action, Milestone, Record
from jumelage.model.part import Part
from jumelage.model.references import CountryId, MunicipalityId, NetworkId, OrganisationId
from jumelage.model.shown import Hidden
from jumelage.model.values import Day, Line, Text, Yes, refuse


class GroundKind(StrEnum):
    """Why the municipality may publish the entry."""

    CONSENT = "consent"
    PUBLIC_CAMPAIGN = "public-campaign"
    OFFICIAL_PAGE = "official-page"


class Ground(Part):
    """The ground on which an entry is published; an entry without one is refused."""

    kind: GroundKind = Field(description="consent, public-campaign or official-page.")
    file: Annotated[Line | None, Hidden("It is a reference to the person's own papers.")] = Field(
        None, description="For consent: the municipality's reference for it."
    )
    organisation: OrganisationId | None = Field(None, description="For a public campaign: who leads it.")
    source: Annotated[Line | None, Hidden("It only says which of the sources that are shown is meant.")] = Field(
        None, description="For a campaign or an official page: the title of one of the record's sources."
    )

    @model_validator(mode="after")
    def _stated(self) -> Self:
        if self.kind is GroundKind.CONSENT and not self.file:
            hint = Sentence("Write the municipality's reference.")
            raise refuse(Code.MISSING_FIELD, Sentence("The ground 'consent' needs 'file'."), hint)
        if self.kind is GroundKind.PUBLIC_CAMPAIGN and not (self.organisation and self.source):
            raise refuse(
                Code.MISSING_FIELD,
                Sentence("The ground 'public-campaign' needs 'organisation' and 'source'."),
                Sentence("Say who leads the campaign, and give the title of one of the record's own sources."),
            )
        if self.kind is GroundKind.OFFICIAL_PAGE and not self.source:
            hint = Sentence("Write the title of one of the record's own sources: the authority's page.")
            raise refuse(Code.MISSING_FIELD, Sentence("The ground 'official-page' needs 'source'."), hint)
        return self


class Situation(StrEnum):
    """What is known of the person; only `RELEASED` and `DIED` end the demands."""

    DETAINED = "detained"
    ON_TRIAL = "on-trial"
    SENTENCED = "sentenced"
    RELEASED = "released"
    RELEASED_WITH_RESTRICTIONS = "released-with-restrictions"
    MISSING = "missing"
    DIED = "died"
    UNKNOWN = "unknown"


class PersonStatus(Part):
    """The situation and the date as of which it is known."""

    value: Situation = Field(description="What is known.")
    as_of: Day = Field(description="The date as of which this is known.")


class AdoptionForm(StrEnum):
    """What a municipality decided: its page says so in this word."""

    ADOPTED = "adopted"
    SUPPORTED = "supported"


class Adoption(Part):
    """A municipality that adopted or supported the person."""

    municipality: MunicipalityId = Field(description="The municipality.")
    form: AdoptionForm = Field(AdoptionForm.ADOPTED, description="adopted or supported, as the source says.")
    day: Day = Field(description="When it decided this.")
    network: NetworkId | None = Field(None, description="Within which network.")


class Freshness(StrEnum):
    """How far the current status of a person can be relied on."""

    FRESH = "fresh"
    IN_REVIEW = "in-review"
    UNVERIFIED = "unverified"


class Person(Record):
    """A person at risk whom a municipality adopted or supports. Nothing may be said beyond the public case."""

    kind_name = "person"
    file = "persons_at_risk.yaml"
    facts = ("adoptions", "network", "country", "work", "rights", "situation", "ground")
    asked = (
        "sources.title", "sources.publisher", "sources.url", "sources.lang", "sources.date", "ground.file",
        "ground.organisation", "ground.source", "adoptions.form", "adoptions.network", "country",
    )  # fmt: skip

    ground: Ground = Field(description="Why the record may be published.")
    adult: Annotated[Yes, Hidden("It is true of everyone.")] = Field(description="true; minors are not allowed.")
    adoptions: tuple[Adoption, ...] = Field(min_length=1, description="Who adopted the person, and when.")
    status: PersonStatus = Field(description="What is known, as of when.")
    review_by: Day = Field(description="The deadline for checking the record again.")
    listed: Yes = Field(False, description="true: may appear in search engines, sitemap and country pages.")
    country: CountryId | None = Field(None, description="The country of the case.")
    work: Text | None = Field(None, description="What the person does or did, publicly.")
    rights: Text | None = Field(None, description="The rights at stake.")
    history: tuple[Milestone, ...] = Field((), description="What happened, with its dates.")
    actions: tuple[Action, ...] = Field((), description="What a visitor can do.")
    slug: Literal[""] | None = Field(None, description="Not allowed: the id alone makes the address.")  # type: ignore[assignment]
    aliases: tuple[Literal[""], ...] = Field((), description="Not allowed: no address may lead back to a former name.")
    pictures: tuple[Literal[""], ...] = Field((), description="Not allowed: a published picture cannot leave the web.")  # type: ignore[assignment]
    videos: tuple[Literal[""], ...] = Field((), description="Not allowed: a published video cannot leave the web.")  # type: ignore[assignment]
    note: Literal[""] | None = Field(None, description="Not allowed: the repository is public.")

    def freshness(self, today: date) -> Freshness:
        """Return whether the status may be shown as current: not from 90 days after `review_by`."""
        due = self.review_by.last
        if today <= due:
            return Freshness.FRESH
        return Freshness.IN_REVIEW if today <= due + timedelta(days=90) else Freshness.UNVERIFIED

    @field_validator("adult")
    @classmethod
    def _grown(cls, adult: bool) -> bool:
        if not adult:
            raise refuse(
                Code.INVALID_VALUE, Sentence("Records of minors are not allowed."), Sentence("Remove the record.")
            )
        return adult

    @field_validator("review_by")
    @classmethod
    def _ending(cls, day: Day) -> Day:
        # A date without an upper bound never passes, so the status would stay "current" forever.
        if day.last == date.max:
            message, hint = Sentence("'review_by' needs a latest date."), Sentence("Write a month or a day.")
            raise refuse(Code.INVALID_DAY, message, hint)
        return day

    @field_validator("ground")
    @classmethod
    def _own_source(cls, ground: Ground, info: ValidationInfo) -> Ground:
        if not ground.source or "sources" not in info.data:
            return ground
        source = next((one for one in info.data["sources"] if one.title == ground.source), None)
        if source is None:
            raise refuse(
                Code.UNKNOWN_REFERENCE,
                Sentence("The ground's source is not one of the record's own sources."),
                Sentence("Write under 'source' the title of one of the record's sources."),
            )
        if ground.kind is GroundKind.OFFICIAL_PAGE and not (source.url and source.publisher):
            raise refuse(
                Code.MISSING_FIELD,
                Sentence("The source of the ground 'official-page' needs 'publisher' and 'url'."),
                Sentence("Write which authority published the page, and its address."),
            )
        return ground

    @field_validator("status")
    @classmethod
    def _unknown(cls, status: PersonStatus, info: ValidationInfo) -> PersonStatus:
        if _only_named(info) and status.value is not Situation.UNKNOWN:
            hint = Sentence("Write 'unknown': what happened belongs in 'history', with its day.")
            raise _too_much(Sentence("If 'official-page' is the only ground, the status must be 'unknown'."), hint)
        return status

    @field_validator("listed")
    @classmethod
    def _unlisted(cls, listed: bool, info: ValidationInfo) -> bool:
        if _only_named(info) and listed:
            hint = Sentence("Write 'listed: false', or remove the line.")
            raise _too_much(Sentence("If 'official-page' is the only ground, 'listed' must be false."), hint)
        return listed

    @field_validator("actions")
    @classmethod
    def _undemanding(cls, actions: tuple[Action, ...], info: ValidationInfo) -> tuple[Action, ...]:
        if _only_named(info) and actions:
            hint = Sentence("Remove 'actions' and everything below it.")
            raise _too_much(Sentence("If 'official-page' is the only ground, 'actions' are not allowed."), hint)
        return actions


def _only_named(info: ValidationInfo) -> bool:
    """Return whether the only ground is that an authority names the person: nobody asked the person."""
    ground = info.data.get("ground")
    return isinstance(ground, Ground) and ground.kind is GroundKind.OFFICIAL_PAGE


def _too_much(message: Sentence, hint: Sentence) -> PydanticCustomError:
    return refuse(Code.PERSON_GROUND, message, hint)
