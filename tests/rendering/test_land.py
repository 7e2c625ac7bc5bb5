"""The land on a plane: where things stand, and the pieces of it that maps share."""

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from jumelage.rendering.drawings.land import (
    LEVELS,
    SIDE,
    countries,
    drawn,
    folder,
    level_for,
    pieces,
    placed,
    rings,
    unit,
    within,
)


@pytest.mark.parametrize(
    ("lat", "lon", "plane"),
    [
        # What PROJ 9 says for +proj=eqearth +R=6371007.2, in kilometres.
        pytest.param(0, 0, (0, 0), id="the middle"),
        pytest.param(0, 180, (17243.959, 0), id="the eastern end"),
        pytest.param(90, 0, (0, -8392.928), id="the North Pole"),
        pytest.param(50.85, 4.35, (341.358, -6083.583), id="Brussels"),
        pytest.param(-4.3, 15.3, (1463.765, 554.705), id="Kinshasa"),
        pytest.param(34, -118.2, (-10387.126, -4250.016), id="Los Angeles"),
        pytest.param(-36.85, 174.76, (15120.576, 4579.241), id="Auckland"),
    ],
)
def test_a_point_is_placed_as_the_equal_earth_projection_has_it(
    lat: float, lon: float, plane: tuple[float, float]
) -> None:
    assert placed(lat, lon) == pytest.approx(plane, abs=0.001)


def test_every_country_of_the_partners_has_a_point_within_it() -> None:
    lat, lon = countries()["MA"]
    assert 27 < lat < 36
    assert -13 < lon < -1
    assert len(countries()) > 200


@pytest.mark.parametrize("level", range(LEVELS))
def test_a_piece_has_no_land_outside_its_square_and_a_small_overlap(level: int) -> None:
    for name in (one for one in pieces() if one.startswith(f"{level}_")):
        _, column, row = map(int, name.split("_"))
        half = (SIDE / 2 + 3) * unit(level)
        for ring in rings(level, name):
            assert all(abs(x - column * SIDE * unit(level)) <= half for x, _ in ring)
            assert all(abs(y - row * SIDE * unit(level)) <= half for _, y in ring)


def test_nothing_is_drawn_twice_where_the_world_ends() -> None:
    # A ring that jumped over the date line would draw a stripe from one side to the other.
    steps = [abs(b[0] - a[0]) for ring in rings(LEVELS - 1) for a, b in pairwise(ring)]
    assert max(steps) < 3000


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        pytest.param((50.85, 4.35), True, id="Brussels"),
        pytest.param((-4.3, 15.3), True, id="Kinshasa"),
        pytest.param((14.6, 121.05), True, id="Manila"),
        pytest.param((66.5, -175), True, id="the east of Siberia, beyond the date line"),
        pytest.param((45, -40), False, id="the Atlantic"),
        pytest.param((-85, 0), False, id="Antarctica, which is not drawn"),
    ],
)
@pytest.mark.parametrize("level", range(LEVELS))
def test_the_land_is_where_it_is(level: int, point: tuple[float, float], expected: bool) -> None:
    x, y = placed(*point)
    assert any(_inside(x, y, ring) for ring in rings(level)) is expected


def _inside(x: float, y: float, ring: list[tuple[float, float]]) -> bool:
    inside = False
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


@pytest.mark.parametrize(
    ("width", "units", "level"),
    [
        pytest.param(2_600, 1000, 0, id="the narrowest map"),
        pytest.param(35_400, 1000, 4, id="the world"),
        pytest.param(10_400, 1000, 2, id="a continent"),
        pytest.param(2_600, 340, 2, id="the narrowest map on a phone"),
        pytest.param(35_400, 96, 4, id="no level has less detail"),
        pytest.param(100, 1000, 0, id="no level has more detail"),
    ],
)
def test_a_map_has_the_detail_that_can_be_seen(width: float, units: float, level: int) -> None:
    assert level_for(width, units) == level


def test_a_box_gets_the_pieces_that_meet_it_and_open_sea_gets_none() -> None:
    assert [*within((-400.0, -6500.0, 800.0, -4000.0), 0)] == ["0_0_-2"]
    assert [*within((-20_000.0, -8_400.0, 20_000.0, 8_400.0), LEVELS - 1)] == ["4_0_0"]
    assert not [*within((0.0, 5_000.0, 100.0, 5_050.0), 0)]


def test_a_piece_is_an_svg_with_an_element_that_a_map_can_use() -> None:
    (path,) = ET.fromstring(drawn("4_0_0"))  # noqa: S314 - our own text
    assert (path.tag, path.get("id")) == ("{http://www.w3.org/2000/svg}path", "land")
    assert folder().startswith("/static/land/")


def test_a_piece_is_small_enough_for_a_page() -> None:
    assert max(map(len, pieces().values())) < 20_000
