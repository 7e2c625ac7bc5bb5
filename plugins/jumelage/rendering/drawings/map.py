"""A map as it is drawn: land, dots that do not hide each other, lines between them, and names where there is room."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from jumelage.pages.charts import CROWD, Dot, Map
from jumelage.pages.values import Said
from jumelage.rendering.drawings.arcs import arcs
from jumelage.rendering.drawings.clusters import Cluster, clustered
from jumelage.rendering.drawings.land import Box, Point, countries, folder, level_for, placed, unit, within

NARROWEST = 2_600  # kilometres: no map shows less
WHOLE = 35_400  # kilometres: the width of the world, with a margin
NORTH = -8_500  # kilometres: there is no land above
MARGIN = 0.12  # of the width, on each side
EDGE = 0.03  # of the width: no dot is nearer to the upper edge
MANY = 8  # names in the name of a link: to hear more, the list is better
LANDS = 3  # countries in the label of a mark


@dataclass(frozen=True, slots=True)
class Frame:
    """
    How a map is laid out, in units of its drawing; it is as high as its places need, between two limits.

    `near` is the least distance between two marks, `radius` that of a dot, `digit` what a digit of a count takes;
    `letter` and `line` are what a letter and a line of a name take. The land has the detail of a drawing of `detail`
    units, so that the drawings of one map share its pieces.
    """

    width: int
    lowest: int
    highest: int
    near: int
    radius: int
    detail: int
    digit: int
    letter: int
    line: int

    def size(self, names: int) -> int:
        """Return the radius of the mark of so many names: the number fits into it."""
        return self.radius if names < 2 else self.radius + self.digit * len(str(names))


# For screens on which a unit is a pixel, more or less; marks are then far enough from each other for a finger.
FRAMES = {
    "wide": Frame(1000, 500, 560, near=26, radius=9, detail=1000, digit=5, letter=11, line=24),
    "narrow": Frame(340, 200, 340, near=26, radius=7, detail=1000, digit=4, letter=8, line=18),
    "small": Frame(340, 200, 340, near=26, radius=7, detail=500, digit=4, letter=8, line=18),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """
    A dot, or several that would hide each other, its centre and its radius; `dot` is the radius of one dot.

    `label` is '' where there is no room for it; its place is counted from the centre. `apart` says that another mark
    has the same title. `parts` are several dots with their own places, if there are few enough to show them one by one.
    """

    x: int
    y: int
    dots: tuple[Dot, ...]
    path: str
    radius: int
    dot: int
    parts: tuple[tuple[Dot, float, float], ...] = ()
    label: str = ""
    label_x: int = 0
    label_y: int = 0
    anchor: str = "start"
    apart: bool = False

    @property
    def home(self) -> bool:
        """Whether these are only municipalities of the site."""
        return all(dot.home for dot in self.dots)

    @property
    def exact(self) -> bool:
        """Whether it is known where in the country one of them is."""
        return any(dot.at for dot in self.dots)

    @property
    def names(self) -> tuple[Said, ...]:
        """The names of the dots, each once."""
        return tuple(dict.fromkeys(dot.title for dot in self.dots))

    @property
    def lands(self) -> tuple[str, ...]:
        """The names of the countries of the dots, each once."""
        return tuple(dict.fromkeys(dot.land.text for dot in self.dots))

    @property
    def title(self) -> str:
        """The words beside the mark: a name, or the countries that several are in; '' if that would be too much."""
        names = [name.text for name in self.names]
        if len(names) == 1 and self.apart:
            return f"{names[0]}, {self.lands[0]}"
        if len(names) == 1 or (len(names) == 2 and (self.apart or len(self.lands) == 2)):
            return ", ".join(names)
        return ", ".join(self.lands) if len(self.lands) <= LANDS and not self.apart else ""

    @property
    def heard(self) -> str:
        """The beginning of the name of the link to several: all that is read beside it, for voice control."""
        if len(self.names) == 1:
            return ""
        return f"{self.label or (self.lands[0] if len(self.lands) == 1 else '')} {len(self.names)}".lstrip()

    @property
    def spoken(self) -> str:
        """The name of the link, or what follows in it: every name, with the country unless all of them are in one."""
        full = dict.fromkeys(f"{dot.title.text} – {dot.land.text}" for dot in self.dots)
        if len(self.names) == 1:
            return self.title if self.home else ", ".join(full)
        each = [name.text for name in self.names] if len(self.lands) == 1 else [*full]
        if self.label == ", ".join(each):
            return ", ".join(self.lands)
        return ", ".join(each[:MANY]) + (" …" if len(each) > MANY else "")


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """
    A drawing in units: its size, arcs between marks, and marks from north to south.

    `land` are the paths of the files with the land, which `place` moves and scales: an SVG transform.
    """

    width: int
    height: int
    land: tuple[str, ...]
    place: str
    arcs: tuple[str, ...]
    marks: tuple[Mark, ...]


def map_drawing(shown: Map, anchor: str, layout: str = "wide") -> MapDrawing | None:
    """
    Return the drawing of a map in one of `FRAMES`, None if fewer than two places are known.

    `anchor` is where a mark of dots leads that have no page in common.
    """
    frame = FRAMES[layout]
    degrees = {number: at for number, dot in enumerate(shown.dots) if (at := dot.at or countries().get(dot.country))}
    if len(degrees) < 2:
        return None
    plane = {number: placed(*at) for number, at in degrees.items()}
    lines = [(a, b) for a, b in shown.lines if a in degrees and b in degrees]
    box = _box(plane.values(), frame, whole=any(abs(degrees[a][1] - degrees[b][1]) > 180 for a, b in lines))
    scale = frame.width / (box[2] - box[0])

    def drawn(point: Point) -> Point:
        return (point[0] - box[0]) * scale, (point[1] - box[1]) * scale

    points = {number: drawn(point) for number, point in plane.items()}
    names = {number: dot.title for number, dot in enumerate(shown.dots)}
    order = sorted(points, key=lambda number: (not shown.dots[number].home, number))
    clusters = clustered(order, points, lambda numbers: frame.size(len({names[one] for one in numbers})), frame.near)
    height = round((box[3] - box[1]) * scale)
    marks = _labelled(_apart([_mark(one, points, shown, anchor, frame) for one in clusters]), frame, height)
    level = level_for(box[2] - box[0], frame.detail)
    place = f"translate({-box[0] * scale:.1f} {-box[1] * scale:.1f}) scale({unit(level) * scale:.4f})"
    land = tuple(f"{folder()}/{name}.svg" for name in within(box, level))
    return MapDrawing(frame.width, height, land, place, arcs(lines, degrees, clusters, drawn), tuple(marks))


def _box(points: Iterable[Point], frame: Frame, whole: bool) -> Box:
    """Return the part of the plane to show, in the shape of the frame: all of its width if it is to be `whole`."""
    xs, ys = zip(*points, strict=True)
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    ratio = min(frame.highest, max(frame.lowest, frame.width * down / (across or 1))) / frame.width
    spans = (across, down / ratio)
    width = min(WHOLE, max(NARROWEST, *(span / (1 - 2 * MARGIN) for span in spans)))
    if whole or width == WHOLE:
        width, middle = WHOLE, 0.0
    else:
        middle = (max(xs) + min(xs)) / 2
    top = max((max(ys) + min(ys) - width * ratio) / 2, min(NORTH, min(ys) - width * EDGE))
    return middle - width / 2, top, middle + width / 2, top + width * ratio


def _mark(cluster: Cluster, points: Mapping[int, Point], shown: Map, anchor: str, frame: Frame) -> Mark:
    dots = tuple(shown.dots[number] for number in cluster.numbers)
    paths = [{dot.path for dot in dots}, {shown.index if dot.home else dot.land_path for dot in dots}]
    path = next((one for (one, *others) in paths if one and not others and one != shown.here), anchor)
    mark = Mark(round(cluster.x), round(cluster.y), dots, path, 0, frame.radius)
    each = zip(dots, (points[number] for number in cluster.numbers), strict=True)
    parts = tuple((dot, round(x, 1), round(y, 1)) for dot, (x, y) in each) if 1 < len(dots) <= CROWD else ()
    return replace(mark, radius=frame.size(len(mark.names)), parts=parts)


def _apart(marks: list[Mark]) -> list[Mark]:
    """Return the marks so that no two have the same title: that of the country alone keeps it, else the largest."""
    first: dict[str, Mark] = {}
    for mark in sorted(marks, key=lambda one: (one.exact, -len(one.names))):
        first.setdefault(mark.title, mark)
    return [replace(mark, apart=first[mark.title] is not mark) for mark in marks]


def _labelled(marks: list[Mark], frame: Frame, height: int) -> list[Mark]:
    """Return the marks with their names, each once and where it hides no mark and no other name, else without."""
    used: set[str] = set()
    taken = [(mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius) for mark in marks]
    found = []
    for mark in marks:
        text = mark.title if mark.title not in used else ""
        for x, y, anchor, box in _places(mark, len(text) * frame.letter, frame.line) if text else ():
            fits = box[0] > 0 and box[2] < frame.width and box[1] > 0 and box[3] < height
            if fits and not any(_meet(box, other) for other in taken):
                taken.append(box)
                used.add(text)
                mark = replace(mark, label=text, label_x=x, label_y=y, anchor=anchor)  # noqa: PLW2901
                break
        found.append(mark)
    return found


def _places(mark: Mark, width: int, line: int) -> Iterator[tuple[int, int, str, tuple[int, int, int, int]]]:
    """Yield the places for a name, counted from its mark, with its box on the map: right, left, above and below."""
    gap, rise = mark.radius + line // 4, line // 3
    places = (
        (gap, rise, "start", (gap, gap + width), -line // 2),
        (-gap, rise, "end", (-gap - width, -gap), -line // 2),
        (0, -gap, "middle", (-width // 2, width // 2), -gap - line + rise),
        (0, gap + line - rise, "middle", (-width // 2, width // 2), gap),
    )
    for x, y, anchor, (left, right), top in places:
        yield x, y, anchor, (mark.x + left, mark.y + top, mark.x + right, mark.y + top + line)


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
