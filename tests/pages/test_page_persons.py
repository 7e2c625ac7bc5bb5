"""What pages say of persons at risk: one neutral label, and of those who are not listed only how many they are."""

from pathlib import Path

import pytest

from jumelage.pages import Said, Site
from jumelage.pages.values import Link
from jumelage.targets.plan import plan
from one_page import TODAY, page, site, table, titles
from sites import settings, small

MUNICIPALITIES = """
- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil}, called: {nl: de Stad Zonnedal, fr: la Ville de Soleil}}
- {id: maandal, name: {nl: Maandal, fr: Vallune}}
- {id: kladdal, name: {nl: Kladdal, fr: Valbrouillon}, draft: true}
"""
NETWORKS = "- {id: licht, name: {nl: Licht, fr: Lumière}}\n"


def person(name: str, *adoptions: str, more: str = "") -> str:
    adopted = ", ".join(f"{{day: 2021-01, {one}}}" for one in adoptions or ("municipality: zonnedal, network: licht",))
    return f"""
- id: {name}
  name: {{nl: {name.title()} Naam, fr: {name.title()} Nom}}
  ground: {{kind: consent, file: Z-1}}
  adult: true
  adoptions: [{adopted}]
  status: {{value: unknown, as_of: 2022-03-11}}
  review_by: 2025
  {more}
"""


def reported(folder: Path, persons: str) -> Site:
    return site(folder, municipalities=MUNICIPALITIES, networks=NETWORKS, persons_at_risk=persons)


def sentences(found: Site, kind: str, name: str, lang: str = "nl") -> list[str]:
    """Return what a page says of those whom it does not name."""
    hidden = [one.unnamed for one in page(found, kind, name, lang).sections if one.unnamed]
    return [said.text for one in hidden for said in one.said]


@pytest.mark.parametrize(
    ("lang", "adoption", "label", "sentence"),
    [
        ("nl", "day: 2021-01", "adopted", "Schrijver. Geadopteerd door de Stad Zonnedal in januari 2021."),
        ("fr", "day: 2022-12-05", "adopted", "Écrivain. Personne adoptée par la Ville de Soleil le 5 décembre 2022."),
        ("en", "day: {before: 2020}", "adopted", "Adopted by de Stad Zonnedal before 2020."),
        ("en", "day: 2015, form: supported", "supported", "Supported by de Stad Zonnedal, as decided in 2015."),
    ],
)
def test_one_label_says_who_adopted_or_supports_a_person_and_since_when(
    lang: str, adoption: str, label: str, sentence: str, tmp_path: Path
) -> None:
    entry = person("iemand", more="work: {nl: Schrijver, fr: Écrivain}").replace("day: 2021-01", adoption)
    found = page(reported(tmp_path, entry), "person", "iemand", lang)
    assert found.summary == Said(sentence, lang)
    assert f"fact.{label}" in table(found)
    # What the page begins with is not said again, but for what is not in its language.
    assert ("fact.work" in table(found)) == (lang == "en")


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        ("{kind: consent, file: Z-1}", "omdat deze persoon daarmee instemt"),
        (
            "{kind: public-campaign, organisation: handen, source: P}",
            "omdat Handen een publieke campagne voor deze persoon voert",
        ),
        (
            "{kind: official-page, source: P}",
            "omdat de Stad Zonnedal deze persoon op een eigen openbare pagina noemt",
        ),
    ],
)
def test_a_page_says_why_it_names_a_person(ground: str, said: str, tmp_path: Path) -> None:
    sources = 'sources: [{title: O}, {title: P, publisher: zonnedal, url: "https://example.org/"}]'
    entry = person("iemand", more=sources).replace("{kind: consent, file: Z-1}", ground)
    assert table(page(reported(tmp_path, entry), "person", "iemand"))["fact.ground"] == (Said(said, "nl"),)


def test_after_the_history_a_page_says_that_no_more_is_known(tmp_path: Path) -> None:
    history = "history: [{day: 2022-03-11, text: {nl: Hij komt vrij., fr: Il est libéré.}}]"
    found = reported(tmp_path, person("iemand", more=history) + person("ander"))
    assert page(found, "person", "iemand", "fr").since == Said(
        "Nous ne savons pas ce qui s'est passé depuis le 11 mars 2022.", "fr"
    )
    assert page(found, "person", "ander").since is None


