"""The agenda: current, upcoming, recurring and past events and calls."""

from collections.abc import Iterator
from datetime import date

from jumelage.model.recurring import Call, Event, Rhythm
from jumelage.pages.calendars import calendar_of
from jumelage.pages.charts import Occasion
from jumelage.pages.editions import editions
from jumelage.pages.page import Page
from jumelage.pages.teller import Teller
from jumelage.pages.values import Link, Said

AT_HOME = 4
STATES = ("open", "next", "yearly", "recurring", "past")


def agenda(teller: Teller) -> Page:
    """Return the agenda of a language."""
    lang, codes = teller.lang, teller.settings.languages.codes
    found = _parts(teller)
    return Page(
        "agenda",
        "agenda",
        lang,
        teller.index("agenda"),
        "agenda.html",
        Said(teller.wording.text("agenda.title"), lang),
        {code: teller.index("agenda", code) for code in codes if code != lang},
        crumbs=(Link(Said(teller.settings.name(lang)), f"/{lang}/"),),
        summary=Said(teller.wording.text("agenda.intro"), lang),
        agenda=found,
        calendar=calendar_of("agenda", "agenda", teller),
    )


def soon(teller: Teller) -> tuple[tuple[str, tuple[Occasion, ...]], ...]:
    """Return the first entries of the agenda by state, without past ones, for a home page."""
    return tuple((state, ones[:AT_HOME]) for state, ones in _parts(teller) if state != "past")


def _parts(teller: Teller) -> tuple[tuple[str, tuple[Occasion, ...]], ...]:
    found = sorted(_occasions(teller), key=_order)
    by_state = {state: [one for one in found if one.state == state] for state in STATES}
    # Past occasions are in reverse order, newest first.
    by_state["past"].reverse()
    return tuple((state, tuple(ones)) for state, ones in by_state.items() if ones)


def _occasions(teller: Teller) -> Iterator[Occasion]:
    records = [*teller.graph.records["event"].values(), *teller.graph.records["call"].values()]
    for record in (one for one in records if isinstance(one, Event | Call)):
        yield from _of(record, Link(teller.name(record), teller.path(record.kind_name, record.id)), teller)


def _of(record: Event | Call, link: Link, teller: Teller) -> Iterator[Occasion]:
    owner = teller.link("municipality", record.municipality)
    owner = owner if isinstance(owner, Link) else None
    found = [*editions(record, teller)]
    for one in found:
        yield Occasion(record.kind_name, link, one.state, owner, one.year, one.period, one.theme)
    comes_back = record.season or (record.rhythm and record.rhythm is not Rhythm.ONCE)
    if comes_back and not any(one.state in {"open", "next"} for one in found):
        season = teller.said(record.season) if record.season else None
        rhythm = record.rhythm.value if record.rhythm else ""
        # For yearly ones, the heading already gives the rhythm.
        state, rhythm = ("yearly", "") if record.rhythm is Rhythm.YEARLY else ("recurring", rhythm)
        yield Occasion(record.kind_name, link, state, owner, season=season, rhythm=rhythm)


def _order(one: Occasion) -> tuple[date, str]:
    """Sort by the first day, open ones by the last; those without a day are sorted at the end of their year."""
    since, until = (one.period.since, one.period.until) if one.period else (None, None)
    day = until or since if one.state == "open" else since or until
    return day.first if day else date(one.year or date.max.year, 12, 31), one.link.title.text
