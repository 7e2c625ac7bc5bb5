"""Markdown → pieces of safe HTML; the words for what is wrong in it are in `test_broken_sites`."""

import pytest
from markupsafe import Markup

from jumelage.content import Text
from jumelage.content.markdown import Link, Picture
from jumelage.content.placeholders import Target, resolve
from jumelage.content.prose import Mention, Prose, prose
from jumelage.kinds import KINDS
from jumelage.messages.problems import Code, Position
from jumelage.model.texts import Header
from jumelage.source import MAX_PROBLEMS, parse_yaml

PATH = "content/nl/project/put.md"


def text(body: str, kind: str = "project", member: str = "", line: int = 1) -> Text:
    return Text(kind, "put", member, "nl", PATH, Header(), parse_yaml("", PATH), body, line)


def shown(written: Prose) -> str:
    """Return the HTML of a text on a page where nothing that it refers to is shown."""
    return str(resolve(written.pieces, lambda *_: Target("", Markup(""))))


def html(body: str) -> str:
    """Return the HTML of a text in which nothing is wrong."""
    written = prose(text(body))
    assert written.problems == ()
    return shown(written).strip()


def wrong(body: str, kind: str = "project") -> list[tuple[int, Code]]:
    return [(one.position.line, one.code) for one in prose(text(body, kind)).problems]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>", id="signs"),
        pytest.param("a  \nb\\\nc", "<p>a<br>\nb<br>\nc</p>", id="line breaks"),
        pytest.param("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", id="a list"),
        pytest.param("3. a", '<ol start="3">\n<li>a</li>\n</ol>', id="a numbered list"),
        pytest.param("> a", "<blockquote>\n<p>a</p>\n</blockquote>", id="a quotation"),
        pytest.param("a\n\n---", "<p>a</p>\n<hr>", id="a rule"),
        pytest.param("```js\n<b>\n", "<pre><code>&lt;b&gt;\n</code></pre>", id="a fence that is not closed"),
        pytest.param('```" onclick="x\na\n```', "<pre><code>a\n</code></pre>", id="a fence that would break out"),
        pytest.param("<svg/onload=a>", "<p>&lt;svg/onload=a&gt;</p>", id="a tag that only browsers take for one"),
        pytest.param("a < b & c", "<p>a &lt; b &amp; c</p>", id="signs that HTML uses"),
        pytest.param("&lt;script&gt;", "<p>&lt;script&gt;</p>", id="HTML in entities stays a text"),
        pytest.param("{: onclick=x }", "<p>{: onclick=x }</p>", id="attributes of other Markdowns stay a text"),
        pytest.param("| a\n| b |", "<p>| a\n| b |</p>", id="a broken table stays a text"),
        pytest.param("`{{ a }}`", "<p><code>{{ a }}</code></p>", id="template marks in code"),
        pytest.param("# A\n", '<h2 id="a">A</h2>', id="a first heading becomes a second"),
        pytest.param("## Été *à* `x`!", '<h2 id="ete-a-x">Été <em>à</em> <code>x</code>!</h2>', id="ASCII anchors"),
        pytest.param("####### a", "<p>####### a</p>", id="no seventh heading"),
        pytest.param("## القمرية", '<h2 id="part">القمرية</h2>', id="a heading in another script"),
    ],
)
def test_markdown_becomes_html(body: str, expected: str) -> None:
    assert html(body) == expected


def test_a_table_becomes_a_table() -> None:
    rows = "<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>"
    assert html("| a |\n|---|\n| b |") == f"<table>\n{rows}\n</table>"


def test_headings_of_one_name_have_anchors_of_their_own() -> None:
    written = prose(text("# A\n\n## A\n\n### A 2\n\nA\n-\n"))
    assert [line[8:].split('"')[0] for line in shown(written).splitlines() if line] == ["a", "a-2", "a-2-2", "a-3"]
    assert written.anchors == {"a", "a-2", "a-2-2", "a-3"}


