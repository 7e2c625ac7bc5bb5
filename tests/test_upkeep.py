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
from french import WRONG
from jumelage.__main__ import COMMANDS
from jumelage.kinds import KINDS
from jumelage.messages.problems import Code
from jumelage.model.base import Role
from jumelage.model.people import AdoptionForm, GroundKind, Person, Situation
from jumelage.model.places_and_parties import OrganisationKind, PlaceKind
from jumelage.model.recurring import Rhythm
from jumelage.model.work import CampaignKind, CampaignState, PartnershipKind, State
from jumelage.pages.overview import INDEXED
from jumelage.source import parse_yaml

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "plugins" / "jumelage"
TESTS = ROOT / "tests"
MODULES = sorted(path for path in CODE.rglob("*.py"))
# Tests of something else than a module, and modules that are tested through another.
OF_THE_WHOLE = {
    "broken_sites",
    "components",
    "fuzz",
    "grounds",
    "growth",
    "nobody_named",
    "rooms",
    "guide",
    "incremental",
    "killed",
    "nginx",
    "nginx_lists",
    "reproducible",
    "s3",
    "hostile_files",
    "hostile_texts",
    "editing_in_chromium",
    "finding_in_chromium",
    "full_disk",
    "pictures_in_chromium",
    "in_chromium",
    "isolation",
    "site",
    "upkeep",
    "map_in_chromium",
    "visiting_in_chromium",
    "workflows",
}
OF_A_PART = {
    "catalogue": "sentences",
    "forgetting": "withdrawn",
    "kept": "store",
    "placeholders": "prose",
    "publishing_marks": "publishing",
}
LANGUAGES = ("nl", "fr", "en")
# The languages of what editors read, and how each says what to do.
MENDING = {"Nederlands": "Zo herstelt u het:", "Français": "Pour corriger\u00a0:", "English": "To fix it:"}
TRILINGUAL = ("problems.md", "persons-at-risk.md")
DOCUMENTS = sorted(
    [*(ROOT / "docs").rglob("*.md"), *(ROOT / f"{name}.md" for name in ("HACKING", "README", "CONTRIBUTING"))]
)
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
    "adoption_form": AdoptionForm,
}
TEXTS = {group: [str(one) for one in values] for group, values in ENUMS.items()}
TEXTS |= {"because": TEXTS["ground"], "adoption": TEXTS["adoption_form"]}
TEXTS["state"] += ["no-end-known", "open", "next", "past", "draft"]
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


