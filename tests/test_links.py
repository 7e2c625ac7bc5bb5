"""What leads where; what leads nowhere is worded in `test_broken_sites`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from findings import SETTINGS, found, valid_site, wrong
from jumelage.content import load
from jumelage.graph import Graph, links
from jumelage.languages import Languages
from jumelage.messages.problems import Code, Severity
from jumelage.settings import Settings

PARTNERSHIP = ("partnership", "zonnedal-lunara")
TEXT = "content/nl/partnership/zonnedal-lunara.md"
TWO = """\
- id: zonnedal-lunara
  municipality: zonnedal
  kind: twinning
  places: [lunara]
  themes: [water]
{more}
- id: zonnedal-lunara-2
  municipality: zonnedal
  kind: twinning
  places: [lunara]
  succeeds: zonnedal-lunara
"""
PROJECT = "- id: put\n  name: {nl: Put, fr: Puits}\n  partnership: zonnedal-lunara\n"
THEME = "- id: water\n  name: {nl: Water, fr: Eau}\n"


def linked(tmp_path: Path, files: Mapping[str, str | bytes] | None = None, settings: Settings = SETTINGS) -> Graph:
    graph, problems = links(load(valid_site(tmp_path, files), settings.languages), settings)
    assert {one.severity for one in problems} <= {Severity.WARNING}
    return graph


def test_a_reference_can_be_followed_both_ways(tmp_path: Path) -> None:
    graph = linked(tmp_path, {"data/partnerships.yaml": TWO.format(more="")})
    second = ("partnership", "zonnedal-lunara-2")
    assert graph.names[second] == (("municipality", "zonnedal"), ("place", "lunara"), PARTNERSHIP)
    assert graph.names[PARTNERSHIP] == (("municipality", "zonnedal"), ("place", "lunara"), ("theme", "water"))
    assert graph.named_by[PARTNERSHIP] == (second,)
    assert graph.named_by["place", "lunara"] == (PARTNERSHIP, second)
    assert graph.names["place", "lunara"] == (("country", "MA"),)


def test_a_record_named_several_times_is_there_once(tmp_path: Path) -> None:
    files = {
        "data/campaigns.yaml": """\
- id: eerlijk
  name: {nl: Eerlijk, fr: Équitable}
  kind: label
  members:
    - {municipality: zonnedal, since: 2010, state: candidate}
    - {municipality: zonnedal, since: 2012, state: awarded}
