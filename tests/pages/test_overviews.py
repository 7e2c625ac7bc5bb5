"""Pages that no record has: indexes, the home page, the menu."""

from dataclasses import replace
from pathlib import Path

import pytest

from jumelage.messages.problems import ContentError, Severity
from jumelage.pages import Said
from jumelage.pages.overview import CHOICES, MOST, NEWEST
from jumelage.pages.values import Link
from jumelage.settings import Settings
from jumelage.targets.plan import plan
from one_page import COUNTRIES, PERSON, PLACES, TODAY, ZONNEDAL, page, site, texts_on
from sites import small


def test_the_menu_holds_what_there_is_and_the_index_of_all_is_complete(tmp_path: Path) -> None:
    texts = {f"{lang}/page/over": f"---\ntitle: Over {lang}\n---\n" for lang in ("nl", "fr")}
    found = site(tmp_path, texts=texts)
    menu = found.menus["fr"]
    assert [link.title.text for link in menu.main] == ["Communes", "Pays"]
    assert [link.title.text for link in menu.all] == [
        "Actualités",
        "Agenda",
        "Appels",
        "Campagnes",
        "Chronologie et chiffres",
        "Communes",
        "Événements",
        "Lieux",
        "Organisations",
        "Partenariats",
        "Pays",
        "Personnes en danger",
        "Programmes",
        "Projets",
        "Réseaux",
        "Thèmes",
    ]
    assert menu.texts == (Link(Said("Over fr", "fr"), "/fr/over/"),)
    assert page(found, "home", "home", "fr").figures == (
        ("municipality", 1, "/fr/communes/"),
        ("partnership", 0, "/fr/partenariats/"),
        ("project", 0, "/fr/projets/"),
        ("country", 1, "/fr/pays/"),
    )


def test_a_home_page_has_the_same_length_however_many_records_there_are(tmp_path: Path) -> None:
    few = page(site(tmp_path / "few"), "home", "home")
    assert few.choices == (Link(ZONNEDAL, "/nl/gemeenten/zonnedal/"),)
    assert [(one.label, len(one.cards), one.count) for one in few.sections] == [("municipality", 1, 0)]
    municipalities = "".join(f"- {{id: m{n}, name: {{nl: M{n}, fr: C{n}}}}}\n" for n in range(CHOICES + 1))
    news = {
        f"{lang}/news/n{n}": f"---\ntitle: N{n}\ndate: 2026-11-{n + 1:02}\n---\n"
        for n in range(5)
        for lang in ("nl", "fr")
    }
    many = page(site(tmp_path / "many", texts=news, municipalities=municipalities), "home", "home")
    assert many.choices == (Link(Said("Alle gemeenten", "nl"), "/nl/gemeenten/"),)
    assert [(one.label, len(one.cards), one.count) for one in many.sections] == [
        ("municipality", MOST, CHOICES + 1),
        ("news", NEWEST, 5),
    ]


def test_an_index_is_grouped_by_who_or_where_in_order_of_name(tmp_path: Path) -> None:
    municipalities = """
    - {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil}}
    - {id: etang, name: {nl: Étang, fr: Étang}}
    - {id: later, name: {nl: Later, fr: Tard}}
    """
    projects = """
    - {id: a, name: {nl: A, fr: A}, municipality: zonnedal}
    - {id: b, name: {nl: Ézel, fr: É}, municipality: etang}
    - {id: c, name: {nl: Egel, fr: E}, municipality: etang}
    """
    found = page(site(tmp_path, municipalities=municipalities, projects=projects), "project", "index")
    groups = [(one.heading.text if one.heading else "", one.path, len(one.cards)) for one in found.sections]
    assert groups == [("Étang", "/nl/gemeenten/etang/", 2), ("Zonnedal", "/nl/gemeenten/zonnedal/", 1)]
    assert [one.title.text for one in found.sections[0].cards] == ["Egel", "Ézel"]


def test_a_place_in_the_home_country_is_grouped_under_its_name_alone(tmp_path: Path) -> None:
    places, texts = PLACES.replace("country: MA", "country: BE"), texts_on("place/bergen")
    found = page(site(tmp_path, places=places, texts=texts), "place", "index")
    assert [(one.heading, one.path) for one in found.sections] == [(Said("België", "nl"), "")]


@pytest.mark.parametrize(
    ("listed", "groups"),
    [
        pytest.param(True, [("", ["Marokko"]), ("Landen van mensen in gevaar", ["Egypte"])], id="listed"),
        pytest.param(False, [("", ["Marokko"])], id="not listed"),
    ],
)
def test_the_country_of_a_person_at_risk_is_no_partners_and_is_not_counted(
    listed: bool, groups: list[tuple[str, list[str]]], tmp_path: Path
) -> None:
    person = PERSON.replace("country: MA", f"country: EG\n  listed: {str(listed).lower()}")
    whole = site(tmp_path, persons_at_risk=person)
    sections = page(whole, "country", "index").sections
    named = [(one.heading.text if one.heading else "", [card.title.text for card in one.cards]) for one in sections]
    assert named == groups
    home = page(whole, "home", "home")
    assert home.figures[-1] == ("country", 1, "/nl/landen/")


def test_an_index_of_nothing_has_no_sections(tmp_path: Path) -> None:
    assert page(site(tmp_path), "news", "index").sections == ()


@pytest.mark.parametrize(
    ("texts", "countries", "message"),
    [
        pytest.param(
            {f"{lang}/page/a": "---\ntitle: A\nslug: themes\n---\n" for lang in ("nl", "fr")},
            COUNTRIES,
            "content/fr/page/a.md:3:1: The address '/fr/themes/' is already taken by the index of the kind 'theme'.",
            id="a page over an index",
        ),
        pytest.param(
            {},
            COUNTRIES.replace("nl: egypte", "nl: marokko"),
            "data/countries.yaml:3:20: In Dutch, the slug 'marokko' also belongs to the country 'MA'.",
            id="a country over another",
        ),
    ],
)
def test_an_address_is_given_once(texts: dict[str, str], countries: str, message: str, tmp_path: Path) -> None:
    partnerships = """
    - {id: a, municipality: zonnedal, kind: twinning, places: [bergen],
       organisations: [{organisation: handen, role: partner}]}
    """
    with pytest.raises(ContentError) as caught:
        site(tmp_path, texts=texts, countries=countries, partnerships=partnerships)
    problems = [problem for problem in caught.value.problems if problem.severity is Severity.PROBLEM]
    assert [f"{problem.position}: {problem.message}" for problem in problems] == [message]


def test_a_site_in_one_language_is_whole(tmp_path: Path) -> None:
    root = small(tmp_path, municipalities="- {id: zonnedal, name: {nl: Zonnedal}}\n")
    settings = Settings(TODAY)
    languages = replace(settings.languages, codes=("nl",), required=("nl",))
    found = plan(root, replace(settings, languages=languages))[0]
    assert {one.lang for one in found.pages} == {"nl", None}
    assert {len(one.alternates) for one in found.pages if one.lang} == {0}
