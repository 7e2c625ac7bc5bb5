"""Graph → the whole site as values, with no two pages on one address."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from jumelage.graph import Graph
from jumelage.languages import Languages
from jumelage.messages.nouns import the
from jumelage.messages.problems import Code, Position, Problem
from jumelage.messages.sentences import Sentence
from jumelage.pages.agenda import agenda
from jumelage.pages.indexes import indexes
from jumelage.pages.lands import in_country
from jumelage.pages.next_change import next_change
from jumelage.pages.overview import INDEXED, choose, home, menu, not_found, search
from jumelage.pages.record import record_page
from jumelage.pages.redirects import Redirect, redirects
from jumelage.pages.site import Outline, Planned
from jumelage.pages.teller import Teller
from jumelage.pages.timeline import timeline
from jumelage.pages.unnamed import NAMES, names
from jumelage.settings import Settings
from jumelage.wording import Wording


def outline(
    graph: Graph, settings: Settings, wordings: Mapping[str, Wording], published: Iterable[str] = ()
) -> Outline:
    """
    Return where each page of the site stands, in the order of languages; pages are made on request.

    `published` are addresses that were there before.
    """
    visible = frozenset(
        code for code in graph.records["country"] if code != settings.home_country and any(in_country(code, graph))
    )
    tellers = {code: Teller(code, graph, settings, wordings[code], visible) for code in settings.languages.codes}
    first = next(iter(tellers.values()))
    found = [Planned("home", "home", None, "/", partial(choose, first))]
    for lang, teller in tellers.items():
        found.append(Planned("home", "home", lang, f"/{lang}/", partial(home, teller)))
        found.append(Planned("agenda", "agenda", lang, teller.index("agenda"), partial(agenda, teller)))
        found.append(Planned("timeline", "timeline", lang, teller.index("timeline"), partial(timeline, teller)))
        found.append(Planned("search", "search", lang, teller.index("search"), partial(search, teller)))
        found += [page for kind in INDEXED for page in indexes(kind, teller)]
        found += names(teller)
        for kind, by_id in graph.records.items():
            for name, record in by_id.items():
                if path := teller.path(kind, name):
                    found.append(Planned(kind, name, lang, path, partial(record_page, record, teller)))
    found.append(Planned("not-found", "404", None, "/404/", not_found))
    there, left = {one.path for one in found}, {*published} - {*graph.publishing.gone}
    menus = {code: menu(teller) for code, teller in tellers.items()}
    return Outline(
        settings,
        tuple(found),
        menus,
        wordings,
        tuple(graph.assets.values()),
        partial(next_change, graph, settings.today),
        tuple(redirects(graph, tellers.values(), left, there)),
        tuple(graph.publishing.gone),
        graph.publishing.security,
    )


def collisions(site: Outline, graph: Graph) -> Iterator[Problem]:
    """Give a problem for each address that is taken twice, where the second is written."""
    taken: dict[str, Planned] = {}
    yield from _reserved(graph, site.settings.languages)
    for page in site.planned:
        first = taken.setdefault(page.path.casefold(), page)
        if first is not page and (first.kind, first.id) != ("person", NAMES):
            yield Problem(_slug(page, graph), Code.SAME_ADDRESS, _taken(page, first), Sentence("Change its slug."))
    for one in site.redirects:
        if other := taken.get(one.path.casefold()):
            place = graph.sources[one.kind, one.id].position(one.written)
            yield Problem(place, Code.SAME_ADDRESS, _taken(one, other), Sentence("Remove the alias."))


def _reserved(graph: Graph, languages: Languages) -> Iterator[Problem]:
    """Give a problem for each person at risk whose page would have the address of the page of names."""
    words = {languages.segment(NAMES, code) for code in languages.codes}
    for (kind, name), sourced in graph.sources.items():
        if kind == "person" and name in words:
            message = Sentence("This id is kept for the page that names the persons who are not listed.")
            yield Problem(sourced.position(("id",)), Code.SAME_ADDRESS, message, Sentence("Choose another id."))


def _taken(page: Planned | Redirect, first: Planned) -> Sentence:
    if first.id.startswith("index"):
        by_index = "The address '{path}' is already taken by the index of the kind '{kind}'."
        return Sentence(by_index, path=page.path, kind=first.kind)
    by_record = "The address '{path}' is already taken by {noun} '{name}'."
    return Sentence(by_record, path=page.path, noun=the(first.kind), name=first.id)


def _slug(page: Planned, graph: Graph) -> Position:
    """Return where the address of a page is written: the header of a text that is a record, else the record."""
    written = graph.texts.get((page.kind, page.id, ""), {}).get(page.lang or "")
    if page.kind in {"news", "page"} and written:
        return written.text.parsed.position(("slug",))
    field = "slugs" if page.kind == "country" else "slug"
    return graph.sources[page.kind, page.id].position((field, page.lang or ""))
