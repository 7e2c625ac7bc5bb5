"""Styles of a site's own theme that cannot be parsed, or that name what browsers do not load, are problems."""

import pytest

from jumelage.source.theme_styles import style_problems
from sites import ROOT


def found(text: str) -> list[str]:
    """Return the problems of a style: place, message and code."""
    return [str(one).partition("\n")[0].removeprefix("a.css:") for one in style_problems(text, "a.css")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a {\n  b: c;\n", "1:3: This '{' is not closed. [style]"),
        ("a { b: c }\n}\n", "2:1: This '}' closes nothing. [style]"),
        ("@media print {\n a { b: c }\n", "1:14: This '{' is not closed. [style]"),
        ("a { b: calc(1px + 2px }\nc { d: e }", "1:12: This '(' is not closed. [style]"),
        ("a[b { c: d }", "1:2: This '[' is not closed. [style]"),
        ("a { b: c) }", "1:9: This ')' closes nothing. [style]"),
        ("a {}\n/* b {}", "2:1: This '/*' is not closed. [style]"),
        ("a { b: 'c; }\nd {}", "1:8: This ''' is not closed. [style]"),
        ('a { b: "c\\" }', "1:8: This '\"' is not closed. [style]"),
        ("a { b: url(c }", "1:8: This '(' is not closed. [style]"),
        ('@import "b.css";\na {}', "1:1: A style of the theme cannot import another one. [style]"),
        ("a {}\n @IMPORT url(b.css) print;", "2:2: A style of the theme cannot import another one. [style]"),
    ],
)
def test_a_style_that_cannot_be_parsed_has_its_line_and_column(text: str, said: str) -> None:
    assert found(text)[:1] == [said]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("url(https://example.org/a.png)", "https://example.org/a.png"),
        ("URL( 'http://example.org/a.png' )", "http://example.org/a.png"),
        ('url("//example.org/a.png")', "//example.org/a.png"),
        ("url(\n'HTTPS://EXAMPLE.ORG')", "HTTPS://EXAMPLE.ORG"),
        ("url(data:image/png;base64,AAAA)", "data:image/png;base64,AAAA"),
        (f"url(data:{'A' * 100})", f"data:{'A' * 55}"),
    ],
)
def test_an_address_elsewhere_in_a_style_is_a_problem(address: str, shown: str) -> None:
    (said,) = found(f"a {{\n  b: {address} }}\nc {{ d: url(e.svg) }}")
    assert said.endswith(f": Browsers do not load '{shown}': a page may load only files of the site. [blocked]")
    assert said.startswith(("2:6: ", "2:11: ", "2:10: ", "3:1: "))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a { b: url(c.svg) url('d.svg') url( \"e.svg\" ) url(#f) }",
        "a::before { content: 'https://example.org'; b: url(c) 'http://d' url('e') 'http://f' }",
        "/* @import 'a'; { ' */ a { b: '/* \\' {'; c: \"\\\"}\" }",
        ".a\\{b { c: d } .e\\'f {}",
        "@media (a) { @layer b { c[d='e'] { f: g(h(1)) } } }",
        "a { b: 'c\\\nd' }",
    ],
)
def test_a_style_that_browsers_understand_is_no_problem(text: str) -> None:
    assert found(text) == []


def test_all_mistakes_of_a_style_are_reported_but_of_brackets_only_the_first() -> None:
    text = "@import 'a';\nb { c: 'd\n}\ne { f: url(//g) }\nh { i: (j }\nk { l: (m }\n"
    assert [one.partition(":")[0] for one in found(text)] == ["1", "2", "4", "5"]


def test_the_installed_styles_are_no_problem() -> None:
    styles = {path: path.read_text("utf-8") for path in (ROOT / "theme").rglob("*.css")}
    assert styles
    assert [found(text) for text in styles.values() if found(text)] == []
