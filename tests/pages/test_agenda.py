"""The agenda: what is on, what comes, what comes back and what is past, each in its order, on any day."""

from datetime import date
from pathlib import Path

import pytest

from jumelage.model.values import Day
from jumelage.pages import Page
from jumelage.pages.page import Deed
from jumelage.pages.values import Link, Period, Said
from one_page import TODAY, page, site

EVENTS = """
- id: feest
  name: {nl: Feest, fr: Fête}
  municipality: zonnedal
  rhythm: yearly
  editions:
    - {year: 2025, start: 2025-05-01, end: 2025-05-03, theme: {nl: Brood, fr: Pain}}
    - {year: 2026, start: 2026-11-20, end: 2026-11-30}
    - {year: 2027}
- {id: lezing, name: {nl: Lezing, fr: Conférence}, municipality: zonnedal, editions: [{year: 2027, start: 2027-02-01}]}
- id: najaar
  name: {nl: Najaar, fr: Automne}
  municipality: zonnedal
  rhythm: yearly
  season: {nl: in november, fr: en novembre}
- {id: eens, name: {nl: Eens, fr: Jadis}, municipality: zonnedal, rhythm: once, editions: [{year: 2019}]}
- {id: soms, name: {nl: Soms, fr: Parfois}, municipality: zonnedal, season: {nl: soms, fr: parfois}}
"""
CALLS = """
- id: oproep
  name: {nl: Oproep, fr: Appel}
  municipality: zonnedal
  editions: [{year: 2026, opens: 2026-10, closes: 2026-11-25}]
"""


def agenda(folder: Path, today: date = TODAY, lang: str = "nl", **files: str) -> Page:
    files = {"events": EVENTS, "calls": CALLS, **files}
    return page(site(folder, today, None, **files), "agenda", "agenda", lang)


def reported(found: Page) -> dict[str, list[tuple[str, int | None]]]:
    return {state: [(one.link.title.text, one.year) for one in ones] for state, ones in found.agenda}


def test_what_is_open_closes_first_what_comes_begins_first_and_what_is_past_ends_last(tmp_path: Path) -> None:
    assert reported(agenda(tmp_path)) == {
        "open": [("Oproep", 2026), ("Feest", 2026)],
        "next": [("Lezing", 2027), ("Feest", 2027)],
        "yearly": [("Najaar", None)],
        "recurring": [("Soms", None)],
        "past": [("Feest", 2025), ("Eens", 2019)],
    }


@pytest.mark.parametrize(
    ("today", "state"),
    [
        pytest.param(date(2026, 11, 19), "next", id="the day before"),
        pytest.param(date(2026, 11, 20), "open", id="the first day"),
        pytest.param(date(2026, 11, 30), "open", id="the last day"),
        pytest.param(date(2026, 12, 1), "past", id="the day after"),
    ],
)
def test_an_edition_stands_as_its_days_say_on_any_day(today: date, state: str, tmp_path: Path) -> None:
    assert ("Feest", 2026) in reported(agenda(tmp_path, today))[state]


def test_an_event_lasts_the_day_that_is_known_and_a_call_has_yet_to_open(tmp_path: Path) -> None:
    later = (
        "- {id: oproep, name: {nl: O, fr: A}, municipality: zonnedal, editions: [{year: 2027, opens: 2027-01-15}]}\n"
    )
    call, event, feast = dict(agenda(tmp_path, calls=later).agenda)["next"]
    assert call.period == Period(Day.read("2027-01-15"), None, ahead=True)
    assert event.period == Period(Day.read("2027-02-01"), Day.read("2027-02-01"), ahead=True)
    assert feast.period is None


def test_an_occasion_leads_to_its_record_and_to_who_holds_it(tmp_path: Path) -> None:
    one = dict(agenda(tmp_path, lang="fr").agenda)["past"][0]
    assert one.link == Link(Said("Fête", "fr"), "/fr/evenements/feest/")
    assert one.owner == Link(Said("Valsoleil", "fr"), "/fr/communes/zonnedal/")
    assert one.theme == Said("Pain", "fr")


@pytest.mark.parametrize(
    ("rhythm", "state", "said"),
    [("yearly", "yearly", ""), ("monthly", "recurring", "monthly"), ("two-yearly", "recurring", "two-yearly")],
)
def test_only_what_is_held_every_year_stands_under_every_year(
    rhythm: str, state: str, said: str, tmp_path: Path
) -> None:
    event = f"- {{id: a, name: {{nl: A, fr: A}}, municipality: zonnedal, rhythm: {rhythm}}}\n"
    assert [(key, one.rhythm) for key, ones in agenda(tmp_path, events=event, calls="").agenda for one in ones] == [
        (state, said)
    ]


def test_there_is_a_calendar_when_a_day_is_known(tmp_path: Path) -> None:
    assert agenda(tmp_path, lang="fr").calendar == "/fr/agenda/calendar.ics"
    without = (
        "- {id: eens, name: {nl: Eens, fr: Jadis}, municipality: zonnedal, editions: [{year: 2026, start: 2026-12}]}\n"
    )
    found = site(tmp_path / "other", events=without)
    assert page(found, "agenda", "agenda").calendar == ""
    assert page(found, "event", "eens").calendar == ""
    assert page(found, "municipality", "zonnedal").calendar == ""


def test_an_event_its_municipality_and_nobody_else_has_a_calendar(tmp_path: Path) -> None:
    found = site(tmp_path, events=EVENTS, calls=CALLS)
    assert {one.path for one in found.pages if one.calendar and one.lang == "nl"} == {
        "/nl/agenda/",
        "/nl/evenementen/feest/",
        "/nl/evenementen/lezing/",
        "/nl/gemeenten/zonnedal/",
        "/nl/oproepen/oproep/",
    }


def test_the_menu_leads_to_the_agenda_when_there_is_something_in_it(tmp_path: Path) -> None:
    link = Link(Said("Agenda"), "/nl/agenda/")
    assert link in site(tmp_path, events=EVENTS).menus["nl"].main
    empty = site(tmp_path / "other").menus["nl"]
    assert link not in empty.main
    assert link in empty.all


def test_a_home_page_shows_the_beginning_and_nothing_of_what_is_past(tmp_path: Path) -> None:
    home = page(site(tmp_path, events=EVENTS), "home", "home")
    assert [state for state, _ in home.agenda] == ["open", "next", "yearly", "recurring"]


ACTION = """
- id: a
  municipality: zonnedal
  kind: twinning
  places: [aan-zee]
  actions:
    - title: {nl: Kom, fr: Venez}
      url: https://example.org/
      lang: fr
      until: 2026-11-22
      cost: {amount: 0, currency: EUR}
"""


@pytest.mark.parametrize(("today", "count"), [(date(2026, 11, 22), 1), (date(2026, 11, 23), 0)])
def test_what_a_reader_can_do_is_shown_until_its_last_day(today: date, count: int, tmp_path: Path) -> None:
    found = page(site(tmp_path, today, partnerships=ACTION), "partnership", "a").actions
    assert len(found) == count
    assert all(isinstance(one, Deed) and one.until and one.cost and one.link.extra == "Frans" for one in found)
