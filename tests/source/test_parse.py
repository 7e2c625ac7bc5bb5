"""Bytes and YAML texts, sound and otherwise, and where things stand in them."""

from typing import Any

import pytest

from jumelage.messages.problems import Code, Position, Severity
from jumelage.source import Trail, comments, decode, parse_yaml
from jumelage.source.data import MAX_DEPTH
from jumelage.source.text import MAX_BYTES

WORDS = ["no", "2024", "012", "2019-05-07", ".inf"]


def places(text: str) -> list[tuple[int, int, Code]]:
    """Return line, column and code of each problem of a YAML text."""
    found = parse_yaml(text, "x.yaml").problems
    return [(one.position.line, one.position.column, one.code) for one in found]


def deep(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param("é\n".encode(), "é\n", id="UTF-8"),
        pytest.param("\ufeffa\n".encode(), "a\n", id="a byte order mark"),
        pytest.param(b"a\r\nb\rc\n", "a\nb\nc\n", id="line ends of Windows and old Macs"),
        pytest.param("l\u00adang\u202f: \u00a0!".encode(), "l\u00adang\u202f: \u00a0!", id="soft hyphen, blanks"),
        pytest.param("می\u200cخواهم \u200d".encode(), "می\u200cخواهم \u200d", id="joiners of Persian"),
        pytest.param("القمرية\u200e".encode(), "القمرية\u200e", id="Arabic and a direction mark"),
        pytest.param(b"", "", id="nothing"),
        pytest.param(b"a" * MAX_BYTES, "a" * MAX_BYTES, id="just not too large"),
    ],
)
def test_bytes_become_text(raw: bytes, text: str) -> None:
    assert decode(raw, "x.md") == (text, [])


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        pytest.param("a: b\n".encode("utf-16"), 1, 1, id="UTF-16 with a mark"),
        pytest.param("a: b\n".encode("utf-16-le"), 1, 2, id="UTF-16 without a mark"),
        pytest.param(b"a\nbc\0d\n", 2, 3, id="a zero byte"),
        pytest.param("a\r\né: é".encode() + b"\xe9\n", 2, 5, id="one letter of Latin-1, counted in letters"),
        pytest.param("\ufeffé".encode() + b"\xe9", 1, 2, id="after a byte order mark"),
        pytest.param(b"a\xc3", 1, 2, id="half a letter at the end"),
    ],
)
def test_bytes_that_are_no_utf8_are_reported_where_they_stand(raw: bytes, line: int, column: int) -> None:
    text, problems = decode(raw, "x.md")
    assert text == ""
    assert [(one.position, one.code) for one in problems] == [(Position("x.md", line, column), Code.ENCODING)]


def test_a_file_that_is_too_large_is_not_read() -> None:
    text, problems = decode(b"a" * (MAX_BYTES + 1), "x.md")
    assert (text, [str(one) for one in problems]) == (
        "",
        ["x.md:1:1: The file is larger than 2 MB. [too-large]\n    Split it into smaller files."],
    )


