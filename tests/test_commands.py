"""The commands as one starts them: what they print where, their exit status, and never a traceback."""

import contextlib
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from jumelage import sentences
from jumelage.__main__ import main
from jumelage.report import DIM, PLAIN, RED
from sites import EXAMPLE, ROOT, copied, small, written

DAY = "2026-11-22"
JUMELAGE = (sys.executable, "-m", "jumelage")
PELICAN = (sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py")
MUNICIPALITY = "- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil, en: Sunvale}}\n"
UNKNOWN = """\
- {id: a, name: {nl: A, fr: A, en: A}, kind: city, country: MA, part_of: b, location: {lat: 1, lon: 2}}
- {id: c, name: {nl: C}, kind: city, country: MA}
"""


def environment(**changes: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "XDG_CACHE_HOME")}
    return {**kept, "PYTHONPATH": str(ROOT / "plugins"), "TODAY": DAY, **changes}


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

    def __call__(self, *arguments: str | Path, root: Path, **changes: str) -> tuple[int, str, str]:
        self.patch.chdir(root)
        for name, value in changes.items():
            self.patch.setenv(name, value)
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
    return small(tmp_path / "site", municipalities=MUNICIPALITY)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return the root of a small site with mistakes."""
    countries = "- {id: MA, slugs: {nl: marokko, fr: maroc, en: morocco}}\n"
    return small(tmp_path / "site", municipalities=MUNICIPALITY, countries=countries, places=UNKNOWN)


# check


def test_a_sound_site_has_nothing_to_report(sound: Path, here: Here) -> None:
    assert here("check", root=sound) == (0, "", "50 pages, no problems.\n")
    assert here("check", "--format", "json", root=sound)[:2] == (0, "[]\n")
    assert not (sound / "output").exists()


def test_problems_are_printed_as_findings_and_fail(broken: Path) -> None:
    assert jumelage("check", root=broken) == (
        1,
        "data/places.yaml:1:65: There is no place 'b'. [unknown-reference]\n"
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
    status, said, _ = here("check", "--format", "github", "--lang", "en", root=sound)
    lines = said.splitlines()
    assert status == 1
    assert [line.split("::")[1] for line in lines] == [
        "error file=content/nl/page/50%25%2C a%3Ab.md,line=1,col=1,title=invalid-id",
        "error file=data/x%2Cy.yaml,line=1,col=1,title=unexpected-file",
    ]
    assert "'50%25, a:b' cannot be an id. " in lines[0]


def test_warnings_are_printed_and_do_not_fail(here: Here) -> None:
    status, said, beside = here("check", "--root", EXAMPLE, root=ROOT)
    assert status == 0
    assert re.fullmatch(r"188 pages, no problems\. Warnings: \d+\.\n", beside)
    assert "\ndata/persons_at_risk.yaml:85:3: warning: An entry on a person at risk was to be " in said
    _, said, _ = here("check", "--root", EXAMPLE, "--format", "github", "--lang", "en", root=ROOT)
    assert "\n::warning file=data/persons_at_risk.yaml,line=85,col=3,title=stale-review::An entry " in said


def test_a_day_given_goes_before_the_one_in_the_environment(here: Here) -> None:
    status, said, _ = here("check", "--root", EXAMPLE, "--today", "2019-01-01", root=ROOT)
    assert (status, "[stale-review]" in said) == (0, False)


def test_a_terminal_without_a_letter_shows_its_number(sound: Path) -> None:
    written(sound, {"data/é.yaml": ""})
    status, said, _ = jumelage("check", root=sound, PYTHONIOENCODING="ascii")
    assert status == 1
    assert said.startswith("data/\\xe9.yaml:1:1: This file is not one of the data files")


@pytest.mark.parametrize("command", ["check", "build"])
def test_warnings_fail_when_one_is_strict_and_nothing_is_written(command: str, tmp_path: Path, here: Here) -> None:
    root = small(tmp_path / "site")
    said = "data/municipalities.yaml:1:18: warning: 'name' is missing in 'en'; readers get it in another language. "
    said += "[missing-translation]\n    Add a line that begins with 'en:'.\n"
    assert here(command, "--strict", root=root) == (1, said, "")
    assert not (root / "output").exists()
    assert here(command, root=root)[:2] == (0, said)


@pytest.mark.parametrize("command", ["check", "build"])
def test_what_has_no_warnings_is_sound_when_one_is_strict_too(command: str, sound: Path, here: Here) -> None:
    assert here(command, "--strict", root=sound)[:2] == (0, "")


# Languages


def po(lang: str) -> str:
    """Return a catalogue whose translations say which language they are in."""
    texts = (
        "There is {none} '{name}'.",
        "no place",
        "{root} is not a site: it has no folder 'data' or no folder 'content'.",
    )
    return 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n' + "".join(
        f'\nmsgid "{text}"\nmsgstr "{lang}: {text}"\n' for text in texts
    )


@pytest.fixture
def _catalogues(tmp_path: Path) -> Iterator[None]:
    """Put catalogues in place that change at no translator's hand."""
    folder = written(tmp_path / "catalogue", {f"{lang}.po": po(lang) for lang in ("nl", "fr")})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentences, "CATALOGUES", folder)
        sentences.catalogue.cache_clear()
        yield
    sentences.catalogue.cache_clear()


