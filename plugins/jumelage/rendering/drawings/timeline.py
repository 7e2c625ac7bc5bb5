"""A timeline as it is drawn: a bar for each thing that lasted, under the years."""

from dataclasses import dataclass
from datetime import date

from jumelage.pages.charts import Timeline
from jumelage.pages.values import Said

WIDTH = 640
TOP, ROW = 40, 52  # units: room for the years, and for a name with its bar
STEPS = (1, 2, 5, 10, 20, 50)
MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Tick:
    """A year and where it begins, in units from the left."""

    year: int
    x: int


@dataclass(frozen=True, slots=True)
class Strip:
    """A bar with its name above it; `open` says that it goes on, `vague` that nobody knows when it began."""

    title: Said
    path: str
    kind: str
    x: int
    y: int
    width: int
    open: bool
    vague: bool


@dataclass(frozen=True, slots=True)
class TimelineDrawing:
    """A drawing in units: its size, years and bars, and where today is."""

    width: int
    height: int
    ticks: tuple[Tick, ...]
    strips: tuple[Strip, ...]
    today: int


def timeline_drawing(shown: Timeline) -> TimelineDrawing | None:
    """Return the drawing of a timeline, None when nothing in it lasted."""
    if not shown.spans:
        return None
    known = [day for span in shown.spans for day in (span.since, span.until) if day] + [shown.today]
    first, last = min(known).year, max(known).year + 1
    step = next((one for one in STEPS if (last - first) / one <= MOST_TICKS), STEPS[-1])
    first, last = first // step * step, -(-last // step) * step
    begin, whole = date(first, 1, 1), (date(last, 1, 1) - date(first, 1, 1)).days

    def x(day: date) -> int:
        return round((day - begin).days / whole * WIDTH)

    strips = []
    for number, span in enumerate(shown.spans):
        # What has no end goes on as far as anybody can know: to today.
        start, end = x(span.since) if span.since else 0, x(span.until or shown.today)
        vague = span.since is None
        place = TOP + number * ROW
        width = max(4, end - start)
        strips.append(Strip(span.title, span.path, span.kind, start, place, width, span.until is None, vague))
    ticks = tuple(Tick(year, x(date(year, 1, 1))) for year in range(first, last, step))
    return TimelineDrawing(WIDTH, TOP + len(strips) * ROW, ticks, tuple(strips), x(shown.today))