@pytest.mark.parametrize(
    "sign",
    [
        "\u200b",
        "\u2060",
        "\u2064",
        "\u206f",
        "\u061c",
        "\u3164",
        "\U000e0041",
        "\ufffb",
        "\ufeff",
        "\u202e",
        "\u2066",
        "\u2028",
        "\x01",
        "\x0c",
        "\x7f",
        "\x85",
        "\ufffe",
    ],
)
def test_an_invisible_character_is_reported_and_left_out(sign: str) -> None:
    text, problems = decode(f"a\nb{sign}c\n".encode(), "x.md")
    assert text == "a\nbc\n"
    assert [str(one).split("\n")[0] for one in problems] == [
        f"x.md:2:2: There is an invisible character here (U+{ord(sign):04X}). [invisible-character]"
    ]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        pytest.param("- no\n- 2024\n- 012\n- 2019-05-07\n- .inf\n", WORDS, id="words that YAML may read otherwise"),
        pytest.param("a: {b: [c, d]}\n", {"a": {"b": ["c", "d"]}}, id="mappings and lists"),
        pytest.param("a:\nb: ~\nc: null\nd: ''\ne: '  '\nf: NULL\n", dict.fromkeys("abcdef"), id="nothing written"),
        pytest.param("a: 'null'\nb: \"~\"\n", {"a": "null", "b": "~"}, id="nothing in quotes is a text"),
        pytest.param("- a\n- ''\n", ["a", None], id="a list"),
        pytest.param("a\n", "a", id="a text alone"),
        pytest.param("", None, id="an empty file"),
        pytest.param("# only\n# comments\n", None, id="only comments"),
        pytest.param("---\n- a\n...\n", ["a"], id="marks of the document"),
        pytest.param("a: |\n  b\n\n  c\n", {"a": "b\n\nc\n"}, id="a text over several lines"),
    ],
)
def test_every_scalar_is_a_text_or_nothing(text: str, data: Any) -> None:
    parsed = parse_yaml(text, "x.yaml")
    expected = (
        {"a": "no", "b": "2024", "c": "012", "d": "2019-05-07", "e": ".inf"} if text.startswith("a: no") else data
    )
    assert (parsed.data, parsed.problems) == (expected, ())


@pytest.mark.parametrize(
    ("steps", "line", "column"),
    [
        pytest.param((), 3, 1, id="the whole"),
        pytest.param((0,), 3, 3, id="a record at its first key"),
        pytest.param((0, "name"), 4, 3, id="a field at its key"),
        pytest.param((0, "name", "fr"), 4, 21, id="a field within a mapping in braces"),
        pytest.param((0, "places", 1), 5, 15, id="an entry of a list"),
        pytest.param((1, "id"), 6, 3, id="the second record"),
        pytest.param((0, "places", 7), 5, 3, id="what is not there: its parent"),
        pytest.param((0, "since", "after"), 3, 3, id="what is not there at all: the record"),
    ],
)
def test_a_value_has_its_position_in_the_file(steps: Trail, line: int, column: int) -> None:
    text = "- id: a\n  name: {nl: Water, fr: Eau}\n  places: [b, c]\n- id: d\n"
    assert parse_yaml(text, "x.yaml", 3).position(steps) == Position("x.yaml", line, column)


def test_a_value_of_an_empty_file_stands_at_its_beginning() -> None:
    assert parse_yaml("", "x.yaml").position(("a",)) == Position("x.yaml", 1, 1)


def test_a_key_written_twice_is_reported_at_the_second_and_the_first_counts() -> None:
    parsed = parse_yaml("a: {x: 1}\nb: 2\na: {x: 3}\na: 4\n", "x.yaml")
    assert parsed.data == {"a": {"x": "1"}, "b": "2"}
    assert parsed.position(("a", "x")) == Position("x.yaml", 1, 5)
    assert places("a: {x: 1}\nb: 2\na: {x: 3}\na: 4\n") == [(3, 1, Code.DUPLICATE_KEY), (4, 1, Code.DUPLICATE_KEY)]


