"""What search engines are told: of organisations and events, the way to a page, and nothing of persons at risk."""

import json
from pathlib import Path

import pytest

from jumelage.pages import Site
from jumelage.rendering.jsonld import jsonld
from one_page import PERSON, page, site, texts_on

FILES = {
    "municipalities": """
- {id: zonnedal, name: {nl: "Zonnedal </script><b> & co", fr: Valsoleil}, summary: {nl: Een dal., fr: Une vallée.}}
""",
    "events": """
- id: feest
  name: {nl: Feest, fr: Fête}
  municipality: zonnedal
  editions:
    - {year: 2026, start: 2026-11-20, end: 2026-11-30, theme: {nl: Brood, fr: Pain}}
    - {year: 2027, start: 2027-05-01}
    - {year: 2028, start: 2028-05, end: 2028-06-01}
    - {year: 2029, start: 2029-05-01, end: 2029-05}
    - {year: 2025}
""",
    "persons_at_risk": PERSON,
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder: Path = tmp_path_factory.mktemp("site")
    return site(folder, texts=texts_on("organisation/handen"), **FILES)  # type: ignore[arg-type]


def reported(whole: Site, kind: str, name: str, lang: str = "nl") -> list[dict[str, object]]:
    data = json.loads(str(jsonld(page(whole, kind, name, lang), whole.settings)))
    assert data["@context"] == "https://schema.org"
    found: list[dict[str, object]] = data["@graph"]
    return found


def test_an_edition_whose_day_is_known_is_an_event(whole: Site) -> None:
    events = [one for one in reported(whole, "event", "feest") if one["@type"] == "Event"]
    assert [(one["name"], one["startDate"], one.get("endDate")) for one in events] == [
        ("Feest", "2029-05-01", None),
        ("Feest", "2027-05-01", "2027-05-01"),
        ("Feest: Brood", "2026-11-20", "2026-11-30"),
    ]


def test_a_municipality_and_an_organisation_say_what_they_are(whole: Site) -> None:
    first = reported(whole, "municipality", "zonnedal", "fr")[0]
    assert first == {
        "@type": "GovernmentOrganization",
        "name": "Valsoleil",
        "url": "http://localhost:8000/fr/communes/zonnedal/",
        "description": "Une vallée.",
    }
    assert reported(whole, "organisation", "handen")[0]["@type"] == "Organization"
    assert "description" not in reported(whole, "organisation", "handen")[0]


def test_every_page_with_a_way_up_tells_it(whole: Site) -> None:
    crumbs = reported(whole, "organisation", "handen", "fr")[-1]
    assert crumbs == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Jumelage", "item": "http://localhost:8000/fr/"},
            {
                "@type": "ListItem",
                "position": 2,
                "name": "Organisations",
                "item": "http://localhost:8000/fr/organisations/",
            },
            {
                "@type": "ListItem",
                "position": 3,
                "name": "Mains",
                "item": "http://localhost:8000/fr/organisations/handen/",
            },
        ],
    }


def test_a_home_page_is_the_site(whole: Site) -> None:
    (only,) = reported(whole, "home", "home", "fr")
    assert (only["@type"], only["name"], only["inLanguage"]) == ("WebSite", "Jumelage", "fr")


def test_of_a_person_nothing_is_told_anywhere(whole: Site) -> None:
    assert jsonld(page(whole, "person", "iemand"), whole.settings) == ""
    assert jsonld(page(whole, "person", "index"), whole.settings) == ""
    everything = [str(jsonld(one, whole.settings)) for one in whole.pages]
    assert [text for text in everything if "Iemand" in text or "Quelqu" in text] == []


def test_no_text_breaks_out_of_its_element(whole: Site) -> None:
    text = str(jsonld(page(whole, "municipality", "zonnedal"), whole.settings))
    assert not {"<", ">", "&"} & set(text)
    assert reported(whole, "municipality", "zonnedal")[0]["name"] == "Zonnedal </script><b> & co"
