"""A change is prepared beside the site and carried out in steps; a plan that is none of ours leads nowhere."""

import contextlib
import errno
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from edited import apply, differing, held
from jumelage.content.interrupted import PLAN, interrupted
from jumelage.edit import Change, RefusedError, editing, ordered
from jumelage.edit.journal import Journal, noted, read
from jumelage.edit.steps import Step, carry_out, edited, prepared, state, whole
from jumelage.messages.problems import BuildError
from jumelage.repository.git import tracked
from jumelage.source.file_names import left_over
from marking import marked
from sites import written

WHO = ("-c", "user.name=Wie", "-c", "user.email=wie@example.org")


def git(folder: Path, *words: str) -> None:
    subprocess.run(("git", *WHO, *words), cwd=folder, capture_output=True, check=True)  # noqa: S607


CHANGE = Change(
    {"data/places.yaml": b"# Nieuw.\n", "content/x/a.txt": b"1"},
    {"content/b.txt": "content/y/b.txt"},
    removed=("content/c.txt",),
)
WITHDRAWING = Change({"data/persons_at_risk.yaml": b""}, removed=("content/c.txt",))
WITHDRAWN: Mapping[str, Any] = {"command": "withdraw", "notes": ("iemand",), "discreet": True}
DIGEST = "0" * 64


@pytest.fixture
def site(root: Path) -> Path:
    return written(root, {"content/b.txt": "2", "content/c.txt": "3"})


def begun(root: Path, change: Change = CHANGE, **facts: Any) -> Path:
    """Leave a change behind of which nothing but its plan is there."""
    folder = root / ".change/new"
    folder.mkdir(parents=True)
    steps = prepared(change, root, folder)
    noted(Journal(**{"command": "rename", "order": DIGEST, "steps": steps, **facts}), root / PLAN)
    return root


def test_a_session_leaves_nothing_behind(site: Path) -> None:
    before = held(site)
    with editing(site):
        assert (site / ".change/lock").exists()
    assert differing(before, site) == {}
    assert not (site / ".change").exists()


def test_who_has_read_enough_of_what_is_said_leaves_a_change_done(site: Path) -> None:
    def left() -> None:
        with editing(site) as session:
            session.make(CHANGE)
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        left()
    assert (site / "content/y/b.txt").is_file()
    assert not (site / ".change").exists()


def test_what_is_prepared_is_nothing_for_git_and_for_nobody_else(site: Path) -> None:
    with editing(site) as session:
        session.make(CHANGE)
        assert (site / ".change/.gitignore").read_text("utf-8") == "*\n"
        assert (site / ".change").stat().st_mode & 0o777 == 0o700
        assert session.interrupted()
    assert not (site / ".change").exists()


def test_a_change_that_has_begun_is_finished_and_its_journal_comes_back(site: Path) -> None:
    whole = Path(shutil.copytree(site, site.with_name("whole")))
    apply(CHANGE, whole)
    begun(site, shown=("content/x/a.txt",))
    with editing(site) as session:
        journal = session.finish()
        assert (journal.command, journal.order, journal.shown) == ("rename", DIGEST, ("content/x/a.txt",))
    assert held(site) == held(whole)


def test_a_change_that_is_not_finished_is_neither_cleared_nor_replaced(site: Path) -> None:
    before = held(begun(site))
    with editing(site):
        pass
    with pytest.raises(BuildError, match=r"^Nothing was changed: "), editing(site) as session:
        session.make(CHANGE)
    (site / ".change/lock").unlink(missing_ok=True)
    assert held(site) == before


def test_a_move_of_a_file_that_is_gone_is_refused_before_it_begins(site: Path) -> None:
    (site / "content/b.txt").unlink()
    before = held(site)
    with pytest.raises(BuildError, match=r"^Nothing was changed: No such file or directory \(.*b.txt\)\.$"):
        apply(CHANGE, site)
    with (
        pytest.raises(BuildError, match=r"^Nothing was changed: No such file or directory\.$"),
        editing(site) as session,
    ):
        session.make(CHANGE, ordered("rename", discreet=True))
    assert held(site) == before


