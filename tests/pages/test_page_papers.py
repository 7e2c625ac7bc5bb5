"""Editions, papers and sources of a page."""

from pathlib import Path

import pytest

from jumelage.model.base import Amount
from jumelage.model.values import Day
from jumelage.pages import Said
from jumelage.pages.page import Award, Citation, Notice, Paper
from jumelage.pages.values import Link
from one_page import ORGANISATIONS, ZONNEDAL, page, partnership, site
from sites import written


@pytest.mark.parametrize(
    ("edition", "state"),
    [
        pytest.param("year: 2025", "past", id="last year"),
        pytest.param("year: 2026", "next", id="this year, without days"),
        pytest.param("year: 2026, start: 2026-11-21", "past", id="yesterday"),
        pytest.param("year: 2026, start: 2026-11-22", "open", id="today"),
        pytest.param("year: 2026, start: 2026-11-01, end: 2026-11-22", "open", id="until today"),
        pytest.param("year: 2026, end: 2026-11-21", "past", id="until yesterday"),
        pytest.param("year: 2026, start: 2026-12", "next", id="next month"),
    ],
)
def test_an_edition_of_an_event_is_past_on_now_or_next(edition: str, state: str, tmp_path: Path) -> None:
    events = f"- {{id: a, name: {{nl: A, fr: A}}, municipality: zonnedal, editions: [{{{edition}}}]}}\n"
    assert [one.state for one in page(site(tmp_path, events=events), "event", "a").editions] == [state]


@pytest.mark.parametrize(
    ("edition", "state", "notices"),
    [
        pytest.param("year: 2026, opens: 2026-01", "open", (), id="open since January, with no end"),
        pytest.param(
            "year: 2026, opens: 2026-01, closes: 2026-11-21", "past", (Notice("no_laureates"),), id="closed yesterday"
        ),
        pytest.param("year: 2027, closes: 2027-03", "next", (), id="to be closed next year"),
    ],
)
def test_a_call_stays_open_until_it_is_known_to_be_closed_and_then_has_winners_or_says_that_they_are_unknown(
    edition: str, state: str, notices: tuple[Notice, ...], tmp_path: Path
) -> None:
    calls = f"- {{id: a, name: {{nl: A, fr: A}}, municipality: zonnedal, editions: [{{{edition}}}]}}\n"
    found = page(site(tmp_path, calls=calls), "call", "a")
    assert [one.state for one in found.editions] == [state]
    assert found.notices == notices


def test_a_call_without_editions_says_nothing_of_winners(tmp_path: Path) -> None:
    calls = "- {id: a, name: {nl: A, fr: A}, municipality: zonnedal}\n"
    assert page(site(tmp_path, calls=calls), "call", "a").notices == ()


def test_the_newest_edition_comes_first_and_laureates_are_named(tmp_path: Path) -> None:
    calls = """
    - id: a
      name: {nl: A, fr: A}
      municipality: zonnedal
      editions:
        - year: 2024
          laureates:
            - {project: {nl: Tuin, fr: Jardin}, organisation: ogen, amount: {amount: 5, currency: EUR}}
        - {year: 2026}
        - year: 2025
          laureates: [{project: {nl: Boek, fr: Livre}}, {project: {nl: Lied, fr: Chant}, organisation: later}]
    """
    organisations = ORGANISATIONS + "- {id: later, name: {nl: Later, fr: Plus tard}, kind: company, draft: true}\n"
    found = page(site(tmp_path, calls=calls, organisations=organisations), "call", "a")
    assert [(one.year, one.period, one.awards) for one in found.editions] == [
        (2026, None, ()),
        (2025, None, (Award(Said("Boek", "nl")), Award(Said("Lied", "nl")))),
        (2024, None, (Award(Said("Tuin", "nl"), Said("Ogen", "nl"), Amount(amount=5, currency="EUR")),)),
    ]
    assert found.notices == ()


def test_papers_and_sources_say_what_they_are(tmp_path: Path) -> None:
    documents = (
        "[{title: Eigen, file: a.txt, lang: nl, pages: 1–2, date: 2020}, "
        "{title: Elders, url: 'https://example.org/b.pdf', lang: fr, size: 4.41 MB}, {title: Nergens, lang: ar}]"
    )
    sources = (
        "[{title: A, publisher: ogen, url: 'https://example.org/', lang: nl, date: 2020}, "
        "{title: B, publisher: zonnedal}, {title: C}, {title: D, publisher: later}]"
    )
    written(tmp_path, {"content/files/a.txt": "12345"})
    found = partnership(
        tmp_path,
        f"places: [bergen], documents: {documents}, sources: {sources}",
        organisations=ORGANISATIONS + "- {id: later, name: {nl: Later, fr: Tard}, kind: company, draft: true}\n",
    )
    assert found.papers == (
        Paper(Said("Eigen", "nl"), "/files/a.txt", "1–2", Day.read("2020"), size=5),
        Paper(Said("Elders", "fr"), "https://example.org/b.pdf", size_stated="4.41 MB"),
        Paper(Said("Nergens", "ar")),
    )
    assert found.citations == (
        Citation(
            Said("A", "nl"),
            Said("Ogen", "nl"),
            "https://example.org/",
            Day.read("2020"),
        ),
        Citation(Said("B"), Link(ZONNEDAL, "/nl/gemeenten/zonnedal/")),
        Citation(Said("C")),
        Citation(Said("D")),
    )


@pytest.mark.parametrize(
    ("lang", "order"), [("nl", ["A", "B", "C", "D"]), ("fr", ["C", "A", "B", "D"]), ("en", ["B", "A", "C", "D"])]
)
def test_of_a_source_in_several_languages_the_readers_own_comes_first(
    lang: str, order: list[str], tmp_path: Path
) -> None:
    sources = "sources: [{title: A, lang: nl}, {title: B, lang: en}, {title: C, lang: fr}, {title: D}]"
    found = partnership(tmp_path, f"places: [bergen], {sources}", lang)
    assert [one.title.text for one in found.citations] == order
