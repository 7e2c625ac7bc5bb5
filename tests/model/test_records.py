"""Records; what the model refuses is worded in `test_broken_sites`."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from jumelage.kinds import KINDS
from jumelage.model import RECORDS
from jumelage.model.base import Amount, Contact, Dated, Location, Publish, Record
from jumelage.model.part import Part
from jumelage.model.people import Freshness, Person
from jumelage.model.places_and_parties import Municipality, Theme
from jumelage.model.recurring import CallEdition, EventEdition
from jumelage.model.texts import News, Page
from model_reading import read, refused

WATER = {"id": "water", "name": {"nl": "Water", "fr": "Eau"}}
PERSON: dict[str, Any] = {
    "id": "een-voorbeeld",
    "name": {"nl": "Een Voorbeeld", "fr": "Un Exemple"},
    "ground": {"kind": "consent", "file": "2026/12"},
    "adult": "true",
    "adoptions": [{"municipality": "zonnedal", "day": "2025"}],
    "status": {"value": "unknown", "as_of": "2026"},
    "review_by": "2026-03",
}


BEFORE_MAY = {"before": "2020-05"}


@pytest.mark.parametrize(
    ("written", "day", "status"),
    [
        pytest.param({"since": "2020-05"}, date(2020, 4, 30), "planned", id="the day before"),
        pytest.param({"since": "2020-05"}, date(2020, 5, 1), "open", id="the first day, without an end"),
        pytest.param({"since": "2020-05", "until": "2021"}, date(2020, 5, 1), "active", id="the first day"),
        pytest.param({"since": "2019", "until": "2020"}, date(2020, 12, 31), "active", id="the last day"),
        pytest.param({"until": "2020"}, date(2020, 12, 31), "", id="the last day of what may not have begun"),
        pytest.param({"until": "2020"}, date(2021, 1, 1), "ended", id="the day after"),
        pytest.param({}, date(2021, 1, 1), "open", id="no period"),
        pytest.param({"since": BEFORE_MAY, "until": "2021"}, date(2020, 5, 31), "", id="the last day it may begin"),
        pytest.param({"since": BEFORE_MAY, "until": "2021"}, date(2020, 6, 1), "active", id="it has surely begun"),
        pytest.param({"since": "2019", "until": {"after": "2020"}}, date(2020, 5, 1), "", id="its end is vague"),
        pytest.param({"since": "2020", "until": "2020-03"}, date(2020, 2, 1), "active", id="within one year"),
    ],
)
def test_a_period_has_a_status_on_each_day(written: dict[str, object], day: date, status: str) -> None:
    assert read(Dated, written).status(day) == status


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param({}, True, id="nothing said"),
        pytest.param({"draft": "true"}, False, id="a draft"),
        pytest.param({"draft": "false"}, True, id="no draft"),
        pytest.param({"publish": {"from": "2026-11-23"}}, True, id="from today"),
        pytest.param({"publish": {"from": "2026-11-24"}}, False, id="from tomorrow"),
        pytest.param({"publish": {"until": "2026-11-23"}}, True, id="until today"),
        pytest.param({"publish": {"until": "2026-11-22"}}, False, id="until yesterday"),
        pytest.param({"publish": {"from": None, "until": None}}, True, id="an empty window"),
    ],
)
def test_a_record_is_shown_from_its_first_to_its_last_day(written: dict[str, Any], shown: bool) -> None:
    assert read(Theme, {**WATER, **written}).published(date(2026, 11, 23)) is shown


@pytest.mark.parametrize(
    ("day", "freshness"),
    [
        pytest.param(date(2026, 3, 31), Freshness.FRESH, id="on the last day"),
        pytest.param(date(2026, 4, 1), Freshness.IN_REVIEW, id="the day after"),
        pytest.param(date(2026, 6, 29), Freshness.IN_REVIEW, id="90 days later"),
        pytest.param(date(2026, 6, 30), Freshness.UNVERIFIED, id="91 days later"),
    ],
)
def test_what_is_known_of_a_person_is_relied_upon_until_90_days_after_its_review(
    day: date, freshness: Freshness
) -> None:
    assert read(Person, PERSON).freshness(day) is freshness


def test_a_person_is_not_listed_unless_the_entry_says_so() -> None:
    assert read(Person, PERSON).listed is False
    assert read(Person, {**PERSON, "listed": "true"}).listed is True


@pytest.mark.parametrize(
    "ground",
    [
        pytest.param({"kind": "consent"}, id="consent without its reference"),
        pytest.param({"kind": "public-campaign", "organisation": "vrienden"}, id="a campaign without its source"),
        pytest.param({"kind": "public-campaign", "source": "Oproep"}, id="a campaign without its leader"),
        pytest.param({"kind": "public-campaign", "file": "2026/12"}, id="a campaign with a reference"),
        pytest.param({"kind": "official-page"}, id="an official page without its source"),
        pytest.param({"kind": "official-page", "source": "Oproep"}, id="an official page without its address"),
    ],
)
def test_a_ground_is_stated_in_full(ground: dict[str, str]) -> None:
    assert refused(Person, {**PERSON, "ground": ground, "sources": [{"title": "Oproep"}]}) == ["missing-field"]


NAMED = {
    **PERSON,
    "ground": {"kind": "official-page", "source": "Pagina"},
    "sources": [{"title": "Pagina", "publisher": "zonnedal", "url": "https://example.org/"}],
    "status": {"value": "unknown", "as_of": "2022-03-11"},
}
ACTION = {"title": {"nl": "A", "fr": "A"}, "url": "https://example.org/", "lang": "fr"}


def test_a_person_whom_only_an_official_page_names_may_stand_there_unlisted() -> None:
    person = read(Person, {**NAMED, "listed": "false", "actions": []})
    assert (person.listed, person.actions, person.adoptions[0].form) == (False, (), "adopted")


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"listed": "true"}, id="listed"),
        pytest.param({"actions": [ACTION]}, id="a demand"),
        pytest.param({"status": {"value": "released", "as_of": "2022"}}, id="a situation"),
    ],
)
def test_an_official_page_proves_no_more_than_that_the_name_is_public(more: dict[str, object]) -> None:
    assert refused(Person, {**NAMED, **more}) == ["person-ground"]


@pytest.mark.parametrize("phone", ["+", "+ ", "+32a", "0032 2 5550000", "+32/2", ""])
def test_a_telephone_number_has_a_plus_and_digits(phone: str) -> None:
    assert refused(Contact, {"function": {"nl": "Dienst", "fr": "Service"}, "phone": phone}) == ["invalid-value"]


def test_a_ground_names_one_of_the_sources_of_the_entry() -> None:
    ground = {"kind": "public-campaign", "organisation": "vrienden", "source": "Oproep"}
    assert refused(Person, {**PERSON, "ground": ground}) == ["unknown-reference"]
    assert refused(Person, {**PERSON, "ground": ground, "sources": "Oproep"}) == ["tuple_type"]
    assert read(Person, {**PERSON, "ground": ground, "sources": [{"title": "Oproep"}]}).ground.source == "Oproep"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        pytest.param(Location, {"lat": "90", "lon": "-180"}, id="the ends of the earth"),
        pytest.param(Amount, {"amount": "0", "currency": "EUR"}, id="nothing"),
        pytest.param(Contact, {"function": {"nl": "Dienst", "fr": "Service"}, "phone": "+32 2 5550000"}, id="a phone"),
        pytest.param(Publish, {"from": "2020", "until": "2020"}, id="a year"),
        pytest.param(Publish, {"from": "2020-05-07", "until": "2020-05-07"}, id="shown for a day"),
        pytest.param(Dated, {"since": "2020-05-07", "until": "2020-05-07"}, id="a day"),
        pytest.param(
            EventEdition, {"year": "2020", "start": "2020-05-07", "end": "2020-05-07"}, id="an event of a day"
        ),
        pytest.param(EventEdition, {"year": "2020", "end": "2020-05-07"}, id="an event whose end is known"),
        pytest.param(EventEdition, {"year": "2020", "start": "2020-05-07"}, id="an event whose start is known"),
        pytest.param(
            CallEdition, {"year": "2020", "opens": "2020-05-07", "closes": "2020-05-07"}, id="a call of a day"
        ),
        pytest.param(CallEdition, {"year": "2020", "opens": "2020-05-07"}, id="a call whose opening is known"),
        pytest.param(CallEdition, {"year": "2020", "closes": "2020-05-07"}, id="a call whose closing is known"),
        pytest.param(Municipality, {**WATER, "contact": None, "postcodes": None}, id="empty fields of a form"),
    ],
)
def test_what_is_sound_is_read(kind: type[Part], value: dict[str, Any]) -> None:
    assert isinstance(read(kind, value), kind)


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        read(Theme, WATER).id = "zee"


@pytest.mark.parametrize("record", [*RECORDS.values(), News, Page], ids=lambda record: record.kind_name)
def test_every_field_is_described(record: type[Record]) -> None:
    fields = record.model_fields
    assert [name for name, field in fields.items() if not (field.description or "").endswith((".", "…"))] == []


def test_each_kind_of_record_has_its_own_file() -> None:
    assert {*RECORDS, "news", "page"} == set(KINDS)
    assert len({record.file for record in RECORDS.values()}) == len(RECORDS)
