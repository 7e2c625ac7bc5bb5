"""Building through Pelican, and a build that is interrupted, however it was started."""

import ast
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from running import JUMELAGE, PELICAN, environment, held, jumelage, outcome, running, waited
from sites import EXAMPLE, ROOT, copied, own_theme, written

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


def test_pelican_drops_no_address_that_was_published(valid: Path) -> None:
    written(valid, {"pelicanconf.py": (EXAMPLE / "pelicanconf.py").read_text("utf-8")})
    written(valid, {".ledger/addresses.txt": "/nl/partnerschappen/vroeger/ partnership vroeger\n"})
    status, said, _ = outcome(*PELICAN, root=valid)
    assert (status, "/nl/partnerschappen/vroeger/. [address-lost]" in said) == (1, True)
    assert not (valid / "output").exists()


def test_pelican_fails_when_the_site_cannot_be_made(valid: Path) -> None:
    written(valid, {"pelicanconf.py": (EXAMPLE / "pelicanconf.py").read_text("utf-8") + "TIMEZONE = 'Nowhere'\n"})
    status, _, said = outcome(*PELICAN, root=valid)
    assert status == 3
    assert "TIMEZONE 'Nowhere' is not a time zone" in said


NAMES = {"nl": "Zonnedal", "fr": "Valsoleil", "en": "Zonnedal"}


@pytest.mark.parametrize(
    ("settings", "known"),
    [
        pytest.param("SITENAME = 'Zonnedal'", ("nl", "Zonnedal", dict.fromkeys(NAMES, "Zonnedal")), id="one name"),
        pytest.param(
            "SITENAME = 'Zonnedal'\nSITENAMES = {'fr': 'Valsoleil'}", ("nl", "Zonnedal", NAMES), id="and others"
        ),
        pytest.param("SITENAME = {'nl': 'Zonnedal', 'fr': 'Valsoleil'}", ("nl", "Zonnedal", NAMES), id="a mapping"),
        pytest.param(
            "SITENAME = {'nl': 'Zonnedal', 'fr': 'Valsoleil'}\nDEFAULT_LANG = 'FR'",
            ("fr", "Valsoleil", NAMES),
            id="another language",
        ),
        pytest.param(
            "SITENAME = 'Zonnedal'\nDEFAULT_LANG = 'de'",
            ("nl", "Zonnedal", dict.fromkeys(NAMES, "Zonnedal")),
            id="not one of the site's",
        ),
        pytest.param(
            "LANGUAGES = ('fr', 'nl')", ("fr", "Jumelage", dict.fromkeys(("fr", "nl"), "Jumelage")), id="none"
        ),
    ],
)
def test_pelican_has_one_language_and_the_name_of_the_site_in_it(
    settings: str, known: tuple[str, str, dict[str, str]], valid: Path
) -> None:
    assert asked(valid, settings, "DEFAULT_LANG", "SITENAME", "SITENAMES") == known


@pytest.mark.parametrize("settings", ["", "THEME = 'simple'"], ids=["", "and no other one"])
@pytest.mark.parametrize("own", [True, False])
def test_pelican_uses_the_theme_of_the_site_or_else_the_installed_one(own: bool, settings: str, valid: Path) -> None:
    theme = valid / "theme" if own else ROOT / "theme"
    if not own:
        shutil.rmtree(valid / "theme")
    assert asked(valid, settings, "THEME") == (str(theme),)


PLUGIN = "PATH = 'content'\nPLUGINS = ['jumelage']\nSITEURL = ''"
OURS = "from jumelage.pelican_settings import *"


@pytest.mark.parametrize(
    ("settings", "lang"),
    [
        pytest.param("", "nl", id="no other settings"),
        pytest.param("LANGUAGES = ('fr', 'nl')", "fr", id="languages in another order"),
        pytest.param("DEFAULT_LANG = 'en'", "en", id="Pelican's default, written down"),
        pytest.param("DEFAULT_LANG = 'fr'\nSITENAME = 'Valsoleil'", "fr", id="a language and a name"),
    ],
)
def test_the_plugin_alone_chooses_the_language_and_name_that_our_settings_choose(
    settings: str, lang: str, valid: Path
) -> None:
    names = ("DEFAULT_LANG", "SITENAME", "SITENAMES", "TIMEZONE")
    chosen = asked(valid, settings, *names, start=PLUGIN)
    assert chosen == asked(valid, settings, *names)
    assert chosen[0] == lang


