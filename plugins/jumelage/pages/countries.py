"""The content of a country: partners and what they take part in, and separately persons at risk with a case there."""

from collections.abc import Iterable, Iterator

from jumelage.graph import Graph, Key
from jumelage.model.base import Record
from jumelage.model.places_and_parties import Organisation, Place
from jumelage.model.work import Project
from jumelage.pages.teller import Teller
from jumelage.pages.unnamed import is_unlisted
from jumelage.pages.values import Said
from jumelage.wording import sort_key

PARTNERS = {"partner", "implementing"}
MOST = 3  # names of partners, and of municipalities, on a card
WORKS = ("partnership", "project")


def in_country(code: str, graph: Graph) -> Iterator[Key]:
    """Yield the places and partners in a country, what they take part in, and the listed persons with a case there."""
    direct = graph.named_by.get(("country", code), ())
    places = [*of_kind("place", direct)]
    yield from places
    works: dict[Key, None] = {}
    for place in places:
        works |= dict.fromkeys(one for one in graph.named_by.get(place, ()) if one[0] not in {"place", "organisation"})
    local = [*of_kind("organisation", direct)]
    local += [one for place in places for one in of_kind("organisation", graph.named_by.get(place, ()))]
    for organisation in dict.fromkeys(local):
        parts = [one for one in graph.named_by.get(organisation, ()) if _takes_part(one, organisation[1], graph)]
        if parts:
            yield organisation
            works |= dict.fromkeys(parts)
    for work in [*works]:
        if work[0] == "partnership":
            works |= dict.fromkeys(of_kind("project", graph.named_by.get(work, ())))
    yield from works
    yield from (person for person in of_kind("person", direct) if not is_unlisted(person, graph))


def is_partner(code: str, graph: Graph) -> bool:
    """Return whether there are partners in a country, not only persons with a case there."""
    return any(kind != "person" for kind, _ in in_country(code, graph))


def who_with_whom(code: str, teller: Teller) -> Said | None:
    """Return a summary of who works with whom in a country: the first few names, and the number of others."""
    there = {*in_country(code, teller.graph)}
    partners: dict[str, dict[str, None]] = {}
    for work in _works(code, teller):
        owner = teller.owner(work)
        within = isinstance(work, Project) and ("partnership", work.partnership) in there
        names = [] if within else [teller.name(one).text for one in _partners(work, code, teller)]
        if owner and names:
            partners.setdefault(teller.name(owner).text, {}).update(dict.fromkeys(names))
    parts = []
    for owner_name in sorted(partners, key=sort_key):
        names = _some([*partners[owner_name]], "country.more", teller)
        said = teller.wording.listing(names)
        parts.append(teller.wording.text("country.with", municipality=owner_name, partners=said))
    return Said(" · ".join(_some(parts, "country.others", teller)), teller.lang) if parts else None


def _works(code: str, teller: Teller) -> Iterator[Record]:
    for kind, name in in_country(code, teller.graph):
        if kind in WORKS:
            yield teller.graph.records[kind][name]


def _some(names: list[str], more: str, teller: Teller) -> list[str]:
    """Return the names; if there are many, the first few and the number of others."""
    left = len(names) - MOST
    return names if left < 2 else [*names[:MOST], teller.wording.counted(more, left)]


def _partners(work: Record, code: str, teller: Teller) -> Iterator[Record]:
    """Yield the places of a partnership or project in a country; if there are none, its partners there."""
    places = [teller.record(("place", name)) for name in getattr(work, "places", ())]
    found = [one for one in places if isinstance(one, Place) and one.country == code]
    yield from found
    for one in () if found else getattr(work, "organisations", ()):
        partner = teller.record(("organisation", one.organisation)) if one.role in PARTNERS else None
        if isinstance(partner, Organisation) and _home(partner, teller) == code:
            yield partner


def _home(organisation: Organisation, teller: Teller) -> str | None:
    place = teller.record(("place", organisation.place or ""))
    return place.country if isinstance(place, Place) else organisation.country


def _takes_part(key: Key, organisation: str, graph: Graph) -> bool:
    involved = getattr(graph.records[key[0]][key[1]], "organisations", ())
    return any(one.organisation == organisation and one.role in PARTNERS for one in involved)


def of_kind(kind: str, keys: Iterable[Key]) -> Iterator[Key]:
    """Yield the keys of a kind."""
    return (key for key in keys if key[0] == kind)
