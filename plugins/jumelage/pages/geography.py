"""The map of a page: places of partnerships and projects, and the municipalities that work there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jumelage.graph import Key
from jumelage.model.base import Location, Record
from jumelage.model.places_and_parties import Country, Municipality, Organisation, Place, Theme
from jumelage.model.work import Partnership, Project
from jumelage.pages.charts import Dot, Map
from jumelage.pages.countries import PARTNERS, WORKS
from jumelage.pages.related import near_to
from jumelage.pages.teller import Teller
from jumelage.pages.values import Link, Said
from jumelage.wording import sort_key


def map_of(record: Record, teller: Teller) -> Map | None:
    """Return the map of a record's page, None if it has none."""
    if isinstance(record, Municipality | Country | Theme | Partnership):
        key = (record.kind_name, record.id)
        near = dict.fromkeys([key, *near_to(key, teller.graph)])
        works = [teller.graph.records[kind][name] for kind, name in near if kind in WORKS]
        works = [one for one in works if _concerns(one, record, teller)]
        within = record.id if isinstance(record, Country) else ""
        homes = [record] if isinstance(record, Municipality) else []
        # On the page of a municipality, naming it at each place would be redundant.
        shown = _map(works, teller, within, homes, named=isinstance(record, Country | Theme))
        return replace(shown, here=teller.path(*key)) if shown else None
    return None


def map_of_all(teller: Teller) -> Map | None:
    """Return the map of a home page, with all municipalities and all places they work with."""
    return _map([*_works(teller)], teller, "", teller.graph.records["municipality"].values())


def countries_of(work: Record, teller: Teller) -> list[str]:
    """Return the codes of the countries of a partnership or project, each once."""
    return [*dict.fromkeys(_country(spot, teller) for spot in _spots(work, teller))]


def _works(teller: Teller) -> Iterator[Record]:
    for kind in WORKS:
        yield from teller.graph.records[kind].values()


def _concerns(work: Record, record: Record, teller: Teller) -> bool:
    if isinstance(record, Municipality):
        return teller.owner(work) is record
    if isinstance(record, Partnership):
        return work is record or isinstance(work, Project)
    return True


def _map(
    works: Iterable[Record], teller: Teller, within: str, homes: Iterable[Record], named: bool = True
) -> Map | None:
    workers: dict[Key, dict[str, None]] = {}
    for work in works:
        owner = teller.owner(work)
        for spot in _spots(work, teller):
            if owner and (not within or _country(spot, teller) == within):
                workers.setdefault(spot, {})[owner.id] = None
    if not workers:
        return None
    order = sorted(workers, key=lambda spot: _order(spot, teller))
    workers = {spot: workers[spot] for spot in order}
    owners = dict.fromkeys([*(home.id for home in homes), *(one for found in workers.values() for one in found)])
    dots = [_home(owner, teller) for owner in owners]
    number = {owner: place for place, owner in enumerate(owners)}
    dots += [_spot(spot, found if named else (), teller) for spot, found in workers.items()]
    lines = [(number[owner], place) for place, found in enumerate(workers.values(), len(owners)) for owner in found]
    return Map(tuple(dots), tuple(lines), teller.index("municipality"))


def _order(spot: Key, teller: Teller) -> tuple[object, ...]:
    link = teller.link(*spot)
    name = link.title if isinstance(link, Link) else link
    return sort_key(teller.country(_country(spot, teller)).text), sort_key(name.text if name else "")


def _spots(work: Record, teller: Teller) -> Iterator[Key]:
    """Yield the places of a partnership or project, or else those of its partners, or else the partners' countries."""
    places: list[Key] = [("place", place) for place in getattr(work, "places", ()) if teller.record(("place", place))]
    if isinstance(work, Project) and not places and work.partnership:
        places = [*_spots(teller.graph.records["partnership"][work.partnership], teller)]
    if places:
        yield from places
        return
    for one in getattr(work, "organisations", ()):
        found = teller.record(("organisation", one.organisation)) if one.role in PARTNERS else None
        if isinstance(found, Organisation) and found.place and teller.record(("place", found.place)):
            yield "place", found.place
        elif isinstance(found, Organisation) and found.country and found.country != teller.settings.home_country:
            yield "country", found.country


def _country(spot: Key, teller: Teller) -> str:
    place = teller.record(spot)
    return place.country if isinstance(place, Place) else spot[1]


def _home(name: str, teller: Teller) -> Dot:
    record = teller.graph.records["municipality"][name]
    country = getattr(record, "country", None) or teller.settings.home_country
    return _dot(("municipality", name), country, _at(getattr(record, "location", None)), teller, home=True)


def _spot(spot: Key, owners: Iterable[str], teller: Teller) -> Dot:
    links = [teller.link("municipality", owner) for owner in owners]
    partners = tuple(link for link in links if isinstance(link, Link))
    return _dot(spot, _country(spot, teller), _found(spot, teller), teller, partners=partners)


def _found(spot: Key, teller: Teller) -> tuple[float, float] | None:
    """Return the latitude and longitude of a place, or else of the place it is part of."""
    place = teller.record(spot)
    while isinstance(place, Place):
        if place.location:
            return _at(place.location)
        place = teller.record(("place", place.part_of or ""))
    return None


def _at(location: Location | None) -> tuple[float, float] | None:
    return (location.lat, location.lon) if location else None


def _dot(
    key: Key,
    country: str,
    at: tuple[float, float] | None,
    teller: Teller,
    home: bool = False,
    partners: tuple[Link, ...] = (),
) -> Dot:
    link = teller.link(*key)
    title = link.title if isinstance(link, Link) else link or Said("")
    return Dot(
        title, teller.lead(*key), country, teller.country(country), teller.path("country", country), at, home, partners
    )