def test_new_files_that_are_gone_are_not_made_up(site: Path) -> None:
    (begun(site) / ".change/new/1").write_text("another text", "utf-8")
    before = held(site)
    with pytest.raises(RefusedError, match="what it was going to write is missing"), editing(site) as session:
        session.finish()
    (site / ".change/lock").unlink()
    assert held(site) == before


def test_a_step_that_fails_says_that_the_change_has_begun(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(site / "content/c.txt"))

    reported = r"^The change was started but could not be finished: Permission denied \(.*c.txt\)\. Fix that and run "
    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", refuse)
        with pytest.raises(BuildError, match=reported), editing(site) as session:
            session.make(CHANGE, ordered("rename"))
        with pytest.raises(BuildError, match=reported), editing(site) as session:
            session.finish()
    # What could be written was.
    assert held(site)["content/y/b.txt"] == "2"
    with editing(site) as session:
        session.finish()
    assert "content/c.txt" not in held(site)


def test_a_file_that_cannot_be_looked_at_keeps_a_change_from_being_finished(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "secret")

    begun(site, discreet=True)
    monkeypatch.setattr("jumelage.edit.steps.hashlib.file_digest", refuse)
    with pytest.raises(BuildError, match="could not be finished: Permission denied\\. "), editing(site) as session:
        session.finish()


def test_a_folder_that_may_not_be_written_to_is_found_before_anything_begins(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda path, _: Path(path).name != "content")
    before = held(site)
    with pytest.raises(BuildError, match=r"^Nothing was changed: Permission denied \(.*content\)\.$"):
        apply(CHANGE, site)
    assert held(site) == before


