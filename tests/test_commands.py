"""The commands as one starts them: what they print where, their exit status, and never a traceback."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from jumelage.__main__ import main
from sites import EXAMPLE, ROOT, copied, small, written

DAY = "2026-11-22"
JUMELAGE = (sys.executable, "-m", "jumelage")
PELICAN = (sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py")
UNKNOWN = """\
- {id: a, name: {nl: A, fr: A}, kind: city, country: MA, part_of: b}
- {id: c, name: {nl: C}, kind: city, country: MA}
"""


def environment(**changes: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "plugins"), "TODAY": DAY, **changes}


def outcome(*command: str | Path, root: Path, **changes: str) -> tuple[int, str, str]:
    """Return the exit status of a command started in a folder, and what it printed as findings and beside them."""
    done = subprocess.run(
        command, cwd=root, env=environment(**changes), capture_output=True, text=True, timeout=60, check=False
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout, done.stderr


def jumelage(*arguments: str | Path, root: Path, **changes: str) -> tuple[int, str, str]:
    return outcome(*JUMELAGE, *arguments, root=root, **changes)


class Here:
    """Runs the command within this process, which is quicker; the outcome is the same."""

    def __init__(self, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.capture = capture
        self.patch = patch

    def __call__(self, *arguments: str | Path, root: Path) -> tuple[int, str, str]:
        self.patch.chdir(root)
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = int(str(end.code))
        printed = self.capture.readouterr()
        return status, printed.out, printed.err


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    monkeypatch.setenv("TODAY", DAY)
    return Here(capsys, monkeypatch)


def held(folder: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Return the root of a small sound site."""
    return small(tmp_path / "site")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return the root of a small site with mistakes."""
    countries = "- {id: MA, slugs: {nl: marokko, fr: maroc, en: morocco}}\n"
    return small(tmp_path / "site", countries=countries, places=UNKNOWN)


# check


def test_a_sound_site_has_nothing_to_report(sound: Path, here: Here) -> None:
    assert here("check", root=sound) == (0, "", "50 pages, no problems.\n")
    assert here("check", "--format", "json", root=sound)[:2] == (0, "[]\n")
    assert not (sound / "output").exists()


def test_problems_are_printed_as_findings_and_fail(broken: Path) -> None:
    assert jumelage("check", root=broken) == (
        1,
        "data/places.yaml:1:58: There is no place 'b'. [unknown-reference]\n"
        "data/places.yaml:2:11: The text is missing in 'fr'. [missing-language]\n"
        "    Add a line that begins with 'fr:'.\n",
        "",
    )


def test_problems_as_json_are_a_list(broken: Path, here: Here) -> None:
    status, said, _ = here("check", "--format", "json", "--root", broken, root=broken.parent)
    assert status == 1
    assert json.loads(said)[-1] == {
        "path": "data/places.yaml",
        "line": 2,
        "column": 11,
        "severity": "problem",
        "code": "missing-language",
        "message": "The text is missing in 'fr'.",
        "hint": "Add a line that begins with 'fr:'.",
    }


def test_problems_for_github_are_annotations_with_every_sign_escaped(sound: Path, here: Here) -> None:
    written(sound, {"content/nl/page/50%, a:b.md": "---\ntitle: A\n---\n[b](100%25)\n", "data/x,y.yaml": ""})
    status, said, _ = here("check", "--format", "github", root=sound)
    lines = said.splitlines()
    assert status == 1
    assert [line.split("::")[1] for line in lines] == [
        "error file=content/nl/page/50%25%2C a%3Ab.md,line=1,col=1,title=invalid-id",
        "error file=data/x%2Cy.yaml,line=1,col=1,title=unexpected-file",
    ]
    assert "'50%25, a:b' cannot be an id. " in lines[0]


def test_warnings_are_printed_and_do_not_fail(here: Here) -> None:
    status, said, beside = here("check", "--root", EXAMPLE, root=ROOT)
    assert (status, beside) == (0, "188 pages, no problems.\n")
    assert said.startswith("data/persons_at_risk.yaml:85:3: warning: An entry on a person at risk was to be ")
    _, said, _ = here("check", "--root", EXAMPLE, "--format", "github", root=ROOT)
    assert said.startswith("::warning file=data/persons_at_risk.yaml,line=85,col=3,title=stale-review::An entry ")


def test_a_day_given_goes_before_the_one_in_the_environment(here: Here) -> None:
    assert here("check", "--root", EXAMPLE, "--today", "2019-01-01", root=ROOT)[:2] == (0, "")


def test_a_terminal_without_a_letter_shows_its_number(sound: Path) -> None:
    written(sound, {"data/é.yaml": ""})
    status, said, _ = jumelage("check", root=sound, PYTHONIOENCODING="ascii")
    assert status == 1
    assert said.startswith("data/\\xe9.yaml:1:1: This file is not one of the data files")


# build


def test_a_build_writes_the_site_and_then_only_what_changed(tmp_path: Path, here: Here) -> None:
    root = copied(tmp_path)
    status, _, beside = here("build", root=root)
    count = len(held(root / "output"))
    assert (status, beside) == (0, f"188 pages, {count} files changed.\n")
    assert here("build", root=root)[::2] == (0, "188 pages, 0 files changed.\n")


def test_what_publishing_changes_stands_in_a_file_of_its_own(sound: Path) -> None:
    written(sound, {"publishconf.py": "SITEURL = 'https://example.org/a'\n"})
    assert jumelage("build", "--settings", "publishconf.py", root=sound)[0] == 0
    assert b"https://example.org/a/nl/" in (sound / "output/sitemap.xml").read_bytes()
    assert jumelage("build", root=sound, SITEURL="https://example.org/b/")[0] == 0
    assert b"https://example.org/b/nl/" in (sound / "output/sitemap.xml").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "status", "beside"),
    [
        pytest.param([], 2, "the following arguments are required: command", id="no command"),
        pytest.param(["publish"], 2, "invalid choice: 'publish'", id="an unknown command"),
        pytest.param(["check", "--format", "xml"], 2, "invalid choice: 'xml'", id="an unknown format"),
        pytest.param(["serve", "--port", "a"], 2, "invalid int value: 'a'", id="a port that is no number"),
        pytest.param(["build", "--today", "tomorrow"], 2, "'tomorrow' is not a day such as 2026-11-23", id="no day"),
        pytest.param(["build", "--settings", "conf.py"], 2, "argument --settings: there is no file", id="no settings"),
        pytest.param(["build", "--output", "content"], 3, "lies among the site's own sources.", id="output in content"),
        pytest.param(["build", "--output", "."], 3, "would hold the site's own sources.", id="output over the root"),
        pytest.param(["build", "--output", "/dev/null"], 3, "is not a folder.", id="output that is no folder"),
        pytest.param(["build", "--output", "/proc/a"], 3, "could not be written: ", id="output that cannot be written"),
        pytest.param(["check", "--root", "content"], 3, "is not a site: it has no folder 'data'", id="no site"),
        pytest.param(["init", "."], 3, "is not empty; nothing was written.", id="a new site over another"),
        pytest.param(["init", "data/municipalities.yaml"], 3, "Not a directory", id="a new site in a file"),
    ],
)
def test_what_cannot_be_done_is_said_beside_the_findings(
    arguments: list[str], status: int, beside: str, sound: Path, here: Here
) -> None:
    before = held(sound)
    found = here(*arguments, root=sound)
    assert found[:2] == (status, "")
    assert beside in found[2]
    assert held(sound) == before


@pytest.mark.parametrize(
    ("files", "beside"),
    [
        pytest.param(
            {"pelicanconf.py": "A = B\n"}, "The settings in pelicanconf.py cannot be read: NameError", id="settings"
        ),
        pytest.param(
            {"pelicanconf.py": "TIMEZONE = 'Nowhere'\n"}, "TIMEZONE 'Nowhere' is not a time zone", id="time zone"
        ),
        pytest.param({"theme/templates/a.html": ""}, "The theme has no interface texts in nl.yaml.", id="half a theme"),
    ],
)
def test_a_site_that_cannot_be_made_for_another_reason_has_a_status_of_its_own(
    files: dict[str, str], beside: str, sound: Path, here: Here
) -> None:
    status, said, found = here("build", root=written(sound, files))
    assert (status, said) == (3, "")
    assert beside in found
    assert not (sound / "output").exists()


# Interruption

# A page that takes for ever, once the settings have been read and said so.
SLOW = {
    "pelicanconf.py": (EXAMPLE / "pelicanconf.py").read_text("utf-8")
    + "\nfrom pathlib import Path\n(Path(__file__).parent / 'begun').touch()\n",
    "theme/templates/choose.html": "{% for one in range(10 ** 12) %}{% endfor %}",
    **{
        f"theme/strings/{code}.yaml": (ROOT / f"theme/strings/{code}.yaml").read_text("utf-8")
        for code in ("nl", "fr", "en")
    },
}


@pytest.mark.parametrize("command", [(*JUMELAGE, "build"), PELICAN], ids=["jumelage", "pelican"])
def test_an_interrupted_build_fails_and_leaves_the_output(command: tuple[str, ...], sound: Path) -> None:
    assert jumelage("build", root=sound)[0] == 0
    before = held(sound / "output")
    written(sound, SLOW)
    with subprocess.Popen(
        command, cwd=sound, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as build:
        assert waited((sound / "begun").exists)
        time.sleep(1)
        build.send_signal(signal.SIGINT)
        said = b"".join(build.communicate(timeout=30))
    assert build.returncode == 130
    assert b"Traceback" not in said
    assert held(sound / "output") == before


def waited(condition: Callable[[], bool], seconds: float = 20) -> bool:
    """Return whether a condition came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


