"""Calendar files hold whole days, each event under a name of its own that never changes."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

import making
from jumelage.exports.calendar import CALENDARS
from one_page import site

EVENTS = """
- id: feest
  name: {nl: "Feest, en meer", fr: Fête}
  summary: {nl: Kom; neem brood mee., fr: Venez.}
  updated: 2026-03-01
  municipality: zonnedal
  editions:
    - {year: 2026, start: 2026-11-20, end: 2026-11-30, theme: {nl: Brood, fr: Pain}}
    - {year: 2026, start: 2026-05-01}
    - {year: 2026, start: 2026-07}
    - {year: 2025, start: 2025-06-01, end: 2025-07}
    - {year: 2024}
- {id: vaag, name: {nl: Vaag, fr: Vague}, municipality: maanberg, editions: [{year: 2026, start: 2026-11}]}
"""
CALLS = """
- id: oproep
  name: {nl: Oproep, fr: Appel}
  municipality: maanberg
  editions: [{year: 2027, opens: 2027-01, closes: 2027-03-31}]
"""
MUNICIPALITIES = """
- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil}}
- {id: maanberg, name: {nl: Maanberg, fr: Montlune}}
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder: Path = tmp_path_factory.mktemp("site")
    return making.files(CALENDARS, site(folder, events=EVENTS, calls=CALLS, municipalities=MUNICIPALITIES))


def read(data: bytes) -> Any:
    return Calendar.from_ical(data)


def events(data: bytes) -> list[tuple[str, date, date]]:
    """Return the title, the first day and the day after the last of each event."""
    found = read(data).walk("VEVENT")
    return [(str(one["summary"]), one["dtstart"].dt, one["dtend"].dt) for one in found]


def test_an_event_has_its_days_the_last_one_included(files: dict[str, bytes]) -> None:
    assert events(files["/nl/evenementen/feest/calendar.ics"]) == [
        ("Feest, en meer", date(2025, 6, 1), date(2025, 6, 2)),
        ("Feest, en meer: Brood", date(2026, 11, 20), date(2026, 12, 1)),
        ("Feest, en meer", date(2026, 5, 1), date(2026, 5, 2)),
    ]


def test_of_a_call_the_last_day_is_told(files: dict[str, bytes]) -> None:
    assert events(files["/fr/appels/oproep/calendar.ics"]) == [
        ("Dernier jour\u00a0: Appel", date(2027, 3, 31), date(2027, 4, 1))
    ]


def test_a_municipality_has_its_own_and_the_agenda_all(files: dict[str, bytes]) -> None:
    assert {title for title, *_ in events(files["/nl/gemeenten/maanberg/calendar.ics"])} == {"Laatste dag: Oproep"}
    own = [*events(files["/nl/evenementen/feest/calendar.ics"]), *events(files["/nl/oproepen/oproep/calendar.ics"])]
    assert sorted(events(files["/nl/agenda/calendar.ics"])) == sorted(own)
    assert "/nl/evenementen/vaag/calendar.ics" not in files


def test_no_two_events_share_a_name_and_it_is_the_same_in_every_file(files: dict[str, bytes]) -> None:
    names = [str(one["uid"]) for one in read(files["/nl/agenda/calendar.ics"]).walk("VEVENT")]
    assert len(set(names)) == len(names)
    own = [str(one["uid"]) for one in read(files["/nl/oproepen/oproep/calendar.ics"]).walk("VEVENT")]
    assert own == ["call-oproep-2027-1-closes-nl@localhost"]
    assert set(own) <= set(names)


def test_a_calendar_says_what_it_is_and_nothing_of_when_it_was_written(files: dict[str, bytes]) -> None:
    data = files["/nl/evenementen/feest/calendar.ics"]
    calendar = read(data)
    assert (calendar["version"], calendar["x-wr-calname"]) == ("2.0", "Feest, en meer")
    event = calendar.walk("VEVENT")[0]
    assert event["url"] == "http://localhost:8000/nl/evenementen/feest/"
    assert event["description"] == "Kom; neem brood mee."
    assert event["dtstamp"].dt.date() == date(2026, 3, 1)
    assert b"DTSTART;VALUE=DATE:" in data
    assert b"\r\n" in data
    assert f"{date.today():%Y%m%d}T".encode() not in data
    assert read(files["/fr/agenda/calendar.ics"])["x-wr-calname"] == "Agenda – Jumelage"
