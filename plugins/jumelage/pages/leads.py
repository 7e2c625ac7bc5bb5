"""Resolves links to records: to their page, or to wherever else the site describes them."""

from collections.abc import Callable

from jumelage.graph import Graph, Key
from jumelage.model.base import Record
from jumelage.model.places_and_parties import Place
from jumelage.source.file_names import plain
from jumelage.wording import Wording


def lead(key: Key, graph: Graph, page: Callable[[str, str], str], wording: Wording) -> str:
    """
    Return the address that a link to a record leads to, '' if there is none.

    A place without a page has a part on its country's page; without a country page, and for an organisation, the link
    leads to the one record that names it. `page` returns the address of a record's page.
    """
    kind, name = key
    if key not in graph.bare:
        return page(kind, name)
    record = graph.records[kind][name]
    if isinstance(record, Place) and (country := page("country", record.country)):
        return f"{country}#{part(record, wording)}"
    namer = next(iter(graph.named_by.get(key, ())), None)
    return lead(namer, graph, page, wording) if namer else ""


def part(record: Record, wording: Wording) -> str:
    """
    Return the HTML id of a record's part of a page: its kind in the language of the page, and its slug.

    They are joined by two hyphens, which no id of a heading contains.
    """
    noun = wording.text(f"kind.{record.kind_name}.one")
    return f"{plain(noun)}--{record.last(wording.lang)}"
