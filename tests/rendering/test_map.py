"""A map is drawn so that no dot and no name hides another, and every dot leads somewhere."""

from dataclasses import replace

import pytest

from jumelage.pages.charts import Dot, Map
from jumelage.pages.values import Said
from jumelage.rendering.drawings.map import NEAR, WIDTH, map_drawing


def dot(name: str, lat: float, lon: float, **fields: object) -> Dot:
    made = Dot(Said(name), f"/nl/plaatsen/{name}/", "MA", Said("Marokko"), "/nl/landen/marokko/", (lat, lon))
    return replace(made, **fields)  # type: ignore[arg-type]


HOME = dot("zonnedal", 50.8, 4.4, country="BE", land=Said("België"), land_path="", home=True)
OTHER_HOME = dot("maanberg", 50.9, 4.3, country="BE", land=Said("België"), land_path="", home=True)
FES = dot("fes", 34.0, -5.0)
MEKNES = dot("meknes", 33.9, -5.5)
ORAN = dot("oran", 34.1, -4.0, country="DZ", land=Said("Algerije"), land_path="/nl/landen/algerije/")
MANILA = dot("manila", 14.6, 121.0, country="PH", land=Said("Filipijnen"), land_path="/nl/landen/filipijnen/")
LIMA = dot("lima", -12.0, -77.0, country="PE", land=Said("Peru"), land_path="")


def drawn(*dots: Dot, lines: tuple[tuple[int, int], ...] = ()) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Return what stands beside each mark and where it leads, from north to south, and the lines."""
    found = map_drawing(Map(dots, lines, "/nl/gemeenten/"), "#_places")
    assert found
    return [(mark.label, mark.path) for mark in found.marks], found.curves


def test_a_dot_leads_to_its_page_and_a_line_to_its_partner() -> None:
    marks, curves = drawn(HOME, FES, lines=((0, 1),))
    assert marks == [("zonnedal", "/nl/plaatsen/zonnedal/"), ("fes", "/nl/plaatsen/fes/")]
    assert len(curves) == 1


def test_dots_that_would_hide_each_other_are_one_and_lead_to_what_they_share() -> None:
    marks, curves = drawn(HOME, OTHER_HOME, FES, MEKNES, MANILA, LIMA, lines=((0, 2), (1, 2), (1, 3), (0, 1)))
    assert marks == [
        ("België", "/nl/gemeenten/"),
        ("Marokko", "/nl/landen/marokko/"),
        ("manila", "/nl/plaatsen/manila/"),
        ("lima", "/nl/plaatsen/lima/"),
    ]
    # One line for all that joins two marks, none within a mark.
    assert len(curves) == 1


def test_dots_of_several_countries_lead_to_the_list_and_are_named_as_far_as_there_is_room() -> None:
    marks, _ = drawn(FES, ORAN, MANILA, LIMA)
    assert marks[0] == ("fes, oran", "#_places")
    marks, _ = drawn(FES, MEKNES, ORAN, MANILA, LIMA)
    assert marks[0] == ("fes, meknes …", "#_places")


@pytest.mark.parametrize(
    ("dots", "spoken"),
    [
        pytest.param((HOME,), "zonnedal", id="a municipality"),
        pytest.param((HOME, OTHER_HOME), "België 2: zonnedal, maanberg", id="several municipalities"),
        pytest.param((FES,), "fes – Marokko", id="a partner"),
        pytest.param((FES, FES), "fes – Marokko", id="a partner twice"),
        pytest.param((FES, MEKNES), "Marokko 2: fes, meknes", id="several partners in a country"),
        pytest.param(
            (FES, MEKNES, ORAN),
            "fes, meknes … 3: fes – Marokko, meknes – Marokko, oran – Algerije",
            id="several partners in several countries",
        ),
        pytest.param(
            tuple(dot(name, 34.0, -5.0) for name in "abcdefghi"),
            "Marokko 9: a, b, c, d, e, f, g, h …",
            id="more partners than anyone would hear out",
        ),
    ],
)
def test_the_name_of_a_mark_begins_with_what_is_read_beside_it(dots: tuple[Dot, ...], spoken: str) -> None:
    found = map_drawing(Map((*dots, LIMA, MANILA), (), ""), "#_places")
    assert found
    mark = found.marks[0]
    name = f"{mark.heard}: {mark.spoken}" if mark.heard else mark.spoken
    assert (name, name.startswith(mark.label)) == (spoken, True)
    # What has no room beside it is in the name all the same.
    assert replace(mark, label="").spoken == mark.spoken


def test_two_marks_of_one_country_are_told_apart_by_the_names_in_them() -> None:
    tangier, tetouan = dot("tanger", 35.8, -5.8), dot("tetouan", 35.6, -5.4)
    agadir, tiznit = dot("agadir", 24.4, -9.6), dot("tiznit", 24.3, -9.7)
    found = map_drawing(Map((tangier, tetouan, agadir, tiznit), (), ""), "#_places")
    assert found
    assert [mark.title for mark in found.marks] == ["tanger, tetouan", "agadir, tiznit"]


def test_a_place_without_a_point_stands_in_its_country_and_is_marked_as_vague() -> None:
    found = map_drawing(Map((HOME, replace(FES, at=None)), (), ""), "#_places")
    assert found
    assert [(mark.home, mark.exact) for mark in found.marks] == [(True, True), (False, False)]


@pytest.mark.parametrize(
    "dots",
    [
        pytest.param((HOME,), id="a municipality alone"),
        pytest.param((HOME, replace(FES, at=None, country="ZZ")), id="a partner nobody knows where"),
    ],
)
def test_there_is_no_map_of_one_place(dots: tuple[Dot, ...]) -> None:
    assert map_drawing(Map(dots, ((0, len(dots) - 1),), ""), "#_places") is None


def test_no_name_hides_another_or_leaves_the_drawing() -> None:
    row = [dot(f"een lange plaatsnaam {number}", 20 + number % 3 * 5, number * 5) for number in range(16)]
    found = map_drawing(Map((HOME, *row, LIMA, MANILA), (), ""), "#_places")
    assert found
    assert len(found.marks) > len([mark for mark in found.marks if mark.label]) > 1
    for mark in found.marks:
        assert 0 < mark.x < WIDTH
        assert mark.anchor in {"start", "end", "middle"}


def test_marks_keep_their_distance() -> None:
    found = map_drawing(Map((HOME, FES, MEKNES, MANILA, LIMA), (), ""), "#_places")
    assert found
    places = [(mark.x, mark.y) for mark in found.marks]
    assert all(abs(a - c) + abs(b - d) >= NEAR for a, b in places for c, d in places if (a, b) != (c, d))


def test_the_north_end_of_the_world_is_the_end_of_a_map() -> None:
    far = dot("tromso", 69.6, 18.9, country="NO", land=Said("Noorwegen"))
    found = map_drawing(Map((far, LIMA, MANILA), (), ""), "#_places")
    assert found
    assert found.marks[0].y < found.height / 3
