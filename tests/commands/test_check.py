"""Checking, as one starts it: what it prints where, its exit status, and never a traceback."""

import json
import re
from pathlib import Path

import pytest

from running import Here, jumelage
from sites import EXAMPLE, ROOT, small, written


def test_a_sound_site_has_nothing_to_report(valid: Path, here: Here) -> None:
    assert here("check", root=valid) == (0, "", "59 pages, no problems.\n")
    assert here("check", "--format", "json", root=valid)[:2] == (0, "[]\n")
    assert not (valid / "output").exists()


def test_problems_are_printed_as_findings_and_fail(broken: Path) -> None:
    assert jumelage("check", root=broken) == (
        1,
        "data/places.yaml:1:65: There is no place 'b'. [unknown-reference]\n"
        "data/places.yaml:2:11: The text is missing in French. [missing-language]\n"
        "    Add a line that begins with 'fr:'.\n",
        "",
    )


def test_problems_as_json_are_a_list(broken: Path, here: Here) -> None:
    status, said, _ = here("check", "--format", "json", "--root", broken, root=broken.parent)
    assert status == 1
    assert json.loads(said)[-1] == {
        "path": "data/places.yaml",
        "line": 2,
        "column": 11,
        "severity": "problem",
        "code": "missing-language",
        "message": "The text is missing in French.",
        "hint": "Add a line that begins with 'fr:'.",
    }


def test_problems_for_github_are_annotations_with_every_sign_escaped(valid: Path, here: Here) -> None:
    written(valid, {"content/nl/page/50%, a:b.md": "---\ntitle: A\n---\n[b](100%25)\n", "data/x,y.yaml": ""})
    status, said, _ = here("check", "--format", "github", "--lang", "en", root=valid)
    lines = said.splitlines()
    assert status == 1
    assert [line.split("::")[1] for line in lines] == [
        "error file=content/nl/page/50%25%2C a%3Ab.md,line=1,col=1,title=invalid-id",
        "error file=data/x%2Cy.yaml,line=1,col=1,title=unexpected-file",
    ]
    assert "'50%25, a:b' is not a valid id. " in lines[0]


def test_warnings_are_printed_and_do_not_fail(here: Here) -> None:
    status, said, beside = here("check", "--root", EXAMPLE, root=ROOT)
    assert status == 0
    assert re.fullmatch(r"194 pages, no problems\. Warnings: \d+\.\n", beside)
    assert "\ndata/persons_at_risk.yaml:85:3: warning: The check of a record about a person at risk is " in said
    _, said, _ = here("check", "--root", EXAMPLE, "--format", "github", "--lang", "en", root=ROOT)
    assert "\n::warning file=data/persons_at_risk.yaml,line=85,col=3,title=stale-review::The check " in said


def test_a_day_given_goes_before_the_one_in_the_environment(here: Here) -> None:
    status, said, _ = here("check", "--root", EXAMPLE, "--today", "2019-01-01", root=ROOT)
    assert (status, "[stale-review]" in said) == (0, False)


def test_a_terminal_without_a_letter_shows_its_number(valid: Path) -> None:
    written(valid, {"data/é.yaml": ""})
    status, said, _ = jumelage("check", root=valid, PYTHONIOENCODING="ascii")
    assert status == 1
    assert said.startswith("data/\\xe9.yaml:1:1: This file is not one of the data files")


@pytest.mark.parametrize("command", ["check", "build"])
def test_warnings_fail_when_one_is_strict_and_nothing_is_written(command: str, tmp_path: Path, here: Here) -> None:
    root = small(tmp_path / "site")
    said = "data/municipalities.yaml:1:18: warning: 'name' is missing in English; visitors see another language. "
    said += "[missing-translation]\n    Add a line that begins with 'en:'.\n"
    assert here(command, "--strict", root=root) == (1, said, "")
    assert not (root / "output").exists()
    assert here(command, root=root)[:2] == (0, said)


@pytest.mark.parametrize("command", ["check", "build"])
def test_what_has_no_warnings_is_sound_when_one_is_strict_too(command: str, valid: Path, here: Here) -> None:
    assert here(command, "--strict", root=valid)[:2] == (0, "")


def test_a_check_says_that_it_looks_for_nobody_who_was_withdrawn(valid: Path, here: Here) -> None:
    written(valid, {"data/withdrawn.yaml": f"- {{mark: {'a' * 64}, words: 2, proof: {'b' * 64}}}\n"})
    said = (
        "59 pages, no problems.\n"
        "This check did not search for the persons in data/withdrawn.yaml: only publishing does.\n"
    )
    assert here("check", root=valid) == (0, "", said)
