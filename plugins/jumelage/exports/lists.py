"""The records of a kind in a language as JSON, for scripts that filter an index or search results."""

import json
from collections.abc import Iterator

from jumelage.model.values import Day
from jumelage.pages import Site, Target
from jumelage.pages.page import Card
from jumelage.pages.values import Moment, Period
from jumelage.rendering.workshop import Format, Workshop


def _lists(workshop: Workshop) -> Iterator[Target]:
    for one in workshop.site.targets:
        if one.maker == "index" and one.id == "index":
            yield Target(f"{one.path}list.json", "list", one.key)


def _made(target: Target, workshop: Workshop) -> str:
    """
    Return the text of a list.

    `names` contains the options: facet → key → name; each entry has its path, title, summary, first day, and its keys
    by facet. The list of persons at risk is empty.
    """
    site = workshop.site
    parts = (one for one in site.targets if one.maker == "index" and (one.kind, one.lang) == (target.kind, target.lang))
    return _list([card for page in map(site.page, parts) for section in page.sections for card in section.cards], site)


def _list(cards: list[Card], site: Site) -> str:
    names: dict[str, dict[str, str]] = {}
    for card in cards:
        for facet in card.facets:
            names.setdefault(facet.of, {})[facet.key] = facet.name
    entries = [_entry(card, site.settings.base) for card in cards]
    return json.dumps({"names": names, "entries": entries}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _since(card: Card) -> Day | None:
    """Return the first day shown on a card, None if there is none."""
    for value in (card.period, *(card.fact.values if card.fact else ())):
        if isinstance(value, Period):
            return value.since
        if isinstance(value, Moment):
            return value.day
    return None


def _entry(card: Card, base: str) -> dict[str, object]:
    facets: dict[str, list[str]] = {}
    for facet in card.facets:
        facets.setdefault(facet.of, []).append(facet.key)
    since = _since(card)
    return {
        "path": base + card.path,
        "title": card.title.text,
        "summary": card.summary.text if card.summary else "",
        "since": since.first.isoformat() if since and not since.bounded else "",
        "in": facets,
    }


LISTS = Format("list", _lists, _made)
