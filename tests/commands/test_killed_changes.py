"""A command that changes several files can be killed at any moment, and run again to the same end."""

import errno
import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from findings import valid_site
from jumelage.content.interrupted import interrupted
from jumelage.edit import editing
from jumelage.privacy.remains import mark
from running import JUMELAGE, Here, environment, outcome
from sites import written
from traced import left_by_kills, signalled, tree

KEY = "een-sleutel-van-meer-dan-32-tekens-lang"
WHO = "een-voorbeeld"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)
EVENT = "- {id: feest, name: {nl: Feest, fr: Fête, en: Feast}, municipality: zonnedal, rhythm: yearly}\n"
LINK = "[x]({static}files/zonnedal-lunara.txt)\n"
SHOWN = """\
---
pictures:
  - {file: put.png, credit: Ik, licence: CC0-1.0, people: false, alt: {nl: Put, fr: Puits, en: Well}}
---
![Een put]({static}pictures/put.png) [Brief]({static}files/een-voorbeeld.txt)
"""
FILES: Mapping[str, str | bytes] = {
    "data/events.yaml": EVENT,
    "content/files/zonnedal-lunara.txt": "Verslag.\n",
    "content/pictures/put.png": PICTURE,
    "content/files/een-voorbeeld.txt": "Brief.\n",
    **{f"content/{lang}/partnership/zonnedal-lunara.md": LINK for lang in ("nl", "fr")},
    **{f"content/{lang}/place/lunara.md": f"Tekst {lang}.\n" for lang in ("nl", "fr")},
    **{f"content/{lang}/theme/water.md": f"Tekst {lang}.\n" for lang in ("nl", "fr")},
    **{f"content/{lang}/person/{WHO}.md": SHOWN for lang in ("nl", "fr", "en")},
}  # fmt: skip
COMMANDS = {
    "new partnership": (
        "new", "partnership", "--municipality", "zonnedal", "--kind", "twinning", "--places", "lunara", "--id", "band",
    ),
    "new article": ("new", "news", "--title-nl", "Een", "--title-fr", "Un", "--date", "2026-11-22", "--id", "nieuws"),
    "new edition": ("new", "event", "edition", "--id", "feest", "--year", "2027", "--start", "2027-11-02"),
    "rename a partnership": ("rename", "partnership", "zonnedal-lunara", "band"),
    "rename a municipality": ("rename", "municipality", "zonnedal", "zon"),
    "rename a person": ("rename", "person", WHO, "iemand"),
    "translated": ("translated", "content/fr/place/lunara.md", "content/fr/theme/water.md"),
    "withdraw": ("withdraw", "person", WHO),
}  # fmt: skip
# Nothing can be written that is larger than a name.
NO_ROOM = """
import resource, signal, sys
# What is compiled would be cut off, too.
sys.dont_write_bytecode = True
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from jumelage.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
sys.exit(main(sys.argv[1:]))
"""
# Another command, which changes nothing of its own: there is no such text.
ANOTHER = ("translated", "content/nl/place/nergens.md")


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WITHDRAWN_KEY", KEY)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return valid_site(tmp_path, FILES)


@dataclass(frozen=True)
class Kills:
    """A site before and after a command, its exit status, and the states in which kills would have left the site."""

    before: Mapping[str, tuple[int, bytes]]
    after: Mapping[str, tuple[int, bytes]]
    status: int
    states: tuple[Path, ...]

    @property
    def begun(self) -> tuple[Path, ...]:
        """The states in which the change has begun and is not finished."""
        return tuple(state for state in self.states if interrupted(state))

    def at(self, step: int, folder: Path) -> Path:
        """Return a site of one's own in which so many steps were carried out when the command was killed."""
        held = [contents(tree(state)) for state in self.begun]
        differing = [
            number for number, one in enumerate(held) if one != contents(self.before) and one not in held[:number]
        ]
        return copied(self.begun[differing[step - 1]], folder)


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Kills]:
    """Return what gives the kills of a command, which are made once."""

    @cache
    def made(name: str) -> Kills:
        site = valid_site(tmp_path_factory.mktemp("kills"), FILES)
        before = tree(site)
        status, states = left_by_kills(COMMANDS[name], site, site.parent / "kept", WITHDRAWN_KEY=KEY)
        return Kills(before, tree(site), status, tuple(states))

    return made


