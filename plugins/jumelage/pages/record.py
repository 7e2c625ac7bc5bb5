"""The page of one record in one language."""

from collections.abc import Iterator
from dataclasses import replace

from jumelage.content.drift import outdated
from jumelage.content.placeholders import resolve
from jumelage.content.prose import Prose
from jumelage.kinds import KINDS
from jumelage.model.base import Record, Source
from jumelage.model.people import Freshness, Person
from jumelage.model.places_and_parties import Country, Municipality, Place
from jumelage.model.recurring import Call
from jumelage.model.texts import News, Page
from jumelage.model.values import Day
from jumelage.model.work import Campaign
from jumelage.pages import page as shown
from jumelage.pages.actions import deeds
from jumelage.pages.calendars import calendar_of
from jumelage.pages.countries import is_partner, who_with_whom
from jumelage.pages.editions import edition_state, editions, paper
from jumelage.pages.facts import STATEMENT, facts, line
from jumelage.pages.geography import map_of
from jumelage.pages.media import films, pictures
from jumelage.pages.related import sections
from jumelage.pages.teller import Teller
from jumelage.pages.timeline import timeline_of
from jumelage.pages.values import Link, Said
from jumelage.pages.works import works_of

# Pages of the site itself that end with a contact address from the settings, so that texts need not contain it.
WITH_CONTACT = {"about", "privacy", STATEMENT}


def record_page(record: Record, teller: Teller) -> shown.Page:
    """Return the page of a record in the language of the teller."""
    kind, lang = record.kind_name, teller.lang
    teller = replace(teller, here=teller.path(kind, record.id))
    codes = teller.settings.languages.codes
    page = shown.Page(
        kind=kind,
        id=record.id,
        lang=lang,
        path=teller.here,
        template="text.html" if kind == "page" else "record.html",
        title=teller.name(record),
        alternates={code: teller.path(kind, record.id, code) for code in codes if code != lang},
        source=_source(record, teller),
        edit=_edit(record, teller),
        listed=not isinstance(record, Person) or record.listed,
        crumbs=tuple(_crumbs(kind, teller)),
        summary=_summary(record, teller),
        native=_native(record),
        map=map_of(record, teller),
        picture=_picture(record, teller),
        pictures=tuple(pictures(record, teller)),
        films=tuple(films(record, teller)),
        timeline=timeline_of(record, teller),
        updated=updated(record, teller),
        feed=f"{teller.here}feed.xml" if KINDS[kind].broad and _public(record, teller) else "",
        state=teller.state(record),
        date=record.date if isinstance(record, News) else None,
        line=line(record, teller),
        facts=facts(record, teller),
        articles=tuple(_articles(record, teller)),
        editions=tuple(editions(record, teller)),
        history=tuple(shown.Event(one.day, teller.said(one.text)) for one in getattr(record, "history", ())),
        since=_since(record, teller),
        actions=tuple(deeds(record, teller)),
        works=works_of(record, teller),
        sections=sections(record, teller),
        papers=tuple(paper(one, teller.graph) for one in getattr(record, "documents", ())),
        citations=_citations(record, teller),
        contact=_contact(record, teller),
    )
    notices = (*_notices(record, teller), *_fallen(page, teller), *_outdated(record, teller))
    return replace(page, notices=notices, calendar=calendar_of(kind, record.id, teller))


def _since(record: Record, teller: Teller) -> Said | None:
    """Return a note that later events are unknown: after a release, for instance, the situation may have changed."""
    if not isinstance(record, Person) or not record.history:
        return None
    return Said(teller.wording.text("notice.since", as_of=teller.wording.within(record.status.as_of)), teller.lang)


def updated(record: Record, teller: Teller) -> Day | None:
    """Return the latest update stated by the record or by its text in the language of the page."""
    found = _prose(record, "", teller)
    days = [found.text.header.updated if found else None]
    # Pages consist only of texts, which state a day in each language.
    days += [record.date if isinstance(record, News) else None if isinstance(record, Page) else record.updated]
    return max((day for day in days if day), key=lambda day: day.first, default=None)


def _public(record: Record, teller: Teller) -> bool:
    """Return whether a page is not only about persons at risk; otherwise it has no feed and no preview picture."""
    return not isinstance(record, Country) or is_partner(record.id, teller.graph)


def _picture(record: Record, teller: Teller) -> str:
    """Return the name of its own preview picture, or that of its municipality or kind; '' for a person."""
    if isinstance(record, Person) or not _public(record, teller):
        return ""
    if isinstance(record, Municipality | Country):
        return f"{record.kind_name}-{record.id}"
    owner = teller.owner(record)
    return f"municipality-{owner.id}" if owner else "" if isinstance(record, Page) else f"kind-{record.kind_name}"


def _contact(record: Record, teller: Teller) -> str:
    if record.kind_name != "page" or record.id not in WITH_CONTACT:
        return ""
    return record.id if teller.settings.contact else "none"


