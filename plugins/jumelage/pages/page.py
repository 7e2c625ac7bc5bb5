"""What a page is: a value that holds all that is shown, decided before anything is rendered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from markupsafe import Markup

from jumelage.model.base import Amount
from jumelage.model.values import Day
from jumelage.pages.charts import Chart, Map, Occasion, Timeline
from jumelage.pages.values import Film, Link, Period, Picture, Said, State, Term, Unnamed, Value


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the facts table: the key of its label ('fact.kind', 'role.partner') and its values (at least one)."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A value by which an index can be narrowed down: what it is of ('municipality' …), its key, and its name."""

    of: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands among those of one index: its number, from 1, and the paths of all."""

    number: int
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """
    A summary of one record; `fact` stands in for a period; only editors see a `draft`.

    Without a `path` it is all that there is of the record `id`, with `part` as the id by which links lead to it.
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
class Section:
    """
    Related records under one heading: `label` is its key in the group `section` of the strings.

    `heading` is a text of its own instead of a label, with `path` when it leads somewhere.
    """

    label: str
    cards: tuple[Card, ...]
    heading: Said | None = None
    path: str = ""
    unnamed: Unnamed | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """Prose as safe HTML, with the language it is really in; `heading` and `path` when it is one of several."""

    html: Markup
    lang: str
    heading: Said | None = None
    path: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day, in a history."""

    day: Day
    text: Said


@dataclass(frozen=True, slots=True)
class Paper:
    """A document; without a path it is a reference, not a link. `size` is in bytes and exact, or as stated."""

    title: Said
    path: str = ""
    pages: str = ""
    date: Day | None = None
    size: int | None = None
    size_stated: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source: its title, who published it, its date; `path` when somebody opened it."""

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
    """Something that a reader can do: where, until when and for how much."""

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

    `path` starts and ends with '/', relative to SITEURL; `lang` is None for '/' and the 404 page; `alternates` leaves
    out the page itself; `source` is the file it stands for, None for derived pages; `edit` is the file that "Improve
    this text" opens, None where nobody should write in public; `listed` says that search engines and the sitemap have
    it; `crumbs` leads from home to its parent; `agenda` holds occasions by how they stand; `picture` is the name of
    the one shown where the page is shared, or ''; `feed` and `calendar` are paths of what readers subscribe to, or '';
    `updated` is the day of the last change that readers should know of; `contact` is the key of whom to write to;
    `since` says what is not known after the history.
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
    state: State | None = None
    date: Day | None = None
    notices: tuple[Notice, ...] = ()
    facts: tuple[Fact, ...] = ()
    articles: tuple[Article, ...] = ()
    editions: tuple[Edition, ...] = ()
    history: tuple[Event, ...] = ()
    since: Said | None = None
    actions: tuple[Deed, ...] = ()
    sections: tuple[Section, ...] = ()
    papers: tuple[Paper, ...] = ()
    citations: tuple[Citation, ...] = ()
    figures: tuple[tuple[str, int, str], ...] = ()
    map: Map | None = None
    agenda: tuple[tuple[str, tuple[Occasion, ...]], ...] = ()
    timeline: Timeline | None = None
    charts: tuple[Chart, ...] = ()
    pager: Pager | None = None
    picture: str = ""
    pictures: tuple[Picture, ...] = ()
    films: tuple[Film, ...] = ()
    feed: str = ""
    calendar: str = ""
    updated: Day | None = None
    contact: str = ""
