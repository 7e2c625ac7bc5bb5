"""Languages and sources of a page, and what editors and late translations add to it."""

import shutil
from pathlib import Path

import pytest

from jumelage.content.drift import paragraphs
from jumelage.model.values import Day
from jumelage.pages import Said
from jumelage.pages.page import Notice
from jumelage.pages.values import Link
from jumelage.settings import Settings
from jumelage.targets.plan import plan
from one_page import PERSON, TODAY, page, partnership, site
from sites import ROOT, small, written

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
    wanted = [
        ("place", "bergen", "fr"),
        ("place", "bergen", "en"),
        ("municipality", "zonnedal", "nl"),
        ("country", "MA", "nl"),
    ]
    assert [page(found, *one).source for one in wanted] == [
        "content/fr/place/bergen.md",
        "content/nl/place/bergen.md",
        "data/municipalities.yaml",
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


# What editors and late translations add to a page


def header(updated: str = "", known: str = "", lang: str = "fr") -> str:
    reported = f"updated: {updated}\n" if updated else ""
    origin = f"translated_from: {{lang: {lang}, paragraphs: [{known}]}}\n" if known else ""
    return f"---\n{reported}{origin}---\nTekst.\n"


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
        ("place", "bergen"), ("municipality", "zonnedal"), ("country", "MA"), ("place", "index"), ("home", "home"),
        ("news", "a"), ("person", "iemand"), ("person", "index"), ("news", "index"), ("event", "index"),
    ]  # fmt: skip
    assert [page(found, *one).edit for one in wanted] == [
        "content/nl/place/bergen.md", "data/municipalities.yaml", "data/countries.yaml", "data/places.yaml",
        "pelicanconf.py",
        "content/nl/news/a.md", None, None, None, None,
    ]  # fmt: skip


def test_the_home_page_of_a_site_with_its_own_theme_is_improved_in_its_texts(tmp_path: Path) -> None:
    root = small(tmp_path)
    shutil.copytree(ROOT / "theme", root / "theme")
    assert page(plan(root, Settings(TODAY))[0], "home", "home", "fr").edit == "theme/strings/fr.yaml"
