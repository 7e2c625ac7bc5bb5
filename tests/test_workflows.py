"""What runs on GitHub: well-formed, safe, and nothing that `make` does not do."""

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from jumelage.commands import deploy
from jumelage.publishing.stored import STORING
from jumelage.publishing.stored import WORKFLOWS as STORED
from sites import written

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted([*GITHUB.glob("workflows/*.yml"), *ROOT.glob("scaffold/.github/workflows/*.yml")])
OWN = sorted(GITHUB.glob("workflows/*.yml"))
FORMS = sorted(path for path in GITHUB.glob("ISSUE_TEMPLATE/*.yml") if path.stem != "config")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def steps(workflow: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(workflow).values() for step in job.get("steps", ())]


def jobs(workflow: Path) -> dict[str, dict[str, Any]]:
    return dict(yaml.safe_load(workflow.read_text("utf-8"))["jobs"])


def outcome(command: str, *arguments: str | Path) -> tuple[int, str]:
    """Run a command of this virtual environment; return its exit status and all that it printed."""
    done = subprocess.run(
        [Path(sys.executable).with_name(command), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        pytest.param("github-workflows", WORKFLOWS, id="workflows"),
        pytest.param("dependabot", [GITHUB / "dependabot.yml"], id="dependabot"),
        pytest.param("github-issue-forms", FORMS, id="issue forms"),
        pytest.param("github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"], id="issue choice"),
    ],
)
def test_files_for_github_follow_their_schema(schema: str, files: list[Path]) -> None:
    status, said = outcome("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files)
    assert status == 0, said


@pytest.mark.parametrize("form", FORMS, ids=named)
def test_a_form_says_first_that_it_is_public(form: Path) -> None:
    first = yaml.safe_load(form.read_text("utf-8"))["body"][0]
    assert (first["type"], "This message is public." in first["attributes"]["value"]) == ("markdown", True)


@pytest.mark.parametrize("folder", [GITHUB, ROOT / "scaffold/.github"], ids=named)
def test_workflows_are_safe(folder: Path) -> None:
    # What is left is answered in its place, and in docs/threats.md.
    status, said = outcome("zizmor", "--offline", "--no-progress", "--persona=auditor", folder)
    assert status == 0, said


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=named)
def test_a_workflow_runs_only_make(workflow: Path) -> None:
    runs = [step["run"] for step in steps(workflow) if "run" in step]
    assert [run for run in runs if not re.fullmatch(r"make [a-z-]+( [A-Z]+=[a-z]+)?", run)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=named)
def test_an_action_is_pinned_by_hash_and_says_its_version(workflow: Path) -> None:
    # `$/` is this repository itself, at the same commit.
    used = re.findall(r"uses: *(?!\$/)(\S.*)", workflow.read_text("utf-8"))
    assert used
    assert [use for use in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v[0-9.]+", use)] == []


@pytest.mark.parametrize("workflow", OWN, ids=named)
def test_a_new_site_begins_with_the_same_workflows(workflow: Path) -> None:
    other = ROOT / "scaffold/.github/workflows" / workflow.name
    if workflow.stem == "check":
        # A site has content to check, and no code.
        used = [{step["uses"] for step in steps(path) if "uses" in step} for path in (workflow, other)]
        assert used[0] == used[1]
    else:
        assert workflow.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=named)
def test_a_target_of_make_that_a_workflow_runs_is_there(workflow: Path) -> None:
    makefile = ROOT / ("scaffold/Makefile" if "scaffold" in workflow.parts else "Makefile")
    targets = set(re.findall(r"^([a-z-]+):", makefile.read_text("utf-8"), re.MULTILINE))
    assert {step["run"].split()[1] for step in steps(workflow) if "run" in step} <= targets


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=named)
def test_nobody_has_a_right_that_a_job_does_not_name(workflow: Path) -> None:
    read = yaml.safe_load(workflow.read_text("utf-8"))
    assert read["permissions"] == {}
    assert all("permissions" in job for job in read["jobs"].values())
    assert all("timeout-minutes" in job for job in read["jobs"].values() if "steps" in job)


@pytest.mark.parametrize("workflow", [path for path in WORKFLOWS if path.stem == "check"], ids=named)
def test_a_proposal_sees_no_secret_and_changes_nothing(workflow: Path) -> None:
    text = workflow.read_text("utf-8")
    assert "secrets." not in text
    assert "pull_request_target" not in text
    assert "write" not in re.findall(r"^ +[a-z-]+: (read|write|none)", text, re.MULTILINE)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=named)
