"""Surgery on YAML texts: what is asked for changes, and not a sign beside it."""

from typing import Any

import pytest

from jumelage.edit.slices import Bare, Slices, UnwritableError, block, flow, written
from jumelage.source import Trail, parse_yaml

LIST = """\
# Boven.
- id: a   # een
  name: {nl: A, fr: "A"}

- id: b
  aliases: [x, 'y']
  editions:
    - year: 2025 # laatst

    # onder

# Einde.
"""


@pytest.mark.parametrize(
    "text",
    [
        "Zee",
        "Zee: een stad",
        "no",
        "2019",
        "it's",
        '"a"',
        "# a",
        "- a",
        "a #b",
        "[a]",
        "{a}",
        "*a",
        "",
        "é – «à»",
        "a, b",
        "x" * 300,
    ],
)
def test_a_text_is_written_so_that_it_is_read_back(text: str) -> None:
    assert parse_yaml(f"a: {written(text)}\n", "x").data == {"a": text or None}
    assert parse_yaml(f"a: [{flow(text)}]\n", "x").data == {"a": [text or None]}
    assert "\n" not in written(text)


@pytest.mark.parametrize(("value", "text"), [("no", "'no'"), ("zonnedal", "zonnedal"), ("MA", "MA"), ("NO", "'NO'")])
def test_words_that_other_programs_misread_are_quoted(value: str, text: str) -> None:
    assert written(value) == text


def test_a_record_is_written_in_block_style_and_a_short_value_on_a_line() -> None:
    record = {
        "id": "a",
        "name": {"nl": "A"},
        "places": ["b", "c"],
        "editions": [{"year": Bare("2026"), "theme": {"nl": "T"}}],
    }
    assert block([record], 2) == [
        "  - id: a",
        "    name:",
        "      nl: A",
        "    places:",
        "      - b",
        "      - c",
        "    editions:",
        "      - year: 2026",
        "        theme:",
        "          nl: T",
    ]
    assert flow(record) == "{id: a, name: {nl: A}, places: [b, c], editions: [{year: 2026, theme: {nl: T}}]}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", "- id: nu\n", id="an empty file"),
        pytest.param("# Nog niets.\n", "# Nog niets.\n- id: nu\n", id="comments alone"),
        pytest.param("# Nog niets.", "# Nog niets.\n- id: nu\n", id="a comment without line end"),
        pytest.param("[]\n", "- id: nu\n", id="an empty list"),
        pytest.param("- id: a", "- id: a\n- id: nu\n", id="no line end"),
        pytest.param("- id: a\r\n", "- id: a\r\n- id: nu\r\n", id="line ends of Windows"),
        pytest.param("  - id: a\n", "  - id: a\n  - id: nu\n", id="an indented list"),
        pytest.param(LIST, LIST + "- id: nu\n", id="comments at the end"),
    ],
)
def test_a_record_is_appended(before: str, after: str) -> None:
    assert Slices(before).appended({"id": "nu"}) == after


@pytest.mark.parametrize(
    ("before", "trail", "key", "entry", "after"),
    [
        pytest.param(
            LIST,
            (1,),
            "editions",
            {"year": Bare("2026")},
            LIST.replace("laatst\n", "laatst\n    - year: 2026\n"),
            id="below",
        ),
        pytest.param(LIST, (1,), "aliases", "z", LIST.replace("'y']", "'y', z]"), id="into brackets"),
        pytest.param(
            LIST, (0,), "aliases", "z", LIST.replace('"A"}\n', '"A"}\n  aliases:\n    - z\n'), id="a new list"
        ),
        pytest.param("- {id: a}\n", (0,), "aliases", "z", "- {id: a, aliases: [z]}\n", id="into a record in braces"),
        pytest.param("- {id: a, b: [c,]}\n", (0,), "b", "d", "- {id: a, b: [c,d]}\n", id="after a comma"),
        pytest.param("- id: a\n  b: []\n", (0,), "b", "c", "- id: a\n  b:\n    - c\n", id="empty brackets"),
        pytest.param(
            "- id: a\n  b:\n  c: d\n", (0,), "b", "c", "- id: a\n  b:\n    - c\n  c: d\n", id="nothing written"
        ),
        pytest.param("- id: a\n  b: ~\n", (0,), "b", "c", "- id: a\n  b:\n    - c\n", id="a sign for nothing"),
        pytest.param(
            "- id: a\n  b:\n  - c\n", (0,), "b", "d", "- id: a\n  b:\n  - c\n  - d\n", id="a list not indented"
        ),
        pytest.param(
            "- id: a\n  b:\n    - c: |\n        d\n\n",
            (0,),
            "b",
            {"c": "e"},
            "- id: a\n  b:\n    - c: |\n        d\n    - c: e\n\n",
            id="after a text of lines",
        ),
        pytest.param("- id: a", (0,), "b", "c", "- id: a\n  b:\n    - c\n", id="no line end"),
        pytest.param("id: a\n", (), "b", "c", "id: a\nb:\n  - c\n", id="a header"),
    ],
)
def test_an_entry_is_put_into_a_list(before: str, trail: Trail, key: str, entry: Any, after: str) -> None:
    assert Slices(before).entered(trail, key, entry) == after
    assert parse_yaml(after, "x").problems == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", "t: {lang: fr, paragraphs: ['1e10', ab12]}\n", id="no header"),
        pytest.param("a: b # c\n", "a: b # c\nt: {lang: fr, paragraphs: ['1e10', ab12]}\n", id="a new field"),
        pytest.param(
            "t: {lang: nl} # c\na: b\n", "t: {lang: fr, paragraphs: ['1e10', ab12]} # c\na: b\n", id="in braces"
        ),
        pytest.param(
            "t:\n  lang: nl\n  paragraphs:\n    - a1\n\na: b\n",
            "t: {lang: fr, paragraphs: ['1e10', ab12]}\n\na: b\n",
            id="a block",
        ),
    ],
)
def test_a_field_of_a_header_is_set(before: str, after: str) -> None:
    assert Slices(before).set("t", {"lang": "fr", "paragraphs": ["1e10", "ab12"]}) == after


