"""What takes the place of Pelican's `run`, in one process with the tests: its exit status, and `pelican -r`."""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from pelican.settings import read_settings

import pelican as whole
from articles import DAY, article, asking, quiet, with_articles
from jumelage.pelican_run import take_charge
from pelican.plugins import signals  # type: ignore[attr-defined]
from running import waited
from sites import quick, written


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with quiet():
        yield


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return asking(with_articles(tmp_path), f"OUTPUT_PATH = '{tmp_path}/output'\nTODAY = '{DAY}'")


def ended(root: Path) -> int:
    """Return the exit status of a run of Pelican; 0 when it comes back."""
    pelican = whole.Pelican(read_settings(str(root / "pelicanconf.py")))  # type: ignore[attr-defined]
    take_charge(pelican)
    try:
        pelican.run()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_a_run_writes_the_site_and_says_what_is_left_out_and_what_is_to_be_known(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(root, {"content/blog/later.md": article("later", day="2026-12-01")})
    assert ended(root) == 0
    assert (root / "output/eerst.html").is_file()
    assert not (root / "output/later.html").exists()
    assert "content/blog/later.md:2:1: warning: This article is not shown until" in capsys.readouterr().out
    # It was published once: only then is it a warning.
    written(asking(root, "PUBLISH = True\nREPOSITORY = ''"), {".ledger/addresses.txt": "/nl/ home home\n"})
    assert ended(root) == 0
    assert "CONTACT" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("settings", "status", "said"),
    [
        pytest.param("LANGUAGES = ['nl']", 1, "'fr' is not a language of this site.", id="problems"),
        pytest.param("TIMEZONE = 'Nowhere'", 3, "TIMEZONE 'Nowhere' is not a time zone", id="settings"),
        pytest.param("SITEURL = 'nowhere'", 3, "SITEURL 'nowhere' is not a web address", id="other settings"),
    ],
)
def test_a_run_that_fails_ends_the_process_and_leaves_the_output(
    settings: str, status: int, said: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(asking(root, settings)) == status
    captured = capsys.readouterr()
    assert said in captured.out + captured.err
    assert not (root / "output").exists()


def test_a_run_that_is_interrupted_ends_as_interrupted(root: Path) -> None:
    def interrupt(_pelican: object) -> None:
        raise KeyboardInterrupt

    with signals.finalized.connected_to(interrupt):
        assert ended(root) == 130
    assert not (root / "output").exists()


SETTINGS = """
PATH = "content"
PLUGINS = []
LANGUAGES = OBLIGATORY_LANGUAGES = ["nl"]
TIMEZONE = "Europe/Brussels"
OUTPUT_PATH = "{}/output"
SITENAME = "{}"
"""


def watched(root: Path, edit: Callable[[Path], None], patch: pytest.MonkeyPatch) -> int:
    """Return the exit status of `pelican -r`, interrupted after `edit`, which is given the file of what is said."""
    # A run changes it for as long as the process lives.
    patch.setattr(whole, "wait_for_changes", whole.wait_for_changes)  # type: ignore[attr-defined]
    patch.chdir(root)
    said = root.parent / "said"
    found: list[BaseException] = []

    def editing() -> None:
        try:
            edit(said)
        except BaseException as error:
            found.append(error)
        # Until it waits again it may still be at work.
        time.sleep(1)
        os.kill(os.getpid(), signal.SIGINT)

    args = whole.parse_arguments(["content", "-s", "pelicanconf.py", "-r"])  # type: ignore[attr-defined]
    with said.open("w", buffering=1) as file, contextlib.redirect_stderr(file), contextlib.redirect_stdout(file):
        editor = Thread(target=editing)
        editor.start()
        with signals.initialized.connected_to(take_charge), pytest.raises(SystemExit) as end:
            whole.autoreload(args)  # type: ignore[attr-defined]
        editor.join()
    assert found == []
    return int(end.value.code or 0)


def test_a_mistake_in_the_settings_stops_no_watching_and_its_status_remains_until_it_is_corrected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = quick(tmp_path / "site")
    written(
        root, {"theme/pages/home.html": "{{ settings.name(lang) }}", "pelicanconf.py": SETTINGS.format(root, "Een")}
    )
    home = root / "output/nl/index.html"

    def shows(name: str) -> bool:
        return home.is_file() and home.read_text("utf-8") == name

    def edit(said: Path) -> None:
        assert waited(lambda: shows("Een"), 60)
        (root / "pelicanconf.py").write_text("SITENAME = (", "utf-8")
        assert waited(lambda: said.read_text("utf-8").count("Nothing is built until the settings can be read") == 1, 60)
        written(root, {"data/municipalities.yaml": "- {id: zonnedal, name: {nl: Maandal}}\n"})
        assert waited(lambda: said.read_text("utf-8").count("Nothing is built until the settings can be read") == 2, 60)
        written(root, {"pelicanconf.py": SETTINGS.format(root, "Twee")})
        assert waited(lambda: shows("Twee"), 60)
        (root / "pelicanconf.py").write_text("SITENAME = (", "utf-8")
        assert waited(lambda: said.read_text("utf-8").count("Nothing is built until the settings can be read") == 3, 60)

    assert watched(root, edit, monkeypatch) == 3
    assert shows("Twee")


def test_what_changes_while_a_build_is_at_work_is_built_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = quick(tmp_path / "site")
    written(
        root, {"theme/pages/home.html": "{{ settings.name(lang) }}", "pelicanconf.py": SETTINGS.format(root, "Een")}
    )

    def change(_pelican: object) -> None:
        if "Een" in (root / "pelicanconf.py").read_text("utf-8"):
            written(root, {"pelicanconf.py": SETTINGS.format(root, "Twee")})

    def edit(_said: Path) -> None:
        home = root / "output/nl/index.html"
        assert waited(lambda: home.is_file() and home.read_text("utf-8") == "Twee", 60)

    with signals.finalized.connected_to(change):
        assert watched(root, edit, monkeypatch) == 130
