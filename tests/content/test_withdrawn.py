"""The marks of withdrawn persons are read as data, and no message repeats what stands among them."""

from pathlib import Path

import pytest

from findings import found
from jumelage.content.withdrawn import known_marks, withdrawn
from jumelage.model.withdrawn import Withdrawn
from sites import small, written

MARK, OTHER, PROOF = ("ab" * 32, "cd" * 32, "ef" * 32)
VALID = f"mark: {MARK}, words: 2, proof: {PROOF}"


def read(folder: Path, text: str) -> tuple[tuple[Withdrawn, ...], list[str]]:
    marks, problems = withdrawn(written(small(folder), {"data/withdrawn.yaml": text}))
    assert not any("GEHEIM" in str(one) for one in problems)
    return marks, [f"{one.position.line}:{one.position.column} {one.code.value}" for one in problems]


def test_a_site_without_the_file_has_no_marks(tmp_path: Path) -> None:
    assert withdrawn(small(tmp_path)) == ((), ())


def test_marks_are_read_with_the_pages_of_namesakes(tmp_path: Path) -> None:
    second = f"- mark: {OTHER}\n  words: 1\n  proof: {PROOF}\n  except: [/nl/nieuws/x/, /]\n"
    text = f"# Laat dit staan.\n- {{{VALID}}}\n{second}"
    (first, last), reported = read(tmp_path, text)
    assert reported == []
    assert (first.mark, first.words, first.proof, first.except_) == (MARK, 2, PROOF, ())
    assert (last.mark, last.except_) == (OTHER, ("/nl/nieuws/x/", "/"))


def test_any_order_and_an_entry_twice_are_valid(tmp_path: Path) -> None:
    lines = [f"- {{mark: {one}, words: 2, proof: {PROOF}}}\n" for one in (MARK, OTHER, MARK)]
    marks, reported = read(tmp_path, "".join(lines))
    assert ([one.mark for one in marks], reported) == ([MARK, OTHER, MARK], [])


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        (f"- {{words: 2, proof: {PROOF}}}\n", ["1:3 missing-field"]),
        (f"- {{mark: {MARK.upper()}, words: 2, proof: {PROOF}}}\n", ["1:4 invalid-value"]),
        (f"- mark: Persoon GEHEIM\n  words: 2\n  proof: {PROOF}\n", ["1:3 invalid-value"]),
        (f"- mark: {MARK}\n  words: 0\n  proof: {PROOF}\n", ["2:3 invalid-value"]),
        (f"- mark: {MARK}\n  words: GEHEIM\n  proof: {PROOF}\n", ["2:3 invalid-value"]),
        (f"- mark: {MARK}\n  words: 2\n  proof: GEHEIM\n", ["3:3 invalid-value"]),
        (f"- mark: {MARK}\n  words: 2\n", ["1:3 missing-field"]),
        (f"- mark: {MARK}\n  words: 2\n  proof:\n", ["1:3 missing-field"]),
        (f"- {{{VALID}, except: [/nl/x/, GEHEIM]}}\n", ["1:176 invalid-value"]),
        (f"- {{{VALID}, except: /nl/}}\n", ["1:159 wrong-type"]),
        *(
            (f"- {{{VALID}, except: [/nl/x/, /{folder}]}}\n", ["1:176 invalid-value"])
            for folder in ("files/", "files/x/", "video/", "pictures/", "pagefind/fragment/", "static/")
        ),
        (f"- {{{VALID}, GEHEIM: 1}}\n", ["1:159 unknown-field"]),
        ("- GEHEIM\n", ["1:3 wrong-type"]),
        ("GEHEIM: 1\n", ["1:1 wrong-type"]),
        ("- GEHEIM: [\n", ["2:1 syntax"]),
        ("- GEHEIM: 1\n  GEHEIM: 2\n", ["2:3 duplicate-key"]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, reported: list[str], tmp_path: Path) -> None:
    assert read(tmp_path, text) == ((), reported)


def test_the_file_belongs_to_a_site(tmp_path: Path) -> None:
    root = written(small(tmp_path), {"data/withdrawn.yaml": f"- {{{VALID}}}\n"})
    assert [one for one in found(root) if "withdrawn" in one.position.path] == []
    written(root, {"data/withdrawn.yaml": "- mark: a\n"})
    assert {one.position.path for one in found(root) if one.hint and "persons-at-risk.md" in str(one.hint)} == {
        "data/withdrawn.yaml"
    }


