"""Problems as an editor reads them."""

import pytest

from jumelage.messages.problems import BuildError, Code, ContentError, Position, Problem, Severity, did_you_mean, listed
from jumelage.messages.sentences import Sentence

NO = Sentence("No.")
PLACE = Position("data/themes.yaml", 7, 3)
WRONG = Problem(
    PLACE, Code.UNKNOWN_REFERENCE, Sentence("There is no theme 'watter'."), Sentence("Did you mean 'water'?")
)


def test_a_position_is_what_terminals_make_clickable() -> None:
    assert str(PLACE) == "data/themes.yaml:7:3"


def test_a_position_without_line_is_the_beginning_of_the_file() -> None:
    assert str(Position("data/themes.yaml")) == "data/themes.yaml:1:1"


def test_a_problem_is_a_line_and_its_hint_indented_below() -> None:
    assert str(WRONG) == (
        "data/themes.yaml:7:3: There is no theme 'watter'. [unknown-reference]\n    Did you mean 'water'?"
    )


def test_a_problem_without_hint_is_one_line() -> None:
    assert str(Problem(PLACE, Code.SYNTAX, NO)) == "data/themes.yaml:7:3: No. [syntax]"


def test_a_warning_says_so_before_its_text() -> None:
    warning = Problem(PLACE, Code.STALE_REVIEW, Sentence("Old."), severity=Severity.WARNING)
    assert str(warning) == "data/themes.yaml:7:3: warning: Old. [stale-review]"


def test_an_error_holds_each_problem_once_by_path_line_and_column() -> None:
    places = [Position("b", 1, 1), Position("a", 10, 1), Position("a", 9, 2), Position("a", 9, 1), Position("b", 1, 1)]
    error = ContentError(Problem(place, Code.SYNTAX, NO) for place in places)
    assert str(error) == "\n".join(f"{place}: No. [syntax]" for place in ("a:9:1", "a:9:2", "a:10:1", "b:1:1"))


def test_the_nearest_name_is_proposed_whatever_its_case() -> None:
    assert str(did_you_mean("JETE", ["etterbeek", "Jette"])) == "Did you mean 'Jette'?"


@pytest.mark.parametrize(("wanted", "sign"), [("j\u0435tte", "\u0435' (U+0435)"), ("jet\xadte", "\ufffd' (U+00AD)")])
def test_a_letter_that_only_looks_like_another_is_named(wanted: str, sign: str) -> None:
    assert str(did_you_mean(wanted, ["jette"])) == f"Did you mean 'jette'? There is no '{sign} in it."
    assert str(did_you_mean("\u0435tt\u0435rbeek", ["\u0435tterbeek"])) == "Did you mean '\u0435tterbeek'?"


def test_nothing_is_proposed_when_nothing_comes_near() -> None:
    assert did_you_mean("xyz", ["jette", "etterbeek"]) is None


def test_of_a_name_longer_than_any_none_is_near() -> None:
    assert did_you_mean("a" * 100, ["a" * 99]) is not None
    assert did_you_mean("a" * 101, ["a" * 100]) is None


def test_one_name_is_listed_without_or() -> None:
    assert str(listed(["nl"])) == "'nl'"


def test_names_are_listed_with_or_or_with_and() -> None:
    assert str(listed(["nl", "fr", "en"])) == "'nl', 'fr' or 'en'"
    assert str(listed(["nl", "fr", "en"], "and")) == "'nl', 'fr' and 'en'"


def test_a_warning_is_said_in_the_language_of_who_reads_it() -> None:
    warning = Problem(PLACE, Code.STALE_REVIEW, NO, NO, Severity.WARNING)
    said = warning.said({"warning: {message}": "waarschuwing: {message}", "No.": "Nee."})
    assert said == "data/themes.yaml:7:3: waarschuwing: Nee. [stale-review]\n    Nee."


def test_why_nothing_was_built_is_kept_as_a_sentence() -> None:
    error = BuildError(Sentence("There is no {name}.", name="theme"))
    assert str(error) == "There is no theme."
    assert error.sentence.said({"There is no {name}.": "Er is geen {name}."}) == "Er is geen theme."
