"""What municipalities do: partnerships, programmes, projects, campaigns and networks."""

from enum import StrEnum
from types import MappingProxyType
from typing import Self

from pydantic import Field, model_validator

from jumelage.messages.problems import Code
from jumelage.messages.sentences import Sentence
from jumelage.model.base import Action, Amount, Dated, Document, Involved, Membership, Milestone, Record
from jumelage.model.part import Part
from jumelage.model.references import MunicipalityId, PartnershipId, PlaceId, ProgrammeId, ThemeId
from jumelage.model.values import Address, Day, Text, Whole, refuse


class PartnershipKind(StrEnum):
    """The form of a partnership."""

    TWINNING = "twinning"
    COOPERATION_AGREEMENT = "cooperation-agreement"
    COOPERATION_PROTOCOL = "cooperation-protocol"
    MUNICIPAL_INTERNATIONAL_COOPERATION = "municipal-international-cooperation"
    PROJECT_PARTNERSHIP = "project-partnership"


class Signature(Part):
    """The signing of an agreement; not the start of the work."""

    on: Day = Field(description="When it was signed.")
    at: Text | None = Field(None, description="Where it was signed.")


class MadeOfficial(Part):
    """The date on which it became official, if no source says that anything was signed."""

    on: Day = Field(description="When it was made official.")
    at: Text | None = Field(None, description="Where it was made official.")


class State(StrEnum):
    """A status that a source may state."""

    PLANNED = "planned"
    ACTIVE = "active"
    DORMANT = "dormant"
    ENDED = "ended"


class Status(Part):
    """The status that a source states; if absent, it is computed."""

    value: State = Field(description="Its current status.")
    as_of: Day = Field(description="The date for which the source says this.")
    reason: Text | None = Field(None, description="Why, according to the source.")


class Lasting(Dated, Record):
    """A record with a period, whose status a source may state."""

    stated: Status | None = Field(None, alias="status", description="Its current status; only if a source states it.")


class Partnership(Lasting):
    """A municipality's partnership with places or organisations abroad."""

    kind_name = "partnership"
    file = "partnerships.yaml"
    owners = ("municipality",)
    line = ("kind", "municipality", "places", "countries")
    facts = ("organisations", "period", "signed", "made_official", "succeeds", "programmes", "themes")
    asked = (
        "places", "organisations.organisation", "organisations.role", "since", "signed.on", "made_official.on",
        "summary",
    )  # fmt: skip
    wanted = "places"

    name: Text | None = Field(None, description="If left out: the municipality – its places or organisations.")  # type: ignore[assignment]
    municipality: MunicipalityId = Field(description="The municipality whose partnership it is.")
    kind: PartnershipKind = Field(description="Its form.")
    places: tuple[PlaceId, ...] = Field(
        (), description="The partner places; if there are none, an organisation with the role 'partner'."
    )
    organisations: tuple[Involved, ...] = Field((), description="Organisations and their roles.")
    signed: Signature | None = Field(None, description="The signing of the agreement.")
    made_official: MadeOfficial | None = Field(None, description="Made official; no source mentions a signing.")
    succeeds: PartnershipId | None = Field(None, description="The partnership that this one continues.")
    programmes: tuple[ProgrammeId, ...] = Field((), description="The programmes it is part of.")
    themes: tuple[ThemeId, ...] = Field((), description="Its themes.")
    documents: tuple[Document, ...] = Field((), description="Documents about it.")
    history: tuple[Milestone, ...] = Field((), description="What happened, with its dates.")
    actions: tuple[Action, ...] = Field((), description="What a visitor can do.")

    @model_validator(mode="after")
    def _with_somebody(self) -> Self:
        if not self.places and not any(one.role == "partner" for one in self.organisations):
            raise refuse(
                Code.MISSING_FIELD,
                Sentence("A partnership needs a place or an organisation with the role 'partner'."),
                Sentence("Add 'places' or 'organisations'."),
            )
        return self


class Programme(Lasting):
    """A programme of a government or federation that partnerships take part in."""

    kind_name = "programme"
    file = "programmes.yaml"
    facts = ("period", "organisations")
    asked = ("since", "until", "summary")

    organisations: tuple[Involved, ...] = Field((), description="Organisations and their roles.")


class Beneficiaries(Part):
    """Whom a project reaches."""

    count: Whole | None = Field(None, description="How many.")
    who: Text = Field(description="Who they are; in the plural after a number.")


class Project(Lasting):
    """A piece of work with a purpose of its own."""

    kind_name = "project"
    file = "projects.yaml"
    owners = ("partnership", "municipality")
    facts = (
        "owner", "partnership", "programme", "places", "organisations", "period", "support", "beneficiaries", "budget",
        "results", "difficulties", "themes",
    )  # fmt: skip
    asked = ("partnership", "municipality", "places", "since", "summary")
    wanted = "partnership"

    partnership: PartnershipId | None = Field(None, description="The partnership it belongs to.")
    municipality: MunicipalityId | None = Field(None, description="The municipality, when there is no partnership.")
    programme: ProgrammeId | None = Field(None, description="The programme that funds it.")
    support: Dated | None = Field(None, description="When the municipality supported it, if that differs.")
    organisations: tuple[Involved, ...] = Field((), description="Organisations and their roles.")
    places: tuple[PlaceId, ...] = Field((), description="Where it happens.")
    beneficiaries: tuple[Beneficiaries, ...] = Field((), description="Whom it reaches.")
    budget: Amount | None = Field(None, description="What it costs.")
    themes: tuple[ThemeId, ...] = Field((), description="Its themes.")
    results: Text | None = Field(None, description="What was achieved, according to the source.")
    difficulties: Text | None = Field(None, description="What went less well, said openly.")
    documents: tuple[Document, ...] = Field((), description="Documents about it.")

    @model_validator(mode="after")
    def _owned(self) -> Self:
        if not self.partnership and not self.municipality:
            message = Sentence("A project needs 'partnership' or 'municipality'.")
            raise refuse(Code.MISSING_FIELD, message, Sentence("Add one of them."))
        return self


class CampaignKind(StrEnum):
    """The form of a campaign."""

    LABEL = "label"
    MOTION = "motion"


class CampaignState(StrEnum):
    """How far a municipality has got in a campaign."""

    CANDIDATE = "candidate"
    AWARDED = "awarded"
    ADOPTED = "adopted"
    ENDED = "ended"


class CampaignMember(Membership):
    """A municipality that takes part in a campaign."""

    state: CampaignState | None = Field(None, description="How far the municipality has got.")


class Campaign(Record):
    """A label or motion that municipalities adopt."""

    kind_name = "campaign"
    file = "campaigns.yaml"
    facts = ("kind", "members", "themes")
    labels = MappingProxyType({"members": "participants"})
    asked = ("summary",)

    kind: CampaignKind = Field(description="label or motion.")
    members: tuple[CampaignMember, ...] = Field((), description="The municipalities that take part.")
    themes: tuple[ThemeId, ...] = Field((), description="Its themes.")


class Network(Record):
    """A network that municipalities belong to."""

    kind_name = "network"
    file = "networks.yaml"
    facts = ("organisations", "members", "website", "themes")
    labels = MappingProxyType({"implementing": "run_by"})
    asked = ("website", "summary")

    organisations: tuple[Involved, ...] = Field((), description="Organisations and their roles.")
    website: Address | None = Field(None, description="Its website; only if somebody has checked that it opens.")
    members: tuple[Membership, ...] = Field((), description="The municipalities that belong to it.")
    themes: tuple[ThemeId, ...] = Field((), description="Its themes.")
