"""What is on each page, where the outline of the example does not make it plain."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jumelage.build import plan
from jumelage.drift import paragraphs
from jumelage.model.base import Amount
from jumelage.model.values import Day
from jumelage.pages import Page, Said, Site
from jumelage.pages.page import (
    Award,
    Card,
    Citation,
    Fact,
    Link,
    Moment,
    Money,
    Notice,
    Number,
    Paper,
    Period,
    State,
    Term,
    Value,
)
from jumelage.problems import ContentError, Severity
from jumelage.settings import Settings
from sites import ROOT, small, written

TODAY = date(2026, 11, 22)
COUNTRIES = """
- {id: MA, slugs: {nl: marokko, fr: maroc, en: morocco}}
- {id: EG, slugs: {nl: egypte, fr: egypte, en: egypt}}
"""
PLACES = """
- {id: aan-zee, name: {nl: Aan Zee, fr: Sur Mer}, kind: city, country: MA}
- {id: bergen, name: {nl: Bergen, fr: Monts}, kind: city, country: MA}
- {id: verborgen, name: {nl: Verborgen, fr: Caché}, kind: city, country: MA, draft: true}
"""
ORGANISATIONS = """
- {id: handen, name: {nl: Handen, fr: Mains}, kind: association, country: EG}
- {id: ogen, name: {nl: Ogen, fr: Yeux}, kind: company}
"""
PERSON = """
- id: iemand
  name: {nl: Iemand, fr: Quelqu'un}
  ground: {kind: consent, file: Z-1}
  adult: true
  adoptions: [{municipality: zonnedal, day: 2025}]
  status: {value: detained, as_of: 2026-01}
  review_by: 2027
  country: MA
"""


def site(folder: Path, today: date = TODAY, texts: Mapping[str, str] | None = None, **files: str) -> Site:
    """Return a site with a municipality, what it may refer to, and the given data files and texts."""
    known = {"countries": COUNTRIES, "places": PLACES, "organisations": ORGANISATIONS, **files}
    root = written(small(folder, **known), {f"content/{name}.md": text for name, text in (texts or {}).items()})
    return plan(root, Settings(today))[0]


def page(site: Site, kind: str, name: str, lang: str = "nl") -> Page:
    return next(one for one in site.pages if (one.kind, one.id, one.lang) == (kind, name, lang))


def partnership(folder: Path, fields: str, lang: str = "nl", today: date = TODAY, **files: str) -> Page:
    """Return the page of a partnership with the given fields."""
    record = f"- {{id: a, municipality: zonnedal, kind: twinning, {fields}}}\n"
    return page(site(folder, today, None, partnerships=record, **files), "partnership", "a", lang)


def table(found: Page) -> dict[str, tuple[Value, ...]]:
    return {fact.label: fact.values for fact in found.facts}


def titles(found: Page) -> dict[str, list[str]]:
    """Return the titles of the cards of each section."""
    return {one.label: [card.title.text for card in one.cards] for one in found.sections}


def card(found: Page, title: str) -> Card:
    return next(one for section in found.sections for one in section.cards if one.title.text == title)


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
ZONNEDAL = Said("Zonnedal", "nl")


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
    assert card(page(site(tmp_path, partnerships=root), "partnership", "index"), "Zonnedal – Bergen") == Card(
        "partnership",
        Said("Zonnedal – Bergen"),
        "/nl/partnerschappen/a/",
        kicker=(ZONNEDAL,),
        period=Period(Day.read("2004")),
        term=Term("partnership_kind", "twinning"),
    )


# Cards


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
    assert places == [(), (Link(Said("Bergen", "nl"), "/nl/plaatsen/bergen/"),), ()]


def test_a_card_says_where_it_is_or_nothing(tmp_path: Path) -> None:
    found = site(tmp_path)
    assert card(page(found, "organisation", "index"), "Handen").kicker == (Said("Egypte", "nl"),)
    assert card(page(found, "organisation", "index"), "Ogen").kicker == ()


def test_the_card_of_a_country_counts_what_is_there_unless_it_has_a_summary(tmp_path: Path) -> None:
    countries = COUNTRIES.replace("id: EG,", "id: EG, summary: {nl: Aan de Nijl., fr: Sur le Nil.},")
    partnerships = """
    - {id: a, municipality: zonnedal, kind: twinning, places: [bergen],
       organisations: [{organisation: handen, role: partner}]}
    """
    found = page(site(tmp_path, countries=countries, partnerships=partnerships), "country", "index")
    assert card(found, "Egypte").summary == Said("Aan de Nijl.", "nl")
    assert card(found, "Marokko").summary == Said("1 partnerschap en 2 plaatsen", "nl")


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
    known = State(status, dated=Day.read("2026-01")) if relied_upon else None
    assert (found.state, found.listed, found.actions) == (
        known,
        listed,
        (Link(Said("Schrijf", "nl"), "https://example.org/", "Frans", "fr"),) * actions,
    )
    assert found.notices == tuple(Notice(key, {"as_of": Day.read("2026-01")}) for key in notices)
    assert found.summary == (Said("Een mens.", "nl") if relied_upon else None)
    assert table(found)["fact.adopted"] == (
        Link(ZONNEDAL, "/nl/gemeenten/zonnedal/"),
        Moment(Day.read("2025")),
    )
    shown = card(page(site(tmp_path, persons_at_risk=person), "person", "index"), "Iemand")
    assert (shown.state, shown.sensitive) == (status if relied_upon else "", not listed)


def test_a_network_says_who_is_in_it_and_where_it_is(tmp_path: Path) -> None:
    networks = """
    - {id: licht, name: {nl: Licht, fr: Lumière}, website: "https://example.org/",
       members: [{municipality: zonnedal, since: 2015}], organisations: [{organisation: ogen, role: implementing}]}
    - {id: donker, name: {nl: Donker, fr: Ombre}}
    """
    found = site(tmp_path, networks=networks)
    assert page(found, "network", "licht").facts == (
        Fact("role.implementing", (Link(Said("Ogen", "nl"), "/nl/organisaties/ogen/"),)),
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


# Facts


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
        projects=projects,
        partnerships="- {id: a, municipality: zonnedal, kind: twinning, places: [bergen]}\n",
        programmes="- {id: samen, name: {nl: Samen, fr: Ensemble}}\n",
        themes="- {id: water, name: {nl: Water, fr: Eau}, sdgs: [6], dac_sector: '14030'}\n",
    )
    assert page(found, "project", "werk").facts == (
        Fact("fact.municipality", (Link(ZONNEDAL, "/nl/gemeenten/zonnedal/"),)),
        Fact("fact.partnership", (Link(Said("Zonnedal – Bergen"), "/nl/partnerschappen/a/"),)),
        Fact("fact.programme", (Link(Said("Samen", "nl"), "/nl/programmas/samen/"),)),
        Fact("fact.places", (Link(Said("Bergen", "nl"), "/nl/plaatsen/bergen/"),)),
        Fact(
            "role.funding",
            (
                Link(Said("Ogen", "nl"), "/nl/organisaties/ogen/"),
                Link(Said("Handen", "nl"), "/nl/organisaties/handen/"),
            ),
        ),
        Fact("fact.support", (Period(None, Day.read("2027")),)),
        Fact("fact.beneficiaries", (Number(200, Said("gezinnen", "nl")), Said("een school", "nl"))),
        Fact("fact.budget", (Money(Amount(amount=500, currency="EUR")),)),
        Fact("fact.results", (Said("Gelukt.", "nl"),)),
        Fact("fact.difficulties", (Said("Moeilijk.", "nl"),)),
        Fact("fact.themes", (Link(Said("Water", "nl"), "/nl/themas/water/"),)),
        Fact("fact.checked", (Moment(Day.read("2026-10-01")),)),
        Fact("fact.updated", (Moment(Day.read("2026-10")),)),
    )
    assert page(found, "theme", "water").facts == (
        Fact("fact.sdgs", (Number(6),)),
        Fact("fact.dac_sector", (Said("14030"),)),
    )


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
        Fact("fact.postcodes", (Said("9901"),)),
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
    assert table(shown) == {"fact.kind": (Term("campaign_kind", "label"),), "fact.members": (link,)}
    assert [(one.id, one.heading, one.path) for one in shown.articles] == [
        ("zonnedal", ZONNEDAL, "/nl/gemeenten/zonnedal/")
    ]


def test_a_country_is_named_and_is_a_link_where_it_has_a_page(tmp_path: Path) -> None:
    persons = PERSON
    found = site(tmp_path, places=PLACES.replace("country: MA", "country: EG"), persons_at_risk=persons)
    assert table(page(found, "place", "bergen"))["fact.country"] == (Link(Said("Egypte", "nl"), "/nl/landen/egypte/"),)
    # A person who is not listed makes no page of a country.
    assert table(page(found, "person", "iemand"))["fact.country"] == (Said("Marokko", "nl"),)
    assert [one.id for one in found.pages if one.kind == "country" and one.lang == "nl"] == ["index", "EG"]


# What belongs together


def test_a_municipality_has_the_projects_of_its_partnerships_and_a_place_those_of_its_parts(tmp_path: Path) -> None:
    places = PLACES + "- {id: wijk, name: {nl: Wijk, fr: Quartier}, kind: district, country: MA, part_of: bergen}\n"
    found = site(
        tmp_path,
        places=places,
        partnerships="- {id: a, municipality: zonnedal, kind: twinning, places: [wijk]}\n",
        projects="- {id: werk, name: {nl: Werk, fr: Travail}, partnership: a}\n",
    )
    assert titles(page(found, "municipality", "zonnedal")) == {
        "partnership": ["Zonnedal – Wijk"],
        "project": ["Werk"],
    }
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
    found = page(site(tmp_path, places=places, texts=texts), "place", "bergen")
    assert titles(found) == {"mentioned": ["Over", "Over"]}
    assert [one.kind for one in found.sections[0].cards] == ["organisation", "news"]


# Editions, papers and sources


@pytest.mark.parametrize(
    ("edition", "state"),
    [
        pytest.param("year: 2025", "past", id="last year"),
        pytest.param("year: 2026", "next", id="this year, without days"),
        pytest.param("year: 2026, start: 2026-11-21", "past", id="yesterday"),
        pytest.param("year: 2026, start: 2026-11-22", "open", id="today"),
        pytest.param("year: 2026, start: 2026-11-01, end: 2026-11-22", "open", id="until today"),
        pytest.param("year: 2026, end: 2026-11-21", "past", id="until yesterday"),
        pytest.param("year: 2026, start: 2026-12", "next", id="next month"),
    ],
)
def test_an_edition_of_an_event_is_past_on_now_or_next(edition: str, state: str, tmp_path: Path) -> None:
    events = f"- {{id: a, name: {{nl: A, fr: A}}, municipality: zonnedal, editions: [{{{edition}}}]}}\n"
    assert [one.state for one in page(site(tmp_path, events=events), "event", "a").editions] == [state]


@pytest.mark.parametrize(
    ("edition", "state"),
    [
        pytest.param("year: 2026, opens: 2026-01", "open", id="open since January, with no end"),
        pytest.param("year: 2026, opens: 2026-01, closes: 2026-11-21", "past", id="closed yesterday"),
        pytest.param("year: 2027, closes: 2027-03", "next", id="to be closed next year"),
    ],
)
def test_a_call_stays_open_until_it_is_known_to_be_closed(edition: str, state: str, tmp_path: Path) -> None:
    calls = f"- {{id: a, name: {{nl: A, fr: A}}, municipality: zonnedal, editions: [{{{edition}}}]}}\n"
    found = page(site(tmp_path, calls=calls), "call", "a")
    assert [one.state for one in found.editions] == [state]
    assert found.notices == (Notice("no_laureates"),)


def test_the_newest_edition_comes_first_and_laureates_are_named(tmp_path: Path) -> None:
    calls = """
    - id: a
      name: {nl: A, fr: A}
      municipality: zonnedal
      editions:
        - year: 2024
          laureates:
            - {project: {nl: Tuin, fr: Jardin}, organisation: ogen, amount: {amount: 5, currency: EUR}}
        - {year: 2026}
        - year: 2025
          laureates: [{project: {nl: Boek, fr: Livre}}, {project: {nl: Lied, fr: Chant}, organisation: later}]
    """
    organisations = ORGANISATIONS + "- {id: later, name: {nl: Later, fr: Plus tard}, kind: company, draft: true}\n"
    found = page(site(tmp_path, calls=calls, organisations=organisations), "call", "a")
    link = Link(Said("Ogen", "nl"), "/nl/organisaties/ogen/")
    assert [(one.year, one.period, one.awards) for one in found.editions] == [
        (2026, None, ()),
        (2025, None, (Award(Said("Boek", "nl")), Award(Said("Lied", "nl")))),
        (2024, None, (Award(Said("Tuin", "nl"), link, Amount(amount=5, currency="EUR")),)),
    ]
    assert found.notices == ()


def test_papers_and_sources_say_what_they_are(tmp_path: Path) -> None:
    documents = (
        "[{title: Eigen, file: a.txt, lang: nl, pages: 1–2, date: 2020}, "
        "{title: Elders, url: 'https://example.org/b.pdf', lang: fr, size: 4.41 MB}, {title: Nergens, lang: ar}]"
    )
    sources = (
        "[{title: A, publisher: ogen, url: 'https://example.org/', lang: nl, date: 2020}, "
        "{title: B, publisher: zonnedal}, {title: C}, {title: D, publisher: later}]"
    )
    written(tmp_path, {"content/files/a.txt": "12345"})
    found = partnership(
        tmp_path,
        f"places: [bergen], documents: {documents}, sources: {sources}",
        organisations=ORGANISATIONS + "- {id: later, name: {nl: Later, fr: Tard}, kind: company, draft: true}\n",
    )
    assert found.papers == (
        Paper(Said("Eigen", "nl"), "/files/a.txt", "1–2", Day.read("2020"), size=5),
        Paper(Said("Elders", "fr"), "https://example.org/b.pdf", size_stated="4.41 MB"),
        Paper(Said("Nergens", "ar")),
    )
    assert found.citations == (
        Citation(
            Said("A", "nl"),
            Link(Said("Ogen", "nl"), "/nl/organisaties/ogen/"),
            "https://example.org/",
            Day.read("2020"),
        ),
        Citation(Said("B"), Link(ZONNEDAL, "/nl/gemeenten/zonnedal/")),
        Citation(Said("C")),
        Citation(Said("D")),
    )


# Languages and sources of a page

FALLEN = Notice("fallback", {"language": "Dutch"})
PART = Notice("fallback_part")


@pytest.mark.parametrize(
    ("texts", "fields", "notices"),
    [
        pytest.param([], "name: {nl: A, fr: B, en: C}", (), id="all in the language"),
        pytest.param([], "name: {nl: A, fr: B}", (PART,), id="the name is not"),
        pytest.param([], "status: {value: ended, as_of: 2020, reason: {nl: A, fr: B}}", (PART,), id="a reason is not"),
        pytest.param([], "history: [{day: 2020, text: {nl: A, fr: B}}]", (PART,), id="the history is not"),
        pytest.param([], "signed: {on: 2020, at: {nl: A, fr: B}}", (PART,), id="a place of signature is not"),
        pytest.param(["nl", "fr"], "name: {nl: A, fr: B}", (FALLEN,), id="the text is not"),
        pytest.param(["nl", "fr", "en"], "", (), id="the text is"),
    ],
)
def test_what_is_not_in_the_language_of_the_page_is_said_once(
    texts: list[str], fields: str, notices: tuple[Notice, ...], tmp_path: Path
) -> None:
    names = "name: {nl: A, fr: A, en: A}, kind: city, country: MA"
    written(tmp_path, {f"content/{lang}/partnership/a.md": "Tekst." for lang in texts})
    found = partnership(
        tmp_path,
        f"places: [b]{', ' if fields else ''}{fields}",
        "en",
        places=f"- {{id: b, {names}}}\n",
        municipalities="- {id: zonnedal, name: {nl: Z, fr: Z, en: Z}}\n",
    )
    assert found.notices == notices


def test_a_members_text_in_another_language_is_a_part(tmp_path: Path) -> None:
    campaigns = """
    - {id: a, name: {nl: A, fr: A, en: A}, kind: motion, members: [{municipality: zonnedal}]}
    """
    texts = {f"{lang}/campaign/a": "Tekst." for lang in ("nl", "fr", "en")}
    texts |= {f"{lang}/campaign/a--zonnedal": "Tekst." for lang in ("nl", "fr")}
    found = page(site(tmp_path, campaigns=campaigns, texts=texts), "campaign", "a", "en")
    assert found.notices == (PART,)


def test_the_source_of_a_page_is_its_text_or_its_records_file_or_nothing(tmp_path: Path) -> None:
    texts = {f"{lang}/place/bergen": "Tekst." for lang in ("nl", "fr")}
    found = site(tmp_path, texts=texts)
    wanted = [("place", "bergen", "fr"), ("place", "bergen", "en"), ("place", "aan-zee", "nl"), ("country", "MA", "nl")]
    assert [page(found, *one).source for one in wanted] == [
        "content/fr/place/bergen.md",
        "content/nl/place/bergen.md",
        "data/places.yaml",
        None,
    ]


@pytest.mark.parametrize(
    ("text", "lang", "html"),
    [
        pytest.param("[a]({place}bergen#weg)", "nl", '<p><a href="/nl/plaatsen/bergen/#weg">a</a></p>\n', id="there"),
        pytest.param(
            "[a]({place}bergen#weg)", "en", '<p><a href="/en/places/bergen/">a</a></p>\n', id="not in English"
        ),
        pytest.param("[]({place}bergen)", "nl", '<p><a href="/nl/plaatsen/bergen/">Bergen</a></p>\n', id="by its name"),
        pytest.param("[]({country}BE), [b]({country}BE)", "nl", "<p>België, b</p>\n", id="the home country"),
        pytest.param("[]({place}verborgen), [b]({place}verborgen)", "nl", "<p>, b</p>\n", id="what is not shown"),
        pytest.param("[a]({static}files/a.txt)", "nl", '<p><a href="/files/a.txt">a</a></p>\n', id="a file"),
        pytest.param(
            "[a]({static}files/a.txt#b)", "nl", '<p><a href="/files/a.txt#b">a</a></p>\n', id="a place in a file"
        ),
        pytest.param(
            "[a]({campaign}c#zonnedal)",
            "nl",
            '<p><a href="/nl/campagnes/c/#zonnedal">a</a></p>\n',
            id="a member's text",
        ),
    ],
)
def test_a_reference_in_a_text_leads_where_the_page_has_it(text: str, lang: str, html: str, tmp_path: Path) -> None:
    written(tmp_path, {"content/files/a.txt": "a"})
    texts = {f"{one}/news/over": f"---\ntitle: Over\ndate: 2026\n---\n{text}" for one in ("nl", "fr")}
    texts |= {f"{one}/place/bergen": "# Weg\n" for one in ("nl", "fr")} | {"en/place/bergen": "# Way\n"}
    texts |= {f"{one}/campaign/c--zonnedal": "Tekst." for one in ("nl", "fr")}
    campaigns = "- {id: c, name: {nl: C, fr: C}, kind: motion, members: [{municipality: zonnedal}]}\n"
    found = page(site(tmp_path, texts=texts, campaigns=campaigns), "news", "over", lang)
    assert str(found.articles[0].html) == html


# Pages that no record has


def test_the_menu_holds_what_there_is_and_the_index_of_all_is_complete(tmp_path: Path) -> None:
    texts = {f"{lang}/page/over": f"---\ntitle: Over {lang}\n---\n" for lang in ("nl", "fr")}
    found = site(tmp_path, texts=texts)
    menu = found.menus["fr"]
    assert [link.title.text for link in menu.main] == ["Communes", "Pays"]
    assert [link.title.text for link in menu.all] == [
        "Actualités",
        "Appels",
        "Campagnes",
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
    found = page(site(tmp_path, places=PLACES.replace("country: MA", "country: BE")), "place", "index")
    assert [(one.heading, one.path) for one in found.sections] == [(Said("België", "nl"), "")]


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
            "data/countries.yaml:3:20: The address '/nl/landen/marokko/' is already taken by the country 'MA'.",
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
    languages = replace(settings.languages, codes=("nl",), obligatory=("nl",))
    found = plan(root, replace(settings, languages=languages))[0]
    assert {one.lang for one in found.pages} == {"nl", None}
    assert {len(one.alternates) for one in found.pages if one.lang} == {0}


# What editors and late translations add to a page


def header(updated: str = "", known: str = "", lang: str = "fr") -> str:
    told = f"updated: {updated}\n" if updated else ""
    origin = f"translated_from: {{lang: {lang}, paragraphs: [{known}]}}\n" if known else ""
    return f"---\n{told}{origin}---\nTekst.\n"


STALE_LINK = Link(Said("Lees de pagina in het Frans"), "/fr/lieux/bergen/", lang="fr")
LATE = {"language": "Frans"}


@pytest.mark.parametrize(
    ("french", "dutch", "notices"),
    [
        pytest.param(header(), header(), (), id="a text of its own"),
        pytest.param(header(), header(known=paragraphs("Tekst.")[0]), (), id="up to date"),
        pytest.param(
            header("2026-05-03"),
            header(known="0000"),
            (Notice("stale", {**LATE, "day": Day.read("2026-05-03")}, STALE_LINK, "quiet"),),
            id="older than its source",
        ),
        pytest.param(
            header(),
            header(known="0000"),
            (Notice("stale_undated", LATE, STALE_LINK, "quiet"),),
            id="since no known day",
        ),
    ],
)
def test_a_translation_older_than_its_source_says_so_and_leads_there(
    french: str, dutch: str, notices: tuple[Notice, ...], tmp_path: Path
) -> None:
    found = site(tmp_path, texts={"fr/place/bergen": french, "nl/place/bergen": dutch})
    assert page(found, "place", "bergen").notices == notices
    assert page(found, "place", "bergen", "fr").notices == ()


def test_a_members_late_text_is_told_once(tmp_path: Path) -> None:
    campaigns = """
    - {id: a, name: {nl: A, fr: A}, kind: motion, members: [{municipality: zonnedal}]}
    """
    texts = {"nl/campaign/a--zonnedal": header(known="0000"), "fr/campaign/a--zonnedal": header()}
    found = page(site(tmp_path, campaigns=campaigns, texts=texts), "campaign", "a")
    assert [notice.key for notice in found.notices] == ["stale_undated"]


DRAFT = "- {id: a, name: {nl: A, fr: A}, draft: true}\n"
LATER = "- {id: a, name: {nl: A, fr: A}, publish: {from: 2027}}\n"


@pytest.mark.parametrize(
    ("themes", "key"), [pytest.param(DRAFT, "draft", id="a draft"), pytest.param(LATER, "unpublished", id="later")]
)
def test_what_is_not_published_is_shown_to_editors_who_ask_and_marked(themes: str, key: str, tmp_path: Path) -> None:
    root = small(tmp_path, themes=themes)
    assert "/nl/themas/a/" not in [one.path for one in plan(root, Settings(TODAY))[0].pages]
    found = plan(root, Settings(TODAY, drafts=True))[0]
    assert page(found, "theme", "a").notices == (Notice(key, tone="draft"),)
    assert [card.draft for section in page(found, "theme", "index").sections for card in section.cards] == [True]


def test_a_text_that_is_a_draft_is_shown_to_editors_who_ask_and_marked(tmp_path: Path) -> None:
    texts = {f"content/{lang}/theme/a.md": "---\ndraft: true\n---\nTekst.\n" for lang in ("nl", "fr")}
    root = written(small(tmp_path, themes="- {id: a, name: {nl: A, fr: A}}\n"), texts)
    assert page(plan(root, Settings(TODAY))[0], "theme", "a").articles == ()
    found = page(plan(root, Settings(TODAY, drafts=True))[0], "theme", "a")
    assert [article.html for article in found.articles] == ["<p>Tekst.</p>\n"]
    assert found.notices == (Notice("draft_text", tone="draft"),)


def test_a_page_names_the_file_that_improves_it(tmp_path: Path) -> None:
    texts = {f"{lang}/place/bergen": "Tekst." for lang in ("nl", "fr")}
    texts |= {f"{lang}/news/a": "---\ntitle: A\ndate: 2026\n---\n" for lang in ("nl", "fr")}
    found = site(tmp_path, texts=texts, persons_at_risk=PERSON)
    wanted = [
        ("place", "bergen"), ("place", "aan-zee"), ("country", "MA"), ("place", "index"), ("home", "home"),
        ("news", "a"), ("person", "iemand"), ("person", "index"), ("news", "index"), ("event", "index"),
    ]  # fmt: skip
    assert [page(found, *one).edit for one in wanted] == [
        "content/nl/place/bergen.md", "data/places.yaml", "data/countries.yaml", "data/places.yaml", "pelicanconf.py",
        "content/nl/news/a.md", None, None, None, None,
    ]  # fmt: skip


def test_the_home_page_of_a_site_with_its_own_theme_is_improved_in_its_texts(tmp_path: Path) -> None:
    root = small(tmp_path)
    shutil.copytree(ROOT / "theme", root / "theme")
    assert page(plan(root, Settings(TODAY))[0], "home", "home", "fr").edit == "theme/strings/fr.yaml"