def test_an_entry_of_an_earlier_version_says_what_to_do(tmp_path: Path) -> None:
    root = written(small(tmp_path), {"data/withdrawn.yaml": f"- mark: {MARK}\n  words: 2\n"})
    (problem,) = withdrawn(root)[1]
    assert str(problem.message) == "This mark has no proof."
    assert "docs/persons-at-risk.md" in str(problem.hint)


def test_an_unfinished_merge_is_told_with_both_sides_to_keep(tmp_path: Path) -> None:
    ours, theirs = (f"- {{mark: {one}, words: 2, proof: {PROOF}}}\n" for one in (MARK, OTHER))
    text = f"# Kop.\n<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> main\n"
    root = written(small(tmp_path), {"data/withdrawn.yaml": text})
    marks, (problem,) = withdrawn(root)
    assert (marks, problem.position.line, problem.code.value) == ((), 2, "syntax")
    assert str(problem.hint).startswith("Keep the lines of both sides")


@pytest.mark.parametrize(
    ("data", "known"),
    [
        pytest.param(f"- {{{VALID}}}\n", {MARK}, id="as it is written"),
        pytest.param(f"<<<<<<< a\n- {{{VALID}}}\n=======\n- mark: '{OTHER}'\n", {MARK, OTHER}, id="a merge"),
        pytest.param(f'[{{"mark": "{MARK}"}}, {{ mark : x, mark:   {OTHER} ]', {MARK, OTHER}, id="no valid YAML"),
        pytest.param(f"# - {{mark: {MARK}}}\n", set(), id="a comment"),
        pytest.param(f"- {{mark: {MARK}}}\r\n".encode("utf-16"), {MARK}, id="UTF-16"),
        pytest.param(f"\ufeff- mark: {MARK}\r\n".encode(), {MARK}, id="Windows"),
        pytest.param(b"# \xe9\n- mark: " + MARK.encode(), {MARK}, id="no UTF-8"),
        pytest.param(b"", set(), id="empty"),
    ],
)
@pytest.mark.parametrize("name", ["data/withdrawn.yaml", ".ledger/withdrawn.yaml"])
def test_every_mark_that_can_be_read_is_known(name: str, data: str | bytes, known: set[str], tmp_path: Path) -> None:
    assert known_marks(small(tmp_path)) == frozenset()
    assert known_marks(written(tmp_path, {name: data})) == known


def test_marks_of_the_site_and_of_the_newest_main_are_known_together(tmp_path: Path) -> None:
    files = {"data/withdrawn.yaml": f"- mark: {MARK}\n", ".ledger/withdrawn.yaml": f"- mark: {OTHER}\n"}
    assert known_marks(written(small(tmp_path), files)) == {MARK, OTHER}


def test_a_flood_of_lines_or_of_mistakes_ends(tmp_path: Path) -> None:
    assert read(tmp_path, "- {}\n" * 390_000) == ((), ["1:1 too-large"])
    assert len(read(tmp_path, "- {}\n" * 2_000)[1]) < 1_010
    marks, reported = read(tmp_path, f"- {{{VALID}}}\n" + "- {GEHEIM: 1}\n" * 2_000)
    assert (len(marks), len(reported) < 1_010, reported[-1].endswith("syntax")) == (1, True, True)


@pytest.mark.parametrize(
    "path", ["data/persons_at_risk.yaml", "data/persons_at_risk/een.yaml", "content/nl/person/een.md"]
)
def test_an_unfinished_merge_of_persons_brings_nobody_back(path: str, tmp_path: Path) -> None:
    root = written(small(tmp_path), {path: "<<<<<<< HEAD\nGEHEIM\n=======\n>>>>>>> main\n"})
    (problem,) = [one for one in found(root) if one.position.path == path and one.code.value == "syntax" and one.hint]
    assert str(problem.hint).startswith("Keep only the records that are in both versions: a person removed on one")


@pytest.mark.parametrize("lines", [2_100_000, 30_000])
def test_a_file_that_is_too_large_is_put_back_and_not_split(lines: int, tmp_path: Path) -> None:
    (problem,) = withdrawn(written(small(tmp_path), {"data/withdrawn.yaml": "\n" * lines}))[1]
    assert "Restore the file from its history." in str(problem.hint)
