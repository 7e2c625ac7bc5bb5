"""What a repository held before and holds now, and a branch on which a file is kept, against real repositories."""

import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jumelage.repository import git as repository
from jumelage.repository.git import GitError, NowhereError, address, before, fetched, folder_of, kept, newest
from sites import written

WHO = ("-c", "user.name=Wie", "-c", "user.email=wie@example.org")


def git(folder: Path, *words: str) -> str:
    command = ("git", *WHO, *words)
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True).stdout


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
    reported = [f"github-actions[bot] {number}" for number in ("four", "three", "two", "one")]
    assert git(shared, "log", "--format=%an %s", "ledger").splitlines() == reported


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


# Where the repository is, and its newest files

SITE = {"data/a.yaml": "1", "content/.gitkeep": ""}


def cloned(shared: Path, folder: Path) -> Path:
    """Return a clone of a repository."""
    git(folder.parent, "clone", "--quiet", str(shared), folder.name)
    return folder


def pushed(shared: Path, folder: Path, files: dict[str, str]) -> Path:
    """Commit files in a clone of a repository, made when there is none, and push them."""
    if not folder.exists():
        cloned(shared, folder)
    written(folder, files)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Wijziging")
    git(folder, "push", "--quiet", "origin", "HEAD")
    return folder


def test_a_job_says_where_the_repository_is_then_the_settings_then_git(shared: Path, tmp_path: Path) -> None:
    site = pushed(shared, tmp_path / "site", SITE)
    job = {"GITHUB_SERVER_URL": "https://example.org", "GITHUB_REPOSITORY": "wie/site"}
    assert address(site, "https://example.org/other", job) == "https://example.org/wie/site"
    assert address(site, "https://example.org/other", {}) == "https://example.org/other"
    assert address(site, "", {"GITHUB_SERVER_URL": "https://example.org"}) == str(shared)
    git(site, "remote", "set-url", "origin", "../shared.git")
    assert address(site, "", {}) == str(shared)
    git(site, "remote", "set-url", "origin", "git@example.org:wie/site.git")
    assert address(site, "", {}) == "git@example.org:wie/site.git"
    git(site, "remote", "rename", "origin", "elders")
    assert address(site, "", {}) == ""


def test_nothing_tells_where_a_folder_without_a_repository_is(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = pushed(shared, tmp_path / "home", {"notes": ""})
    # A folder within somebody's repository that holds other things.
    assert address(written(home / "site", SITE), "", {}) == ""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert address(written(tmp_path / "plain", SITE), "", {}) == ""
    with pytest.raises(GitError):
        address(home / "site", "", {})


def test_a_file_is_brought_from_the_newest_commit_and_nothing_here_moves(shared: Path, tmp_path: Path) -> None:
    old = pushed(shared, tmp_path / "old", SITE)
    pushed(shared, tmp_path / "new", {"data/a.yaml": "2", "data/b.yaml": "3"})
    before = {path: path.read_bytes() for path in sorted(old.rglob("*")) if path.is_file()}
    assert newest(str(shared), "", "main", "data/a.yaml") == b"2"
    assert newest(str(shared), "", "main", "data/c.yaml") is None
    assert {path: path.read_bytes() for path in sorted(old.rglob("*")) if path.is_file()} == before


def test_a_repository_that_gives_single_files_is_asked_for_one(shared: Path, tmp_path: Path) -> None:
    # As GitHub does; others send all files of the commit.
    for name in ("allowFilter", "allowAnySHA1InWant"):
        git(shared, "config", f"uploadpack.{name}", "true")
    pushed(shared, tmp_path / "site", {**SITE, "content/large": "x" * 1_000_000})
    assert newest(shared.as_uri(), "", "main", "data/a.yaml") == b"1"
    assert newest(shared.as_uri(), "", "main", "data/b.yaml") is None


def test_a_site_in_a_folder_of_its_repository_knows_its_place(shared: Path, tmp_path: Path) -> None:
    top = pushed(shared, tmp_path / "all", {f"a/b c/{name}": text for name, text in SITE.items()})
    assert folder_of(top / "a" / "b c") == "a/b c/"
    assert folder_of(top) == folder_of(tmp_path) == ""
    assert newest(str(shared), "", "main", "a/b c/data/a.yaml") == b"1"
    assert address(top / "a" / "b c", "", {}) == str(shared)


def test_what_is_not_there_is_told_from_who_does_not_answer(shared: Path, tmp_path: Path) -> None:
    assert newest(str(shared), "", "main", "data/a.yaml") is None
    pushed(shared, tmp_path / "site", SITE)
    with pytest.raises(NowhereError, match=r"^trunk$"):
        newest(str(shared), "", "trunk", "data/a.yaml")
    # An old clone, of before the site moved.
    with pytest.raises(NowhereError, match=r"^main:site/data/$"):
        newest(str(shared), "", "main", "site/data/a.yaml")
    with pytest.raises(GitError, match="nowhere") as caught:
        newest(str(tmp_path / "nowhere.git"), "", "main", "data/a.yaml")
    assert not isinstance(caught.value, NowhereError)


def test_who_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository, "PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(GitError, match="no answer in 1 seconds"):
        newest(f"http://127.0.0.1:{silent.getsockname()[1]}/a", "", "main", "data/a.yaml")


def test_files_beside_the_kept_one_are_kept_in_the_same_commit(shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "site" / ".ledger" / "addresses.txt"

    def write(file: Path) -> None:
        adding("/nl/a/")(file)
        file.with_name("published.yaml").write_text("[]\n", "utf-8")
        file.with_name("withdrawn.yaml").write_text("[]\n", "utf-8")

    kept(path, str(shared), "", write, "one", ("published.yaml",))
    assert git(shared, "ls-tree", "--name-only", "ledger").split() == ["addresses.txt", "published.yaml"]
    assert git(shared, "rev-list", "--count", "ledger") == "1\n"
