"""Problems as an editor reads them."""

from jumelage.problems import Code, ContentError, Position, Problem, Severity, did_you_mean, listed

PLACE = Position("data/themes.yaml", 7, 3)
WRONG = Problem(PLACE, Code.UNKNOWN_REFERENCE, "There is no theme 'watter'.", "Did you mean 'water'?")


def test_a_position_is_what_terminals_make_clickable() -> None:
    assert str(PLACE) == "data/themes.yaml:7:3"


def test_a_position_without_line_is_the_beginning_of_the_file() -> None:
    assert str(Position("data/themes.yaml")) == "data/themes.yaml:1:1"


def test_a_problem_is_a_line_and_its_hint_indented_below() -> None:
    assert str(WRONG) == (
        "data/themes.yaml:7:3: There is no theme 'watter'. [unknown-reference]\n    Did you mean 'water'?"
    )


def test_a_problem_without_hint_is_one_line() -> None:
    assert str(Problem(PLACE, Code.SYNTAX, "No.")) == "data/themes.yaml:7:3: No. [syntax]"


def test_a_warning_says_so_before_its_text() -> None:
    warning = Problem(PLACE, Code.STALE_REVIEW, "Old.", severity=Severity.WARNING)
    assert str(warning) == "data/themes.yaml:7:3: warning: Old. [stale-review]"


def test_an_error_holds_each_problem_once_by_path_line_and_column() -> None:
    places = [Position("b", 1, 1), Position("a", 10, 1), Position("a", 9, 2), Position("a", 9, 1), Position("b", 1, 1)]
    error = ContentError(Problem(place, Code.SYNTAX, "No.") for place in places)
    assert str(error) == "\n".join(f"{place}: No. [syntax]" for place in ("a:9:1", "a:9:2", "a:10:1", "b:1:1"))


def test_the_nearest_name_is_proposed_whatever_its_case() -> None:
    assert did_you_mean("JETE", ["etterbeek", "Jette"]) == "Did you mean 'Jette'?"


def test_nothing_is_proposed_when_nothing_comes_near() -> None:
    assert did_you_mean("xyz", ["jette", "etterbeek"]) == ""


def test_one_name_is_listed_without_or() -> None:
    assert listed(["nl"]) == "'nl'"