@pytest.mark.parametrize(
    ("body", "href"),
    [
        pytest.param("[a](https://example.org/b?c=d&e#f)", "https://example.org/b?c=d&amp;e#f", id="a web address"),
        pytest.param("<https://example.org>", "https://example.org", id="a bare web address"),
        pytest.param("[a](HTTP://example.org)", "HTTP://example.org", id="capitals"),
    ],
)
def test_a_link_that_leaves_the_site_says_so(body: str, href: str) -> None:
    assert f'<a href="{href}" rel="external">' in html(body)


@pytest.mark.parametrize(
    "href", ["mailto:dienst@example.org", "mailto:a@b.be?subject=c", "tel:+3225550000", "tel:02/423.12.11"]
)
def test_a_link_may_lead_to_a_post_box_or_a_telephone(href: str) -> None:
    assert html(f"[a]({href})") == f'<p><a href="{href}">a</a></p>'


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "https://jette.example@example.org",
        "https://jette.example:x@example.org/a",
        " JAVASCRIPT:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org",
        "//example.org",
        "https:///x",
        "mailto:x",
        "mailto:a@b\u0435.be",
        "mailto:a%40b@c.be",
        "mailto:a@b.be@c.be",
        "mailto:a@localhost",
        "tel:abc",
        "ref:person/x",
    ],
)
def test_no_other_address_is_let_through(href: str) -> None:
    written = prose(text(f"[a](<{href}>)"))
    assert [one.code for one in written.problems] == [Code.UNSAFE_ADDRESS]
    assert shown(written) == '<p><a href="#">a</a></p>\n'
    assert written.mentions == ()


@pytest.mark.parametrize("href", ["x.md", "/nl/", "../x", "#", "?a", "java%73cript:x", "{x", "&#9;javascript:x"])
def test_a_link_within_the_site_is_a_reference(href: str) -> None:
    written = prose(text(f"[a](<{href}>)"))
    assert [one.code for one in written.problems] in ([Code.BROKEN_LINK], [Code.UNSAFE_ADDRESS])
    assert shown(written) == '<p><a href="#">a</a></p>\n'


@pytest.mark.parametrize("kind", KINDS)
def test_a_reference_to_a_record_is_left_open(kind: str) -> None:
    written = prose(text(f"\n[a]({{{kind}}}x#y)", line=7))
    assert written.pieces == ("<p>", Link(kind, "x", "y", "", ("a",)), "</p>\n")
    assert written.mentions == (Mention(kind, "x", "y", Position(PATH, 8)),)


def test_a_reference_to_a_file_is_left_open() -> None:
    written = prose(text("[a]({static}files/b.pdf#page=3) ![c]({static}pictures/d.jpg)"))
    document = Link("static", "files/b.pdf", "page=3", "", ("a",))
    assert written.pieces == ("<p>", document, " ", Picture("pictures/d.jpg", "c", ""), "</p>\n")
    place = Position(PATH)
    assert written.mentions == (
        Mention("static", "files/b.pdf", "", place),
        Mention("static", "pictures/d.jpg", "", place, shown=True),
    )


@pytest.mark.parametrize(("member", "anchor"), [("", "b"), ("zonnedal", "zonnedal--b")])
def test_a_link_within_a_text_is_a_mention_of_its_own_record(member: str, anchor: str) -> None:
    assert prose(text("[a](#b)", member=member)).mentions == (Mention("project", "put", anchor, Position(PATH)),)