def test_keys_that_differ_only_in_case_are_two_keys() -> None:
    assert places("a: 1\nA: 2\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: &x b\n", [(1, 4, Code.ALIAS)], id="an anchor"),
        pytest.param("a: *x\n", [(1, 4, Code.ALIAS)], id="an alias"),
        pytest.param("a: &x [*x]\n", [(1, 4, Code.ALIAS)], id="an alias of itself: once for a line"),
        pytest.param("a: &x b\nc:\n  <<: *x\n", [(1, 4, Code.ALIAS), (3, 3, Code.ALIAS)], id="a merge key"),
        pytest.param("*x : b\n", [(1, 1, Code.ALIAS), (1, 1, Code.WRONG_TYPE)], id="an alias as a key"),
        pytest.param("a: !!int 5\n", [(1, 4, Code.UNSAFE_TAG)], id="a tag of YAML"),
        pytest.param("a: !!python/name:os.system x\n", [(1, 4, Code.UNSAFE_TAG)], id="a tag of Python"),
        pytest.param("a: !b [c]\n", [(1, 4, Code.UNSAFE_TAG)], id="a tag of one's own"),
        pytest.param("a: !!str 5\nb: !!map {}\nc: !!seq []\nd: ! e\n", [], id="tags that change nothing"),
        pytest.param("a: {{ b }}\n", [(1, 5, Code.WRONG_TYPE)], id="a template mark without quotes"),
        pytest.param("? [a]\n: b\n", [(1, 3, Code.WRONG_TYPE)], id="a list as a key"),
        pytest.param("a: b\n---\nc: d\n", [(2, 1, Code.SYNTAX)], id="a second document"),
        pytest.param(deep(MAX_DEPTH), [], id="as deep as can be"),
        pytest.param(deep(MAX_DEPTH + 1), [(1, MAX_DEPTH + 1, Code.SYNTAX)], id="too deep"),
        pytest.param("[" * 100_000, [(1, MAX_DEPTH + 1, Code.SYNTAX)], id="much too deep, and never closed"),
        pytest.param("? " * 5000 + "a", [(1, 2 * MAX_DEPTH + 1, Code.SYNTAX)], id="keys of keys of keys"),
    ],
)
def test_what_yaml_can_do_and_records_need_not_is_a_problem(text: str, expected: list[tuple[int, int, Code]]) -> None:
    assert places(text) == expected


def test_a_key_that_is_no_word_is_left_out_with_all_within_it() -> None:
    parsed = parse_yaml("a: 1\n? {a: [2]}\n: {a: 3}\n<<: {a: 4}\n", "x.yaml")
    assert parsed.data == {"a": "1"}
    assert parsed.position(("a",)) == Position("x.yaml", 1, 1)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        pytest.param("id: [a\n", 2, 1, "not closed", id="a list left open"),
        pytest.param("a: 'b\nc: d\n", 1, 4, "quotation mark", id="a quotation mark left open to the end"),
        pytest.param('a: "b\nc: "d"\n', 1, 4, "quotation mark", id="a quotation mark closed by the next"),
        pytest.param("a: 'l'eau'\n", 1, 7, "after the closing", id="an apostrophe in single quotes"),
        pytest.param("a: [b] c\n", 1, 8, "after the closing", id="a word in brackets before a text"),
        pytest.param("[b] c\n", 1, 5, "after the closing", id="the same without a field"),
        pytest.param("a: b: c\n", 1, 5, "colon followed by", id="a colon in a text"),
        pytest.param("a: b\n c: d\n", 2, 3, "indented differently", id="indented too far"),
        pytest.param("a:\n  b: c\n d: e\n", 3, 2, "indented differently", id="indented too little"),
        pytest.param("- a\nb: c\n", 2, 1, "indented differently", id="a mapping after a list"),
        pytest.param("\ta: b\n", 1, 1, "tab", id="a tab at the beginning"),
        pytest.param("a:\n\tb: c\n", 2, 1, "tab", id="a tab for indentation"),
        pytest.param("-\ta: b\n", 1, 2, "tab", id="a tab behind a dash"),
        pytest.param("a: >\tb\n", 1, 6, "next line", id="a text behind a mark for several lines"),
        pytest.param("a\nb: c\n", 2, 2, "line above has no colon", id="a colon left out on the first line"),
        pytest.param("a: b\nc\nd: e\n", 2, 1, "missing after the name", id="a colon left out further down"),
        pytest.param("a: 1\nb：2\nc: 3\n", 2, 1, "missing after the name", id="a full-width colon"),
        pytest.param("a: 1\nb:2\nc: 3\n", 2, 1, "missing after the name", id="no blank after the colon"),
        pytest.param("a: @b\n", 1, 4, "cannot begin with", id="an at sign"),
        pytest.param("a: `b`\n", 1, 4, "cannot begin with", id="a back quote"),
        pytest.param("a: - b\n", 1, 4, "list cannot begin", id="a list on the line of its field"),
        pytest.param('a: "\\o/"\n', 1, 5, "backslash", id="a backslash"),
        pytest.param("a: !x!y b\n", 1, 4, "cannot begin with", id="a tag that is not declared"),
        pytest.param("a: > b\n", 1, 6, "next line", id="a sign for several lines at the start of a text"),
        pytest.param("a: *b* c\n", 1, 4, "cannot begin with", id="a star"),
        pytest.param("a: & b\n", 1, 4, "cannot begin with", id="an ampersand"),
        pytest.param("a: ? b\n", 1, 4, "cannot begin with", id="a question mark"),
        pytest.param("a: , b\n", 1, 4, "cannot begin with", id="a comma"),
        pytest.param("a: 1\n%b: 2\n", 2, 3, "cannot begin with", id="a percent sign"),
        pytest.param("a: 'b\n---\nc'\n", 1, 4, "not closed", id="a quotation mark that a document ends"),
        pytest.param('a: "\\u12"\n', 1, 7, "backslash", id="half a sign by its number"),
        pytest.param("  id: a\n- id: b\n", 2, 1, "does not fit", id="a first record without its dash"),
        pytest.param("id: a\n- id: b\n", 2, 1, "does not fit", id="the same, at the edge"),
        pytest.param("- id: b\n...\n- id: c\n", 3, 1, "does not fit", id="three dots"),
        pytest.param("a: \x01\n", 1, 1, "a character is not allowed", id="a character without a place"),
        pytest.param("a: 'b\u2028c' d\n", 1, 4, "quotation mark", id="a line end that only YAML knows"),
    ],
)
def test_bad_yaml_is_reported_where_it_is_to_be_mended(text: str, line: int, column: int, words: str) -> None:
    parsed = parse_yaml(text, "x.yaml")
    assert (parsed.data, dict(parsed.positions)) == (None, {})
    assert places(text) == [(line, column, Code.SYNTAX)]
    assert words in str(parsed.problems[0].message)


