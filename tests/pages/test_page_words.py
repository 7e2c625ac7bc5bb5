"""What a record is called, and how things stand with it."""

from pathlib import Path

import pytest

from jumelage.model.values import Day
from jumelage.pages import Said
from jumelage.pages.page import Card, State
from jumelage.pages.values import Period, Term
from one_page import ZONNEDAL, card, page, partnership, site

# Names and summaries


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        pytest.param("places: [aan-zee]", "Zonnedal – Aan Zee", id="a place"),
        pytest.param("places: [aan-zee, bergen, verborgen]", "Zonnedal – Aan Zee en Bergen", id="those that are shown"),
        pytest.param(
            "organisations: [{organisation: handen, role: partner}, {organisation: ogen, role: funding}]",
            "Zonnedal – Handen",
            id="the partner where there is no place",
        ),
        pytest.param(
            "places: [bergen], organisations: [{organisation: handen, role: partner}]",
            "Zonnedal – Bergen",
            id="the place goes before the partner",
        ),
        pytest.param("places: [bergen], name: {nl: Wij, fr: Nous}", "Wij", id="a name of its own"),
    ],
)
def test_a_partnership_is_called_by_its_name_or_its_partners(fields: str, name: str, tmp_path: Path) -> None:
    assert partnership(tmp_path, fields).title.text == name


def test_a_name_made_of_names_takes_those_of_the_language(tmp_path: Path) -> None:
    assert partnership(tmp_path, "places: [aan-zee, bergen]", "fr").title == Said("Valsoleil – Sur Mer et Monts")


@pytest.mark.parametrize(
    ("lang", "title", "summary"),
    [
        pytest.param(
            "nl", Said("Uit de tekst", "nl"), Said("Samengevat.", "nl"), id="a title and the record's summary"
        ),
        pytest.param("fr", Said("Sur Mer", "fr"), Said("Du texte.", "fr"), id="a summary and the record's name"),
        pytest.param("en", Said("Uit de tekst", "nl"), Said("Samengevat.", "nl"), id="neither in this language"),
    ],
)
def test_what_a_texts_header_says_goes_before_what_the_record_says(
    lang: str, title: Said, summary: Said, tmp_path: Path
) -> None:
    places = """
    - {id: aan-zee, name: {nl: Aan Zee, fr: Sur Mer}, kind: city, country: MA,
       summary: {nl: Samengevat., fr: Résumé.}}
    """
    texts = {
        "nl/place/aan-zee": "---\ntitle: Uit de tekst\n---\n",
        "fr/place/aan-zee": "---\nsummary: Du texte.\n---\n",
    }
    found = page(site(tmp_path, places=places, texts=texts), "place", "aan-zee", lang)
    assert (found.title, found.summary) == (title, summary)


def test_a_summary_in_headers_alone_is_borrowed_like_any_text(tmp_path: Path) -> None:
    texts = {f"{lang}/place/bergen": f"---\nsummary: Over {lang}.\n---\n" for lang in ("nl", "fr")}
    found = site(tmp_path, texts=texts)
    assert [page(found, "place", "bergen", lang).summary for lang in ("nl", "fr", "en")] == [
        Said("Over nl.", "nl"),
        Said("Over fr.", "fr"),
        Said("Over nl.", "nl"),
    ]


def test_a_draft_in_a_courtesy_language_says_nothing(tmp_path: Path) -> None:
    texts = {f"{lang}/news/a": f"---\ntitle: Titel {lang}\ndate: 2026\n---\n" for lang in ("nl", "fr")}
    texts["en/news/a"] = "---\ntitle: Draft\nslug: draft\ndate: 2026\ndraft: true\n---\nDraft.\n"
    found = page(site(tmp_path, texts=texts), "news", "a", "en")
    assert (found.title, found.path, found.articles[0].lang) == (Said("Titel nl", "nl"), "/en/news/a/", "nl")


# How things stand