IN = {
    "en": "There is no place 'b'.",
    "nl": "nl: There is nl: no place 'b'.",
    "fr": "fr: There is fr: no place 'b'.",
}


@pytest.mark.usefixtures("_catalogues")
@pytest.mark.parametrize(
    ("arguments", "changes", "lang"),
    [
        pytest.param([], {}, "en", id="nothing said"),
        pytest.param(["--lang", "nl"], {}, "nl", id="asked for"),
        pytest.param(["--lang", "en"], {"LANG": "nl_BE.UTF-8"}, "en", id="asked for, against the system"),
        pytest.param([], {"LANG": "nl_BE.UTF-8"}, "nl", id="the system's"),
        pytest.param([], {"LANG": "fr"}, "fr", id="the system's, without a country"),
        pytest.param([], {"LANG": "fr.UTF-8"}, "fr", id="without a country, with an encoding"),
        pytest.param([], {"LANG": "nl_BE.UTF-8", "LC_MESSAGES": "fr_BE.UTF-8"}, "fr", id="that of messages first"),
        pytest.param(
            [], {"LC_MESSAGES": "nl_BE", "LC_ALL": "fr_FR@euro", "LANG": "nl"}, "fr", id="the one for all before both"
        ),
        pytest.param([], {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "nl_NL"}, "nl", id="empty ones do not count"),
        pytest.param([], {"LANG": "C.UTF-8"}, "en", id="none"),
        pytest.param([], {"LANG": "de_BE.UTF-8"}, "en", id="one without a catalogue"),
        pytest.param([], {"LC_ALL": "de_BE.UTF-8", "LANG": "nl_BE.UTF-8"}, "en", id="the first, though without one"),
    ],
)
def test_an_editor_is_addressed_in_the_language_asked_for_or_the_systems(
    arguments: list[str], changes: dict[str, str], lang: str, broken: Path, here: Here
) -> None:
    status, said, _ = here("check", *arguments, root=broken, **changes)
    assert status == 1
    assert said.splitlines()[0] == f"data/places.yaml:1:65: {IN[lang]} [unknown-reference]"
    _, said, _ = here("check", "--format", "json", *arguments, root=broken, **changes)
    assert json.loads(said)[0]["message"] == IN[lang]


@pytest.mark.usefixtures("_catalogues")
def test_why_nothing_was_built_is_said_in_the_editors_language(sound: Path, here: Here) -> None:
    status, _, beside = here("build", "--root", "content", "--lang", "nl", root=sound)
    assert status == 3
    assert beside.startswith("nl: ")


