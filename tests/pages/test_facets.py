"""What an index can be narrowed down by: municipality, country, theme, form and status, as each kind has them."""

import pytest

from jumelage.pages import Site
from one_page import PERSON, page, site, texts_on

FILES = {
    "places": """
- {id: aan-zee, name: {nl: Aan Zee, fr: Sur Mer}, kind: city, country: MA}
- {id: bergen, name: {nl: Bergen, fr: Monts}, kind: city, country: EG}
""",
    "organisations": """
- {id: handen, name: {nl: Handen, fr: Mains}, kind: association, country: EG}
- {id: voeten, name: {nl: Voeten, fr: Pieds}, kind: company, place: aan-zee}
- {id: ogen, name: {nl: Ogen, fr: Yeux}, kind: company, country: BE}
""",
    "themes": "- {id: water, name: {nl: Water, fr: Eau}}\n- {id: droom, name: {nl: Droom, fr: Rêve}, draft: true}\n",
    "partnerships": """
- id: a
  municipality: zonnedal
  kind: twinning
  places: [bergen, aan-zee]
  themes: [water, droom]
  since: 2030
- {id: b, municipality: zonnedal, kind: twinning, organisations: [{organisation: handen, role: partner}]}
""",
    "projects": "- {id: put, partnership: a, name: {nl: Put, fr: Puits}, until: 2020}\n",
    "campaigns": """
- {id: eerlijk, name: {nl: Eerlijk, fr: Juste}, kind: label, members: [{municipality: zonnedal, state: awarded}]}
""",
    "events": """
- id: feest
  name: {nl: Feest, fr: Fête}
  municipality: zonnedal
  editions: [{year: 2025}, {year: 2027}, {year: 2024}]
""",
    "persons_at_risk": PERSON,
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Site:
    texts = texts_on("organisation/voeten", "organisation/ogen")
    return site(tmp_path_factory.mktemp("site"), texts=texts, **FILES)  # type: ignore[arg-type]


def facets(whole: Site, kind: str, title: str) -> list[tuple[str, str, str]]:
    index = page(whole, kind, "index")
    card = next(one for section in index.sections for one in section.cards if one.title.text == title)
    return [(facet.of, facet.key, facet.name) for facet in card.facets]


MUNICIPALITY = ("municipality", "zonnedal", "Zonnedal")


@pytest.mark.parametrize(
    ("kind", "title", "wanted"),
    [
        (
            "partnership",
            "Zonnedal – Bergen en Aan Zee",
            [
                MUNICIPALITY,
                ("country", "EG", "Egypte"),
                ("country", "MA", "Marokko"),
                ("theme", "water", "Water"),
                ("form", "twinning", "Jumelage"),
                ("status", "planned", "gepland"),
            ],
        ),
        (
            "partnership",
            "Zonnedal – Handen",
            [MUNICIPALITY, ("country", "EG", "Egypte"), ("form", "twinning", "Jumelage")],
        ),
        (
            "project",
            "Put",
            [
                MUNICIPALITY,
                ("country", "EG", "Egypte"),
                ("country", "MA", "Marokko"),
                ("status", "ended", "afgelopen"),
            ],
        ),
        ("campaign", "Eerlijk", [MUNICIPALITY, ("form", "label", "Label")]),
        ("place", "Bergen", [("country", "EG", "Egypte"), ("form", "city", "stad")]),
        ("organisation", "Handen", [("country", "EG", "Egypte"), ("form", "association", "vereniging")]),
        ("organisation", "Voeten", [("country", "MA", "Marokko"), ("form", "company", "bedrijf")]),
        ("organisation", "Ogen", [("form", "company", "bedrijf")]),
        (
            "event",
            "Feest",
            [MUNICIPALITY, ("status", "next", "volgende editie"), ("status", "past", "voorbije editie")],
        ),
        ("theme", "Water", []),
        ("person", "Iemand", []),
    ],
)
def test_a_record_belongs_to(kind: str, title: str, wanted: list[tuple[str, str, str]], whole: Site) -> None:
    assert facets(whole, kind, title) == wanted
