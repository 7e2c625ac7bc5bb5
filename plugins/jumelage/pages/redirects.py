"""Addresses that records had before, in every language, and where each leads now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jumelage.links import Graph
from jumelage.model.people import Person
from jumelage.pages.teller import Teller
from jumelage.pages.values import Said


@dataclass(frozen=True, slots=True)
class Redirect:
    """
    A former address and the page that stands at another one now.

    Both paths start and end with '/', relative to SITEURL; `number` is the place of the alias among the record's.
    """

    path: str
    target: str
    lang: str
    kind: str
    id: str
    title: Said
    number: int
    template: str = "redirect.html"
    source: str | None = None


def redirects(graph: Graph, tellers: Iterable[Teller]) -> Iterator[Redirect]:
    """Give the former addresses of each record that has a page. A person at risk has none: no address leads back."""
    for teller in tellers:
        for kind, by_id in graph.records.items():
            for name, record in by_id.items():
                target = teller.path(kind, name)
                if not target or isinstance(record, Person):
                    continue
                for number, alias in enumerate(record.aliases):
                    path = f"{teller.above(kind)}{alias}/"
                    # An alias may be the former slug of one language and the present one of another.
                    if path != target:
                        yield Redirect(path, target, teller.lang, kind, name, teller.name(record), number)
