"""The table of facts of a page."""

from pathlib import Path

import pytest

from jumelage.model.base import Amount
from jumelage.model.values import Day
from jumelage.pages import Said
from jumelage.pages.page import Fact
from jumelage.pages.values import Link, Moment, Money, Number, Period, Term
from one_page import PERSON, PLACES, ZONNEDAL, page, partnership, site, table, texts_on


def test_the_facts_of_a_project_are_in_the_order_of_the_table(tmp_path: Path) -> None:
    projects = """
    - id: werk
      name: {nl: Werk, fr: Travail}
      partnership: a
      programme: samen
      support: {until: 2027}
      places: [bergen, verborgen]
      organisations: [{organisation: ogen, role: funding}, {organisation: handen, role: funding}]
      beneficiaries: [{count: 200, who: {nl: gezinnen, fr: familles}}, {who: {nl: een school, fr: une école}}]
      budget: {amount: 500, currency: EUR}
      results: {nl: Gelukt., fr: Réussi.}
      difficulties: {nl: Moeilijk., fr: Difficile.}
      themes: [water]
      checked: 2026-10-01
      updated: 2026-10
    """
    found = site(
        tmp_path,
        texts=texts_on("organisation/ogen"),
        projects=projects,
        partnerships="- {id: a, municipality: zonnedal, kind: twinning, places: [bergen]}\n",
        programmes="- {id: samen, name: {nl: Samen, fr: Ensemble}}\n",
        themes="- {id: water, name: {nl: Water, fr: Eau}, sdgs: [6], dac_sector: '14030'}\n",
    )
    assert page(found, "project", "werk").facts == (
        Fact("fact.municipality", (Link(ZONNEDAL, "/nl/gemeenten/zonnedal/"),)),
        Fact("fact.partnership", (Link(Said("Zonnedal – Bergen"), "/nl/partnerschappen/a/"),)),
        Fact("fact.programme", (Link(Said("Samen", "nl"), "/nl/programmas/samen/"),)),
        Fact("fact.place", (Link(Said("Bergen", "nl"), "/nl/plaatsen/bergen/"),)),
        Fact("role.funding", (Link(Said("Ogen", "nl"), "/nl/organisaties/ogen/"), Said("Handen", "nl"))),
        Fact("fact.support", (Period(None, Day.read("2027")),)),
        Fact("fact.beneficiaries", (Number(200, Said("gezinnen", "nl")), Said("een school", "nl"))),
        Fact("fact.budget", (Money(Amount(amount=500, currency="EUR")),)),
        Fact("fact.results", (Said("Gelukt.", "nl"),)),
        Fact("fact.difficulties", (Said("Moeilijk.", "nl"),)),
        Fact("fact.theme", (Link(Said("Water", "nl"), "/nl/themas/water/"),)),
        Fact("fact.checked", (Moment(Day.read("2026-10-01")),)),
        Fact("fact.updated", (Moment(Day.read("2026-10")),)),
    )
    assert page(found, "theme", "water").facts == (
        Fact("fact.sdgs", (Term("sdg", "6"),)),
        Fact("fact.dac_sector", (Said("14030"),)),
    )


@pytest.mark.parametrize(
    ("fields", "label", "count"),
    [
        pytest.param("themes: [water]", "fact.theme", 1, id="one"),
        pytest.param("themes: [water, vrede]", "fact.themes", 2, id="two"),
        pytest.param("since: 2013", "fact.period", 1, id="a beginning"),
        pytest.param("until: 2023-12", "fact.until", 1, id="an end alone"),
        pytest.param("since: 2013, until: 2023-12", "fact.period", 1, id="both ends"),
    ],
)
def test_the_label_of_a_row_fits_its_values(fields: str, label: str, count: int, tmp_path: Path) -> None:
    themes = "- {id: water, name: {nl: Water, fr: Eau}}\n- {id: vrede, name: {nl: Vrede, fr: Paix}}\n"
    found = partnership(tmp_path, f"places: [bergen], {fields}", themes=themes)
    assert {fact.label: len(fact.values) for fact in found.facts}[label] == count


