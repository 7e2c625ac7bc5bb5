"""Redirects from former addresses of records, in every language."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from jumelage.graph import Graph
from jumelage.model.base import Record
from jumelage.model.people import Person
from jumelage.pages.teller import Teller
from jumelage.pages.values import Said
from jumelage.source import Trail


@dataclass(frozen=True, slots=True)
class Redirect:
    """
    A former address and the path where its page is now.

    Both paths start with '/' and are relative to SITEURL; `written` is the trail to the cause within the record.
    """

    path: str
    target: str
    lang: str
    kind: str
    id: str
    title: Said
    written: Trail
    template: str = "redirect.html"
    source: str | None = None


def redirects(
    graph: Graph, tellers: Iterable[Teller], published: Container[str], there: Container[str]
) -> Iterator[Redirect]:
    """
    Yield redirects from the former addresses of each record, except persons at risk.

    Aliases are written by editors. Addresses that were `published` and where nothing is `there` now are redirected
    without an alias: those with a record's id, from before it had a slug, and those of places and organisations that
    no longer have a page. They lead to where links to the record lead, or else to the index of its kind.
    """
    for teller in tellers:
        for by_id in graph.records.values():
            for record in by_id.values():
                if not isinstance(record, Person):
                    yield from _of(record, teller, published, there)


def _of(record: Record, teller: Teller, published: Container[str], there: Container[str]) -> Iterator[Redirect]:
    kind, page = record.kind_name, teller.path(record.kind_name, record.id)
    target = page or teller.lead(kind, record.id) or teller.index(kind)
    if not page and (kind, record.id) not in teller.graph.bare:
        return
    former: dict[str, Trail] = {alias: ("aliases", number) for number, alias in enumerate(record.aliases)}
    for last, written in {record.id: ("id",), record.last(teller.lang): ("slug",), **former}.items():
        path = f"{teller.above(kind)}{last}/"
        known = path in published and path not in there
        # An alias may be the former slug of one language and the present one of another.
        if path != page and (known or (page and last in former)):
            yield Redirect(path, target, teller.lang, kind, record.id, teller.name(record), written)
