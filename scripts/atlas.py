"""
Write the geometry of the maps, into `plugins/jumelage/rendering/drawings/`, from Natural Earth.

It is in the public domain. Its 1:50m land and countries are packaged on npm as world-atlas; this was run on
its version 2.0.2:

    npm pack world-atlas@2.0.2 && tar xf world-atlas-2.0.2.tgz
    .venv/bin/pip install pycountry shapely
    .venv/bin/python scripts/atlas.py package

Borders are used to find a point in each country and are not kept: maps show land and nothing that anybody claims.
"""

import json
import math
import sys
from collections.abc import Iterator
from itertools import accumulate, pairwise, product
from pathlib import Path
from typing import Any

import pycountry  # type: ignore[import-not-found]
from shapely import clip_by_rect, make_valid, segmentize, transform
from shapely.affinity import scale as affinity_scale
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient
from shapely.ops import unary_union

from jumelage.rendering.drawings.land import LEVELS, SIDE, placed, unit

DRAWINGS = Path(__file__).resolve().parent.parent / "plugins" / "jumelage" / "rendering" / "drawings"
DETAIL = 0.7  # units: what is smaller cannot be seen
SMALLEST = 1.5  # square units
OVERLAP = 2  # units, so that no line of sea shows between pieces
SOUTH = -60.0  # no municipality has a partner on Antarctica
Ring = list[tuple[float, float]]


def arcs(topology: dict[str, Any]) -> list[Ring]:
    """Return the lines of a topology in degrees, longitude first; they are written as steps on a grid."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        steps = zip(*(accumulate(axis) for axis in zip(*arc, strict=True)), strict=True)
        lines.append([(x * sx + tx, y * sy + ty) for x, y in steps])
    return lines


def polygons(shape: dict[str, Any], lines: list[Ring]) -> Iterator[BaseGeometry]:
    """Give the polygons of a shape; a negative number is a line that runs backwards."""

    def ring(numbers: list[int]) -> Ring:
        points: Ring = []
        for number in numbers:
            line = lines[number] if number >= 0 else lines[~number][::-1]
            points += line[1:] if points else line
        return points

    parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
    for outer, *holes in parts:
        whole = Polygon(unrolled(ring(outer)), [unrolled(ring(hole)) for hole in holes]).buffer(0)
        for turn in (-360, 0, 360):
            yield translate(whole, turn).intersection(box(-180, -90, 180, 90))


def unrolled(ring: Ring) -> Ring:
    """Return a ring whose longitudes go on where it crosses the date line, instead of jumping to the other side."""
    turn, before, points = 0, ring[0][0], []
    for x, y in ring:
        turn += 360 if x - before < -180 else -360 if x - before > 180 else 0
        before = x
        points.append((x + turn, y))
    return points


def shapes(topology: dict[str, Any], name: str) -> Iterator[tuple[str, BaseGeometry]]:
    """Give each shape of a topology with its id, '' when it has none."""
    lines = arcs(topology)
    for shape in topology["objects"][name]["geometries"]:
        found = [part for one in polygons(shape, lines) for part in getattr(one, "geoms", (one,)) if part.area]
        yield str(shape.get("id", "")), MultiPolygon(found)


def land(topology: dict[str, Any]) -> dict[str, str]:
    """Return the paths of the land, cut into pieces, by level, column and row; `placed` says what the plane is."""
    whole = unary_union([_on_plane(shape) for _, shape in shapes(topology, "land")])
    found = {}
    for level in range(LEVELS):
        scale = 1 / unit(level)
        simple = affinity_scale(whole, scale, scale, origin=(0, 0)).simplify(DETAIL)
        left, top, right, bottom = (math.floor(edge / SIDE + 0.5) for edge in simple.bounds)
        for row, column in product(range(top, bottom + 1), range(left, right + 1)):
            x, y, half = column * SIDE, row * SIDE, SIDE / 2 + OVERLAP
            cut = make_valid(clip_by_rect(simple, x - half, y - half, x + half, y + half))
            if path := "".join(sorted(map(_path, _rings(cut)))):
                found[f"{level}_{column}_{row}"] = path
    return found


def _on_plane(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape on the plane, without Antarctica; long edges, which are not straight there, get more points."""
    kept = [part for part in getattr(shape, "geoms", (shape,)) if part.bounds[3] > SOUTH]
    dense = segmentize(MultiPolygon(kept), 0.5)
    return make_valid(transform(dense, lambda degrees: [placed(lat, lon) for lon, lat in degrees]))


def _rings(shape: BaseGeometry) -> Iterator[list[tuple[int, int]]]:
    """Yield the rings of a shape in whole units without tiny ones; outer rings and holes run in opposite directions."""
    for part in getattr(shape, "geoms", (shape,)):
        if isinstance(part, Polygon):
            turned = orient(part)
            for ring in (turned.exterior, *turned.interiors):
                points = [(round(x), round(y)) for x, y in ring.coords[:-1]]
                if Polygon(ring).area > SMALLEST and len(set(points)) > 2:
                    yield points


def _path(ring: list[tuple[int, int]]) -> str:
    """Return a ring as steps from point to point, which is the shortest way to write it."""
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(ring)]
    written = " ".join(f"{x} {y}" for x, y in steps if x or y).replace(" -", "-")
    return f"M{ring[0][0]} {ring[0][1]}l{written}z"


def points(topology: dict[str, Any]) -> dict[str, list[float]]:
    """Return a point on the largest land of each country, by its code of two letters."""
    found = {}
    for number, shape in shapes(topology, "countries"):
        country = pycountry.countries.get(numeric=number.zfill(3)) if number else None
        if country and not shape.is_empty:
            largest = max(getattr(shape, "geoms", (shape,)), key=lambda part: part.area)
            middle = largest.centroid if largest.contains(largest.centroid) else largest.representative_point()
            found[country.alpha_2] = [round(middle.x, 2), round(middle.y, 2)]
    return dict(sorted(found.items()))


def main(folder: Path) -> None:
    """Write both files from the folder of world-atlas."""
    read = {name: json.loads((folder / f"{name}-50m.json").read_text("utf-8")) for name in ("land", "countries")}
    written = {"land": land(read["land"]), "countries": points(read["countries"])}
    for name, data in written.items():
        text = json.dumps(data, separators=(",", ":"))
        (DRAWINGS / f"{name}.json").write_text(text.replace('z",', 'z",\n') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
