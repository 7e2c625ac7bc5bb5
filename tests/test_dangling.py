"""A link that was not resolved is found in every kind of file that is made; prose about such marks is not one."""

import gzip
import json
from pathlib import Path

import pytest

from jumelage.messages.problems import BuildError
from jumelage.targets.build import build
from jumelage.targets.dangling import dangling, refuse_dangling
from sites import example, own_theme, settings, small, written

FRAGMENT = "/pagefind/nl/fragment/nl_1.pf_fragment"


def packed(**parts: object) -> bytes:
    return gzip.compress(b"pagefind_dcd" + json.dumps(parts).encode(), mtime=0)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/a/index.html", b'<a href="ref:place/b">c</a>'),
        ("/a/index.html", b"<p>x <A HREF='{person}b'>c</A>"),
        ("/a/index.html", b'<a href="%7Bplace%7Db">c</a>'),
        ("/a/index.html", b'<a href="%257bplace%257Db">c</a>'),
        ("/a/index.html", b'<a href="&#123;place&#125;b">c</a>'),
        ("/a/index.html", b'<a href="&amp;lbrace;place}b">c</a>'),
        ("/a/index.html", b'<img src="{static}pictures/b.png" alt="">'),
        ("/a/index.html", b'<source srcset="/b.webp 480w, {static}pictures/b.webp 960w">'),
        ("/a/index.html", b'<form action="/nl/{page}b"></form>'),
        ("/a/index.html", b'<meta property="og:image" content="https://example.org/{static}b.png">'),
        ("/a/index.html", b'<div data-index="{news}b"></div>'),
        ("/a/index.html", b'<script type="application/ld+json">{"@graph":[{"url":"{event}b"}]}</script>'),
        ("/a/index.html", b'<script type="application/ld+json">{"url":"\\u007bevent\\u007Db"}</script>'),
        ("/sitemap.xml", b"<urlset><url><loc>https://example.org/{place}b</loc></url></urlset>"),
        ("/nl/feed.xml", b'<feed><link href="ref:x"/><title>a</title></feed>'),
        ("/nl/feed.xml", b"<feed><id>ref:place/b</id></feed>"),
        ("/nl/feed.xml", b'<content type="html">&lt;a href="ref&#58;place/b"&gt;c&lt;/a&gt;</content>'),
        ("/nl/landen/list.json", b'[{"path":"/nl/{country}ma/","title":"a"}]'),
        ("/site-index.json", b'[{"alternates":{"fr":"{place}b"}}]'),
        ("/site-index.json", b'["{place}b"]'),
        ("/nl/manifest.webmanifest", b'{"icons":[{"src":"{static}b.png"}]}'),
        (
            "/nl/agenda/calendar.ics",
            b"BEGIN:VEVENT\r\nURL:https://example.org/{ev\r\n ent}b\r\nEND:VEVENT\r\n",
        ),
        ("/_redirects", b"/nl/a/ /nl/{place}b 301\n"),
        ("/_nginx/redirects.map", b"/nl/a/ ref:place/b;\n"),
        ("/.well-known/security.txt", b"Contact: {page}contact\n"),
        (FRAGMENT, packed(url="/nl/{place}b/", content="a")),
        (FRAGMENT, packed(url="/nl/b/", meta={"image": "ref:static/b.png"})),
    ],
)
def test_an_unresolved_link_is_found(path: str, data: bytes) -> None:
    assert [*dangling({"/x.html": b"<p>", path: data})] == [path]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/a/index.html", b"<p>Write <code>{place}lunara</code> or ref:place/lunara.</p>"),
        ("/a/index.html", b'<img src="/b.png" alt="The mark {place}" title="{place}">'),
        ("/a/index.html", b'<a href="/nl/places/">{place}</a><script>const {place} = {"url":"{place}b"};</script>'),
        ("/a/index.html", b'<a href="https://example.org/?ref=place/b&amp;x={id}" data-other="{count}">x</a>'),
        ("/a/index.html", b'<script type="application/ld+json">{"name":"{place} is a mark","url":"/a/"}</script>'),
        ("/nl/feed.xml", b"<feed><title>On {place}</title><summary>a ref:place/b</summary><id>/a/</id></feed>"),
        ("/nl/landen/list.json", b'[{"path":"/nl/a/","title":"{place}","summary":"ref:place/b","checked":true}]'),
        ("/nl/agenda/calendar.ics", b"SUMMARY:The mark {event}\r\nURL:https://example.org/\r\n"),
        (FRAGMENT, packed(url="/nl/b/", content="Write {place}lunara.", meta={"title": "{place}"})),
        ("/files/a.txt", b"{place}lunara is what an editor may write about"),
        ("/pictures/a.png", b"\x89PNG {place}"),
        ("/static/site.js", b"const {place, person} = {place: 1};"),
        ("/share/a.png", b"\x89PNG {place}"),
    ],
)
def test_words_about_marks_and_files_of_others_are_left_alone(path: str, data: bytes) -> None:
    assert [*dangling({path: data})] == []


def test_the_example_holds_no_unresolved_link_in_any_form_in_which_it_is_built() -> None:
    for changes in ({}, {"publish": True}, {"drafts": True}, {"siteurl": "https://example.org/base"}):
        assert [*dangling(example(**changes).files)] == []


def test_pages_on_persons_at_risk_are_not_named() -> None:
    link = b'<a href="ref:person/b">'
    files = {f"/nl/{name}/index.html": link for name in ("mensen-in-gevaar/persoon-een", "mensen-in-gevaar", "a")}
    with pytest.raises(BuildError) as caught:
        refuse_dangling(files, settings())
    assert str(caught.value) == (
        "References were not resolved, which leaves broken links in: /nl/a/index.html, …. Nothing was written."
    )


def test_of_many_files_the_first_are_named_and_all_are_counted() -> None:
    with pytest.raises(BuildError, match=r"in: /0\.html, /1\.html, /2\.html, /3\.html, /4\.html, … \(7\)\."):
        refuse_dangling({f"/{number}.html": b'<a href="{place}b">' for number in range(7)}, settings())


def test_a_template_that_writes_an_unresolved_link_stops_the_build(tmp_path: Path) -> None:
    root = own_theme(small(tmp_path))
    written(root, {"theme/pages/home.html": '<a href="{{ "{place}lunara" }}">x</a>'})
    with pytest.raises(BuildError, match=r"/nl/index\.html"):
        build(root, settings())
