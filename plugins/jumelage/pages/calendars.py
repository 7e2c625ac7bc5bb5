"""Determines which pages have a calendar to subscribe to: those with at least one exact date."""

from collections.abc import Iterable

from jumelage.graph import Key
from jumelage.model.base import Record
from jumelage.model.recurring import Call, Event
from jumelage.pages.editions import ends
from jumelage.pages.teller import Teller

HELD = ("event", "call")


def calendar_of(kind: str, name: str, teller: Teller) -> str:
    """Return the path of the calendar of an event, a call, a municipality or the agenda, '' if it has none."""
    graph = teller.graph
    if kind == "agenda":
        above = teller.index(kind)
        keys: Iterable[Key] = [(held, one) for held in HELD for one in graph.records[held]]
    elif kind in {*HELD, "municipality"}:
        above = teller.path(kind, name)
        keys = [(kind, name)] if kind in HELD else graph.named_by.get((kind, name), ())
    else:
        return ""
    return f"{above}calendar.ics" if any(_dated(teller.record(key)) for key in keys) else ""


def _dated(record: Record | None) -> bool:
    """Return whether a record has an edition with an exact date."""
    found = record.editions if isinstance(record, Event | Call) else ()
    return any(day and day.precision == "day" for one in found for day in ends(one))
