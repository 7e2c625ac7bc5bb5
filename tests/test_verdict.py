"""A check of a site in which nothing has changed is answered from what the last one found."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from findings import SETTINGS, found, sound_site
from jumelage.messages.problems import BuildError, Code
from jumelage.store.store import sealed, unsealed
from jumelage.targets.verdict import Verdict, verdict
from sites import written

WRONG = {"data/themes.yaml": "- {id: water, name: {nl: Water}}\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return sound_site(tmp_path)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def planted(kept: Path) -> None:
    """Write something into what is kept that no check would find, to see whether it is read."""
    path = next(kept.iterdir())
    held = json.loads(unsealed(path, path.name) or b"")
    path.write_bytes(sealed(json.dumps(held | {"pages": 4711}).encode(), path.name))


def test_a_problem_without_a_hint_is_kept_without_one(root: Path, kept: Path) -> None:
    written(root, {"data/places.yaml": "- {id: a, name: {nl: A, fr: A}, kind: city, country: EG, part_of: nergens}\n"})
    for _ in range(2):
        assert None in [one.hint for one in verdict(root, SETTINGS, kept).problems]


def test_a_verdict_holds_what_a_check_finds(root: Path, kept: Path) -> None:
    written(root, WRONG)
    assert verdict(root, SETTINGS, kept) == Verdict(0, found(root))
    assert [one.code for one in verdict(root, SETTINGS).problems] == [Code.MISSING_LANGUAGE]


def test_a_second_verdict_is_read_and_not_found_again(root: Path, kept: Path) -> None:
    first = verdict(root, SETTINGS, kept)
    planted(kept)
    assert verdict(root, SETTINGS, kept) == replace(first, pages=4711)
    assert verdict(root, SETTINGS) == first


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


@pytest.mark.parametrize("change", [edited, added, same_size_and_time, removed], ids=lambda change: change.__name__)
def test_any_change_of_a_file_is_found(change: Callable[[Path], None], root: Path, kept: Path) -> None:
    verdict(root, SETTINGS, kept)
    planted(kept)
    change(root)
    assert verdict(root, SETTINGS, kept).pages != 4711
    assert verdict(root, SETTINGS, kept) == verdict(root, SETTINGS)


def test_other_settings_or_another_day_ask_for_a_new_verdict(root: Path, kept: Path) -> None:
    verdict(root, SETTINGS, kept)
    for other in (replace(SETTINGS, today=date(2026, 11, 24)), replace(SETTINGS, home_country="MA")):
        planted(kept)
        assert verdict(root, other, kept).pages != 4711
    assert len([*kept.iterdir()]) == 1


def reworded(held: bytes) -> bytes:
    return held.replace(b"missing", b"present", 1)


def of_another_site(held: bytes) -> bytes:
    return sealed(held[32:], "another.json")


@pytest.mark.parametrize(
    "damage",
    [
        *(lambda _, held=held: held for held in (b"", b"[]", b"{", b'{"mark": 1}', b"\0", b"[" * 100_000)),
        lambda held: held[:-20],
        lambda held: held[32:],
        reworded,
        of_another_site,
    ],
)
def test_what_is_kept_and_damaged_is_found_again(damage: Callable[[bytes], bytes], root: Path, kept: Path) -> None:
    written(root, WRONG)
    first = verdict(root, SETTINGS, kept)
    path = next(kept.iterdir())
    held = path.read_bytes()
    path.write_bytes(damage(held))
    assert path.read_bytes() != held
    assert verdict(root, SETTINGS, kept) == first
    assert path.read_bytes() == held
    assert [*kept.iterdir()] == [path]


def test_a_folder_that_cannot_be_written_to_is_done_without(root: Path, tmp_path: Path) -> None:
    written(tmp_path, {"kept": "a file"})
    assert verdict(root, SETTINGS, tmp_path / "kept") == verdict(root, SETTINGS)


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path, kept: Path) -> None:
    with pytest.raises(BuildError):
        verdict(tmp_path, SETTINGS, kept)
