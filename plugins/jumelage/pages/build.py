"""Graph → the whole site as values, with no two pages on one address."""

from collections.abc import Iterator, Mapping

from jumelage.links import Graph
from jumelage.pages.overview import INDEXED, choose, home, index, menu, not_found
from jumelage.pages.page import Page
from jumelage.pages.record import record_page
from jumelage.pages.related import in_country
from jumelage.pages.site import Site
from jumelage.pages.teller import Teller
from jumelage.problems import Code, Position, Problem
from jumelage.settings import Settings
from jumelage.wording import Wording


def pages(graph: Graph, settings: Settings, wordings: Mapping[str, Wording]) -> tuple[Site, list[Problem]]:
    """Return every page of the site in the order of languages, and a problem for each address that is taken twice."""
    visible = frozenset(
        code for code in graph.records["country"] if code != settings.home_country and any(in_country(code, graph))
    )
    tellers = {code: Teller(code, graph, settings, wordings[code], visible) for code in settings.languages.codes}
    first = next(iter(tellers.values()))
    found = [choose(first)]
    for teller in tellers.values():
        found.append(home(teller))
        found += [index(kind, teller) for kind in INDEXED]
        shown = [record for by_id in graph.records.values() for record in by_id.values()]
        found += [record_page(record, teller) for record in shown if teller.path(record.kind_name, record.id)]
    found.append(not_found())
    menus = {code: menu(teller) for code, teller in tellers.items()}
    site = Site(settings, tuple(found), menus, wordings, tuple(graph.assets.values()))
    return site, list(_collisions(found, graph))


def _collisions(found: list[Page], graph: Graph) -> Iterator[Problem]:
    taken: dict[str, Page] = {}
    for page in found:
        first = taken.setdefault(page.path.casefold(), page)
        if first is not page:
            other = f"the index of the kind {first.kind}" if first.id == "index" else f"the {first.kind} '{first.id}'"
            message = f"The address '{page.path}' is already taken by {other}."
            yield Problem(_slug(page, graph), Code.SAME_ADDRESS, message, "Change its slug.")


def _slug(page: Page, graph: Graph) -> Position:
    """Return where the address of a page is written; only countries and texts have one to choose."""
    written = graph.texts.get((page.kind, page.id, ""), {}).get(page.lang or "")
    if page.kind == "country" or written is None:
        return graph.sources[page.kind, page.id].position(("slugs", page.lang or ""))
    return written.text.parsed.position(("slug",))
