"""Two people withdraw, merge and publish, from clones of one repository, as one does: with git and the commands."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from findings import valid_site
from marking import KEY, marked
from running import PELICAN, Here, held, outcome
from sites import ROOT, plain, written

WHO = ("-c", "user.name=Wie", "-c", "user.email=wie@example.org")
PERSONS = "data/persons_at_risk.yaml"
MARKS = "data/withdrawn.yaml"
SECOND = """\
- id: nog-iemand
  name: {nl: Nog Iemand, fr: Encore Quelque, en: Another Body}
  ground: {kind: public-campaign, organisation: vrienden, source: Oproep}
  adult: true
  adoptions:
    - {municipality: zonnedal, day: 2025-03-01, network: licht}
  status: {value: unknown, as_of: 2026}
  review_by: 2027
  sources:
    - {title: Oproep, publisher: vrienden}
"""
PUBLISH = ("build", "--settings", "publishconf.py")
CONF = {"pelicanconf.py": "from jumelage.pelican_settings import *\n"}
CONF |= {
    "publishconf.py": f"{CONF['pelicanconf.py']}PUBLISH = True\nCONTACT = 'a@example.org'\nSITEURL = 'https://a.example.org'\n"
}
CONF |= {name: (ROOT / "scaffold" / name).read_text("utf-8") for name in (".gitignore", ".gitattributes")}


def git(folder: Path, *words: str, fails: bool = False) -> str:
    command = ("git", *WHO, *words)
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert fails or done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def committed(folder: Path, push: bool = True) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Correctie")
    if push:
        git(folder, "push", "--quiet", "origin", "HEAD:main")


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Return a repository that holds a site on two persons."""
    shared = tmp_path / "hub" / "wie" / "site"
    shared.mkdir(parents=True)
    git(shared, "init", "--quiet", "--bare", "--initial-branch", "main")
    first = written(plain(valid_site(tmp_path)), CONF)
    persons = (first / PERSONS).read_text("utf-8")
    written(first, {PERSONS: persons + SECOND})
    git(first, "init", "--quiet", "--initial-branch", "main")
    git(first, "remote", "add", "origin", str(shared))
    committed(first)
    return shared


Clone = Callable[[str], Path]


