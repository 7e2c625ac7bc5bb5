"""What stood in a repository before, and a branch on which a file is kept, against real repositories."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jumelage.repository import GitError, before, fetched, kept
from sites import written

WHO = ("-c", "user.name=Wie", "-c", "user.email=wie@example.org")


def git(folder: Path, *words: str) -> str:
    return subprocess.run(("git", *WHO, *words), cwd=folder, capture_output=True, text=True, check=True).stdout  # noqa: S607


def committed(folder: Path, **files: str) -> Path:
    """Commit files to a repository, which is made when there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch", "main")
    written(folder, {name.replace("_", "/"): text for name, text in files.items()})
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Wijziging")
    return folder


def adding(line: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        had = path.read_text("utf-8").splitlines() if path.exists() else []
        path.write_text("".join(f"{one}\n" for one in sorted({*had, line})), "utf-8")

    return write


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Return a repository that others push to."""
    folder = tmp_path / "shared.git"
    folder.mkdir()
    git(folder, "init", "--quiet", "--bare", "--initial-branch", "main")
    return folder


def test_the_commit_before_is_written_out_as_it_was(tmp_path: Path) -> None:
    root = committed(tmp_path / "site", data_a="1", data_b="1")
    committed(root, data_a="2", data_c="2")
    (tmp_path / "before").mkdir()
    assert before(root, tmp_path / "before")
    held = {path.name: path.read_text("utf-8") for path in (tmp_path / "before" / "data").iterdir()}
    assert held == {"a": "1", "b": "1"}


def test_a_site_in_a_folder_of_a_repository_is_written_out_alone(tmp_path: Path) -> None:
    root = committed(tmp_path / "all", site_a="1", other_b="1")
    committed(root, site_a="2")
    (tmp_path / "before").mkdir()
    assert before(root / "site", tmp_path / "before")
    assert [path.name for path in (tmp_path / "before").iterdir()] == ["a"]


def test_links_of_the_commit_before_are_left_out(tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    (root / "away").symlink_to("/etc")
    committed(committed(root, data_a="1"), data_a="2")
    (tmp_path / "before").mkdir()
    assert before(root, tmp_path / "before")
    assert [path.name for path in (tmp_path / "before").iterdir()] == ["data"]


def test_of_a_first_commit_and_of_no_repository_there_is_nothing_before(tmp_path: Path) -> None:
    assert not before(committed(tmp_path / "site", a="1"), tmp_path)
    (tmp_path / "plain").mkdir()
    assert not before(tmp_path / "plain", tmp_path)


def test_a_file_is_kept_on_a_branch_of_its_own_and_grows(shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "site" / ".ledger" / "addresses.txt"
    assert kept(path, str(shared), "", adding("/nl/a/"), "one")
    second = kept(path, str(shared), "", adding("/nl/b/"), "two")
    # Each publication has a commit of its own, by which Pages tells it from the one before.
    assert kept(path, str(shared), "", adding("/nl/b/"), "three") != second
    assert git(shared, "show", "ledger:addresses.txt") == "/nl/a/\n/nl/b/\n"
    assert git(shared, "ls-tree", "--name-only", "ledger") == "addresses.txt\n"
    # From another machine it goes on where the branch stands.
    other = tmp_path / "other" / ".ledger" / "addresses.txt"
    last = kept(other, str(shared), "", adding("/nl/c/"), "four")
    assert git(shared, "rev-parse", "ledger") == f"{last}\n"
    assert git(shared, "show", "ledger:addresses.txt") == "/nl/a/\n/nl/b/\n/nl/c/\n"
    told = [f"github-actions[bot] {number}" for number in ("four", "three", "two", "one")]
    assert git(shared, "log", "--format=%an %s", "ledger").splitlines() == told


def test_a_branch_that_is_not_there_yet_is_told_from_a_repository_that_does_not_answer(
    shared: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "site" / ".ledger"
    assert not fetched(folder, str(shared), "")
    with pytest.raises(GitError, match="nowhere"):
        fetched(folder, str(tmp_path / "nowhere.git"), "")
    kept(tmp_path / "other" / "addresses.txt", str(shared), "", adding("/nl/a/"), "one")
    (folder / "addresses.txt").write_text("of somebody else", "utf-8")
    assert fetched(folder, str(shared), "")
    assert (folder / "addresses.txt").read_text("utf-8") == "/nl/a/\n"


def test_who_was_overtaken_tries_again(shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "one" / "addresses.txt"
    kept(path, str(shared), "", adding("/nl/a/"), "x")
    turns: list[Path] = []

    def write(file: Path) -> None:
        if not turns:
            kept(tmp_path / "two" / "addresses.txt", str(shared), "", adding("/nl/meanwhile/"), "x")
        turns.append(file)
        adding("/nl/b/")(file)

    assert kept(path, str(shared), "", write, "x")
    assert len(turns) == 2
    assert git(shared, "show", "ledger:addresses.txt") == "/nl/a/\n/nl/b/\n/nl/meanwhile/\n"


def test_a_repository_that_cannot_be_reached_is_said(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="nowhere"):
        kept(tmp_path / "ledger" / "addresses.txt", str(tmp_path / "nowhere.git"), "", adding("/nl/a/"), "x")


def test_the_token_goes_along_and_is_not_said(tmp_path: Path) -> None:
    # Port 9 answers nobody.
    with pytest.raises(GitError) as caught:
        kept(tmp_path / "ledger" / "addresses.txt", "http://127.0.0.1:9/a", "geheim", adding("/nl/a/"), "x")
    assert "geheim" not in str(caught.value)


def test_without_git_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="No such file"):
        kept(tmp_path / "ledger" / "addresses.txt", "", "", adding("/nl/a/"), "x")