def test_a_problem_in_a_header_has_its_line_in_the_file() -> None:
    assert parse_yaml("a: b: c\n", "x.md", 2).problems[0].position == Position("x.md", 2, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# a\n- b: c # d\n", [(1, 1), (2, 8)], id="on a line of its own and after a value"),
        pytest.param("a: 'b # c'\nd: \"e # f\"\n", [], id="in quotes"),
        pytest.param("a: b#c\nd: e'#'f\n", [], id="without a blank before it"),
        pytest.param("a: |\n  # b\n  c\n", [], id="in a text over several lines"),
        pytest.param("a: | # b\n  c\n# d\ne: f\n", [(1, 6), (3, 1)], id="around such a text"),
        pytest.param('a: "b\n  # c\n  d" # e\n', [(3, 6)], id="within and after quotes over several lines"),
        pytest.param("a: # b # c\n  d\n", [(1, 4)], id="one for a line"),
        pytest.param("a: [b, # c\n  d] #\n", [(1, 8), (2, 6)], id="in a list in brackets"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_comments_are_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert [(one.line, one.column) for one in comments(text, "x.yaml")] == expected
    assert [(one.line - 1, one.column) for one in comments(text, "x.yaml", 2)] == expected


@pytest.mark.parametrize(
    ("text", "column"),
    [
        pytest.param("- a: Feest #1\n", 12, id="a number"),
        pytest.param("- a: Feest  #één, b\n", 13, id="a word"),
        pytest.param("- a: Feest # een\n", 0, id="a comment"),
        pytest.param("- a: Feest#1\n", 0, id="no blank in front"),
        pytest.param("- a: 'Feest #1'\n", 0, id="between quotation marks"),
        pytest.param("- a: 'Feest' #1\n", 0, id="behind them"),
        pytest.param("- a: |\n    Feest #1\n", 0, id="a text of several lines"),
        pytest.param("# Feest\n#1\n- a: b\n", 0, id="lines of comments"),
    ],
)
def test_a_text_that_a_comment_cuts_off_is_told(text: str, column: int) -> None:
    parsed = parse_yaml(text, "x.yaml")
    assert parsed.data
    assert places(text) == ([(1, column, Code.COMMENT)] if column else [])
    assert {one.severity for one in parsed.problems} <= {Severity.WARNING}
