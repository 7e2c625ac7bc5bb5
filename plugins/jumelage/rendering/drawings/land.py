"""
The land of the world on a plane, cut to what a map shows.

`land.json` and `countries.json` hold Natural Earth's geometry, which is in the public domain (`scripts/atlas.py`). The
projection is Equal Earth, in which no part of the world is shown larger than it is.
"""

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from pyproj import Transformer
from shapely import MultiPolygon, Polygon, clip_by_rect, make_valid
from shapely.geometry.base import BaseGeometry

FOLDER = Path(__file__).resolve().parent
Point = tuple[float, float]
Box = tuple[float, float, float, float]


@cache
def _plane() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:8857")


def placed(lat: float, lon: float) -> Point:
    """Return a point in degrees on the plane: metres to the right and down, as SVG counts."""
    x, y = _plane().transform(lat, lon)
    return float(x), -float(y)


@cache
def countries() -> dict[str, Point]:
    """Return a latitude and longitude within each country, by its code; some small ones have none."""
    read = json.loads((FOLDER / "countries.json").read_text("utf-8"))
    return {code: (lat, lon) for code, (lon, lat) in read.items()}


@cache
def _land() -> BaseGeometry:
    read = json.loads((FOLDER / "land.json").read_text("utf-8"))
    shapes = [make_valid(Polygon(_ring(outer), [_ring(hole) for hole in holes])) for outer, *holes in read]
    return MultiPolygon([part for shape in shapes for part in _polygons(shape)])


def pieces() -> list[list[Point]]:
    """Return the outlines of the land on the plane, each a ring of points."""
    return [*_rings(_land())]


def _ring(hundredths: list[int]) -> list[Point]:
    lons, lats = ([degrees / 100 for degrees in hundredths[start::2]] for start in (0, 1))
    xs, ys = _plane().transform(lats, lons)
    return [(x, -y) for x, y in zip(xs, ys, strict=True)]


@cache
def outline(box: Box, scale: float) -> str:
    """
    Return the path of the land within a box of the plane (left, top, right, bottom).

    `scale` is how many units of the drawing a metre has; what is smaller than a unit is left out.
    """
    left, top, right, bottom = box
    cut = clip_by_rect(_land(), left, top, right, bottom).simplify(0.8 / scale)
    return "".join(_path(ring, box, scale) for ring in _rings(cut) if Polygon(ring).area * scale * scale > 1)


def _rings(shape: BaseGeometry) -> Iterator[list[Point]]:
    for part in _polygons(shape):
        yield from ([(x, y) for x, y, *_ in ring.coords[:-1]] for ring in (part.exterior, *part.interiors))


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    return [part for part in getattr(shape, "geoms", (shape,)) if isinstance(part, Polygon) and not part.is_empty]


def _path(ring: list[Point], box: Box, scale: float) -> str:
    """Return a ring as whole steps from point to point, which is the shortest way to write it."""
    points = [(round((x - box[0]) * scale), round((y - box[1]) * scale)) for x, y in ring]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(points)]
    said = " ".join(f"{x} {y}" for x, y in steps if x or y).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{said}z" if said else ""
