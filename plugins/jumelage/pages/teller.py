"""Names, links and summaries of records in one language."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import escape

from jumelage.content.placeholders import Target, anchors
from jumelage.graph import Graph, Key
from jumelage.model.base import Dated, Record, Source
from jumelage.model.people import Freshness, Person
from jumelage.model.places_and_parties import Municipality
from jumelage.model.recurring import Event
from jumelage.model.texts import News
from jumelage.model.work import Campaign, Lasting, Partnership, Project
from jumelage.pages.leads import lead, part
from jumelage.pages.page import Card, Fact
from jumelage.pages.status import first_day, last, status
from jumelage.pages.values import Link, Moment, Period, Said, State, Term
from jumelage.settings import Settings
from jumelage.source.assets import copies
from jumelage.wording import Wording


@dataclass(frozen=True, slots=True)
class Teller:
    """Presents records in one language, on the page at path `here`; `visible` are the countries with a page."""

    lang: str
    graph: Graph
    settings: Settings
    wording: Wording
    visible: Container[str] = frozenset()
    here: str = ""

    @property
    def today(self) -> date:
        """The date for which statuses are computed."""
        return self.settings.today

    def said(self, text: dict[str, str]) -> Said:
        """Return a text in the language, or else in the first fallback language that has it."""
        lang = next(code for code in self.settings.languages.fallbacks(self.lang) if code in text)
        return Said(text[lang], lang)

    def name(self, record: Record) -> Said:
        """Return the name of a record for headings: its text's title, its name, or one made from its fields."""
        if said := self._written(record, "title", record.name):
            return said
        if isinstance(record, Partnership):
            return self._named(record)
        return self.country(record.id)

    def _named(self, partnership: Partnership) -> Said:
        municipality = self.graph.records["municipality"][partnership.municipality]
        # Made from names in the page's language where they exist, so it is not marked with a language.
        return Said(f"{self.name(municipality).text} – {self.partners(partnership).text}")

    def partners(self, partnership: Partnership) -> Said:
        """Return the names of a partnership's places, or else of its partners; '' if none is shown."""
        partners = [("organisation", one.organisation) for one in partnership.organisations if one.role == "partner"]
        keys: list[Key] = [("place", place) for place in partnership.places] or list(partners)
        return Said(self.wording.listing([self.name(record).text for key in keys if (record := self.record(key))]))

    def country(self, code: str) -> Said:
        """Return the name of a country: from the site's data, or else from Unicode CLDR."""
        entry = self.graph.records["country"].get(code)
        return self.said(entry.name) if entry and entry.name else Said(self.wording.country(code), self.lang)

    def record(self, key: Key) -> Record | None:
        """Return a record if it is shown, else None."""
        return self.graph.records[key[0]].get(key[1])

    def summary(self, record: Record) -> Said | None:
        """Return a record's summary, preferably that in its text's header; that of a person is composed."""
        own = self._written(record, "summary", record.summary)
        return self._person(record, own) if isinstance(record, Person) else own

    def _person(self, person: Person, own: Said | None) -> Said:
        """Return a person's summary or work, and who adopted them; if the record is unverified, only the work."""
        stale = person.freshness(self.today) is Freshness.UNVERIFIED
        known = own if own and not stale else self.said(person.work) if person.work else None
        # Text in another language is shown in the table, where its language is marked.
        sentences = [f"{known.text.rstrip('.')}."] if known and known.lang == self.lang else []
        for one in person.adoptions:
            by, when = self.called("municipality", one.municipality), self.wording.when(one.day)
            sentences.append(self.wording.text(f"adoption.{one.form}", by=by, when=when))
        return Said(" ".join(sentences), self.lang)

    def called(self, kind: str, name: str) -> str:
        """Return the name of a municipality or an organisation within a sentence, '' if it is not shown."""
        record = self.record((kind, name))
        own = record.called if isinstance(record, Municipality) else None
        return (self.said(own) if own else self.name(record)).text if record else ""

    def _written(self, record: Record, part: str, own: dict[str, str] | None) -> Said | None:
        """Return a field of a text's header or else of the record, in the first language that has either."""
        texts = self.graph.texts.get((record.kind_name, record.id, ""), {})
        for code in self.settings.languages.fallbacks(self.lang):
            headed = getattr(texts[code].text.header, part) if code in texts else None
            if said := headed or (own or {}).get(code):
                return Said(said, code)
        return None

    def path(self, kind: str, name: str, lang: str = "") -> str:
        """Return the address of a record's page, '' if it has none."""
        lang = lang or self.lang
        record = self.record((kind, name))
        if record is None or (kind, name) in self.graph.bare or (kind == "country" and name not in self.visible):
            return ""
        return f"{self.above(kind, lang)}{record.last(lang)}/"

    def lead(self, kind: str, name: str) -> str:
        """Return the address for links to a record, '' if it has no page and is not described elsewhere."""
        return lead((kind, name), self.graph, self.path, self.wording)

    def _away(self, kind: str, name: str) -> str:
        """Return the address for links to a record, '' if it has no page and is described on this one."""
        found = self.lead(kind, name)
        return "" if (kind, name) in self.graph.bare and found.partition("#")[0] == self.here else found

    def above(self, kind: str, lang: str = "") -> str:
        """Return the parent address of the pages of a kind."""
        return f"/{lang or self.lang}/" if kind == "page" else self.index(kind, lang)

    def index(self, kind: str, lang: str = "") -> str:
        """Return the address of the index of a kind, or of a view."""
        lang = lang or self.lang
        return f"/{lang}/{self.settings.languages.segment(kind, lang)}/"

    def link(self, kind: str, name: str) -> Link | Said | None:
        """Return a link to a record; only its name if there is no address, None if it is not shown."""
        record, path = self.record((kind, name)), self._away(kind, name)
        if record is None and kind != "country":
            return None
        title = self.name(record) if record and kind != "country" else self.country(name)
        return Link(title, path) if path else title

    def target(self, kind: str, name: str, anchor: str) -> Target:
        """Return the target of a reference in a text, with its label escaped."""
        if kind == "static":
            return self._file(name, anchor)
        path = self._away(kind, name)
        link = self.link(kind, name)
        said = link.title if isinstance(link, Link) else link
        # A text in a fallback language may refer to a heading that the target in this language does not have.
        anchor = anchor if anchor in self._anchors(kind, name) else ""
        where = f"{self.settings.base}{path}{'#' if anchor else ''}{anchor}" if path else ""
        # A link must not reveal a person who is not shown, either.
        record = self.record((kind, name))
        sensitive = kind == "person" and not (isinstance(record, Person) and record.listed)
        return Target(where, escape(said.text) if said else escape(""), sensitive=sensitive)

    def _file(self, name: str, anchor: str) -> Target:
        base, asset = self.settings.base, self.graph.assets[name]
        path = f"{base}/{name}{'#' if anchor else ''}{anchor}"
        if not asset.width:
            return Target(path, escape(name))
        known = self.graph.credits.get(name.removeprefix("pictures/"))
        sentences = [self.said(known.caption).text] if known and known.caption else []
        sentences += [self.wording.text("media.credit", credit=known.credit, licence=known.licence)] if known else []
        smaller = ", ".join(f"{base}{copy} {width}w" for width, copy in copies(asset))
        return Target(path, escape(name), smaller, (asset.width, asset.height), " ".join(sentences))

    def _anchors(self, kind: str, name: str) -> set[str]:
        members = [one.municipality for one in getattr(self.record((kind, name)), "members", ())]
        shown = ["", *(member for member in members if self.record(("municipality", member)))]
        texts = {member: self.graph.texts.get((kind, name, member), {}) for member in shown}
        return anchors(texts, self.settings.languages.fallbacks(self.lang))

    def source(self, record: Record) -> Source | None:
        """Return the newest source of a record; one without a date only if none has one."""
        return max(record.sources, key=lambda source: last(source.date), default=None)

    def state(self, record: Record) -> State | None:
        """Return the status of a record today, and who stated it; None if unknown."""
        if not isinstance(record, Lasting):
            return None
        source = self.source(record)
        state = status(record, self.today, source, self._publisher(source) if source else None)
        reason = record.stated.reason if state and state.stated and record.stated else None
        return replace(state, reason=self.said(reason)) if state and reason else state

    def _publisher(self, source: Source) -> Said:
        for kind in source.publisher.kinds if source.publisher else ():
            if found := self.record((kind, str(source.publisher))):
                return self.name(found)
        return Said(source.title, source.lang or "")

    def period(self, record: Dated) -> Period | None:
        """Return the period of a record, None if both ends are open."""
        ahead = record.status(self.today) == "planned"
        return Period(record.since, record.until, ahead) if record.since or record.until else None

    def owner(self, record: Record) -> Record | None:
        """Return the municipality that a record belongs to, None if there is none."""
        if isinstance(record, Project) and record.partnership and not record.municipality:
            return self.owner(self.graph.records["partnership"][record.partnership])
        name = getattr(record, "municipality", None)
        return self.record(("municipality", name)) if name else None

    def card_state(self, record: Record) -> str:
        """Return the status of a record for its card, '' if it is unknown or uncertain."""
        state = self.state(record)
        return state.value if state and state.sure else ""

    def card(self, record: Record) -> Card:
        """Return the card of a record."""
        kind, path = record.kind_name, self._away(record.kind_name, record.id)
        owner = self.owner(record)
        return Card(
            kind=kind,
            title=self.name(record),
            path=path,
            id=record.id,
            part="" if path else part(record, self.wording),
            summary=self.summary(record),
            kicker=(self.name(owner),) if owner else self._kicker(record),
            state=self.card_state(record),
            period=self._lasting(record),
            fact=self._first(record),
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
        """Return what a card shows in place of a period: the day of an agreement, or the support of a project."""
        if not isinstance(record, Lasting) or record.since or record.until:
            return None
        if isinstance(record, Project):
            period = self.period(record.support) if record.support else None
            return Fact("fact.support", (period,)) if period else None
        begun = first_day(record) if isinstance(record, Partnership) else None
        return Fact(f"fact.{begun[0]}", (Moment(begun[1]),)) if begun else None
