"""The indexes: all records of a kind, a hundred per page."""

from collections.abc import Iterator
from dataclasses import replace

from jumelage.graph import Key
from jumelage.kinds import KINDS
from jumelage.pages.countries import is_partner
from jumelage.pages.facets import facets
from jumelage.pages.page import Card, Page, Pager, Section
from jumelage.pages.related import cards
from jumelage.pages.site import Site
from jumelage.pages.tables import tables
from jumelage.pages.target import About, Target
from jumelage.pages.teller import Teller
from jumelage.pages.unnamed import is_unlisted, unnamed
from jumelage.pages.values import Link, Said
from jumelage.wording import sort_key

PER_PAGE = 100


def keys_of(kind: str, teller: Teller) -> list[Key]:
    """Return the records of a kind that have an address; of countries, only those with partners count."""
    return [key for key in _leading(kind, teller) if kind != "country" or is_partner(key[1], teller.graph)]


def _leading(kind: str, teller: Teller) -> list[Key]:
    return [(kind, name) for name in teller.graph.records[kind] if teller.lead(kind, name)]


def _named(kind: str, teller: Teller) -> list[Key]:
    """Return the records that an index may name."""
    return [key for key in _leading(kind, teller) if not is_unlisted(key, teller.graph)]


def indexes(kind: str, teller: Teller) -> Iterator[Target]:
    """Yield the pages of the index of a kind."""
    for number in range(1, _count(kind, teller) + 1):
        name = "index" if number == 1 else f"index-{number}"
        yield Target(_path(kind, teller, teller.lang, number), "index", About(kind, name, teller.lang))


def _count(kind: str, teller: Teller) -> int:
    return max(1, -(-len(_named(kind, teller)) // PER_PAGE))


def _path(kind: str, teller: Teller, lang: str, number: int) -> str:
    return f"{teller.index(kind, lang)}{f'{number}/' if number > 1 else ''}"


def index(site: Site, target: Target) -> Page:
    """Return a page of an index."""
    kind, teller, codes = target.kind, site.teller(target), site.settings.languages.codes
    lang, number = teller.lang, int(target.id.removeprefix("index").lstrip("-") or 1)
    count = site.ask(("count", kind, lang), lambda: _count(kind, teller))
    groups = site.ask(("groups", kind, lang), lambda: _groups(kind, teller))
    title = teller.wording.text(f"index.{kind}")
    crumbs = (Link(Said(teller.settings.name(lang)), f"/{lang}/"), Link(Said(title), teller.index(kind)))
    if number > 1:
        title = teller.wording.text("pages.title", title=title, number=str(number), count=str(count))
    paths = tuple(_path(kind, teller, lang, one) for one in range(1, count + 1))
    return Page(
        kind,
        target.id,
        lang,
        paths[number - 1],
        "index.html",
        Said(title, lang),
        {code: _path(kind, teller, code, number) for code in codes if code != lang},
        crumbs=crumbs if number > 1 else crumbs[:1],
        summary=Said(teller.wording.text(f"intro.{kind}"), lang),
        sections=(*_part(groups, (number - 1) * PER_PAGE), *(_unnamed(kind, teller) if number == 1 else ())),
        edit=_written(kind, teller),
        picture="" if kind == "person" else f"kind-{kind}",
        pager=Pager(number, paths) if count > 1 else None,
        tabled=next((one.path for one in tables(teller)), "") if kind == "partnership" else "",
    )


def _part(groups: tuple[Section, ...], first: int) -> tuple[Section, ...]:
    """Return the groups on a page, `first` being its first card; a divided group has its heading on both pages."""
    found, before = [], 0
    for group in groups:
        held = group.cards[max(0, first - before) : max(0, first + PER_PAGE - before)]
        before += len(group.cards)
        if held:
            found.append(replace(group, cards=held))
    return tuple(found)


def _unnamed(kind: str, teller: Teller) -> Iterator[Section]:
    if hidden := unnamed(keys_of(kind, teller), teller):
        yield Section("", (), unnamed=hidden)


def _written(kind: str, teller: Teller) -> str | None:
    """Return the data file of a kind; None for texts, and for persons, whose data is not edited in public."""
    paths = (teller.graph.sources[key].parsed.path for key in keys_of(kind, teller)[:1])
    return None if kind in {"person", "news"} else next(paths, None)


def _groups(kind: str, teller: Teller) -> tuple[Section, ...]:
    by_group: dict[str, list[Key]] = {}
    for key in keys_of(kind, teller):
        if is_unlisted(key, teller.graph):
            continue
        by_group.setdefault(_group(kind, key, teller), []).append(key)
    found = []
    for name, keys in by_group.items():
        link = teller.link(KINDS[kind].grouped_by, name) if name else None
        heading = link.title if isinstance(link, Link) else link if isinstance(link, Said) else None
        path = link.path if isinstance(link, Link) else ""
        found.append(Section("", _faceted(cards(kind, keys, teller), kind, teller), heading, path))
    found.sort(key=lambda section: sort_key(section.heading.text) if section.heading else ())
    if kind == "country":
        apart = cards(kind, (key for key in _leading(kind, teller) if not is_partner(key[1], teller.graph)), teller)
        found.append(Section("", apart, Said(teller.wording.text("country.persons"), teller.lang)))
    return tuple(section for section in found if section.cards)


def _faceted(found: tuple[Card, ...], kind: str, teller: Teller) -> tuple[Card, ...]:
    # Persons are few and should not be filtered by country or status.
    if kind == "person":
        return found
    records = teller.graph.records[kind]
    return tuple(replace(card, facets=facets(records[card.id], teller)) for card in found)


def _group(kind: str, key: Key, teller: Teller) -> str:
    record = teller.record(key)
    field = KINDS[kind].grouped_by
    if record is None or not field:
        return ""
    owner = teller.owner(record)
    return owner.id if owner else str(getattr(record, field, None) or "")