@pytest.fixture
def clone(hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Return what makes a clone of the repository by a name."""
    monkeypatch.setenv("WITHDRAWN_KEY", KEY)

    def make(name: str) -> Path:
        git(tmp_path, "clone", "--quiet", str(hub), name)
        return tmp_path / name

    return make


def job(hub: Path) -> dict[str, str]:
    """Return what a job on GitHub says of itself."""
    return {"GITHUB_SERVER_URL": str(hub.parent.parent), "GITHUB_REPOSITORY": "wie/site"}


def searched(root: Path, here: Here) -> list[str]:
    """Return which of two persons are found in a folder of texts."""
    texts = {"een.txt": "Un Exemple", "nog.txt": "nog-iemand", "niemand.txt": "Niemand"}
    assert here("marks", root=root)[0] == 0
    status, said, beside = here("withdraw", "--search", written(root / "stored", texts), root=root)
    assert status in {0, 1}, beside
    return said.splitlines()


# Two withdrawals at once


def test_two_withdrawals_at_once_are_merged_by_keeping_both(clone: Clone, here: Here) -> None:
    one, two = clone("one"), clone("two")
    for root, who in ((one, "een-voorbeeld"), (two, "nog-iemand")):
        assert here("withdraw", "person", who, root=root)[0] == 0
    committed(one)
    committed(two, push=False)
    git(two, "fetch", "--quiet", "origin")
    git(two, "merge", "--quiet", "origin/main", fails=True)
    # Both records went from one file, which a person puts right; the marks need nobody.
    assert "<<<<<<<" in (two / PERSONS).read_text("utf-8")
    assert [(two / MARKS).read_text("utf-8").count(one) for one in ("<<<<<<<", "- {mark: ")] == [0, 14]
    written(two, {PERSONS: "[]\n"})
    committed(two)
    assert here("check", root=two)[0] == 0
    assert searched(two, here) == ["/een.txt", "/nog.txt"]
    assert here(*PUBLISH, root=two)[0] == 0


@pytest.mark.parametrize("ours_first", [True, False], ids=["ours first", "theirs first"])
@pytest.mark.parametrize("finished", [True, False], ids=["resolved", "left by the merge"])
def test_a_conflict_is_resolved_by_keeping_both_sides_in_either_order(
    ours_first: bool, finished: bool, clone: Clone, here: Here
) -> None:
    root, other = clone("one"), clone("two")
    here("withdraw", "person", "een-voorbeeld", root=root)
    here("withdraw", "person", "nog-iemand", root=other)
    sides = [(one / MARKS).read_text("utf-8") for one in (root, other)]
    ours, theirs = sides if ours_first else sides[::-1]
    merged = ours + theirs if finished else f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> main\n"
    written(root, {MARKS: merged, PERSONS: "[]\n"})
    if not finished:
        status, found, _ = here("check", root=root)
        assert (status, f"{MARKS}:1:1: Two versions" in found, "Keep the lines of both sides" in found) == (
            1,
            True,
            True,
        )
        assert here("withdraw", "--search", "data", "--offline", root=root)[0] == 1
        # Whoever must be taken off meanwhile is, and that puts the file in order.
        written(root, {PERSONS: SECOND.replace("nog-iemand", "derde")})
        assert here("withdraw", "person", "derde", root=root)[0] == 0
    assert here("check", root=root)[0] == 0
    assert searched(root, here) == ["/een.txt", "/nog.txt"]


# The newest main


def test_an_old_clone_and_an_old_commit_do_not_publish_who_was_withdrawn(clone: Clone, hub: Path, here: Here) -> None:
    old, new = clone("old"), clone("new")
    assert here("marks", root=old)[0] == 0
    assert here(*PUBLISH, root=old)[0] == 0
    before = held(old / "output")
    here("withdraw", "person", "een-voorbeeld", root=new)
    committed(new)
    assert here("marks", root=old) == (0, "", "Marks on the newest 'main': 7; at the last publication: 0.\n")
    assert not git(old, "status", "--porcelain")
    status, said, beside = here(*PUBLISH, root=old)
    assert (status, said) == (3, "")
    assert beside.startswith("This folder is older than main, where somebody has been withdrawn since: run 'git pull'")
    assert "A withdrawn person is still named in: /" in beside
    assert not [one for one in ("voorbeeld", "exemple", "example") if one in beside.casefold()]
    assert held(old / "output") == before
    # "Re-run all jobs" of an old run checks out its commit.
    git(new, "checkout", "--quiet", "HEAD~1")
    assert here("marks", root=new, **job(hub))[0] == 0
    assert here(*PUBLISH, root=new)[0] == 3
    git(new, "checkout", "--quiet", "-")
    assert here(*PUBLISH, root=new)[0] == 0


def test_what_was_not_brought_is_refused_and_what_to_run_is_said(clone: Clone, here: Here) -> None:
    root = clone("one")
    status, _, beside = here(*PUBLISH, root=root)
    assert (status, "run 'make marks'" in beside, (root / "output").exists()) == (3, True, False)
    assert outcome(*PELICAN[:-1], "publishconf.py", root=root)[0] == 3
    assert not (root / "output").exists()
    status, _, beside = here("withdraw", "--search", "data", root=root)
    # Nothing of a key: that would help nobody.
    assert (status, beside.startswith("Nothing is published without the marks"), "Set the key" in beside) == (
        3,
        True,
        False,
    )
    assert here("withdraw", "--search", "data", "--offline", root=root)[0] == 0
    status, _, beside = here(*PUBLISH, "--offline", root=root)
    assert (status, "Published offline" in beside) == (0, True)
    assert outcome(*PELICAN[:-1], "publishconf.py", root=root, OFFLINE="1")[0] == 0
    # Other builds are for nobody but who makes them.
    assert here("build", root=root)[0] == 0
    assert here("marks", root=root)[0] == 0
    assert here(*PUBLISH, root=root)[0] == 0


def test_when_nobody_answers_older_copies_count_and_are_not_the_newest(
    clone: Clone, hub: Path, tmp_path: Path, here: Here
) -> None:
    root, other = clone("one"), clone("two")
    here("withdraw", "person", "een-voorbeeld", root=other)
    committed(other)
    assert here("marks", root=root)[0] == 0
    hub.rename(tmp_path / "away")
    status, _, beside = here("marks", root=root)
    assert (status, beside.startswith("The marks of the newest main cannot be fetched. Try again. ")) == (3, True)
    assert "make publish OFFLINE=1); anyone" in beside
    assert beside.endswith(")\n")
    assert "make marks" in here(*PUBLISH, root=root)[2]
    assert here(*PUBLISH, "--offline", root=root)[0] == 3
    git(root, "remote", "remove", "origin")
    assert here("marks", root=root)[::2] == (
        0,
        "It is not known where the repository is: when this site is published, only its own marks count.\n",
    )


def test_a_branch_or_a_folder_that_is_not_there_is_told(clone: Clone, here: Here) -> None:
    root = clone("one")
    written(root, {"pelicanconf.py": f"{CONF['pelicanconf.py']}BRANCH = 'trunk'\n"})
    status, _, beside = here("marks", root=root)
    assert (status, "The repository has no trunk, so" in beside) == (3, True)
    site = written(root / "sub", {**CONF, "data/a.yaml": "", "content/.gitkeep": ""})
    git(root, "add", "--all")
    status, _, beside = here("marks", root=site)
    assert (status, "The repository has no main:sub/data/, so" in beside) == (3, True)
    committed(root)
    assert here("marks", root=site)[0] == 0


# Since the last publication


def published(root: Path, hub: Path, here: Here) -> tuple[int, str]:
    """Do what the publishing jobs do; return the status of the build and what was said beside it."""
    assert here("marks", root=root, **job(hub))[0] == 0
    status, _, beside = here(*PUBLISH, root=root)
    if status == 0:
        assert here("marks", root=root)[0] == 0
        assert here("ledger", ".ledger/addresses.txt", "--push", root=root)[0] == 0
    return status, beside


def test_a_mark_that_is_gone_stops_publishing_until_it_is_back_or_the_file_is_deleted(
    clone: Clone, hub: Path, here: Here
) -> None:
    root = clone("one")
    here("withdraw", "person", "een-voorbeeld", root=root)
    whole = (root / MARKS).read_text("utf-8")
    written(root, {MARKS: whole.replace("}", ", except: [/nl/x/]}")})
    committed(root)
    assert published(root, hub, here)[0] == 0
    # In the same commit as the addresses, and without the pages of namesakes, which nobody needs there.
    assert git(hub, "show", "ledger:published.yaml") == whole
    assert git(hub, "rev-list", "--count", "ledger") == "1\n"
    written(root, {MARKS: "".join(f"{line}\n" for line in whole.splitlines()[:-1])})
    committed(root)
    status, beside = published(root, hub, here)
    assert (status, "have disappeared from data/withdrawn.yaml since the last publication: 1." in beside) == (3, True)
    written(root, {MARKS: "# Kop.\n"})
    committed(root)
    assert "This file no longer holds any marks of withdrawn persons." in here("check", root=root)[1]
    assert published(root, hub, here)[0] == 1
    (root / MARKS).unlink()
    committed(root)
    status, beside = published(root, hub, here)
    assert (status, "data/withdrawn.yaml was deleted, so" in beside) == (0, True)
    # From then on the next marks begin the file again.
    assert not [line for line in git(hub, "show", "ledger:published.yaml").splitlines() if not line.startswith("#")]
    written(root, {MARKS: marked("persoon een", key="x" * 32)})
    committed(root)
    here.patch.setenv("WITHDRAWN_KEY", "x" * 32)
    assert published(root, hub, here)[0] == 0


def test_the_ledger_is_not_written_without_the_newest_marks(clone: Clone, hub: Path, here: Here) -> None:
    root = clone("one")
    assert here("build", root=root)[0] == 0
    assert here("ledger", ".ledger/addresses.txt", "--push", root=root, **job(hub))[0] == 3
    assert git(hub, "branch", "--list", "ledger") == ""
    assert here("marks", root=root)[0] == 0
    os.utime(root / ".ledger/withdrawn.yaml", (0, 0))
    assert here("ledger", ".ledger/addresses.txt", "--push", root=root)[0] == 3


def test_addresses_that_are_brought_leave_the_marks_of_main_alone(clone: Clone, hub: Path, here: Here) -> None:
    root = clone("one")
    here("withdraw", "person", "een-voorbeeld", root=root)
    committed(root)
    assert published(root, hub, here)[0] == 0
    here("withdraw", "person", "nog-iemand", root=root)
    committed(root)
    assert here("marks", root=root)[2].startswith("Marks on the newest 'main': 14; at the last publication: 7.")
    newest = (root / ".ledger/withdrawn.yaml").read_bytes()
    assert here("ledger", ".ledger/addresses.txt", "--fetch", root=root)[0] == 0
    assert (root / ".ledger/withdrawn.yaml").read_bytes() == newest


def test_a_file_on_main_that_was_emptied_is_not_one_that_main_never_had(clone: Clone, here: Here) -> None:
    root = clone("one")
    assert here("marks", root=root)[0] == 0
    assert (root / ".ledger/withdrawn.yaml").read_bytes() == b""
    written(root, {MARKS: ""})
    committed(root)
    (root / MARKS).unlink()
    assert here("marks", root=root)[0] == 0
    status, said, _ = here(*PUBLISH, root=root)
    assert (status, said.startswith(".ledger/withdrawn.yaml:1:1: This file no longer holds")) == (1, True)