@pytest.mark.parametrize(
    "body",
    [
        "<script>a</script>",
        "a <b onclick='x'>b</b>",
        "<iframe srcdoc='a'>",
        "<!-- a -->",
        "a <!-- b --> c",
        "<style>a</style>",
        "<meta http-equiv=refresh>",
        "<base href=a>",
        "<?php a ?>",
        "<!DOCTYPE html>",
        "<![CDATA[a]]>",
        "- <details>\n  a",
        "> <img src=x onerror=a>",
        "## <b>a",
        "[<b>](https://example.org)",
        "| <b> |\n|---|",
    ],
)
def test_html_is_refused_and_left_out(body: str) -> None:
    written = prose(text(body))
    assert {one.code for one in written.problems} == {Code.RAW_HTML}
    for sign in (
        "script",
        "onclick",
        "srcdoc",
        "<!--",
        "style",
        "meta",
        "base",
        "php",
        "svg",
        "onerror",
        "<b>",
        "details",
    ):
        assert sign not in shown(written)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("a\nb\n[c](d)", [(3, Code.BROKEN_LINK)], id="in the third line of a paragraph"),
        pytest.param("a  \n[c](d)", [(2, Code.BROKEN_LINK)], id="after a line break"),
        pytest.param("a <b\nid=c> [d](e)", [(1, Code.RAW_HTML), (2, Code.BROKEN_LINK)], id="after HTML over lines"),
        pytest.param("![a\nb]({static}c.jpg)\n[d](e)", [(3, Code.BROKEN_LINK)], id="after a picture over two lines"),
        pytest.param("`a\nb` [c](d)", [(2, Code.BROKEN_LINK)], id="after code over two lines"),
        pytest.param("[x](\n{place}water\n) [c](d)", [(3, Code.BROKEN_LINK)], id="after an address over lines"),
        pytest.param("[x]({place}water\n'a\nb') [c](d)", [(3, Code.BROKEN_LINK)], id="after a title over lines"),
        pytest.param("![x][a\nb] [c](d)\n\n[a b]: {static}x.jpg", [(2, Code.BROKEN_LINK)], id="after a label"),
        pytest.param("[a\nb](https://x.org) [c](d)", [(2, Code.BROKEN_LINK)], id="after a link over two lines"),
        pytest.param("| a |\n|---|\n| b |\n| [c](d) |", [(4, Code.BROKEN_LINK)], id="in a table"),
        pytest.param("- a\n  - b\n    [c](d)", [(3, Code.BROKEN_LINK)], id="in a list within a list"),
        pytest.param("[a]: b\n[c](d)", [(2, Code.BROKEN_LINK)], id="after the address of a link"),
        pytest.param("[a]\n\n[a]: javascript:b", [(1, Code.UNSAFE_ADDRESS)], id="where a link is, not its address"),
        pytest.param("a\n\n![ ]({static}b.jpg)", [(3, Code.MISSING_ALT)], id="a picture without alternative text"),
        pytest.param("a\n![b](c.jpg)", [(2, Code.BROKEN_LINK)], id="a picture from elsewhere"),
        pytest.param("![b](data:image/png;base64,x)", [(1, Code.BROKEN_LINK)], id="a picture in the text"),
        pytest.param("![b]({place}c)", [(1, Code.BROKEN_LINK)], id="a record as a picture"),
        pytest.param("a\n{% b %} {{ c }}", [(2, Code.TEMPLATE_MARKER)], id="template marks"),
        pytest.param("![{{ a }}]({static}b.jpg)", [(1, Code.TEMPLATE_MARKER)], id="a template mark for a picture"),
        pytest.param("[a]({projet}b)", [(1, Code.BROKEN_LINK)], id="no kind of record"),
    ],
)
def test_what_is_wrong_is_reported_on_its_line(body: str, expected: list[tuple[int, Code]]) -> None:
    assert wrong(body) == expected


def test_lines_are_those_of_the_file() -> None:
    assert prose(text("a\n[b](c)", line=5)).problems[0].position == Position(PATH, 6)