def test_who_is_not_listed_is_named_on_a_page_that_search_engines_leave_out(tmp_path: Path) -> None:
    found = reported(tmp_path, person("iemand") + person("ander") + person("bekend", more="listed: true"))
    names = page(found, "person", "names")
    assert (names.listed, names.path) == (False, "/nl/mensen-in-gevaar/namen/")
    assert names.alternates == {"fr": "/fr/personnes-en-danger/noms/", "en": "/en/persons-at-risk/names/"}
    assert titles(names) == {"": ["Ander Naam", "Iemand Naam"]}
    index = page(found, "person", "index")
    assert titles(index)[""] == []
    assert [card.title.text for section in index.sections for card in section.cards] == ["Bekend Naam"]
    link = next(one.unnamed.link for one in index.sections if one.unnamed)
    assert link == Link(Said("Naar de pagina met de namen", "nl"), names.path)


def test_without_anybody_unlisted_there_is_no_page_of_names(tmp_path: Path) -> None:
    found = reported(tmp_path, person("bekend", more="listed: true"))
    assert [one.id for one in found.pages if one.kind == "person" and one.lang == "nl"] == ["index", "bekend"]
    assert sentences(found, "person", "index") == []


def test_a_preview_names_nobody(tmp_path: Path) -> None:
    root = small(tmp_path, networks=NETWORKS, persons_at_risk=person("iemand"))
    found = plan(root, settings(today=TODAY, preview=True))[0]
    assert [one.id for one in found.pages if one.kind == "person" and one.lang == "nl"] == ["index"]


def test_pages_say_how_many_persons_a_municipality_supports(tmp_path: Path) -> None:
    both = person("ander", "municipality: zonnedal", "municipality: maandal, network: licht")
    found = reported(tmp_path, person("iemand") + both + person("klad", "municipality: kladdal"))
    assert sentences(found, "municipality", "zonnedal") == [
        "De Stad Zonnedal heeft steun toegezegd aan twee mensen in gevaar."
    ]
    assert sentences(found, "municipality", "maandal", "fr") == [
        "Vallune a promis son soutien à une personne en danger."
    ]
    assert sentences(found, "network", "licht") == [
        "Via dit netwerk heeft de Stad Zonnedal steun toegezegd aan één persoon in gevaar.",
        "Via dit netwerk heeft Maandal steun toegezegd aan één persoon in gevaar.",
    ]
    assert sentences(found, "person", "index", "en") == [
        "De Stad Zonnedal has promised its support to two persons at risk.",
        "Maandal has promised its support to one person at risk.",
        "Our information dates from 2022. The situation may have changed since, so we do not describe it and ask "
        "nothing of you.",
    ]
    assert [one.title.text for one in page(found, "municipality", "zonnedal").sections[0].cards] == []


def test_beside_those_who_are_named_the_others_are_counted(tmp_path: Path) -> None:
    fresh = person("iemand").replace("review_by: 2025", "review_by: 2027")
    found = reported(tmp_path, fresh + person("bekend", more="listed: true"))
    # The situation of who was looked at lately may be shown, so nothing is said of old information.
    assert sentences(found, "person", "index") == [
        "De Stad Zonnedal heeft steun toegezegd aan nog één andere persoon in gevaar."
    ]
    (section,) = page(found, "municipality", "zonnedal").sections
    assert [card.title.text for card in section.cards] == ["Bekend Naam"]


def test_information_of_several_years_is_dated_from_the_first_to_the_last(tmp_path: Path) -> None:
    later = person("ander").replace("as_of: 2022-03-11", "as_of: 2019")
    said = sentences(reported(tmp_path, person("iemand") + later), "person", "index", "fr")
    assert said[-1].startswith("Nos informations datent de 2019 à 2022.")


def test_an_organisation_says_for_how_many_it_campaigns(tmp_path: Path) -> None:
    ground = "ground: {kind: public-campaign, organisation: handen, source: P}"
    entries = "".join(person(name, more="sources: [{title: P}]") for name in "abcdefghijkl")
    found = reported(tmp_path, entries.replace("ground: {kind: consent, file: Z-1}", ground))
    assert sentences(found, "organisation", "handen") == [
        "Deze organisatie voert een publieke campagne voor 12 mensen in gevaar."
    ]


def test_a_page_that_a_person_s_text_mentions_does_not_lead_back_to_who_is_not_listed(tmp_path: Path) -> None:
    texts = {f"{lang}/person/{name}": "In []({country}MA)." for lang in ("nl", "fr") for name in ("iemand", "bekend")}
    persons = person("iemand") + person("bekend", more="listed: true")
    found = site(tmp_path, texts=texts, municipalities=MUNICIPALITIES, networks=NETWORKS, persons_at_risk=persons)
    assert titles(page(found, "country", "MA"))["mentioned"] == ["Bekend Naam"]
