"""What a record is called, and how things stand with it."""

from pathlib import Path

import pytest

from jumelage.model.values import Day
from jumelage.pages import Said
from jumelage.pages.page import Card, Fact
from jumelage.pages.values import Moment, Period, State, Term
from one_page import ZONNEDAL, card, page, partnership, site, table

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

OLD = "sources: [{title: Verslag, publisher: zonnedal, lang: nl, date: 2023}]"


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        pytest.param(
            f"since: 2004, {OLD}",
            State("no-end-known", ZONNEDAL, Day.read("2023"), sure=False),
            id="no end is known, by whom",
        ),
        pytest.param(
            "sources: [{title: Verslag, lang: nl}]",
            State("no-end-known", Said("Verslag", "nl"), sure=False),
            id="by a source that nobody published",
        ),
        pytest.param("since: 2020, until: 2026-11-22", State("active"), id="within its period"),
        pytest.param("signed: {on: 2004}", None, id="an agreement is no beginning"),
        pytest.param("made_official: {on: 2004}", None, id="nor is that it was made official"),
        pytest.param(
            f"status: {{value: dormant, as_of: 2026, reason: {{nl: Rust., fr: Repos.}}}}, {OLD}",
            State("dormant", ZONNEDAL, Day.read("2026"), True, Said("Rust.", "nl")),
            id="as a source states, with its reason",
        ),
        pytest.param(
            "until: 2020, status: {value: active, as_of: 2019, reason: {nl: Vlot., fr: Bien.}}",
            State("ended"),
            id="a reason for what is no longer so is not told",
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
    assert found == State("no-end-known", Said("C"), Day.read("2020-05"), sure=False)


PROJECT = "name: {nl: Werk, fr: Travail}"


@pytest.mark.parametrize(
    ("fields", "state", "period", "fact"),
    [
        pytest.param(
            "since: 2020, until: 2028, support: {until: 2024}", "active", ("2020", "2028", False), None, id="its own"
        ),
        pytest.param(
            "support: {since: 2019, until: 2020}",
            "",
            None,
            Fact("fact.support", (Period(Day.read("2019"), Day.read("2020")),)),
            id="that of the support, which says nothing of the project",
        ),
        pytest.param("since: 2027-03", "planned", ("2027-03", None, True), None, id="one that has yet to begin"),
        pytest.param("themes: []", "", None, None, id="none"),
        pytest.param("support: {}", "", None, None, id="a support without days"),
    ],
)
def test_the_end_of_a_support_does_not_end_a_project(
    fields: str, state: str, period: tuple[str | None, str | None, bool] | None, fact: Fact | None, tmp_path: Path
) -> None:
    projects = f"- {{id: werk, {PROJECT}, municipality: zonnedal, {fields}}}\n"
    shown = card(page(site(tmp_path, projects=projects), "project", "index"), "Werk")
    since, until, ahead = period or (None, None, False)
    first, last = (Day.read(end) if end else None for end in (since, until))
    assert (shown.state, shown.period, shown.fact) == (state, Period(first, last, ahead) if period else None, fact)


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        pytest.param("until: 2020-12", {"fact.until": (Moment(Day.read("2020-12")),)}, id="an end"),
        pytest.param("until: 2028", {"fact.due": (Moment(Day.read("2028")),)}, id="an end to come"),
        pytest.param("since: 2004", {"fact.period": (Period(Day.read("2004")),)}, id="a beginning"),
        pytest.param(
            "made_official: {on: 2019, at: {nl: Rome, fr: Rome}}",
            {"fact.made_official": (Moment(Day.read("2019"), Said("Rome", "nl")),)},
            id="made official",
        ),
        pytest.param("signed: {on: 2019}", {"fact.signed": (Moment(Day.read("2019")),)}, id="signed"),
    ],
)
def test_days_are_called_what_they_are(fields: str, facts: dict[str, object], tmp_path: Path) -> None:
    found = table(partnership(tmp_path, f"places: [aan-zee], {fields}"))
    assert {label: values for label, values in found.items() if label in DAYS} == facts


DAYS = {"fact.until", "fact.due", "fact.period", "fact.made_official", "fact.signed"}


def test_what_holds_no_longer_for_certain_is_told_with_its_source_and_not_in_a_word(tmp_path: Path) -> None:
    root = f"- {{id: a, municipality: zonnedal, kind: twinning, places: [bergen], since: 2004, {OLD}}}\n"
    assert card(page(site(tmp_path, partnerships=root), "country", "MA"), "Zonnedal – Bergen") == Card(
        "partnership",
        Said("Zonnedal – Bergen"),
        "/nl/partnerschappen/a/",
        kicker=(ZONNEDAL,),
        period=Period(Day.read("2004")),
        term=Term("partnership_kind", "twinning"),
        id="a",
    )
