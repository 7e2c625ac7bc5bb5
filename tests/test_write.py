"""The output folder holds exactly what was built, and nothing else is ever touched."""

import errno
import os
from pathlib import Path

import pytest

from jumelage.problems import BuildError
from jumelage.write import write
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
    assert {path.stat().st_mode & 0o777 for path in output.rglob("*.*")} == {0o644}


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


def test_what_an_earlier_build_left_half_written_goes(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)
    (output / "nl" / ".writing-abc").write_bytes(b"half")
    write(output, FILES, tmp_path)
    assert held(output) == FILES


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param(".", "would hold the site's own sources", id="the root itself"),
        pytest.param("..", "would hold the site's own sources", id="a folder above the root"),
        pytest.param("content", "lies among the site's own sources", id="the content"),
        pytest.param("content/nl/output", "lies among the site's own sources", id="in the content"),
        pytest.param("x/../data/output", "lies among the site's own sources", id="in the data, by a detour"),
        pytest.param("theme/static", "lies among the site's own sources", id="in the theme"),
        pytest.param("link/output", "lies among the site's own sources", id="in the content, through a link"),
        pytest.param("linked", "is a symbolic link", id="a link"),
        pytest.param("dangling", "is a symbolic link", id="a link to nowhere"),
        pytest.param("file", "is not a folder", id="a file"),
        pytest.param("papers", "holds files that are not an earlier output", id="a folder of somebody's papers"),
    ],
)
def test_a_folder_that_is_no_output_is_refused_and_left_as_it_is(name: str, message: str, tmp_path: Path) -> None:
    root = written(
        tmp_path / "root", {"content/nl/page/a.md": "a", "file": "a", "papers/letter.txt": "a", "elsewhere/b": "b"}
    )
    (root / "link").symlink_to(root / "content")
    (root / "linked").symlink_to(root / "elsewhere")
    (root / "dangling").symlink_to(root / "nowhere")
    before = held(tmp_path)
    with pytest.raises(BuildError, match=message):
        write(root / name, FILES, root)
    assert held(tmp_path) == before


def test_a_folder_that_cannot_be_written_is_said_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a", "utf-8")
    with pytest.raises(BuildError) as caught:
        write(tmp_path / "file" / "output", FILES, tmp_path)
    assert str(caught.value) == f"The output could not be written: Not a directory ({tmp_path}/file/output)."


def test_a_full_disk_leaves_the_old_file_and_no_half_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "output"
    write(output, FILES, tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "the disk")

    # A disk that is really full needs rights that tests do not have.
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(BuildError) as caught:
        write(output, {**FILES, "/404.html": b"not here"}, tmp_path)
    assert str(caught.value) == "The output could not be written: No space left on device (the disk)."
    assert held(output) == FILES


def test_a_first_output_that_was_not_finished_is_finished_by_the_next_build(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with pytest.raises(BuildError):
        write(output, {"/index.html": b"", f"/{'too-long' * 40}": b"", "/site-index.json": b"[]"}, tmp_path)
    assert write(output, {"/index.html": b"whole", "/site-index.json": b"[]"}, tmp_path) == 1
    assert sorted(path.name for path in output.iterdir()) == ["index.html", "site-index.json"]