def test_the_key_is_seen_only_in_the_environment_that_main_alone_may_use(workflow: Path) -> None:
    read = yaml.safe_load(workflow.read_text("utf-8"))
    # `on` is read as true.
    assert "WITHDRAWN_KEY" not in json.dumps(read) or not {"pull_request", "pull_request_target"} & {*read[True]}
    for job in read["jobs"].values():
        keys = [step for step in job.get("steps", ()) if "WITHDRAWN_KEY" in json.dumps(step)]
        assert not keys or job["environment"]["name"] == "github-pages"
        # To a workflow that is called the name alone is passed on: where there is no environment there is no key.
        assert "WITHDRAWN_KEY" not in json.dumps({**job, "steps": [], "secrets": {}})
        assert job.get("secrets", {}) in ({}, {"WITHDRAWN_KEY": "${{ secrets.WITHDRAWN_KEY }}"})
    assert "WITHDRAWN_KEY" not in json.dumps(read.get("env", {}))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=named)
def test_the_newest_marks_are_brought_before_anything_is_searched_or_kept(workflow: Path) -> None:
    for job in jobs(workflow).values():
        runs = [step.get("run", "") for step in job.get("steps", ())]
        for need in {"make publish", "make traces", "make takedown", "make ledger"} & {*runs}:
            assert "make marks" in runs[: runs.index(need)]


PUBLISHING = {
    "publish": ["-m jumelage build --settings publishconf.py"],
    "pack": ["-m jumelage pack"],
    "storage": ['-m jumelage withdraw --search "output"', 'scripts/to-s3 "" ""'],
}
MAKEFILES = [(name, one) for name in ("Makefile", "scaffold/Makefile") for one in PUBLISHING if one != "storage"]


@pytest.mark.parametrize(("name", "target"), [*MAKEFILES, ("Makefile", "storage")])
@pytest.mark.parametrize(("given", "brought"), [("", True), ("OFFLINE=0", True), ("OFFLINE=1", False)])
def test_make_brings_the_newest_marks_before_it_publishes_unless_it_is_offline(
    name: str, target: str, given: str, brought: bool
) -> None:
    command = ["make", "--dry-run", "--always-make", "--file", str(ROOT / name), target, *given.split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    ours = re.findall(r"^.*((?:-m jumelage|scripts/to-s3) .*)$", done.stdout, re.MULTILINE)
    assert ours == ["-m jumelage marks"] * brought + PUBLISHING[target]


@pytest.mark.parametrize("workflow", [path for path in WORKFLOWS if path.stem == "online"], ids=named)
def test_a_deployment_has_its_time_and_a_commit_of_its_own(workflow: Path) -> None:
    ledger, job = jobs(workflow)["ledger"], jobs(workflow)["deploy"]
    assert [[step["run"] for step in one["steps"] if "run" in step] for one in (ledger, job)] == [
        ["make marks", "make ledger"],
        ["make deploy"],
    ]
    # GitHub's own action would stop it after ten minutes; ours waits for thirty, and needs a few to be installed.
    assert job["timeout-minutes"] * 60 > 1800 + 300
    parser = ArgumentParser()
    deploy.arguments(parser)
    assert parser.parse_args(["7", "abc"]).wait == 1800
    assert job["steps"][-1]["env"]["COMMIT"] == "${{ needs.ledger.outputs.commit }}"
    assert ledger["outputs"] == {"commit": "${{ steps.ledger.outputs.commit }}"}
    # Who proves to Pages who it is cannot write to the repository.
    assert (ledger["permissions"], job["permissions"]["contents"]) == ({"contents": "write"}, "read")


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=named)
def test_what_goes_online_waits_for_what_is_just_going(workflow: Path) -> None:
    read = yaml.safe_load(workflow.read_text("utf-8"))
    if any(job.get("uses") == "$/.github/workflows/online.yml" for job in read["jobs"].values()):
        assert read["concurrency"] == {"group": "pages", "cancel-in-progress": False, "queue": "max"}
    assert "make deploy" not in workflow.read_text("utf-8") or [*read[True]] == ["workflow_call"]


def fetching(workflow: Path) -> bool:
    """Return whether a workflow publishes what another run stored."""
    return any("run-id" in step.get("with", {}) for step in steps(workflow))


