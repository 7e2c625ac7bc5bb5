"""References in prose → links, on pages that hold one text or several."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from markupsafe import Markup, escape

from jumelage.content import Text
from jumelage.content.markdown import Piece
from jumelage.content.placeholders import Target, anchors, resolve
from jumelage.content.prose import Prose, prose
from jumelage.model.texts import Header
from jumelage.source import parse_yaml

TEXT = Text("project", "put", "", "nl", "put.md", Header(), parse_yaml("", "put.md"), "", 1)


def written_as(body: str) -> tuple[Piece, ...]:
    """Return the pieces of a text in which nothing is wrong."""
    one = prose(replace(TEXT, body=body))
    assert one.problems == ()
    return one.pieces


def html(body: str, target: Callable[[str, str, str], Target]) -> str:
    return str(resolve(written_as(body), target)).strip()


def target(kind: str, name: str, anchor: str) -> Target:
    """
    Lead to a made-up address, to a picture of 800 × 600 points where it is asked for one.

    What is called 'hidden' has no address, as a record that is not shown; every person is one who is not listed.
    """
    path = "" if name == "hidden" else f"/{kind}/{name}/{anchor and '#'}{anchor}"
    return Target(path, escape(f"<{name}>"), size=(800, 600), sensitive=kind == "person")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("[a]({place}b)", '<a href="/place/b/">a</a>', id="to a record"),
        pytest.param("[a]({place}b#c)", '<a href="/place/b/#c">a</a>', id="to a heading"),
        pytest.param("[]({place}b)", '<a href="/place/b/">&lt;b&gt;</a>', id="without text: the name"),
        pytest.param("[ \u00a0]({place}b)", '<a href="/place/b/">&lt;b&gt;</a>', id="with spaces for a text: the name"),
        pytest.param("[*a*]({place}hidden)", "<em>a</em>", id="to what is not shown: plain text"),
        pytest.param('[a]({place}hidden "c")', "a", id="to what is not shown, with a title: plain text"),
        pytest.param("[]({place}hidden)", "&lt;hidden&gt;", id="to what is not shown, without text: the name"),
        pytest.param("[a]({static}b&.pdf)", '<a href="/static/b&amp;.pdf/">a</a>', id="to a file"),
        pytest.param("[a]({static}b.pdf#page=3)", '<a href="/static/b.pdf/#page=3">a</a>', id="to a page of a file"),
        pytest.param("[a\nb]({place}c)", '<a href="/place/c/">a\nb</a>', id="over two lines"),
        pytest.param("[a]({place}b) [c]({place}d)", '<a href="/place/b/">a</a> <a href="/place/d/">c</a>', id="two"),
        pytest.param("[a](#b)", '<a href="#b">a</a>', id="within the text"),
        pytest.param("`ref:static/b {place}c`", "<code>ref:static/b {place}c</code>", id="in words"),
    ],
)
def test_a_reference_becomes_a_link(body: str, expected: str) -> None:
    assert html(body, target) == f"<p>{expected}</p>"


# Ways to write one link to the person "b"; what they all become is in the tests.
WAYS = [
    pytest.param("[a]({person}b)", "", id="without a title"),
    pytest.param('[a]({person}b "c")', ' title="c"', id="a title"),
    pytest.param("[a]({person}b 'c')", ' title="c"', id="a title in single quotes"),
    pytest.param("[a]({person}b (c))", ' title="c"', id="a title in parentheses"),
    pytest.param("[a](\n{person}b\n'c')", ' title="c"', id="a title on a line of its own"),
    pytest.param('[a](<{person}b> "c")', ' title="c"', id="an address in angle brackets"),
    pytest.param('[a](  {person}b  "c"  )', ' title="c"', id="spaces around the address"),
    pytest.param('[a](&#123;person&#x7d;b "c")', ' title="c"', id="entities"),
    pytest.param('[a](\\{person\\}b "c")', ' title="c"', id="escaped"),
    pytest.param('[a][r]\n\n[r]: {person}b "c"', ' title="c"', id="an address below the text"),
    pytest.param("[a]\n\n[a]: <{person}b> (c)", ' title="c"', id="an address below the text, in short"),
    pytest.param("[a][]\n\n[a]: {person}b\n  'c'", ' title="c"', id="an address below the text, over two lines"),
    pytest.param('[a]({person}b "c \\"d\\" & <e>")', ' title="c &quot;d&quot; &amp; &lt;e&gt;"', id="signs in a title"),
]


@pytest.mark.parametrize(("body", "title"), WAYS)
def test_the_search_ignores_a_link_to_whom_it_may_not_show_however_it_is_written(body: str, title: str) -> None:
    assert html(body, target) == f'<p><a href="/person/b/"{title} data-pagefind-ignore="all">a</a></p>'


@pytest.mark.parametrize("body", [way.values[0] for way in WAYS])
def test_the_name_of_somebody_who_is_not_shown_is_text_that_the_search_ignores(body: str) -> None:
    hidden = html(body, lambda *_: Target("", Markup(""), sensitive=True))
    assert hidden == '<p><span data-pagefind-ignore="all">a</span></p>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("## d ", " e", id="in a heading"),
        pytest.param("d\n-\n", "\n", id="below a heading"),
        pytest.param("| d |\n|---|\n| ", " |", id="in a table"),
        pytest.param("- d\n  - ", "", id="in a list"),
        pytest.param("> d\n> ", "", id="in a quotation"),
        pytest.param("**d ", "**", id="among stressed words"),
        pytest.param("d  \n", "\\\ne", id="among line breaks"),
    ],
)
@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        pytest.param("a", "a", id="words"),
        pytest.param("*a* **b** ~~c~~", "<em>a</em> <strong>b</strong> <s>c</s>", id="stressed words"),
        pytest.param("`a`", "<code>a</code>", id="code"),
        pytest.param("a \\] &amp; b", "a ] &amp; b", id="signs"),
        pytest.param("", "&lt;b&gt;", id="nothing"),
    ],
)
def test_a_link_with_a_title_is_resolved_wherever_it_is(before: str, after: str, inside: str, expected: str) -> None:
    link = f'<a href="/person/b/" title="t" data-pagefind-ignore="all">{expected}</a>'
    shown = html(f'{before}[{inside}]({{person}}b "t"){after}', target)
    assert link in shown
    assert "{person}" not in shown


SHOWN = Target("/p/b.jpg", Markup(""), "/p/b-480.webp 480w", (800, 600), 'Iemand & "co"')
PICTURE = (
    '<picture><source type="image/webp" srcset="/p/b-480.webp 480w" sizes="(min-width: 44rem) 42rem, 100vw">'
    '<img src="/p/b.jpg" alt="a" width="800" height="600" loading="lazy" decoding="async"></picture>'
)
TITLED = PICTURE.replace('alt="a"', 'alt="a" title="t"')


def picture(*_: str) -> Target:
    return SHOWN


def test_a_picture_in_a_paragraph_of_its_own_is_a_figure_with_who_made_it() -> None:
    credited = f'<figure>{PICTURE}<figcaption>Iemand &amp; "co"</figcaption></figure>'
    assert html("![a]({static}b.jpg)", picture) == credited
    assert html("![a]({static}b.jpg)", lambda *_: replace(SHOWN, credit="")) == f"<figure>{PICTURE}</figure>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("![a]({static}b.jpg) en", f"<p>{PICTURE} en</p>", id="among words"),
        pytest.param('![a]({static}b.jpg "t") en', f"<p>{TITLED} en</p>", id="with a title"),
        pytest.param("- ![a](<{static}b.jpg>)", f"<ul>\n<li>{PICTURE}</li>\n</ul>", id="in a list"),
        pytest.param("| ![a]({static}b.jpg) |\n|---|", f"<th>{PICTURE}</th>", id="in a table"),
        pytest.param('[![a][r]](#c)\n\n[r]: {static}b.jpg "t"', f'<p><a href="#c">{TITLED}</a></p>', id="in a link"),
    ],
)
def test_a_picture_among_other_things_is_no_figure(body: str, expected: str) -> None:
    assert expected in html(body, picture)


def test_a_picture_can_lead_to_a_record_and_the_search_ignores_both() -> None:
    shown = html(
        '[![a]({static}b.jpg)]({person}c "t")', lambda kind, *_: SHOWN if kind == "static" else target(kind, "c", "")
    )
    assert shown == f'<p><a href="/person/c/" title="t" data-pagefind-ignore="all">{PICTURE}</a></p>'


def test_what_a_target_holds_is_escaped() -> None:
    hostile = Target('/"><script>', Markup("a"), '"><script>', (1, 1), '"><script>')
    for body in ("[a]({place}b)", "![a]({static}b.jpg)"):
        assert "<script" not in html(body, lambda *_: hostile)


def test_a_text_that_shares_its_page_has_lower_headings_and_anchors_of_its_own() -> None:
    resolved = resolve(written_as("# A\n\n###### B\n\n[c](#a) [d]({place}e)"), target, "zonnedal--", 1)
    assert resolved == Markup(
        '<h3 id="zonnedal--a">A</h3>\n<h6 id="zonnedal--b">B</h6>\n'
        '<p><a href="#zonnedal--a">c</a> <a href="/place/e/">d</a></p>\n'
    )


def written(*anchors: str) -> Prose:
    return Prose(TEXT, (), (), frozenset(anchors), ())


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
