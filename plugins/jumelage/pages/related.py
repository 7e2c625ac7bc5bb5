"""What belongs on a record's page beside its own facts: every record that leads to it, at first or second hand."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from jumelage.links import Graph, Key
from jumelage.model.base import Record
from jumelage.pages.page import Card, Section
from jumelage.pages.teller import Teller
from jumelage.pages.unnamed import is_unlisted, unnamed
from jumelage.pages.values import Said
from jumelage.wording import sort_key

ORDER = (
    "municipality",
    "partnership",
    "project",
    "programme",
    "campaign",
    "network",
    "call",
    "event",
    "person",
    "place",
    "organisation",
    "theme",
    "country",
    "news",
    "page",
)
# What a country's card counts, in this order.
COUNTED = ("partnership", "project", "place", "organisation", "person", "event")
PARTNERS = {"partner", "implementing"}


def sections(record: Record, teller: Teller) -> tuple[Section, ...]:
    """Return the related records of a record: a section per kind, and one for those whose texts mention it."""
    key = (record.kind_name, record.id)
    graph = teller.graph
    near = dict.fromkeys(near_to(key, graph))
    named = [one for one in near if not is_unlisted(one, graph)]
    hidden = unnamed(near, teller, record)
    found = [
        Section(kind, cards(kind, named, teller), unnamed=hidden if kind == "person" else None) for kind in _kinds(near)
    ]
    told = {*near, *graph.names.get(key, ()), key}
    mentioned = dict.fromkeys(
        one for one in graph.mentioned_by.get(key, ()) if one not in told and not is_unlisted(one, graph)
    )
    cited = tuple(card for kind in _kinds(mentioned) for card in cards(kind, mentioned, teller))
    return tuple(section for section in (*found, Section("mentioned", cited)) if section.cards or section.unnamed)


def _kinds(keys: Iterable[Key]) -> list[str]:
    there = {kind for kind, _ in keys}
    return [kind for kind in ORDER if kind in there]


def cards(kind: str, keys: Iterable[Key], teller: Teller) -> tuple[Card, ...]:
    """Return the cards of those of `keys` that are of a kind and have a page, news by day, all else by name."""
    found = [record for key in keys if key[0] == kind and (record := teller.record(key))]
    made = [_card(record, teller) for record in found if teller.path(kind, record.id)]
    made.sort(key=lambda card: sort_key(card.title.text))
    if kind == "news":
        made.sort(key=_day, reverse=True)
    return tuple(made)


def _card(record: Record, teller: Teller) -> Card:
    card = teller.card(record)
    if record.kind_name != "country" or card.summary:
        return card
    counts = Counter(kind for kind, _ in dict.fromkeys(in_country(record.id, teller.graph)))
    said = [teller.wording.counted(f"count.{kind}", counts[kind]) for kind in COUNTED if counts[kind]]
    return replace(card, summary=Said(teller.wording.listing(said), teller.lang))


def _day(card: Card) -> date:
    return card.period.since.first if card.period and card.period.since else date.min


def near_to(key: Key, graph: Graph) -> Iterator[Key]:
    """Give what leads to a record, and what belongs to that in turn."""
    kind = key[0]
    if kind == "country":
        yield from in_country(key[1], graph)
        return
    yield from graph.named_by.get(key, ())
    if kind == "municipality":
        for one in graph.named_by.get(key, ()):
            if one[0] == "partnership":
                yield from _of_kind("project", graph.named_by.get(one, ()))
    if kind == "place":
        for part in _of_kind("place", graph.named_by.get(key, ())):
            yield from near_to(part, graph)


def in_country(code: str, graph: Graph) -> Iterator[Key]:
    """Give the places and partners in a country, what they take part in, and the listed persons whose case is there."""
    direct = graph.named_by.get(("country", code), ())
    places = [*_of_kind("place", direct)]
    yield from places
    works: dict[Key, None] = {}
    for place in places:
        works |= dict.fromkeys(one for one in graph.named_by.get(place, ()) if one[0] not in {"place", "organisation"})
    local = [*_of_kind("organisation", direct)]
    local += [one for place in places for one in _of_kind("organisation", graph.named_by.get(place, ()))]
    for organisation in dict.fromkeys(local):
        parts = [one for one in graph.named_by.get(organisation, ()) if _takes_part(one, organisation[1], graph)]
        if parts:
            yield organisation
            works |= dict.fromkeys(parts)
    for work in [*works]:
        if work[0] == "partnership":
            works |= dict.fromkeys(_of_kind("project", graph.named_by.get(work, ())))
    yield from works
    yield from (person for person in _of_kind("person", direct) if not is_unlisted(person, graph))


def _takes_part(key: Key, organisation: str, graph: Graph) -> bool:
    involved = getattr(graph.records[key[0]][key[1]], "organisations", ())
    return any(one.organisation == organisation and one.role in PARTNERS for one in involved)


def _of_kind(kind: str, keys: Iterable[Key]) -> Iterator[Key]:
    return (key for key in keys if key[0] == kind)
