"""Every component of the theme renders each of its examples in `theme/patterns/<name>.yaml` to the letter."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from _pytest.mark.structures import ParameterSet
from jinja2 import Environment

from jumelage.rendering.render import environment, speaking
from jumelage.serving.patterns import rendered
from jumelage.settings import Settings
from jumelage.wording import Wording

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "theme" / "patterns"
COMPONENTS = ROOT / "theme" / "templates" / "components"
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
        pytest.param(path.stem, example, id=f"{path.stem}: {example['name']}")
        for path in sorted(EXAMPLES.glob("*.yaml"))
        for example in yaml.safe_load(path.read_text("utf-8"))
    ]


def normal(html: str) -> str:
    # The land of a map is hundreds of points, which no reader of an example would check.
    html = re.sub(r' d="[^"]{100,}"', ' d="…"', html)
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


@pytest.fixture(scope="module")
def env() -> Environment:
    return environment(ROOT / "theme", SETTINGS)


@pytest.fixture(scope="module")
def dutch() -> Wording:
    strings = yaml.load((ROOT / "theme/strings/nl.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    return Wording("nl", strings)


@pytest.mark.parametrize(("name", "example"), examples())
def test_a_component_renders_its_example(name: str, example: dict[str, Any], env: Environment, dutch: Wording) -> None:
    with speaking(dutch):
        assert normal(rendered(env, name, example["with"])) == normal(example["html"])


def test_every_component_has_examples() -> None:
    assert {path.stem for path in COMPONENTS.glob("*.html")} == {path.stem for path in EXAMPLES.glob("*.yaml")}


def test_every_component_that_is_given_text_escapes_it() -> None:
    escaping = {path.stem for path in EXAMPLES.glob("*.yaml") if "&amp;" in path.read_text("utf-8")}
    assert {path.stem for path in COMPONENTS.glob("*.html")} - WITHOUT_TEXT <= escaping


def test_components_come_with_a_comment_and_are_short() -> None:
    for path in COMPONENTS.glob("*.html"):
        lines = path.read_text("utf-8").splitlines()
        assert lines[0].startswith("{# "), path.name
        assert len(lines) <= 60, path.name
