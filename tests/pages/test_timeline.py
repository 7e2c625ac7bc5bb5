"""Timelines tell by year what happened, with words that fit the day; figures count the same."""

from pathlib import Path

from jumelage.pages import Page
from jumelage.pages.charts import Timeline
from jumelage.pages.values import Link, Said
from one_page import TODAY, page, site

PARTNERSHIPS = """
- id: a
  municipality: zonnedal
  kind: twinning
  places: [aan-zee, bergen]
  since: 2010
  until: 2030
  signed: {on: 2010-05-07, at: {nl: Rome, fr: Rome}}
  themes: [water]
  history: [{day: {before: 2009-06}, text: {nl: Een brief., fr: Une lettre.}}]
- {id: b, municipality: zonnedal, kind: twinning, places: [aan-zee], since: 1999-03, until: 2009, succeeds: a}
- id: c
  municipality: zonnedal
  kind: twinning
  organisations: [{organisation: handen, role: partner}]
  since: 2015
  status: {value: dormant, as_of: 2020}
  themes: [water, droom]
- {id: d, municipality: zonnedal, kind: twinning, places: [verborgen], since: {before: 2012}}
- id: e
  municipality: zonnedal
  kind: twinning
  places: [aan-zee]
  signed: {on: 2031}
  status: {value: active, as_of: 2026}
"""
PROJECTS = """
- {id: put, partnership: a, name: {nl: Put, fr: Puits}, since: 2012, until: 2014}
- {id: weg, partnership: a, name: {nl: Weg, fr: Route}, until: 2028}
- {id: los, municipality: zonnedal, name: {nl: Los, fr: Libre}, since: 2016}
"""
THEMES = """
- {id: water, name: {nl: Water, fr: Eau}}
- {id: droom, name: {nl: Droom, fr: Rêve}, draft: true}
"""
NETWORKS = """
- {id: net, name: {nl: Net, fr: Filet}, members: [{municipality: zonnedal, since: 2014}, {municipality: zonnedal}]}
"""


def shown(folder: Path, kind: str, name: str, lang: str = "nl") -> Page:
    files = {"partnerships": PARTNERSHIPS, "projects": PROJECTS, "themes": THEMES, "networks": NETWORKS}
    return page(site(folder, TODAY, None, **files), kind, name, lang)


def reported(timeline: Timeline | None) -> list[tuple[int, str, str]]:
    """Return the year, what it is, and the title or words, of each entry."""
    assert timeline
    return [
        (year, one.what, one.link.title.text if one.link else one.text.text if one.text else "")
        for year, entries in timeline.years
        for one in entries
    ]


def test_a_partnership_tells_its_own_days_those_of_its_projects_and_what_followed(tmp_path: Path) -> None:
    found = shown(tmp_path, "partnership", "a").timeline
    assert reported(found) == [
        (1999, "succeeded", "Zonnedal – Aan Zee"),
        (2009, "told", "Een brief."),
        (2010, "since", ""),
        (2010, "signed", "Rome"),
        (2012, "project_since", "Put"),
        (2014, "project_until", "Put"),
        (2028, "project_due", "Weg"),
        (2030, "due", ""),
    ]
    assert found
    assert [
        (span.title.text, span.since and span.since.year, span.until and span.until.year) for span in found.spans
    ] == [
        ("Weg", None, 2028),
        ("Zonnedal – Aan Zee en Bergen", 2010, 2030),
        ("Put", 2012, 2014),
    ]


def test_the_timeline_of_all_leads_to_each(tmp_path: Path) -> None:
    found = shown(tmp_path, "timeline", "timeline").timeline
    assert (2014, "joined", "Net") in reported(found)
    assert (2009, "until", "Zonnedal – Aan Zee") in reported(found)
    assert (2016, "project_since", "Los") in reported(found)
    assert (2012, "since", "Zonnedal – ") in reported(found)
    assert found
    # What rests is drawn to the day of which that is known; what has but a bound, to its known end.
    spans = {span.path: (span.since and span.since.year, span.until and span.until.year) for span in found.spans}
    assert spans["/nl/partnerschappen/c/"] == (2015, 2020)
    assert "/nl/partnerschappen/d/" not in spans
    assert "/nl/partnerschappen/e/" not in spans


