"""The example site, built once: its files, an outline of each page, and what must hold of all of them."""

import hashlib
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from lxml import etree, html

from french import wrong_signs
from jumelage.pages import Page
from jumelage.targets.build import Built, build
from jumelage.targets.plan import plan
from sites import EXAMPLE, ROOT, example, readable, settings, small, store, written

GOLDEN = ROOT / "tests" / "golden"
# `UPDATE_GOLDEN=1 pytest tests/test_site.py` writes what is there now; the diff is for reading.
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"
SITEURL = "https://solidair.example.org"


@pytest.fixture(scope="module")
def built() -> Built:
    return example()


@pytest.fixture(scope="module")
def documents(built: Built) -> dict[str, html.HtmlElement]:
    """Return the parsed document of each page, by its path."""
    return parsed(built)


def parsed(built: Built) -> dict[str, html.HtmlElement]:
    return {page.path: document(built, page.path) for page in built.site.pages}


def document(built: Built, path: str) -> html.HtmlElement:
    return html.document_fromstring(built.files[f"{path}index.html"].decode())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def texts(document: html.HtmlElement, path: str) -> list[str]:
    return [words(one) for one in document.xpath(path)]


def said(document: html.HtmlElement, name: str) -> list[str]:
    """Return the texts of the elements of a class, as a reader sees them."""
    return texts(document, f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")


def outline(document: html.HtmlElement) -> dict[str, object]:
    """Return what a change of the theme leaves as it is: names, addresses, notices and languages."""
    head = document.xpath("//head/link[@hreflang]")
    return {
        "lang": document.get("lang"),
        "title": texts(document, "//title")[0],
        "h1": texts(document, "//h1"),
        "robots": [str(one) for one in document.xpath("//meta[@name='robots']/@content")],
        "alternates": {one.get("hreflang"): one.get("href").removeprefix(SITEURL) for one in head},
        "notices": said(document, "notice"),
        "other languages": [f"{one.get('lang')}: {words(one)[:60]}" for one in document.xpath("//main//*[@lang]")],
        "links": [str(href) for href in document.xpath("//main//a/@href")],
    }


def golden(name: str, now: str) -> str:
    """Return the stored text; with UPDATE_GOLDEN=1 it is what is there now."""
    path = GOLDEN / name
    if UPDATE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, "utf-8")
    return path.read_text("utf-8")


def by_line(value: Mapping[str, Mapping[str, object]]) -> str:
    """Return JSON with a line for each value of each page, so that a diff says what changed."""
    pages = []
    for path, fields in value.items():
        lines = (f"  {json.dumps(key)}: {json.dumps(one, ensure_ascii=False)}" for key, one in fields.items() if one)
        pages.append(f" {json.dumps(path)}: {{\n" + ",\n".join(lines) + "\n }")
    return "{\n" + ",\n".join(pages) + "\n}\n"


def at(built: Built, kind: str, name: str, lang: str) -> Page:
    return next(page for page in built.site.pages if (page.kind, page.id, page.lang) == (kind, name, lang))


# Golden files


def test_the_files_are_exactly_these(built: Built) -> None:
    # The names of the search and of what has a mark of its text in its name change with each text.
    marked = {re.sub(r"^(/static/\w+)[./][0-9a-f]{8}(?=[./])", r"\1", name) for name in built.files}
    names = sorted(name for name in marked if not name.startswith("/pagefind/"))
    assert golden("files.txt", "\n".join(names) + "\n").splitlines() == names


def test_each_page_has_its_outline(documents: dict[str, html.HtmlElement]) -> None:
    found = {path: outline(one) for path, one in documents.items()}
    stored = json.loads(golden("outline.json", by_line(found)))
    assert {path: {key: one for key, one in fields.items() if one} for path, fields in found.items()} == stored


def test_the_site_index_is_as_it_was(built: Built) -> None:
    text = built.files["/site-index.json"].decode()
    assert json.loads(text) == json.loads(golden("site-index.json", text))


# What holds of every page


