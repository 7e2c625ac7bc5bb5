"""What is said to editors in Dutch and French: all of it, and as these languages are written."""

import ast
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from jumelage.messages.sentences import CATALOGUES, catalogue

ROOT = Path(__file__).resolve().parent.parent
CODE = CATALOGUES.parent.parent
MODULES = [*sorted(CODE.rglob("*.py")), ROOT / "scripts/changed.py"]
LANGUAGES = ("nl", "fr")
ENDS = (".", "?", "…", ":")
SENTENCES: dict[str, list[str]] = runpy.run_path(str(ROOT / "scripts/messages.py"))["sentences"]()
NO_BREAK = "\u00a0"


def placeholders(text: str) -> set[str]:
    """Return the names of the values that a sentence holds."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def end(text: str) -> str:
    """Return the sign with which a sentence ends, '' when it is none."""
    return text[-1] if text.endswith(ENDS) else ""


def texts(path: Path) -> Iterator[str]:
    """Give the English of each sentence of a module that is written there, in the call or under a name before it."""
    tree = ast.parse(path.read_text("utf-8"))
    named: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                named.setdefault(ast.unparse(target), []).append(str(node.value.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Sentence":
            first = node.args[0]
            yield from [str(first.value)] if isinstance(first, ast.Constant) else named.get(ast.unparse(first), [])


def translated(lang: str) -> dict[str, str]:
    """Return what a language says, without what is not translated yet; that is a test of its own."""
    return {english: said for english, said in catalogue(lang).items() if english in SENTENCES}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sentence_of_the_code_is_found(module: Path) -> None:
    assert [text for text in texts(module) if text not in SENTENCES] == []


def test_a_description_of_a_field_holds_no_values() -> None:
    in_code = {text for module in MODULES for text in texts(module)}
    assert [text for text in SENTENCES if text not in in_code and placeholders(text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_catalogue_holds_exactly_what_the_code_says(lang: str) -> None:
    with (CATALOGUES / f"{lang}.po").open("rb") as file:
        held = {str(one.id) for one in read_po(file, locale=lang) if one.id}
    assert held == set(SENTENCES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_is_translated(lang: str) -> None:
    assert sorted(set(SENTENCES) - set(catalogue(lang))) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_holds_the_same_values(lang: str) -> None:
    assert [text for text, said in translated(lang).items() if placeholders(said) != placeholders(text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_ends_with_the_same_sign(lang: str) -> None:
    assert [said for text, said in translated(lang).items() if end(said) != end(text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_has_no_blank_too_many(lang: str) -> None:
    doubled = re.compile(rf"[ {NO_BREAK}]{{2}}|^\s|\s$|\n|\t")
    assert [said for said in translated(lang).values() if doubled.search(said)] == []


def test_french_quotation_marks_have_a_blank_within_at_which_no_line_breaks() -> None:
    wrong = re.compile(rf"«(?!{NO_BREAK})|(?<!{NO_BREAK})»")
    assert [said for said in translated("fr").values() if wrong.search(said)] == []


def test_french_has_a_blank_before_signs_at_which_no_line_breaks() -> None:
    # What is in quotation marks is code.
    plain = [re.sub(r"«[^»]*»", "", said) for said in translated("fr").values()]
    wrong = re.compile(rf"(?<!{NO_BREAK})[;?!]|(?<!{NO_BREAK}):(?=\s|$)")
    assert [said for said in plain if wrong.search(said)] == []


def test_french_puts_no_straight_quotation_marks_around_words() -> None:
    # They are shown where they are what to write: ("…") and ('…').
    quoted = re.compile(r"(?<![\w(])'[^']+'(?![\w)])")
    assert [said for said in translated("fr").values() if quoted.search(said)] == []