def document(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def parts(name: str) -> dict[str, str]:
    """Return what stands below each heading of the second level."""
    _, *written = re.split(r"^## (.+)\n", document(name), flags=re.MULTILINE)
    return dict(zip(written[::2], written[1::2], strict=True))


def without_code(text: str) -> str:
    return re.sub(r"(`+).+?\1", "`", re.sub(r"^    .*$", "", text, flags=re.MULTILINE))


def code_in(path: Path) -> list[str]:
    """Return what a document writes as code: between backticks on one line, and each line of a fenced block."""
    text = path.read_text("utf-8")
    fenced = re.findall(r"^ *```\w*\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    return [*re.findall(r"`([^`\n]+)`", text), *"".join(fenced).splitlines()]


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_each_module_that_a_document_names_exists(path: Path) -> None:
    modules = [one for one in code_in(path) if re.fullmatch(r"[\w/-]+\.py", one)]
    # The architecture writes rooms and modules in bold, HACKING.md folders as code; `content/` is also a site's.
    bold = re.findall(r"\*\*([a-z_]+(?:/[a-z_]+)+)\*\*", path.read_text("utf-8"))
    rooms = {room.name for room in CODE.iterdir()} - {"content"}
    folders = [
        one for one in code_in(path) if re.fullmatch(r"[a-z_]+(?:/[a-z_]+)+", one) and one.split("/")[0] in rooms
    ]
    assert [one for one in modules if not (ROOT / one).is_file() and not (CODE / one).is_file()] == []
    assert [one for one in [*bold, *folders] if not (CODE / one).is_dir() and not (CODE / f"{one}.py").is_file()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_each_target_of_make_that_a_document_names_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    asked = [name for one in code_in(path) for name in re.findall(r"(?:^|&& )make ([a-z-]+)", one)]
    assert [name for name in asked if name not in targets] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_each_command_that_a_document_names_exists(path: Path) -> None:
    asked = [found for one in code_in(path) for found in re.findall(r"^(?:\S+/)?jumelage ([a-z]+(?: \| [a-z]+)*)", one)]
    assert [name for one in asked for name in one.split(" | ") if name not in COMMANDS] == []


@pytest.mark.parametrize("code", Code)
def test_every_problem_is_explained(code: Code) -> None:
    assert f"\n## {code}\n" in document("problems.md")


def test_only_problems_are_explained_and_in_order() -> None:
    assert [*parts("problems.md")] == sorted(Code)


@pytest.mark.parametrize("code", Code)
def test_a_problem_is_explained_and_mended_in_each_language(code: Code) -> None:
    paragraphs = [one.replace("\n", " ") for one in parts("problems.md")[code].strip("\n").split("\n\n")]
    reported = [one for one in paragraphs if not one.startswith("    ")]
    # An example goes first, what it means and how to mend it follow.
    assert paragraphs[-len(MENDING) :] == reported
    assert len(paragraphs) - len(reported) <= 1
    for paragraph, (language, words) in zip(reported, MENDING.items(), strict=True):
        assert re.fullmatch(rf"\*\*{language}\.\*\* .+[.!?`)] \*{words}\* .+[.`]", paragraph), paragraph


def test_the_rules_on_persons_at_risk_name_the_same_things_in_each_language() -> None:
    written = parts("persons-at-risk.md")
    assert [*written] == [*MENDING]
    named = {language: set(re.findall(r"`([^`<]+)`", text)) for language, text in written.items()}
    assert named["Français"] == named["Nederlands"] == named["English"]
    required = {name for name, field in Person.model_fields.items() if field.is_required()}
    assert required | set(Situation) <= named["English"]


@pytest.mark.parametrize("name", TRILINGUAL)
def test_french_keeps_its_signs_on_the_line_of_their_words(name: str) -> None:
    blocks = re.split(r"\n\n(?=\*\*\w+\.\*\*|#)", without_code(document(name)))
    french = [one for one in blocks if re.match(r"(?:## |\*\*)Français", one)]
    assert french
    wrong = re.compile(r".{0,20}(?:[^\u00a0][:;?!»](?=\s|$)|«[^\u00a0])")
    assert [found for one in french for found in wrong.findall(one)] == []


@pytest.mark.parametrize("name", TRILINGUAL)
def test_what_editors_read_has_no_line_that_is_too_long(name: str) -> None:
    assert [line for line in document(name).split("\n") if len(line) > 140] == []


@pytest.mark.parametrize("name", TRILINGUAL)
def test_a_link_in_what_editors_read_leads_to_a_heading(name: str) -> None:
    for target, anchor in re.findall(r"\]\(([\w-]*(?:\.md)?)(?:#([^)]+))?\)", without_code(document(name))):
        headings = re.findall(r"^## (.+)$", document(target or name), re.MULTILINE)
        assert not anchor or anchor in [heading.lower() for heading in headings], (target, anchor)


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_has_at_most_250_lines(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= 250


@pytest.mark.parametrize("test", sorted(TESTS.rglob("test_*.py")), ids=named)
def test_a_test_module_or_its_folder_has_the_name_of_what_it_tests(test: Path) -> None:
    subject = test.stem.removeprefix("test_")
    names = {path.stem if path.stem != "__init__" else path.parent.name for path in MODULES}
    assert OF_A_PART.get(subject, subject) in names | OF_THE_WHOLE or test.parent.name in names


def test_the_examples_in_docstrings_hold() -> None:
    names = [one.name for one in pkgutil.walk_packages(jumelage.__path__, "jumelage.") if "__main__" not in one.name]
    results = [doctest.testmod(importlib.import_module(name)) for name in names]
    assert sum(one.attempted for one in results) > 0
    assert sum(one.failed for one in results) == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_texts_of_the_interface_have_the_same_keys_and_placeholders(lang: str) -> None:
    first = {key: placeholders(text) for key, text in catalogue(LANGUAGES[0]).items()}
    assert {key: placeholders(text) for key, text in catalogue(lang).items()} == first


def test_french_texts_of_the_interface_have_no_break_spaces_before_their_signs() -> None:
    assert [key for key, text in catalogue("fr").items() if WRONG.search(text)] == []


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
