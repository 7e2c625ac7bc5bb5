"""What is published is searched for the marks of its own tree and of the newest main; none of them may be gone."""

import os
import time
from pathlib import Path

import pytest

from findings import found
from jumelage.content.withdrawn import BROUGHT, PUBLISHED, TREE
from jumelage.messages.problems import BuildError, ContentError
from jumelage.privacy.remains import UnusableKeyError, marks_and_key, marks_of, require_newest, search_remains
from jumelage.repository.git import GitError
from marking import KEY, entry, marked
from sites import settings, small, written

OTHER = "another-key-of-more-than-32-characters"
WITH_KEY = {"WITHDRAWN_KEY": KEY}
KNOWN = settings(publish=True, repository="https://example.org/wie/site")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small(tmp_path)


def known(root: Path) -> set[str]:
    return {one.mark for one in marks_and_key(root, WITH_KEY)[0]}


# Which marks


def test_marks_of_the_tree_and_of_the_newest_main_are_searched_together(root: Path) -> None:
    written(root, {TREE: marked("persoon een"), BROUGHT: marked("persoon twee", "persoon een")})
    assert known(root) == {entry(one).mark for one in ("persoon een", "persoon twee")}
    assert marks_and_key(root, WITH_KEY)[1] == KEY.encode()


@pytest.mark.parametrize(("name", "older"), [(TREE, False), (BROUGHT, True)])
def test_a_mark_of_either_refuses_what_names_its_person(
    name: str, older: bool, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WITHDRAWN_KEY", KEY)
    written(root, {name: marked("persoon een")})
    with pytest.raises(BuildError, match=r"still named in: /nl/a\.txt\. Nothing") as refused:
        search_remains(root, {"/nl/a.txt": b"Persoon Een"}, settings(publish=True))
    assert str(refused.value).startswith("This folder is older than main") is older
    assert search_remains(root, {"/nl/a.txt": b"Niemand"}, settings(publish=True)) == ()


def test_without_any_mark_no_key_is_needed(root: Path) -> None:
    assert marks_and_key(root, {}) == ((), b"")
    assert marks_and_key(written(root, {BROUGHT: "", PUBLISHED: ""}), {}) == ((), b"")


# Proofs


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("words: 2", "words: 7", id="another number of words"),
        pytest.param("words: 2", "words: 1", id="one word"),
        pytest.param(entry("persoon een").mark, entry("persoon drie").mark, id="another mark"),
        pytest.param(entry("persoon een").proof, entry("persoon drie").proof, id="the proof of another mark"),
        pytest.param(entry("persoon een").proof, entry("persoon een", OTHER).proof, id="another key"),
    ],
)
@pytest.mark.parametrize("name", [TREE, BROUGHT])
def test_a_line_that_was_changed_stops_publishing_and_is_told_by_its_place(
    name: str, old: str, new: str, root: Path
) -> None:
    text = "# Kop.\n" + marked("persoon twee") + marked("persoon een").replace(old, new)
    with pytest.raises(ContentError) as caught:
        marks_and_key(written(root, {name: text}), WITH_KEY)
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"{name}:3:3: This mark has been changed")
    assert "persoon" not in str(problem)


def test_pages_of_namesakes_are_outside_the_proof(root: Path) -> None:
    text = marked("persoon een").replace("}", ", except: [/nl/nieuws/x/]}")
    (found,), _ = marks_and_key(written(root, {TREE: text}), WITH_KEY)
    assert found.except_ == ("/nl/nieuws/x/",)


def test_another_key_is_told_from_a_changed_line(root: Path) -> None:
    written(root, {TREE: marked("persoon een", "persoon twee", key=OTHER)})
    for asked in (lambda: marks_and_key(root, WITH_KEY), lambda: marks_of(root, KEY.encode())):
        with pytest.raises(UnusableKeyError, match="is not the key with which"):
            asked()
    # One that fits is enough: the others were changed.
    written(root, {BROUGHT: marked("persoon drie")})
    assert len(marks_of(root, KEY.encode())) == 3
    with pytest.raises(ContentError):
        marks_and_key(root, WITH_KEY)


def test_an_invalid_file_stops_publishing_and_no_withdrawal(root: Path) -> None:
    written(root, {TREE: "- mark: Persoon\n- [\n"})
    with pytest.raises(ContentError):
        marks_and_key(root, WITH_KEY)
    assert marks_of(root, KEY.encode()) == ()


# What was published before


EMPTIED = (b"", b"\n", b"# Kop.\n", b"[]\n", b"---\n", b"\xef\xbb\xbf", None)


@pytest.mark.parametrize("data", EMPTIED)
@pytest.mark.parametrize("published", ["", marked("persoon een")], ids=["never published", "published"])
def test_a_file_that_lost_its_marks_is_not_one_that_was_deleted(data: bytes | None, published: str, root: Path) -> None:
    written(root, {PUBLISHED: published})
    emptied(root / TREE, data)
    with pytest.raises(ContentError) as caught:
        search_remains(root, {"/a": b"Persoon Een"}, settings(publish=True))
    (problem,) = caught.value.problems
    assert (problem.position.path, "Only if the key is lost" in str(problem.hint)) == (TREE, True)
    assert [one.position.path for one in found(root) if one.position.path == TREE] == [TREE]


def emptied(path: Path, data: bytes | None) -> None:
    """Put something without marks where a file of marks was; None is a folder."""
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    if data is None:
        path.mkdir()
    else:
        path.write_bytes(data)