def test_a_text_on_a_person_is_not_quoted() -> None:
    body = "[a](javascript:geheim) [b](geheim) <b geheim> {{ geheim }} [c]({geheim}x)"
    problems = prose(text(body, "person")).problems
    assert len(problems) == 5
    assert [one for one in problems if "geheim" in str(one)] == []


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        pytest.param("a\nZie [x] ({place}bika)", 2, 7, id="a space before the address"),
        pytest.param("[x]\n({place}bika)", 2, 2, id="a line before the address"),
        pytest.param("[x]({static}files/my report.pdf)", 1, 3, id="a space in the address"),
        pytest.param("[x](bestand met spatie.pdf)", 1, 3, id="a space in another address"),
        pytest.param("![put]({static}pictures/put.png =100x)", 1, 6, id="a size of a picture"),
        pytest.param('[x]({place}bika "a" b)', 1, 3, id="words behind the title"),
        pytest.param("[x](https://example.org/(a)", 1, 3, id="a parenthesis never closed"),
        pytest.param("[x][ref]", 1, 3, id="an address that is nowhere"),
        pytest.param("[x][{place}bika]", 1, 3, id="brackets for parentheses"),
        pytest.param("[r]: {place}my id\n\n[x][r]", 1, 6, id="a space in an address below the text"),
        pytest.param("a {place}bika", 1, 3, id="a reference alone"),
        pytest.param("a { Place }bika", 1, 3, id="spaces in the mark"),
        pytest.param("[x] ({plaats}bika)", 1, 3, id="no kind of record"),
        pytest.param("a &#123;place&#125;bika", 1, 1, id="entities, which are not looked for in the line"),
        pytest.param("\\[x\\](https://example.org)", 1, 5, id="escaped"),
        pytest.param("ref:place/bika", 1, 1, id="our own mark"),
        pytest.param("Zie [[bika]].", 1, 5, id="a link of a wiki"),
        pytest.param("Noot[^1].", 1, 5, id="a footnote"),
        pytest.param("![een {place}bika]({static}a.png)", 1, 7, id="in the description of a picture"),
        pytest.param('[x](https://example.org "{place}bika")', 1, 26, id="in a title"),
        pytest.param("## Zie {place}bika", 1, 8, id="in a heading"),
        pytest.param("| a |\n|---|\n| {place}bika |", 3, 3, id="in a table"),
        pytest.param("- a\n- > {place}bika", 2, 5, id="in a quotation in a list"),
        pytest.param("[a [b](https://example.org) c](https://example.org)", 1, 30, id="a link around a link"),
    ],
)
def test_a_link_that_is_none_is_a_problem_where_it_is(body: str, line: int, column: int) -> None:
    (problem, *_) = prose(text(body)).problems
    assert (problem.position, problem.code) == (Position(PATH, line, column), Code.LINK_AS_TEXT)


@pytest.mark.parametrize(
    "body",
    [
        "`{place}bika` en ``[x] ({place}bika)``",
        "```\n[x] ({place}bika) [[bika]] [^1]\n```\n\n    {place}bika",
        "{a, b} {x} {places} {1} {} [ ] [x] [sic] (ja) [TOC] {.klasse}",
        "- [ ] taak\n- [x] gedaan",
        "Ref: 2024/12, href: nee, pref:place",
        "[x](\n  {place}bika\n  'titel')",
        "[r]: {place}bika",
    ],
)
def test_braces_and_brackets_that_mean_something_else_are_left_alone(body: str) -> None:
    assert prose(text(body)).problems == ()


@pytest.mark.parametrize(
    "href",
    [
        "%7Bplace%7Dbika",
        "https://example.org/{place}bika",
        "{place}{person}iemand",
        "{static}{place}bika",
        "{place}a#{place}b",
        "#{place}bika",
        "mailto:{place}@example.org",
        "{ place }bika",
    ],
)
def test_the_mark_of_a_reference_within_an_address_is_a_problem(href: str) -> None:
    written = prose(text(f"[a](<{href}>)"))
    assert [one.code for one in written.problems] in ([Code.BROKEN_LINK], [Code.UNSAFE_ADDRESS])
    assert shown(written) == '<p><a href="#">a</a></p>\n'


@pytest.mark.parametrize(
    "body",
    [
        "[a](%7Bperson%7Diemand)",
        "[a](ref:person/iemand)",
        "[a]({place}{person}iemand)",
        "[a](person/iemand)",
        "[a](/nl/mensen-in-gevaar/iemand/)",
        "[a](ftp://example.org/Personnes-en-danger/iemand/)",
        "[a] ({person}iemand)",
        "{person}iemand",
        "{persoon}iemand",
        "{ Personne }iemand",
        "{evenement}iemand",
        "{thème}iemand",
        "{Oproep}iemand",
        "{actualité}iemand",
        "{statisch}iemand",
        "[[iemand]]",
        "[iemand][iemand-2]",
    ],
)
def test_a_message_names_nobody_to_whom_a_link_may_lead(body: str) -> None:
    problems = prose(text(body)).problems
    assert problems
    assert [one for one in problems if "iemand" in str(one).casefold()] == []