@pytest.mark.parametrize("workflow", [path for path in WORKFLOWS if fetching(path)], ids=named)
def test_what_another_run_stored_is_verified_before_and_apart(workflow: Path) -> None:
    verify, fetch, online = jobs(workflow).values()
    runs = [step["run"] for step in verify["steps"] if "run" in step]
    assert (runs, verify["outputs"]["run"]) == (["make stored"], "${{ steps.stored.outputs.run }}")
    # Nothing that was not asked about comes down: neither another run's nor another artifact of the same name.
    (reported,) = [step["with"] for step in fetch["steps"] if "run-id" in step.get("with", {})]
    asked = {"run-id": "${{ needs.verify.outputs.run }}", "artifact-ids": "${{ needs.verify.outputs.artifact }}"}
    assert asked.items() <= reported.items()
    assert reported["path"] == "output"
    assert (fetch["needs"], online["needs"]) == ("verify", ["verify", "fetch"])
    # No token that writes is where it is unpacked, and no key where it is asked for.
    for job in (verify, fetch):
        assert {*job["permissions"].values()} == {"read"}
    assert "secrets." not in str(verify)
    done = [step.get("run") or step["uses"].partition("@")[0] for step in fetch["steps"]]
    last = "make takedown" if workflow.stem == "takedown" else "make traces"
    assert done[done.index("actions/download-artifact") + 1 :][:3] == ["make stored-files", "make marks", last]
    assert fetch["name"] in STORING


@pytest.mark.parametrize("workflow", [path for path in WORKFLOWS if fetching(path)], ids=named)
def test_a_key_is_given_to_the_main_branch_alone(workflow: Path) -> None:
    for job in jobs(workflow).values():
        if any("WITHDRAWN_KEY" in step.get("env", {}) for step in job.get("steps", ())):
            assert job["environment"] == {"name": "github-pages", "deployment": False}


def test_every_workflow_that_stores_a_site_is_one_that_can_be_gone_back_to() -> None:
    storing = {path.name for path in OWN if any(step.get("with", {}).get("name") == "site" for step in steps(path))}
    # Nightly has Publish do it; what goes online only hands on what was stored.
    assert {*STORED} == {*(storing - {"online.yml"}), "nightly.yml"}
    names = {job["name"] for path in OWN for job in jobs(path).values() if _stores(job)}
    assert names == STORING


def _stores(job: dict[str, Any]) -> bool:
    used = [step for step in job.get("steps", ()) if step.get("uses", "").startswith("actions/upload-artifact@")]
    return "site" in [step["with"]["name"] for step in used]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=named)
def test_what_is_published_comes_from_no_cache_and_whole(workflow: Path) -> None:
    used = [step for step in steps(workflow) if "uses" in step]
    if workflow.stem != "check":
        assert [step["uses"] for step in used if step["uses"].startswith("actions/cache@")] == []
    for step in used:
        # Without it `/.well-known/` is left behind.
        if re.match("actions/upload-(pages-)?artifact@", step["uses"]):
            assert step["with"]["include-hidden-files"] is True


WHO = ("-c", "user.name=Wie", "-c", "user.email=wie@example.org")
TEXTS = ("data/places.yaml", "content/nl/place/a.md", "content/fr/page/à lire.md")
ASKED = "geen test van de code leest"


def git(root: Path, *words: str) -> None:
    subprocess.run(("git", *WHO, *words), cwd=root, capture_output=True, check=True)  # noqa: S607


def proposed(root: Path, *names: str, merged: bool = True, renamed: str = "") -> Path:
    """Return a repository in which a proposal that writes these files is merged, or is there alone."""
    written(root, {"data/places.yaml": "[]\n", "theme/a.html": "A", "pelicanconf.py": "EDITOR_LANGUAGES = ['nl']\n"})
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Before")
    git(root, "switch", "--quiet", "--create", "proposal")
    written(root, dict.fromkeys(names, "changed"))
    if renamed:
        git(root, "mv", "theme/a.html", renamed)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Proposal")
    if merged:
        git(root, "switch", "--quiet", "main")
        git(root, "commit", "--quiet", "--allow-empty", "--message", "Meanwhile")
        git(root, "merge", "--quiet", "--no-ff", "--no-edit", "proposal")
    return root