# Pelican


def test_pelican_builds_the_same_bytes(tmp_path: Path) -> None:
    root = copied(tmp_path)
    assert outcome(*PELICAN, root=root)[0] == 0
    assert jumelage("build", "--output", "other", root=root)[0] == 0
    assert held(root / "output") == held(root / "other")


def test_pelican_fails_on_problems_and_writes_nothing(broken: Path) -> None:
    written(broken, {"pelicanconf.py": (EXAMPLE / "pelicanconf.py").read_text("utf-8")})
    status, said, _ = outcome(*PELICAN, root=broken)
    assert status == 1
    assert "data/places.yaml:1:58: There is no place 'b'. [unknown-reference]\n" in said
    assert not (broken / "output").exists()


def test_pelican_fails_when_the_site_cannot_be_made(sound: Path) -> None:
    written(sound, {"pelicanconf.py": (EXAMPLE / "pelicanconf.py").read_text("utf-8") + "TIMEZONE = 'Nowhere'\n"})
    status, _, said = outcome(*PELICAN, root=sound)
    assert status == 3
    assert "TIMEZONE 'Nowhere' is not a time zone" in said


@pytest.mark.parametrize("settings", [ROOT / "pelicanconf.py", ROOT / "scaffold/pelicanconf.py"], ids=["own", "new"])
def test_pelican_fails_when_the_plugin_cannot_be_imported(settings: Path, sound: Path, tmp_path: Path) -> None:
    written(sound, {"pelicanconf.py": settings.read_text("utf-8")})
    written(tmp_path / "elsewhere", {"jumelage/__init__.py": "import nothing.of.the.kind\n"})
    done = subprocess.run(
        PELICAN, cwd=sound, env=environment(PYTHONPATH=str(tmp_path / "elsewhere")), capture_output=True, check=False
    )
    assert done.returncode not in {0, 130}
    assert not (sound / "output").exists()


