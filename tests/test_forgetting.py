"""A withdrawal that was made elsewhere: the first build that sees its mark removes whatever was kept for the person."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from jumelage.messages.problems import BuildError, ContentError
from jumelage.output import exchange, staged, write
from jumelage.output.folders import between, state_folder
from jumelage.output.forgetting import forget_kept, withdrawals
from jumelage.output.publish import publish
from jumelage.output.writing import ONCE
from jumelage.settings import Settings
from jumelage.store.store import Store, cache_folder
from running import held
from sites import ONE_LANGUAGE, marked, quick, settings, written

NAME = "iemand-een"
FIRST, SECOND = "1" * 64, "2" * 64
SETTINGS: Settings = settings(languages=ONE_LANGUAGE)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return cache_folder()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return named(quick(tmp_path / "site"), NAME)


def named(root: Path, name: str) -> Path:
    """Give a site a page, in whose address is a name; return the site."""
    shutil.rmtree(root / "content/nl/page", ignore_errors=True)
    return written(root, {f"content/nl/page/{name}.md": f"---\ntitle: {name}\n---\nTekst.\n"})


def withdrawn(root: Path, *marks: str) -> Path:
    """Bring a withdrawal into a site, as a pull does: the page goes, the mark comes."""
    named(root, "twee")
    marks_alone(root, *marks)
    return root


def marks_alone(root: Path, *marks: str) -> None:
    written(root, {"data/withdrawn.yaml": marked(*marks)})


def built(root: Path) -> None:
    publish(root, root / "output", SETTINGS, store=Store(cache_folder() / "made"))


def keep(root: Path) -> None:
    """Leave behind what an earlier build or check may have left that knew the person."""
    state = state_folder(root / "output")
    written(cache_folder(), {"made/0123": NAME, "0123456789abcdef.json": NAME, "0123456789abcdef.77": NAME})
    written(state, {"half-written": NAME, f"spare/{NAME}/index.html": NAME})
    written(root, {"changes.json": NAME})


def kept(root: Path) -> set[str]:
    """Return where the person still is, apart from the sources and the output with its manifest."""
    output = root / "output"
    state = {one: data for one, data in held(state_folder(output)).items() if one != f"{output.stat().st_ino}.json"}
    places = {**{f"cache/{one}": data for one, data in held(cache_folder()).items()}, "changes.json": b""}
    places |= {f"state/{one}": data for one, data in state.items()}
    if (root / "changes.json").is_file():
        # What a build takes away is listed there, and causes that other pages change.
        reported = json.loads((root / "changes.json").read_bytes())["pages"]
        places["changes.json"] = " ".join(one["path"] for how in ("added", "changed") for one in reported[how]).encode()
    return {one for one, data in places.items() if NAME in one or NAME.encode() in data}


def test_the_first_build_that_sees_a_mark_removes_all_that_was_kept_and_the_next_keeps_again(root: Path) -> None:
    built(root)
    built(withdrawn(root, FIRST))
    assert kept(root) == set()
    written(cache_folder(), {"made/0123": NAME})
    named(root, "drie")
    built(root)
    # The tree of before is kept again, to be renewed; the person is in neither.
    assert "made/0123" in held(cache_folder())
    assert (state_folder(root / "output") / "spare/nl/twee/index.html").is_file()
    assert not any(NAME in name for name in held(root / "output"))


def test_it_is_removed_before_anything_is_written_and_also_when_the_build_fails(root: Path) -> None:
    built(root)
    before = held(root / "output")
    withdrawn(root, FIRST)
    written(root, {"data/themes.yaml": "- id: [\n"})
    for _ in range(2):
        keep(root)
        with pytest.raises(ContentError):
            built(root)
        assert kept(root) == set()
        assert held(root / "output") == before


def test_a_mark_is_remembered_only_once_the_tree_of_before_is_gone(root: Path) -> None:
    output = root / "output"
    write(output, {"/site-index.json": b"[]", f"/{NAME}/index.html": NAME.encode()}, root)
    marks_alone(root, FIRST)

    def killed(one: Path, other: Path) -> None:
        exchange.exchange(one, other, between(output), ONCE)
        raise KeyboardInterrupt

    with staged(output, root, killed) as stage, pytest.raises(KeyboardInterrupt):
        stage.put({"/site-index.json": b"[]"})
    assert (state_folder(output) / f"spare/{NAME}/index.html").is_file()
    assert write(output, {"/site-index.json": b"[]"}, root) == 0
    assert not any(NAME in name for name in held(state_folder(output)))


def test_what_a_build_was_to_forget_is_gone_after_the_next_one_whatever_ended_it(root: Path) -> None:
    output = root / "output"
    write(output, {"/site-index.json": b"[]", f"/{NAME}/index.html": NAME.encode()}, root)

    def killed(one: Path, other: Path) -> None:
        exchange.exchange(one, other, between(output), ONCE)
        raise KeyboardInterrupt

    # Without a mark: the record was deleted by hand, or with --no-mark.
    with staged(output, root, killed) as stage, pytest.raises(KeyboardInterrupt):
        stage.put({"/site-index.json": b"[]"}, forgetful=True)
    with staged(output, root):
        assert not (state_folder(output) / "spare").exists()
    for text in (b"[1]", b"[2]"):
        write(output, {"/site-index.json": text}, root)
    assert (state_folder(output) / "spare").is_dir()


def test_a_second_withdrawal_clears_again(root: Path) -> None:
    built(withdrawn(root, FIRST))
    keep(root)
    built(withdrawn(root, FIRST, SECOND))
    assert kept(root) == set()


def test_two_sites_of_one_user_do_not_clear_for_each_others_marks_for_ever(root: Path, tmp_path: Path) -> None:
    other = named(quick(tmp_path / "other"), NAME)
    sites = (withdrawn(root, FIRST), withdrawn(other, SECOND))
    for one in sites:
        written(cache_folder(), {"made/0123": NAME})
        built(one)
        assert "made/0123" not in held(cache_folder())
    written(cache_folder(), {"made/0123": "kept"})
    for one in (*sites, *sites):
        built(one)
        assert "made/0123" in held(cache_folder())


def test_what_an_earlier_commit_made_is_removed_when_one_comes_back_from_it(root: Path) -> None:
    built(withdrawn(root, FIRST))
    named(root, NAME)
    (root / "data/withdrawn.yaml").unlink()
    built(root)
    written(cache_folder(), {"made/0123": NAME})
    built(withdrawn(root, FIRST))
    assert kept(root) == set()


def test_an_earlier_commit_that_was_only_begun_to_be_built_counts_as_built(root: Path) -> None:
    built(withdrawn(root, FIRST))
    (root / "data/withdrawn.yaml").unlink()
    written(root, {"data/themes.yaml": "- id: [\n"})
    with pytest.raises(ContentError):
        built(root)
    keep(root)
    written(root, {"data/themes.yaml": ""})
    built(withdrawn(root, FIRST))
    assert kept(root) == set()


def test_a_mark_that_only_the_newest_main_has_is_cleared_for_until_it_comes(root: Path) -> None:
    built(root)
    written(root, {".ledger/withdrawn.yaml": marked(FIRST)})
    for _ in range(2):
        keep(root)
        built(root)
        assert not held(cache_folder()).keys() & {"made/0123", "0123456789abcdef.json"}
        assert not (state_folder(root / "output") / "spare").exists()
    built(withdrawn(root, FIRST))
    written(cache_folder(), {"made/0123": NAME})
    built(root)
    assert "made/0123" in held(cache_folder())


@pytest.mark.parametrize("damage", [b"", b"rubbish", b"\xff" * 200, FIRST.encode()])
def test_a_list_of_marks_that_is_damaged_counts_as_none(damage: bytes, tmp_path: Path) -> None:
    marks_alone(tmp_path, FIRST)
    file = tmp_path / "marks"
    withdrawals(tmp_path, file).remember()
    assert not withdrawals(tmp_path, file).unseen
    held = file.read_bytes()
    for damaged in (damage, held[:-1], held.replace(b"1", b"3")):
        file.write_bytes(damaged)
        assert withdrawals(tmp_path, file).unseen


def test_without_a_cache_the_tree_of_before_goes_all_the_same(root: Path, cache: Path) -> None:
    written(cache.parent, {"jumelage": "no folder"})
    built(root)
    built(withdrawn(root, FIRST))
    assert not (state_folder(root / "output") / "spare").exists()
    publish(root, root / "output", SETTINGS)


def test_a_store_that_cannot_be_cleared_is_cleared_the_next_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(root)
    withdrawn(root, FIRST)
    written(cache_folder(), {"made/0123": NAME})
    real = shutil.rmtree

    def refused(path: Path, **how: Any) -> None:
        # A folder that its owner cannot write to; root can.
        if path != cache_folder() / "made":
            real(path, **how)

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", refused)
        assert not forget_kept(Store(cache_folder() / "made"))
        built(root)
    built(root)
    assert kept(root) == set()


def test_a_disk_that_does_not_let_the_marks_be_written_fails_the_build(root: Path) -> None:
    built(root)
    withdrawn(root, FIRST)
    written(state_folder(root / "output"), {"withdrawn/a": "a folder"})
    with pytest.raises(BuildError, match="could not be written"):
        built(root)


@pytest.mark.parametrize(
    ("text", "unseen"),
    [
        pytest.param(b"", (False, False), id="nobody"),
        pytest.param(marked(FIRST).encode(), (True, False), id="somebody"),
        # What cannot be read as a whole is not noted, so that everything is cleared until it can.
        pytest.param(f"- mark: {FIRST}\n  words: two\n".encode(), (True, True), id="an entry that is not valid"),
        pytest.param(f"<<<<<<< a\n- mark: {FIRST}\n=======\n".encode(), (True, True), id="an unfinished merge"),
        pytest.param(marked(FIRST).encode() + b"#\xff\n", (True, True), id="another encoding"),
    ],
)
def test_marks_are_known_also_from_a_file_that_is_not_valid(
    text: bytes, unseen: tuple[bool, bool], tmp_path: Path
) -> None:
    written(tmp_path, {"data/withdrawn.yaml": text})
    found = []
    for _ in range(2):
        now = withdrawals(tmp_path, tmp_path / "state/marks")
        now.remember()
        found.append(now.unseen)
    assert tuple(found) == unseen