def copied(site: Path, folder: Path) -> Path:
    return Path(shutil.copytree(site, folder / f"{site.name}-{len([*folder.iterdir()])}", symlinks=True))


def contents(held: Mapping[str, tuple[int, bytes]]) -> Mapping[str, tuple[int, bytes]]:
    """Return what is in the folders that editors write."""
    return {path: found for path, found in held.items() if path.startswith(("data/", "content/"))}


def is_valid(root: Path) -> bool:
    """Return whether each file of data can be read."""
    return all(isinstance(yaml.safe_load(path.read_bytes()), list) for path in (root / "data").rglob("*.yaml"))


def is_forgotten_without_mark(root: Path) -> bool:
    """Return whether the record of the person is gone and the mark of its id is not there."""
    marks = root / "data/withdrawn.yaml"
    marked = marks.is_file() and mark(WHO, KEY.encode()) in marks.read_text("utf-8")
    return WHO not in (root / "data/persons_at_risk.yaml").read_text("utf-8") and not marked


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.soak)])
def test_a_command_that_is_killed_at_any_moment_ends_as_one_that_is_not(
    step: int, name: str, kills: Callable[[str], Kills], tmp_path: Path, here: Here
) -> None:
    found = kills(name)
    before, after = contents(found.before), found.after
    assert (found.status, ".change" in after, contents(after) == before) == (0, False, False)
    for state in found.states:
        assert is_valid(state)
        assert name == "rename a person" or not is_forgotten_without_mark(state)
        # Nothing is made of a site that is half changed.
        assert interrupted(state) or contents(tree(state)) in (before, contents(after))
    assert len(found.begun) > 1
    for state in found.begun[::step]:
        site = copied(state, tmp_path)
        here(*ANOTHER, root=site)
        assert tree(site) == after, state.name
    # Before the plan is there nothing has happened: few of these states are enough to see that nothing is in the way.
    for state in (
        *found.begun[:: 2 if step > 1 else 1],
        *[one for one in found.states if not interrupted(one)][::step],
    ):
        site = copied(state, tmp_path)
        here(*COMMANDS[name], root=site)
        assert tree(site) == after, state.name


@pytest.mark.parametrize(
    "numbers", [(4, 12, 24, 30), pytest.param(range(1, 60), marks=pytest.mark.soak)], ids=["some", "all"]
)
def test_a_withdrawal_whose_process_is_killed_is_finished_by_the_next_one(
    numbers: Sequence[int], root: Path, tmp_path: Path, here: Here
) -> None:
    command, outcomes = COMMANDS["withdraw"], []
    whole = copied(root, tmp_path)
    assert here(*command, root=whole)[0] == 0
    after = tree(whole)
    for number in numbers:
        site = Path(shutil.copytree(root, tmp_path / str(number)))
        outcomes.append(signalled("SIGKILL", command, site, number, WITHDRAWN_KEY=KEY).returncode)
        assert not is_forgotten_without_mark(site)
        here(*command, root=site)
        assert tree(site) == after
    assert -signal.SIGKILL in outcomes


