"""Makes the whole site, as values, from the graph; finds pages that share an address."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from jumelage.graph import Graph
from jumelage.graph.view import noted
from jumelage.languages import Languages
from jumelage.messages.nouns import the
from jumelage.messages.problems import Code, Position, Problem
from jumelage.messages.sentences import Sentence
from jumelage.pages.agenda import agenda
from jumelage.pages.countries import in_country
from jumelage.pages.indexes import index, indexes
from jumelage.pages.overview import INDEXED, choose, home, menu, not_found, search
from jumelage.pages.page import Page
from jumelage.pages.record import record_page
from jumelage.pages.redirects import Redirect, redirects
from jumelage.pages.site import Site
from jumelage.pages.tables import TABLE, table, tables
from jumelage.pages.target import About, Target
from jumelage.pages.teller import Teller
from jumelage.pages.timeline import timeline
from jumelage.pages.unnamed import NAMES, names, names_page
from jumelage.settings import Settings
from jumelage.store.reads import Noted, Question
from jumelage.wording import Wording


def outline(
    graph: Graph,
    settings: Settings,
    wordings: Mapping[str, Wording],
    published: Iterable[str] = (),
    part: Question = (),
) -> Site:
    """
    Return the site with the address of each page; pages are made on request.

    `published` are all addresses published before. Questions to this site are prefixed with `part`.
    """
    codes, graph = settings.languages.codes, noted(graph, part)
    visible = Noted(dict.fromkeys(_visible(graph, settings), True), *part, "visible")
    tellers = {code: Teller(code, graph, settings, wordings[code], visible) for code in codes}
    found = (*_targets(graph, tellers),)
    there, left = {one.path for one in found}, {*published} - {*graph.publishing.gone}
    listed = {
        "targets": found,
        "redirects": tuple(redirects(graph, tellers.values(), left, there)),
        "gone": tuple(graph.publishing.gone),
        "security": graph.publishing.security,
        "guests": (),
    }
    return Site(
        settings,
        MAKERS,
        Noted({code: menu(teller) for code, teller in tellers.items()}, *part, "menu"),
        wordings,
        graph,
        Noted(_by_path(found), *part, "path"),
        Noted(listed, *part, "listed"),
        tellers,
        part,
    )


def _by_path(targets: Iterable[Target]) -> dict[str, Target]:
    """Return targets by their paths; of two at one address the first."""
    found: dict[str, Target] = {}
    for one in targets:
        found.setdefault(one.path, one)
    return found


def _visible(graph: Graph, settings: Settings) -> Iterator[str]:
    """Yield the countries with a page: those with content, except the site's home country."""
    for code in graph.records["country"]:
        if code != settings.home_country and any(in_country(code, graph)):
            yield code


def _targets(graph: Graph, tellers: Mapping[str, Teller]) -> Iterator[Target]:
    yield Target("/", "choose", About("home", "home"))
    for lang, teller in tellers.items():
        yield Target(f"/{lang}/", "home", About("home", "home", lang))
        for view in ("agenda", "timeline", "search"):
            yield Target(teller.index(view), view, About(view, view, lang))
        for kind in INDEXED:
            yield from indexes(kind, teller)
        yield from names(teller)
        yield from tables(teller)
        for kind, by_id in graph.records.items():
            for name in by_id:
                if path := teller.path(kind, name):
                    yield Target(path, "record", About(kind, name, lang))
    yield Target("/404/", "lost", About("not-found", "404"))


def _record(site: Site, target: Target) -> Page:
    teller = site.teller(target)
    return record_page(teller.graph.records[target.kind][target.id], teller)


MAKERS: Mapping[str, Callable[[Site, Target], Page]] = {
    "choose": lambda site, target: choose(site.teller(target)),
    "home": lambda site, target: home(site.teller(target)),
    "agenda": lambda site, target: agenda(site.teller(target)),
    "timeline": lambda site, target: timeline(site.teller(target)),
    "search": lambda site, target: search(site.teller(target)),
    "index": index,
    NAMES: names_page,
    TABLE: table,
    "record": _record,
    "lost": lambda _site, _target: not_found(),
}


def collisions(site: Site, graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each address that is used twice, at the source of the second."""
    taken: dict[str, Target] = {}
    yield from _reserved(graph, site.settings.languages)
    for page in site.targets:
        first = taken.setdefault(page.path.casefold(), page)
        if first is not page and (first.kind, first.id) != ("person", NAMES):
            yield Problem(_slug(page, graph), Code.SAME_ADDRESS, _taken(page, first), Sentence("Change its slug."))
    for one in site.redirects:
        if other := taken.get(one.path.casefold()):
            place = graph.sources[one.kind, one.id].position(one.written)
            yield Problem(place, Code.SAME_ADDRESS, _taken(one, other), Sentence("Remove the alias."))


def _reserved(graph: Graph, languages: Languages) -> Iterator[Problem]:
    """Yield a problem for each person at risk whose page would have the address of the page of names."""
    words = {languages.segment(NAMES, code) for code in languages.codes}
    for (kind, name), sourced in graph.sources.items():
        if kind == "person" and name in words:
            message = Sentence("This id is reserved for the page that names the persons who are not listed.")
            yield Problem(sourced.position(("id",)), Code.SAME_ADDRESS, message, Sentence("Choose another id."))


def _taken(page: Target | Redirect, first: Target) -> Sentence:
    if first.id.startswith("index"):
        by_index = "The address '{path}' is already taken by the index of the kind '{kind}'."
        return Sentence(by_index, path=page.path, kind=first.kind)
    by_record = "The address '{path}' is already taken by {noun} '{name}'."
    return Sentence(by_record, path=page.path, noun=the(first.kind), name=first.id)


def _slug(page: Target, graph: Graph) -> Position:
    """Return the position of a page's slug: in the header of a text of news or pages, otherwise in the record."""
    written = graph.texts.get((page.kind, page.id, ""), {}).get(page.lang or "")
    if page.kind in {"news", "page"} and written:
        return written.text.parsed.position(("slug",))
    field = "slugs" if page.kind == "country" else "slug"
    return graph.sources[page.kind, page.id].position((field, page.lang or ""))
