"""Where a link to a record leads: to its page, or to where else the site describes it."""

from collections.abc import Callable

from jumelage.graph import Graph, Key
from jumelage.model.base import Record
from jumelage.model.places_and_parties import Place
from jumelage.source.file_names import plain
from jumelage.wording import Wording


def lead(key: Key, graph: Graph, page: Callable[[str, str], str], wording: Wording) -> str:
    """
    Return the address to which a link to a record leads, '' when it leads nowhere.

    A place without a page has its part of its country's page; where there is none, and of an organisation, it is the
    one record that names it. `page` gives the address of a record's page.
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
    Return the id of a record's part of a page: what it is, in the language of the page, and what its address would be.

    No heading of a text has two hyphens in its id.
    """
    noun = wording.text(f"kind.{record.kind_name}.one")
    return f"{plain(noun)}--{record.last(wording.lang)}"