def test_the_plugin_alone_writes_what_our_own_build_writes(valid: Path) -> None:
    written(valid, {"pelicanconf.py": f"{PLUGIN}\n"})
    assert outcome(*PELICAN, root=valid)[0] == 0
    assert jumelage("build", "--output", "other", root=valid)[0] == 0
    assert held(valid / "output") == held(valid / "other")


def asked(root: Path, settings: str, *names: str, start: str = OURS) -> tuple[object, ...]:
    """Return Pelican's settings of these names in a site with settings of its own."""
    written(root, {"pelicanconf.py": f"{start}\n{settings}\n"})
    code = "import pelican, sys; from pelican.settings import read_settings; "
    code += "known = pelican.Pelican(read_settings('pelicanconf.py')).settings; "
    code += "print([known[name] for name in sys.argv[1:]])"
    status, said, wrong = outcome(sys.executable, "-c", code, *names, root=root)
    assert status == 0, wrong
    return tuple(ast.literal_eval(said.splitlines()[-1]))


@pytest.mark.parametrize("settings", [ROOT / "pelicanconf.py", ROOT / "scaffold/pelicanconf.py"], ids=["own", "new"])
def test_pelican_fails_when_the_plugin_cannot_be_imported(settings: Path, valid: Path, tmp_path: Path) -> None:
    written(valid, {"pelicanconf.py": settings.read_text("utf-8")})
    written(tmp_path / "elsewhere", {"jumelage/__init__.py": "import nothing.of.the.kind\n"})
    done = subprocess.run(
        PELICAN, cwd=valid, env=environment(PYTHONPATH=str(tmp_path / "elsewhere")), capture_output=True, check=False
    )
    assert done.returncode not in {0, 130}
    assert not (valid / "output").exists()


@pytest.mark.parametrize("settings", [ROOT / "pelicanconf.py", ROOT / "scaffold/pelicanconf.py"], ids=["own", "new"])
def test_an_interruption_while_the_plugin_is_imported_fails(settings: Path, valid: Path, tmp_path: Path) -> None:
    written(valid, {"pelicanconf.py": settings.read_text("utf-8")})
    written(tmp_path / "elsewhere", {"jumelage/__init__.py": "import signal\nsignal.raise_signal(signal.SIGINT)\n"})
    assert outcome(*PELICAN, root=valid, PYTHONPATH=str(tmp_path / "elsewhere"))[0] == 130


@pytest.mark.parametrize(
    "plugins", [["jumelage"], ["pelican.plugins.jumelage"], ["jumelage", "pelican.plugins.jumelage"], None]
)
def test_pelican_finds_the_plugin_once(plugins: list[str] | None, tmp_path: Path) -> None:
    written(tmp_path, {"content/.gitkeep": "", "pelicanconf.py": f"PLUGINS = {plugins}\nSITEURL = ''\n"})
    code = "import pelican; from pelican.plugins import signals; from pelican.settings import read_settings; "
    code += "known = pelican.Pelican(read_settings('pelicanconf.py')); "
    code += "print([one.__name__ for one in known.plugins][:1], known.run.func.__module__); "
    code += "print(known.run.args[1].__qualname__, len(signals.initialized.receivers))"
    status, said, wrong = outcome(sys.executable, "-c", code, root=tmp_path)
    assert (status, said) == (0, "['pelican.plugins.jumelage'] jumelage.pelican_run.running\nPelican.run 1\n"), wrong


