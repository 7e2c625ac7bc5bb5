"""A map as it is drawn: land, dots that do not hide each other, lines between them, and names where there is room."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from jumelage.pages.charts import Dot, Map
from jumelage.pages.values import Said
from jumelage.rendering.drawings.land import Box, Point, countries, outline, placed

WIDTH = 1000
RATIO = 0.56  # height to width
NARROWEST = 2_600_000  # metres: no map shows less
NORTH = -8_300_000  # metres: there is no land above
MARGIN = 0.12  # of the width, on each side
NEAR = 20  # units: dots that are nearer than that are one
MANY = 8  # names in the name of a link: who hears more is better off with the list
LETTER, LINE = 11, 24  # units: what a letter and a line of a name take


@dataclass(frozen=True, slots=True)
class Mark:
    """
    A dot, or several that would hide each other, and its centre; `label` is '' where there is no room for it.

    `apart` says that another mark has dots of the same country: its name alone would name both.
    """

    x: int
    y: int
    dots: tuple[Dot, ...]
    path: str
    label: str = ""
    label_x: int = 0
    label_y: int = 0
    anchor: str = "start"
    apart: bool = False

    @property
    def home(self) -> bool:
        """Whether only municipalities of the site's own stand here."""
        return all(dot.home for dot in self.dots)

    @property
    def exact(self) -> bool:
        """Whether it is known where in the country one of them is."""
        return any(dot.at for dot in self.dots)

    @property
    def names(self) -> tuple[Said, ...]:
        """The names of what stands here, each once."""
        return tuple(dict.fromkeys(dot.title for dot in self.dots))

    @property
    def title(self) -> str:
        """What stands beside the mark: the name, the country that several share, or the first two of several names."""
        if len(self.names) > 1 and self._land and not self.apart:
            return self._land
        return ", ".join(name.text for name in self.names[:2]) + (" …" if len(self.names) > 2 else "")

    @property
    def heard(self) -> str:
        """What begins the name of the link to several: all that is read beside it, for who says what they see."""
        return f"{self.label or self._land} {len(self.names)}".lstrip() if len(self.names) > 1 else ""

    @property
    def spoken(self) -> str:
        """The name of the link, or what follows in it: every name, with the country unless all of them are in one."""
        full = dict.fromkeys(f"{dot.title.text} – {dot.land.text}" for dot in self.dots)
        if len(self.names) == 1:
            return self.title if self.home else ", ".join(full)
        each = [name.text for name in self.names] if self._land else [*full]
        return ", ".join(each[:MANY]) + (" …" if len(each) > MANY else "")

    @property
    def _land(self) -> str:
        """The country that all of it is in; '' if there are several."""
        land, *others = {dot.land.text for dot in self.dots}
        return "" if others else land


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A drawing in units: its size, the path of the land, curves between marks, and marks from north to south."""

    width: int
    height: int
    land: str
    curves: tuple[str, ...]
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class _Group:
    """Dots that stand so near to each other that they become one mark."""

    x: float
    y: float
    numbers: list[int] = field(default_factory=list)


def map_drawing(shown: Map, anchor: str) -> MapDrawing | None:
    """Return the drawing of a map; `anchor` is where a mark of dots without a page of their own in common leads."""
    places = {number: at for number, dot in enumerate(shown.dots) if (at := _at(dot))}
    if len(places) < 2:
        return None
    box = _box(places.values())
    scale = WIDTH / (box[2] - box[0])
    points = {number: ((x - box[0]) * scale, (y - box[1]) * scale) for number, (x, y) in places.items()}
    groups = _groups(points, shown)
    marks = _labelled(_told_apart([_mark(group, shown, anchor) for group in groups]))
    where = {number: group for group in groups for number in group.numbers}
    pairs = dict.fromkeys(
        (id(where[a]), id(where[b])) for a, b in shown.lines if a in where and b in where and where[a] is not where[b]
    )
    by_id = {id(group): group for group in groups}
    curves = tuple(_curve(by_id[a], by_id[b]) for a, b in pairs)
    return MapDrawing(WIDTH, round(WIDTH * RATIO), outline(box, scale), curves, tuple(marks))


def _at(dot: Dot) -> Point | None:
    at = dot.at or countries().get(dot.country)
    return placed(*at) if at else None


def _box(points: Iterable[Point]) -> Box:
    """Return the part of the plane to show, in the shape of every map; in steps, so that maps can share their land."""
    xs, ys = zip(*points, strict=True)
    width = max(NARROWEST, (max(xs) - min(xs)) / (1 - 2 * MARGIN), (max(ys) - min(ys)) / RATIO / (1 - 2 * MARGIN))
    width = NARROWEST * 1.1 ** math.ceil(math.log(width / NARROWEST, 1.1))
    step = width / 40
    middle = [round((max(axis) + min(axis)) / 2 / step) * step for axis in (xs, ys)]
    half = width / 2
    top = max(middle[1] - half * RATIO, min(NORTH, *ys))
    return middle[0] - half, top, middle[0] + half, top + width * RATIO


def _groups(points: dict[int, Point], shown: Map) -> list[_Group]:
    """Return the dots in groups; those at home stand apart from partners only when there is room."""
    groups: list[_Group] = []
    for number, (x, y) in sorted(points.items(), key=lambda item: (not shown.dots[item[0]].home, item[0])):
        near = next((one for one in groups if math.hypot(one.x - x, one.y - y) < NEAR), None)
        if near is None:
            near = _Group(x, y)
            groups.append(near)
        near.numbers.append(number)
    return sorted(groups, key=lambda one: (one.y, one.x))


def _mark(group: _Group, shown: Map, anchor: str) -> Mark:
    dots = tuple(shown.dots[number] for number in group.numbers)
    paths = [{dot.path for dot in dots}, {shown.index if dot.home else dot.land_path for dot in dots}]
    path = next((one for (one, *others) in paths if one and not others), anchor)
    return Mark(round(group.x), round(group.y), dots, path)


def _told_apart(marks: list[Mark]) -> list[Mark]:
    titles = Counter(mark.title for mark in marks)
    return [replace(mark, apart=titles[mark.title] > 1) for mark in marks]


def _labelled(marks: list[Mark]) -> list[Mark]:
    """Return the marks with their names, each where it hides no mark and no other name, else without."""
    taken = [(mark.x - 14, mark.y - 14, mark.x + 14, mark.y + 14) for mark in marks]
    found = []
    for mark in marks:
        text = mark.title
        for x, y, anchor, box in _places(mark, len(text) * LETTER):
            fits = box[0] > 0 and box[2] < WIDTH and box[1] > 0 and box[3] < WIDTH * RATIO
            if fits and not any(_meet(box, other) for other in taken):
                taken.append(box)
                mark = replace(mark, label=text, label_x=x, label_y=y, anchor=anchor)  # noqa: PLW2901
                break
        found.append(mark)
    return found


def _places(mark: Mark, width: int) -> Iterator[tuple[int, int, str, tuple[int, int, int, int]]]:
    x, y = mark.x, mark.y
    yield x + 18, y + 7, "start", (x + 16, y - 12, x + 18 + width, y + 12)
    yield x - 18, y + 7, "end", (x - 18 - width, y - 12, x - 16, y + 12)
    yield x, y - 20, "middle", (x - width // 2, y - 20 - LINE, x + width // 2, y - 16)
    yield x, y + 36, "middle", (x - width // 2, y + 16, x + width // 2, y + 18 + LINE)


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _curve(start: _Group, end: _Group) -> str:
    """Return a line that is bent a little to its left, so that lines to one place do not hide each other."""
    across, down = end.x - start.x, end.y - start.y
    x, y = (start.x + end.x) / 2 + down * 0.12, (start.y + end.y) / 2 - across * 0.12
    return f"M{round(start.x)} {round(start.y)}Q{round(x)} {round(y)} {round(end.x)} {round(end.y)}"
