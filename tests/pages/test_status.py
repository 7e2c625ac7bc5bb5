"""What is said of how something stands: only what a source states or a period proves, on any day."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jumelage.languages import Languages
from jumelage.model import RECORDS
from jumelage.model.base import Source
from jumelage.model.work import Lasting
from jumelage.pages.status import UNENDED, status

TODAY = date(2026, 11, 22)
KINDS: dict[str, dict[str, object]] = {
    "partnership": {"municipality": "a", "kind": "twinning", "places": ["b"]},
    "programme": {"name": {"nl": "A", "fr": "A"}},
    "project": {"name": {"nl": "A", "fr": "A"}, "municipality": "a"},
}
FRESH, OLD, UNDATED = {"title": "A", "date": "2025"}, {"title": "A", "date": "2023"}, {"title": "A"}
ACTIVE: dict[str, object] = {"value": "active", "as_of": "2025"}


def read(kind: str, **fields: object) -> Lasting:
    record = RECORDS[kind].model_validate({"id": "a", **KINDS[kind], **fields}, context={"languages": Languages()})
    assert isinstance(record, Lasting)
    return record


def said(kind: str, **fields: object) -> str:
    """Return how a record with one source at most stands: a word, in brackets when it may no longer hold."""
    record = read(kind, **fields)
    state = status(record, TODAY, next(iter(record.sources), None))
    return "" if state is None else state.value if state.sure else f"({state.value})"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("fields", "word"),
    [
        pytest.param({}, "", id="nothing is known"),
        pytest.param({"since": "2004"}, "(no-end-known)", id="a beginning"),
        pytest.param({"sources": [FRESH]}, "(no-end-known)", id="a fresh source alone"),
        pytest.param({"since": "2004", "sources": [FRESH]}, "(no-end-known)", id="a beginning by a fresh source"),
        pytest.param({"since": "2004", "sources": [OLD]}, "(no-end-known)", id="a beginning by an old source"),
        pytest.param({"since": "2026-11-22", "until": "2027"}, "active", id="from today until later"),
        pytest.param({"since": "2020", "until": "2026-11-22"}, "active", id="until today"),
        pytest.param({"since": "2022", "until": "2026", "sources": [UNDATED]}, "active", id="a period, undated"),
        pytest.param({"since": "2022", "until": "2026", "sources": [OLD]}, "", id="a period by an old source"),
        pytest.param({"until": "2026-11-22"}, "", id="an end to come, of what may not have begun"),
        pytest.param({"until": {"after": "2020"}}, "", id="an end nobody knows well"),
        pytest.param({"since": "2026-11-23", "sources": [OLD]}, "planned", id="from tomorrow"),
        pytest.param({"until": "2026-11-21", "sources": [OLD]}, "ended", id="until yesterday"),
        pytest.param({"until": {"before": "2026-11-01"}}, "ended", id="until before a day"),
        pytest.param({"status": ACTIVE}, "active", id="a source states it"),
        pytest.param({"status": ACTIVE, "sources": [OLD]}, "active", id="one states it, another is old"),
        pytest.param({"status": ACTIVE | {"as_of": "2024-11-22"}}, "active", id="it states it, two years ago"),
        pytest.param({"status": ACTIVE | {"as_of": "2024-11-21"}}, "(active)", id="it states it, longer ago"),
        pytest.param({"status": ACTIVE, "until": "2025-06"}, "ended", id="stated before its end"),
        pytest.param(
            {"status": ACTIVE | {"as_of": "2019"}, "until": "2030"}, "", id="stated long ago, with an end to come"
        ),
        pytest.param(
            {"status": ACTIVE | {"as_of": "2019"}, "since": "2018", "until": "2030"},
            "active",
            id="stated long ago, within its period",
        ),
        pytest.param({"status": {"value": "dormant", "as_of": "2026"}, "since": "2004"}, "dormant", id="it rests"),
        pytest.param({"status": {"value": "dormant", "as_of": "2020"}}, "(dormant)", id="it rested long ago"),
        pytest.param({"status": {"value": "planned", "as_of": "2026"}}, "planned", id="it is planned"),
        pytest.param(
            {"status": {"value": "planned", "as_of": "2026"}, "since": "2025", "until": "2027"},
            "active",
            id="it was planned and has begun",
        ),
        pytest.param({"status": {"value": "ended", "as_of": "2019"}}, "ended", id="stated as over, whenever"),
    ],
)
def test_a_word_is_said_where_a_source_or_the_period_proves_it(kind: str, fields: dict[str, object], word: str) -> None:
    assert said(kind, **fields) == word


def test_the_end_of_a_support_is_not_the_end_of_a_project() -> None:
    assert said("project", support={"since": "2019", "until": "2020"}, sources=[OLD]) == "(no-end-known)"


DAYS = st.one_of(
    st.integers(2000, 2050).map(str),
    st.dates(date(2000, 1, 1), date(2050, 12, 31)).map(date.isoformat),
    st.integers(2000, 2050).map(lambda year: {"after": str(year)}),
    st.integers(2000, 2050).map(lambda year: {"before": str(year)}),
)
OPTIONAL = st.one_of(st.none(), DAYS)


@given(
    kind=st.sampled_from([*KINDS]), since=OPTIONAL, dated=OPTIONAL, today=st.dates(date(2000, 1, 1), date(2050, 1, 1))
)
@settings(max_examples=200, deadline=None)
def test_without_an_end_or_a_stated_status_nothing_is_called_active_or_ended(
    kind: str, since: object, dated: object, today: date
) -> None:
    record = read(kind, since=since)
    source = Source.model_validate({"title": "A", "date": dated}, context={"languages": Languages()})
    for one in (None, source):
        state = status(record, today, one)
        assert state is None or state.value in {"planned", UNENDED}
        assert state is None or state.value == "planned" or not state.sure
