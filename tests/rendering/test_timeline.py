"""A timeline is drawn on a scale of whole years that holds all of it."""

from datetime import date

import pytest

from jumelage.pages.charts import Span, Timeline
from jumelage.pages.values import Said
from jumelage.rendering.drawings.timeline import MOST_TICKS, WIDTH, timeline_drawing

TODAY = date(2026, 11, 22)


def drawn(*ends: tuple[date | None, date | None]) -> Timeline:
    spans = tuple(Span(Said("a"), "/a/", "partnership", since, until) for since, until in ends)
    return Timeline((), spans, TODAY)


def test_a_bar_goes_from_its_beginning_to_its_end_or_to_today() -> None:
    found = timeline_drawing(drawn((date(2010, 1, 1), date(2014, 12, 31)), (date(2015, 1, 1), None)))
    assert found
    first, second = found.strips
    assert abs(first.x + first.width - second.x) <= 1
    assert abs(second.x + second.width - found.today) <= 1
    assert (first.open, second.open) == (False, True)


def test_what_has_no_known_beginning_starts_at_the_left_and_is_vague() -> None:
    found = timeline_drawing(drawn((date(2010, 1, 1), None), (None, date(2014, 1, 1))))
    assert found
    assert [(strip.x, strip.vague) for strip in found.strips] == [(0, False), (0, True)]


@pytest.mark.parametrize("first", [2026, 2020, 2004, 1985, 1950, 1900, 1600])
def test_there_are_few_years_and_all_lie_within(first: int) -> None:
    found = timeline_drawing(drawn((date(first, 6, 1), date(2027, 5, 1))))
    assert found
    assert 1 <= len(found.ticks) <= MOST_TICKS + 2
    assert found.ticks[0].year <= first
    assert all(0 <= tick.x < WIDTH for tick in found.ticks)
    assert all(strip.x >= 0 and strip.x + strip.width <= WIDTH for strip in found.strips)


def test_what_lasted_a_day_can_be_seen() -> None:
    found = timeline_drawing(drawn((date(1990, 1, 1), date(1990, 1, 1)), (date(2010, 1, 1), None)))
    assert found
    assert found.strips[0].width == 4


def test_nothing_that_lasts_is_no_drawing() -> None:
    assert timeline_drawing(drawn()) is None