CHANGED = runpy.run_path(str(ROOT / "scripts/changed.py"))
Needed = Callable[[Path], tuple[str, str]]


@pytest.fixture
def needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Needed:
    """Return the target of make that a proposal needs, and the summary of the job."""

    def run(root: Path) -> tuple[str, str]:
        summary = tmp_path / "summary.md"
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
        monkeypatch.chdir(root)
        CHANGED["main"]()
        return capsys.readouterr().out, summary.read_text("utf-8")

    return run


def test_of_a_proposal_of_texts_alone_the_site_is_built_and_it_is_said(tmp_path: Path, needed: Needed) -> None:
    target, said = needed(proposed(tmp_path / "site", *TEXTS))
    assert (target, ASKED in said, said.count("\n")) == ("html\n", True, 1)


def test_of_a_proposal_of_anything_else_every_test_runs(tmp_path: Path, needed: Needed) -> None:
    target, said = needed(proposed(tmp_path / "site", *TEXTS, "theme/a.html"))
    assert (target, ASKED in said) == ("test\n", False)


@pytest.mark.parametrize(
    "name",
    [
        "plugins/jumelage/a.py",
        "tests/example/data/places.yaml",
        "data.py",
        "data",
        "database/places.yaml",
        "docs/editing/nl.md",
        ".github/workflows/check.yml",
        "Data/places.yaml",
    ],
)
def test_anything_else_is_what_lies_outside_the_two_folders(name: str) -> None:
    assert CHANGED["decided"]([*TEXTS, name, *TEXTS])[0] == "test"


def test_what_is_moved_into_the_texts_was_something_else(tmp_path: Path, needed: Needed) -> None:
    assert needed(proposed(tmp_path / "site", renamed="data/a.html"))[0] == "test\n"


@pytest.mark.parametrize("case", ["no merge", "nothing changes", "no repository", "no parents"])
def test_where_nobody_can_tell_what_changes_every_test_runs(case: str, tmp_path: Path, needed: Needed) -> None:
    root = proposed(tmp_path / "site", *(TEXTS if case != "nothing changes" else ()), merged=case != "no merge")
    if case == "no repository":
        shutil.rmtree(root / ".git")
    if case == "no parents":
        git(root, "clone", "--quiet", "--depth", "1", root.as_uri(), str(tmp_path / "shallow"))
        root = tmp_path / "shallow"
    assert needed(root)[0] == "test\n"


def test_a_proposal_is_compared_with_what_the_job_fetches(tmp_path: Path, needed: Needed) -> None:
    (check,) = [path for path in OWN if path.stem == "check"]
    first, *others = jobs(check)["check"]["steps"]
    assert jobs(check)["check"]["name"] == "Content and code"
    assert [step["run"] for step in others if "run" in step][1:] == ["make check FORMAT=github", "make proposal"]
    root = proposed(tmp_path / "site", *TEXTS)
    depth = str(first["with"]["fetch-depth"])
    git(root, "clone", "--quiet", "--depth", depth, root.as_uri(), str(tmp_path / "shallow"))
    assert needed(tmp_path / "shallow")[0] == "html\n"


def test_no_test_of_the_code_reads_the_texts_of_this_site() -> None:
    with pytest.raises(AssertionError, match="do not read"):
        (ROOT / "data/municipalities.yaml").read_bytes()


def test_make_stops_where_the_script_fails(tmp_path: Path) -> None:
    made = re.search(r"^proposal:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert made
    for script, expected in (("raise SystemExit(1)", ""), ("print('test')", "tested\n")):
        written(tmp_path, {"Makefile": f"proposal:\n{made[1]}html:\n\t@echo built\ntest:\n\t@echo tested\n"})
        written(tmp_path, {"scripts/changed.py": script})
        command = ("make", "proposal", f"RUN={sys.executable}")
        # Started by make, it would say which folder it enters.
        own = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        done = subprocess.run(command, cwd=tmp_path, env=own, capture_output=True, encoding="utf-8", check=False)
        assert (done.stdout, done.returncode == 0) == (expected, bool(expected))


def test_ci_runs_exactly_the_test_command_of_the_readme() -> None:
    commands = re.findall(r"^    (make test)\b", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    lines = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    code = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert code == [f"exec {command}" for command in commands]


def test_the_readme_names_exactly_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert re.findall(r"^    (\w+ [\w-]+)", readme, re.MULTILINE) == ["make serve", "make test"]