def test_figures_count_partnerships_by_country_theme_and_decade(tmp_path: Path) -> None:
    charts = {one.label: one.bars for one in shown(tmp_path, "timeline", "timeline", "fr").charts}
    assert [(bar.title.text, bar.count, bar.path) for bar in charts["countries"]] == [("Maroc", 3, "/fr/pays/maroc/")]
    assert [(bar.title, bar.count) for bar in charts["themes"]] == [(Said("Eau", "fr"), 2)]
    assert [(bar.title.text, bar.count) for bar in charts["decades"]] == [
        ("1990–1999", 1),
        ("2000–2009", 0),
        ("2010–2019", 2),
        ("2020–2029", 0),
        ("2030–2039", 1),
    ]


AGREED = """
- {id: a, municipality: zonnedal, kind: twinning, places: [aan-zee], made_official: {on: 2012, at: {nl: Hier, fr: Ici}}}
- {id: b, municipality: zonnedal, kind: twinning, places: [aan-zee], signed: {on: 2018, at: {nl: Rome, fr: Rome}}}
- {id: c, municipality: zonnedal, kind: twinning, places: [bergen], made_official: {on: {after: 2019, before: 2020}}}
- {id: d, municipality: zonnedal, kind: twinning, places: [bergen], signed: {on: {after: 2012, before: 2019}}}
- id: e
  municipality: zonnedal
  kind: twinning
  places: [bergen]
  since: 2002
  history: [{day: 2002, text: {nl: Het begin., fr: Le début.}}, {day: 2008, text: {nl: Een akkoord., fr: Un accord.}}]
- {id: f, municipality: zonnedal, kind: twinning, places: [bergen], history: [{day: 2026, text: {nl: Slot., fr: Fin.}}]}
"""
SUPPORTED = """
- {id: steun, partnership: e, name: {nl: Steun, fr: Soutien}, support: {since: 2021, until: 2024}}
- {id: duurt, partnership: e, name: {nl: Duurt, fr: Dure}, since: 2020, until: 2028, support: {until: 2027}}
"""


def test_a_timeline_tells_agreements_milestones_and_supports_each_day_once(tmp_path: Path) -> None:
    found = site(tmp_path, partnerships=AGREED, projects=SUPPORTED)
    assert reported(page(found, "timeline", "timeline").timeline) == [
        (2002, "told", "Zonnedal – Bergen"),
        (2008, "told", "Zonnedal – Bergen"),
        (2012, "made_official", "Zonnedal – Aan Zee"),
        (2012, "signed", "Zonnedal – Bergen"),
        (2018, "signed", "Zonnedal – Aan Zee"),
        (2019, "made_official", "Zonnedal – Bergen"),
        (2020, "project_since", "Duurt"),
        (2021, "support_since", "Steun"),
        (2024, "support_until", "Steun"),
        (2026, "told", "Zonnedal – Bergen"),
        (2027, "support_due", "Duurt"),
        (2028, "project_due", "Duurt"),
    ]
    own = page(found, "partnership", "e").timeline
    assert own
    assert [span.title.text for span in own.spans] == ["Zonnedal – Bergen", "Duurt", "Steun aan Steun"]


def test_a_decade_that_is_unknown_is_not_counted_and_the_figure_says_so(tmp_path: Path) -> None:
    charts = page(site(tmp_path, partnerships=AGREED), "timeline", "timeline").charts
    decades = next(one for one in charts if one.label == "decades")
    assert {bar.title.text: bar.count for bar in decades.bars} == {"2000–2009": 1, "2010–2019": 3}
    assert (decades.missing, decades.noted) == (2, True)


def test_without_partnerships_there_is_nothing_to_show_and_no_place_in_the_menu(tmp_path: Path) -> None:
    empty = site(tmp_path)
    found = page(empty, "timeline", "timeline")
    assert (found.timeline, found.charts) == (None, ())
    assert Link(Said("Tijdlijn en cijfers"), "/nl/tijdlijn/") in empty.menus["nl"].all


def test_a_partnership_of_which_no_day_is_known_has_no_timeline(tmp_path: Path) -> None:
    bare = "- {id: a, municipality: zonnedal, kind: twinning, places: [aan-zee]}\n"
    found = site(tmp_path, partnerships=bare)
    assert page(found, "partnership", "a").timeline is None
    assert page(found, "municipality", "zonnedal").timeline is None
