"""The table of a municipality: its partnerships, each followed by its projects, then its other projects."""

from pathlib import Path

from jumelage.model.values import Day
from jumelage.pages.page import Work
from jumelage.pages.values import Link, Moment, Period, Said, Term
from one_page import PLACES, ZONNEDAL, page, site

PARTNERSHIPS = """
- {id: a, municipality: zonnedal, kind: twinning, places: [bergen, aan-zee], since: 2004, themes: [water]}
- {id: b, municipality: zonnedal, kind: twinning, places: [aan-zee], signed: {on: 2011}}
- {id: c, municipality: zonnedal, kind: twinning, organisations: [{organisation: handen, role: partner}], until: 2020}
"""
PROJECTS = """
- {id: los, name: {nl: Los, fr: Libre}, municipality: zonnedal, support: {since: 2019, until: 2020}}
- {id: werk, name: {nl: Werk, fr: Travail}, partnership: a}
"""
THEMES = "- {id: water, name: {nl: Water, fr: Eau}}\n"


def works(folder: Path, partnerships: str = PARTNERSHIPS) -> tuple[Work, ...]:
    found = site(folder, partnerships=partnerships, projects=PROJECTS, themes=THEMES)
    return page(found, "municipality", "zonnedal").works


def test_partnerships_have_the_names_of_their_partners_and_projects_follow_theirs(tmp_path: Path) -> None:
    titles = [one.title.title.text if isinstance(one.title, Link) else one.title.text for one in works(tmp_path)]
    assert titles == ["Aan Zee", "Bergen en Aan Zee", "Werk", "Handen", "Los"]
    assert [one.part for one in works(tmp_path)] == [False, False, True, False, False]


def test_a_row_says_where_on_what_since_when_and_of_which_kind(tmp_path: Path) -> None:
    rows = {one.title.path: one for one in works(tmp_path) if isinstance(one.title, Link)}
    assert rows["/nl/partnerschappen/a/"] == Work(
        kind="partnership",
        title=Link(Said("Bergen en Aan Zee"), "/nl/partnerschappen/a/"),
        municipality=Link(ZONNEDAL, "/nl/gemeenten/zonnedal/"),
        countries=(Link(Said("Marokko", "nl"), "/nl/landen/marokko/"),),
        themes=(Link(Said("Water", "nl"), "/nl/themas/water/"),),
        begun=Period(Day.read("2004")),
        label="",
        term=Term("partnership_kind", "twinning"),
        state=rows["/nl/partnerschappen/a/"].state,
    )
    signed = rows["/nl/partnerschappen/b/"]
    assert (signed.begun, signed.label) == (Moment(Day.read("2011")), "fact.signed")
    assert rows["/nl/partnerschappen/c/"].state == "ended"
    assert rows["/nl/projecten/werk/"].begun is None
    assert rows["/nl/projecten/los/"].label == "fact.support"
    assert rows["/nl/projecten/los/"].term == Term("kind", "project.one")


def test_a_project_says_whether_it_is_in_the_countries_of_its_partnership(tmp_path: Path) -> None:
    places = PLACES + "- {id: nijl, name: {nl: Nijl, fr: Nil}, kind: city, country: EG}\n"
    projects = """
    - {id: daar, name: {nl: Daar, fr: Là}, partnership: a, places: [bergen]}
    - {id: elders, name: {nl: Elders, fr: Ailleurs}, partnership: a, places: [nijl]}
    """
    found = site(tmp_path, places=places, partnerships=PARTNERSHIPS, projects=projects, themes=THEMES)
    rows = page(found, "municipality", "zonnedal").works
    assert [(one.kind, one.same) for one in rows if one.part] == [("project", True), ("project", False)]


def test_another_kind_has_no_table(tmp_path: Path) -> None:
    known = site(tmp_path, partnerships=PARTNERSHIPS, themes=THEMES)
    assert page(known, "partnership", "a").works == ()


def test_what_is_not_shown_is_in_no_row(tmp_path: Path) -> None:
    hidden = PARTNERSHIPS.replace("id: b,", "id: b, draft: true,")
    assert len(works(tmp_path, partnerships=hidden)) == len(works(tmp_path / "all")) - 1
