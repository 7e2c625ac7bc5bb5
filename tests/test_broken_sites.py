"""
Each folder of `broken/` is laid over the valid site `broken_base/`, and then yields exactly what its texts say.

They are `problems.txt` in English, `problems.nl.txt` and `problems.fr.txt`.
"""

import os
import re
import shutil
from pathlib import Path

import pytest

from findings import BASE, HERE, found, report
from jumelage.messages.problems import Code, Problem, Severity
from jumelage.messages.sentences import catalogue

BROKEN = sorted((HERE / "broken").iterdir())
TEXTS = {"en": "problems.txt", "nl": "problems.nl.txt", "fr": "problems.fr.txt"}
# `UPDATE_BROKEN=1 pytest tests/test_broken_sites.py` writes what is said now; the diff is for reading.
UPDATE = os.environ.get("UPDATE_BROKEN") == "1"
# What a folder cannot hold well: bytes that are no text, and links. `test_load` and `test_assets` make them.
ELSEWHERE = {Code.ENCODING, Code.INVISIBLE_CHARACTER, Code.SYMLINK}

every_case = pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.name)
every_language = pytest.mark.parametrize("lang", TEXTS)


def said(case: Path, lang: str = "en") -> str:
    return (case / TEXTS[lang]).read_text("utf-8")


def broken(case: Path, root: Path) -> tuple[Problem, ...]:
    """Return what is found in the valid site at `root` once a case was laid over it."""
    shutil.copytree(case, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*TEXTS.values()))
    return found(root)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "site"))


def test_the_site_that_is_broken_is_sound_before(root: Path) -> None:
    assert report(root) == ""


@every_case
def test_a_broken_site_reports_exactly_its_problems_in_every_language(case: Path, root: Path) -> None:
    problems = broken(case, root)
    now = {lang: "".join(f"{problem.said(catalogue(lang))}\n" for problem in problems) for lang in TEXTS}
    if UPDATE:
        for lang, text in now.items():
            (case / TEXTS[lang]).write_text(text, "utf-8")
    assert now == {lang: said(case, lang) for lang in TEXTS}


def test_every_code_has_a_broken_site() -> None:
    seen = {Code(code) for case in BROKEN for code in re.findall(r"\[([a-z-]+)\]$", said(case), re.MULTILINE)}
    assert set(Code) - seen == ELSEWHERE


def test_ten_mistakes_of_all_steps_are_reported_together(root: Path) -> None:
    problems = broken(HERE / "broken" / "ten-mistakes", root)
    assert [(p.position.path.rpartition("/")[2], p.position.line, p.code) for p in problems] == [
        ("zonnedal-lunara.md", 4, Code.RAW_HTML),
        ("zonnedal-lunara.md", 6, Code.BROKEN_LINK),
        ("lunara.md", 1, Code.MISSING_LANGUAGE),
        ("events.yaml", 2, Code.SYNTAX),
        ("networks.yaml", 3, Code.DUPLICATE_KEY),
        ("partnerships.yaml", 3, Code.UNKNOWN_VALUE),
        ("partnerships.yaml", 6, Code.UNKNOWN_FIELD),
        ("partnerships.yaml", 13, Code.INVALID_DAY),
        ("partnerships.yaml", 17, Code.UNKNOWN_REFERENCE),
        ("partnerships.yaml", 18, Code.MISSING_FIELD),
    ]


@every_language
@pytest.mark.parametrize(
    "case", [case for case in BROKEN if case.name.startswith("person-")], ids=lambda case: case.name
)
def test_nothing_written_about_a_person_is_in_a_message(case: Path, lang: str) -> None:
    # The folders write this word wherever a value, a name of a field or a comment can stand.
    assert "gehei" not in said(case, lang).casefold()


def test_the_folders_on_persons_do_write_the_word() -> None:
    texts = [path.read_text("utf-8", "replace") for case in BROKEN for path in case.rglob("*") if path.is_file()]
    assert sum(text.count("GEHEIM") for text in texts) > 40


@every_case
@every_language
def test_messages_are_plain_sentences(case: Path, lang: str) -> None:
    for line in said(case, lang).splitlines():
        message = line if line.startswith("    ") else re.sub(r" \[[a-z-]+\]$", "", line)
        # A command that is to be copied stands behind the last sign.
        assert re.sub(r" jumelage [a-z]+ \S+$", "", message)[-1] in ".?:…"
        assert not re.search(r"\b(None|dict|str|int|pydantic|Traceback|NoneType)\b", message)


@every_case
@pytest.mark.parametrize("lang", ["nl", "fr"])
def test_nothing_is_said_in_english_to_who_reads_another_language(case: Path, lang: str) -> None:
    both = zip(said(case).splitlines(), said(case, lang).splitlines(), strict=True)
    assert [english for english, other in both if english == other] == []


def test_a_warning_does_not_fail_the_build(root: Path) -> None:
    problems = broken(HERE / "broken" / "person-not-checked-for-too-long", root)
    assert [problem.severity for problem in problems] == [Severity.WARNING]
