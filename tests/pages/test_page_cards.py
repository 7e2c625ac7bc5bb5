"""What a card says of a record on other pages."""

from pathlib import Path

import pytest

from jumelage.model.values import Day
from jumelage.pages import Said
from jumelage.pages.page import Deed, Fact, Notice
from jumelage.pages.values import Link, Moment, Period, Term
from one_page import COUNTRIES, ZONNEDAL, card, page, site, table, texts_on, titles


def test_the_card_of_an_event_has_the_days_of_its_last_edition(tmp_path: Path) -> None:
    events = """
    - id: feest
      name: {nl: Feest, fr: Fête}
      municipality: zonnedal
      editions:
        - {year: 2025, start: 2025-11-01, end: 2025-11-09}
        - {year: 2026, start: 2026-11-20, places: [verborgen, bergen]}
        - {year: 2027}
    - {id: lezing, name: {nl: Lezing, fr: Conférence}, municipality: zonnedal, editions: [{year: 2026}]}
    """
    whole = site(tmp_path, events=events)
    found, day = page(whole, "event", "index"), Day.read("2026-11-20")
    assert card(found, "Feest").period == Period(day, day)
    assert card(found, "Lezing").period is None
    places = [one.places for one in page(whole, "event", "feest").editions]
    assert places == [(), (Link(Said("Bergen", "nl"), "/nl/landen/marokko/#plaats--bergen"),), ()]


def test_a_card_says_where_it_is_or_nothing(tmp_path: Path) -> None:
    found = site(tmp_path, texts=texts_on("organisation/handen", "organisation/ogen"))
    assert card(page(found, "organisation", "index"), "Handen").kicker == (Said("Egypte", "nl"),)
    assert card(page(found, "organisation", "index"), "Ogen").kicker == ()


def test_a_country_and_its_card_say_who_works_with_whom_unless_it_has_a_summary(tmp_path: Path) -> None:
    countries = COUNTRIES.replace("id: EG,", "id: EG, summary: {nl: Aan de Nijl., fr: Sur le Nil.},")
    partnerships = """
    - {id: a, municipality: zonnedal, kind: twinning, places: [bergen],
       organisations: [{organisation: handen, role: partner}]}
    """
    made = site(tmp_path, countries=countries, partnerships=partnerships)
    found = page(made, "country", "index")
    assert page(made, "country", "EG").summary == card(found, "Egypte").summary == Said("Aan de Nijl.", "nl")
    assert page(made, "country", "MA").summary == card(found, "Marokko").summary == Said("Zonnedal: Bergen", "nl")


PLACES_ENOUGH = "".join(
    f"- {{id: p{n}, name: {{nl: P{n}, fr: P{n}}}, kind: city, country: {'EG' if n == 9 else 'MA'}}}\n"
    for n in range(10)
)
PEOPLE = "".join(f"- {{id: m{n}, name: {{nl: M{n}, fr: M{n}}}}}\n" for n in range(6))


@pytest.mark.parametrize(
    ("works", "nl", "fr"),
    [
        pytest.param(["m0: [p1]"], "M0: P1", "M0 : P1", id="one partner"),
        pytest.param(["m0: [p1, p2, p3, p4]"], "M0: P1, P2, P3 en P4", "M0 : P1, P2, P3 et P4", id="four partners"),
        pytest.param(
            ["m0: [p1, p2, p3]", "m0: [p3, p4, p5]"],
            "M0: P1, P2, P3 en nog 2 andere",
            "M0 : P1, P2, P3 et 2 autres",
            id="five partners",
        ),
        pytest.param(["m1: [p1]", "m0: [p2, p9]"], "M0: P2 · M1: P1", "M0 : P2 · M1 : P1", id="by name"),
        pytest.param(
            [f"m{n}: [p1]" for n in range(6)],
            "M0: P1 · M1: P1 · M2: P1 · nog 3 gemeenten",
            "M0 : P1 · M1 : P1 · M2 : P1 · 3 autres communes",
            id="six municipalities",
        ),
        pytest.param([], None, None, id="places alone"),
    ],
)
def test_the_card_of_a_country_names_a_few_and_counts_the_rest(
    works: list[str], nl: str | None, fr: str | None, tmp_path: Path
) -> None:
    partnerships = ""
    for number, work in enumerate(works):
        owner, _, places = work.partition(": ")
        partnerships += f"- {{id: a{number}, municipality: {owner}, kind: twinning, places: {places}}}\n"
    files = {"places": PLACES_ENOUGH, "municipalities": PEOPLE, "partnerships": partnerships}
    whole = site(tmp_path, organisations="", **files)  # type: ignore[arg-type]
    summaries = [card(page(whole, "country", "index", lang), name).summary for lang, name in COUNTRY.items()]
    assert [one.text if one else None for one in summaries] == [nl, fr]


COUNTRY = {"nl": "Marokko", "fr": "Maroc"}
AT_WORK = """
- {id: partner, name: {nl: Partner, fr: Partenaire}, country: MA}
- {id: uitvoerder, name: {nl: Uitvoerder, fr: Exécutant}, place: p9}
- {id: geldgever, name: {nl: Geldgever, fr: Bailleur}, country: MA}
"""


