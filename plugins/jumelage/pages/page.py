"""A page as a value with everything that is shown, determined before rendering."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from markupsafe import Markup

from jumelage.model.base import Amount
from jumelage.model.values import Day
from jumelage.pages.charts import Chart, Map, Occasion, Timeline
from jumelage.pages.values import Film, Link, Moment, Period, Picture, Said, State, Term, Unnamed, Value


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the facts table: the key of its label ('fact.kind', 'role.partner') and its values (at least one)."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to filter an index by: what it is a value of ('municipality' …), its key, and its name."""

    of: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Pager:
    """The position of a page among those of an index: its number, from 1, and the paths of all."""

    number: int
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """
    A summary of one record; `fact` replaces a missing period; only editors see a `draft`.

    Without a `path`, the card is all there is about the record `id`, and `part` is the HTML id that links lead to.
    """

    kind: str
    title: Said
    path: str
    summary: Said | None = None
    kicker: tuple[Said, ...] = ()
    state: str = ""
    period: Period | None = None
    fact: Fact | None = None
    term: Term | None = None
    draft: bool = False
    id: str = ""
    part: str = ""
    facets: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """
    A partnership or project as a row of a table.

    `begun` is its period, or a day or support that `label` names ('fact.signed'); None if none is known. A `part` is a
    project below its partnership, in the `same` countries or in others.
    """

    kind: str
    title: Link | Said
    municipality: Link | Said | None
    countries: tuple[Link | Said, ...]
    themes: tuple[Link | Said, ...]
    begun: Value | None
    label: str
    term: Term
    state: str = ""
    part: bool = False
    same: bool = False

    @property
    def first(self) -> str:
        """The first day that is known of it, as YYYY-MM-DD, to sort by; '' if none is."""
        match self.begun:
            case Period(since=Day() as day) | Period(since=None, until=Day() as day) | Moment(day=day):
                return day.first.isoformat()
        return ""


@dataclass(frozen=True, slots=True)
class Section:
    """
    Related records under one heading: `label` is its key in the group `section` of the strings.

    `heading` is a text that replaces the label, with a `path` if it is a link; `count` is how many there are in all, if
    more than `cards`.
    """

    label: str
    cards: tuple[Card, ...]
    heading: Said | None = None
    path: str = ""
    unnamed: Unnamed | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """Text as safe HTML, with its actual language; `heading` and `path` if it is one of several."""

    html: Markup
    lang: str
    heading: Said | None = None
    path: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """An event in a history, with its day."""

    day: Day
    text: Said


@dataclass(frozen=True, slots=True)
class Paper:
    """A document; without a path it is not linked. `size` is exact, in bytes; `size_stated` is text from the record."""

    title: Said
    path: str = ""
    pages: str = ""
    date: Day | None = None
    size: int | None = None
    size_stated: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source: its title, publisher and date; `path` if it is online."""

    title: Said
    publisher: Link | Said | None = None
    path: str = ""
    date: Day | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """A laureate of a call."""

    project: Said
    organisation: Link | Said | None = None
    amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that a reader can do: where, until when and at what cost."""

    link: Link
    until: Day | None = None
    cost: Amount | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of an event or call."""

    year: int
    state: str
    theme: Said | None = None
    period: Period | None = None
    places: tuple[Link | Said, ...] = ()
    papers: tuple[Paper, ...] = ()
    awards: tuple[Award, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A text in the group `notice` with its values and a link; its tone: '', 'quiet' or 'draft'."""

    key: str
    values: Mapping[str, str | Day] = field(default_factory=lambda: MappingProxyType({}))
    link: Link | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """
    A page of the site.

    `path` starts and ends with '/', relative to SITEURL; `lang` is None for '/' and the 404 page; `alternates` are
    the paths of its other languages; `choices` are links to the municipalities; `source` is the file it is made from,
    None for derived pages; `edit` is the file that "Improve this text" opens, None if it should not be edited in
    public; `listed` if search engines and the sitemap include it; `crumbs` leads from home to its parent; `line`
    is shown below the title; `agenda` contains occasions by state; `tabled` is the path of the same as a table, or '';
    `picture` is the name of its link preview picture, or ''; `feed` and `calendar` are paths to subscribe to, or '';
    `updated` is the day of the last change stated in the content; `contact` is the key of whom to write to; `since`
    is a note after the history about what is not known.
    """

    kind: str
    id: str
    lang: str | None
    path: str
    template: str
    title: Said
    alternates: Mapping[str, str]
    source: str | None = None
    edit: str | None = None
    listed: bool = True
    crumbs: tuple[Link, ...] = ()
    summary: Said | None = None
    native: Said | None = None
    line: tuple[Value, ...] = ()
    state: State | None = None
    date: Day | None = None
    notices: tuple[Notice, ...] = ()
    facts: tuple[Fact, ...] = ()
    articles: tuple[Article, ...] = ()
    editions: tuple[Edition, ...] = ()
    history: tuple[Event, ...] = ()
    since: Said | None = None
    actions: tuple[Deed, ...] = ()
    works: tuple[Work, ...] = ()
    choices: tuple[Link, ...] = ()
    sections: tuple[Section, ...] = ()
    papers: tuple[Paper, ...] = ()
    citations: tuple[Citation, ...] = ()
    figures: tuple[tuple[str, int, str], ...] = ()
    map: Map | None = None
    agenda: tuple[tuple[str, tuple[Occasion, ...]], ...] = ()
    timeline: Timeline | None = None
    charts: tuple[Chart, ...] = ()
    pager: Pager | None = None
    tabled: str = ""
    picture: str = ""
    pictures: tuple[Picture, ...] = ()
    films: tuple[Film, ...] = ()
    feed: str = ""
    calendar: str = ""
    updated: Day | None = None
    contact: str = ""
