"""The land on a plane: where things stand, and a path that is no longer than a drawing needs."""

import re

import pytest

from jumelage.rendering.drawings.land import countries, outline, placed

WORLD = (-17_300_000.0, -8_400_000.0, 17_300_000.0, 8_400_000.0)


def test_a_point_is_placed_to_the_right_and_downwards() -> None:
    assert placed(0, 0) == pytest.approx((0, 0))
    east, north = placed(50.85, 4.35)
    assert east > 0
    assert north < 0
    assert placed(-4.3, 15.3)[1] > 0


def test_every_country_of_the_partners_has_a_point_within_it() -> None:
    lat, lon = countries()["MA"]
    assert 27 < lat < 36
    assert -13 < lon < -1
    assert len(countries()) > 200


def test_the_land_is_cut_to_the_box_and_drawn_from_its_corner() -> None:
    path = outline((0.0, -6_000_000.0, 2_000_000.0, -4_000_000.0), 1000 / 2_000_000)
    for x, y in re.findall(r"M(-?\d+) (-?\d+)", path):
        assert 0 <= int(x) <= 1000
        assert 0 <= int(y) <= 1000


def test_a_wide_map_holds_less_of_each_coast_than_a_near_one() -> None:
    assert 10_000 < len(outline(WORLD, 1000 / 34_600_000)) < 30_000


def test_nothing_is_drawn_twice_where_the_world_ends() -> None:
    # A ring that jumped over the date line would draw a stripe from one side to the other.
    steps = re.findall(r"(?<=[l ])(-?\d+) ?-?\d+", outline(WORLD, 1000 / 34_600_000))
    assert max(abs(int(step)) for step in steps) < 300


def test_open_sea_is_no_path() -> None:
    assert outline((-1_500_000.0, 2_000_000.0, -1_400_000.0, 2_050_000.0), 0.01) == ""