def test_a_work_folder_on_another_disk_does_as_well(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path(shutil.copytree(site, site.with_name("whole")))
    apply(CHANGE, whole)
    move, failure = os.replace, errno.EXDEV

    def elsewhere(source: str, target: str) -> None:
        if "new" in Path(source).parts:
            raise OSError(failure, os.strerror(failure))
        move(source, target)

    monkeypatch.setattr("os.replace", elsewhere)
    apply(CHANGE, site)
    assert held(site) == held(whole)
    assert (site / "content/x/a.txt").stat().st_mode & 0o777 == 0o644
    failure = errno.EIO
    with pytest.raises(BuildError, match="The change was started but could not be finished: Input/output error"):
        apply(Change({"content/z.txt": b""}), site)


def test_a_withdrawal_removes_what_it_can(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remove = os.unlink

    def refuse(path: str, **given: Any) -> None:
        if Path(path).name == "c.txt":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        remove(path, **given)

    monkeypatch.setattr("os.unlink", refuse)
    monkeypatch.setattr("os.access", lambda *_: False)
    change = Change({"data/places.yaml": b""}, removed=("content/c.txt", "content/b.txt"))
    reported = r"^The change was started but could not be finished: Permission denied\. "
    with pytest.raises(BuildError, match=reported), editing(site) as session:
        session.make(change, ordered("withdraw", "a", discreet=True))
    assert {path for path in held(site) if path.startswith("content")} == {"content/c.txt"}


def test_what_cannot_be_removed_is_said_or_worked_around(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(site)
    monkeypatch.setattr("shutil.rmtree", lambda *_, **__: None)
    with editing(site, anyway=True) as session:
        session.give_up()
        assert session.folder.parent != site
        session.make(CHANGE)
        assert "content/c.txt" not in held(site)
    with (
        pytest.raises(BuildError, match=r"^The folder \.change cannot be used: Permission denied\. Delete it\.$"),
        editing(site),
    ):
        pass
    with editing(site, anyway=True) as session:
        assert session.folder.parent != site
        assert not session.interrupted()


def test_what_can_be_removed_is_given_up(site: Path) -> None:
    with editing(begun(site)) as session:
        session.give_up()
        assert session.folder == site / ".change"
    assert not (site / ".change").exists()


@pytest.mark.parametrize(
    ("files", "reported"),
    [
        ({"content/x": "a file"}, "content/x is not a folder; nothing was written."),
        (
            {"content/x/a.txt/b": "in a folder"},
            "A folder in content/x has the same name as a file to write; nothing was written.",
        ),
    ],
)
def test_what_is_in_the_way_is_said(files: Mapping[str, str], reported: str, site: Path) -> None:
    before = held(written(site, files))
    with pytest.raises(RefusedError) as caught:
        apply(CHANGE, site)
    assert str(caught.value) == reported
    assert held(site) == before


def plan(**changes: Any) -> dict[str, Any]:
    """Return a plan as it is written, with changes."""
    return asdict(Journal("rename", DIGEST, steps=(Step("data/places.yaml", "", DIGEST),))) | changes


def stepped(**changes: Any) -> dict[str, Any]:
    return plan(steps=[asdict(Step("data/places.yaml", "", DIGEST)) | changes])


def withdrawing(**changes: Any) -> dict[str, Any]:
    steps = (
        Step("data/withdrawn.yaml", "", DIGEST),
        Step("data/persons_at_risk/a.yaml", DIGEST, "1" * 64),
        Step("content/.nl/person/iemand.md", DIGEST, ""),
    )
    return asdict(Journal("withdraw", DIGEST, (), ("iemand", "iemand سمير"), True, steps)) | changes


MOVED = [asdict(Step("content/d.txt", "", DIGEST)), asdict(Step("content/c.txt", DIGEST, ""))]


@pytest.mark.parametrize(
    "reported",
    [
        plan(),
        plan(shown=["data/places.yaml:3"], order=""),
        plan(steps=MOVED, discreet=True),
        plan(command="new"),
        plan(command="translated"),
        withdrawing(),
    ],
)
def test_a_plan_that_is_ours_is_read(reported: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(json.dumps(reported), "utf-8")
    found = read(tmp_path / "plan.json")
    assert found
    assert json.dumps(asdict(found)) == json.dumps(reported)


WRITTEN = (
    "content/.htaccess", "content/.git/config", "content/nl/.x/a.md", "data/a.yaml:b", "content/C:/a",
    "content/" + "a" * 256, "content/" + "é" * 128, "content" + "/a" * 1_000, "data/\ud800.yaml",
)  # fmt: skip
OUTSIDE = (
    "../data/a", "data/../../a", "/etc/passwd", "data", "data//a", "data/./a", "theme/a", "data/a\0b", "data\\a",
    "data/..\\a", "", ".", "pelicanconf.py", "content/../pelicanconf.py",
)  # fmt: skip
WRONG: tuple[tuple[str, Any], ...] = (
    ("command", "build"), ("command", ["rename"]), ("command", None), ("steps", None), ("steps", "abc"), ("steps", [1]),
    ("steps", [{}]), ("shown", None), ("notes", 1), ("more", 1), ("command", "withdraw"), ("steps", []), ("order", "x"),
    ("order", None), ("order", 1), ("discreet", 1), ("discreet", None), ("shown", "abc"), ("shown", [1]),
    ("shown", ["a\u001b[2J"]), ("shown", ["\ud800"]), ("shown", ["a"] * 1_000_001), ("notes", ["iemand"]),
    ("steps", [asdict(Step("data/a.yaml", "", DIGEST))] * 2),
    ("steps", [asdict(Step("data/withdrawn.yaml", DIGEST, "1" * 64))]),
    ("steps", [asdict(Step("content/c.txt", DIGEST, ""))]),
    ("steps", [asdict(Step("content/c.txt", DIGEST, "")), asdict(Step("content/d.txt", DIGEST, "1" * 64))]),
)  # fmt: skip
# What somebody could have a withdrawal do that no withdrawal does.
NO_WITHDRAWAL: tuple[tuple[str, Any], ...] = (
    ("notes", []), ("notes", ["\ud800"]), ("notes", ["a\n"]), ("discreet", False), ("shown", ["content/a.md"]),
    ("steps", [asdict(Step("content/nl/page/a.md", "", DIGEST))]),
    ("steps", [asdict(Step("data/places.yaml", DIGEST, "1" * 64))]),
    ("steps", [asdict(Step("data/persons_at_risk_2.yaml", DIGEST, "1" * 64))]),
    ("steps", [asdict(Step("data/withdrawn.yaml", DIGEST, ""))]),
)  # fmt: skip
STEPS: tuple[tuple[str, Any], ...] = (
    *((name, value) for name in ("before", "after") for value in ("x", f"{DIGEST}G", None, 1)),
    *(("path", path) for path in (*OUTSIDE, *WRITTEN, 1, None)),
    ("mode", "777"),
)
FEW = ("new", "translated")
TEXTS = ("[]", "{}", "1", "null", "", "\xff", "[" * 100_000, '{"a": ' * 100_000, "1" * 5000, "{")


@pytest.mark.parametrize(
    "text",
    [
        *(json.dumps(stepped(**{name: value})) for name, value in STEPS),
        *(json.dumps(plan(**{name: value})) for name, value in WRONG),
        *(json.dumps(withdrawing(**{name: value})) for name, value in NO_WITHDRAWAL),
        *(json.dumps(plan(command=name, steps=[asdict(Step("content/c.txt", DIGEST, ""))])) for name in FEW),
        *TEXTS,
    ],
    ids=lambda text: text[-60:] if len(text) > 60 else None,
)
def test_a_plan_of_somebody_else_is_not_carried_out(text: str, site: Path) -> None:
    before = held(site)
    written(site, {PLAN: text.encode("latin-1")})
    with pytest.raises(RefusedError, match="there is no record of how to finish it"), editing(site) as session:
        session.finish()
    shutil.rmtree(site / ".change")
    assert held(site) == before


@pytest.mark.parametrize("kind", ["link", "folder", "large"])
def test_a_plan_that_is_no_file_of_ours_is_not_read(kind: str, site: Path) -> None:
    path = begun(site) / PLAN
    if kind == "link":
        path.symlink_to(path.rename(site / "plan.json"))
    elif kind == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes(b" " * 20_000_000 + path.read_bytes())
    assert read(path) is None
    with pytest.raises(RefusedError), editing(site) as session:
        session.finish()
    with editing(site) as session:
        session.give_up()
    assert not (site / ".change").exists()


def test_new_files_that_are_links_are_not_put_into_place(site: Path, tmp_path: Path) -> None:
    outside = written(tmp_path / "outside", {"0": "secret"})
    for name, target in (("new/0", outside / "0"), ("new", outside)):
        path = begun(site, Change({"data/places.yaml": b"secret"})) / ".change" / name
        if name == "new":
            shutil.rmtree(path)
        else:
            path.unlink()
        path.symlink_to(target)
        if name == "new/0":
            noted(
                Journal("rename", DIGEST, steps=(Step("data/places.yaml", state(site / "x"), state(path)),)),
                site / PLAN,
            )
        before = state(site / "data/places.yaml")
        with pytest.raises(RefusedError), editing(site) as session:
            session.finish()
        assert state(site / "data/places.yaml") == before
        shutil.rmtree(site / ".change")
    assert held(outside) == {"0": "secret"}


MARKS = marked("persoon een", "persoon twee")


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        (MARKS, MARKS + marked("persoon drie"), True),
        (None, MARKS, True),
        (f"# Kop.\n{MARKS}- [\n", f"# Kop.\n{marked('persoon drie')}{MARKS}- [\n", True),
        (MARKS, marked("persoon een"), False),
        (MARKS, "", False),
        (MARKS, MARKS.replace("words: 2", "words: 3", 1), False),
        (MARKS, MARKS.replace("}", ", except: [/]}", 1), False),
        (MARKS, MARKS + marked("persoon drie").replace("}", ", except: [/]}"), False),
        (f"{MARKS}- [\n", MARKS, False),
        (MARKS, f"{MARKS}- [\n", False),
    ],
)
def test_a_withdrawal_that_was_interrupted_adds_marks_and_loses_none(
    before: str | None, after: str, kept: bool, site: Path
) -> None:
    written(site, {"data/withdrawn.yaml": before} if before else {})
    begun(site, Change({"data/withdrawn.yaml": after.encode()}), **WITHDRAWN)
    for _ in range(2):
        with contextlib.suppress(RefusedError), editing(site) as session:
            session.finish()
            session.carried_out = False
    now = (site / "data/withdrawn.yaml").read_text("utf-8")
    assert now == (after if kept else before)


@pytest.mark.parametrize("name", [".change", ".Change"])
def test_a_plan_that_came_with_the_repository_is_not_carried_out(name: str, site: Path) -> None:
    begun(site)
    git(site, "init", "--quiet")
    # Who has no such file in the repository around the site may finish a change.
    assert not tracked(site, ".change")
    git(site, "add", "--force", ".change")
    if name != ".change":
        git(site, "mv", ".change", name)
        shutil.copytree(site / name, site / ".change")
    before = {path: state(path) for path in site.rglob("*")}
    with pytest.raises(RefusedError, match=r"The folder \.change is in git") as caught, editing(site) as session:
        session.finish()
    assert "git rm -r .change" in str(caught.value.hint)
    (site / ".change/lock").unlink(missing_ok=True)
    assert {path: state(path) for path in site.rglob("*")} == before
    problem = interrupted(site)
    assert problem
    assert "is in git" in str(problem.message)


def test_git_that_cannot_say_keeps_nobody_from_finishing(site: Path) -> None:
    written(begun(site), {".git": "gitdir: nowhere\n"})
    assert not tracked(site, ".change")


@pytest.mark.parametrize(
    ("path", "reported"),
    [
        (".Change/plan.json", ".Change"), (".CHANGE./x", ".CHANGE."), (".chan\u200cge/plan.json", ".chan\u200cge"),
        (".change/Plan.JSON", ".change/Plan.JSON"), (".change", ".change"), (".change/lock", None),
        (".changes/x", None),
    ],
)  # fmt: skip
def test_a_folder_that_other_systems_take_for_that_of_changes_is_a_problem(
    path: str, reported: str | None, site: Path
) -> None:
    written(site, {path: "x"})
    problem = interrupted(site)
    assert (problem and problem.position.path) == reported


def test_a_link_is_no_folder_of_changes(site: Path, tmp_path: Path) -> None:
    (site / ".change").symlink_to(written(tmp_path / "outside", {"lock": ""}))
    problem = interrupted(site)
    assert problem
    assert problem.position.path == ".change"


def test_a_plan_does_not_lead_through_a_link(site: Path, tmp_path: Path) -> None:
    begun(site)
    (site / "content/y").symlink_to(written(tmp_path / "outside", {"b.txt": "3"}))
    with pytest.raises(RefusedError, match="content/y is a symbolic link"), editing(site) as session:
        session.finish()
    assert held(tmp_path / "outside") == {"b.txt": "3"}


def test_the_state_of_what_is_no_file_is_none_of_a_file(tmp_path: Path) -> None:
    written(tmp_path, {"a": ""})
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "other").symlink_to("b")
    states = [state(tmp_path / name) for name in ("a", "link", "other", "none", "a/b", ".")]
    assert len({*states}) == len(states) - 1
    assert states[3:] == ["", "", "other"]


def test_steps_are_carried_out_once(site: Path) -> None:
    folder = site / "new"
    folder.mkdir()
    steps = prepared(CHANGE, site, folder)
    assert [one.path for one in steps] == [
        "data/places.yaml", "content/x/a.txt", "content/y/b.txt", "content/b.txt", "content/c.txt",
    ]  # fmt: skip
    assert (edited(steps, site), whole(steps, site, folder)) == ((), True)
    for _ in range(2):
        carry_out(steps, site, folder)
        assert (edited(steps, site), whole(steps, site, folder)) == ((), True)
    written(site, {"content/x/a.txt": "another text"})
    assert (edited(steps, site), whole(steps, site, folder)) == (("content/x/a.txt",), False)


@pytest.mark.parametrize(
    "name", [".writing-", ".writing-abcdefg", ".writing-ABCDEFGH", "x.writing-abcdefgh", ".writing-abcdefgh.md"]
)
def test_only_what_a_command_has_begun_to_write_counts_as_left_over(name: str, root: Path) -> None:
    assert not left_over(name)
    written(root, {f"content/{name}": "x", "content/.writing-abcdefgh": "x"})
    with editing(root):
        pass
    assert [path for path in held(root) if "writing" in path] == [f"content/{name}"]


def test_two_sessions_at_once_are_refused(site: Path) -> None:
    with editing(site), pytest.raises(BuildError, match="Another command is changing the files"), editing(site):
        pass
    with editing(site):
        pass


def test_a_work_folder_that_is_a_link_is_not_used(site: Path, tmp_path: Path) -> None:
    (site / ".change").symlink_to(written(tmp_path / "outside", {"plan.json": "{}"}))
    with pytest.raises(BuildError, match=r"^The folder \.change cannot be used: "), editing(site):
        pass
    with editing(site, anyway=True) as session:
        session.make(CHANGE)
    assert held(tmp_path / "outside") == {"plan.json": "{}"}
    assert "content/c.txt" not in held(site)


def test_files_that_were_edited_since_are_named_unless_they_are_about_a_person(site: Path) -> None:
    written(begun(site), {"content/c.txt": "edited"})
    with (
        pytest.raises(RefusedError, match=r"these files have been edited since: content/c\.txt\.$"),
        editing(site) as session,
    ):
        session.finish()
    begins: tuple[tuple[Change, Mapping[str, Any], str], ...] = (
        (CHANGE, {"discreet": True}, "Undo those edits"),
        (WITHDRAWING, WITHDRAWN, "Run 'jumelage withdraw person ID' again."),
    )
    for change, facts, hint in begins:
        shutil.rmtree(site / ".change")
        begun(site, change, **facts)
        written(site, {"content/c.txt": f"edited before {hint}"})
        with (
            pytest.raises(RefusedError, match="files that it affects have been edited since") as caught,
            editing(site) as session,
        ):
            session.finish()
        assert str(caught.value.hint).startswith(hint)


def test_a_left_over_that_cannot_be_removed_is_in_nobodys_way(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    written(site, {"data/.writing-abcdefgh": "- {"})
    (site / "data/.writing-12345678").symlink_to("places.yaml")
    with monkeypatch.context() as patch:
        patch.setattr("os.unlink", refuse)
        with editing(site):
            pass
    assert (site / "data/.writing-abcdefgh").exists()
    with editing(site):
        pass
    assert not (site / "data/.writing-abcdefgh").exists()
    assert (site / "data/.writing-12345678").is_symlink()


def test_a_change_that_was_carried_out_and_not_reported_is_reported_by_the_next_command(site: Path) -> None:
    def interrupted() -> None:
        with editing(site) as session:
            session.make(CHANGE, ordered("rename", "a"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with editing(site) as session:
        assert session.finish().order == ordered("rename", "a").order
    assert not (site / ".change").exists()
