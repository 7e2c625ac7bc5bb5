"""The page of one record in one language."""

from collections.abc import Iterator
from dataclasses import replace

from jumelage.drift import outdated
from jumelage.links import Graph
from jumelage.model.base import Document, Record, Source
from jumelage.model.facts import Place
from jumelage.model.people import Freshness, Person, Situation
from jumelage.model.recurring import Call, CallEdition, Edition, Event, EventEdition
from jumelage.model.texts import News
from jumelage.model.values import Day
from jumelage.model.work import Campaign
from jumelage.pages import page as shown
from jumelage.pages.facts import facts
from jumelage.pages.geography import map_of
from jumelage.pages.related import sections
from jumelage.pages.teller import Teller
from jumelage.pages.values import Link, Period, Said
from jumelage.placeholders import resolve
from jumelage.prose import Prose

FREE = {Situation.RELEASED, Situation.DIED}


def record_page(record: Record, teller: Teller) -> shown.Page:
    """Return the page of a record in the language of the teller."""
    kind, lang = record.kind_name, teller.lang
    codes = teller.settings.languages.codes
    page = shown.Page(
        kind=kind,
        id=record.id,
        lang=lang,
        path=teller.path(kind, record.id),
        template="text.html" if kind == "page" else "record.html",
        title=teller.name(record),
        alternates={code: teller.path(kind, record.id, code) for code in codes if code != lang},
        source=_source(record, teller),
        edit=_edit(record, teller),
        listed=not isinstance(record, Person) or record.listed,
        crumbs=tuple(_crumbs(kind, teller)),
        summary=teller.summary(record),
        native=_native(record),
        map=map_of(record, teller),
        state=teller.state(record),
        date=record.date if isinstance(record, News) else None,
        facts=facts(record, teller),
        articles=tuple(_articles(record, teller)),
        editions=tuple(_editions(record, teller)),
        history=tuple(shown.Event(one.day, teller.said(one.text)) for one in getattr(record, "history", ())),
        actions=tuple(_actions(record, teller)),
        sections=sections(record, teller),
        papers=tuple(paper(one, teller.graph) for one in getattr(record, "documents", ())),
        citations=tuple(_citation(source, teller) for source in record.sources),
    )
    return replace(page, notices=(*_notices(record, teller), *_fallen(page, teller), *_outdated(record, teller)))


def _crumbs(kind: str, teller: Teller) -> Iterator[Link]:
    yield Link(Said(teller.settings.name(teller.lang)), f"/{teller.lang}/")
    if kind != "page":
        yield Link(Said(teller.wording.text(f"index.{kind}")), teller.index(kind))


def _source(record: Record, teller: Teller) -> str | None:
    if prose := _prose(record, "", teller):
        return prose.text.path
    return None if record.kind_name == "country" else teller.graph.sources[record.kind_name, record.id].parsed.path


def _edit(record: Record, teller: Teller) -> str | None:
    # A proposal to change an entry on a person at risk would be public before anybody has read it.
    if isinstance(record, Person):
        return None
    return _source(record, teller) or teller.graph.sources[record.kind_name, record.id].parsed.path


def _native(record: Record) -> Said | None:
    native = record.native if isinstance(record, Place) else None
    return Said(native.text, native.lang, native.dir) if native else None


def _articles(record: Record, teller: Teller) -> Iterator[shown.Article]:
    if found := _prose(record, "", teller):
        yield shown.Article(resolve(found.html, teller.target), found.text.lang)
    for member in record.members if isinstance(record, Campaign) else ():
        name = str(member.municipality)
        link = teller.link("municipality", name)
        found = _prose(record, name, teller)
        if found and isinstance(link, Link):
            html = resolve(found.html, teller.target, prefix=f"{name}--", shift=1)
            yield shown.Article(html, found.text.lang, link.title, link.path, name)


def _prose(record: Record, member: str, teller: Teller) -> Prose | None:
    """Return a text in the teller's language, else in the first obligatory language that has it."""
    by_lang = teller.graph.texts.get((record.kind_name, record.id, member), {})
    return next((by_lang[code] for code in teller.settings.languages.fallbacks(teller.lang) if code in by_lang), None)


def _notices(record: Record, teller: Teller) -> Iterator[shown.Notice]:
    if not record.published(teller.today):
        yield shown.Notice("draft" if record.draft else "unpublished", tone="draft")
    elif (found := _prose(record, "", teller)) and found.text.header.draft:
        yield shown.Notice("draft_text", tone="draft")
    if isinstance(record, Person):
        freshness = record.freshness(teller.today)
        if freshness is not Freshness.FRESH:
            key = "review" if freshness is Freshness.IN_REVIEW else "unverified"
            yield shown.Notice(key, {"as_of": record.status.as_of})
    if isinstance(record, Call) and not any(edition.laureates for edition in record.editions):
        yield shown.Notice("no_laureates")