def test_the_card_of_a_country_names_partners_where_there_is_no_place(tmp_path: Path) -> None:
    partnerships = """
    - {id: a, municipality: m0, kind: twinning,
       organisations: [{organisation: partner, role: partner}, {organisation: geldgever, role: funding}]}
    """
    projects = """
    - {id: b, name: {nl: B, fr: B}, partnership: a, organisations: [{organisation: geldgever, role: implementing}]}
    - {id: c, name: {nl: C, fr: C}, municipality: m1, organisations: [{organisation: uitvoerder, role: implementing}]}
    - {id: d, name: {nl: D, fr: D}, municipality: m2, places: [p9]}
    """
    files = {"places": PLACES_ENOUGH, "municipalities": PEOPLE, "partnerships": partnerships, "projects": projects}
    whole = site(tmp_path, organisations=AT_WORK, **files)  # type: ignore[arg-type]
    found = page(whole, "country", "index")
    assert card(found, "Marokko").summary == Said("M0: Partner", "nl")
    assert card(found, "Egypte").summary == Said("M1: Uitvoerder · M2: P9", "nl")


@pytest.mark.parametrize(
    ("status", "review_by", "listed", "notices", "actions"),
    [
        pytest.param("detained", "2026-11-22", True, (), 1, id="checked"),
        pytest.param("detained", "2026-11-21", False, ("review",), 1, id="to be checked since yesterday"),
        pytest.param("detained", "2026-08-24", True, ("review",), 1, id="to be checked for 90 days"),
        pytest.param("detained", "2026-08-23", True, ("unverified",), 0, id="to be checked for 91 days"),
        pytest.param("released", "2027", True, (), 0, id="free"),
        pytest.param("died", "2027", True, (), 0, id="dead"),
        pytest.param("released-with-restrictions", "2027", True, (), 1, id="free, but not wholly"),
    ],
)
def test_a_person_is_told_of_as_far_as_it_can_be_relied_upon(
    status: str, review_by: str, listed: bool, notices: tuple[str, ...], actions: int, tmp_path: Path
) -> None:
    relied_upon = notices != ("unverified",)
    person = f"""
    - id: iemand
      name: {{nl: Iemand, fr: Quelqu'un}}
      summary: {{nl: Een mens., fr: Une personne.}}
      ground: {{kind: consent, file: Z-1}}
      adult: true
      adoptions: [{{municipality: zonnedal, day: 2025}}]
      status: {{value: {status}, as_of: 2026-01}}
      review_by: {review_by}
      listed: {str(listed).lower()}
      actions: [{{title: {{nl: Schrijf, fr: Écrivez}}, url: "https://example.org/", lang: fr}}]
    """
    found = page(site(tmp_path, persons_at_risk=person), "person", "iemand")
    known = (Term("situation", status), Moment(Day.read("2026-01"))) if relied_upon else None
    assert (found.state, table(found).get("fact.situation"), found.listed, found.actions) == (
        None,
        known,
        listed,
        (Deed(Link(Said("Schrijf", "nl"), "https://example.org/", "Frans", "fr")),) * actions,
    )
    assert found.notices == tuple(Notice(key, {"as_of": "januari 2026"}) for key in notices)
    own = "Een mens. " if relied_upon else ""
    assert found.summary == Said(f"{own}Geadopteerd door Zonnedal in 2025.", "nl")
    assert table(found)["fact.adopted"] == (
        Link(ZONNEDAL, "/nl/gemeenten/zonnedal/"),
        Moment(Day.read("2025")),
    )
    shown = card(page(site(tmp_path, persons_at_risk=person), "person", "index" if listed else "names"), "Iemand")
    assert (shown.state, shown.summary) == ("", found.summary)


def test_a_network_says_who_is_in_it_and_where_it_is(tmp_path: Path) -> None:
    networks = """
    - {id: licht, name: {nl: Licht, fr: Lumière}, website: "https://example.org/",
       members: [{municipality: zonnedal, since: 2015}], organisations: [{organisation: ogen, role: implementing}]}
    - {id: donker, name: {nl: Donker, fr: Ombre}}
    """
    found = site(tmp_path, networks=networks)
    assert page(found, "network", "licht").facts == (
        # Nothing else names it, so that this page is all that there is of it.
        Fact("fact.run_by", (Said("Ogen", "nl"),)),
        Fact("fact.members", (Link(ZONNEDAL, "/nl/gemeenten/zonnedal/", "sinds 2015"),)),
        Fact("fact.website", (Link(Said("https://example.org/"), "https://example.org/"),)),
    )
    assert page(found, "network", "donker").facts == ()


def test_news_comes_by_day_the_newest_first(tmp_path: Path) -> None:
    days = {"a": "2026-01", "b": "2026-11-02", "c": "{before: 2020}", "d": "2026-11-02"}
    texts = {
        f"{lang}/news/{name}": f"---\ntitle: {name}\ndate: {day}\n---\n"
        for name, day in days.items()
        for lang in ("nl", "fr")
    }
    found = site(tmp_path, texts=texts)
    assert titles(page(found, "news", "index")) == {"": ["b", "d", "a", "c"]}
    assert page(found, "news", "b").date == Day.read("2026-11-02")
