"""Problems as a terminal, a program and GitHub show them."""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from jumelage.commands.common import show_text
from jumelage.messages.problems import Code, Position, Problem, Severity
from jumelage.messages.report import (
    DIM,
    PLAIN,
    RED,
    ROWS,
    WIDTH,
    YELLOW,
    annotations,
    as_json,
    changed,
    frame,
    private,
    stopped,
    table,
    text,
)
from jumelage.messages.sentences import ENGLISH, Catalogue, Sentence
from sites import written

NAME = "data/themes.yaml"
UNKNOWN = Sentence("There is no theme '{name}'.", name="watter")
HINT = Sentence("Did you mean '{name}'?", name="water")
DUTCH = {
    "There is no theme '{name}'.": "Er is geen thema '{name}'.",
    "Did you mean '{name}'?": "Bedoelde u '{name}'?",
    "Old.": "Oud.",
    "Where": "Waar",
    "What": "Wat",
    "Problems: {problems}, warnings: {warnings}": "Problemen: {problems}, waarschuwingen: {warnings}",
}
WRONG = Problem(Position(NAME, 2, 9), Code.UNKNOWN_REFERENCE, UNKNOWN, HINT)
WARNING = Problem(Position(NAME, 1, 3), Code.STALE_REVIEW, Sentence("Old."), severity=Severity.WARNING)
BOTH = (WARNING, WRONG)


def at(column: int, line: int = 1, path: str = NAME) -> Problem:
    return Problem(Position(path, line, column), Code.SYNTAX, Sentence("No."))


def saying(message: str, path: str = NAME) -> Problem:
    return Problem(Position(path), Code.SYNTAX, Sentence("{text}", text=message))


# The line and its caret


@pytest.mark.parametrize(
    ("content", "problem", "shown"),
    [
        pytest.param("- id: a\n  nam: b\n", at(3, 2), ["2 |   nam: b", "  |   ^"], id="a line and the caret below"),
        pytest.param("- id: a", at(7), ["1 | - id: a", "  |       ^"], id="a line without end"),
        pytest.param("a\nb\n", at(1, 2), ["2 | b", "  | ^"], id="the last line"),
        pytest.param("a: [\n", at(5), ["1 | a: [", "  |     ^"], id="behind the last letter"),
        pytest.param("a: b\r\nc: d\r\n", at(4, 2), ["2 | c: d", "  |    ^"], id="line ends of Windows"),
        pytest.param("\ufeffa: b\n", at(4), ["1 | a: b", "  |    ^"], id="a byte order mark"),
        pytest.param("a:\tb\n", at(4), ["1 | a: b", "  |    ^"], id="a tab, as one blank"),
        pytest.param("a: 水b\n", at(5), ["1 | a: 水b", "  |      ^"], id="behind a wide letter"),
        pytest.param("a: ｂc\n", at(5), ["1 | a: ｂc", "  |      ^"], id="behind a full-width letter"),
        pytest.param("a: e\u0301b\n", at(6), ["1 | a: e\u0301b", "  |     ^"], id="behind a combining accent"),
        pytest.param("a: éb\n", at(5), ["1 | a: éb", "  |     ^"], id="behind a letter with an accent"),
        pytest.param("a: \x1b[2Jb\n", at(8), ["1 | a:  [2Jb", "  |        ^"], id="what would steer the terminal"),
        pytest.param("a: \u202eb\u2028c\n", at(5), ["1 | a:  b c", "  |     ^"], id="what would turn the line round"),
    ],
)
def test_the_line_of_a_problem_is_shown_with_a_caret(
    content: str, problem: Problem, shown: list[str], tmp_path: Path
) -> None:
    written(tmp_path, {NAME: content.encode()})
    assert [line.removeprefix(" " * 6) for line in frame(problem, tmp_path)] == shown


def test_the_numbers_of_lines_stand_below_each_other(tmp_path: Path) -> None:
    written(tmp_path, {NAME: b"a\n" * 12345})
    for line in (1, 12, 12345):
        assert frame(at(1, line), tmp_path) == [f"{line:>7} | a", "        | ^"]


