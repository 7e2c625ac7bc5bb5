"""What is said to editors, in English and in the languages of the catalogues."""

from pathlib import Path

import pytest

from jumelage.messages import sentences
from jumelage.messages.sentences import ENGLISH, Sentence, catalogue, languages

DUTCH = {
    "There is {none} '{name}'.": "Er is {none} '{name}'.",
    "no place": "geen plaats",
    "{count} of {all}": "van {all} zijn er {count}",
}
PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "no place"
msgstr "keen Plaz"

msgid "no theme"
msgstr ""
"""


@pytest.fixture
def luxembourgish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lb.po").write_text(PO, "utf-8")
    monkeypatch.setattr(sentences, "CATALOGUES", tmp_path)


def test_a_sentence_without_catalogue_is_english() -> None:
    assert str(Sentence("Line {line}, '{name}'.", line=3, name="titel")) == "Line 3, 'titel'."


def test_a_brace_is_written_twice() -> None:
    assert str(Sentence("Write 'name: {{nl: {text}}}'.", text="{x}")) == "Write 'name: {nl: {x}}'."


def test_a_sentence_within_a_sentence_is_said_in_the_same_language() -> None:
    within = Sentence("There is {none} '{name}'.", none=Sentence("no place"), name="lunra")
    assert str(within) == "There is no place 'lunra'."
    assert within.said(DUTCH) == "Er is geen plaats 'lunra'."


def test_a_language_may_say_values_in_its_own_order() -> None:
    assert Sentence("{count} of {all}", count=2, all=5).said(DUTCH) == "van 5 zijn er 2"


def test_what_a_catalogue_lacks_is_english_with_the_rest_translated() -> None:
    lacking = Sentence("Here stands {none}.", none=Sentence("no place"))
    assert lacking.said(DUTCH) == "Here stands geen plaats."


def test_a_value_is_never_translated() -> None:
    assert Sentence("'{name}'", name="no place").said(DUTCH) == "'no place'"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param(Sentence("{a}", a=Sentence("b")), True, id="the same text and values"),
        pytest.param(Sentence("{a}", a="b"), False, id="a value that is no sentence"),
        pytest.param(Sentence("{a}", a=Sentence("c")), False, id="another value"),
        pytest.param(Sentence("{a}."), False, id="another text"),
        pytest.param("b", False, id="what it says"),
    ],
)
def test_sentences_are_the_same_when_text_and_values_are(other: object, same: bool) -> None:
    assert (Sentence("{a}", a=Sentence("b")) == other) is same


def test_the_same_sentences_are_one_in_a_set() -> None:
    assert {Sentence("{a}", a=1), Sentence("{a}", a=1)} == {Sentence("{a}", a=1)}


def test_a_sentence_in_a_failed_test_shows_what_it_says() -> None:
    assert repr(Sentence("No {a}.", a="b")) == "Sentence('No b.')"


def test_editors_are_addressed_in_english_and_the_languages_of_the_catalogues() -> None:
    assert languages() == ("en", "fr", "nl")


@pytest.mark.usefixtures("luxembourgish")
def test_a_catalogue_is_a_language_and_holds_what_is_translated() -> None:
    assert languages() == ("en", "lb")
    assert catalogue("lb") == {"no place": "keen Plaz"}


@pytest.mark.parametrize("lang", ["en", "xx", ""])
def test_a_language_without_catalogue_is_english(lang: str) -> None:
    assert catalogue(lang) is ENGLISH