@pytest.mark.parametrize(
    ("body", "anchor"),
    [
        ("## Brief aan [Een Voorbeeld]({person}een-voorbeeld)", "brief-aan"),
        ('## [Een *Voorbeeld*]({person}een-voorbeeld "Een") nu', "nu"),
        ("## [Een Voorbeeld]({person}een-voorbeeld)", "part"),
        ("## [Een Voorbeeld][r]\n\n[r]: {person}een-voorbeeld", "part"),
        ("## [Een Voorbeeld]({place}een-voorbeeld)", "een-voorbeeld"),
        ("## [Een Voorbeeld](https://example.org)", "een-voorbeeld"),
    ],
)
def test_the_anchor_of_a_heading_does_not_name_a_person_to_whom_it_links(body: str, anchor: str) -> None:
    assert prose(text(body)).anchors == {anchor}


@pytest.mark.parametrize(
    "body",
    [
        "[](#a)",
        "[ ](mailto:a@example.org)",
        "[](tel:02)",
        "[\u00a0](https://example.org)",
        "[&shy;](https://example.org)",
        "[\u200d](https://example.org)",
        "[\u2003\u2800](https://example.org)",
        "[\ufe0f\u0301](https://example.org)",
        "[*&nbsp;* `\u2800`](https://example.org)",
        "[&shy;][q]\n\n[q]: https://example.org",
        "[&shy;]({place}lunara)",
        "[`\u2800`]({place}lunara)",
    ],
)
def test_a_link_that_has_no_name_needs_a_text(body: str) -> None:
    assert wrong(body) == [(1, Code.EMPTY_LINK)]


@pytest.mark.parametrize(
    "body",
    [
        "[**Jette**](https://www.jette.be/)",
        "[*IJstijd*](https://example.org)",
        "[~~oud~~](https://example.org)",
        "[**a** b](mailto:a@example.org)",
        "[ **a**](https://example.org)",
        "[**a**](#b)",
        "[*a*][q]\n\n[q]: https://example.org",
        "[`a`](https://example.org)",
        "[***~~a~~***](https://example.org)",
        "[…](https://example.org)",
        "[&rarr;](https://example.org)",
        "[\\*](https://example.org)",
        "[\n**a**](https://example.org)",
        "[![Een put]({static}pictures/put.jpg)](https://example.org)",
        "[]({place}lunara)",
        "[ ]({place}lunara)",
        "[&nbsp;]({place}lunara)",
        "<https://example.org>",
    ],
)
def test_what_is_seen_of_a_link_is_its_text(body: str) -> None:
    assert wrong(body) == []


@pytest.mark.parametrize(
    "alt",
    ["", "&nbsp;", "&#32;", "`", "&shy;", "\u200d", "****", "\\ ", "\u2003", "&#x2800;", "![]({static}pictures/a.jpg)",
     "[]({theme}water)", "* *", "…", "![&shy;]({static}pictures/a.jpg)"],
)  # fmt: skip
def test_alternative_text_is_judged_as_it_is_read_aloud(alt: str) -> None:
    assert wrong(f"![{alt}]({{static}}pictures/put.jpg)") == [(1, Code.MISSING_ALT)]


@pytest.mark.parametrize("alt", ["a", "*a*", "1", "&eacute;", "`a`", "☀", "القمرية", "![a]({static}pictures/a.jpg)"])
def test_alternative_text_may_be_in_any_letters_and_marks(alt: str) -> None:
    assert wrong(f"![{alt}]({{static}}pictures/put.jpg)") == []


@pytest.mark.parametrize("mark", ["x\\](", "\\[^", "&#93;("])
def test_of_many_left_overs_only_so_many_are_kept(mark: str) -> None:
    problems = prose(text(mark * 2000)).problems
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1].code is Code.SYNTAX
