"""Records as one language names, links and sums them up."""

from dataclasses import dataclass, replace
from datetime import date

from markupsafe import escape

from jumelage.assets import copies
from jumelage.links import Graph, Key
from jumelage.model.base import Dated, Record, Source
from jumelage.model.facts import Country
from jumelage.model.people import Freshness, Person
from jumelage.model.recurring import Event
from jumelage.model.texts import News, Page
from jumelage.model.values import Day
from jumelage.model.work import Campaign, Lasting, Partnership, Project
from jumelage.pages.page import Card, Fact
from jumelage.pages.standing import last, standing
from jumelage.pages.values import Link, Moment, Period, Said, State, Term
from jumelage.placeholders import Target, anchors
from jumelage.settings import Settings
from jumelage.wording import Wording


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the records of a graph in one language; `visible` holds the countries that have a page."""

    lang: str
    graph: Graph
    settings: Settings
    wording: Wording
    visible: frozenset[str] = frozenset()

    @property
    def today(self) -> date:
        """The day for which statuses are worked out."""
        return self.settings.today

    def said(self, text: dict[str, str]) -> Said:
        """Return a text in the language, else in the first obligatory language that has it."""
        lang = next(code for code in self.settings.languages.fallbacks(self.lang) if code in text)
        return Said(text[lang], lang)

    def name(self, record: Record) -> Said:
        """Return what headings call a record: its text's title, its name, or the name made from what it holds."""
        if said := self._written(record, "title", record.name):
            return said
        if isinstance(record, Partnership):
            return self._partners(record)
        return self.country(record.id)

    def _partners(self, partnership: Partnership) -> Said:
        municipality = self.graph.records["municipality"][partnership.municipality]
        partners = [("organisation", one.organisation) for one in partnership.organisations if one.role == "partner"]
        keys: list[Key] = [("place", place) for place in partnership.places] or list(partners)
        names = [self.name(record).text for key in keys if (record := self.record(key))]
        # Made of names in the page's language as far as there are any; a name is not marked with a language.
        return Said(f"{self.name(municipality).text} – {self.wording.listing(names)}")

    def country(self, code: str) -> Said:
        """Return the name of a country: the site's own, else the one in the Unicode CLDR."""
        entry = self.graph.records["country"].get(code)
        return self.said(entry.name) if entry and entry.name else Said(self.wording.country(code), self.lang)

    def record(self, key: Key) -> Record | None:
        """Return a record that is shown, else None."""
        return self.graph.records[key[0]].get(key[1])

    def summary(self, record: Record) -> Said | None:
        """Return a record's summary; that of its text's header goes first. A stale entry on a person has none."""
        if isinstance(record, Person) and record.freshness(self.today) is Freshness.UNVERIFIED:
            return None
        return self._written(record, "summary", record.summary)

    def _written(self, record: Record, part: str, own: dict[str, str] | None) -> Said | None:
        """Return what a text's header or the record itself says, in the language or the first one that has either."""
        texts = self.graph.texts.get((record.kind_name, record.id, ""), {})
        for code in self.settings.languages.fallbacks(self.lang):
            headed = getattr(texts[code].text.header, part) if code in texts else None
            if said := headed or (own or {}).get(code):
                return Said(said, code)
        return None

    def path(self, kind: str, name: str, lang: str = "") -> str:
        """Return the address of a record's page, '' when it has none."""
        lang = lang or self.lang
        record = self.record((kind, name))
        if record is None or (kind == "country" and name not in self.visible):
            return ""
        last = name
        if isinstance(record, Country | Page):
            last = record.slugs.get(lang, name)
        return f"{self.above(kind, lang)}{last}/"

    def above(self, kind: str, lang: str = "") -> str:
        """Return the address below which the pages of a kind stand."""
        return f"/{lang or self.lang}/" if kind == "page" else self.index(kind, lang)

    def index(self, kind: str, lang: str = "") -> str:
        """Return the address of the index of a kind, or of a view."""
        lang = lang or self.lang
        return f"/{lang}/{self.settings.languages.segment(kind, lang)}/"

    def link(self, kind: str, name: str) -> Link | Said | None:
        """Return a link to a record; its bare name when it has no page, None when it is not shown."""
        path = self.path(kind, name)
        if kind == "country":
            return Link(self.country(name), path) if path else self.country(name)
        record = self.record((kind, name))
        return Link(self.name(record), path) if record else None

    def target(self, kind: str, name: str, anchor: str) -> Target:
        """Return where a reference in prose leads."""
        if kind == "static":
            return self._file(name, anchor)
        path = self.path(kind, name)
        link = self.link(kind, name)
        said = link.title if isinstance(link, Link) else link
        # A text that stands in for one in this language may name a heading that the page in this language has not.
        anchor = anchor if anchor in self._anchors(kind, name) else ""
        where = f"{self.settings.base}{path}{'#' if anchor else ''}{anchor}" if path else ""
        # Nobody who is not shown may be found by a link to them, either.
        record = self.record((kind, name))
        sensitive = _sensitive(record) or (kind == "person" and record is None)
        return Target(where, escape(said.text) if said else escape(""), sensitive=sensitive)

    def _file(self, name: str, anchor: str) -> Target:
        base, asset = self.settings.base, self.graph.assets[name]
        path = f"{base}/{name}{'#' if anchor else ''}{anchor}"
        if not asset.width:
            return Target(path, escape(name))
        known = self.graph.credits.get(name.removeprefix("pictures/"))
        told = [self.said(known.caption).text] if known and known.caption else []
        told += [self.wording.text("media.credit", credit=known.credit, licence=known.licence)] if known else []
        smaller = ", ".join(f"{base}{copy} {width}w" for width, copy in copies(asset))
        return Target(path, escape(name), smaller, (asset.width, asset.height), " ".join(told))

    def _anchors(self, kind: str, name: str) -> set[str]:
        members = [one.municipality for one in getattr(self.record((kind, name)), "members", ())]
        shown = ["", *(member for member in members if self.record(("municipality", member)))]
        texts = {member: self.graph.texts.get((kind, name, member), {}) for member in shown}
        return anchors(texts, self.settings.languages.fallbacks(self.lang))

    def source(self, record: Record) -> Source | None:
        """Return the newest source of a record; one without a date only when no other has one."""
        return max(record.sources, key=lambda source: last(source.date), default=None)

    def state(self, record: Record) -> State | None:
        """Return how things stand today, and on whose word."""
        if isinstance(record, Person):
            stale = record.freshness(self.today) is Freshness.UNVERIFIED
            return None if stale else State(record.status.value, dated=record.status.as_of)
        if not isinstance(record, Lasting):
            return None
        source = self.source(record)
        state = standing(record, self.today, source, self._publisher(source) if source else None)
        reason = record.stated.reason if state and state.stated and record.stated else None
        return replace(state, reason=self.said(reason)) if state and reason else state

    def _publisher(self, source: Source) -> Said:
        for kind in source.publisher.kinds if source.publisher else ():
            if found := self.record((kind, str(source.publisher))):
                return self.name(found)
        return Said(source.title, source.lang or "")

    def period(self, record: Dated) -> Period | None:
        """Return the period of a record, None when both ends are open."""
        ahead = record.status(self.today) == "planned"
        return Period(record.since, record.until, ahead) if record.since or record.until else None

    def owner(self, record: Record) -> Record | None:
        """Return the municipality whose record it is."""
        if isinstance(record, Project) and record.partnership and not record.municipality:
            return self.owner(self.graph.records["partnership"][record.partnership])
        name = getattr(record, "municipality", None)
        return self.record(("municipality", name)) if name else None

    def card_state(self, record: Record) -> str:
        """Return how a record stands in one word, '' where a word would claim too much."""
        state = self.state(record)
        return state.value if state and state.sure else ""

    def card(self, record: Record) -> Card:
        """Return the card of a record."""
        kind = record.kind_name
        owner = self.owner(record)
        return Card(
            kind=kind,
            title=self.name(record),
            path=self.path(kind, record.id),
            summary=self.summary(record),
            kicker=(self.name(owner),) if owner else self._kicker(record),
            state=self.card_state(record),
            period=self._lasting(record),
            fact=self._first(record),
            sensitive=_sensitive(record),
            draft=not record.published(self.today),
            term=Term(f"{kind}_kind", record.kind) if isinstance(record, Partnership | Campaign) else None,
        )

    def _kicker(self, record: Record) -> tuple[Said, ...]:
        country = getattr(record, "country", None)
        return (self.country(country),) if country else ()

    def _lasting(self, record: Record) -> Period | None:
        if isinstance(record, Lasting):
            return self.period(record)
        if isinstance(record, News):
            return Period(record.date, record.date)
        editions = record.editions if isinstance(record, Event) else ()
        dated = [(one.start, one.end or one.start) for one in editions if one.start]
        return Period(*max(dated, key=lambda ends: ends[0].first)) if dated else None

    def _first(self, record: Record) -> Fact | None:
        """Return what a card tells instead of a period: the day of an agreement, or the support of a project."""
        if not isinstance(record, Lasting) or record.since or record.until:
            return None
        if isinstance(record, Project):
            period = self.period(record.support) if record.support else None
            return Fact("fact.support", (period,)) if period else None
        begun = first_day(record) if isinstance(record, Partnership) else None
        return Fact(f"fact.{begun[0]}", (Moment(begun[1]),)) if begun else None


def first_day(one: Partnership) -> tuple[str, Day] | None:
    """Return the day by which a partnership is counted, with its field: it began, else was signed or made official."""
    if one.since:
        return "since", one.since
    if one.signed:
        return "signed", one.signed.on
    return ("made_official", one.made_official.on) if one.made_official else None


def _sensitive(record: Record | None) -> bool:
    return isinstance(record, Person) and not record.listed
