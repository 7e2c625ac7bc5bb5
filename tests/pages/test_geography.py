"""The maps of pages: where a municipality, a country or a theme is at work, and with whom."""

from pathlib import Path

import pytest

from jumelage.pages import charts
from jumelage.pages.charts import Map
from one_page import TODAY, page, site

PLACES = """
- {id: aan-zee, name: {nl: Aan Zee, fr: Sur Mer}, kind: city, country: MA, location: {lat: 34, lon: -5}}
- {id: haven, name: {nl: Haven, fr: Port}, kind: district, country: MA, part_of: aan-zee}
- {id: bergen, name: {nl: Bergen, fr: Monts}, kind: city, country: EG}
"""
ORGANISATIONS = """
- {id: handen, name: {nl: Handen, fr: Mains}, kind: association, country: EG}
- {id: voeten, name: {nl: Voeten, fr: Pieds}, kind: association, place: bergen}
- {id: hier, name: {nl: Hier, fr: Ici}, kind: association, country: BE}
- {id: ogen, name: {nl: Ogen, fr: Yeux}, kind: company}
"""
MUNICIPALITIES = """
- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil}, location: {lat: 50.8, lon: 4.4}}
- {id: maanberg, name: {nl: Maanberg, fr: Montlune}}
"""
THEMES = "- {id: water, name: {nl: Water, fr: Eau}}\n"
PARTNERSHIPS = """
- {id: a, municipality: zonnedal, kind: twinning, places: [haven, aan-zee], themes: [water]}
- id: b
  municipality: maanberg
  kind: twinning
  organisations:
    - {organisation: handen, role: partner}
    - {organisation: voeten, role: implementing}
    - {organisation: hier, role: partner}
    - {organisation: ogen, role: partner}
    - {organisation: ogen, role: funding}
"""
PROJECTS = """
- {id: put, partnership: a, name: {nl: Put, fr: Puits}}
- {id: boom, municipality: maanberg, name: {nl: Boom, fr: Arbre}, places: [aan-zee]}
- {id: niets, municipality: maanberg, name: {nl: Niets, fr: Rien}}
"""


def maps(folder: Path, **files: str) -> dict[tuple[str, str], Map | None]:
    """Return the map of each Dutch page."""
    given = {"municipalities": MUNICIPALITIES, "places": PLACES, "organisations": ORGANISATIONS, "themes": THEMES}
    given |= {"partnerships": PARTNERSHIPS, "projects": PROJECTS, **files}
    found = site(folder, TODAY, None, **given)
    return {(one.kind, one.id): one.map for one in found.pages if one.lang == "nl"}


def said(shown: Map | None) -> list[tuple[str, tuple[float, float] | None, list[str]]]:
    assert shown
    return [(dot.title.text, dot.at, [link.title.text for link in dot.partners]) for dot in shown.dots]


def test_a_home_page_shows_every_municipality_and_all_places_by_country(tmp_path: Path) -> None:
    shown = maps(tmp_path)["home", "home"]
    assert said(shown) == [
        ("Zonnedal", (50.8, 4.4), []),
        ("Maanberg", None, []),
        ("Bergen", None, ["Maanberg"]),
        ("Egypte", None, ["Maanberg"]),
        ("Aan Zee", (34, -5), ["Zonnedal", "Maanberg"]),
        ("Haven", (34, -5), ["Zonnedal"]),
    ]
    assert shown
    assert shown.lines == ((1, 2), (1, 3), (0, 4), (1, 4), (0, 5))
    assert [(land.text, len(dots)) for land, dots in shown.lands] == [("Egypte", 2), ("Marokko", 2)]


def test_a_municipality_a_country_a_theme_and_a_partnership_show_their_own(tmp_path: Path) -> None:
    found = maps(tmp_path)
    names = {key: [name for name, *_ in said(shown)] for key, shown in found.items() if shown}
    assert names["municipality", "zonnedal"] == ["Zonnedal", "Aan Zee", "Haven"]
    assert names["municipality", "maanberg"] == ["Maanberg", "Bergen", "Egypte", "Aan Zee"]
    assert names["country", "EG"] == ["Maanberg", "Bergen", "Egypte"]
    assert names["theme", "water"] == ["Zonnedal", "Aan Zee", "Haven"]
    assert names["partnership", "a"] == ["Zonnedal", "Aan Zee", "Haven"]
    assert found["project", "put"] is None


def test_who_works_where_is_said_on_a_page_of_several_municipalities(tmp_path: Path) -> None:
    found = {key: {name: who for name, _, who in said(shown)} for key, shown in maps(tmp_path).items() if shown}
    assert found["country", "EG"]["Bergen"] == ["Maanberg"]
    assert found["theme", "water"]["Haven"] == ["Zonnedal"]
    assert not any(found["municipality", "zonnedal"].values())
    assert not any(found["partnership", "a"].values())


def test_a_municipality_without_partners_has_no_map(tmp_path: Path) -> None:
    assert maps(tmp_path, partnerships="", projects="")["municipality", "zonnedal"] is None


def test_a_list_of_many_places_is_one_of_countries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = maps(tmp_path)["home", "home"]
    assert shown
    assert not shown.crowded
    monkeypatch.setattr(charts, "CROWD", 3)
    assert shown.crowded


def test_a_place_that_is_not_shown_today_is_on_no_map(tmp_path: Path) -> None:
    hidden = PLACES.replace("country: EG", "country: EG, draft: true")
    names = [name for name, *_ in said(maps(tmp_path, places=hidden)["home", "home"])]
    assert "Bergen" not in names


def test_a_map_names_places_in_the_language_of_its_page(tmp_path: Path) -> None:
    found = site(
        tmp_path, places=PLACES, partnerships="- {id: a, municipality: zonnedal, kind: twinning, places: [haven]}\n"
    )
    shown = page(found, "partnership", "a", "fr").map
    assert shown
    assert [dot.title.text for dot in shown.dots] == ["Valsoleil", "Port"]
    assert shown.index == "/fr/communes/"
