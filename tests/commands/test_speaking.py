"""In which language a command speaks, and what it says on GitHub and on a terminal."""

import contextlib
import json
import os
import pty
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from jumelage.messages import sentences
from jumelage.messages.report import DIM, PLAIN, RED
from running import JUMELAGE, Here, environment, held, jumelage, running
from sites import small, written

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
def test_why_nothing_was_built_is_said_in_the_editors_language(valid: Path, here: Here) -> None:
    status, _, beside = here("build", "--root", "content", "--lang", "nl", root=valid)
    assert status == 3
    assert beside.startswith("nl: ")


@pytest.mark.parametrize(
    "words",
    [
        ("withdraw", "person", "a\udcff"),
        ("withdraw", "--search", "a\udcff"),
        ("rename", "place", "a", "\udcff"),
        ("new", "place", "--name-nl", "caf\udce9"),
        ("translated", "content/nl/\udc80.md"),
        ("check", "--root", "\udcff"),
        ("build", "--output", "\udcff"),
        ("\udcff",),
    ],
)
def test_an_argument_that_is_no_text_is_refused_by_every_command(
    words: tuple[str, ...], valid: Path, here: Here
) -> None:
    before = held(valid)
    status, said, beside = here(*words, root=valid, LANG="nl_BE.UTF-8")
    assert (status, said) == (2, "")
    assert "is geen geldige tekst" in beside or words == ("\udcff",)
    assert held(valid) == before


def test_bytes_that_are_no_text_reach_no_command(valid: Path) -> None:
    status, _, beside = jumelage("withdraw", "person", os.fsdecode(b"a\xff"), root=valid)
    assert (status, "are not valid text" in beside) == (2, True)


def test_a_language_without_a_catalogue_cannot_be_asked_for(valid: Path, here: Here) -> None:
    status, _, beside = here("check", "--lang", "de", root=valid)
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
def test_languages_of_editors_that_we_do_not_have_are_said(command: str, valid: Path, here: Here) -> None:
    written(valid, {"pelicanconf.py": "EDITOR_LANGUAGES = ['nl', 'de']\n"})
    for form in ("text", "github"):
        found = here(command, "--format", form, root=valid)
        assert found == (3, "", "EDITOR_LANGUAGES must contain one or more of 'en', 'fr' and 'nl'.\n")


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
        "| data/places.yaml:2 | ❌ The text is missing in French. Add a line that begins with 'fr:'. "
        "| missing-language |\n\n"
    )


def test_the_summary_of_a_sound_site_says_so(valid: Path, here: Here) -> None:
    summary = valid / "summary.md"
    status, said, _ = here("build", "--format", "github", "--lang", "en", root=valid, GITHUB_STEP_SUMMARY=str(summary))
    assert (status, said) == (0, "")
    assert summary.read_text("utf-8") == "### Problems: 0, warnings: 0\n\n\n"


# A terminal


def on_a_terminal(*arguments: str, root: Path, **changes: str) -> tuple[int, str]:
    """Return the exit status of `jumelage` on a terminal, and what it shows there."""
    ours, theirs = pty.openpty()
    own = environment(**changes)
    with running(*JUMELAGE, *arguments, root=root, env=own, stdout=theirs, stderr=subprocess.PIPE) as process:
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
    "data/places.yaml:2:11: The text is missing in French. [missing-language]\n    Add a line that begins with 'fr:'.\n"
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


def test_a_terminal_shows_no_line_on_a_person_at_risk(valid: Path) -> None:
    header = "---\nGEHEIM: x\n---\nGEHEIM <b>GEHEIM</b>\n"
    written(valid, {"data/persons_at_risk.yaml": "- id: GEHEIM\n  name: {nl: GEHEIM}\n  work: [\n"})
    written(valid, {"data/persons_at_risk/x.yaml": "- GEHEIM: GEHEIM\n", "content/nl/person/x.md": header})
    status, said = on_a_terminal("check", root=valid, TERM="xterm")
    assert status == 1
    assert {"data/persons_at_risk.yaml", "data/persons_at_risk/x.yaml", "content/nl/person/x.md"} == {
        line.partition(":")[0] for line in said.splitlines() if not line.startswith(" ")
    }
    assert "gehei" not in said.casefold()