def test_a_municipality_says_whom_to_ask(tmp_path: Path) -> None:
    municipalities = """
    - id: zonnedal
      name: {nl: Zonnedal, fr: Valsoleil}
      website: {nl: https://example.org/nl, fr: https://example.org/fr}
      postcodes: ["9901"]
      contact:
        function: {nl: Dienst, fr: Service}
        email: dienst@example.org
        phone: +32 2 000 00 01
        address: {nl: Straat 1, fr: Rue 1}
    - {id: stil, name: {nl: Stil, fr: Silence}, country: BE, contact: {function: {nl: Dienst, fr: Service}}}
    """
    found = site(tmp_path, municipalities=municipalities)
    assert page(found, "municipality", "zonnedal").facts == (
        Fact("fact.contact", (Said("Dienst", "nl"),)),
        Fact("fact.address", (Said("Straat 1", "nl"),)),
        Fact("fact.email", (Link(Said("dienst@example.org"), "mailto:dienst@example.org"),)),
        Fact("fact.phone", (Link(Said("+32 2 000 00 01"), "tel:+3220000001"),)),
        Fact("fact.website", (Link(Said("https://example.org/nl"), "https://example.org/nl"),)),
        Fact("fact.postcode", (Said("9901"),)),
    )
    # The home country has no page.
    assert page(found, "municipality", "stil").facts == (
        Fact("fact.country", (Said("België", "nl"),)),
        Fact("fact.contact", (Said("Dienst", "nl"),)),
    )


def test_a_member_is_named_with_its_state_and_since_when_unless_it_is_not_shown(tmp_path: Path) -> None:
    municipalities = """
    - {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil}}
    - {id: later, name: {nl: Later, fr: Plus tard}, publish: {from: 2027}}
    """
    members = "members: [{municipality: zonnedal, since: 2010, state: awarded}, {municipality: later}]"
    campaigns = f"- {{id: eerlijk, name: {{nl: Eerlijk, fr: Équitable}}, kind: label, {members}}}\n"
    texts = {f"{lang}/campaign/eerlijk--{who}": "Tekst." for who in ("zonnedal", "later") for lang in ("nl", "fr")}
    found = site(tmp_path, municipalities=municipalities, campaigns=campaigns, texts=texts)
    shown = page(found, "campaign", "eerlijk")
    link = Link(ZONNEDAL, "/nl/gemeenten/zonnedal/", "label behaald, sinds 2010")
    assert table(shown) == {"fact.kind": (Term("campaign_kind", "label"),), "fact.participants": (link,)}
    assert [(one.id, one.heading, one.path) for one in shown.articles] == [
        ("zonnedal", ZONNEDAL, "/nl/gemeenten/zonnedal/")
    ]


def test_a_heading_that_is_called_as_a_member_keeps_its_anchor_to_itself(tmp_path: Path) -> None:
    member = "members: [{municipality: zonnedal, since: 2010, state: awarded}]"
    campaigns = f"- {{id: eerlijk, name: {{nl: Eerlijk, fr: Équitable}}, kind: label, {member}}}\n"
    texts = {f"{lang}/campaign/eerlijk": "## Zonnedal\n\nTekst." for lang in ("nl", "fr")}
    texts |= {f"{lang}/campaign/eerlijk--zonnedal": "Tekst." for lang in ("nl", "fr")}
    shown = page(site(tmp_path, campaigns=campaigns, texts=texts), "campaign", "eerlijk")
    assert [one.id for one in shown.articles] == ["", ""]
    assert 'id="zonnedal"' in shown.articles[0].html


def test_a_country_is_named_and_is_a_link_where_it_has_a_page(tmp_path: Path) -> None:
    persons = PERSON
    found = site(
        tmp_path,
        texts=texts_on("place/bergen"),
        places=PLACES.replace("country: MA", "country: EG"),
        persons_at_risk=persons,
    )
    assert table(page(found, "place", "bergen"))["fact.country"] == (Link(Said("Egypte", "nl"), "/nl/landen/egypte/"),)
    # A person who is not listed makes no page of a country.
    assert table(page(found, "person", "iemand"))["fact.country"] == (Said("Marokko", "nl"),)
    assert [one.id for one in found.pages if one.kind == "country" and one.lang == "nl"] == ["index", "EG"]