def test_every_alternate_points_back(built: Built) -> None:
    by_path = {page.path: page for page in built.site.pages}
    for page in built.site.pages:
        for lang, path in page.alternates.items():
            assert by_path[path].lang == lang
            if page.lang:
                assert by_path[path].alternates[page.lang] == page.path


def test_every_language_has_the_same_pages(built: Built) -> None:
    by_lang = {
        lang: {(page.kind, page.id) for page in built.site.pages if page.lang == lang} for lang in ("nl", "fr", "en")
    }
    assert by_lang["nl"] == by_lang["fr"] == by_lang["en"]


def test_every_page_names_its_alternates_and_itself(built: Built, documents: dict[str, html.HtmlElement]) -> None:
    for page in built.site.pages:
        own = {page.lang: page.path} if page.lang else {}
        neutral = {"x-default": "/"} if page.kind == "home" else {}
        assert outline(documents[page.path])["alternates"] == {**own, **page.alternates, **neutral}


def test_every_page_has_one_heading_of_the_first_level_and_no_level_is_left_out(
    documents: dict[str, html.HtmlElement],
) -> None:
    for path, one in documents.items():
        levels = [
            int(heading.tag[1]) for heading in one.xpath("//main//*[self::h1|self::h2|self::h3|self::h4|self::h5]")
        ]
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_no_id_is_used_twice(documents: dict[str, html.HtmlElement]) -> None:
    for path, one in documents.items():
        ids = one.xpath("//@id")
        assert len(ids) == len(set(ids)), path


def _ids(target: str, built: Built, documents: Mapping[str, html.HtmlElement]) -> list[str]:
    one = etree.fromstring(built.files[target]) if target.endswith(".svg") else documents[target]
    return [str(found.get("id")) for found in one.iter() if found.get("id")]


def broken(built: Built, documents: Mapping[str, html.HtmlElement], base: str = "") -> list[tuple[str, str]]:
    """Return every internal address on a page that leads to no file, or to no anchor in it."""
    found = []
    for path, one in documents.items():
        for href in one.xpath("//@href | //@src"):
            where, anchor = urldefrag(str(href))
            if urlsplit(where).scheme or not str(href).startswith(f"{base}/"):
                found += [] if urlsplit(where).scheme else [(path, str(href))]
                continue
            target = unquote(where.removeprefix(base))
            file = f"{target}index.html" if target.endswith("/") else target
            if file not in built.files or (anchor and anchor not in _ids(target, built, documents)):
                found.append((path, str(href)))
    return [
        (path, href)
        for path, href in found
        if not (href.startswith("#") and href[1:] in documents[path].xpath("//@id"))
    ]


def test_a_map_beside_a_text_leads_to_the_line_of_its_places(tmp_path: Path) -> None:
    places = """
    - {id: hier, name: {nl: Hier, fr: Ici}, kind: city, country: MA, location: {lat: 34.9, lon: -1.9}}
    - {id: ginds, name: {nl: Ginds, fr: Là}, kind: city, country: DZ, location: {lat: 34.9, lon: -1.7}}
    """
    known = {
        "municipalities": "- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil}, location: {lat: 50.8, lon: 4.4}}\n"
    }
    known |= {"countries": "- {id: MA, slugs: {nl: m, fr: m, en: m}}\n- {id: DZ, slugs: {nl: d, fr: d, en: d}}\n"}
    known |= {"partnerships": "- {id: a, municipality: zonnedal, kind: twinning, places: [hier, ginds]}\n"}
    root = written(
        small(tmp_path, places=places, **known), {f"content/{one}/partnership/a.md": "A.\n" for one in ("nl", "fr")}
    )
    built = build(root, settings(), store())
    assert document(built, "/nl/partnerschappen/a/").xpath("//svg//a[@href='#_line']")
    assert broken(built, parsed(built)) == []


def test_every_link_leads_somewhere(built: Built, documents: dict[str, html.HtmlElement]) -> None:
    assert broken(built, documents) == []


