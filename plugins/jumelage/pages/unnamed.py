"""Unlisted persons at risk: other pages only give their number, and link to a page that names them."""

from collections.abc import Iterable, Iterator

from jumelage.graph import Graph, Key
from jumelage.model.base import Record
from jumelage.model.people import Freshness, Person
from jumelage.pages.page import Page, Section
from jumelage.pages.site import Site
from jumelage.pages.target import About, Target
from jumelage.pages.teller import Teller
from jumelage.pages.values import Link, Said, Unnamed
from jumelage.wording import sort_key

# The id of the page that names them, and its key in `SEGMENTS`.
NAMES = "names"


def is_unlisted(key: Key, graph: Graph) -> bool:
    """Return whether a record is a person whom no page that search engines index may name."""
    found = graph.records[key[0]].get(key[1])
    return isinstance(found, Person) and not found.listed


def names_path(teller: Teller, lang: str = "") -> str:
    """Return the address of the page that names the unlisted persons."""
    lang = lang or teller.lang
    return f"{teller.index('person', lang)}{teller.settings.languages.segment(NAMES, lang)}/"


def names(teller: Teller) -> Iterator[Target]:
    """Yield the page that names the unlisted persons, if there are any."""
    if any(_unlisted(teller.graph)):
        yield Target(names_path(teller), NAMES, About("person", NAMES, teller.lang))


def _unlisted(graph: Graph) -> Iterator[Record]:
    yield from (record for name, record in graph.records["person"].items() if is_unlisted(("person", name), graph))


def names_page(site: Site, target: Target) -> Page:
    """Return the page that names the unlisted persons."""
    teller = site.teller(target)
    lang, words = teller.lang, teller.wording
    cards = [teller.card(record) for record in _unlisted(teller.graph)]
    cards.sort(key=lambda card: sort_key(card.title.text))
    return Page(
        "person",
        NAMES,
        lang,
        names_path(teller),
        "index.html",
        Said(words.text("unnamed.title"), lang),
        {code: names_path(teller, code) for code in teller.settings.languages.codes if code != lang},
        listed=False,
        crumbs=(
            Link(Said(teller.settings.name(lang)), f"/{lang}/"),
            Link(Said(words.text("index.person")), teller.index("person")),
        ),
        summary=Said(words.text("unnamed.intro"), lang),
        sections=(Section("", tuple(cards)),),
    )


def unnamed(keys: Iterable[Key], teller: Teller, record: Record | None = None) -> Unnamed | None:
    """
    Return what a page states about unlisted persons among `keys`, None if there are none.

    `record` is the record of the page: a municipality, a network or an organisation; None for the index.
    """
    found = [teller.graph.records["person"][name] for kind, name in keys if kind == "person"]
    persons = [one for one in found if isinstance(one, Person)]
    hidden = [one for one in persons if not one.listed]
    if not hidden:
        return None
    if record and record.kind_name == "organisation":
        said = [_campaign(hidden, teller)]
    else:
        said = [*_supported(persons, hidden, teller, record)]
    if record is None:
        said += _dated(hidden, teller)
    link = Link(Said(teller.wording.text("unnamed.link"), teller.lang), names_path(teller))
    return Unnamed(tuple(Said(one, teller.lang) for one in said), link)


def _supported(persons: list[Person], hidden: list[Person], teller: Teller, record: Record | None) -> Iterator[str]:
    """Yield a sentence for each municipality with unlisted persons that the page of `record` is about."""
    words = teller.wording
    key = "unnamed.network" if record and record.kind_name == "network" else "unnamed.support"
    for name in dict.fromkeys(one.municipality for person in hidden for one in person.adoptions):
        called = teller.called("municipality", name)
        count = sum(_by(name, one, record) for one in hidden)
        if called and count:
            who_else = "unnamed.others" if sum(_by(name, one, record) for one in persons) > count else "unnamed.persons"
            who = words.counted(who_else, count, spelled=True)
            said = words.text(key, municipality=called, persons=who)
            yield said[0].upper() + said[1:]


def _by(municipality: str, person: Person, record: Record | None) -> bool:
    """Return whether a municipality adopted a person; on the page of a record, in connection with that record."""
    about = (record.kind_name, record.id) if record else None
    return any(
        one.municipality == municipality
        and about in {None, ("municipality", one.municipality), ("network", one.network)}
        for one in person.adoptions
    )


def _campaign(hidden: list[Person], teller: Teller) -> str:
    who = teller.wording.counted("unnamed.persons", len(hidden), spelled=True)
    return teller.wording.text("unnamed.campaign", persons=who)


def _dated(hidden: list[Person], teller: Teller) -> Iterator[str]:
    """Yield the age of the information if the situation of none of them may be shown."""
    if all(one.freshness(teller.today) is Freshness.UNVERIFIED for one in hidden):
        years = sorted(str(one.status.as_of.first.year) for one in hidden)
        key = "unnamed.year" if years[0] == years[-1] else "unnamed.years"
        when = teller.wording.text(key, since=years[0], until=years[-1])
        yield teller.wording.text("unnamed.dated", when=when)
