"""What maps, timelines and figures show, as values: where and when, not yet how it is drawn."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from jumelage.model.values import Day
from jumelage.pages.values import Link, Period, Said


@dataclass(frozen=True, slots=True)
class Dot:
    """
    A place on a map.

    `at` is its latitude and longitude in degrees, None when only its country is known; `land` names
    that, and `land_path` is the page of it; `home` says that it is a
    municipality of the site's own and no partner; `partners` are the municipalities that work there.
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
    """Places, and lines between them as pairs of their numbers, counted from 0; `index` is where all of them are."""

    dots: tuple[Dot, ...]
    lines: tuple[tuple[int, int], ...]
    index: str

    @property
    def lands(self) -> tuple[tuple[Said, tuple[Dot, ...]], ...]:
        """The partners' places by country, in the order of `dots`."""
        abroad = (dot for dot in self.dots if not dot.home)
        return tuple((land, tuple(dots)) for land, dots in groupby(abroad, key=attrgetter("land")))


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a figure: what is counted, how many, and where they are."""

    title: Said
    count: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """
    A figure, by the key of its heading in the group `chart` of the strings; `missing` are counted in no bar.

    `noted` says that a note in the group `chart.note` tells how it is counted.
    """

    label: str
    bars: tuple[Bar, ...]
    missing: int = 0
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """
    Something on a timeline: its day, what it is, and of what.

    `what` is a key in the group `moment` of the strings, or in `moment_of` where there is a link. `text` tells it in
    words where `what` is 'told', else where it was or who did it.
    """

    day: Day
    what: str
    link: Link | None = None
    text: Said | None = None

    @property
    def begin(self) -> date:
        """The day by which it is sorted: the first, or the last of one that has no first."""
        return self.day.last if self.day.first == date.min else self.day.first


@dataclass(frozen=True, slots=True)
class Span:
    """A bar of a timeline's drawing, from its first to its last day; an end that is open is None."""

    title: Said
    path: str
    kind: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries by day, oldest first, and what lasted, in order of its beginning; `today` ends what goes on."""

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
    An edition of an event or call in an agenda, or one that comes back and has no day yet.

    `state` is 'open', 'next', 'yearly', 'recurring' or 'past'; `period` its days, for a call those on which one can
    apply; `year` stands where no day is known, `season` where not even that is; `rhythm` is how often it comes back.
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
