"""Only a site that a publishing workflow of this repository made of its main branch is ever downloaded."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hub import Hub, hosted
from jumelage.publishing import stored
from jumelage.publishing.stored import Stored, newest, unfit, verified
from jumelage.repository.github import GitHub
from sites import written

TIP, OLD, STRANGE = "a" * 40, "b" * 40, "c" * 40
HERE = {"full_name": "wie/site"}
FORK = {"full_name": "ander/site"}


@pytest.fixture
def hub() -> Iterator[GitHub]:
    with hosted() as api:
        Hub.commits = [TIP, OLD]
        yield GitHub(api, "wie/site", "geheim")


def run(number: int = 7, **changes: Any) -> dict[str, Any]:
    """Return what GitHub says of a good run of Publish, with changes."""
    known = {
        "id": number,
        "repository": HERE,
        "head_repository": HERE,
        "head_branch": "main",
        "head_sha": OLD,
        "path": ".github/workflows/publish.yml",
        "event": "push",
        "status": "completed",
        "conclusion": "success",
    }
    return {**known, **changes}


def artifact(number: int = 70, of: int = 7, **changes: Any) -> dict[str, Any]:
    known = {"id": number, "run_id": of, "name": "site", "expired": False, "size_in_bytes": 1000}
    return {**known, "workflow_run": {"id": of}, **changes}


@pytest.mark.parametrize(
    "known",
    [
        run(),
        run(path=".github/workflows/nightly.yml@refs/heads/main", event="schedule"),
        run(path=".github/workflows/nightly.yml", event="workflow_dispatch"),
        run(path=".github/workflows/back.yml", event="workflow_dispatch"),
        run(path=".github/workflows/takedown.yml@main", event="workflow_dispatch"),
        run(head_sha=TIP),
        run(repository={"full_name": "Wie/Site"}),
    ],
)
def test_a_site_that_a_publishing_workflow_made_of_main_is_taken(known: dict[str, Any], hub: GitHub) -> None:
    Hub.runs, Hub.artifacts = [known], [artifact(70), artifact(71), artifact(72, name="github-pages")]
    assert verified(hub, 7, "main") == Stored(7, 71)
    assert {one.partition(" ")[0] for one in Hub.asked} == {"GET"}


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (run(head_repository=FORK), "Run 7 does not come from this repository."),
        (run(repository=FORK), "Run 7 does not come from this repository."),
        # The fork is no more.
        (run(head_repository=None), "Run 7 does not come from this repository."),
        (run(head_branch="correction"), "Run 7 is not on the branch 'main'."),
        (run(head_branch=None), "Run 7 is not on the branch 'main'."),
        (run(path=".github/workflows/check.yml"), "Run 7 is not a run of 'publish.yml', "),
        (run(path=".github/workflows/publish.yml.yml"), "Run 7 is not a run of 'publish.yml', "),
        (run(path="publish.yml"), "Run 7 is not a run of 'publish.yml', "),
        (run(path=None), "Run 7 is not a run of 'publish.yml', "),
        (run(event="pull_request"), "Run 7 was started neither by a merge"),
        (run(event="pull_request_target"), "Run 7 was started neither by a merge"),
        (run(event="workflow_run"), "Run 7 was started neither by a merge"),
        (run(status="in_progress", conclusion=None), "Run 7 has not ended yet."),
        (run(conclusion="failure"), "Run 7 did not succeed."),
        # A tag that is called 'main' has that name for its branch.
        (run(head_sha=STRANGE), "Run 7 is of a commit that is not on the branch 'main' now."),
        (run(head_sha="../../x"), "Run 7 is of a commit that is not on the branch 'main' now."),
        (run(head_sha=None), "Run 7 is of a commit that is not on the branch 'main' now."),
    ],
)
def test_a_run_that_could_be_somebody_elses_is_refused(known: dict[str, Any], said: str, hub: GitHub) -> None:
    Hub.runs, Hub.artifacts = [known], [artifact()]
    assert str(verified(hub, 7, "main")).startswith(said)
    assert str(newest(hub, "main")) == "No run on the branch 'main' has a stored site that can be published."


@pytest.mark.parametrize(
    "held",
    [
        [],
        [artifact(expired=True)],
        [artifact(expired=None)],
        [artifact(name="preview")],
        [artifact(size_in_bytes=stored.LARGEST + 1)],
        [artifact(size_in_bytes=None)],
        [artifact(id="70")],
        [artifact(workflow_run={"id": 8})],
        [artifact(workflow_run=None)],
        ["site"],
    ],
    ids=str,
)
def test_a_run_whose_site_is_not_there_any_more_is_refused(held: list[Any], hub: GitHub) -> None:
    Hub.runs = [run()]
    Hub.artifacts = [one if isinstance(one, dict) else {"run_id": 7} for one in held]
    assert str(verified(hub, 7, "main")) == "Run 7 stored no site, or the site is no longer kept."


@pytest.mark.parametrize("name", ["Build", "publish / Build", "Fetch the earlier site"])
def test_a_site_that_was_built_and_did_not_go_online_is_good(name: str, hub: GitHub) -> None:
    Hub.runs, Hub.artifacts = [run(conclusion="failure")], [artifact()]
    Hub.jobs = [{"name": name, "conclusion": "success"}, {"name": "Put online / Deploy", "conclusion": "failure"}]
    assert verified(hub, 7, "main") == Stored(7, 70)
    Hub.jobs = [{"name": name, "conclusion": "failure"}, {"name": "Other", "conclusion": "success"}]
    assert str(verified(hub, 7, "main")) == "Run 7 did not succeed."


def test_the_newest_good_run_is_found_among_others(hub: GitHub) -> None:
    Hub.runs = [
        run(19, conclusion="failure"),
        run(18, head_branch="correction"),
        run(17, head_repository=FORK),
        run(16, path=".github/workflows/links.yml"),
        *(run(number, path=".github/workflows/nightly.yml") for number in range(300, 100, -1)),
        run(15, head_sha=STRANGE),
        run(14),
        run(13),
    ]
    Hub.artifacts = [artifact(140, of=14), artifact(130, of=13), artifact(150, of=15), artifact(190, of=19)]
    assert newest(hub, "main") == Stored(14, 140)


def test_a_search_for_the_newest_good_run_has_an_end(hub: GitHub) -> None:
    Hub.runs = [run(number, path=".github/workflows/links.yml") for number in range(900)]
    assert str(newest(hub, "main")).startswith("No run on the branch")
    assert Hub.asked.count("GET /repos/wie/site/actions/runs") == stored.PAGES


@pytest.mark.parametrize("answer", [[], {}, None, {"workflow_runs": None}, {"workflow_runs": [None, 3, {"id": "7"}]}])
def test_answers_that_are_none_refuse(answer: Any, hub: GitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Hub, "of_runs", lambda *_: (200, answer))
    assert str(newest(hub, "main")).startswith("No run on the branch")
    assert str(verified(hub, 7, "main")).startswith("Run 7 does not come from this repository")


def site(folder: Path) -> Path:
    return written(folder / "output", {"site-index.json": "[]", "nl/index.html": "a", ".well-known/security.txt": "b"})


def test_a_folder_of_plain_files_is_a_site(tmp_path: Path) -> None:
    assert unfit(site(tmp_path)) is None


@pytest.mark.parametrize("kind", ["link to a file", "link to a folder", "link to nowhere", "pipe"])
def test_a_folder_with_anything_but_plain_files_is_no_site(kind: str, tmp_path: Path) -> None:
    folder = site(tmp_path)
    secret = written(tmp_path, {"secret/key": "geheim"}) / "secret"
    place = folder / "nl" / "x"
    targets = {"link to a file": secret / "key", "link to a folder": secret, "link to nowhere": tmp_path / "none"}
    if kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(targets[kind])
    assert str(unfit(folder)) == f"The folder {folder} contains something that is not a plain file."


def test_a_folder_without_a_site_or_behind_a_link_is_none(tmp_path: Path) -> None:
    folder = site(tmp_path)
    link = tmp_path / "link"
    link.symlink_to(folder)
    for one in (link, tmp_path / "nowhere", folder / "nl"):
        assert str(unfit(one)) == f"The folder {one} does not contain a built site."


@pytest.mark.parametrize(("name", "limit"), [("MOST", 2), ("LARGEST", 3)])
def test_a_folder_that_holds_more_than_a_site_can_is_none(
    name: str, limit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site(tmp_path)
    monkeypatch.setattr(stored, name, limit)
    assert str(unfit(folder)) == f"The folder {folder} contains more than a site can."
