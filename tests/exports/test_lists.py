"""The lists with which scripts filter: what the cards of an index say, by facet, and nothing of persons at risk."""

import json
from pathlib import Path

from jumelage.exports.lists import LISTS
from making import texts
from one_page import PERSON, site

PARTNERSHIPS = """
- id: a
  municipality: zonnedal
  kind: twinning
  places: [aan-zee]
  summary: {nl: "Brood & spelen.", fr: Pain.}
  since: 2010-05
- {id: b, municipality: zonnedal, kind: cooperation-agreement, places: [aan-zee], since: {before: 2012}}
"""


def test_a_list_holds_every_card_of_its_index_in_its_language(tmp_path: Path) -> None:
    found = texts(LISTS, site(tmp_path, partnerships=PARTNERSHIPS))
    assert json.loads(found["/nl/partnerschappen/list.json"]) == {
        "names": {
            "municipality": {"zonnedal": "Zonnedal"},
            "country": {"MA": "Marokko"},
            "form": {"twinning": "Jumelage", "cooperation-agreement": "Samenwerkingsakkoord"},
            "status": {"no-end-known": "geen einde bekend"},
        },
        "entries": [
            {
                "path": "/nl/partnerschappen/a/",
                "title": "Zonnedal – Aan Zee",
                "summary": "Brood & spelen.",
                "since": "2010-05-01",
                "in": {
                    "municipality": ["zonnedal"],
                    "country": ["MA"],
                    "form": ["twinning"],
                    "status": ["no-end-known"],
                },
            },
            {
                "path": "/nl/partnerschappen/b/",
                "title": "Zonnedal – Aan Zee",
                "summary": "",
                "since": "",
                "in": {
                    "municipality": ["zonnedal"],
                    "country": ["MA"],
                    "form": ["cooperation-agreement"],
                    "status": ["no-end-known"],
                },
            },
        ],
    }
    assert json.loads(found["/fr/partenariats/list.json"])["entries"][0]["summary"] == "Pain."


def test_what_has_no_period_is_sorted_by_the_day_on_its_card(tmp_path: Path) -> None:
    agreements = "".join(
        f"- {{id: {name}, municipality: zonnedal, kind: twinning, places: [bergen], {field}}}\n"
        for name, field in {"a": "signed: {on: 2011}", "b": "made_official: {on: 2012-05}", "c": "themes: []"}.items()
    )
    projects = "- {id: d, name: {nl: D, fr: D}, municipality: zonnedal, support: {since: 2013, until: 2014}}\n"
    found = texts(LISTS, site(tmp_path, partnerships=agreements, projects=projects))
    entries = [
        one
        for kind in ("partnerschappen", "projecten")
        for one in json.loads(found[f"/nl/{kind}/list.json"])["entries"]
    ]
    assert [one["since"] for one in entries] == ["2011-01-01", "2012-05-01", "", "2013-01-01"]


def test_a_long_index_has_one_list(tmp_path: Path) -> None:
    themes = "".join(f"- {{id: t{n}, name: {{nl: T{n}, fr: T{n}}}}}\n" for n in range(120))
    found = texts(LISTS, site(tmp_path, themes=themes))
    assert len(json.loads(found["/nl/themas/list.json"])["entries"]) == 120
    assert "/nl/themas/2/list.json" not in found


def test_no_person_at_risk_is_in_a_list(tmp_path: Path) -> None:
    found = texts(LISTS, site(tmp_path, persons_at_risk=PERSON.replace("country: MA", "country: MA\n  listed: true")))
    assert json.loads(found["/nl/mensen-in-gevaar/list.json"]) == {"names": {}, "entries": []}
    assert [path for path, text in found.items() if "Iemand" in text] == []
