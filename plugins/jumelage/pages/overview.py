"""Pages that do not belong to a record: '/', home pages, search pages and the 404 page; and the menus."""

from jumelage.kinds import BY_CARDS, KINDS
from jumelage.pages.agenda import soon
from jumelage.pages.geography import map_of_all
from jumelage.pages.indexes import keys_of
from jumelage.pages.menu import Menu
from jumelage.pages.page import Page, Section
from jumelage.pages.related import cards
from jumelage.pages.teller import Teller
from jumelage.pages.values import Link, Said
from jumelage.wording import sort_key

INDEXED = tuple(kind for kind in KINDS if kind != "page")
# Menu entries besides the kinds, and the kinds of which they need at least one record.
VIEWS = {"agenda": ("event", "call"), "timeline": ("partnership",)}
# The positions in the header's menu.
_PLACES = {"agenda": 9} | {name: kind.menu for name, kind in KINDS.items() if kind.menu}
MAIN = tuple(sorted(_PLACES, key=lambda name: _PLACES[name]))
AT_HOME = tuple(name for name in BY_CARDS if KINDS[name].at_home)
COUNTED = tuple(name for name in BY_CARDS if KINDS[name].counted)

# Cards of a kind on the home page; news items; municipalities by name.
MOST, NEWEST, CHOICES = 12, 3, 24


def choose(teller: Teller) -> Page:
    """Return '/', which offers all languages equally."""
    codes = teller.settings.languages.codes
    homes = {code: f"/{code}/" for code in codes}
    return Page("home", "home", None, "/", "choose.html", Said(teller.settings.name(codes[0])), homes)


def not_found() -> Page:
    """Return the page for unknown addresses, in all languages at once."""
    return Page("not-found", "404", None, "/404/", "not_found.html", Said("404"), {}, listed=False)


def home(teller: Teller) -> Page:
    """Return the home page of a language."""
    lang, codes = teller.lang, teller.settings.languages.codes
    found = [_first(kind, teller) for kind in AT_HOME]
    counts = ((kind, len(keys_of(kind, teller))) for kind in COUNTED)
    return Page(
        "home",
        "home",
        lang,
        f"/{lang}/",
        "home.html",
        Said(teller.settings.name(lang)),
        {code: f"/{code}/" for code in codes if code != lang},
        summary=Said(teller.wording.text("home.lead"), lang),
        choices=_choices(teller),
        sections=tuple(section for section in found if section.cards),
        figures=tuple((kind, count, teller.index(kind)) for kind, count in counts),
        edit=teller.wording.source or "pelicanconf.py",
        map=map_of_all(teller),
        agenda=soon(teller),
        feed=f"/{lang}/feed.xml",
    )


def _first(kind: str, teller: Teller) -> Section:
    """Return the first records of a kind; a home page has the same length however many there are."""
    found = cards(kind, keys_of(kind, teller), teller)
    most = NEWEST if kind == "news" else MOST
    return Section(kind, found[:most], path=teller.index(kind), count=len(found) if len(found) > most else 0)


def _choices(teller: Teller) -> tuple[Link, ...]:
    """Return links to all municipalities by name, or to their index if there are too many."""
    links = [teller.link(*key) for key in keys_of("municipality", teller)]
    found = sorted((one for one in links if isinstance(one, Link)), key=lambda one: sort_key(one.title.text))
    if len(found) <= CHOICES:
        return tuple(found)
    return (Link(Said(teller.wording.text("home.all_municipalities"), teller.lang), teller.index("municipality")),)


def search(teller: Teller) -> Page:
    """Return the search page of a language; it is not listed itself."""
    lang, codes = teller.lang, teller.settings.languages.codes
    return Page(
        "search",
        "search",
        lang,
        teller.index("search"),
        "search.html",
        Said(teller.wording.text("search.title"), lang),
        {code: teller.index("search", code) for code in codes if code != lang},
        crumbs=(Link(Said(teller.settings.name(lang)), f"/{lang}/"),),
        summary=Said(teller.wording.text("search.intro"), lang),
        listed=False,
    )


def menu(teller: Teller) -> Menu:
    """Return the menus shared by the pages of a language; the header's contains only kinds that have records."""
    every = {kind: Link(Said(teller.wording.text(f"index.{kind}")), teller.index(kind)) for kind in INDEXED}
    every |= {view: Link(Said(teller.wording.text(f"{view}.title")), teller.index(view)) for view in VIEWS}
    texts = [link for name in teller.graph.records["page"] if isinstance(link := teller.link("page", name), Link)]
    return Menu(
        home=f"/{teller.lang}/",
        main=tuple(every[name] for name in MAIN if any(keys_of(kind, teller) for kind in VIEWS.get(name, (name,)))),
        all=tuple(sorted(every.values(), key=lambda link: sort_key(link.title.text))),
        texts=tuple(texts),
        feed=f"/{teller.lang}/feed.xml",
        search=teller.index("search"),
    )
