"""The partnerships as a table, below their index: as many rows on a page as print on a few sheets."""

from collections.abc import Iterator

from jumelage.model.work import Partnership
from jumelage.pages.page import Page, Pager
from jumelage.pages.site import Site
from jumelage.pages.target import About, Target
from jumelage.pages.teller import Teller
from jumelage.pages.values import Link, Said
from jumelage.pages.works import work
from jumelage.wording import sort_key

# The word for it in addresses, and the id of its first page.
TABLE, FIRST = "table", "index-table"
KIND = "partnership"
ROWS = 150


def tables(teller: Teller) -> Iterator[Target]:
    """Yield the pages of the table; there is none for fewer than two partnerships."""
    count = len(teller.graph.records[KIND])
    for number in range(1, -(-count // ROWS) + 1 if count > 1 else 1):
        about = About(KIND, FIRST if number == 1 else f"{FIRST}-{number}", teller.lang)
        yield Target(_path(teller, teller.lang, number), TABLE, about)


def _path(teller: Teller, lang: str, number: int) -> str:
    folder = f"{teller.index(KIND, lang)}{teller.settings.languages.segment(TABLE, lang)}/"
    return f"{folder}{f'{number}/' if number > 1 else ''}"


def table(site: Site, target: Target) -> Page:
    """Return a page of the table, by municipality and partner."""
    teller, codes = site.teller(target), site.settings.languages.codes
    lang, number = teller.lang, int(target.id.removeprefix(FIRST).lstrip("-") or 1)
    found: list[Partnership] = site.ask(("ordered", TABLE, lang), lambda: _ordered(teller))
    count = -(-len(found) // ROWS)
    title, index = teller.wording.text("works.title"), teller.wording.text(f"index.{KIND}")
    if number > 1:
        title = teller.wording.text("pages.title", title=title, number=str(number), count=str(count))
    paths = tuple(_path(teller, lang, one) for one in range(1, count + 1))
    return Page(
        KIND,
        target.id,
        lang,
        paths[number - 1],
        "table.html",
        Said(title, lang),
        {code: _path(teller, code, number) for code in codes if code != lang},
        crumbs=(Link(Said(teller.settings.name(lang)), f"/{lang}/"), Link(Said(index), teller.index(KIND))),
        summary=Said(teller.wording.text("works.intro"), lang),
        works=tuple(work(one, teller, of_owner=True) for one in found[(number - 1) * ROWS : number * ROWS]),
        picture=f"kind-{KIND}",
        pager=Pager(number, paths) if count > 1 else None,
    )


def _ordered(teller: Teller) -> list[Partnership]:
    found = [one for one in teller.graph.records[KIND].values() if isinstance(one, Partnership)]
    return sorted(found, key=lambda one: (_name(one, teller), sort_key(teller.partners(one).text)))


def _name(one: Partnership, teller: Teller) -> tuple[object, ...]:
    owner = teller.owner(one)
    return sort_key(teller.name(owner).text) if owner else ()