def test_every_script_and_stylesheet_that_a_page_names_runs_only_as_it_was_built(built: Built) -> None:
    texts = [data.decode() for path, data in built.files.items() if path.endswith(".html")]
    tags = {tag for text in texts for tag in re.findall(r'<script[^>]* src=[^>]*>|<link rel="stylesheet"[^>]*>', text)}
    named = {re.search(r'(?:src|href)="([^"]*)"', tag)[1]: tag for tag in tags}  # type: ignore[index]
    assert len(named) == len(tags)
    assert set(named) == {name for name in built.files if re.fullmatch(r"/static/[a-z]+\.\w+\.(?:js|css)", name)}
    for name, tag in named.items():
        assert f' integrity="sha384-{b64encode(hashlib.sha384(built.files[name]).digest()).decode()}"' in tag


def outward(documents: dict[str, html.HtmlElement]) -> list[str]:
    """Return what leads elsewhere without saying so, and what a browser may ask elsewhere for though nobody clicked."""
    found = []
    for path, page in documents.items():
        for element in page.iter("*"):
            for name, value in element.items():
                away = re.search(r"(?i)(?:^|[\s,=])(?:[a-z]+:)?//|^\s*(?:javascript|data):", value)
                if name == "href" and element.tag == "a" and value.lower().startswith("http"):
                    away = element.get("rel") != "external"
                # What is said of a page, for search engines and for who shares it, is asked for by no browser.
                said = element.get("rel") in {"canonical", "alternate"} or (element.tag, name) == ("meta", "content")
                if away and (not said or element.get("http-equiv")):
                    found.append(f"{path}: <{element.tag} {name}={value}>")
    return found


def test_a_link_to_elsewhere_says_so_and_nothing_else_names_another_host(
    documents: dict[str, html.HtmlElement],
) -> None:
    assert outward(documents) == []
    assert any(page.xpath("//a[@rel='external']") for page in documents.values())


@pytest.mark.parametrize(
    "planted",
    [
        "<a href='HTTPS://example.com/'>a</a>",
        "<a href='//example.com/' rel='external'>a</a>",
        "<a href='javascript:a()'>a</a>",
        "<a href='/nl/' ping='https://example.com/'>a</a>",
        "<link rel='preconnect' href='https://example.com/'>",
        "<link rel='dns-prefetch' href='//example.com'>",
        "<meta http-equiv='refresh' content='900; url=https://example.com/'>",
        "<form action='https://example.com/'></form>",
        "<img srcset='/a.png 1x, https://example.com/a.png 2x'>",
    ],
)
def test_what_names_another_host_is_seen(planted: str) -> None:
    assert len(outward({"/": html.document_fromstring(f"<p>{planted}</p>")})) == 1


def test_what_is_in_another_language_says_so(documents: dict[str, html.HtmlElement]) -> None:
    page = documents["/en/partnerships/zonnedal-bni-qamar/"]
    article = page.xpath("//*[contains(@class, 'prose')]")
    assert [one.get("lang") for one in article] == ["nl"]
    assert page.xpath("//h1/*[@lang]") == []
    dutch = documents["/nl/partnerschappen/zonnedal-bni-qamar/"]
    assert [one.get("lang") for one in dutch.xpath("//*[contains(@class, 'prose')]")] == [None]
    named = documents["/en/partnerships/zonnedal-wadi-zaytun/"]
    assert [(one.get("lang"), words(one)) for one in named.xpath("//h1//*[@lang]")] == [("nl", "Samen met Wadi Zaytun")]


