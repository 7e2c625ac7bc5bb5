"""Header and body of Markdown files."""

import pytest

from jumelage.front_matter import FrontMatter, split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("---\na: b\n---\nWet.\n", FrontMatter("a: b\n", "Wet.\n", 4), id="a header and a body"),
        pytest.param("--- \na: b\n---  \nWet.", FrontMatter("a: b\n", "Wet.", 4), id="blanks after the fences"),
        pytest.param("---\n---\nWet.\n", FrontMatter("\n", "Wet.\n", 3), id="an empty header"),
        pytest.param("---\na: b\n---\n", FrontMatter("a: b\n", "", 4), id="an empty body"),
        pytest.param("---\na: b\n---", FrontMatter("a: b\n", "", 4), id="no line end after the header"),
        pytest.param("Wet.\n", FrontMatter("", "Wet.\n", 1), id="no header"),
        pytest.param("", FrontMatter("", "", 1), id="nothing"),
        pytest.param("\n---\na: b\n---\n", FrontMatter("", "\n---\na: b\n---\n", 1), id="a line before the header"),
        pytest.param("---\na: b\n---\nA\n\n---\n\nB\n", FrontMatter("a: b\n", "A\n\n---\n\nB\n", 4), id="a rule below"),
        pytest.param("----\nWet.\n", FrontMatter("", "----\nWet.\n", 1), id="four dashes are no fence"),
        pytest.param("---\na: b\nWet.\n", FrontMatter("", "", 1, closed=False), id="a header never closed"),
    ],
)
def test_a_text_is_split_where_its_header_ends(text: str, parts: FrontMatter) -> None:
    assert split(text) == parts


def test_the_line_of_the_body_is_its_line_in_the_file() -> None:
    text = "---\na: b\nc: d\n---\nFirst.\nSecond.\n"
    parts = split(text)
    assert text.split("\n")[parts.line - 1 :] == parts.body.split("\n")
