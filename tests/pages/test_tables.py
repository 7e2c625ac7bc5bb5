"""The partnerships as a table: by municipality and partner, on as few pages as it takes."""

from pathlib import Path

import pytest

from jumelage.model.values import Day
from jumelage.pages import tables
from jumelage.pages.page import Work
from jumelage.pages.values import Link, Moment, Period, Said, Term
from one_page import page, site

MUNICIPALITIES = "- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil}}\n- {id: etang, name: {nl: Étang, fr: Étang}}\n"
PARTNERSHIPS = """
- {id: a, municipality: zonnedal, kind: twinning, places: [bergen]}
- {id: b, municipality: zonnedal, kind: twinning, places: [aan-zee]}
- {id: c, municipality: etang, kind: twinning, places: [bergen]}
"""


def test_rows_are_by_municipality_and_partner(tmp_path: Path) -> None:
    found = page(site(tmp_path, municipalities=MUNICIPALITIES, partnerships=PARTNERSHIPS), "partnership", "index-table")
    assert found.path == "/nl/partnerschappen/tabel/"
    assert found.alternates == {"fr": "/fr/partenariats/tableau/", "en": "/en/partnerships/table/"}
    links = [(row.municipality, row.title) for row in found.works]
    named = [tuple(one.title.text for one in pair if isinstance(one, Link)) for pair in links]
    assert named == [("Étang", "Bergen"), ("Zonnedal", "Aan Zee"), ("Zonnedal", "Bergen")]


def test_the_index_leads_to_the_table_and_back(tmp_path: Path) -> None:
    found = site(tmp_path, municipalities=MUNICIPALITIES, partnerships=PARTNERSHIPS)
    assert page(found, "partnership", "index").tabled == "/nl/partnerschappen/tabel/"
    assert page(found, "partnership", "index-table").crumbs[1].path == "/nl/partnerschappen/"
    assert page(found, "project", "index").tabled == ""


def test_there_is_no_table_of_one(tmp_path: Path) -> None:
    one = PARTNERSHIPS.splitlines()[1]
    found = site(tmp_path, partnerships=one)
    assert page(found, "partnership", "index").tabled == ""
    assert not [shown for shown in found.pages if shown.id == "index-table"]


def test_a_long_table_has_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS", 2)
    found = site(tmp_path, municipalities=MUNICIPALITIES, partnerships=PARTNERSHIPS)
    first, second = page(found, "partnership", "index-table"), page(found, "partnership", "index-table-2")
    assert [len(one.works) for one in (first, second)] == [2, 1]
    assert second.path == "/nl/partnerschappen/tabel/2/"
    assert second.title.text == "Tabel van de partnerschappen, pagina 2 van 2"
    assert second.pager
    assert second.pager.paths == ("/nl/partnerschappen/tabel/", "/nl/partnerschappen/tabel/2/")


@pytest.mark.parametrize(
    ("begun", "first"),
    [
        pytest.param(Period(Day.read("2004-05")), "2004-05-01", id="since"),
        pytest.param(Period(None, Day.read("2020")), "2020-01-01", id="until alone"),
        pytest.param(Moment(Day.read("2011")), "2011-01-01", id="signed"),
        pytest.param(None, "", id="nothing"),
    ],
)
def test_rows_are_sorted_by_the_first_day_that_is_known(begun: Period | Moment | None, first: str) -> None:
    row = Work("partnership", Said("A"), None, (), (), begun, "", Term("partnership_kind", "twinning"))
    assert row.first == first
