"""The facts of the accessibility statement: read, shown with its words, and never more than was tested."""

from datetime import date
from pathlib import Path

import pytest

from findings import found
from jumelage.content.statement import Stated, statement
from jumelage.languages import Languages
from jumelage.model.values import Day
from jumelage.pages.values import Moment, Number, Said, Term
from jumelage.settings import Settings
from one_page import page, site, table
from sites import small, written

TEXTS = {f"{lang}/page/accessibility": "---\ntitle: T\n---\nWoorden.\n" for lang in ("nl", "fr")}
STATED = """
reviewed: 2026-05-01
tested: {day: 2026-11-20, tool: axe-core 4.10, pages: 404, views: 6, findings: 0}
barriers: [{nl: Een drempel., fr: Un obstacle.}]
"""


def test_a_site_without_the_file_states_nothing(tmp_path: Path) -> None:
    assert statement(small(tmp_path), Languages()) == Stated()
    assert table(page(site(tmp_path / "b", texts=TEXTS), "page", "accessibility")) == {}


def test_the_page_shows_what_was_tested_and_when(tmp_path: Path) -> None:
    whole = site(tmp_path, texts=TEXTS, accessibility=STATED)
    assert table(page(whole, "page", "accessibility", "fr")) == {
        "statement.status": (Term("statement", "partial"),),
        "statement.tested": (Moment(Day.read("2026-11-20")), Said("axe-core 4.10")),
        "statement.pages": (Number(404),),
        "statement.views": (Number(6),),
        "statement.findings": (Number(0),),
        "statement.barriers": (Said("Un obstacle.", "fr"),),
        "statement.reviewed": (Moment(Day.read("2026-05-01")),),
    }


@pytest.mark.parametrize("lang", ["nl", "fr"])
def test_a_statement_that_is_whole_in_a_language_is_not_called_untranslated(lang: str, tmp_path: Path) -> None:
    whole = site(tmp_path, texts=TEXTS, accessibility=STATED)
    assert page(whole, "page", "accessibility", lang).notices == ()


def test_what_was_not_tested_is_not_told(tmp_path: Path) -> None:
    whole = site(tmp_path, texts=TEXTS, accessibility="reviewed: 2026\n")
    assert [*table(page(whole, "page", "accessibility"))] == ["statement.status", "statement.reviewed"]


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("reviewed: gisteren\n", ["1:1 invalid-day"]),
        ("reviewed: 2026\ntested: {day: 2026, tool: a, pages: 0, views: 1, findings: 0}\n", ["2:30 invalid-value"]),
        ("reviewed: 2026\nstatus: full\n", ["2:1 unknown-field"]),
        ("reviewed: [\n", ["2:1 syntax"]),
        ("", ["1:1 missing-field"]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, reported: list[str], tmp_path: Path) -> None:
    problems = statement(written(small(tmp_path), {"data/accessibility.yaml": text}), Languages()).problems
    assert [f"{one.position.line}:{one.position.column} {one.code.value}" for one in problems] == reported


@pytest.mark.parametrize(("today", "count"), [(date(2027, 5, 1), 0), (date(2027, 5, 2), 1)])
def test_a_statement_that_nobody_has_read_for_a_year_is_told(today: date, count: int, tmp_path: Path) -> None:
    warnings = found(written(small(tmp_path), {"data/accessibility.yaml": STATED}), Settings(today))
    assert len([one for one in warnings if "statement" in str(one.message)]) == count