@pytest.mark.parametrize(
    ("length", "column", "first", "caret"),
    [
        pytest.param(WIDTH, WIDTH, 1, WIDTH, id="a line that fits"),
        pytest.param(500, 3, 1, 3, id="at the beginning"),
        pytest.param(500, 51, 1, 51, id="the last place that needs no cut before it"),
        pytest.param(500, 52, 2, 51, id="the first place that needs one"),
        pytest.param(500, 300, 250, 51, id="in the middle"),
        pytest.param(500, 500, 450, 51, id="at the end"),
    ],
)
def test_of_a_long_line_the_part_around_the_caret_is_shown(
    length: int, column: int, first: int, caret: int, tmp_path: Path
) -> None:
    letters = "".join(chr(ord("a") + number % 26) for number in range(length))
    written(tmp_path, {NAME: letters})
    above, below = frame(at(column), tmp_path)
    assert above == f"      1 | {letters[first - 1 : first - 1 + WIDTH]}"
    assert below == f"        | {' ' * (caret - 1)}^"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param("a\n\nb\n", at(1, 2), id="an empty line"),
        pytest.param(b" \t\n", at(1), id="a line of blanks"),
        pytest.param("a\n", at(1, 2), id="behind the last line end"),
        pytest.param("a\n", at(1, 9), id="a line that is no longer there"),
        pytest.param("", at(1), id="an empty file"),
        pytest.param(b"\xff\xfea\0", at(1), id="a file that is no text"),
        pytest.param(None, at(1), id="a file that is gone"),
        pytest.param("a\n", at(1, path="data"), id="a folder"),
    ],
)
def test_nothing_is_shown_where_there_is_nothing_to_read(
    content: str | bytes | None, problem: Problem, tmp_path: Path
) -> None:
    if content is not None:
        written(tmp_path, {NAME: content})
    assert frame(problem, tmp_path) == []
    assert text(problem, ENGLISH, tmp_path, colour=True) == str(problem)


@pytest.mark.parametrize(
    ("path", "hidden"),
    [
        ("data/persons_at_risk.yaml", True),
        ("data/persons_at_risk/x.yaml", True),
        ("content/nl/person/x.md", True),
        ("content/fr/person/deep/x.md", True),
        ("content/nl/page/person.md", False),
        ("content/person/x.md", False),
        ("content", False),
        ("other/nl/person/x.md", False),
        (NAME, False),
    ],
)
def test_a_line_on_a_person_at_risk_is_never_shown(path: str, hidden: bool, tmp_path: Path) -> None:
    if path != "content":
        written(tmp_path, {path: "GEHEIM: x\n"})
        assert (frame(at(1, path=path), tmp_path) == []) is hidden
        assert ("GEHEIM" in text(at(1, path=path), ENGLISH, tmp_path, colour=True)) is not hidden
    assert private(path) is hidden


def test_a_line_that_names_somebody_who_is_not_listed_is_not_shown(tmp_path: Path) -> None:
    written(tmp_path, {NAME: "GEHEIM\n"})
    assert frame(replace(at(1), code=Code.PERSON_UNLISTED), tmp_path) == []


def test_no_other_problem_of_such_a_line_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, {NAME: "GEHEIM\nopen\n"})
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    show_text([at(1), replace(at(1), code=Code.PERSON_UNLISTED), at(1, line=2)], tmp_path, ENGLISH)
    said = capsys.readouterr().out
    assert ("GEHEIM" in said, "open" in said) == (False, True)


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("[x]({person}een)", True),
        ("url: https://example.org/nl/mensen-in-gevaar/een/", True),
        ("url: https://example.org/fr/Personnes%2Den-danger/een", True),
        ("url: https://example.org/nl/partnerschappen/een/", False),
    ],
)
def test_a_line_that_leads_to_a_person_at_risk_is_not_shown(line: str, hidden: bool, tmp_path: Path) -> None:
    written(tmp_path, {NAME: f"{line}\n"})
    assert (frame(at(1), tmp_path) == []) is hidden


