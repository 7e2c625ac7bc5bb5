"""Building and beginning a site, as one starts it."""

import re
import shutil
import sys
import threading
from pathlib import Path

import pytest

from marking import KEY, marked
from running import PELICAN, Here, held, jumelage, outcome
from sites import EXAMPLE, copied, quick, written

# build


def test_a_build_writes_the_site_and_then_only_what_changed(tmp_path: Path, here: Here) -> None:
    root = copied(tmp_path)
    status, _, beside = here("build", root=root)
    count = len(held(root / "output"))
    assert (status, beside) == (0, f"194 pages, {count} files changed.\n")
    assert here("build", root=root)[::2] == (0, "194 pages, 0 files changed.\n")


def test_what_publishing_changes_stands_in_a_file_of_its_own(valid: Path) -> None:
    written(valid, {"publishconf.py": "SITEURL = 'https://example.org/a'\n"})
    assert jumelage("build", "--settings", "publishconf.py", root=valid)[0] == 0
    assert b"https://example.org/a/nl/" in (valid / "output/sitemap.xml").read_bytes()
    assert jumelage("build", root=valid, SITEURL="https://example.org/b/")[0] == 0
    assert b"https://example.org/b/nl/" in (valid / "output/sitemap.xml").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "status", "beside"),
    [
        pytest.param([], 2, "the following arguments are required: command", id="no command"),
        pytest.param(["publish"], 2, "invalid choice: 'publish'", id="an unknown command"),
        pytest.param(["check", "--format", "xml"], 2, "invalid choice: 'xml'", id="an unknown format"),
        pytest.param(["serve", "--port", "a"], 2, "invalid int value: 'a'", id="a port that is no number"),
        pytest.param(["build", "--today", "tomorrow"], 2, "'tomorrow' is not a day such as 2026-11-23", id="no day"),
        pytest.param(["build", "--settings", "conf.py"], 2, "argument --settings: there is no file", id="no settings"),
        pytest.param(["build", "--output", "content"], 3, "is inside the site's own sources.", id="output in content"),
        pytest.param(["build", "--output", "."], 3, "would contain the site's own sources.", id="output over the root"),
        pytest.param(["build", "--output", "/dev/null"], 3, "is not a folder.", id="output that is no folder"),
        pytest.param(["build", "--output", "/proc/a"], 3, "could not be written: ", id="output that cannot be written"),
        pytest.param(["check", "--root", "content"], 3, "is not a site: it has no folder 'data'", id="no site"),
        pytest.param(["init", "."], 3, "is not empty; nothing was written.", id="a new site over another"),
        pytest.param(["init", "data/municipalities.yaml"], 3, "Not a directory", id="a new site in a file"),
    ],
)
def test_what_cannot_be_done_is_said_beside_the_findings(
    arguments: list[str], status: int, beside: str, valid: Path, here: Here
) -> None:
    before = held(valid)
    found = here(*arguments, root=valid)
    assert found[:2] == (status, "")
    assert beside in found[2]
    assert held(valid) == before


@pytest.mark.parametrize(
    ("files", "beside"),
    [
        pytest.param(
            {"pelicanconf.py": "A = B\n"}, "The settings in pelicanconf.py cannot be read: NameError", id="settings"
        ),
        pytest.param(
            {"pelicanconf.py": "TIMEZONE = 'Nowhere'\n"}, "TIMEZONE 'Nowhere' is not a time zone", id="time zone"
        ),
        pytest.param({"theme/templates/a.html": ""}, "laid out as in an earlier version. Move", id="a former theme"),
    ],
)
def test_a_site_that_cannot_be_made_for_another_reason_has_a_status_of_its_own(
    files: dict[str, str], beside: str, valid: Path, here: Here
) -> None:
    shutil.rmtree(valid / "theme")
    status, said, found = here("build", root=written(valid, files))
    assert (status, said) == (3, "")
    assert beside in found
    assert not (valid / "output").exists()


@pytest.mark.parametrize("command", ["check", "build"])
def test_mistakes_in_the_theme_of_a_site_are_problems_like_others(command: str, valid: Path, here: Here) -> None:
    shutil.rmtree(valid / "theme")
    written(valid, {"theme/strings/nl.yaml": "a: [", "theme/pages/text.html": "a\n{% if %}"})
    status, said, found = here(command, root=valid)
    assert status == 1, found
    assert [line.split(": ")[0] for line in said.splitlines() if not line.startswith(" ")] == [
        "theme/pages/text.html:2:1",
        "theme/strings/nl.yaml:1:5",
    ]
    assert not (valid / "output").exists()


BUILD = (sys.executable, "-m", "jumelage", "build")