"""
    }
    assert linked(tmp_path, files).names["campaign", "eerlijk"] == (("municipality", "zonnedal"),)


def test_who_published_a_source_is_no_link(tmp_path: Path) -> None:
    names = linked(tmp_path).names["person", "een-voorbeeld"]
    assert names == (("organisation", "vrienden"), ("municipality", "zonnedal"), ("network", "licht"))


def test_a_mention_in_a_text_can_be_followed_both_ways(tmp_path: Path) -> None:
    text = "[a]({place}lunara) [b]({theme}water) [c]({place}lunara) [d]({static}files/verslag.txt) [e]({country}BE)\n"
    graph = linked(tmp_path, {TEXT: text})
    assert graph.mentions == {PARTNERSHIP: (("place", "lunara"), ("theme", "water")), ("page", "about"): ()}
    assert graph.mentioned_by == {("place", "lunara"): (PARTNERSHIP,), ("theme", "water"): (PARTNERSHIP,)}


def test_texts_are_found_by_record_member_and_language(tmp_path: Path) -> None:
    files = {f"content/{lang}/campaign/eerlijk--zonnedal.md": lang for lang in ("nl", "fr")}
    texts = linked(tmp_path, files).texts
    assert {key: [*by_lang] for key, by_lang in texts.items()} == {
        ("campaign", "eerlijk", "zonnedal"): ["fr", "nl"],
        ("page", "about", ""): ["en", "fr", "nl"],
        ("partnership", "zonnedal-lunara", ""): ["en", "fr", "nl"],
    }


def test_files_are_found_by_their_path(tmp_path: Path) -> None:
    assert [*linked(tmp_path).assets] == ["files/verslag.txt"]


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        pytest.param("  draft: true\n", False, id="a draft"),
        pytest.param("  publish: {from: 2026-11-24}\n", False, id="from tomorrow"),
        pytest.param("  publish: {until: 2026-11-22}\n", False, id="until yesterday"),
        pytest.param("  publish: {from: 2026-11-23, until: 2026-11-23}\n", True, id="today only"),
    ],
)
def test_a_record_that_is_not_published_today_leads_nowhere_and_is_no_problem(
    tmp_path: Path, more: str, shown: bool
) -> None:
    files = {
        "data/partnerships.yaml": TWO.format(more=more),
        "data/projects.yaml": PROJECT,
        "content/nl/page/about.md": "---\ntitle: Over\n---\n[a]({partnership}zonnedal-lunara#hoe-het-begon)\n",
    }
    graph = linked(tmp_path, files)
    assert (PARTNERSHIP[1] in graph.records["partnership"]) is shown
    assert (PARTNERSHIP in graph.names["partnership", "zonnedal-lunara-2"]) is shown
    assert (PARTNERSHIP in graph.mentions["page", "about"]) is shown
    assert ((*PARTNERSHIP, "") in graph.texts) is shown
    # What belongs to it is not shown either.
    assert ("put" in graph.records["project"]) is shown
    assert PARTNERSHIP in graph.sources


def test_a_municipality_that_is_not_published_takes_all_that_is_its_own_along(tmp_path: Path) -> None:
    files = {
        "data/municipalities.yaml": "- id: zonnedal\n  name: {nl: Zonnedal, fr: Val-de-Soleil}\n  draft: true\n",
        "data/projects.yaml": PROJECT,
        "data/events.yaml": "- id: feest\n  name: {nl: Feest, fr: Fête}\n  municipality: zonnedal\n",
    }
    records = linked(tmp_path, files).records
    assert [kind for kind in ("partnership", "project", "event") if records[kind]] == []
    assert [*records["campaign"]] == ["eerlijk"]


def test_a_draft_of_a_text_is_not_shown(tmp_path: Path) -> None:
    files = {f"content/{lang}/place/lunara.md": "---\ndraft: true\n---\n[a]({theme}water)" for lang in ("nl", "fr")}
    graph = linked(tmp_path, files)
    assert ("place", "lunara", "") not in graph.texts
    assert graph.mentioned_by == {}


def test_the_home_country_is_known_without_being_entered(tmp_path: Path) -> None:
    place = "- id: lunara\n  name: {nl: Lunara, fr: Lunara}\n  kind: city\n  country: NL\n"
    settings = replace(SETTINGS, home_country="NL")
    assert [*linked(tmp_path, {"data/places.yaml": place}, settings).records["place"]] == ["lunara"]


def test_a_former_id_may_lead_to_a_record(tmp_path: Path) -> None:
    record = linked(tmp_path, {"data/themes.yaml": THEME + "  aliases: [drinkwater]\n"}).records["theme"]["water"]
    assert record.aliases == ("drinkwater",)


def test_a_country_lacks_a_slug_in_each_further_language(tmp_path: Path) -> None:
    codes = ("nl", "fr", "en", "de")
    settings = replace(SETTINGS, languages=replace(Languages(), codes=codes))
    assert [str(one) for one in wrong(valid_site(tmp_path), settings)] == [
        "data/countries.yaml:2:3: The country has no slug in 'de'. [missing-slug]\n    Add 'de: marokko'."
    ]


@pytest.mark.parametrize(
    ("lang", "anchor", "known"),
    [
        pytest.param("en", "hoe-het-begon", True, id="of the text that stands in for a missing one"),
        pytest.param("en", "les-debuts", False, id="of a text that does not stand in"),
        pytest.param("fr", "les-debuts", True, id="of the text in the same language"),
        pytest.param("fr", "hoe-het-begon", False, id="of the text in another language"),
    ],
)
def test_an_anchor_is_one_of_the_text_that_readers_of_the_language_see(
    tmp_path: Path, lang: str, anchor: str, known: bool
) -> None:
    link = f"---\ntitle: A\n---\n[x]({{partnership}}zonnedal-lunara#{anchor})\n"
    root = valid_site(tmp_path, {f"content/{lang}/page/about.md": link})
    (root / "content/en/partnership/zonnedal-lunara.md").unlink()
    problems = wrong(root)
    assert [one.code for one in problems] == ([] if known else [Code.BROKEN_ANCHOR])


def test_an_anchor_in_a_text_that_could_not_be_read_is_not_called_broken(tmp_path: Path) -> None:
    files = {
        "content/nl/page/about.md": "---\ntitle: Over\n---\n[a]({partnership}zonnedal-lunara#hoe)\n",
        TEXT: "---\ndatum: 2020\n---\n## Hoe\n",
    }
    assert [(one.position.path, one.code) for one in wrong(valid_site(tmp_path, files))] == [(TEXT, Code.UNKNOWN_FIELD)]


def test_each_member_of_a_campaign_may_have_its_text(tmp_path: Path) -> None:
    member = "- id: {0}\n  name: {{nl: {0}, fr: {0}}}\n"
    files = {
        "data/municipalities.yaml": member.format("zonnedal") + member.format("maandal"),
        "data/campaigns.yaml": "- id: eerlijk\n  name: {nl: Eerlijk, fr: Équitable}\n  kind: label\n"
        "  members: [{municipality: maandal}, {municipality: zonnedal}]\n",
        **{f"content/{lang}/campaign/eerlijk--zonnedal.md": "X.\n" for lang in ("nl", "fr")},
    }
    assert ("campaign", "eerlijk", "zonnedal") in linked(tmp_path, files).texts


@pytest.mark.parametrize(
    ("campaigns", "codes"),
    [
        pytest.param("- id: eerlijk\n", [Code.MISSING_FIELD, Code.MISSING_FIELD], id="that failed"),
        pytest.param("- id: eerlijk\n  kind: [\n", [Code.SYNTAX], id="of a file that failed"),
    ],
)
def test_a_municipality_is_not_missed_in_a_campaign(tmp_path: Path, campaigns: str, codes: list[Code]) -> None:
    texts = {f"content/{lang}/campaign/eerlijk--zonnedal.md": "X.\n" for lang in ("nl", "fr")}
    problems = wrong(valid_site(tmp_path, {"data/campaigns.yaml": campaigns, **texts}))
    assert [one.code for one in problems] == codes


@pytest.mark.parametrize(
    ("day", "severities"),
    [
        pytest.param(date(2028, 3, 30), [], id="90 days after its review"),
        pytest.param(date(2028, 3, 31), [Severity.WARNING], id="91 days after its review"),
    ],
)
def test_an_entry_on_a_person_warns_when_it_was_not_checked_for_too_long(
    tmp_path: Path, day: date, severities: list[Severity]
) -> None:
    problems = found(valid_site(tmp_path), replace(SETTINGS, today=day))
    assert [one.severity for one in problems] == severities


def test_the_day_alone_makes_no_problem(tmp_path: Path) -> None:
    partnerships = TWO.format(more="  until: 2030\n")
    root = valid_site(tmp_path, {"data/partnerships.yaml": partnerships, TEXT: "[a]({theme}water)"})
    for year in (1990, 2015, 2026, 2040):
        assert {one.severity for one in found(root, replace(SETTINGS, today=date(year, 1, 1)))} <= {Severity.WARNING}


def test_of_a_flood_of_mistakes_the_first_are_told_what_was_probably_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = "- {{id: p{n}, name: {{nl: a, fr: b}}, partnership: zonnedal-lunara, themes: [watr]}}\n"
    root = valid_site(tmp_path, {"data/projects.yaml": "".join(project.format(n=n) for n in range(9))})
    themes = len(load(root, Languages()).records.valid["theme"])
    monkeypatch.setattr("jumelage.graph.check.MAX_LOOKS", 4 * themes)
    assert [str(one.hint or "") for one in wrong(root)] == ["Did you mean 'water'?"] * 4 + [""] * 5


def test_of_a_flood_of_missing_files_the_first_are_told_which_was_probably_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = "[a]({static}files/verslg.txt)\n\n"
    root = valid_site(tmp_path, {"content/files/verslag.txt": "Verslag.\n", TEXT: link * 3})
    monkeypatch.setattr("jumelage.graph.check.MAX_LOOKS", 2 * len(load(root, Languages()).assets))
    assert [str(one.hint).startswith("Did you mean") for one in wrong(root)] == [True, True, False]


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("https://solidair.example.org/nl/mensen-in-gevaar/iemand/", True),
        ("https://solidair.example.org/nl/mensen-in-gevaar/iemand", True),
        ("http://SOLIDAIR.example.org/fr/personnes-en-danger/iemand/?a=b#c", True),
        ("https://solidair.example.org/NL/Mensen-in-Gevaar/iemand/index.html", True),
        ("https://solidair.example.org/nl/%6Densen-in-gevaar/iemand/", True),
        ("https://solidair.example.org/nl//./a/../mensen-in-gevaar/iemand/", True),
        ("https://archive.example.net/web/2026/https://solidair.example.org/en/persons-at-risk/iemand/", True),
        ("https://example.net/share?u=https%3A%2F%2Fsolidair.example.org%2Fnl%2Fmensen-in-gevaar%2Fiemand", True),
        ("https://solidair.example.org/nl/mensen-in-gevaar/", False),
        ("https://solidair.example.org/nl/mensen-in-gevaar/?q=a", False),
        ("https://solidair.example.org/nl/thema/water/", False),
        ("https://example.net/mensen-in-gevaar/iemand/", False),
    ],
)
def test_a_text_does_not_link_to_a_person_by_a_web_address(tmp_path: Path, address: str, refused: bool) -> None:
    text = f"Wet.\n\n## [A]({address})\n"
    problems = links(load(valid_site(tmp_path, {TEXT: text}), SETTINGS.languages), SETTINGS)[1]
    refusals = [one for one in problems if one.severity is Severity.PROBLEM]
    assert [(one.position.line, one.code) for one in refusals] == refused * [(3, Code.UNSAFE_ADDRESS)]
    assert "iemand" not in "".join(f"{one.message} {one.hint}" for one in refusals)


@pytest.mark.parametrize(
    "said",
    [
        "Zie https://example.org/nl/mensen-in-gevaar/persoon-twee/.",
        "Zie `https://example.org/nl/mensen-in-gevaar/persoon-twee/`.",
        "[x](https://example.org/nl/mensen%252Din-gevaar/persoon-twee/)",
        "/fr/Personnes-en-danger/persoon-twee",
    ],
)
def test_the_address_of_a_persons_page_in_a_text_is_one_problem(said: str, tmp_path: Path) -> None:
    root = valid_site(tmp_path, {"content/nl/partnership/zonnedal-lunara.md": f"Een.\n\n{said}\n"})
    assert [(one.position.line, one.code) for one in wrong(root)] == [(3, Code.UNSAFE_ADDRESS)]


def test_the_address_of_all_of_them_may_be_named(tmp_path: Path) -> None:
    text = "Zie https://example.org/nl/mensen-in-gevaar/ en 100 % meer.\n"
    assert wrong(valid_site(tmp_path, {"content/nl/partnership/zonnedal-lunara.md": text})) == ()