def test_a_wheel_holds_the_plugin_and_nothing_else_of_pelican(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in ("plugins", "theme", "scaffold"):
        shutil.copytree(ROOT / name, source / name)
    written(source, {name: (ROOT / name).read_text("utf-8") for name in ("pyproject.toml", "README.md", "LICENSE")})
    built = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path))
    assert outcome(*built, root=source)[0] == 0
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = wheel.namelist()
    assert [name for name in names if name.startswith("pelican/")] == ["pelican/plugins/jumelage/__init__.py"]
    assert "jumelage/plugin.py" in names


# A site that was Pelican's alone

# As pelican-quickstart writes them.
PLAIN = """
AUTHOR = "Wie schrijft"
SITENAME = "Zonnedal"
SITEURL = ""
PATH = "content"
TIMEZONE = "Europe/Brussels"
DEFAULT_LANG = "nl"
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
DEFAULT_PAGINATION = False
ARTICLE_PATHS = ["blog"]
"""
ARTICLES = {
    "content/blog/eerste.md": "Title: Het eerste\nDate: 2026-11-01\n\nEen *tekst*, [meer]({filename}tweede.rst).\n",
    "content/blog/tweede.rst": "Het tweede\n##########\n\n:date: 2026-11-02\n\nNa `een <{filename}eerste.md>`_.\n",
}


def test_a_pelican_user_adds_the_plugin_in_one_line(valid: Path) -> None:
    # The theme that is installed has frames for articles.
    shutil.rmtree(valid / "theme")
    written(valid, {"pelicanconf.py": f"{PLAIN}PLUGINS = ['jumelage']\n", **ARTICLES})
    status, _, wrong = outcome(*PELICAN, root=valid)
    assert (status, wrong) == (0, "")
    before = held(valid / "output")
    assert b"<em>tekst</em>" in before["het-eerste.html"]
    assert b'href="http://localhost:8000/het-eerste.html"' in before["het-tweede.html"]
    assert b'id="_menu"' in before["het-tweede.html"]
    assert {"index.html", "nl/gemeenten/zonnedal/index.html", "sitemap.xml", "build.json"} <= before.keys()
    # A new article and one that cannot be read: neither is written.
    written(valid, {"content/blog/derde.md": "Title: Het derde\nDate: 2026-11-03\n\nEn een tekst.\n"})
    written(valid, {"content/blog/vierde.md": "Title: Het vierde\nDate: gisteren\n\nEn een tekst.\n"})
    status, said, _ = outcome(*PELICAN, root=valid)
    assert (status, "content/blog/vierde.md:2:7: Pelican cannot use this" in said) == (1, True)
    assert held(valid / "output") == before
    (valid / "content/blog/vierde.md").unlink()
    assert outcome(*PELICAN, root=valid)[0] == 0
    assert (valid / "output/het-derde.html").is_file()
    status, _, said = jumelage("build", root=valid)
    assert (status, "build this site with 'pelican content'" in said) == (3, True)


def test_what_another_plugin_writes_at_the_end_is_part_of_the_output(valid: Path) -> None:
    settings = """
        from pathlib import Path
        from pelican import signals
        from jumelage.pelican_settings import *

        def at_the_end(pelican):
            Path(pelican.settings["OUTPUT_PATH"], "late.txt").write_text("late")

        class Late:
            @staticmethod
            def register():
                signals.finalized.connect(at_the_end)

        PLUGINS = ["jumelage", Late]
        """
    written(valid, {"pelicanconf.py": settings.replace("from pelican import", "from pelican.plugins import")})
    assert outcome(*PELICAN, root=valid)[0] == 0
    assert (valid / "output/late.txt").read_text("utf-8") == "late"
    assert (valid / "output/nl/index.html").is_file()


# Autoreload


