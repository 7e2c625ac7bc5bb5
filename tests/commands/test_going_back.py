"""`jumelage stored`: which run's site may be published again, as a job on GitHub asks it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hub import Hub, hosted
from running import Here
from sites import written

TIP = "a" * 40
HERE = {"full_name": "wie/site"}
RUN = {
    "id": 7,
    "repository": HERE,
    "head_repository": HERE,
    "head_branch": "main",
    "head_sha": TIP,
    "path": ".github/workflows/publish.yml",
    "event": "push",
    "status": "completed",
    "conclusion": "success",
}
SITE = {"id": 70, "name": "site", "expired": False, "size_in_bytes": 1000, "workflow_run": {"id": 7}}


@pytest.fixture
def job() -> Iterator[dict[str, str]]:
    """Return what a job on GitHub finds in its environment, where there is one run with a site."""
    with hosted() as api:
        Hub.runs, Hub.artifacts, Hub.commits = [RUN], [SITE], [TIP]
        yield {"GITHUB_API_URL": api, "GITHUB_REPOSITORY": "wie/site", "GITHUB_TOKEN": "geheim"}


@pytest.mark.parametrize("asked", [("7",), ("",), ()], ids=str)
def test_the_next_job_gets_the_numbers_of_the_site_it_may_fetch(
    asked: tuple[str, ...], job: dict[str, str], valid: Path, here: Here, tmp_path: Path
) -> None:
    reported = tmp_path / "told"
    done = here("stored", *asked, root=valid, GITHUB_OUTPUT=str(reported), **job)
    assert done == (0, "", "Run 7 stored a site of this repository.\n")
    assert reported.read_text("utf-8") == "run=7\nartifact=70\n"


@pytest.mark.parametrize(
    "wrong", [{"head_repository": {"full_name": "ander/site"}}, {"event": "pull_request"}], ids=str
)
@pytest.mark.parametrize("asked", ["7", ""])
def test_a_run_of_a_fork_is_passed_on_to_nobody(
    wrong: dict[str, Any], asked: str, job: dict[str, str], valid: Path, here: Here, tmp_path: Path
) -> None:
    Hub.runs = [{**RUN, **wrong}]
    reported = tmp_path / "told"
    status, said, beside = here("stored", asked, root=valid, GITHUB_OUTPUT=str(reported), **job)
    assert (status, said, reported.exists()) == (1, "", False)
    assert beside.endswith("\n    Choose a run of Publish or Nightly that succeeded; docs/bad-day.md explains how.\n")


@pytest.mark.parametrize("asked", ["x", "7;ls", "7 8", "7 ", "७", "7" * 20, "../7", "$(id)"])
def test_the_number_of_a_run_has_only_digits(asked: str, job: dict[str, str], valid: Path, here: Here) -> None:
    assert here("stored", asked, root=valid, **job)[::2] == (
        1,
        "The number of a run consists of digits only.\n"
        "    Choose a run of Publish or Nightly that succeeded; docs/bad-day.md explains how.\n",
    )
    assert Hub.asked == []


def test_what_github_does_not_say_is_no_consent(job: dict[str, str], valid: Path, here: Here) -> None:
    said = "GitHub gave no details of the run: GET 8: 404 Not Found\n"
    assert here("stored", "8", root=valid, **job) == (3, "", said)
    assert here("stored", root=valid, GITHUB_API_URL="")[0] == 3


def test_the_branch_is_that_of_the_settings_if_they_can_be_read(job: dict[str, str], valid: Path, here: Here) -> None:
    written(valid, {"pelicanconf.py": "BRANCH = 'andere'\n"})
    assert here("stored", "7", root=valid, **job)[2].startswith("Run 7 is not on the branch 'andere'.")
    written(valid, {"pelicanconf.py": "1 / 0\n"})
    assert here("stored", "7", root=valid, **job)[0] == 0


def test_what_was_unpacked_is_looked_through(valid: Path, here: Here) -> None:
    assert here("stored", "--check", "output", root=valid) == (
        1,
        "",
        "The folder output does not contain a built site.\n",
    )
    assert here("build", root=valid)[0] == 0
    assert here("stored", "--check", "output", root=valid) == (0, "", "output contains a site and nothing else.\n")
    (valid / "output" / "nl" / "x").symlink_to(valid / "data")
    said = "The folder output contains something that is not a plain file.\n"
    assert here("stored", "--check", "output", root=valid) == (1, "", said)
