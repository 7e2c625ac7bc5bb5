"""A map is drawn so that no dot and no name hides another, and every dot leads somewhere."""

import math
import random
from dataclasses import replace
from itertools import combinations

import pytest

from jumelage.pages.charts import CROWD, Dot, Map
from jumelage.pages.values import Said
from jumelage.rendering.drawings.map import FRAMES, map_drawing


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
    return [(mark.label, mark.path) for mark in found.marks], found.arcs


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


@pytest.mark.parametrize(
    ("dots", "label"),
    [
        pytest.param((FES, ORAN), "fes, oran", id="two names in two countries"),
        pytest.param((FES, MEKNES, ORAN), "Marokko, Algerije", id="more names: the countries"),
        pytest.param(
            tuple(
                dot(land, 34.0, -5.0, country=land, land=Said(land), land_path=f"/nl/landen/{land}/") for land in "ABCD"
            ),
            "",
            id="too many countries",
        ),
    ],
)
def test_dots_of_several_countries_lead_to_the_list_and_no_label_is_cut(dots: tuple[Dot, ...], label: str) -> None:
    marks, _ = drawn(*dots, MANILA, LIMA)
    assert marks[0] == (label, "#_places")


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
            "Marokko, Algerije 3: fes – Marokko, meknes – Marokko, oran – Algerije",
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


def test_a_label_that_says_every_name_is_followed_by_the_country() -> None:
    found = map_drawing(Map((FES, ORAN, MANILA, LIMA), (), ""), "#_places")
    assert found
    assert (found.marks[0].heard, found.marks[0].spoken) == ("fes, oran 2", "fes – Marokko, oran – Algerije")
    more = [dot(name, 24.3, -9.7) for name in "abc"]
    found = map_drawing(Map((dot("tanger", 35.8, -5.8), dot("tetouan", 35.6, -5.4), *more), (), ""), "#_places")
    assert found
    assert (found.marks[0].heard, found.marks[0].spoken) == ("tanger, tetouan 2", "Marokko")


def test_no_label_is_repeated() -> None:
    tangier, tetouan = dot("tanger", 35.8, -5.8), dot("tetouan", 35.6, -5.4)
    agadir, tiznit = dot("agadir", 24.4, -9.6), dot("tiznit", 24.3, -9.7)
    found = map_drawing(Map((tangier, tetouan, agadir, tiznit), (), ""), "#_places")
    assert found
    assert [mark.title for mark in found.marks] == ["Marokko", "agadir, tiznit"]
    more = [dot(name, 24.3, -9.7) for name in "abc"]
    found = map_drawing(Map((tangier, tetouan, *more), (), ""), "#_places")
    assert found
    assert [mark.title for mark in found.marks] == ["tanger, tetouan", "Marokko"]


@pytest.mark.parametrize(
    ("dots", "labels"),
    [
        pytest.param(
            (dot("san jose", 9.9, -84.1, land=Said("Costa Rica")), dot("san jose", 37.3, -121.9, land=Said("VS"))),
            {"san jose", "san jose, Costa Rica"},
            id="in two countries",
        ),
        pytest.param(
            tuple(dot("santa cruz", lat, -70.0) for lat in (-17.0, 10.0, 28.0)),
            {"santa cruz", "santa cruz, Marokko", ""},
            id="three in one country",
        ),
        pytest.param(
            (dot("marokko", 50.0, 5.0), *(dot(name, 24.3, -9.7, land=Said("marokko")) for name in "abc")),
            {"marokko", "marokko, Marokko"},
            id="a place called like a country",
        ),
    ],
)
def test_no_label_is_repeated_where_names_are_the_same(dots: tuple[Dot, ...], labels: set[str]) -> None:
    found = map_drawing(Map(dots, (), ""), "#_places")
    assert found
    shown = [mark.label for mark in found.marks if mark.label]
    assert len(shown) == len({*shown})
    assert {mark.label for mark in found.marks} == labels


def test_what_is_known_by_its_country_alone_keeps_the_name_of_the_country() -> None:
    exact = [dot(name, 35.6, -5.4) for name in "abcd"]
    vague = [replace(dot(name, 0, 0), at=None) for name in "ef"]
    found = map_drawing(Map((*exact, *vague), (), ""), "#_places")
    assert found
    assert [(mark.title, mark.exact) for mark in found.marks] == [("", True), ("Marokko", False)]