@pytest.mark.parametrize("name", ["withdraw", "rename a partnership"])
def test_who_interrupts_a_change_that_has_begun_is_told_to_run_it_again(
    name: str, kills: Callable[[str], Kills], root: Path, tmp_path: Path
) -> None:
    begun = [int(state.name[:3]) for state in kills(name).begun if not state.name.endswith("half")]
    for number in (1, begun[0], begun[len(begun) // 2]):
        site = Path(shutil.copytree(root, tmp_path / str(number)))
        done = signalled("SIGINT", COMMANDS[name], site, number, WITHDRAWN_KEY=KEY)
        said = "The change was started but is not finished: run the same command again.\n" if number > 1 else ""
        assert (done.returncode, done.stderr, bool(interrupted(site))) == (130, said, number > 1)


@pytest.mark.parametrize("done", [1, 3])
def test_a_half_changed_site_is_neither_checked_nor_built_and_one_hint_says_what_to_run(
    done: int, kills: Callable[[str], Kills], tmp_path: Path, here: Here
) -> None:
    site = kills("withdraw").at(done, tmp_path)
    reported = (
        ".change/plan.json:1:1: A command that changes several files was interrupted, or is still running. "
        "[unfinished-change]\n"
        "    Run that command again, or any of 'jumelage new', 'rename', 'translated' and 'withdraw'.\n"
    )
    for command in (("check",), ("check", "--fresh"), ("build",)):
        assert here(*command, root=site)[:2] == (1, reported)
    assert not (site / "output").exists()
    status, said, beside = here(*ANOTHER, root=site)
    assert (status, said) == (1, "")
    assert (
        "'jumelage withdraw' had been interrupted; its change is now complete.\nThe person has been removed." in beside
    )
    assert WHO not in beside
    assert here("check", root=site)[0] == 0


def test_a_finding_that_was_kept_does_not_outlive_the_change(root: Path, here: Here) -> None:
    assert here("check", root=root)[0] == 0
    site = written(root, {".change/plan.json": "{}"})
    assert here("check", root=site)[0] == 1
    shutil.rmtree(site / ".change")
    assert here("check", root=site)[0] == 0


def test_what_was_edited_since_is_not_written_over(kills: Callable[[str], Kills], tmp_path: Path, here: Here) -> None:
    site = kills("rename a partnership").at(1, tmp_path)
    written(site, {"content/nl/partnership/band.md": "Mijn tekst.\n"})
    before = contents(tree(site))
    for command in (COMMANDS["rename a partnership"], COMMANDS["new edition"], ANOTHER):
        status, said, beside = here(*command, root=site)
        assert (status, said) == (1, "")
        assert beside == (
            "A change was interrupted, and these files have been edited since: content/nl/partnership/band.md.\n"
            "    Undo those edits and run the command again. Or delete the folder .change: every file stays as it is, "
            "and 'jumelage check' reports what is left to do.\n"
        )
    assert contents(tree(site)) == before
    # What the hint says helps.
    shutil.rmtree(site / ".change")
    assert "[unexpected-file]" not in here("check", root=site)[1]


def test_of_a_person_no_file_is_named_that_was_edited_since(
    kills: Callable[[str], Kills], tmp_path: Path, here: Here
) -> None:
    site = kills("rename a person").at(1, tmp_path)
    written(site, {f"content/{lang}/person/iemand.md": "Mijn tekst.\n" for lang in ("nl", "fr", "en")})
    status, said, beside = here(*COMMANDS["rename a person"], root=site)
    assert (status, said) == (1, "")
    assert "files that it affects have been edited since.\n" in beside
    assert not [name for name in (WHO, "iemand") if name in beside]


@pytest.mark.parametrize(
    ("name", "edited"),
    [
        pytest.param("rename a partnership", "data/partnerships.yaml", id="of another command"),
        pytest.param("rename a municipality", "data/persons_at_risk.yaml", id="of another command, in the same file"),
        pytest.param("withdraw", "data/persons_at_risk.yaml", id="its own"),
        pytest.param("", ".change/new/0", id="unreadable"),
    ],
)
def test_a_withdrawal_is_not_held_up_by_a_change_that_cannot_be_finished(
    name: str, edited: str, root: Path, kills: Callable[[str], Kills], tmp_path: Path, here: Here
) -> None:
    deep = {".change/plan.json": "[" * 100_000, ".change/new/0": WHO}
    site = kills(name).at(1, tmp_path) if name else written(root, deep)
    with (site / edited).open("a", encoding="utf-8") as file:
        file.write("# Mijn regel.\n")
    status, _, beside = here(*COMMANDS["withdraw"], root=site)
    assert "That change was abandoned; 'jumelage check' reports what is left to do.\n" in beside
    assert WHO not in beside
    assert status == 0
    assert "een-voorbeeld" not in str(tree(site))
    assert mark(WHO, KEY.encode()) in (site / "data/withdrawn.yaml").read_text("utf-8")
    assert not (site / ".change").exists()


def test_what_was_added_since_a_withdrawal_was_interrupted_goes_too(
    kills: Callable[[str], Kills], tmp_path: Path, here: Here
) -> None:
    site = kills("withdraw").at(3, tmp_path)
    written(site, {f"content/pictures/{WHO}.png": PICTURE, "data/persons_at_risk.yaml": "[]\n"})
    beside = here(*COMMANDS["withdraw"], root=site)[2]
    assert beside.count("The person has been removed.") == 2
    assert WHO not in str(tree(site)) + beside


def test_a_withdrawal_says_that_the_id_may_have_changed(
    kills: Callable[[str], Kills], tmp_path: Path, here: Here
) -> None:
    site = kills("rename a person").at(1, tmp_path)
    status, _, beside = here(*COMMANDS["withdraw"], root=site)
    assert status == 1
    assert beside == (
        "'jumelage rename' had been interrupted; its change is now complete.\nThere is no such record.\n"
        "    The change that was just finished may have given it another id.\n"
    )


def test_a_mistyped_id_does_not_read_as_a_success_of_its_own(
    kills: Callable[[str], Kills], tmp_path: Path, here: Here
) -> None:
    site = kills("withdraw").at(1, tmp_path)
    status, _, beside = here("withdraw", "person", "verkeerd", root=site)
    assert status == 1
    assert beside.endswith(
        "The interrupted withdrawal is finished: the person named in that command has been removed.\n"
        "There is no such record: nobody was removed for the id you gave this time.\n"
    )
    assert WHO not in str(tree(site)) + beside
    assert not (site / ".change").exists()


def test_another_person_is_taken_out_after_the_one_of_the_interrupted_command(
    kills: Callable[[str], Kills], tmp_path: Path, here: Here
) -> None:
    site = kills("withdraw").at(1, tmp_path)
    written(site, {"content/nl/person/nog-iemand.md": "Iemand.\n"})
    status, _, beside = here("withdraw", "person", "nog-iemand", root=site)
    assert (status, beside.count("The person has been removed.")) == (0, 2)
    assert "nobody was removed" not in beside
    assert not (site / "content/nl/person/nog-iemand.md").exists()


def test_only_a_rename_may_have_changed_the_id(kills: Callable[[str], Kills], tmp_path: Path, here: Here) -> None:
    site = kills("new article").at(1, tmp_path)
    status, _, beside = here("withdraw", "person", "verkeerd", root=site)
    assert (status, beside.endswith("There is no such record.\n")) == (1, True)


def test_a_withdrawal_that_nobody_reads_to_its_end_is_done(root: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = (*JUMELAGE, *COMMANDS["withdraw"])
    with os.fdopen(writer, "wb") as pipe:
        done = subprocess.run(
            command, cwd=root, env=environment(WITHDRAWN_KEY=KEY), stdout=pipe, stderr=pipe, timeout=60, check=False
        )
    assert done.returncode
    assert not (root / ".change").exists()
    assert WHO not in str(tree(root))


def test_a_withdrawal_reports_again_what_is_left_when_it_was_killed_before_it_had(
    root: Path, tmp_path: Path, here: Here
) -> None:
    written(
        root,
        {
            f"content/{lang}/news/brief.md": "---\ntitle: A\ndate: 2026\n---\nVoor Een Voorbeeld.\n"
            for lang in ("nl", "fr")
        },
    )
    _, states = left_by_kills(COMMANDS["withdraw"], root, tmp_path / "kept", WITHDRAWN_KEY=KEY)
    last = [state for state in states if interrupted(state)][-1]
    assert here(*COMMANDS["withdraw"], root=last, WITHDRAWN_KEY="")[:2] == (
        1, "content/fr/news/brief.md:5\ncontent/nl/news/brief.md:5\n",
    )  # fmt: skip
    assert not (last / ".change").exists()


def test_a_withdrawal_works_where_the_work_folder_cannot_be_used(root: Path, here: Here) -> None:
    written(root, {".change": "a file"})
    status, _, beside = here("rename", "place", "lunara", "luna", root=root)
    assert (status, beside) == (3, "The folder .change cannot be used: File exists. Delete it.\n")
    assert here(*COMMANDS["withdraw"], root=root)[0] == 0
    assert WHO not in str(tree(root))


def test_copies_that_cannot_be_removed_do_not_hold_a_withdrawal_up(root: Path, here: Here) -> None:
    remove = shutil.rmtree

    def refuse(path: Path, *given: Any, **named: Any) -> None:
        if Path(path).name == "spare":
            raise PermissionError(errno.EACCES, "Permission denied", f"{path}/nl/{WHO}")
        remove(path, *given, **named)

    spare = written(root, {".output.jumelage/spare/nl/a.html": ""}) / ".output.jumelage"
    here.patch.setattr("shutil.rmtree", refuse)
    status, _, beside = here(*COMMANDS["withdraw"], root=root)
    assert status == 1
    assert f"Older copies of the site could not be removed: delete {spare}.\n" in beside
    assert WHO not in str(tree(root)) + beside


@pytest.mark.parametrize("linked", [".change", "data", "content/nl/news"])
def test_nothing_is_written_through_a_link(linked: str, root: Path, tmp_path: Path, here: Here) -> None:
    outside = written(tmp_path / "outside", {"plan.json": "{}", ".writing-abcdefgh": "of somebody else"})
    if (root / linked).is_dir():
        (root / linked).rename(tmp_path / "data")
        outside = tmp_path / "data"
    (root / linked).symlink_to(outside)
    before = tree(outside)
    for name in ("new article", "new partnership", "rename a partnership", "withdraw"):
        here(*COMMANDS[name], root=root)
    assert tree(outside) == before


def test_two_commands_at_once_are_one_after_the_other(root: Path, here: Here) -> None:
    with editing(root):
        before = tree(root)
        for name in ("rename a partnership", "withdraw", "translated", "new partnership"):
            reported = "Another command is changing the files of this site right now.\n"
            assert here(*COMMANDS[name], root=root) == (3, "", reported)
        assert tree(root) == before
    assert here(*COMMANDS["rename a partnership"], root=root)[0] == 0


def test_whoever_is_asked_keeps_nobody_waiting(root: Path, here: Here) -> None:
    class Typed(io.StringIO):
        def readline(self, _size: int | None = -1) -> str:  # type: ignore[override]
            with editing(root):
                return super().readline()

    here.patch.setattr(sys, "stdin", Typed("band\n"))
    assert here("new", "theme", "--name-nl", "A", "--name-fr", "A", "--ask", root=root)[0] == 0
    assert "- id: band\n" in (root / "data/themes.yaml").read_text("utf-8")


def test_left_over_files_are_in_nobodys_way_and_go_with_the_next_change(root: Path, here: Here) -> None:
    left = {
        "data/.writing-abcd_123": "- {",
        "content/nl/place/.writing-12345678": f"{WHO}",
        "content/files/.writing-x1y2z3_4": "x",
    }
    kept = {"content/files/.writing-notes.txt": "x"}
    written(root, {**left, **kept})
    (root / "data/.writing-a_folder").mkdir()
    status, said, _ = here("check", root=root)
    assert (
        status,
        [line.partition(":")[0] for line in said.splitlines() if "[unexpected" in line or "[file-type" in line],
    ) == (
        1,
        [],
    )
    here(*ANOTHER, root=root)
    assert [path for path in left if (root / path).exists()] == []
    assert (root / "content/files/.writing-notes.txt").exists()


@pytest.mark.parametrize("name", ["rename a municipality", "new partnership", "withdraw"])
def test_a_disk_that_is_full_leaves_every_file_whole(name: str, root: Path, here: Here) -> None:
    written(root, {"data/places.yaml": (root / "data/places.yaml").read_text("utf-8") + "# x\n" * 3000})
    before = contents(tree(root))
    done = outcome(sys.executable, "-c", NO_ROOM, *COMMANDS[name], root=root, WITHDRAWN_KEY=KEY)
    assert done == (3, "", "Nothing was changed: the disk is full.\n")
    assert contents(tree(root)) == before
    assert here(*COMMANDS[name], root=root)[0] == 0


@pytest.mark.parametrize("mask", [0o077, 0o000])
def test_new_files_have_the_rights_644_and_others_keep_theirs(mask: int, root: Path, here: Here) -> None:
    (root / "data/partnerships.yaml").chmod(0o664)
    before = os.umask(mask)
    try:
        assert here(*COMMANDS["new article"], root=root)[0] == 0
        assert here(*COMMANDS["rename a partnership"], root=root)[0] == 0
    finally:
        os.umask(before)
    found = {path: rights for path, (rights, _) in tree(root).items()}
    assert [found[one] for one in ("content/nl/news", "content/nl/news/nieuws.md", "data/partnerships.yaml")] == [
        0o755, 0o644, 0o664,
    ]  # fmt: skip
