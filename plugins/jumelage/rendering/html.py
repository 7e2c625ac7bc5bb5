"""Formats for browsers: pages, redirects from former addresses, the 404 page, and the theme's look."""

from collections.abc import Iterator

from jumelage.pages import About, Target
from jumelage.rendering.workshop import Format, Workshop
from jumelage.store.reads import note

INDEX = "index.html"
LOST = "/404/"


def _pages(workshop: Workshop) -> Iterator[Target]:
    yield from (Target(f"{one.path}{INDEX}", "page", one.key) for one in workshop.site.by_path.values())


def _page(target: Target, workshop: Workshop) -> str:
    return workshop.html(target.folder)


def _moved(workshop: Workshop) -> Iterator[Target]:
    for one in workshop.site.redirects:
        yield Target(f"{one.path}{INDEX}", "moved", About(one.kind, one.id, one.lang))


def _redirect(target: Target, workshop: Workshop) -> str:
    by_path = workshop.site.ask(("moved",), lambda: {one.path: one for one in workshop.site.redirects})
    return workshop.render(by_path[target.folder])


def _lost(workshop: Workshop) -> Iterator[Target]:
    yield Target("/404.html", "lost", About("not-found", "404"))
    for lang in workshop.site.settings.languages.codes:
        yield Target(f"/{lang}/404.html", "lost", About("not-found", "404", lang))


def _not_found(target: Target, workshop: Workshop) -> str:
    """Return the 404 page with all languages, that of the address first."""
    page = workshop.site.page(workshop.site.by_path[LOST])
    return workshop.render(page, first=target.lang) if target.lang else workshop.html(LOST)


def _look(workshop: Workshop) -> Iterator[Target]:
    yield from (Target(path, "look") for path in workshop.look)


def _asset(target: Target, workshop: Workshop) -> bytes:
    note("look", target.path)
    return workshop.look[target.path].data


PAGES = Format("page", _pages, _page, persons=True)
MOVED = Format("moved", _moved, _redirect, persons=True)
NOT_FOUND = Format("lost", _lost, _not_found, persons=True)
LOOK = Format("look", _look, _asset, persons=True)
