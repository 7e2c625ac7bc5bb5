"""Markdown → pieces of HTML, and HTML that is cleaned, whatever it holds; `test_prose` has what texts become."""

import pytest
from markdown_it.token import Token

from jumelage.content.markdown import REFERENCE, Heading, Link, Picture, Piece, cleaned, parsed, pieces


def test_what_no_text_needs_is_cleaned_away_even_if_it_was_overlooked() -> None:
    hostile = "<script>x</script><p onclick=x style=y>a</p><iframe></iframe>"
    tokens = [Token("html_block", "", 0, content=hostile), *parsed('[b](javascript:x "t")')]
    assert cleaned("".join(map(str, pieces(tokens)))) == '<p>a</p><p><a title="t">b</a></p>\n'


def test_an_address_that_was_left_unresolved_is_cleaned_away() -> None:
    assert cleaned('<a href="ref:person/b">a</a>') == "<a>a</a>"


LINK = Link("place", "b", "", "", ("<em>a</em>",))
SHOWN = Picture("p.jpg", "a", "")


def written(body: str) -> tuple[Piece, ...]:
    """Return the pieces of a text in which each link refers to the place 'b', and each picture to 'p.jpg'."""
    tokens = parsed(body)
    for token in tokens:
        if token.type == "heading_open":
            token.attrSet("id", "a")
        for child in token.children or ():
            if child.type == "link_open":
                child.meta[REFERENCE] = ("place", "b", "")
            elif child.type == "image":
                child.meta[REFERENCE] = "p.jpg"
    return pieces(tokens)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("a *b*\n\nc", ("<p>a <em>b</em></p>\n<p>c</p>\n",), id="what is the same everywhere is one piece"),
        pytest.param("## a", (Heading(2, "a", ("a",)), "\n"), id="a heading"),
        pytest.param("## [*a*](x)", (Heading(2, "a", (LINK,)), "\n"), id="a link in a heading"),
        pytest.param("##", (Heading(2, "a", ()), "\n"), id="an empty heading"),
        pytest.param(
            "- a\n  ## b",
            ("<ul>\n<li>a\n", Heading(2, "a", ("b",)), "\n</li>\n</ul>\n"),
            id="a heading below the words of a list's entry",
        ),
        pytest.param("![*a* `b`\n![c](d)](x 't')", (Picture("p.jpg", "a b\nc", "t", True), "\n"), id="a picture alone"),
        pytest.param("![a](x) b", ("<p>", Picture("p.jpg", "a", ""), " b</p>\n"), id="a picture with words beside it"),
        pytest.param("![a](x)\n![a](y)", ("<p>", SHOWN, "\n", SHOWN, "</p>\n"), id="two pictures"),
        pytest.param("- ![a](x)", ("<ul>\n<li>", Picture("p.jpg", "a", ""), "</li>\n</ul>\n"), id="in a tight list"),
        pytest.param(
            "- ![a](x)\n\n- b",
            ("<ul>\n<li>\n", Picture("p.jpg", "a", "", True), "\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n"),
            id="in a loose list",
        ),
        pytest.param(
            "[![a](x)](y 't')",
            ("<p>", Link("place", "b", "", "t", (Picture("p.jpg", "a", ""),)), "</p>\n"),
            id="a picture that is a link stands in its paragraph",
        ),
        pytest.param("[](y)", ("<p>", Link("place", "b", "", "", ()), "</p>\n"), id="a link without text"),
    ],
)
def test_what_depends_on_the_page_is_a_piece_of_its_own(body: str, expected: tuple[Piece, ...]) -> None:
    assert written(body) == expected


def test_a_picture_and_a_link_without_a_reference_are_written_as_they_are() -> None:
    assert pieces(parsed("![a](b) [c](d)")) == ('<p><img src="b" alt="a" /> <a href="d">c</a></p>\n',)