def _crumbs(kind: str, teller: Teller) -> Iterator[Link]:
    yield Link(Said(teller.settings.name(teller.lang)), f"/{teller.lang}/")
    if kind != "page":
        yield Link(Said(teller.wording.text(f"index.{kind}")), teller.index(kind))


def _summary(record: Record, teller: Teller) -> Said | None:
    """Return a record's summary; for a country without one, who works with whom there."""
    own = teller.summary(record)
    return own or (who_with_whom(record.id, teller) if isinstance(record, Country) else None)


def _source(record: Record, teller: Teller) -> str | None:
    if prose := _prose(record, "", teller):
        return prose.text.path
    return None if record.kind_name == "country" else teller.graph.sources[record.kind_name, record.id].parsed.path


def _edit(record: Record, teller: Teller) -> str | None:
    # A proposed change to a record of a person at risk would be public before any review.
    if isinstance(record, Person):
        return None
    return _source(record, teller) or teller.graph.sources[record.kind_name, record.id].parsed.path


def _native(record: Record) -> Said | None:
    native = record.native if isinstance(record, Place) else None
    return Said(native.text, native.lang, native.dir) if native else None


def _articles(record: Record, teller: Teller) -> Iterator[shown.Article]:
    own = _prose(record, "", teller)
    if own:
        yield shown.Article(resolve(own.pieces, teller.target), own.text.lang)
    for member in record.members if isinstance(record, Campaign) else ():
        name = str(member.municipality)
        link = teller.link("municipality", name)
        found = _prose(record, name, teller)
        if found and isinstance(link, Link):
            html = resolve(found.pieces, teller.target, prefix=f"{name}--", shift=1)
            # Anchors must be unique, and a heading of the campaign's own text may be the municipality's name.
            anchor = "" if own and name in own.anchors else name
            yield shown.Article(html, found.text.lang, link.title, link.path, anchor)


def _prose(record: Record, member: str, teller: Teller) -> Prose | None:
    """Return a text in the teller's language, or else in the first fallback language that has it."""
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
            yield shown.Notice(key, {"as_of": teller.wording.within(record.status.as_of)})
    # A call without a past edition cannot have laureates yet.
    past = [one for one in record.editions if edition_state(one, teller) == "past"] if isinstance(record, Call) else []
    if past and not any(one.laureates for one in past):
        yield shown.Notice("no_laureates")


def _outdated(record: Record, teller: Teller) -> Iterator[shown.Notice]:
    """Yield a notice if the original of a translated text has changed."""
    members = [str(one.municipality) for one in record.members] if isinstance(record, Campaign) else []
    for member in ("", *members):
        texts = teller.graph.texts.get((record.kind_name, record.id, member), {})
        by_lang = {lang: one.text for lang, one in texts.items()}
        if teller.lang in by_lang and (found := outdated(by_lang[teller.lang], by_lang)):
            source = found.source
            language = teller.wording.language(source.lang)
            notice = Said(teller.wording.text("notice.stale_link", language=language))
            link = Link(notice, teller.path(record.kind_name, record.id, source.lang), lang=source.lang)
            day = {"day": source.header.updated} if source.header.updated else {}
            yield shown.Notice("stale" if day else "stale_undated", {"language": language, **day}, link, "quiet")
            return


def _fallen(page: shown.Page, teller: Teller) -> Iterator[shown.Notice]:
    """Yield a notice if a page's own text, or part of the rest, is not in its language."""
    known = {"", teller.lang}
    own = [article.lang for article in page.articles if not article.heading and article.lang not in known]
    for lang in own:
        yield shown.Notice("fallback", {"language": teller.wording.language(lang)})
    rest = {article.lang for article in page.articles} | {one.lang for one in _texts(page) if isinstance(one, Said)}
    if not own and rest - known:
        yield shown.Notice("fallback_part")


def _texts(page: shown.Page) -> Iterator[object]:
    """Yield the texts of a page's own record, mixed with other values."""
    yield from (page.title, page.summary, page.state.reason if page.state else None)
    for fact in page.facts:
        for value in fact.values:
            yield from (value, getattr(value, "at", None), getattr(value, "what", None))
    yield from (event.text for event in page.history)
    for edition in page.editions:
        yield edition.theme
        yield from (award.project for award in edition.awards)


def _citations(record: Record, teller: Teller) -> tuple[shown.Citation, ...]:
    """Return the sources, those in the language of the page first."""
    return tuple(_citation(one, teller) for one in sorted(record.sources, key=lambda one: one.lang != teller.lang))


def _citation(source: Source, teller: Teller) -> shown.Citation:
    publisher = None
    for kind in source.publisher.kinds if source.publisher else ():
        publisher = publisher or teller.link(kind, str(source.publisher))
    return shown.Citation(Said(source.title, source.lang or ""), publisher, source.url or "", source.date)