@pytest.mark.parametrize("settings", [ROOT / "pelicanconf.py", ROOT / "scaffold/pelicanconf.py"], ids=["own", "new"])
def test_an_interruption_while_the_plugin_is_imported_fails(settings: Path, sound: Path, tmp_path: Path) -> None:
    written(sound, {"pelicanconf.py": settings.read_text("utf-8")})
    written(tmp_path / "elsewhere", {"jumelage/__init__.py": "import signal\nsignal.raise_signal(signal.SIGINT)\n"})
    assert outcome(*PELICAN, root=sound, PYTHONPATH=str(tmp_path / "elsewhere"))[0] == 130


# init


def test_a_new_site_is_sound_and_can_be_built(tmp_path: Path) -> None:
    root = tmp_path / "new"
    status, said, beside = jumelage("init", "new", root=tmp_path)
    assert (status, said) == (0, "")
    assert beside == "A new site stands in new; its README.md says how to begin.\n"
    assert jumelage("check", root=root)[:2] == (0, "")
    assert jumelage("build", "--settings", "publishconf.py", root=root)[:2] == (0, "")
    assert (root / "output/nl/index.html").is_file()


def test_every_example_of_a_new_site_is_sound(tmp_path: Path) -> None:
    root = tmp_path / "new"
    assert jumelage("init", root, root=tmp_path)[0] == 0
    for path in (root / "data").glob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"^# ?(?=- |  )", "", text, flags=re.MULTILINE), "utf-8")
    status, said, _ = jumelage("check", root=root)
    assert (status, said) == (0, "")