def test_a_mark_on_the_page_of_its_country_leads_to_the_list() -> None:
    shown = Map((FES, MEKNES, MANILA, LIMA), (), "", here="/nl/landen/marokko/")
    found = map_drawing(shown, "#_places")
    assert found
    assert found.marks[0].path == "#_places"


def test_a_number_fits_into_its_mark() -> None:
    many = [dot(f"n{number}", 34.0, -5.0) for number in range(1615)]
    for layout, frame in FRAMES.items():
        found = map_drawing(Map((*many, MANILA), (), ""), "#_places", layout)
        assert found
        mark = next(one for one in found.marks if len(one.names) > 1)
        assert mark.radius == frame.size(len(mark.names))
    assert FRAMES["wide"].size(1615) > FRAMES["wide"].size(61) > FRAMES["wide"].size(1)


def test_what_a_mark_stands_for_is_there_to_be_shown_one_by_one() -> None:
    found = map_drawing(Map((HOME, FES, MEKNES, MANILA, LIMA), (), ""), "#_places")
    assert found
    parts = {mark.title: [one.title.text for one, _, _ in mark.parts] for mark in found.marks}
    assert parts == {"zonnedal": [], "Marokko": ["fes", "meknes"], "manila": [], "lima": []}
    many = [dot(f"n{number}", 34.0, -5.0) for number in range(CROWD + 1)]
    found = map_drawing(Map((*many, MANILA), (), ""), "#_places")
    assert found
    assert not found.marks[0].parts


@pytest.mark.parametrize(
    ("here", "there", "count"),
    [
        pytest.param((-36.85, 174.76), (34.0, -118.2), 2, id="from Auckland to Los Angeles: over the Pacific"),
        pytest.param((34.0, -118.2), (-36.85, 174.76), 2, id="and back"),
        pytest.param((50.85, 4.35), (34.0, -118.2), 1, id="from Brussels to Los Angeles"),
        pytest.param((50.85, 4.35), (-36.85, 174.76), 1, id="from Brussels to Auckland"),
    ],
)
def test_a_line_goes_the_short_way_round(here: tuple[float, float], there: tuple[float, float], count: int) -> None:
    shown = Map((dot("a", *here), dot("b", *there)), ((0, 1),), "")
    found = map_drawing(shown, "#_places")
    assert found
    assert len(found.arcs) == count
    if count == 2:
        ends = [[int(number) for number in arc[1:].replace("Q", " ").split()] for arc in found.arcs]
        west, east = sorted((ends[0][4], ends[1][0]))
        assert west < found.width * 0.05
        assert east > found.width * 0.95
        assert ends[0][5] == ends[1][1]


def test_no_dot_is_cut_at_the_edge() -> None:
    dots = (dot("a", -36.85, 179.9), dot("b", 34.0, -179.9), dot("c", 83.0, 0), dot("d", -58.0, 0))
    for layout in ("wide", "narrow"):
        found = map_drawing(Map(dots, ((0, 1),), ""), "#_places", layout)
        assert found
        for mark in found.marks:
            assert mark.radius <= mark.x <= found.width - mark.radius
            assert mark.radius <= mark.y <= found.height - mark.radius


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
        assert 0 < mark.x < found.width
        assert mark.anchor in {"start", "end", "middle"}


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_marks_keep_their_distance_however_many_there_are(layout: str) -> None:
    chance = random.Random(1)  # noqa: S311 - the same places each time
    dots = [dot(f"n{number}", chance.uniform(-50, 70), chance.gauss(5, 30)) for number in range(2000)]
    found = map_drawing(Map((HOME, *dots), (), ""), "#_places", layout)
    assert found
    assert sum(len(mark.names) for mark in found.marks) == 2001
    for one, other in combinations(found.marks, 2):
        apart = max(FRAMES[layout].near, one.radius + other.radius)
        assert math.hypot(one.x - other.x, one.y - other.y) > apart - 1.5


def test_the_north_end_of_the_world_is_the_end_of_a_map() -> None:
    far = dot("tromso", 69.6, 18.9, country="NO", land=Said("Noorwegen"))
    found = map_drawing(Map((far, LIMA, MANILA), (), ""), "#_places")
    assert found
    assert found.marks[0].y < found.height / 3