def test_french_signs_stand_after_a_no_break_space(built: Built) -> None:
    pages = {page.path: built.files[f"{page.path}index.html"].decode() for page in built.site.pages}
    assert {path: found for path, text in pages.items() if (found := [*wrong_signs(text)])} == {}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param(
            "<p>Une question : oui ?</p>", ["Une question : oui ?", "Une question : oui ?"], id="ordinary spaces"
        ),
        pytest.param("<p>Signature: a</p>", ["Signature: a"], id="no space"),
        pytest.param('<p title="Belgique 4: a">b</p>', ["Belgique 4: a"], id="in a title"),
        pytest.param('<svg aria-label="a !"><path d=""/></svg>', ["a !"], id="in a name"),
        pytest.param('<meta name="description" content="a ; b">', ["a ; b"], id="in a description"),
        pytest.param("<p>Une «\u00a0phrase »</p>", ["Une «\u00a0phrase »"], id="inside of quotation marks"),
        pytest.param("<p>a\u00a0: b\u202f; c\u00a0?!, 10:30, https://example.org</p>", [], id="right"),
        pytest.param('<p lang="nl">Een vraag: ja?</p>', [], id="in another language"),
        pytest.param("<code>a: b</code>", [], id="code"),
    ],
)
def test_a_french_sign_without_a_no_break_space_is_seen(text: str, wrong: list[str]) -> None:
    assert [*wrong_signs(f'<html lang="fr">{text}</html>')] == wrong


def test_a_name_to_the_left_stands_apart(documents: dict[str, html.HtmlElement]) -> None:
    for path in ("/nl/plaatsen/bni-qamar/", "/fr/lieux/bni-qamar/", "/en/places/bni-qamar/"):
        native = documents[path].xpath("//bdi")
        assert [(one.get("lang"), one.get("dir"), words(one)) for one in native] == [("ar", "rtl", "بني قمر")]


# Records and days


def test_countries_sort_as_in_a_dictionary(documents: dict[str, html.HtmlElement]) -> None:
    assert said(documents["/fr/pays/"], "card__title") == ["Égypte", "Maroc", "Palestine", "Antarctique"]
    # Antarctica is no partner's: only persons at risk are there.
    assert said(documents["/nl/landen/"], "card__title") == ["Egypte", "Marokko", "Palestina", "Antarctica"]
    titles = said(documents["/nl/plaatsen/"], "card__title")
    assert [titles.index(name) for name in ("Écluse-du-Delta", "Edfina-Voorbeeld", "Faridstad")] == [0, 1, 2]


def test_drafts_and_what_belongs_to_them_are_nowhere(built: Built) -> None:
    hidden = ("in-de-maak", "verborgen", "verlopen", "toekomststad", "Toekomststad", "Nieuws in de maak")
    found = [(name, one) for name, data in built.files.items() for one in hidden if one.encode() in data]
    assert [one for one in found if not one[0].endswith(".pdf")] == []


def test_a_reference_to_what_is_not_shown_is_plain_text(documents: dict[str, html.HtmlElement]) -> None:
    (article,) = documents["/nl/partnerschappen/zonnedal-bni-qamar/"].xpath("//*[contains(@class, 'prose')]")
    assert "Later komen er nieuwe plannen en stille plannen." in words(article)
    assert [words(link) for link in article.xpath(".//a") if "plannen" in words(link)] == []
    assert "zegt men in België." in words(article)


STATES = {
    "/nl/partnerschappen/zonnedal-bni-qamar/": "Einde niet bekend (bron: Zonnedal, 15 januari 2026)",
    "/nl/partnerschappen/zonnedal-wadi-zaytun/": "Laatst bekend: tijdelijk stil (bron: Zonnedal, 2020)",
    "/nl/partnerschappen/val-de-lune-delta/": "gepland",
    "/nl/partnerschappen/val-de-lune-delta-vroeger/": "afgelopen",
    "/nl/programmas/gemeenten-samen/": "",
    "/nl/projecten/jeugdhuis/": "gepland",
    "/nl/projecten/bakkerij/": "actief",
    "/nl/projecten/leerwerkplaats/": "actief",
    "/nl/projecten/waterput/": "afgelopen",
}


