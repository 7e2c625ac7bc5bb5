"""Mistakes in the interface texts of a site's own theme are problems at the line of the text."""

from pathlib import Path

import pytest

from jumelage.source.theme import theme_of
from jumelage.source.theme_texts import text_problems
from sites import written

HINT = "A value is written as {title}; a brace that visitors are to see is written twice."


def found(root: Path, text: str, lang: str = "nl") -> list[str]:
    """Return the problems of a site's own texts in a language, each on one line."""
    written(root, {f"theme/strings/{lang}.yaml": text})
    problems = text_problems(theme_of(root), lang)
    return [str(one).removeprefix(f"theme/strings/{lang}.yaml:").replace("\n   ", "") for one in problems]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('ui:\n  labelled: "{labelled: x"\n', f"2:3: A brace in this text has no counterpart. [interface-text] {HINT}"),
        ('ui: {skip: "a}"}', f"1:6: A brace in this text has no counterpart. [interface-text] {HINT}"),
        ('ui: {skip: "{"}', f"1:6: A brace in this text has no counterpart. [interface-text] {HINT}"),
        ('own: {new: "{a{b}}"}', f"1:7: A brace in this text has no counterpart. [interface-text] {HINT}"),
        (
            'media:\n  credit: "{credt}"\n',
            "2:3: No page gives this text a value '{credt}'. [interface-text] Did you mean '{credit}'?",
        ),
        ('ui: {skip: "{page}"}', "1:6: No page gives this text a value '{page}'. [interface-text]"),
        (
            'ui: {labelled: "{} {value}"}',
            "1:6: No page gives this text a value '{}'. [interface-text] It may contain '{label}' and '{value}'.",
        ),
        (
            'count: {place: {one: "{count:d}"}}',
            "1:17: No page gives this text a value '{count:d}'. [interface-text] Did you mean '{count}'?",
        ),
        (
            'count: {place: {many: "{cuont!r}"}}',
            "1:17: No page gives this text a value '{cuont!r}'. [interface-text] Did you mean '{count}'?",
        ),
        (
            'ui: {labelled: "{label.text}"}',
            "1:6: No page gives this text a value '{label.text}'. [interface-text] Did you mean '{label}'?",
        ),
        ("- a\n", "1:1: This file must contain groups of texts, each with its key. [wrong-type]"),
        (
            "a: {{x}}\n",
            "1:5: The name of a field must be a single word, as in 'name: value'. [wrong-type]"
            " If this is a text, put it between double quotes.",
        ),
        ("ui: a\n", "1:1: 'ui' is a group of texts, each with its key. [wrong-type]"),
    ],
)
def test_a_mistake_in_a_text_is_reported_at_its_line(text: str, said: str, tmp_path: Path) -> None:
    (problem,) = found(tmp_path, text)
    assert problem == said


@pytest.mark.parametrize(
    "text",
    [
        'ui: {labelled: "{value} {label}", skip: "{{}}"}',
        'ui: {labelled: "{value}"}',
        'count: {place: {one: "{count}", many: "{count}"}}',
        'own: {new: "{anything}", list: ["{a}"]}',
        "# Nothing yet.",
    ],
)
def test_a_text_with_the_values_that_it_is_given_is_no_problem(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, text) == []


def test_the_texts_of_a_language_that_is_not_installed_are_compared_with_the_others(tmp_path: Path) -> None:
    (said,) = found(tmp_path, 'ui: {labelled: "{label}: {wert}"}\n', "de")
    assert said.startswith("1:6: No page gives this text a value '{wert}'.")


def test_a_site_without_texts_of_its_own_in_a_language_has_no_problems_there(tmp_path: Path) -> None:
    written(tmp_path, {"theme/strings/fr.yaml": "a: ["})
    assert [*text_problems(theme_of(tmp_path), "nl")] == []