@pytest.mark.parametrize(
    ("mask", "command"), [("077", BUILD), ("000", BUILD), ("077", PELICAN)], ids=["private", "open", "Pelican"]
)
def test_whatever_the_umask_a_server_of_somebody_else_can_read_what_was_built_and_packed(
    mask: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    root = quick(tmp_path / "site")
    own = (root / "pelicanconf.py").read_text("utf-8")
    written(root, {"pelicanconf.py": (EXAMPLE / "pelicanconf.py").read_text("utf-8") + own})
    script = f'umask {mask}; "$@" && "$0" -m jumelage pack --offline'
    assert outcome("sh", "-c", script, sys.executable, *command, root=root)[0] == 0
    for tree in (root / "output", root / "output.packed"):
        paths = [tree, *tree.rglob("*")]
        assert {path.stat().st_mode & 0o777 for path in paths if path.is_dir()} == {0o755}
        assert {path.stat().st_mode & 0o777 for path in paths if path.is_file()} == {0o644}
    assert (root / "changes.json").stat().st_mode & 0o777 == 0o644


HIDDEN = (
    *(".env", ".git/a.md", "nl/.git/a.md", "nl/.a.md", "nl/page/.a.md", "pictures/.a.png", "files/.env"),
    *("files/.a.txt", "files/.htaccess", "files/.git/config.txt", "files/a/.b/c.txt", "files/.well-known/a.txt"),
)


def test_hidden_files_are_never_published(valid: Path, here: Here) -> None:
    for name in HIDDEN:
        path = written(valid, {f"content/{name}": "---\ntitle: Aaaa\n---\nBbbb.\n"}) / "content" / name
        status, said, _ = here("build", root=valid)
        assert (status, f"content/{name}:1:1: " in said) == (1, True)
        path.unlink()
    written(valid, {"content/files/.DS_Store": "Aaaa", "content/files/a/.gitkeep": "Aaaa"})
    assert here("build", root=valid)[0] == 0
    assert [name for name in held(valid / "output") if "/." in f"/{name}"] == []


# pack


def test_a_withdrawal_reaches_the_packed_copies_by_exchange(
    valid: Path, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WITHDRAWN_KEY", KEY)
    for lang in ("nl", "fr"):
        written(valid, {f"content/{lang}/page/iemand-een.md": "---\ntitle: Iemand Een\n---\n"})
    for command in ("build", "pack"):
        assert here(command, root=valid)[0] == 0
    packed, state = valid / "output.packed", valid / ".output.packed.jumelage"
    for path in valid.glob("content/*/page/iemand-een.md"):
        path.unlink()
    written(valid, {"data/withdrawn.yaml": marked("iemand een")})
    before = held(packed)
    status, _, beside = here("pack", root=valid)
    assert (status, beside.startswith("A withdrawn person is still named in: /")) == (3, True)
    assert beside.endswith(". Run 'make publish' first. Nothing was copied.\n")
    assert held(packed) == before
    assert here("build", root=valid)[0] == 0
    # As a build or a copy that was killed leaves it.
    written(state, {"spare/nl/iemand-een/index.html": "Iemand Een", "half-written": "Iemand Een"})
    missing: list[Path] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            missing.extend(path for path in (packed / "site-index.json", packed / "nl/index.html") if not path.exists())

    reader = threading.Thread(target=read)
    reader.start()
    try:
        assert here("pack", root=valid)[0] == 0
    finally:
        done.set()
        reader.join()
    assert missing == []
    assert (packed / "nl/index.html").is_file()
    everything = {**held(packed), **held(state)}
    assert [name for name, data in everything.items() if "iemand-een" in name or b"Iemand Een" in data] == []


# init


def test_a_new_site_is_sound_and_can_be_built(tmp_path: Path) -> None:
    root = tmp_path / "new"
    status, said, beside = jumelage("init", "new", root=tmp_path)
    assert (status, said) == (0, "")
    assert beside == "Your new site is in new; its README.md says how to begin.\n"
    assert jumelage("check", root=root)[:2] == (0, "")
    assert jumelage("build", root=root)[:2] == (0, "")
    assert (root / "output/nl/index.html").is_file()


def test_a_new_site_is_published_once_it_has_a_contact_and_an_address(tmp_path: Path, here: Here) -> None:
    root = tmp_path / "new"
    here("init", root, root=tmp_path)
    publish, summary = ("build", "--settings", "publishconf.py"), tmp_path / "summary.md"
    status, said, beside = here(*publish, root=root, GITHUB_STEP_SUMMARY=str(summary))
    assert (status, said, (root / "output").exists()) == (3, "", False)
    assert beside.startswith("Nothing was written: this would be the first publication of the site, and CONTACT")
    # Where a run is looked at, in the languages of the editors.
    reported = summary.read_text("utf-8")
    assert reported.startswith("❌ Er is niets geschreven: ")
    assert "\n\n❌ Rien n'a été écrit" in reported
    conf = (root / "pelicanconf.py").read_text("utf-8")
    written(root, {"pelicanconf.py": conf.replace('CONTACT = ""', 'CONTACT = "a@example.org"')})
    assert "SITEURL is http://localhost:8000" in here(*publish, root=root)[2]
    assert here(*publish, root=root, SITEURL="https://example.org")[0] == 0
    # Once something was published, what goes missing is said and holds up nothing.
    assert here("ledger", root / ".ledger/addresses.txt", root=root)[0] == 0
    status, _, beside = here(*publish, root=written(root, {"pelicanconf.py": conf}))
    assert (status, beside.startswith("CONTACT is empty in pelicanconf.py: ")) == (0, True)


def test_every_example_of_a_new_site_is_sound(tmp_path: Path) -> None:
    root = tmp_path / "new"
    assert jumelage("init", root, root=tmp_path)[0] == 0
    for path in (root / "data").glob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"^# ?(?=- |  )", "", text, flags=re.MULTILINE), "utf-8")
    status, said, beside = jumelage("check", root=root)
    assert (status, "pages, no problems" in beside) == (0, True)
    assert {line.split(" ")[1] for line in said.splitlines() if not line.startswith("    ")} <= {"warning:"}
