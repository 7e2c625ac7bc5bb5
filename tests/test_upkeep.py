"""What would go stale unnoticed: sizes, mirrored names, explained codes, texts of the interface."""

import doctest
import importlib
import pkgutil
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

import jumelage
from jumelage.languages import KINDS
from jumelage.model.base import Role
from jumelage.model.facts import OrganisationKind, PlaceKind
from jumelage.model.people import GroundKind, Situation
from jumelage.model.work import CampaignKind, CampaignState, PartnershipKind, Rhythm, State
from jumelage.pages.overview import INDEXED
from jumelage.parse import parse_yaml
from jumelage.problems import Code

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "plugins" / "jumelage"
TESTS = ROOT / "tests"
MODULES = sorted(path for path in CODE.rglob("*.py"))
# Tests of something else than a module, and modules that are tested through another.
OF_THE_WHOLE = {"broken_sites", "commands", "components", "in_chromium", "records", "site", "upkeep", "workflows"}
OF_A_PART = {"placeholders": "prose"}
LANGUAGES = ("nl", "fr", "en")
# Which words of the interface a value needs: the group of texts, and the values.
ENUMS: dict[str, type[StrEnum]] = {
    "partnership_kind": PartnershipKind,
    "place_kind": PlaceKind,
    "organisation_kind": OrganisationKind,
    "campaign_kind": CampaignKind,
    "campaign_state": CampaignState,
    "role": Role,
    "rhythm": Rhythm,
    "state": State,
    "situation": Situation,
    "ground": GroundKind,
}
TEXTS = {group: [str(one) for one in values] for group, values in ENUMS.items()}
TEXTS["state"] += ["open", "next", "past"]
TEXTS |= {group: [*INDEXED] for group in ("index", "intro", "empty", "section")}
FORMS = ("one", "other")
TEXTS |= {"kind": [f"{kind}.{form}" for kind in KINDS for form in FORMS]}
TEXTS |= {"count": [f"{kind}.{form}" for kind in INDEXED for form in FORMS]}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def leaves(strings: Any, trail: str = "") -> Iterator[tuple[str, str]]:
    """Give every text of a catalogue with its key, `group.name`."""
    if not isinstance(strings, dict):
        yield trail, str(strings)
        return
    for key, inner in strings.items():
        yield from leaves(inner, f"{trail}.{key}" if trail else str(key))


def catalogue(lang: str) -> dict[str, str]:
    parsed = parse_yaml((ROOT / f"theme/strings/{lang}.yaml").read_text("utf-8"), lang)
    assert parsed.problems == ()
    return dict(leaves(parsed.data))


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("code", Code)
def test_every_problem_is_explained(code: Code) -> None:
    assert f"\n## {code}\n" in (ROOT / "docs/problems.md").read_text("utf-8")


def test_only_problems_are_explained_and_in_order() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "docs/problems.md").read_text("utf-8"), re.MULTILINE)
    assert headings == sorted(Code)


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_has_at_most_250_lines(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= 250


@pytest.mark.parametrize("test", sorted(TESTS.rglob("test_*.py")), ids=named)
def test_a_test_module_has_the_name_of_what_it_tests(test: Path) -> None:
    subject = test.stem.removeprefix("test_")
    names = {path.stem if path.stem != "__init__" else path.parent.name for path in MODULES}
    assert OF_A_PART.get(subject, subject) in names | OF_THE_WHOLE


def test_the_examples_in_docstrings_hold() -> None:
    names = [one.name for one in pkgutil.walk_packages(jumelage.__path__, "jumelage.") if "__main__" not in one.name]
    results = [doctest.testmod(importlib.import_module(name)) for name in names]
    assert sum(one.attempted for one in results) > 0
    assert sum(one.failed for one in results) == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_texts_of_the_interface_have_the_same_keys_and_placeholders(lang: str) -> None:
    first = {key: placeholders(text) for key, text in catalogue(LANGUAGES[0]).items()}
    assert {key: placeholders(text) for key, text in catalogue(lang).items()} == first


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_of_the_interface_is_empty(lang: str) -> None:
    assert [key for key, text in catalogue(lang).items() if not text.strip()] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("group", TEXTS)
def test_every_value_and_kind_has_its_text(lang: str, group: str) -> None:
    assert {f"{group}.{key}" for key in TEXTS[group]} <= set(catalogue(lang))


@pytest.mark.parametrize("group", [*ENUMS])
def test_no_text_is_kept_for_a_value_that_is_gone(group: str) -> None:
    assert {key for key in catalogue("nl") if key.startswith(f"{group}.")} == {f"{group}.{key}" for key in TEXTS[group]}
