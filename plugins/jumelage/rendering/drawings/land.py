"""
The land of the world on a plane, in pieces that maps share.

`land.json` and `countries.json` hold Natural Earth's geometry, which is in the public domain; `scripts/atlas.py` writes
them. The projection is Equal Earth, in which no part of the world is shown larger than it is: Šavrič, Patterson and
Jenny, "The Equal Earth map projection", International Journal of Geographical Information Science 33 (2019).
"""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import accumulate
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
RADIUS = 6371.0072  # kilometres: a sphere with the surface of the Earth
# The coefficients of the polynomial for the latitude, for the powers 1, 3, 7 and 9.
POLYNOMIAL = ((1, 1.340264), (3, -0.081106), (7, 0.000893), (9, 0.003796))
FINEST = 2.6  # kilometres: a unit of the most detailed level; it is twice as much on each of the next ones
LEVELS = 5
SIDE = 1000  # units: the side of a piece; the first of each level has the origin of the plane in its middle
Point = tuple[float, float]
Box = tuple[float, float, float, float]


def placed(lat: float, lon: float) -> Point:
    """Return a point in degrees on the plane: kilometres to the right and down, as SVG counts."""
    angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    y = sum(factor * angle**power for power, factor in POLYNOMIAL)
    slope = sum(power * factor * angle ** (power - 1) for power, factor in POLYNOMIAL)
    x = 2 / math.sqrt(3) * math.radians(lon) * math.cos(angle) / slope
    return RADIUS * x, -RADIUS * y


@cache
def countries() -> dict[str, Point]:
    """Return a latitude and longitude within each country, by its code; some small ones have none."""
    read = json.loads((FOLDER / "countries.json").read_text("utf-8"))
    return {code: (lat, lon) for code, (lon, lat) in read.items()}


@cache
def pieces() -> Mapping[str, str]:
    """Return the path of each piece of land by its name: level, column and row; open sea has none."""
    return json.loads((FOLDER / "land.json").read_text("utf-8"))  # type: ignore[no-any-return]


@cache
def folder() -> str:
    """Return the path of the folder of the pieces in the output; it contains a hash of them."""
    return f"/static/land/{hashlib.sha256((FOLDER / 'land.json').read_bytes()).hexdigest()[:8]}"


def unit(level: int) -> float:
    """Return how many kilometres a unit of a level is."""
    return FINEST * 2.0**level


def level_for(width: float, units: float) -> int:
    """Return the level whose detail suits a map that shows `width` kilometres on `units` of the drawing."""
    wanted = math.log2(width / units / FINEST)
    return min(LEVELS - 1, max(0, round(wanted)))


def within(box: Box, level: int) -> Iterator[str]:
    """Yield the names of the pieces of a level that have land and meet a box of the plane."""
    left, top, right, bottom = (math.floor(edge / unit(level) / SIDE + 0.5) for edge in box)
    names = (f"{level}_{column}_{row}" for row in range(top, bottom + 1) for column in range(left, right + 1))
    yield from (name for name in names if name in pieces())


def drawn(name: str) -> str:
    """Return the SVG of a piece; a map uses its element `land`, so that it has the colour of the page."""
    return f'<svg xmlns="http://www.w3.org/2000/svg"><path id="land" d="{pieces()[name]}"/></svg>\n'


def rings(level: int, piece: str = "") -> Iterator[list[Point]]:
    """Yield the outlines of the land on the plane at a level, or of one piece of it, each a ring of points."""
    for name, path in pieces().items():
        if name == piece or (not piece and name.startswith(f"{level}_")):
            for ring in path.replace("-", " -").split("M")[1:]:
                start, steps = ring.removesuffix("z").split("l")
                numbers = [*map(int, start.split()), *map(int, steps.split())]
                across, down = (accumulate(numbers[axis::2]) for axis in (0, 1))
                yield [(x * unit(level), y * unit(level)) for x, y in zip(across, down, strict=True)]
