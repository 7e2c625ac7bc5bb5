"""The files for machines: what they hold, what they leave out, and that they are well-formed."""

import json
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

from jumelage.exports.robots import robots
from jumelage.exports.site_index import site_index
from jumelage.exports.sitemap import SITEMAP, XHTML, sitemap
from jumelage.pages import Page, Said
from jumelage.settings import Settings
from making import ready

CHOOSE = Page("home", "home", None, "/", "choose.html", Said("Site"), {"nl": "/nl/", "fr": "/fr/"})
PLACE = Page(
    "place", "a", "nl", "/nl/plaatsen/a/", "record.html", Said("A & <b>", "nl"), {"fr": "/fr/lieux/a/"}, "data/p.yaml"
)
HIDDEN = Page("person", "b", "fr", "/fr/personnes/b/", "record.html", Said("B"), {}, "data/q.yaml", listed=False)
LOST = Page("not-found", "404", None, "/404/", "not_found.html", Said("404"), {}, listed=False)
SETTINGS = Settings(date(2026, 11, 22), siteurl="https://example.org/project")
SITE = ready(SETTINGS, CHOOSE, PLACE, HIDDEN, LOST)


def test_the_sitemap_holds_listed_pages_with_their_alternates_in_full() -> None:
    root = ET.fromstring(sitemap(SITE))  # noqa: S314 - our own text
    found = {
        url.findtext(f"{{{SITEMAP}}}loc"): [
            (one.get("hreflang"), one.get("href")) for one in url.iter(f"{{{XHTML}}}link")
        ]
        for url in root
    }
    assert found == {
        "https://example.org/project/": [
            ("fr", "https://example.org/project/fr/"),
            ("nl", "https://example.org/project/nl/"),
        ],
        "https://example.org/project/nl/plaatsen/a/": [
            ("fr", "https://example.org/project/fr/lieux/a/"),
            ("nl", "https://example.org/project/nl/plaatsen/a/"),
        ],
    }


def test_the_sitemap_is_indented_and_declares_its_names_once() -> None:
    assert sitemap(ready(SETTINGS, replace(CHOOSE, alternates={}))) == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        " <url>\n"
        "  <loc>https://example.org/project/</loc>\n"
        " </url>\n"
        "</urlset>\n"
    )


def test_robots_are_let_in_and_told_of_the_sitemap() -> None:
    assert robots(SITE) == "User-agent: *\nDisallow:\n\nSitemap: https://example.org/project/sitemap.xml\n"


def test_the_site_index_holds_every_page_in_order() -> None:
    assert json.loads(site_index(SITE)) == [
        {
            "kind": "home",
            "id": "home",
            "lang": None,
            "path": "/",
            "title": "Site",
            "source": None,
            "alternates": {"nl": "/nl/", "fr": "/fr/"},
        },
        {
            "kind": "place",
            "id": "a",
            "lang": "nl",
            "path": "/nl/plaatsen/a/",
            "title": "A & <b>",
            "source": "data/p.yaml",
            "alternates": {"fr": "/fr/lieux/a/"},
        },
        {
            "kind": "person",
            "id": "b",
            "lang": "fr",
            "path": "/fr/personnes/b/",
            "title": "B",
            "source": "data/q.yaml",
            "alternates": {},
        },
        {
            "kind": "not-found",
            "id": "404",
            "lang": None,
            "path": "/404/",
            "title": "404",
            "source": None,
            "alternates": {},
        },
    ]


def test_what_is_published_leaves_unlisted_persons_out_of_the_site_index() -> None:
    published = replace(SITE, settings=replace(SITE.settings, publish=True))
    assert [entry["kind"] for entry in json.loads(site_index(published))] == ["home", "place", "not-found"]