@pytest.mark.parametrize(
    ("today", "changed"),
    [
        pytest.param(date(2026, 11, 22), {}, id="the day of the example"),
        pytest.param(
            date(2031, 1, 1),
            {
                "/nl/partnerschappen/val-de-lune-delta/": "afgelopen",
                "/nl/programmas/gemeenten-samen/": "afgelopen",
                "/nl/projecten/jeugdhuis/": "Einde niet bekend",
                "/nl/projecten/bakkerij/": "Laatst bekend: actief (bron: Val-de-Lune, februari 2026)",
                "/nl/projecten/leerwerkplaats/": "afgelopen",
            },
            id="later",
        ),
        pytest.param(
            date(2010, 6, 30),
            {
                "/nl/partnerschappen/val-de-lune-delta-vroeger/": "actief",
                "/nl/programmas/gemeenten-samen/": "gepland",
                "/nl/partnerschappen/zonnedal-wadi-zaytun/": "tijdelijk stil",
                "/nl/projecten/leerwerkplaats/": "gepland",
                "/nl/projecten/waterput/": "gepland",
            },
            id="earlier",
        ),
    ],
)
def test_how_things_stand_follows_the_day(today: date, changed: dict[str, str]) -> None:
    built = example(today=today)
    found = {path: "".join(said(document(built, path), "status")).split(" zo meldt")[0] for path in STATES}
    assert found == {**STATES, **changed}
    # When nothing is on or announced, the agenda says so.
    assert bool(said(document(built, "/nl/agenda/"), "empty")) == (today.year == 2031)


def test_a_record_is_shown_from_the_first_to_the_last_day_of_its_window() -> None:
    def shown(day: date) -> list[bool]:
        paths = {page.path for page in plan(EXAMPLE, settings(today=day))[0].pages}
        return [f"/nl/{path}/" in paths for path in ("plaatsen/toekomststad", "projecten/verlopen")]

    days = (date(2025, 12, 31), date(2026, 1, 1), date(2027, 5, 31), date(2027, 6, 1))
    assert [shown(day) for day in days] == [[False, True], [False, False], [False, False], [True, False]]


# Persons at risk


def test_who_is_not_listed_makes_no_page_of_a_country(built: Built) -> None:
    files = readable(built.files)
    for lang, path in (("nl", "mensen-in-gevaar"), ("fr", "personnes-en-danger"), ("en", "persons-at-risk")):
        # The country of the case has no other reason for a page.
        assert "bouvet" not in files[f"/{lang}/{path}/persoon-twee/index.html"]
    assert not any("bouvet" in name for name in files)


def test_pages_count_who_is_not_listed_and_lead_to_the_page_of_names(
    documents: dict[str, html.HtmlElement],
) -> None:
    names = "/nl/mensen-in-gevaar/namen/"
    for path in ("/nl/mensen-in-gevaar/", "/nl/gemeenten/zonnedal/", "/nl/netwerken/licht/"):
        assert names in documents[path].xpath("//main//a/@href")
    assert said(documents["/nl/gemeenten/zonnedal/"], "unnamed") == [
        "De gemeente Zonnedal heeft steun toegezegd aan nog twee andere mensen in gevaar. Naar de pagina met de namen"
    ]
    assert said(documents[names], "card__title") == ["Ilvarra Quostenne", "Persoon Twee"]
    assert names not in {str(href) for href in documents["/nl/"].xpath("//a/@href")}


def test_a_listed_person_is_told_to_search_engines_and_on_the_page_of_the_country(built: Built) -> None:
    files = readable(built.files)
    assert "/nl/mensen-in-gevaar/persoon-een/" in files["/sitemap.xml"]
    assert "noindex" not in files["/nl/mensen-in-gevaar/persoon-een/index.html"]
    assert "/nl/mensen-in-gevaar/persoon-een/" in files["/nl/landen/antarctica/index.html"]


def test_a_page_on_a_person_gives_no_name_to_those_who_share_it(documents: dict[str, html.HtmlElement]) -> None:
    head = documents["/nl/mensen-in-gevaar/persoon-een/"].xpath("//head//meta")
    reported = {one.get("name") or one.get("property"): one.get("content") for one in head}
    assert [name for name, content in reported.items() if "Persoon" in content or "ijs" in content] == ["description"]
    assert "Persoon" not in reported["description"]


