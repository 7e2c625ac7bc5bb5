"""Each folder of `broken/` is laid over the sound site `broken_base/`, and then yields exactly its `problems.txt`."""

import re
import shutil
from pathlib import Path

import pytest

from findings import BASE, HERE, found, report
from jumelage.problems import Code, Severity

BROKEN = sorted((HERE / "broken").iterdir())
# What a folder cannot hold well: bytes that are no text, links, large files. `test_load` and `test_assets` make them.
ELSEWHERE = {Code.ENCODING, Code.INVISIBLE_CHARACTER, Code.SYMLINK, Code.TOO_LARGE}


def said(case: Path) -> str:
    return (case / "problems.txt").read_text("utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "site"))


def test_the_site_that_is_broken_is_sound_before(root: Path) -> None:
    assert report(root) == ""


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.name)
def test_a_broken_site_reports_exactly_its_problems(case: Path, root: Path) -> None:
    shutil.copytree(case, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("problems.txt"))
    assert report(root) == said(case)


def test_every_code_has_a_broken_site() -> None:
    seen = {Code(code) for case in BROKEN for code in re.findall(r"\[([a-z-]+)\]$", said(case), re.MULTILINE)}
    assert set(Code) - seen == ELSEWHERE


def test_ten_mistakes_of_all_steps_are_reported_together(root: Path) -> None:
    shutil.copytree(HERE / "broken" / "ten-mistakes", root, dirs_exist_ok=True)
    (root / "problems.txt").unlink()
    assert [(p.position.path.rpartition("/")[2], p.position.line, p.code) for p in found(root)] == [
        ("zonnedal-lunara.md", 4, Code.RAW_HTML),
        ("zonnedal-lunara.md", 6, Code.BROKEN_LINK),
        ("lunara.md", 1, Code.MISSING_LANGUAGE),
        ("events.yaml", 2, Code.SYNTAX),
        ("networks.yaml", 3, Code.DUPLICATE_KEY),
        ("partnerships.yaml", 3, Code.UNKNOWN_VALUE),
        ("partnerships.yaml", 5, Code.MISSING_FIELD),
        ("partnerships.yaml", 6, Code.UNKNOWN_FIELD),
        ("partnerships.yaml", 13, Code.INVALID_DAY),
        ("partnerships.yaml", 17, Code.UNKNOWN_REFERENCE),
    ]


@pytest.mark.parametrize(
    "case", [case for case in BROKEN if case.name.startswith("person-")], ids=lambda case: case.name
)
def test_nothing_written_about_a_person_is_in_a_message(case: Path) -> None:
    # The folders write this word wherever a value, a name of a field or a comment can stand.
    assert "gehei" not in said(case).casefold()


def test_the_folders_on_persons_do_write_the_word() -> None:
    texts = [path.read_text("utf-8") for case in BROKEN for path in case.rglob("*") if path.is_file()]
    assert sum(text.count("GEHEIM") for text in texts) > 40


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.name)
def test_messages_are_plain_sentences(case: Path) -> None:
    for line in said(case).splitlines():
        message = line if line.startswith("    ") else re.sub(r" \[[a-z-]+\]$", "", line)
        assert message[-1] in ".?:…"
        assert not re.search(r"\b(None|dict|str|int|pydantic|Traceback|NoneType)\b", message)


def test_a_warning_does_not_fail_the_build(root: Path) -> None:
    shutil.copytree(HERE / "broken" / "person-not-checked-for-too-long", root, dirs_exist_ok=True)
    assert [problem.severity for problem in found(root)] == [Severity.WARNING]