# serve


@pytest.fixture
def served(sound: Path) -> Iterator[tuple[str, Path, "subprocess.Popen[str]"]]:
    """Serve a small site; give its address, its root and the process."""
    command = (*JUMELAGE, "serve", "--port", "0")
    with subprocess.Popen(
        command, cwd=sound, env=environment(SITEURL="https://example.org/project"), stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr
        assert server.stderr.readline().startswith("50 pages, ")
        found = re.match(r"http://localhost:(\d+)/project/ ", server.stderr.readline())
        assert found
        yield f"http://127.0.0.1:{found[1]}", sound, server
        if server.poll() is None:
            server.terminate()


def answer(address: str, method: str = "GET") -> tuple[int, str]:
    request = urllib.request.Request(address, method=method)  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_the_editing_server_serves_the_site_and_builds_it_again(
    served: tuple[str, Path, "subprocess.Popen[str]"],
) -> None:
    address, root, server = served
    status, page = answer(f"{address}/project/nl/gemeenten/zonnedal/")
    assert status == 200
    assert "<h1" in page

    lost = (root / "output/404.html").read_text("utf-8")
    assert answer(f"{address}/project/nl/nergens/") == (404, lost)
    assert answer(f"{address}/project/nl/nergens/", "HEAD") == (404, "")
    assert answer(f"{address}/project/../../data/municipalities.yaml") == (404, lost)
    assert answer(f"{address}/project/nl/", "DELETE")[0] == 501

    written(root, {"data/themes.yaml": "- {id: water, name: {nl: Water, fr: Eau}}\n"})
    assert waited(lambda: answer(f"{address}/project/nl/themas/water/")[0] == 200)

    written(root, {"data/themes.yaml": "- {id: water, name: {nl: Water}}\n"})
    assert server.stderr
    said = [server.stderr.readline() for _ in range(2)]
    assert said[0].startswith("53 pages, ")
    assert said[1] == "data/themes.yaml:1:15: The text is missing in 'fr'. [missing-language]\n"
    assert answer(f"{address}/project/nl/themas/water/")[0] == 200

    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=20) == 130


def test_a_port_that_is_taken_is_said(served: tuple[str, Path, "subprocess.Popen[str]"]) -> None:
    address, root, _ = served
    status, said, beside = jumelage("serve", "--port", address.rpartition(":")[2], root=root)
    assert (status, said) == (3, "")
    assert beside.endswith("Address already in use\n")