FRESH = "sources: [{title: Verslag, publisher: zonnedal, lang: nl, date: 2025}]"
OLD = "sources: [{title: Verslag, publisher: zonnedal, lang: nl, date: 2023}]"
UNNAMED = "sources: [{title: Verslag, lang: nl}]"


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        pytest.param("since: 2004", State("active"), id="since a day, without a source"),
        pytest.param(f"since: 2004, {FRESH}", State("active"), id="since a day, by a fresh source"),
        pytest.param(f"since: 2004, {OLD}", State("active", ZONNEDAL, Day.read("2023")), id="by an old source"),
        pytest.param(f"since: 2004, {UNNAMED}", State("active", Said("Verslag", "nl")), id="by an undated source"),
        pytest.param(FRESH, State("active", ZONNEDAL, Day.read("2025")), id="without a period"),
        pytest.param("signed: {on: 2004}", None, id="without a period or a source nothing is said"),
        pytest.param(f"since: 2026-11-23, {OLD}", State("planned"), id="from tomorrow"),
        pytest.param("since: 2026-11-22", State("active"), id="from today"),
        pytest.param("until: 2026-11-22", State("active"), id="until today"),
        pytest.param(f"until: 2026-11-21, {OLD}", State("ended"), id="until yesterday"),
        pytest.param("until: 2026-10", State("ended"), id="until last month"),
        pytest.param("until: {before: 2026-11-01}", State("ended"), id="until before a day"),
        pytest.param("until: {after: 2020}", State("active"), id="until some day after"),
        pytest.param(
            "since: 2004, sources: [{title: Verslag, date: {after: 2020}}]",
            State("active", Said("Verslag"), Day.read({"after": "2020"})),
            id="by a source of some day after another",
        ),
        pytest.param(
            f"status: {{value: dormant, as_of: 2020, reason: {{nl: Rust., fr: Repos.}}}}, {FRESH}",
            State("dormant", ZONNEDAL, Day.read("2020"), True, Said("Rust.", "nl")),
            id="as a source states",
        ),
        pytest.param(
            "status: {value: ended, as_of: 2020}, since: 2004",
            State("ended", None, Day.read("2020"), True),
            id="as is stated, without a source",
        ),
    ],
)
def test_how_a_partnership_stands_follows_its_period_and_its_sources(
    fields: str, state: State | None, tmp_path: Path
) -> None:
    assert partnership(tmp_path, f"places: [aan-zee], {fields}").state == state


def test_the_newest_source_speaks(tmp_path: Path) -> None:
    sources = "[{title: A, date: 2019}, {title: B}, {title: C, date: 2020-05}, {title: D, date: 2020-04-30}]"
    found = partnership(tmp_path, f"places: [aan-zee], sources: {sources}").state
    assert found == State("active", Said("C"), Day.read("2020-05"))


PROJECT = "name: {nl: Werk, fr: Travail}"


@pytest.mark.parametrize(
    ("fields", "state", "period"),
    [
        pytest.param(
            "since: 2020, until: 2028, support: {until: 2024}", "active", ("2020", "2028", False), id="its own"
        ),
        pytest.param("support: {since: 2019, until: 2020}", "ended", ("2019", "2020", False), id="that of the support"),
        pytest.param("since: 2027-03", "planned", ("2027-03", None, True), id="one that has yet to begin"),
        pytest.param("themes: []", "", None, id="none"),
    ],
)
def test_a_project_has_the_period_of_its_support_when_it_has_none(
    fields: str, state: str, period: tuple[str | None, str | None, bool] | None, tmp_path: Path
) -> None:
    projects = f"- {{id: werk, {PROJECT}, municipality: zonnedal, {fields}}}\n"
    shown = card(page(site(tmp_path, projects=projects), "project", "index"), "Werk")
    since, until, ahead = period or (None, None, False)
    first, last = (Day.read(end) if end else None for end in (since, until))
    assert (shown.state, shown.period) == (state, Period(first, last, ahead) if period else None)


def test_what_rests_on_an_old_source_is_told_with_it_and_not_in_a_word(tmp_path: Path) -> None:
    root = f"- {{id: a, municipality: zonnedal, kind: twinning, places: [bergen], since: 2004, {OLD}}}\n"
    assert card(page(site(tmp_path, partnerships=root), "municipality", "zonnedal"), "Zonnedal – Bergen") == Card(
        "partnership",
        Said("Zonnedal – Bergen"),
        "/nl/partnerschappen/a/",
        kicker=(ZONNEDAL,),
        period=Period(Day.read("2004")),
        term=Term("partnership_kind", "twinning"),
        id="a",
    )