def test_a_language_without_a_catalogue_cannot_be_asked_for(sound: Path, here: Here) -> None:
    status, _, beside = here("check", "--lang", "de", root=sound)
    assert (status, "argument --lang: invalid choice: 'de'" in beside) == (2, True)


# GitHub


@pytest.mark.usefixtures("_catalogues")
@pytest.mark.parametrize(
    ("arguments", "settings", "langs"),
    [
        pytest.param([], "", ["nl", "fr"], id="by default both"),
        pytest.param([], "EDITOR_LANGUAGES = ['en', 'nl']\n", ["en", "nl"], id="as the setting says"),
        pytest.param(["--lang", "fr"], "", ["fr"], id="the one that was asked for"),
    ],
)
def test_annotations_speak_the_languages_of_the_editors(
    arguments: list[str], settings: str, langs: list[str], broken: Path, here: Here
) -> None:
    written(broken, {"pelicanconf.py": settings})
    # What the system speaks is nobody's language there.
    _, said, _ = here("check", "--format", "github", *arguments, root=broken, LANG="en_US.UTF-8")
    place = "::error file=data/places.yaml,line=1,col=65,title=unknown-reference::"
    assert said.splitlines()[0] == place + "%0A".join(IN[lang] for lang in langs)


@pytest.mark.parametrize("command", ["check", "build"])
def test_languages_of_editors_that_we_do_not_have_are_said(command: str, sound: Path, here: Here) -> None:
    written(sound, {"pelicanconf.py": "EDITOR_LANGUAGES = ['nl', 'de']\n"})
    for form in ("text", "github"):
        found = here(command, "--format", form, root=sound)
        assert found == (3, "", "EDITOR_LANGUAGES holds some of 'en', 'fr' and 'nl'.\n")


@pytest.mark.parametrize(
    ("workspace", "folder"),
    [
        pytest.param("", "", id="the site is the repository"),
        pytest.param("..", "site/", id="the site stands in the repository"),
        pytest.param("../..", "a/site/", id="the site stands deep in the repository"),
        pytest.param("data", "", id="the site stands elsewhere"),
        pytest.param(None, "", id="nobody says where the repository is"),
    ],
)
def test_annotations_have_paths_of_the_repository(
    workspace: str | None, folder: str, tmp_path: Path, here: Here
) -> None:
    root = small(tmp_path / "a" / "site", themes="- id: [\n")
    summary = tmp_path / "summary.md"
    changes = {} if workspace is None else {"GITHUB_WORKSPACE": str((root / workspace).resolve())}
    hosted = {"GITHUB_SERVER_URL": "https://git.example", "GITHUB_REPOSITORY": "a/b", "GITHUB_SHA": "c0ffee"}
    status, said, _ = here(
        "check", "--format", "github", root=root, GITHUB_STEP_SUMMARY=str(summary), **hosted, **changes
    )
    assert status == 1
    assert said.startswith(f"::error file={folder}data/themes.yaml,line=2,")
    assert f"(https://git.example/a/b/blob/c0ffee/{folder}data/themes.yaml#L2)" in summary.read_text("utf-8")


@pytest.mark.parametrize("missing", ["GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA"])
def test_without_an_address_the_summary_has_no_links(missing: str, broken: Path, here: Here) -> None:
    summary = broken / "summary.md"
    hosted = {"GITHUB_SERVER_URL": "https://git.example", "GITHUB_REPOSITORY": "a/b", "GITHUB_SHA": "c0ffee"}
    hosted[missing] = ""
    here("check", "--format", "github", root=broken, GITHUB_STEP_SUMMARY=str(summary), **hosted)
    assert "| data/places.yaml:1 |" in summary.read_text("utf-8")