def _outdated(record: Record, teller: Teller) -> Iterator[shown.Notice]:
    """Give the notice that a text has changed in the language from which it was translated into this one."""
    members = [str(one.municipality) for one in record.members] if isinstance(record, Campaign) else []
    for member in ("", *members):
        texts = teller.graph.texts.get((record.kind_name, record.id, member), {})
        by_lang = {lang: one.text for lang, one in texts.items()}
        if teller.lang in by_lang and (found := outdated(by_lang[teller.lang], by_lang)):
            source = found.source
            language = teller.wording.language(source.lang)
            told = Said(teller.wording.text("notice.stale_link", language=language))
            link = Link(told, teller.path(record.kind_name, record.id, source.lang), lang=source.lang)
            day = {"day": source.header.updated} if source.header.updated else {}
            yield shown.Notice("stale" if day else "stale_undated", {"language": language, **day}, link, "quiet")
            return


def _fallen(page: shown.Page, teller: Teller) -> Iterator[shown.Notice]:
    """Give the notice that a page's own prose, or a part of the rest, is not in its language."""
    known = {"", teller.lang}
    own = [article.lang for article in page.articles if not article.heading and article.lang not in known]
    for lang in own:
        yield shown.Notice("fallback", {"language": teller.wording.language(lang)})
    rest = {article.lang for article in page.articles} | {one.lang for one in _told(page) if isinstance(one, Said)}
    if not own and rest - known:
        yield shown.Notice("fallback_part")


def _told(page: shown.Page) -> Iterator[object]:
    """Give the texts of a page's own record, and other values among them."""
    yield from (page.title, page.summary, page.state.reason if page.state else None)
    for fact in page.facts:
        for value in fact.values:
            yield from (value, getattr(value, "at", None), getattr(value, "what", None))
    yield from (event.text for event in page.history)
    for edition in page.editions:
        yield edition.theme
        yield from (award.project for award in edition.awards)


def _actions(record: Record, teller: Teller) -> Iterator[Link]:
    if not isinstance(record, Person) or record.status.value in FREE:
        return
    if record.freshness(teller.today) is not Freshness.UNVERIFIED:
        for action in record.actions:
            said = teller.wording.language(action.lang)
            yield Link(teller.said(action.title), action.url, said, action.lang)


def _editions(record: Record, teller: Teller) -> Iterator[shown.Edition]:
    if not isinstance(record, Event | Call):
        return
    for edition in sorted(record.editions, key=lambda one: one.year, reverse=True):
        first, last = _ends(edition)
        period = Period(first, last) if first or last else None
        yield shown.Edition(
            year=edition.year,
            state=_edition_state(edition, teller),
            theme=teller.said(edition.theme) if isinstance(edition, EventEdition) and edition.theme else None,
            period=period,
            places=tuple(_place_links(edition, teller)),
            papers=tuple(paper(one, teller.graph) for one in edition.documents),
            awards=tuple(_awards(edition, teller)),
        )


def _ends(edition: Edition) -> tuple[Day | None, Day | None]:
    if isinstance(edition, EventEdition):
        return edition.start, edition.end
    return (edition.opens, edition.closes) if isinstance(edition, CallEdition) else (None, None)


def _edition_state(edition: Edition, teller: Teller) -> str:
    first, last = _ends(edition)
    today = teller.today
    # An event of which only the first day is known lasts that day; a call stays open.
    over = last or (first if isinstance(edition, EventEdition) else None)
    if (over and over.last < today) or edition.year < today.year:
        return "past"
    if first and first.first <= today:
        return "open"
    return "next"


def _place_links(edition: Edition, teller: Teller) -> Iterator[Link]:
    for place in edition.places if isinstance(edition, EventEdition) else ():
        link = teller.link("place", place)
        if isinstance(link, Link):
            yield link


def _awards(edition: Edition, teller: Teller) -> Iterator[shown.Award]:
    for one in edition.laureates if isinstance(edition, CallEdition) else ():
        link = teller.link("organisation", one.organisation) if one.organisation else None
        yield shown.Award(teller.said(one.project), link if isinstance(link, Link) else None, one.amount)


def paper(document: Document, graph: Graph) -> shown.Paper:
    """Return a document as pages show it; the size of our own files is measured."""
    own = graph.assets.get(f"files/{document.file}")
    return shown.Paper(
        title=Said(document.title, document.lang),
        path=own.path if own else document.url or "",
        pages=document.pages or "",
        date=document.date,
        size=len(own.data) if own else None,
        size_stated=document.size or "",
    )


def _citation(source: Source, teller: Teller) -> shown.Citation:
    publisher = None
    for kind in source.publisher.kinds if source.publisher else ():
        publisher = publisher or teller.link(kind, str(source.publisher))
    link = publisher if isinstance(publisher, Link) else None
    return shown.Citation(Said(source.title, source.lang or ""), link, source.url or "", source.date)
