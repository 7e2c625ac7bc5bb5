"""The filters of indexes and search results."""

from collections.abc import Iterable, Iterator

from jumelage.model.base import Record
from jumelage.model.people import Person
from jumelage.model.places_and_parties import Organisation, Place
from jumelage.model.recurring import Call, Event
from jumelage.model.work import Campaign, Network, Partnership, Project
from jumelage.pages.editions import editions
from jumelage.pages.geography import countries_of
from jumelage.pages.page import Facet
from jumelage.pages.status import UNENDED
from jumelage.pages.teller import Teller
from jumelage.pages.values import Link


def facets(record: Record, teller: Teller) -> tuple[Facet, ...]:
    """Return the facets of a record, in the order of the filters, each value once."""
    return tuple(dict.fromkeys(_facets(record, teller)))


def _facets(record: Record, teller: Teller) -> Iterator[Facet]:
    yield from _named("municipality", _municipalities(record, teller), teller)
    for code in _countries(record, teller):
        yield Facet("country", code, teller.country(code).text)
    yield from _named("theme", getattr(record, "themes", ()), teller)
    if isinstance(record, Partnership | Campaign | Place | Organisation) and record.kind:
        yield Facet("form", str(record.kind), teller.wording.text(f"{record.kind_name}_kind.{record.kind}"))
    yield from _state(record, teller)


def _named(kind: str, names: Iterable[str], teller: Teller) -> Iterator[Facet]:
    for name in names:
        link = teller.link(kind, name)
        if isinstance(link, Link):
            yield Facet(kind, name, link.title.text)


def _municipalities(record: Record, teller: Teller) -> Iterator[str]:
    owner = teller.owner(record)
    if owner:
        yield owner.id
    for one in (*getattr(record, "members", ()), *getattr(record, "adoptions", ())):
        yield str(one.municipality)


def _countries(record: Record, teller: Teller) -> Iterable[str]:
    if isinstance(record, Partnership | Project):
        return countries_of(record, teller)
    country = getattr(record, "country", None) if isinstance(record, Place | Organisation | Person) else None
    if isinstance(record, Organisation) and record.place:
        place = teller.record(("place", record.place))
        country = place.country if isinstance(place, Place) else country
    return [country] if country and country != teller.settings.home_country else []


def _state(record: Record, teller: Teller) -> Iterator[Facet]:
    if isinstance(record, Event | Call):
        # The states of editions, since a past event may have a next edition.
        for edition in editions(record, teller):
            yield Facet("status", edition.state, teller.wording.text(f"state.{edition.state}"))
    elif not isinstance(record, Person | Network):
        state = teller.state(record)
        if state:
            value = state.value if state.sure else UNENDED
            yield Facet("status", value, teller.wording.text(f"state.{value}"))