@pytest.mark.parametrize("data", EMPTIED[1:])
@pytest.mark.parametrize("name", [BROUGHT, PUBLISHED])
def test_a_copy_that_lost_its_marks_is_to_be_brought_again(name: str, data: bytes | None, root: Path) -> None:
    emptied(root / name, data)
    if (name, data) == (PUBLISHED, b"# Kop.\n"):
        # As it is written when nobody has been withdrawn.
        assert marks_and_key(root, {}) == ((), b"")
        return
    with pytest.raises(ContentError) as caught:
        marks_and_key(written(root, {TREE: marked("persoon een")}), WITH_KEY)
    (problem,) = caught.value.problems
    assert (problem.position.path, str(problem.hint).startswith("Run 'make marks' again.")) == (name, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [("proof", "prof"), ("- {", "- ["), (entry("persoon een").proof, "0" * 64), ("words: 2", "words: 3"), ("mark", "")],
)
def test_marks_of_the_last_publication_that_are_damaged_stop_the_next(old: str, new: str, root: Path) -> None:
    published = marked("persoon twee") + marked("persoon een").replace(old, new)
    with pytest.raises(ContentError, match="Run 'make marks' again") as caught:
        marks_and_key(written(root, {TREE: marked("persoon twee"), PUBLISHED: published}), WITH_KEY)
    assert {one.position.path for one in caught.value.problems} == {PUBLISHED}


def test_a_mark_that_is_gone_since_the_last_publication_stops_publishing(root: Path) -> None:
    rest = marked("persoon twee")
    written(root, {TREE: rest, BROUGHT: rest, PUBLISHED: marked("persoon een", "persoon-een", "persoon twee")})
    with pytest.raises(
        BuildError, match=r"have disappeared from data/withdrawn\.yaml since the last publication: 2\. "
    ) as said:
        marks_and_key(root, WITH_KEY)
    assert "persoon" not in str(said.value).replace("runbook-persons", "").replace("persons", "")
    # The newest main has them: an old clone may go on.
    written(root, {BROUGHT: marked("persoon een", "persoon-een", "persoon twee")})
    assert len(known(root)) == 3


def test_to_delete_the_whole_file_is_the_way_out_and_is_said(root: Path) -> None:
    written(root, {BROUGHT: "", PUBLISHED: marked("persoon een")})
    assert marks_and_key(root, {}) == ((), b"")
    (said,) = search_remains(root, {"/a": b"Persoon Een"}, settings(publish=True))
    assert str(said).startswith("data/withdrawn.yaml was deleted, so nobody")


def test_marks_of_a_key_that_was_replaced_are_not_missed(root: Path) -> None:
    written(root, {TREE: marked("persoon een"), PUBLISHED: marked("persoon twee", "persoon drie", key=OTHER)})
    assert known(root) == {entry("persoon een").mark}
    # With the other key the marks of the tree are those that fit nothing.
    with pytest.raises(UnusableKeyError, match="is not the key"):
        marks_and_key(root, {"WITHDRAWN_KEY": OTHER})


# Newest


def test_with_a_known_repository_nothing_is_published_without_its_newest_marks(root: Path) -> None:
    with pytest.raises(BuildError, match=r"run 'make marks' .* --offline"):
        search_remains(root, {}, KNOWN)
    written(root, {BROUGHT: ""})
    assert search_remains(root, {}, KNOWN) == ()


@pytest.mark.parametrize("hours", [-2, 0.9, 1.1, 48])
def test_what_was_brought_is_the_newest_for_an_hour(hours: float, root: Path) -> None:
    path = written(root, {BROUGHT: ""}) / BROUGHT
    then = time.time() - hours * 3600
    os.utime(path, (then, then))
    if hours == 0.9:
        require_newest(root, KNOWN, {})
    else:
        with pytest.raises(BuildError, match="make marks"):
            require_newest(root, KNOWN, {})
        require_newest(root, settings(publish=True), {})


def test_offline_the_marks_of_this_machine_count_and_that_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WITHDRAWN_KEY", KEY)
    offline = settings(publish=True, repository="https://example.org/wie/site", offline=True)
    (said,) = search_remains(root, {}, offline)
    assert str(said).startswith("Published offline")
    path = written(root, {BROUGHT: marked("persoon een")}) / BROUGHT
    os.utime(path, (0, 0))
    with pytest.raises(BuildError, match="still named in"):
        search_remains(root, {"/a": b"Persoon Een"}, offline)
    assert len(search_remains(root, {"/a.pdf": b"%PDF-"}, offline)) == 2


def test_a_job_on_github_knows_its_repository(root: Path) -> None:
    hosted = {"GITHUB_SERVER_URL": "https://example.org", "GITHUB_REPOSITORY": "wie/site"}
    require_newest(root, settings(publish=True), {})
    with pytest.raises(BuildError, match="make marks"):
        require_newest(root, settings(publish=True), hosted)


def test_a_repository_that_git_cannot_read_is_no_unknown_one(root: Path) -> None:
    (root / ".git").write_text("gitdir: nowhere\n", "utf-8")
    with pytest.raises(BuildError, match="Git does not know where the repository is: ") as caught:
        require_newest(root, settings(publish=True), {})
    assert isinstance(caught.value.__cause__, GitError)
    require_newest(root, settings(publish=True, offline=True), {})


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_no_copy_of_marks(there: bool, root: Path, tmp_path: Path) -> None:
    written(tmp_path, {"elsewhere.yaml": marked("persoon een"), ".ledger/x": ""})
    (root / BROUGHT).symlink_to(tmp_path / ("elsewhere.yaml" if there else "nowhere.yaml"))
    with pytest.raises(ContentError, match="must be a file"):
        marks_and_key(root, {})
    with pytest.raises(BuildError, match="make marks"):
        require_newest(root, KNOWN, {})
