"""Timelines of a partnership and of the whole site, and charts of the partnerships."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from jumelage.model.base import Dated
from jumelage.model.places_and_parties import Place
from jumelage.model.values import Day
from jumelage.model.work import Campaign, Network, Partnership, Project, State
from jumelage.pages.charts import Bar, Chart, Entry, Span, Timeline
from jumelage.pages.page import Page
from jumelage.pages.status import first_day
from jumelage.pages.teller import Teller
from jumelage.pages.values import Link, Said
from jumelage.wording import sort_key


def timeline_of(record: object, teller: Teller) -> Timeline | None:
    """Return the timeline of a partnership's page, None for other records or if fewer than two things are known."""
    if not isinstance(record, Partnership):
        return None
    key = ("partnership", record.id)
    projects = [one for one in teller.graph.naming(key, "project") if isinstance(one, Project)]
    own = [*_partnership(record, None, teller)]
    later = [one for one in teller.graph.naming(key, "partnership") if isinstance(one, Partnership)]
    later = [one for one in later if one.succeeds == record.id]
    own += [Entry(one.since, "succeeded", _link(one, teller)) for one in later if one.since]
    found = _timeline([*own, *_all(projects, teller)], [record, *projects], teller)
    return found if found and len(found.entries) > 1 else None


def timeline(teller: Teller) -> Page:
    """Return the page with the timeline of the whole site and charts, in a language."""
    lang, codes = teller.lang, teller.settings.languages.codes
    partnerships = [*_partnerships(teller)]
    entries = [entry for one in partnerships for entry in _partnership(one, _link(one, teller), teller)]
    entries += [*_all(_projects(teller), teller), *_joined(teller)]
    return Page(
        "timeline",
        "timeline",
        lang,
        teller.index("timeline"),
        "timeline.html",
        Said(teller.wording.text("timeline.title"), lang),
        {code: teller.index("timeline", code) for code in codes if code != lang},
        crumbs=(Link(Said(teller.settings.name(lang)), f"/{lang}/"),),
        summary=Said(teller.wording.text("timeline.intro"), lang),
        timeline=_timeline(entries, partnerships, teller),
        charts=tuple(chart for chart in _charts(partnerships, teller) if chart.bars),
    )


def _partnerships(teller: Teller) -> Iterator[Partnership]:
    return (one for one in teller.graph.records["partnership"].values() if isinstance(one, Partnership))


def _projects(teller: Teller) -> Iterator[Project]:
    return (one for one in teller.graph.records["project"].values() if isinstance(one, Project))


def _link(record: Partnership | Project, teller: Teller) -> Link:
    return Link(teller.name(record), teller.path(record.kind_name, record.id))


def _partnership(one: Partnership, link: Link | None, teller: Teller) -> Iterator[Entry]:
    """Yield the entries of a partnership, those of its history first, each day once; its own page has no `link`."""
    milestones = {milestone.day for milestone in one.history}
    yield from (Entry(milestone.day, "told", link, teller.said(milestone.text)) for milestone in one.history)
    yield from (entry for entry in _days(one, link, teller) if entry.day not in milestones)


def _days(one: Partnership, link: Link | None, teller: Teller) -> Iterator[Entry]:
    if one.since:
        yield Entry(one.since, "since", link)
    for what, act in (("signed", one.signed), ("made_official", one.made_official)):
        if act:
            yield Entry(act.on, what, link, teller.said(act.at) if act.at else None)
    if one.until:
        yield Entry(one.until, _ending(one, teller), link)


def _all(projects: Iterable[Project], teller: Teller) -> Iterator[Entry]:
    for one in projects:
        if one.since:
            yield Entry(one.since, "project_since", _link(one, teller))
        if one.until:
            yield Entry(one.until, f"project_{_ending(one, teller)}", _link(one, teller))
        if one.support and one.support.since:
            yield Entry(one.support.since, "support_since", _link(one, teller))
        if one.support and one.support.until:
            yield Entry(one.support.until, f"support_{_ending(one.support, teller)}", _link(one, teller))


def _ending(one: Dated, teller: Teller) -> str:
    return "until" if one.status(teller.today) == "ended" else "due"


def _joined(teller: Teller) -> Iterator[Entry]:
    for kind in ("campaign", "network"):
        for record in teller.graph.records[kind].values():
            for member in record.members if isinstance(record, Campaign | Network) else ():
                who = teller.link("municipality", member.municipality)
                if member.since and isinstance(who, Link):
                    joined = Link(teller.name(record), teller.path(kind, record.id))
                    yield Entry(member.since, "joined", joined, who.title)


def _timeline(entries: Iterable[Entry], lasting: Iterable[Partnership | Project], teller: Teller) -> Timeline | None:
    found = sorted(entries, key=lambda entry: entry.begin)
    spans = []
    for one in lasting:
        span = _span(one, teller)
        if span.since or span.until:
            spans.append(span)
    spans.sort(key=lambda span: (span.since or date.min, span.path))
    return Timeline(tuple(found), tuple(spans), teller.today) if found else None


def _span(one: Partnership | Project, teller: Teller) -> Span:
    """Return the bar of a record; for a project with days only for its support, that of the support."""
    link = _link(one, teller)
    since, until, title = one.since, _end(one), link.title
    if isinstance(one, Project) and one.support and not (since or until):
        since, until = one.support.since, one.support.until
        title = Said(teller.wording.text("timeline.support", title=title.text), teller.lang)
    # An end known only as a bound cannot be drawn.
    first = since.first if since and since.first > date.min else None
    last = until.last if until and until.last < date.max else None
    return Span(title, link.path, one.kind_name, first, last)


def _end(one: Partnership | Project) -> Day | None:
    """Return the day when something ended, or else since when a source describes it as dormant or ended."""
    over = one.stated and one.stated.value in {State.DORMANT, State.ENDED}
    return one.until or (one.stated.as_of if one.stated and over else None)


def _charts(partnerships: list[Partnership], teller: Teller) -> Iterator[Chart]:
    places = teller.graph.records["place"]
    countries: Counter[str] = Counter()
    themes: Counter[str] = Counter()
    decades: Counter[int] = Counter()
    for one in partnerships:
        found = [places.get(place) for place in one.places]
        countries.update({place.country for place in found if isinstance(place, Place)})
        themes.update({theme for theme in one.themes if teller.record(("theme", theme))})
        decade = _decade(one)
        if decade is not None:
            decades[decade] += 1
    yield Chart(
        "countries", _bars((teller.country(code), n, teller.path("country", code)) for code, n in countries.items())
    )
    named = ((teller.link("theme", name), n) for name, n in themes.items())
    yield Chart("themes", _bars((link.title, n, link.path) for link, n in named if isinstance(link, Link)), noted=True)
    # Every decade has a row, even if nothing started in it.
    span = range(min(decades), max(decades) + 10, 10) if decades else ()
    bars = tuple(Bar(Said(f"{decade}–{decade + 9}"), decades[decade]) for decade in span)
    yield Chart("decades", bars, len(partnerships) - decades.total(), noted=True)


def _decade(one: Partnership) -> int | None:
    """Return the first year of the decade in which a partnership started or was agreed; None if it is uncertain."""
    begun = first_day(one)
    first, last = (day.year // 10 * 10 for day in (begun[1].first, begun[1].last)) if begun else (0, 1)
    return first if first == last else None


def _bars(counted: Iterable[tuple[Said, int, str]]) -> tuple[Bar, ...]:
    bars = [Bar(title, count, path) for title, count, path in counted]
    return tuple(sorted(bars, key=lambda bar: (-bar.count, sort_key(bar.title.text))))
