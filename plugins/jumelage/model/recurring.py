"""What recurs: events and calls, with their editions."""

from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from jumelage.messages.problems import Code
from jumelage.messages.sentences import Sentence
from jumelage.model.base import Action, Amount, Document, Involved, Record
from jumelage.model.part import Part
from jumelage.model.references import MunicipalityId, OrganisationId, PlaceId, ThemeId
from jumelage.model.values import Day, Text, Whole, refuse


class Rhythm(StrEnum):
    """How often something takes place."""

    ONCE = "once"
    MONTHLY = "monthly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    TWO_YEARLY = "two-yearly"


class Edition(Part):
    """The common fields of editions of events and calls."""

    asked: ClassVar[tuple[str, ...]] = ()

    year: Annotated[Whole, Field(ge=1900, le=2100)] = Field(description="The year of the edition.")
    documents: tuple[Document, ...] = Field((), description="Documents about it.")


class EventEdition(Edition):
    """One edition of an event."""

    asked = ("start", "end", "theme")

    start: Day | None = Field(None, description="Its first day.")
    end: Day | None = Field(None, description="Its last day.")
    theme: Text | None = Field(None, description="The theme of this edition.")
    places: tuple[PlaceId, ...] = Field((), description="The partner places it is about.")

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.start and self.end and self.start.first > self.end.last:
            raise refuse(Code.IMPOSSIBLE_PERIOD, Sentence("'end' is before 'start'."), Sentence("Check both dates."))
        return self


class Event(Record):
    """An event, once only or recurring."""

    kind_name = "event"
    file = "events.yaml"
    owners = ("municipality",)
    facts = ("municipality", "rhythm", "season", "organisations", "themes")
    asked = ("rhythm", "summary")

    municipality: MunicipalityId = Field(description="Who organises it.")
    rhythm: Rhythm | None = Field(None, description="How often it takes place.")
    season: Text | None = Field(None, description="When in the year, in words, for example 'in November'.")
    organisations: tuple[Involved, ...] = Field((), description="Organisations and their roles.")
    themes: tuple[ThemeId, ...] = Field((), description="Its themes.")
    editions: tuple[EventEdition, ...] = Field((), description="Its editions.")
    actions: tuple[Action, ...] = Field((), description="What a visitor can do.")


class Laureate(Part):
    """A project that received money from a call, with the fields of the yearly inventory of subsidies."""

    project: Text = Field(description="What the subsidy is for.")
    organisation: OrganisationId | None = Field(None, description="The beneficiary.")
    amount: Amount | None = Field(None, description="The amount.")


class CallEdition(Edition):
    """One edition of a call."""

    asked = ("opens", "closes")

    opens: Day | None = Field(None, description="The first day to apply.")
    closes: Day | None = Field(None, description="The last day to apply.")
    laureates: tuple[Laureate, ...] = Field((), description="Who received money, and for what.")

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.opens and self.closes and self.opens.first > self.closes.last:
            raise refuse(Code.IMPOSSIBLE_PERIOD, Sentence("'closes' is before 'opens'."), Sentence("Check both dates."))
        return self


class Call(Record):
    """A call for projects or a subsidy."""

    kind_name = "call"
    file = "calls.yaml"
    owners = ("municipality",)
    facts = ("municipality", "rhythm", "season", "budget", "themes")
    asked = ("rhythm", "summary")

    municipality: MunicipalityId = Field(description="Who gives the money.")
    budget: Amount | None = Field(None, description="The amount available for each edition.")
    rhythm: Rhythm | None = Field(None, description="How often it takes place.")
    season: Text | None = Field(None, description="When in the year, in words.")
    themes: tuple[ThemeId, ...] = Field((), description="Its themes.")
    editions: tuple[CallEdition, ...] = Field((), description="Its editions.")
    actions: tuple[Action, ...] = Field((), description="What a visitor can do.")
