"""The arcs of a map, from municipalities to partners."""

from collections.abc import Callable, Iterable, Mapping

from jumelage.rendering.drawings.clusters import Cluster
from jumelage.rendering.drawings.land import Point, placed

BEND = 0.14  # of the distance


def arcs(
    lines: Iterable[tuple[int, int]],
    degrees: Mapping[int, Point],
    clusters: Iterable[Cluster],
    drawn: Callable[[Point], Point],
) -> tuple[str, ...]:
    """
    Return the SVG paths of the lines between points, one for all that join two clusters, none within one.

    `degrees` are the latitudes and longitudes of the points; `drawn` takes a point of the plane to the drawing. A line
    goes the short way round the world: across the date line, it is two, which end at the edges of the map.
    """
    of = {number: place for place, one in enumerate(clusters) for number in one.numbers}
    centres = {place: (one.x, one.y) for place, one in enumerate(clusters)}
    pairs: dict[tuple[int, int], tuple[int, int]] = {}
    for a, b in lines:
        if of[a] != of[b]:
            pairs.setdefault((of[a], of[b]), (a, b))
    found: list[str] = []
    for (here, there), (a, b) in pairs.items():
        (lat_a, lon_a), (lat_b, lon_b) = degrees[a], degrees[b]
        if abs(lon_a - lon_b) <= 180:
            found.append(_arc(centres[here], centres[there]))
        else:
            edge = 180 if lon_a > 0 else -180
            to_edge = abs(edge - lon_a)
            lat = lat_a + (lat_b - lat_a) * to_edge / (to_edge + abs(-edge - lon_b))
            found.append(_arc(centres[here], drawn(placed(lat, edge))))
            found.append(_arc(drawn(placed(lat, -edge)), centres[there]))
    return tuple(found)


def _arc(start: Point, end: Point) -> str:
    """Return a curve that rises, as the path of a journey is drawn; upright ones bend to the side."""
    (x0, y0), (x1, y1) = start, end
    across, down = x1 - x0, y1 - y0
    side = 1 if across >= 0 else -1
    x, y = (x0 + x1) / 2 + down * BEND * side, (y0 + y1) / 2 - across * BEND * side
    return f"M{round(x0)} {round(y0)}Q{round(x)} {round(y)} {round(x1)} {round(y1)}"
