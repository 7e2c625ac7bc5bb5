"""Every component has all that is its own in `theme/components/<name>/`, and renders each of its examples exactly."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from _pytest.mark.structures import ParameterSet
from jinja2 import Environment
from jinja2.meta import find_referenced_templates

from jumelage.rendering.render import environment, speaking
from jumelage.serving.patterns import patterns, rendered
from jumelage.settings import Settings
from jumelage.source.theme import OWN, Theme, scripts, stylesheet, theme_files
from jumelage.wording import Wording
from sites import ROOT, written

THEME = ROOT / "theme"
COMPONENTS = THEME / "components"
SETTINGS = Settings(
    today=date(2026, 11, 23),
    names={"nl": "Zee & meer", "fr": "Mer & lac"},
    publishers={"nl": "De uitgever"},
    publisher_notes={"nl": "Niet van de gemeente."},
    contact="contact@example.org",
    repository="https://example.org/site",
)
# They are given no text to escape: a key of the interface, or nothing.
WITHOUT_TEXT = {"badge", "contact", "mark", "policy"}


def examples() -> list[ParameterSet]:
    return [
        pytest.param(path.parent.name, example, id=f"{path.parent.name}: {example['name']}")
        for path in sorted(COMPONENTS.glob("*/examples.yaml"))
        for example in yaml.safe_load(path.read_text("utf-8"))
    ]


def normal(html: str) -> str:
    # The folder of the land has a hash in its name.
    html = re.sub(r"/land/[0-9a-f]{8}/", "/land/…/", html)
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


@pytest.fixture(scope="module")
def env() -> Environment:
    return environment(Theme({OWN: THEME}), SETTINGS)


@pytest.fixture(scope="module")
def dutch() -> Wording:
    strings = yaml.load((THEME / "strings/nl.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    return Wording("nl", strings)


@pytest.mark.parametrize(("name", "example"), examples())
def test_a_component_renders_its_example(name: str, example: dict[str, Any], env: Environment, dutch: Wording) -> None:
    with speaking(dutch):
        assert normal(rendered(env, name, example["with"])) == normal(example["html"])


def lacking(theme: Path) -> list[str]:
    """Return the templates and examples that the components of a theme lack."""
    wanted = [
        folder / name for folder in theme.glob("components/*") for name in (f"{folder.name}.html", "examples.yaml")
    ]
    return sorted(path.relative_to(theme).as_posix() for path in wanted if not path.is_file())


def read(theme: Path) -> Iterator[str]:
    """Give the files of a theme that something reads, by their paths in it."""
    whole = Theme({OWN: theme})
    env = environment(whole, SETTINGS)
    code = "".join(path.read_text("utf-8") for path in (ROOT / "plugins").rglob("*.py"))
    texts = {
        name: (theme / name).read_text("utf-8") for name in env.list_templates(["html"]) if (theme / name).is_file()
    }
    yield from (name for name in texts if f'"{name.removeprefix("pages/")}"' in code)
    yield from (str(name) for text in texts.values() for name in find_referenced_templates(env.parse(text)))
    named = {name for name in scripts(whole) if f"'{name}'|script" in "".join(texts.values())}
    style = stylesheet(whole).data.decode()
    files = [path for path in theme.rglob("*") if path.is_file()]
    found = [path for path in files if path.name in named]
    found += [path for path in files if path.suffix == ".css" and path.read_text("utf-8").strip() in style]
    found += theme.glob("components/*/examples.yaml")
    yield from (path.relative_to(theme).as_posix() for path in found)
    # Pelican asks for these by their names.
    yield from ("pages/article.html", "pages/page.html")
    yield from (f"strings/{lang}.yaml" for lang in SETTINGS.languages.codes)
    yield from (one.path.lstrip("/") for one in theme_files(whole))


def unread(theme: Path) -> set[str]:
    """Return the files of a theme that nothing reads, by their paths in it."""
    return {path.relative_to(theme).as_posix() for path in theme.rglob("*") if path.is_file()} - {*read(theme)}


def test_every_component_has_its_template_and_examples_in_its_folder() -> None:
    assert lacking(THEME) == []


def test_every_file_of_the_theme_is_read() -> None:
    assert unread(THEME) == set()


@pytest.mark.parametrize(
    ("name", "lacks"),
    [
        pytest.param("new/new.html", ["new/examples.yaml"], id="no examples"),
        pytest.param("new/examples.yaml", ["new/new.html"], id="no template"),
        pytest.param("new.css", ["new.css/examples.yaml", "new.css/new.css.html"], id="no folder"),
    ],
)
def test_what_a_component_lacks_is_found(name: str, lacks: list[str], tmp_path: Path) -> None:
    assert lacking(written(tmp_path, {f"components/{name}": "a"})) == [f"components/{one}" for one in lacks]


@pytest.mark.parametrize(
    "name",
    [
        "components/card/notes.txt",
        "components/card/other.html",
        "components/card/other.js",
        "components/card/examples.yml",
        "components/card/parts/card.css",
        "components/card.css",
        "pages/other.html",
        "pages/other.js",
        "strings/de.yaml",
        "css/other.css",
    ],
)
def test_a_file_of_a_theme_that_nothing_reads_is_found(name: str, tmp_path: Path) -> None:
    theme = Path(shutil.copytree(THEME, tmp_path / "theme"))
    assert unread(written(theme, {name: "unread {}"})) == {name}


def test_a_second_template_in_the_folder_of_a_component_is_no_component(tmp_path: Path) -> None:
    files = {
        "card.html": "{# A card. #}{% macro card() %}{% include 'components/card/foot.html' %}{% endmacro %}",
        "foot.html": "Einde",
        "examples.yaml": "- {name: empty, with: {}, html: Einde}\n",
    }
    written(tmp_path, {f"components/card/{name}": text for name, text in files.items()})
    theme = Theme({OWN: tmp_path})
    (shown,) = patterns(theme, environment(theme, SETTINGS))
    assert (shown.name, shown.use, shown.examples) == ("card", "A card.", (("empty", "Einde"),))


def test_every_component_that_is_given_text_escapes_it() -> None:
    given = {path.parent.name: path.read_text("utf-8") for path in COMPONENTS.glob("*/examples.yaml")}
    assert {name for name, text in given.items() if "&amp;" not in text} <= WITHOUT_TEXT


def test_components_come_with_a_comment_and_are_short() -> None:
    for path in COMPONENTS.glob("*/*.html"):
        lines = path.read_text("utf-8").splitlines()
        assert lines[0].startswith("{# "), path.name
        assert len(lines) <= 60, path.name
