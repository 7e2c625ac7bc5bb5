"""The output folder holds exactly what was built, and nothing else is ever touched."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jumelage.messages.problems import BuildError
from jumelage.output import forgotten, staged, write
from jumelage.output.exchange import exchange
from jumelage.output.folders import between, state_folder
from jumelage.output.tree import readable
from jumelage.output.writing import ONCE
from sites import written

FILES = {"/nl/index.html": b"<p>nl</p>", "/404.html": b"404", "/site-index.json": b"[]\n"}
LONG_AGO = 1_000_000_000


def held(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        f"/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_new_folder_holds_every_file(tmp_path: Path) -> None:
    output = tmp_path / "a" / "output"
    assert write(output, FILES, tmp_path) == 3
    assert held(output) == FILES


@contextmanager
def masked(mask: int) -> Iterator[None]:
    """Have what is written for the time of a `with` be readable by whom this umask lets read."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def rights(*paths: Path) -> set[int]:
    return {path.stat().st_mode & 0o7777 for path in paths}


def all_in(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the folders of a tree, itself among them, and its files."""
    paths = [folder, *folder.rglob("*")]
    return [path for path in paths if path.is_dir()], [path for path in paths if path.is_file()]


@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077, 0o000, 0o002])
def test_whatever_the_umask_a_server_of_somebody_else_can_read_the_output(mask: int, tmp_path: Path) -> None:
    output = tmp_path / "a" / "b" / "output"
    with masked(mask):
        for text in (b"1", b"2", b"3"):
            with staged(output, tmp_path) as stage:
                stage.put({**FILES, "/a/b/c": text}, {}, {"changes.json": text})
            folders, files = all_in(output)
            assert rights(*folders, output.parent, output.parent.parent) == {0o755}
            assert rights(*files, output.with_name("changes.json")) == {0o644}


def test_an_output_that_an_earlier_version_made_unreadable_becomes_readable_again(tmp_path: Path) -> None:
    output = tmp_path / "output"
    for text in (b"1", b"2", b"2", b"3"):
        for path in (path for path in tmp_path.rglob("*") if path.name != "lock"):
            path.chmod(0o700 if path.is_dir() else 0o600)
        write(output, {**FILES, "/a": text}, tmp_path)
        folders, files = all_in(output)
        assert (rights(*folders), rights(*files)) == ({0o755}, {0o644})


def test_rights_are_given_to_nothing_that_a_link_leads_to(tmp_path: Path) -> None:
    write(tmp_path / "output", FILES, tmp_path)
    outside = written(tmp_path / "outside", {"a": "1"})
    outside.chmod(0o700)
    (outside / "a").chmod(0o600)
    (tmp_path / "output/link").symlink_to(outside)
    (tmp_path / "output/file").symlink_to(outside / "a")
    readable(tmp_path / "output")
    assert (rights(outside), rights(outside / "a")) == ({0o700}, {0o600})


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    assert write(tmp_path / "output", FILES, tmp_path) == 3


def test_a_file_that_has_not_changed_is_left_alone(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)
    for name in FILES:
        os.utime(f"{output}{name}", (LONG_AGO, LONG_AGO))
    assert write(output, {**FILES, "/404.html": b"not here"}, tmp_path) == 1
    ages = {name: Path(f"{output}{name}").stat().st_mtime == LONG_AGO for name in FILES}
    assert ages == {"/nl/index.html": True, "/404.html": False, "/site-index.json": True}


def test_a_file_that_is_no_longer_made_goes_with_its_empty_folders(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, {**FILES, "/fr/pays/maroc/index.html": b"", "/fr/index.html": b"fr"}, tmp_path)
    write(output, {**FILES, "/fr/index.html": b"fr"}, tmp_path)
    assert held(output) == {**FILES, "/fr/index.html": b"fr"}
    assert sorted(path.name for path in output.rglob("*") if path.is_dir()) == ["fr", "nl"]


def test_a_file_gives_way_to_a_folder_and_a_folder_to_a_file(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, {**FILES, "/a": b"file", "/b/c": b"in a folder"}, tmp_path)
    after = {**FILES, "/a/c": b"in a folder", "/b": b"file"}
    write(output, after, tmp_path)
    assert held(output) == after


def test_a_link_in_the_output_is_replaced_and_never_followed(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)
    outside = written(tmp_path / "outside", {"page.html": "kept", "folder/page.html": "kept"})
    (output / "404.html").unlink()
    (output / "404.html").symlink_to(outside / "page.html")
    (output / "old").symlink_to(outside / "folder")
    (output / "fr").symlink_to(outside / "folder")
    write(output, {**FILES, "/fr/page.html": b"fr"}, tmp_path)
    assert held(output) == {**FILES, "/fr/page.html": b"fr"}
    assert [path for path in output.rglob("*") if path.is_symlink()] == []
    assert held(outside) == {"/page.html": b"kept", "/folder/page.html": b"kept"}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param(".", "would contain the site's own sources", id="the root itself"),
        pytest.param("..", "would contain the site's own sources", id="a folder above the root"),
        pytest.param("content", "is inside the site's own sources", id="the content"),
        pytest.param("content/nl/output", "is inside the site's own sources", id="in the content"),
        pytest.param("x/../data/output", "is inside the site's own sources", id="in the data, by a detour"),
        pytest.param("theme/static", "is inside the site's own sources", id="in the theme"),
        pytest.param("link/output", "is inside the site's own sources", id="in the content, through a link"),
        pytest.param("linked", "is a symbolic link", id="a link"),
        pytest.param("dangling", "is a symbolic link", id="a link to nowhere"),
        pytest.param("file", "is not a folder", id="a file"),
        pytest.param("stage", "is a symbolic link", id="one with a link beside it"),
        pytest.param(
            "papers", "contains files that do not come from an earlier build", id="a folder of somebody's papers"
        ),
    ],
)
def test_a_folder_that_is_no_output_is_refused_and_left_as_it_is(name: str, message: str, tmp_path: Path) -> None:
    root = written(
        tmp_path / "root", {"content/nl/page/a.md": "a", "file": "a", "papers/letter.txt": "a", "elsewhere/b": "b"}
    )
    (root / "link").symlink_to(root / "content")
    (root / "linked").symlink_to(root / "elsewhere")
    (root / "dangling").symlink_to(root / "nowhere")
    (root / ".stage.jumelage").symlink_to(root / "elsewhere")
    before = held(tmp_path)
    with pytest.raises(BuildError, match=message):
        write(root / name, FILES, root)
    assert held(tmp_path) == before


def test_a_folder_that_cannot_be_written_is_said_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a", "utf-8")
    with pytest.raises(BuildError) as caught:
        write(tmp_path / "file" / "output", FILES, tmp_path)
    assert str(caught.value) == f"The output could not be written: Not a directory ({tmp_path}/file/.output.jumelage)."


def test_a_full_disk_is_said_and_leaves_the_old_site_and_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "the disk")

    # A disk that is really full needs rights that these tests do not have; tests/elsewhere has one.
    monkeypatch.setattr(Path, "chmod", full)
    with pytest.raises(BuildError) as caught:
        write(output, {**FILES, "/404.html": b"not here"}, tmp_path)
    assert str(caught.value) == "The disk is full; the site is unchanged."
    assert held(output) == FILES
    assert not (state_folder(output) / "spare").exists()


def test_a_name_too_long_for_the_disk_leaves_the_old_site(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)
    with pytest.raises(BuildError, match="could not be written: File name too long"):
        write(output, {**FILES, f"/{'too-long' * 40}": b""}, tmp_path)
    assert held(output) == FILES


def test_what_is_below_the_output_is_never_written_to_while_it_is_served(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)
    first = {path: path.stat().st_ino for path in (output, output / "404.html")}
    write(output, {**FILES, "/404.html": b"not here"}, tmp_path)
    assert output.stat().st_ino != first[output]
    spare = state_folder(output) / "spare"
    assert (spare.stat().st_ino, (spare / "404.html").stat().st_ino) == tuple(first.values())
    assert held(spare) == FILES


def test_two_trees_take_turns_and_a_file_keeps_its_time_as_long_as_it_is_the_same(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, {**FILES, "/a": b"1"}, tmp_path)
    os.utime(output / "404.html", (LONG_AGO, LONG_AGO))
    times, folders = [], set()
    for text in (b"2", b"3", b"2", b"1", b"1"):
        write(output, {**FILES, "/a": text}, tmp_path)
        assert held(output) == {**FILES, "/a": text}
        assert (output / "404.html").stat().st_mtime == LONG_AGO
        times.append((output / "a").stat().st_mtime_ns)
        folders.add(output.stat().st_ino)
    # What was so before has the time of its return: who copies by time must see that it changed.
    assert times[:4] == sorted(set(times[:4]))
    assert times[4] == times[3]
    assert len(folders) == 2


def test_a_spare_tree_that_a_killed_build_left_is_made_anew(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)
    spare = state_folder(output) / "spare"
    written(spare, {"nl/index.html": "half", "more.html": "more"})
    write(output, {**FILES, "/404.html": b"not here"}, tmp_path)
    assert held(output) == {**FILES, "/404.html": b"not here"}


def test_what_somebody_did_to_either_tree_is_undone(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, {**FILES, "/a": b"1"}, tmp_path)
    write(output, {**FILES, "/a": b"2"}, tmp_path)
    (output / "nl" / "index.html").write_bytes(b"changed by hand")
    (output / "404.html").unlink()
    (state_folder(output) / "spare" / "a").write_bytes(b"changed, too")
    written(state_folder(output) / "spare", {"b/c": "more"})
    assert write(output, {**FILES, "/a": b"2"}, tmp_path) == 2
    assert held(output) == {**FILES, "/a": b"2"}
    assert write(output, {**FILES, "/a": b"3"}, tmp_path) == 1
    assert held(output) == {**FILES, "/a": b"3"}


def test_an_output_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)
    shutil.rmtree(output)
    assert write(output, FILES, tmp_path) == 3
    assert held(output) == FILES
    write(output, {**FILES, "/a": b"2"}, tmp_path)
    shutil.rmtree(output)
    assert write(output, {**FILES, "/a": b"2"}, tmp_path) == 4
    assert held(output) == {**FILES, "/a": b"2"}


def test_an_output_that_is_deleted_while_its_build_is_at_work_is_complete_afterwards(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)
    with staged(output, tmp_path) as stage:
        shutil.rmtree(output)
        stage.put(FILES)
    assert held(output) == FILES


def test_an_output_that_is_deleted_as_it_is_exchanged_is_complete_afterwards(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)

    def too_late(one: Path, other: Path) -> None:
        shutil.rmtree(output)
        exchange(one, other, between(output), ONCE)

    with staged(output, tmp_path, too_late) as stage:
        stage.put({**FILES, "/a": b"1"})
    assert held(output) == {**FILES, "/a": b"1"}


def test_what_is_left_of_an_output_that_somebody_deletes_is_made_whole_and_nobody_elses_folder(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)
    (output / "site-index.json").unlink()
    assert write(output, FILES, tmp_path) == 1
    assert held(output) == FILES
    (output / "site-index.json").unlink()
    (output / "404.html").write_text("a letter", "utf-8")
    with pytest.raises(BuildError, match="contains files that do not come from an earlier build"):
        write(output, FILES, tmp_path)
    assert held(output) == {"/nl/index.html": FILES["/nl/index.html"], "/404.html": b"a letter"}


def test_an_output_of_an_earlier_version_is_taken_over_with_the_times_of_its_files(tmp_path: Path) -> None:
    output = written(tmp_path / "output", {name.lstrip("/"): data for name, data in FILES.items()})
    os.utime(output / "404.html", (LONG_AGO, LONG_AGO))
    assert write(output, {**FILES, "/a": b"1"}, tmp_path) == 1
    assert (output / "404.html").stat().st_mtime == LONG_AGO


def test_a_second_build_is_refused_while_one_is_at_work(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with staged(output, tmp_path) as stage:
        with pytest.raises(BuildError, match=r"^Another build is writing .*/output right now\.$"):
            write(output, {"/site-index.json": b"[1]"}, tmp_path)
        stage.put(FILES)
    assert held(output) == FILES
    assert write(output, {"/site-index.json": b"[1]"}, tmp_path) == 1


def test_what_is_told_stands_beside_the_output(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with staged(output, tmp_path) as stage:
        stage.put(FILES, {"sources": {"data/a.yaml": "1"}}, {"changes.json": b"{}"})
    assert (tmp_path / "changes.json").read_bytes() == b"{}"
    with staged(output, tmp_path) as stage:
        assert stage.sources == {"data/a.yaml": "1"}
        assert stage.read("/404.html") == b"404"
        assert not stage.compare(FILES)
        stage.put(FILES, {"sources": {"data/a.yaml": "2"}}, {"changes.json": b"[]"})
    assert (tmp_path / "changes.json").read_bytes() == b"[]"
    with staged(output, tmp_path) as stage:
        assert stage.sources == {"data/a.yaml": "2"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".output.jumelage", "changes.json", "output"]


def test_who_is_to_be_forgotten_is_in_no_spare_tree(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, {**FILES, "/secret": b"a name"}, tmp_path)
    with staged(output, tmp_path) as stage:
        stage.put(FILES, forgetful=True)
    assert held(output) == FILES
    assert [path.name for path in state_folder(output).iterdir() if path.is_dir()] == []


def test_nothing_stays_beside_an_output_that_is_to_be_forgotten_but_the_lock(tmp_path: Path) -> None:
    output = tmp_path / "output"
    forgotten(output)
    for text in (b"1", b"2"):
        write(output, {**FILES, "/a": text}, tmp_path)
    elsewhere = written(tmp_path / "elsewhere", {"kept": "a"})
    (state_folder(output) / "link").symlink_to(elsewhere)
    with staged(output, tmp_path):
        forgotten(output)
        assert [path.name for path in state_folder(output).iterdir()] == ["lock"]
        # Who builds at this moment is still the only one.
        with pytest.raises(BuildError, match="Another build is writing"):
            write(output, FILES, tmp_path)
    assert held(output) == {**FILES, "/a": b"2"}
    assert held(elsewhere) == {"/kept": b"a"}
    shutil.rmtree(state_folder(output))
    state_folder(output).symlink_to(elsewhere)
    forgotten(output)
    assert held(elsewhere) == {"/kept": b"a"}


def test_without_an_exchange_in_one_step_two_renames_do_it(tmp_path: Path) -> None:
    output = tmp_path / "output"
    for text in (b"1", b"2", b"3"):
        with staged(output, tmp_path, once=None) as stage:
            stage.put({**FILES, "/a": text})
        assert held(output) == {**FILES, "/a": text}
    assert not between(output).exists()


@pytest.mark.parametrize("served", [True, False], ids=["after the second rename", "after the first rename"])
def test_a_build_that_was_killed_between_two_renames_is_recovered_from(served: bool, tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)
    output.rename(between(output))
    if served:
        written(output, {"site-index.json": "[2]"})
    with staged(output, tmp_path) as stage:
        assert stage.read("/site-index.json") == (b"[2]" if served else b"[]\n")
        stage.put({**FILES, "/a": b"1"})
    assert held(output) == {**FILES, "/a": b"1"}
    assert not between(output).exists()


def test_the_folder_keeps_the_rights_that_somebody_gave_it(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)
    output.chmod(0o2775)
    write(output, {**FILES, "/a": b"1"}, tmp_path)
    assert output.stat().st_mode & 0o7777 == 0o2775


def test_manifests_of_folders_that_are_no_more_do_not_pile_up(tmp_path: Path) -> None:
    output = tmp_path / "output"
    for number in range(4):
        write(output, {**FILES, "/a": bytes([number])}, tmp_path)
        shutil.rmtree(output)
    write(output, FILES, tmp_path)
    assert len([*state_folder(output).glob("*.json")]) <= 2


@pytest.mark.parametrize("kept", ["", "[]", '{"files": {"/a": 1}}', "null"])
def test_a_manifest_that_cannot_be_read_counts_as_none(kept: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)
    for path in state_folder(output).glob("*.json"):
        path.write_text(kept, "utf-8")
    assert write(output, {**FILES, "/a": b"1"}, tmp_path) == 1
    assert held(output) == {**FILES, "/a": b"1"}


def test_what_stands_in_the_way_beside_the_output_is_said(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)
    (state_folder(output) / "1.json").mkdir()
    with pytest.raises(BuildError, match=r"could not be written: Is a directory \(.*/1\.json\)"):
        write(output, FILES, tmp_path)


def test_a_disk_of_its_own_is_refused_for_it_cannot_be_exchanged(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"^The output /proc is a separate disk"):
        write(Path("/proc"), FILES, tmp_path)