def test_scalars_are_replaced_and_keep_their_quotation_marks() -> None:
    values: dict[Trail, str] = {(0, "name", "fr"): "É", (1, "id"): "langer", (1, "aliases", 1): "z"}
    wanted = LIST.replace('"A"', '"É"').replace("- id: b", "- id: langer").replace("'y'", "'z'")
    assert Slices(LIST).replaced(values) == wanted


BRACES = "[{id: a}, {id: b} , {id: c}]\n"


@pytest.mark.parametrize(
    ("before", "numbers", "after"),
    [
        pytest.param(LIST, {0}, LIST.replace('- id: a   # een\n  name: {nl: A, fr: "A"}\n\n', ""), id="the first"),
        pytest.param(LIST, {1}, LIST[: LIST.index("- id: b")] + "    # onder\n\n# Einde.\n", id="the last"),
        pytest.param("- a\n- b\n# c\n- c\n", {0, 2}, "- b\n# c\n", id="two"),
        pytest.param("- a\r\n \r\n- b\r\n", {0}, "- b\r\n", id="line ends of Windows"),
        pytest.param("- a\n- b", {0, 1}, "[]\n", id="all"),
        pytest.param("  -\n\n    id: a\n  - id: b\n", {0}, "  - id: b\n", id="an empty line below its hyphen"),
        pytest.param(BRACES, {0}, "[{id: b} , {id: c}]\n", id="the first in brackets"),
        pytest.param(BRACES, {2}, "[{id: a}, {id: b} ]\n", id="the last in brackets"),
        pytest.param(BRACES, {0, 2}, "[{id: b} ]\n", id="two in brackets"),
        pytest.param(BRACES, {1, 2}, "[{id: a}]\n", id="the last two in brackets"),
        pytest.param(BRACES, {0, 1, 2}, "[]\n", id="all in brackets"),
    ],
)
def test_entries_are_taken_out(before: str, numbers: set[int], after: str) -> None:
    assert Slices(before).without(numbers) == after


def test_an_entry_is_read_without_its_hyphen() -> None:
    assert Slices("- id: a\n  b: c # d\n- {id: b}\n").entry(0) == "  id: a\n  b: c"
    assert Slices("- id: a\n- {id: b}\n").entry(1) == "{id: b}"


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda: Slices("a: ["), id="no sound YAML"),
        pytest.param(lambda: Slices("a: b\n").appended({"id": "nu"}), id="no list"),
        pytest.param(lambda: Slices("[{id: a}]\n").appended({"id": "nu"}), id="a list in brackets"),
        pytest.param(lambda: Slices("- a\n").entered((0,), "b", "c"), id="no record"),
        pytest.param(lambda: Slices("- a: b\n").entered((0,), "a", "c"), id="no list in a record"),
        pytest.param(lambda: Slices("- {a: {b: c}}\n").entered((0,), "a", "c"), id="no list in braces"),
        pytest.param(lambda: Slices("- a: b\n").replaced({(0, "z"): "c"}), id="no such field"),
        pytest.param(lambda: Slices("a\n").replaced({("b",): "c"}), id="nothing to go into"),
        pytest.param(lambda: Slices("{a: b}\n").set("t", {}), id="a header in braces"),
    ],
)
def test_what_cannot_be_done_without_moving_something_is_refused(act: Any) -> None:
    with pytest.raises(UnwritableError):
        act()
