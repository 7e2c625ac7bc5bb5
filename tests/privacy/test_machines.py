# ruff: noqa: E501 - a page and what is left of it are read on one line
"""Entries about what is gone leave the files for machines, and what remains is as it was."""

import json
from collections.abc import Collection, Sequence
from typing import Any

import pytest

from jumelage.privacy.takedown.machines import is_for_machines, pruned

SITEMAP = """\
<?xml version="1.0" encoding="utf-8"?>
<urlset>
 <url>
  <loc>https://a.be/b/nl/x/</loc>
  <xhtml:link rel="alternate" hreflang="fr" href="https://a.be/b/fr/weg/" />
  <xhtml:link rel="alternate" hreflang="nl" href="https://a.be/b/nl/x/" />
 </url>{}
</urlset>
"""
ENTRY = '<entry><title>{}</title><link href="https://a.be/b/nl/{}/" rel="alternate"/></entry>'
FEED = '<feed><title>x</title><link href="https://a.be/b/nl/" rel="alternate"/>{}</feed>'
EVENT = "BEGIN:VEVENT\r\nSUMMARY:{}\r\nURL:https://a.be/b/nl/\r\n {}/\r\nEND:VEVENT\r\n"
CALENDAR = "BEGIN:VCALENDAR\r\nNAME:x\r\n{}END:VCALENDAR\r\n"


def gone(address: str) -> bool:
    return address.endswith("/weg/") and "/b/" in address


def marked(texts: Sequence[str]) -> Collection[int]:
    return {number for number, text in enumerate(texts) if "NAAM" in text}


def listed(*entries: dict[str, Any]) -> str:
    return json.dumps({"names": {}, "entries": entries}, ensure_ascii=False, separators=(",", ":")) + "\n"


def indexed(*entries: dict[str, Any]) -> str:
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (
            "/sitemap.xml",
            SITEMAP.format("\n <url>\n  <loc>https://a.be/b/nl/weg/</loc>\n </url>"),
            SITEMAP.format("").replace(
                '\n  <xhtml:link rel="alternate" hreflang="fr" href="https://a.be/b/fr/weg/" />', ""
            ),
        ),
        ("/nl/feed.xml", FEED.format(ENTRY.format("A", "weg") + ENTRY.format("B", "x")), FEED.format(ENTRY.format("B", "x"))),
        ("/nl/a/feed.xml", FEED.format(ENTRY.format("NAAM", "x")), FEED.format("")),
        ("/nl/agenda/calendar.ics", CALENDAR.format(EVENT.format("A", "weg") + EVENT.format("B", "x")), CALENDAR.format(EVENT.format("B", "x"))),
        ("/nl/agenda/calendar.ics", CALENDAR.format(EVENT.format("NAAM", "x")), CALENDAR.format("")),
        ("/_redirects", "# weg\n/b/nl/oud/ /b/nl/weg/ 301\n/b/nl/a/ /b/nl/x/ 301\n", "# weg\n/b/nl/a/ /b/nl/x/ 301\n"),
        ("/_nginx/redirects.map", '# x\n"/b/nl/weg/" "/b/nl/x/";\n"/b/a/" "/b/x/";\n', '# x\n"/b/a/" "/b/x/";\n'),
        ("/_nginx/gone.map", '# x\n"/b/NAAM/" 1;\n"/b/a/" 1;\n', '# x\n"/b/a/" 1;\n'),
        (
            "/nl/nieuws/list.json",
            listed({"path": "/b/nl/weg/", "title": "A"}, {"path": "/b/nl/x/", "title": "É"}, {"path": "/b/nl/y/", "title": "NAAM"}),
            listed({"path": "/b/nl/x/", "title": "É"}),
        ),
        (
            "/site-index.json",
            indexed({"path": "/nl/weg/"}, {"path": "/nl/x/", "alternates": {"fr": "/fr/weg/", "en": "/en/x/"}}),
            indexed({"path": "/nl/x/", "alternates": {"en": "/en/x/"}}),
        ),
    ],
    ids=lambda text: text if str(text).startswith("/") else "",
)  # fmt: skip
def test_entries_about_what_is_gone_go(path: str, before: str, after: str) -> None:
    assert is_for_machines(path)
    assert pruned(path, before.encode(), "/b", gone, marked).decode() == after
    assert pruned(path, after.encode(), "/b", gone, marked) == after.encode()


@pytest.mark.parametrize(
    "data", [b"{", b"3", b"null", b"[3]", b'[{"path": 3}]', b'{"entries": 3}', b"[" * 100_000, b"\xff"], ids=repr
)
def test_a_file_that_cannot_be_read_is_left_as_it_is(data: bytes) -> None:
    for path in ("/site-index.json", "/nl/nieuws/list.json", "/nl/feed.xml", "/sitemap.xml"):
        assert pruned(path, data, "", gone, marked) == data


@pytest.mark.parametrize("path", ["/robots.txt", "/next-change.json", "/nl/index.html", "/nl/manifest.webmanifest"])
def test_other_files_have_no_entries(path: str) -> None:
    assert not is_for_machines(path)
