"""The next day on which the site must be rebuilt because its content depends on the date."""

from collections.abc import Iterator
from datetime import date, timedelta

from jumelage.graph import Graph
from jumelage.model.base import Dated, Record
from jumelage.model.people import Person
from jumelage.model.recurring import Call, Event
from jumelage.model.values import Day
from jumelage.model.work import Lasting, Project
from jumelage.pages.editions import ends
from jumelage.pages.status import RELIED_UPON, last

REVIEW = timedelta(days=90)
A_DAY = timedelta(days=1)


def next_change(graph: Graph, today: date) -> date | None:
    """Return the first day after `today` on which a page may differ, None if there is none."""
    records = (sourced.record for sourced in graph.sources.values() if not sourced.record.draft)
    days = (day for record in records for day in _days(record))
    return min((day for day in days if today < day < date.max), default=None)


def _days(record: Record) -> Iterator[date]:
    if record.publish:
        yield from _turns(record.publish.from_, record.publish.until)
    if isinstance(record, Dated):
        yield from _turns(record.since, record.until)
        yield from (_after(last(source.date) + RELIED_UPON) for source in record.sources if source.date)
    if isinstance(record, Lasting) and record.stated:
        yield _after(last(record.stated.as_of) + RELIED_UPON)
    if isinstance(record, Project) and record.support:
        yield from _turns(record.support.since, record.support.until)
    if isinstance(record, Event | Call):
        for edition in record.editions:
            yield from _turns(*ends(edition))
            yield date(edition.year + 1, 1, 1)
    if isinstance(record, Person):
        yield _after(record.review_by.last)
        yield _after(record.review_by.last + REVIEW)
    for action in getattr(record, "actions", ()):
        yield from _turns(None, action.until)


def _turns(first: Day | None, last: Day | None) -> Iterator[date]:
    """Yield the day on which something starts, and the days after its start and after its end."""
    yield from (day.first for day in (first,) if day)
    yield from (_after(day.last) for day in (first, last) if day)


def _after(day: date) -> date:
    return day + A_DAY if day < date.max else date.max
