"""Related records on a record's page: those that refer to it directly or through another record."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from jumelage.graph import Graph, Key
from jumelage.kinds import BY_CARDS, KINDS
from jumelage.model.base import Record
from jumelage.model.places_and_parties import Municipality
from jumelage.pages.countries import WORKS, in_country, of_kind, who_with_whom
from jumelage.pages.page import Card, Section
from jumelage.pages.teller import Teller
from jumelage.pages.unnamed import is_unlisted, unnamed
from jumelage.wording import sort_key


def sections(record: Record, teller: Teller) -> tuple[Section, ...]:
    """Return the related records of a record: a section for each kind, and one for those whose texts mention it."""
    key = (record.kind_name, record.id)
    graph = teller.graph
    near = dict.fromkeys(near_to(key, graph))
    named = [one for one in near if not is_unlisted(one, graph)]
    hidden = unnamed(near, teller, record)
    # A municipality has a table of them.
    tabled = WORKS if isinstance(record, Municipality) else ()
    found = [
        Section(kind, cards(kind, named, teller), unnamed=hidden if kind == "person" else None)
        for kind in _kinds(near)
        if kind not in tabled
    ]
    linked = {*near, *graph.names.get(key, ()), key}
    mentioned = dict.fromkeys(
        one
        for one in graph.mentioned_by.get(key, ())
        if one not in linked and not is_unlisted(one, graph) and _worth(one, record, teller)
    )
    cited = tuple(card for kind in _kinds(mentioned) for card in cards(kind, mentioned, teller))
    return tuple(section for section in (*found, Section("mentioned", cited)) if section.cards or section.unnamed)


def _worth(key: Key, record: Record, teller: Teller) -> bool:
    """
    Return whether a mention deserves a card: not one in passing, nor one by a record of the same kind and owner.

    A news article about a project or an event also links to municipalities and countries in passing.
    """
    if key[0] == "page" or (key[0] == "news" and KINDS[record.kind_name].broad):
        return False
    owner = teller.owner(record) if key[0] == record.kind_name else None
    return owner is None or teller.owner(teller.graph.records[key[0]][key[1]]) is not owner


def _kinds(keys: Iterable[Key]) -> list[str]:
    return sorted({kind for kind, _ in keys}, key=BY_CARDS.index)


def cards(kind: str, keys: Iterable[Key], teller: Teller) -> tuple[Card, ...]:
    """Return the cards of `keys` of a kind, news by day, others by name; countries without a page are left out."""
    found = [record for key in keys if key[0] == kind and (record := teller.record(key))]
    made = [_card(record, teller) for record in found if kind != "country" or teller.path(kind, record.id)]
    made.sort(key=lambda card: sort_key(card.title.text))
    if kind == "news":
        made.sort(key=_day, reverse=True)
    return tuple(made)


def _card(record: Record, teller: Teller) -> Card:
    card = teller.card(record)
    if record.kind_name != "country" or card.summary:
        return card
    return replace(card, summary=who_with_whom(record.id, teller))


def _day(card: Card) -> date:
    return card.period.since.first if card.period and card.period.since else date.min


def near_to(key: Key, graph: Graph) -> Iterator[Key]:
    """Yield the records that refer to a record, and those related through them."""
    kind = key[0]
    if kind == "country":
        yield from in_country(key[1], graph)
        return
    yield from graph.named_by.get(key, ())
    if kind == "municipality":
        for one in graph.named_by.get(key, ()):
            if one[0] == "partnership":
                yield from of_kind("project", graph.named_by.get(one, ()))
    if kind == "place":
        for part in of_kind("place", graph.named_by.get(key, ())):
            yield from near_to(part, graph)
