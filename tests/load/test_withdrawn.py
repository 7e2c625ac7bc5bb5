"""The marks of withdrawn persons are read as data, and no message repeats what stands among them."""

from pathlib import Path

import pytest

from findings import found
from jumelage.load.withdrawn import withdrawn
from jumelage.model.withdrawn import Withdrawn
from sites import small, written

MARK = "ab" * 32


def read(folder: Path, text: str) -> tuple[tuple[Withdrawn, ...], list[str]]:
    marks, problems = withdrawn(written(small(folder), {"data/withdrawn.yaml": text}))
    assert not any("GEHEIM" in str(one) for one in problems)
    return marks, [f"{one.position.line}:{one.position.column} {one.code.value}" for one in problems]


def test_a_site_without_the_file_has_no_marks(tmp_path: Path) -> None:
    assert withdrawn(small(tmp_path)) == ((), ())


def test_marks_are_read_with_the_pages_of_namesakes(tmp_path: Path) -> None:
    text = f"# Laat dit staan.\n- mark: {MARK}\n  words: 2\n- mark: {MARK}\n  words: 1\n  except: [/nl/nieuws/x/, /]\n"
    (first, second), told = read(tmp_path, text)
    assert told == []
    assert (first.mark, first.words, first.except_) == (MARK, 2, ())
    assert second.except_ == ("/nl/nieuws/x/", "/")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"- mark: {MARK}\n", ["1:3 missing-field"]),
        (f"- mark: {MARK.upper()}\n  words: 2\n", ["1:3 invalid-value"]),
        ("- mark: Persoon GEHEIM\n  words: 2\n", ["1:3 invalid-value"]),
        (f"- mark: {MARK}\n  words: 0\n", ["2:3 invalid-value"]),
        (f"- mark: {MARK}\n  words: GEHEIM\n", ["2:3 invalid-value"]),
        (f"- mark: {MARK}\n  words: 1\n  except: [/nl/x/, GEHEIM]\n", ["3:20 invalid-value"]),
        (f"- mark: {MARK}\n  words: 1\n  except: /nl/\n", ["3:3 wrong-type"]),
        (f"- mark: {MARK}\n  words: 1\n  GEHEIM: 1\n", ["3:3 unknown-field"]),
        ("- GEHEIM\n", ["1:3 wrong-type"]),
        ("GEHEIM: 1\n", ["1:1 wrong-type"]),
        ("- GEHEIM: [\n", ["2:1 syntax"]),
        ("- GEHEIM: 1\n  GEHEIM: 2\n", ["2:3 duplicate-key"]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, told: list[str], tmp_path: Path) -> None:
    assert read(tmp_path, text) == ((), told)


def test_the_file_belongs_to_a_site(tmp_path: Path) -> None:
    root = written(small(tmp_path), {"data/withdrawn.yaml": f"- mark: {MARK}\n  words: 1\n"})
    assert [one for one in found(root) if "withdrawn" in one.position.path] == []
    written(root, {"data/withdrawn.yaml": "- mark: a\n"})
    assert {one.position.path for one in found(root) if one.hint and "persons-at-risk.md" in str(one.hint)} == {
        "data/withdrawn.yaml"
    }
