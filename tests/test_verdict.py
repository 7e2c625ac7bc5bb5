"""A check of a site in which nothing has changed is answered from what the last one found."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from findings import PERSON, RECORD, SETTINGS, found, valid_site
from jumelage.messages.problems import BuildError, Code
from jumelage.store.store import Store
from jumelage.targets.verdict import Verdict, verdict
from noting import Noting
from sites import written

BROKEN = Path(__file__).parent / "broken"
WRONG = {"data/themes.yaml": "- {id: water, name: {nl: Water}}\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return valid_site(tmp_path)


@pytest.fixture
def store(tmp_path: Path) -> Noting:
    return Noting(tmp_path / "kept")


def planted(store: Noting) -> None:
    """Keep for the last verdict what no check would find, to see whether it is read."""
    recipe, data = store.noted[-1]
    _, problems = json.loads(data)
    store.keep(recipe, json.dumps((4711, problems)).encode())


def test_a_problem_without_a_hint_is_kept_without_one(root: Path, store: Noting) -> None:
    written(root, {"data/places.yaml": "- {id: a, name: {nl: A, fr: A}, kind: city, country: EG, part_of: nergens}\n"})
    for _ in range(2):
        assert None in [one.hint for one in verdict(root, SETTINGS, store).problems]


def test_a_verdict_holds_what_a_check_finds(root: Path, store: Noting) -> None:
    written(root, WRONG)
    assert verdict(root, SETTINGS, store) == Verdict(0, found(root))
    assert [one.code for one in verdict(root, SETTINGS, Store()).problems] == [Code.MISSING_LANGUAGE]


def test_a_second_verdict_is_read_and_not_found_again(root: Path, store: Noting) -> None:
    first = verdict(root, SETTINGS, store)
    planted(store)
    assert verdict(root, SETTINGS, store) == replace(first, pages=4711)
    assert verdict(root, SETTINGS, Store()) == first


def edited(root: Path) -> None:
    written(root, {"data/themes.yaml": "- {id: lucht, name: {nl: Lucht, fr: Air, en: Air}}\n"})


def added(root: Path) -> None:
    written(root, {"content/nl/page/new.md": "---\ntitle: A\n---\n", "content/fr/page/new.md": "---\ntitle: A\n---\n"})


def same_size_and_time(root: Path) -> None:
    path = root / "data/themes.yaml"
    times, text = path.stat(), path.read_text("utf-8")
    path.write_text(text.replace("id", "ID", 1), encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def removed(root: Path) -> None:
    next((root / "content/nl").rglob("*.md")).unlink()


def interrupted(root: Path) -> None:
    written(root, {".change/plan.json": "{}"})


def in_a_theme(root: Path) -> None:
    written(root, {"theme/pages/recrod.html": ""})


@pytest.mark.parametrize(
    "change", [edited, added, same_size_and_time, removed, interrupted, in_a_theme], ids=lambda change: change.__name__
)
def test_any_change_of_a_file_is_found(change: Callable[[Path], None], root: Path, store: Noting) -> None:
    verdict(root, SETTINGS, store)
    planted(store)
    change(root)
    assert verdict(root, SETTINGS, store).pages != 4711
    assert verdict(root, SETTINGS, store) == verdict(root, SETTINGS, Store())


def test_other_settings_or_another_day_ask_for_a_new_verdict(root: Path, store: Noting) -> None:
    verdict(root, SETTINGS, store)
    for other in (replace(SETTINGS, today=date(2026, 11, 24)), replace(SETTINGS, home_country="MA")):
        planted(store)
        assert verdict(root, other, store).pages != 4711


@pytest.mark.parametrize("damage", [b"", b"[]", b"\0" * 100, b"[" * 100_000])
def test_what_is_kept_and_damaged_is_found_again(damage: bytes, root: Path, store: Noting, tmp_path: Path) -> None:
    written(root, WRONG)
    first = verdict(root, SETTINGS, store)
    held = {path: path.read_bytes() for path in (tmp_path / "kept").iterdir()}
    for path in held:
        path.write_bytes(damage)
    assert verdict(root, SETTINGS, store) == first
    assert {path: path.read_bytes() for path in (tmp_path / "kept").iterdir()} == held


def test_a_folder_that_cannot_be_written_to_is_done_without(root: Path, tmp_path: Path) -> None:
    written(tmp_path, {"kept": "a file"})
    assert verdict(root, SETTINGS, Store(tmp_path / "kept")) == verdict(root, SETTINGS, Store())


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path, store: Noting) -> None:
    with pytest.raises(BuildError):
        verdict(tmp_path, SETTINGS, store)


def test_a_finding_in_a_file_that_is_named_after_a_person_at_risk_is_not_kept(root: Path, store: Noting) -> None:
    record = (BROKEN / "person-exact-location" / RECORD).read_text("utf-8")
    written(root, {RECORD: record})
    # A line of the file of all records names nobody.
    assert {one.position.path for one in verdict(root, SETTINGS, store).problems} == {RECORD}
    assert store.noted
    for path, body in (
        (PERSON, "Wie dit is: {{ geheim }}.\n"),
        ("data/persons_at_risk/een-voorbeeld.yaml", "- id: a\n"),
    ):
        store.noted.clear()
        written(root, {path: body})
        assert path in {one.position.path for one in verdict(root, SETTINGS, store).problems}
        assert not any(b"een-voorbeeld" in recipe + data for recipe, data in store.noted)
        assert not any(data.startswith(b"[0, ") for _, data in store.noted)