def test_the_summary_of_a_job_gets_a_table_behind_what_it_holds(broken: Path, here: Here) -> None:
    summary = broken / "summary.md"
    summary.write_text("Before.\n", "utf-8")
    for form in ("text", "json", "github"):
        here("check", "--format", form, "--lang", "en", root=broken, GITHUB_STEP_SUMMARY=str(summary))
    assert summary.read_text("utf-8") == (
        "Before.\n### Problems: 2, warnings: 0\n\n| Where | What | Code |\n|---|---|---|\n"
        "| data/places.yaml:1 | ❌ There is no place 'b'. | unknown-reference |\n"
        "| data/places.yaml:2 | ❌ The text is missing in 'fr'. Add a line that begins with 'fr:'. "
        "| missing-language |\n\n"
    )


def test_the_summary_of_a_sound_site_says_so(sound: Path, here: Here) -> None:
    summary = sound / "summary.md"
    status, said, _ = here("build", "--format", "github", "--lang", "en", root=sound, GITHUB_STEP_SUMMARY=str(summary))
    assert (status, said) == (0, "")
    assert summary.read_text("utf-8") == "### Problems: 0, warnings: 0\n\n\n"


# A terminal


def on_a_terminal(*arguments: str, root: Path, **changes: str) -> tuple[int, str]:
    """Return the exit status of `jumelage` on a terminal, and what it shows there."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        (*JUMELAGE, *arguments), cwd=root, env=environment(**changes), stdout=theirs, stderr=subprocess.PIPE
    ) as process:
        os.close(theirs)
        shown = b""
        # When the other side is closed, Linux gives an error and others the end.
        with contextlib.suppress(OSError):
            while some := os.read(ours, 4096):
                shown += some
        process.communicate(timeout=60)
    os.close(ours)
    return process.returncode, shown.decode().replace("\r\n", "\n")


LINE = "      2 | - {id: c, name: {nl: C}, kind: city, country: MA}"
CARET = "        |           ^"
FOUND = (
    "data/places.yaml:2:11: The text is missing in 'fr'. [missing-language]\n    Add a line that begins with 'fr:'.\n"
)


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        pytest.param({"TERM": "xterm"}, f"{FOUND}{DIM}{LINE}{PLAIN}\n{RED}{CARET}{PLAIN}\n", id="the line, in colours"),
        pytest.param({"TERM": "xterm", "NO_COLOR": "1"}, f"{FOUND}{LINE}\n{CARET}\n", id="the line, without colours"),
        pytest.param(
            {"TERM": "xterm", "NO_COLOR": ""}, f"{FOUND}{DIM}{LINE}{PLAIN}\n{RED}{CARET}{PLAIN}\n", id="an empty wish"
        ),
        pytest.param({"TERM": "dumb"}, FOUND, id="a terminal that can do nothing"),
    ],
)
def test_a_terminal_shows_the_line_in_question(changes: dict[str, str], shown: str, broken: Path) -> None:
    status, said = on_a_terminal("check", root=broken, **changes)
    assert status == 1
    assert said.endswith(shown)


def test_a_terminal_shows_no_line_on_a_person_at_risk(sound: Path) -> None:
    header = "---\nGEHEIM: x\n---\nGEHEIM <b>GEHEIM</b>\n"
    written(sound, {"data/persons_at_risk.yaml": "- id: GEHEIM\n  name: {nl: GEHEIM}\n  work: [\n"})
    written(sound, {"data/persons_at_risk/x.yaml": "- GEHEIM: GEHEIM\n", "content/nl/person/x.md": header})
    status, said = on_a_terminal("check", root=sound, TERM="xterm")
    assert status == 1
    assert {"data/persons_at_risk.yaml", "data/persons_at_risk/x.yaml", "content/nl/person/x.md"} == {
        line.partition(":")[0] for line in said.splitlines() if not line.startswith(" ")
    }
    assert "gehei" not in said.casefold()


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
    assert "data/places.yaml:1:65: There is no place 'b'. [unknown-reference]\n" in said
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
    status, said, beside = jumelage("check", root=root)
    assert (status, "pages, no problems" in beside) == (0, True)
    assert {line.split(" ")[1] for line in said.splitlines() if not line.startswith("    ")} <= {"warning:"}
