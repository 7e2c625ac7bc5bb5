"""What belongs together on a page, in which order."""

from pathlib import Path

import pytest

from one_page import PERSON, PLACES, page, site, texts_on, titles


def test_a_municipality_has_the_projects_of_its_partnerships_and_a_place_those_of_its_parts(tmp_path: Path) -> None:
    places = PLACES + "- {id: wijk, name: {nl: Wijk, fr: Quartier}, kind: district, country: MA, part_of: bergen}\n"
    found = site(
        tmp_path,
        texts=texts_on("place/bergen"),
        places=places,
        partnerships="- {id: a, municipality: zonnedal, kind: twinning, places: [wijk]}\n",
        projects="- {id: werk, name: {nl: Werk, fr: Travail}, partnership: a}\n",
    )
    shown = page(found, "municipality", "zonnedal")
    assert [(one.kind, one.part) for one in shown.works] == [("partnership", False), ("project", True)]
    assert titles(shown) == {}
    assert titles(page(found, "place", "bergen")) == {"partnership": ["Zonnedal – Wijk"], "place": ["Wijk"]}


def test_a_country_has_the_places_and_partners_there_and_what_they_take_part_in(tmp_path: Path) -> None:
    organisations = """
    - {id: partner, name: {nl: Partner, fr: Partenaire}, kind: association, country: EG}
    - {id: uitvoerder, name: {nl: Uitvoerder, fr: Exécutant}, kind: association, place: bergen}
    - {id: geldgever, name: {nl: Geldgever, fr: Bailleur}, kind: public-body, country: EG}
    """
    partnerships = """
    - {id: a, municipality: zonnedal, kind: twinning, name: {nl: A, fr: A},
       organisations: [{organisation: partner, role: partner}, {organisation: geldgever, role: funding}]}
    """
    projects = """
    - {id: werk, name: {nl: Werk, fr: Travail}, partnership: a}
    - {id: ander, name: {nl: Ander, fr: Autre}, municipality: zonnedal,
       organisations: [{organisation: uitvoerder, role: implementing}]}
    """
    found = site(tmp_path, organisations=organisations, partnerships=partnerships, projects=projects)
    assert titles(page(found, "country", "EG")) == {
        "partnership": ["A"],
        "project": ["Werk"],
        "organisation": ["Partner"],
    }
    assert titles(page(found, "country", "MA")) == {
        "project": ["Ander"],
        "place": ["Aan Zee", "Bergen"],
        "organisation": ["Uitvoerder"],
    }


@pytest.mark.parametrize("listed", [True, False], ids=["listed", "not listed"])
def test_a_country_tells_only_of_persons_who_are_listed_even_where_a_text_mentions_it(
    listed: bool, tmp_path: Path
) -> None:
    persons = PERSON.replace("country: MA", "listed: true\n  country: MA" if listed else "country: EG")
    texts = {f"{lang}/person/iemand": "In []({country}MA)." for lang in ("nl", "fr")}
    found = page(site(tmp_path, persons_at_risk=persons, texts=texts), "country", "MA")
    assert titles(found) == {**({"person": ["Iemand"]} if listed else {}), "place": ["Aan Zee", "Bergen"]}


def test_who_mentions_a_record_is_listed_once_and_not_beside_what_is_told_anyway(tmp_path: Path) -> None:
    places = PLACES.replace("{id: bergen,", "{id: bergen, part_of: aan-zee,")
    texts = {
        f"{lang}/{name}": "---\ntitle: Over\ndate: 2026\n---\n[a]({place}bergen) [b]({place}bergen)"
        for lang in ("nl", "fr")
        for name in ("news/over", "place/aan-zee", "place/bergen", "organisation/ogen")
    }
    texts |= {f"{lang}/page/over": "---\ntitle: Over\n---\n[a]({place}bergen)" for lang in ("nl", "fr")}
    found = page(site(tmp_path, places=places, texts=texts), "place", "bergen")
    assert [(one.label, card.kind) for one in found.sections for card in one.cards] == [
        ("mentioned", "organisation"),
        ("mentioned", "news"),
    ]


def test_news_and_pages_that_name_municipalities_and_countries_by_the_way_are_not_listed_there(tmp_path: Path) -> None:
    reported = "---\ntitle: Over\ndate: 2026\n---\n[a]({municipality}zonnedal) [b]({country}MA) [c]({organisation}ogen)"
    texts = {f"{lang}/news/over": reported for lang in ("nl", "fr")}
    texts |= {f"{lang}/page/site": reported.replace("date: 2026\n", "") for lang in ("nl", "fr")}
    texts |= {f"{lang}/organisation/ogen": "Meer." for lang in ("nl", "fr")}
    found = site(tmp_path, texts=texts)
    assert titles(page(found, "municipality", "zonnedal")) == {}
    assert titles(page(found, "country", "MA")) == {"place": ["Aan Zee", "Bergen"]}
    assert titles(page(found, "organisation", "ogen")) == {"mentioned": ["Over"]}


def test_a_partnership_that_mentions_its_neighbours_is_not_listed_by_them(tmp_path: Path) -> None:
    partnerships = "".join(
        f"- {{id: {name}, municipality: {owner}, kind: twinning, places: [bergen]}}\n"
        for name, owner in {"a": "zonnedal", "b": "zonnedal", "c": "maanberg"}.items()
    )
    municipalities = """
    - {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil}}
    - {id: maanberg, name: {nl: Maanberg, fr: Mont-Lune}}
    """
    texts = {f"{lang}/partnership/{one}": "[a]({partnership}a)" for lang in ("nl", "fr") for one in ("b", "c")}
    found = page(
        site(tmp_path, texts=texts, partnerships=partnerships, municipalities=municipalities), "partnership", "a"
    )
    assert titles(found) == {"mentioned": ["Maanberg – Bergen"]}