def test_the_line_stands_below_message_and_hint(tmp_path: Path) -> None:
    written(tmp_path, {NAME: b"- id: a\n  part: watter\n"})
    said = "data/themes.yaml:2:9: Er is geen thema 'watter'. [unknown-reference]\n    Bedoelde u 'water'?"
    assert text(WRONG, DUTCH, tmp_path) == f"{said}\n      2 |   part: watter\n        |         ^"
    assert text(WRONG, DUTCH) == said


@pytest.mark.parametrize(("problem", "colour"), [(WRONG, RED), (WARNING, YELLOW)], ids=["problem", "warning"])
def test_a_problem_is_red_and_a_warning_yellow(problem: Problem, colour: str, tmp_path: Path) -> None:
    written(tmp_path, {NAME: b"- id: a\n  part: watter\n"})
    above, caret = frame(problem, tmp_path)
    said = text(problem, ENGLISH, tmp_path, colour=True)
    assert said == f"{problem}\n{DIM}{above}{PLAIN}\n{colour}{caret}{PLAIN}"


# For programs


def test_problems_as_json_are_in_the_language_of_who_asks() -> None:
    assert json.loads(as_json(BOTH, DUTCH)) == [
        {
            "path": NAME,
            "line": 1,
            "column": 3,
            "severity": "warning",
            "code": "stale-review",
            "message": "Oud.",
            "hint": "",
        },
        {
            "path": NAME,
            "line": 2,
            "column": 9,
            "severity": "problem",
            "code": "unknown-reference",
            "message": "Er is geen thema 'watter'.",
            "hint": "Bedoelde u 'water'?",
        },
    ]


def test_json_keeps_letters_as_they_are_and_of_nothing_is_an_empty_list() -> None:
    assert '"é"' in as_json([saying("é")], ENGLISH)
    assert as_json([], ENGLISH) == "[]"


# For GitHub


def annotated(*problems: Problem, spoken: Sequence[Catalogue] = (ENGLISH,), folder: str = "") -> list[str]:
    return list(annotations(problems, spoken, folder))


def test_annotations_come_with_problems_before_warnings() -> None:
    assert annotated(*BOTH) == [
        "::error file=data/themes.yaml,line=2,col=9,title=unknown-reference::"
        "There is no theme 'watter'. Did you mean 'water'?",
        "::warning file=data/themes.yaml,line=1,col=3,title=stale-review::Old.",
    ]


def test_problems_of_the_same_weight_keep_their_order() -> None:
    assert [line.split(",")[1] for line in annotated(at(1, 3), WARNING, at(1, 2))] == ["line=3", "line=2", "line=1"]


def test_an_annotation_says_all_languages_on_lines_of_their_own() -> None:
    assert annotated(WARNING, spoken=(DUTCH, ENGLISH))[0].endswith("::Oud.%0AOld.")


def test_an_annotation_stands_in_the_folder_of_the_site() -> None:
    assert annotated(WARNING, folder="a,b/")[0].startswith("::warning file=a%2Cb/data/themes.yaml,")


@pytest.mark.parametrize(
    ("sign", "in_text", "in_path"),
    [("%", "%25", "%25"), ("\r", " ", "%0D"), ("\n", " ", "%0A"), (":", ":", "%3A"), (",", ",", "%2C")],
)
def test_signs_that_mean_something_in_annotations_are_escaped(sign: str, in_text: str, in_path: str) -> None:
    assert annotated(saying(f"a{sign}b", f"c{sign}d")) == [
        f"::error file=c{in_path}d,line=1,col=1,title=syntax::a{in_text}b"
    ]


def test_a_sign_is_escaped_once() -> None:
    assert annotated(saying("%0A:%"))[0].endswith("::%250A:%25")


def test_a_table_holds_problems_before_warnings_and_counts_them() -> None:
    assert table(BOTH, (ENGLISH,)) == (
        "### Problems: 1, warnings: 1\n\n| Where | What | Code |\n|---|---|---|\n"
        "| data/themes.yaml:2 | ❌ There is no theme 'watter'. Did you mean 'water'? | unknown-reference |\n"
        "| data/themes.yaml:1 | ⚠️ Old. | stale-review |\n"
    )


