"""Points of a map in clusters, so that no mark hides another."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import hypot

from jumelage.rendering.drawings.land import Point


@dataclass(slots=True)
class Cluster:
    """Points that are so near to each other that they are one mark, by number; it is where the first of them is."""

    x: float
    y: float
    numbers: list[int] = field(default_factory=list)


def clustered(
    order: Iterable[int], points: Mapping[int, Point], size: Callable[[list[int]], int], near: int
) -> list[Cluster]:
    """
    Return points in clusters, from north to south; in each, the points are in the given order.

    The centres of two clusters are at least `near` from each other, and their marks, of which `size` is the radius, do
    not meet.
    """
    clusters = _first([Cluster(*points[number], [number]) for number in order], near, lambda _: 0)
    # A mark grows with its number, so that it can come to meet others.
    while len(merged := _first(clusters, near, size)) < len(clusters):
        clusters = merged
    return sorted(clusters, key=lambda one: (one.y, one.x))


def _first(clusters: list[Cluster], near: int, size: Callable[[list[int]], int]) -> list[Cluster]:
    """Return the clusters, each joined to the first before it that it is too near to."""
    sizes = [size(one.numbers) for one in clusters]
    cell = max(near, 2 * max(sizes, default=0))
    cells: dict[tuple[int, int], list[tuple[int, Cluster]]] = {}
    found: list[Cluster] = []
    for one, radius in zip(clusters, sizes, strict=True):
        column, row = int(one.x // cell), int(one.y // cell)
        around = (cells.get((column + a, row + b), ()) for a, b in product((-1, 0, 1), repeat=2))
        nearby = ((hypot(one.x - other.x, one.y - other.y), r, other) for some in around for r, other in some)
        joined = next((other for distance, r, other in nearby if distance < max(near, radius + r)), None)
        if joined:
            joined.numbers += one.numbers
        else:
            found.append(Cluster(one.x, one.y, [*one.numbers]))
            cells.setdefault((column, row), []).append((radius, found[-1]))
    return found
