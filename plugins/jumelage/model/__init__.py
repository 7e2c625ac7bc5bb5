"""The kinds of record, one class per kind; the field descriptions are the reference."""

from collections.abc import Mapping
from types import MappingProxyType

from jumelage.model.base import Record
from jumelage.model.facts import Country, Municipality, Organisation, Place, Theme
from jumelage.model.people import Person
from jumelage.model.recurring import Call, Event
from jumelage.model.work import Campaign, Network, Partnership, Programme, Project

RECORDS: Mapping[str, type[Record]] = MappingProxyType(
    {
        record.kind_name: record
        for record in (
            Municipality,
            Country,
            Place,
            Partnership,
            Programme,
            Project,
            Campaign,
            Network,
            Person,
            Event,
            Call,
            Organisation,
            Theme,
        )
    }
)
