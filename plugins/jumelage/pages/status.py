"""The status of a partnership, programme or project: as stated by a source or proved by its period."""

from datetime import date, timedelta

from jumelage.model.base import Source
from jumelage.model.values import Day
from jumelage.model.work import Lasting, Partnership, State, Status
from jumelage.pages.values import Said
from jumelage.pages.values import State as Shown

RELIED_UPON = timedelta(days=2 * 365)
UNENDED = "no-end-known"


def first_day(one: Partnership) -> tuple[str, Day] | None:
    """Return the field and day that count as the start of a partnership: start, or else signature or official act."""
    if one.since:
        return "since", one.since
    if one.signed:
        return "signed", one.signed.on
    return ("made_official", one.made_official.on) if one.made_official else None


def status(record: Lasting, today: date, source: Source | None = None, by: Said | None = None) -> Shown | None:
    """
    Return the status of a record; `source` is its newest source, `by` the publisher of that.

    It is None if nothing is certain: without period and source, or with a future end if the start is unknown or the
    newest source is too old.
    """
    computed = record.status(today)
    stated = _heard(record.stated, computed)
    if stated and (stated.value is State.ENDED or not old(stated.as_of, today)):
        return Shown(stated.value, by, stated.as_of, stated=True)
    if computed in {"planned", "ended"} or (computed == "active" and not _stale(source, today)):
        return Shown(computed)
    if computed != "open":
        return None
    if stated:
        return Shown(stated.value, by, stated.as_of, stated=True, sure=False)
    if record.since or source:
        return Shown(UNENDED, by, source.date if source else None, sure=False)
    return None


def _heard(stated: Status | None, computed: str) -> Status | None:
    """Return the status stated by a source, unless the period contradicts it."""
    overtaken = {State.PLANNED: {"active", "ended"}, State.ACTIVE: {"ended"}, State.DORMANT: {"ended"}}
    return None if stated and computed in overtaken.get(stated.value, ()) else stated


def _stale(source: Source | None, today: date) -> bool:
    return bool(source and source.date and old(source.date, today))


def old(day: Day, today: date) -> bool:
    """Return whether information of a day is outdated: more than two years old."""
    return last(day) < today - RELIED_UPON


def last(day: Day | None) -> date:
    """Return the last date that a day may mean; the first if only bounds are known; `date.min` for None."""
    if day is None:
        return date.min
    return day.first if day.bounded else day.last
