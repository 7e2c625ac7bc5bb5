"""
Decides which stored site may be published again: one that a publishing workflow made from the main branch.

Anybody can make a run store a file called `site`: with a proposal from a fork, a branch, or a tag named like the
branch. Nothing is downloaded before GitHub has confirmed that the run is none of those.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jumelage.messages.problems import listed
from jumelage.messages.sentences import Sentence
from jumelage.repository.github import GitHub

NAME = "site"
WORKFLOWS = ("publish.yml", "nightly.yml", "back.yml", "takedown.yml")
EVENTS = frozenset({"push", "schedule", "workflow_dispatch"})
# The jobs that store a site: if they succeeded, the site is good, even if it did not go online afterwards.
STORING = frozenset({"Build", "Fetch the earlier site", "Take people off the last good site"})
PAGES = 5  # of a hundred runs each, to search for the newest good one
# Limits that Pages would not accept anyway, and that no site of ours reaches.
LARGEST = 2_000_000_000  # bytes, compressed or not
MOST = 500_000  # files
MARK = "site-index.json"


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored site: the ids of the run and the artifact."""

    run: int
    artifact: int


def verified(hub: GitHub, run: int, branch: str) -> Stored | Sentence:
    """
    Return the site that a run stored, or why it may not be published.

    Raises:
        GitHubError: GitHub does not answer, or there is no such run.
    """
    known = hub.ask("GET", f"actions/runs/{run}")
    doubt = _doubt(known, run, hub.repository, branch) or _unfinished(hub, known, run)
    if doubt:
        return doubt
    if not _merged(hub, known, _tip(hub, branch)):
        return Sentence("Run {run} is of a commit that is not on the branch '{branch}' now.", run=run, branch=branch)
    return _artifact(hub, run) or Sentence("Run {run} stored no site, or the site is no longer kept.", run=run)


def newest(hub: GitHub, branch: str) -> Stored | Sentence:
    """
    Return the site stored by the newest successful run, or a message that there is none.

    Raises:
        GitHubError: GitHub does not answer.
    """
    tip = _tip(hub, branch)
    for known in _ended_well(hub, branch):
        run = _fact(known, "id")
        if isinstance(run, int) and not _doubt(known, run, hub.repository, branch) and _merged(hub, known, tip):
            found = _artifact(hub, run)
            if found:
                return found
    return Sentence("No run on the branch '{branch}' has a stored site that can be published.", branch=branch)


def unfit(folder: Path) -> Sentence | None:
    """Return why an unpacked folder is not a site: it has other things than plain files, or too much; None if it is."""
    if folder.is_symlink() or not (folder / MARK).is_file():
        return Sentence("The folder {path} does not contain a built site.", path=str(folder))
    count = size = 0
    for entry in _entries(folder):
        if not entry.is_file(follow_symlinks=False):
            return Sentence("The folder {path} contains something that is not a plain file.", path=str(folder))
        count, size = count + 1, size + entry.stat(follow_symlinks=False).st_size
        if count > MOST or size > LARGEST:
            return Sentence("The folder {path} contains more than a site can.", path=str(folder))
    return None


def _entries(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(entry.path)
            else:
                yield entry


def _doubt(known: Any, run: int, repository: str, branch: str) -> Sentence | None:
    """Return why a run is not one of ours, according to GitHub; None if it is."""
    homes = [_fact(known, which, "full_name") for which in ("repository", "head_repository")]
    if not repository or any(str(one).casefold() != repository.casefold() for one in homes):
        return Sentence("Run {run} does not come from this repository.", run=run)
    if _fact(known, "head_branch") != branch:
        return Sentence("Run {run} is not on the branch '{branch}'.", run=run, branch=branch)
    path = str(_fact(known, "path")).partition("@")[0]
    if path not in {f".github/workflows/{one}" for one in WORKFLOWS}:
        return Sentence("Run {run} is not a run of {workflows}.", run=run, workflows=listed(WORKFLOWS))
    if _fact(known, "event") not in EVENTS:
        return Sentence("Run {run} was started neither by a merge, nor by the schedule, nor by hand.", run=run)
    return None


def _unfinished(hub: GitHub, known: Any, run: int) -> Sentence | None:
    if _fact(known, "status") != "completed":
        return Sentence("Run {run} has not ended yet.", run=run)
    if _fact(known, "conclusion") == "success":
        return None
    jobs = _list(hub.ask("GET", f"actions/runs/{run}/jobs?per_page=100"), "jobs")
    # The name of a job in a called workflow is prefixed with the name of the calling job.
    good = {str(_fact(job, "name")).rpartition(" / ")[2] for job in jobs if _fact(job, "conclusion") == "success"}
    return None if good & STORING else Sentence("Run {run} did not succeed.", run=run)


def _tip(hub: GitHub, branch: str) -> str:
    # A tag of that name is something else.
    return _commit(_fact(hub.ask("GET", f"git/ref/heads/{quote(branch)}"), "object", "sha"))


def _merged(hub: GitHub, known: Any, tip: str) -> bool:
    """Return whether the commit of a run is in the history of the branch: the name alone could be a tag's."""
    commit = _commit(_fact(known, "head_sha"))
    if not commit or not tip:
        return False
    return commit == tip or _fact(hub.ask("GET", f"compare/{commit}...{tip}?per_page=1"), "status") == "ahead"


def _artifact(hub: GitHub, run: int) -> Stored | None:
    """Return the newest site that a run stored and that is still kept."""
    held = _list(hub.ask("GET", f"actions/runs/{run}/artifacts?name={NAME}&per_page=100"), "artifacts")
    good = [
        number
        for one in held
        if _fact(one, "name") == NAME
        and _fact(one, "expired") is False
        and _fact(one, "workflow_run", "id") == run
        and isinstance(number := _fact(one, "id"), int)
        and isinstance(size := _fact(one, "size_in_bytes"), int)
        and size <= LARGEST
    ]
    return Stored(run, max(good)) if good else None


def _ended_well(hub: GitHub, branch: str) -> Iterator[Any]:
    for page in range(1, PAGES + 1):
        asked = f"actions/runs?branch={quote(branch, safe='')}&status=success&per_page=100&page={page}"
        runs = _list(hub.ask("GET", asked), "workflow_runs")
        yield from runs
        if len(runs) < 100:
            return


def _commit(value: Any) -> str:
    """Return a value if it is a commit hash, else ''."""
    return value if isinstance(value, str) and len(value) == 40 and not set(value) - set("0123456789abcdef") else ""


def _list(value: Any, name: str) -> list[Any]:
    held = _fact(value, name)
    return held if isinstance(held, list) else []


def _fact(value: Any, *names: str) -> Any:
    """Return the value under nested keys of an answer, None if there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
