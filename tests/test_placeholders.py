"""Placeholders of prose → links, on pages that hold one text or several."""

from dataclasses import replace

import pytest
from markupsafe import Markup, escape

from jumelage.load import Text
from jumelage.model.texts import Header
from jumelage.parse import parse_yaml
from jumelage.placeholders import Target, anchors, resolve
from jumelage.prose import Prose, prose

TEXT = Text("project", "put", "", "nl", "put.md", Header(), parse_yaml("", "put.md"), "", 1)


def html(body: str) -> str:
    return prose(replace(TEXT, body=body)).html.strip()


def target(kind: str, name: str, anchor: str) -> Target:
    """Lead to a made-up address; what is called 'hidden' has none, as a record that is not shown."""
    path = "" if name == "hidden" else f"/{kind}/{name}/{anchor and '#'}{anchor}"
    return Target(path, escape(f"<{name}>"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("[a]({place}b)", '<a href="/place/b/">a</a>', id="to a record"),
        pytest.param("[a]({place}b#c)", '<a href="/place/b/#c">a</a>', id="to a heading"),
        pytest.param("[]({place}b)", '<a href="/place/b/">&lt;b&gt;</a>', id="without text: the name"),
        pytest.param("[*a*]({place}hidden)", "<em>a</em>", id="to what is not shown: plain text"),
        pytest.param("[]({place}hidden)", "&lt;hidden&gt;", id="to what is not shown, without text: the name"),
        pytest.param("[a]({static}b&.pdf)", '<a href="/static/b&amp;amp;.pdf/">a</a>', id="to a file"),
        pytest.param("[a\nb]({place}c)", '<a href="/place/c/">a\nb</a>', id="over two lines"),
        pytest.param("[a]({place}b) [c]({place}d)", '<a href="/place/b/">a</a> <a href="/place/d/">c</a>', id="two"),
        pytest.param("[a](#b)", '<a href="#b">a</a>', id="within the text"),
        pytest.param('`src="ref:static/b"`', '<code>src="ref:static/b"</code>', id="in words"),
    ],
)
def test_a_placeholder_becomes_a_link(body: str, expected: str) -> None:
    assert str(resolve(html(body), target)) == f"<p>{expected}</p>"


def test_the_search_ignores_the_link_to_whom_it_may_not_show() -> None:
    found = resolve(html("[]({person}b)"), lambda *_: Target("/b/", Markup("B"), sensitive=True))
    assert found == '<p><a href="/b/" data-pagefind-ignore>B</a></p>'


SHOWN = Target("/p/b.jpg", Markup(""), "/p/b-480.webp 480w", (800, 600), 'Iemand & "co"')
PICTURE = (
    '<picture><source type="image/webp" srcset="/p/b-480.webp 480w" sizes="(min-width: 44rem) 42rem, 100vw">'
    '<img src="/p/b.jpg" alt="a" width="800" height="600" loading="lazy" decoding="async"></picture>'
)


def test_a_picture_in_a_paragraph_of_its_own_is_a_figure_with_who_made_it() -> None:
    resolved = resolve(html("![a]({static}b.jpg)"), lambda *_: SHOWN)
    assert resolved == f"<figure>{PICTURE}<figcaption>Iemand &amp; &#34;co&#34;</figcaption></figure>"
    nameless = resolve(html("![a]({static}b.jpg)"), lambda *_: replace(SHOWN, credit=""))
    assert nameless == f"<figure>{PICTURE}</figure>"


def test_a_picture_among_words_stays_among_them() -> None:
    assert resolve(html("![a]({static}b.jpg) en"), lambda *_: SHOWN) == f"<p>{PICTURE} en</p>"


def test_the_address_of_a_link_is_escaped() -> None:
    resolved = resolve('<a href="ref:place/b">c</a>', lambda *_: Target('/"><script>', Markup("")))
    assert resolved == Markup('<a href="/&#34;&gt;&lt;script&gt;">c</a>')


def test_a_text_that_shares_its_page_has_lower_headings_and_anchors_of_its_own() -> None:
    resolved = resolve(html("# A\n\n###### B\n\n[c](#a) [d]({place}e)"), target, "zonnedal--", 1)
    assert resolved == Markup(
        '<h3 id="zonnedal--a">A</h3>\n<h6 id="zonnedal--b">B</h6>\n'
        '<p><a href="#zonnedal--a">c</a> <a href="/place/e/">d</a></p>'
    )


def written(*anchors: str) -> Prose:
    return Prose(TEXT, "", (), frozenset(anchors), ())


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param({"": {"fr": written("a"), "nl": written("b")}}, {"b"}, id="in the first language there is"),
        pytest.param({"": {"en": written("a")}}, set(), id="in no language that is asked for"),
        pytest.param({"": {"nl": written("a")}, "m": {"fr": written("b")}}, {"a", "m", "m--b"}, id="of a member, too"),
        pytest.param({}, set(), id="without text"),
    ],
)
def test_the_anchors_of_a_page_are_those_of_the_texts_it_shows(
    texts: dict[str, dict[str, Prose]], expected: set[str]
) -> None:
    assert anchors(texts, ("nl", "fr")) == expected
