"""The data of maps, timelines and charts, independent of how they are drawn."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from jumelage.model.values import Day
from jumelage.pages.values import Link, Period, Said

# If there are more places than this, the list of a map has one entry for each country.
CROWD = 60


@dataclass(frozen=True, slots=True)
class Dot:
    """
    A place on a map.

    `at` is its latitude and longitude in degrees, None if only its country is known; `land` is the name of the country
    and `land_path` its page; `home` marks a municipality of the site itself, not a partner; `partners` are the
    municipalities that work there.
    """

    title: Said
    path: str
    country: str
    land: Said
    land_path: str = ""
    at: tuple[float, float] | None = None
    home: bool = False
    partners: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Map:
    """
    Places, and lines between them as pairs of indexes into `dots`.

    `index` is the path of the municipality index, `here` that of the page that shows the map.
    """

    dots: tuple[Dot, ...]
    lines: tuple[tuple[int, int], ...]
    index: str
    here: str = ""

    @property
    def crowded(self) -> bool:
        """Whether there are so many places abroad that a list names their countries only."""
        return sum(not dot.home for dot in self.dots) > CROWD

    @property
    def lands(self) -> tuple[tuple[Said, tuple[Dot, ...]], ...]:
        """The partners' places by country, in the order of `dots`."""
        abroad = (dot for dot in self.dots if not dot.home)
        return tuple((land, tuple(dots)) for land, dots in groupby(abroad, key=attrgetter("land")))


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: what is counted, how many, and the path of its page."""

    title: Said
    count: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """
    A chart; `label` is the key of its heading in the group `chart` of the strings; `missing` are not in any bar.

    With `noted`, a note in the group `chart.note` explains how it is counted.
    """

    label: str
    bars: tuple[Bar, ...]
    missing: int = 0
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """
    An event on a timeline: its day, what happened, and to which record.

    `what` is a key in the group `moment` of the strings, or in `moment_of` if there is a link. `text` describes the
    event if `what` is 'told'; otherwise it is where it was or who did it.
    """

    day: Day
    what: str
    link: Link | None = None
    text: Said | None = None

    @property
    def begin(self) -> date:
        """The date to sort by: the first, or the last if there is no first."""
        return self.day.last if self.day.first == date.min else self.day.first


@dataclass(frozen=True, slots=True)
class Span:
    """A bar in the drawing of a timeline, from its first to its last day; None for an open end."""

    title: Said
    path: str
    kind: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries by day, oldest first, and spans by their start; spans that are still open end at `today`."""

    entries: tuple[Entry, ...]
    spans: tuple[Span, ...]
    today: date

    @property
    def years(self) -> tuple[tuple[int, tuple[Entry, ...]], ...]:
        """The entries by year, oldest first."""
        return tuple((year, tuple(found)) for year, found in groupby(self.entries, key=lambda entry: entry.begin.year))


@dataclass(frozen=True, slots=True)
class Occasion:
    """
    An edition of an event or call in an agenda, or a recurring one without a date yet.

    `state` is 'open', 'next', 'yearly', 'recurring' or 'past'; `period` its days, for a call the application period;
    `year` is shown if no day is known, `season` if no year is known either; `rhythm` is how often it recurs.
    """

    kind: str
    link: Link
    state: str
    owner: Link | None = None
    year: int | None = None
    period: Period | None = None
    theme: Said | None = None
    season: Said | None = None
    rhythm: str = ""