def test_autoreload_sees_data_and_theme_and_survives_mistakes(valid: Path) -> None:
    written(own_theme(valid), {"pelicanconf.py": "from jumelage.pelican_settings import *\n"})
    facts, page = valid / "data" / "municipalities.yaml", valid / "output" / "nl" / "gemeenten" / "index.html"
    written(valid, {"theme/pages/index.html": "one {{ page }}"})
    right = facts.read_text("utf-8")
    with autoreload(valid) as (pelican, said):
        assert waited(lambda: page.is_file() and "Zonnedal" in page.read_text("utf-8"), 60)
        facts.write_text(right.replace("Zonnedal", "Maandal"), "utf-8")
        assert waited(lambda: "Maandal" in page.read_text("utf-8"), 60)
        facts.write_text("- {id: zonnedal, nam: {}}\n", "utf-8")
        assert waited(lambda: "[unknown-field]" in said.read_text("utf-8"), 60)
        assert "Maandal" in page.read_text("utf-8")
        facts.write_text(right, "utf-8")
        assert waited(lambda: "Zonnedal" in page.read_text("utf-8"), 60)
        written(valid, {"theme/pages/index.html": "two {{ page }}"})
        assert waited(lambda: page.read_text("utf-8").startswith("two"), 60)
        written(valid, {"pelicanconf.py": "from jumelage.pelican_settings import *\nSITENAME = ("})
        assert waited(lambda: "Nothing is built until the settings can be read again." in said.read_text("utf-8"), 60)
        three = "from jumelage.pelican_settings import *\nSITENAME = 'three'\n"
        written(valid, {"theme/pages/index.html": "{{ settings.name(lang) }}", "pelicanconf.py": three})
        assert waited(lambda: page.read_text("utf-8").startswith("three"), 60)
        assert pelican.poll() is None
        # Until it waits again it may still be at work.
        time.sleep(2)
        pelican.send_signal(signal.SIGINT)
        assert pelican.wait(60) == 130
    assert "Traceback" not in said.read_text("utf-8")
    assert not (valid / "output" / "data").exists()


@pytest.mark.parametrize(
    ("mistake", "said", "status"),
    [
        pytest.param({"data/municipalities.yaml": "- {id: a}\n"}, "[missing-field]", 1, id="problems"),
        pytest.param({"theme/pages/choose.html": "{{ nothing }}"}, "'nothing' is undefined", 3, id="not built"),
    ],
)
def test_autoreload_ends_with_the_status_of_the_last_build(
    mistake: dict[str, str], said: str, status: int, valid: Path
) -> None:
    written(own_theme(valid), {"pelicanconf.py": "from jumelage.pelican_settings import *\n", **mistake})
    with autoreload(valid) as (pelican, log):
        assert waited(lambda: said in log.read_text("utf-8"), 60)
        time.sleep(2)
        pelican.send_signal(signal.SIGINT)
        assert pelican.wait(60) == status


@contextmanager
def autoreload(root: Path) -> "Iterator[tuple[subprocess.Popen[bytes], Path]]":
    """Start Pelican, which builds a site again after each change; give the process and the file of what it says."""
    log = root.with_name("log")
    with log.open("wb") as file, running(*PELICAN, "-r", root=root, stdout=file, stderr=file) as pelican:
        yield pelican, log


# Interruption

# A page that takes for ever, once the settings have been read and said so.
SLOW = {
    "pelicanconf.py": (EXAMPLE / "pelicanconf.py").read_text("utf-8")
    + "\nfrom pathlib import Path\n(Path(__file__).parent / 'begun').touch()\n",
    "theme/pages/choose.html": "{% for one in range(10 ** 12) %}{% endfor %}",
    **{
        f"theme/strings/{code}.yaml": (ROOT / f"theme/strings/{code}.yaml").read_text("utf-8")
        for code in ("nl", "fr", "en")
    },
}


@pytest.mark.parametrize("command", [(*JUMELAGE, "build"), PELICAN], ids=["jumelage", "pelican"])
def test_an_interrupted_build_fails_and_leaves_the_output(command: tuple[str, ...], valid: Path) -> None:
    assert jumelage("build", root=valid)[0] == 0
    before = held(valid / "output")
    written(valid, SLOW)
    with running(*command, root=valid, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as build:
        assert waited((valid / "begun").exists)
        time.sleep(1)
        build.send_signal(signal.SIGINT)
        said = b"".join(build.communicate(timeout=30))
    assert build.returncode == 130
    assert b"Traceback" not in said
    assert held(valid / "output") == before