PETITION = "https://mensenrechten.example.org"


@pytest.mark.parametrize(
    ("name", "state", "demand", "notice"),
    [
        pytest.param("een", ["Situatie in detentie oktober 2026"], True, [], id="checked"),
        pytest.param(
            "vier",
            ["Situatie vermist maart 2025"],
            True,
            ["Deze informatie dateert van maart 2025 en wordt opnieuw nagekeken."],
            id="to be checked",
        ),
        pytest.param(
            "drie",
            [],
            False,
            [
                "Onze informatie over deze persoon dateert van 2019. Wat er sindsdien gebeurde, hebben we niet kunnen "
                "nagaan. Daarom zeggen we niet hoe het nu met deze persoon gaat, en vragen we u niets te doen."
            ],
            id="not checked for long",
        ),
        pytest.param(
            "vijf",
            ["Situatie vrijgelaten 15 juni 2026"],
            False,
            [],
            id="free",
        ),
    ],
)
def test_a_status_is_shown_and_asks_for_something_only_as_long_as_it_can_be_relied_upon(
    name: str, state: list[str], demand: bool, notice: list[str], documents: dict[str, html.HtmlElement]
) -> None:
    page = documents[f"/nl/mensen-in-gevaar/persoon-{name}/"]
    assert said(page, "status") == []
    assert [one for one in said(page, "facts__row") if one.startswith("Situatie")] == state
    assert said(page, "notice") == notice
    assert [str(href) for href in page.xpath("//a/@href") if PETITION in href] == [f"{PETITION}/{name}"] * demand


def test_of_a_person_not_checked_for_long_only_the_dated_history_is_told(built: Built) -> None:
    holding = [name for name, data in built.files.items() if b"voor zover bekend" in data or b"veroordeeld" in data]
    assert holding == []
    assert said(document(built, "/nl/mensen-in-gevaar/persoon-drie/"), "history__item") == ["april 2019 Het vonnis."]


def test_what_is_published_keeps_unlisted_persons_out_of_the_site_index(built: Built) -> None:
    def persons(built: Built) -> set[str]:
        return {one["id"] for one in json.loads(built.files["/site-index.json"]) if one["kind"] == "person"}

    published = example(publish=True)
    assert persons(built) - persons(published) == {"persoon-twee", "ilvarra-quostenne", "names"}
    assert "/nl/mensen-in-gevaar/persoon-twee/index.html" in published.files


# The same site, made elsewhere


def test_a_site_in_a_folder_of_its_host_works() -> None:
    built = example(siteurl="https://example.org/project")
    documents = parsed(built)
    assert broken(built, documents, "/project") == []
    canonical = documents["/nl/"].xpath("//link[@rel='canonical']/@href")
    assert canonical == ["https://example.org/project/nl/"]


PRINT = """
import hashlib, sites
files = sites.example().files
print(len(files), hashlib.sha256(repr(list(files.items())).encode()).hexdigest())
"""


def made_elsewhere(**environment: str) -> str:
    paths = os.pathsep.join(str(ROOT / name) for name in ("plugins", "tests"))
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": paths, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_two_builds_are_the_same_to_the_last_byte(built: Built) -> None:
    assert list(build(EXAMPLE, settings(), store()).files.items()) == list(built.files.items())
    first = made_elsewhere(PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C", HOME="/nowhere")
    digest = hashlib.sha256(repr(list(built.files.items())).encode()).hexdigest()
    assert first == f"{len(built.files)} {digest}\n"


def test_the_example_is_complete() -> None:
    """Each kind has a record, and each file of the example is used."""
    kinds = {path.stem for path in (EXAMPLE / "data").glob("*.yaml")}
    assert len(kinds) == 13
    assert {path.name for path in (EXAMPLE / "content" / "nl").iterdir()} >= {"campaign", "news", "page", "person"}
    assert Path(EXAMPLE / "content/files/akkoord.pdf").read_bytes().startswith(b"%PDF-")