def test_a_table_says_all_languages() -> None:
    assert table((WRONG,), (DUTCH, ENGLISH)) == (
        "### Problemen: 1, waarschuwingen: 0 / Problems: 1, warnings: 0\n\n"
        "| Waar / Where | Wat / What | Code |\n|---|---|---|\n"
        "| data/themes.yaml:2 | ❌ Er is geen thema 'watter'. Bedoelde u 'water'?"
        "<br>There is no theme 'watter'. Did you mean 'water'? | unknown-reference |\n"
    )


def test_a_table_of_nothing_is_its_heading() -> None:
    assert table((), (ENGLISH,)) == "### Problems: 0, warnings: 0\n\n"


def test_places_in_a_table_lead_to_the_line() -> None:
    problem = at(1, 7, "data/a b#[é].yaml")
    said = table((problem,), (ENGLISH,), "https://example.org/x/blob/abc/")
    assert "| [data/a b\\#\\[é\\].yaml:7](https://example.org/x/blob/abc/data/a%20b%23%5B%C3%A9%5D.yaml#L7) |" in said


@pytest.mark.parametrize("sign", "\\`*_{}[]<>()#|~&!")
def test_signs_that_mean_something_in_markdown_are_escaped(sign: str) -> None:
    assert f"| ❌ a\\{sign}b | syntax |" in table((saying(f"a{sign}b"),), (ENGLISH,))


def test_a_row_of_a_table_is_one_line() -> None:
    assert "| ❌ a b c |" in table((saying("a\r\nb \n c"),), (ENGLISH,))


def test_a_table_of_more_than_github_takes_ends_with_how_many_are_left_out() -> None:
    many = [Problem(Position("data/a.yaml", number), Code.SYNTAX, Sentence("No.")) for number in range(1, 504)]
    reported = table(many, [ENGLISH])
    assert reported.count("| data/a.yaml:") == 500
    assert reported.endswith("\n\nNot shown: 3\n")


# What a build changes


def test_why_a_build_stopped_is_said_once_in_each_language_and_holds_no_markdown() -> None:
    reason = Sentence("Old. <b> *a*")
    assert stopped(reason, (ENGLISH, ENGLISH)) == "❌ Old. \\<b\\> \\*a\\*\n"
    assert stopped(Sentence("Old."), (DUTCH, ENGLISH)) == "❌ Oud.\n\n❌ Old.\n"


def test_what_changes_is_told_page_by_page_and_of_persons_only_how_many() -> None:
    pages = {
        "added": [{"path": "/nl/a_b/", "sources": ["data/themes.yaml", "content/nl/theme/a.md"]}],
        "changed": [],
        "removed": [{"path": "/nl/c/", "sources": []}, {"path": "/nl/d/", "sources": [], "reason": "day"}],
    }
    text = changed({"pages": pages, "persons": {"added": 0, "changed": 2, "removed": 1}}, [ENGLISH])
    assert text == (
        "### Pages that change\n\n- new: 1\n- changed: 2\n- gone: 3\n- About persons at risk, not shown here: 3\n\n"
        "| Page | Change | Because of |\n|---|---|---|\n"
        "| /nl/a\\_b/ | new | data/themes.yaml<br>content/nl/theme/a.md |\n| /nl/c/ | gone |  |\n"
        "| /nl/d/ | gone | the day |\n"
    )


def test_a_build_that_changes_nothing_has_no_table_and_a_large_change_is_cut() -> None:
    nobody = {"added": 0, "changed": 0, "removed": 0}
    none: dict[str, list[dict[str, object]]] = {"added": [], "changed": [], "removed": []}
    assert "|" not in changed({"pages": none, "persons": nobody}, [ENGLISH])
    many = {**none, "changed": [{"path": f"/nl/{number}/", "sources": []} for number in range(ROWS + 3)]}
    text = changed({"pages": many, "persons": nobody}, [ENGLISH])
    assert text.endswith("\nNot shown: 3\n")
    assert text.count("| changed |") == ROWS
