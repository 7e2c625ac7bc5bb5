"""
The editor's guide: its examples are a valid site, the same in three languages, and what it names is there.

An example is a fenced block below a line that holds nothing but its file in bold, **`data/places.yaml`**. Those of the
last chapter are the site; those of the chapters before it are added at the end of their files.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from findings import SETTINGS, found
from jumelage.__main__ import COMMANDS, main
from jumelage.commands import status
from jumelage.content.front_matter import split
from jumelage.graph.translation_status import Progress
from jumelage.kinds import KINDS
from jumelage.messages.problems import Code
from jumelage.messages.sentences import catalogue
from jumelage.model import RECORDS
from jumelage.model.base import Role
from jumelage.model.people import GroundKind, Situation
from jumelage.model.places_and_parties import OrganisationKind, PlaceKind
from jumelage.model.recurring import Rhythm
from jumelage.model.work import CampaignKind, CampaignState, PartnershipKind, State
from jumelage.source import parse_yaml
from sites import EXAMPLE, ROOT

GUIDES = ROOT / "docs" / "editing"
LANGUAGES = ("nl", "fr", "en")
ASSETS = ("files/akkoord.pdf", "pictures/put.png")
DOCUMENTS = [*(GUIDES / f"{lang}.md" for lang in LANGUAGES)]
RUNBOOKS = [ROOT / "docs" / "runbook-persons" / f"{lang}.md" for lang in LANGUAGES]
DOCUMENTS += [*RUNBOOKS, ROOT / "CONTRIBUTING.md", ROOT / "README.md", ROOT / "scaffold" / "README.md"]
VALUES: tuple[type[StrEnum], ...] = (PartnershipKind, PlaceKind, OrganisationKind, CampaignKind, CampaignState)
VALUES += (Role, Rhythm, State, Situation, GroundKind)
# What a full record does without: fields that every kind has, which one record shows for all, or a table explains …
EVERYWHERE = {
    "slug",
    "summary",
    "sources",
    "checked",
    "updated",
    "draft",
    "publish",
    "aliases",
    "note",
    "pictures",
    "videos",
}
# … and fields that exclude another, or that another record of the same kind shows.
ELSEWHERE = {
    "partnership": {"name", "until", "made_official"},
    "programme": {"status"},
    "project": {"municipality", "status"},
    "organisation": {"country"},
}


@dataclass(frozen=True)
class Example:
    """A block of a guide: its file, its text, and the number of its chapter."""

    path: str
    text: str
    chapter: int


def tokens(document: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(document.read_text("utf-8"))


def guide(lang: str) -> list[Token]:
    return tokens(GUIDES / f"{lang}.md")


def chapters(lang: str) -> int:
    return sum(token.type == "heading_open" and token.tag == "h2" for token in guide(lang))


def examples(lang: str) -> Iterator[Example]:
    path, chapter = "", 0
    for token in guide(lang):
        chapter += token.type == "heading_open" and token.tag == "h2"
        bold = re.fullmatch(r"\*\*`(.+)`\*\*", token.content) if token.type == "inline" else None
        path = bold[1] if bold else path
        if token.type == "fence" and path:
            yield Example(path, token.content, chapter)
            path = ""


def site(folder: Path, lang: str, added: bool = False) -> Path:
    """Return the root of the site that a guide describes; `added` says whether the chapters' additions are made."""
    root = folder / "site"
    last = chapters(lang)
    shown = [one for one in examples(lang) if one.chapter == last]
    shown += [one for one in examples(lang) if added and one.chapter < last]
    for one in shown:
        path = root / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(one.text)
    for asset in ASSETS:
        (root / "content" / asset).parent.mkdir(exist_ok=True)
        shutil.copy(EXAMPLE / "content" / asset, root / "content" / asset)
    return root


def data(one: Example) -> Any:
    """Return what an example says, without its comments and, when it is the middle of a record, its indentation."""
    if one.path.endswith(".md"):
        parts = split(one.text)
        return parse_yaml(parts.header, one.path).data, parts.body
    parsed = parse_yaml(one.text, one.path)
    assert parsed.problems == ()
    return parsed.data


def first_records(lang: str) -> dict[str, dict[str, Any]]:
    """Return the first record of each data file in the last chapter, by kind."""
    last, files = chapters(lang), {record.file: kind for kind, record in RECORDS.items()}
    shown = (one for one in examples(lang) if one.chapter == last and one.path.endswith(".yaml"))
    return {files[Path(one.path).name]: data(one)[0] for one in shown}


def headings(document: Path) -> list[tuple[str, str]]:
    """Return tag and text of each heading, in order."""
    return [(one.tag, after.content) for one, after in pairwise(tokens(document)) if one.type == "heading_open"]


def anchors(document: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a document."""
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for _, text in headings(document)}


def spans(document: Path) -> list[str]:
    """Return what stands in a document as code: spans, and the lines of blocks for a terminal."""
    said = [
        child.content for token in tokens(document) for child in token.children or [] if child.type == "code_inline"
    ]
    terminal = (one.content for one in tokens(document) if one.type == "fence" and one.info == "console")
    return said + [line for block in terminal for line in block.splitlines()]


def links(document: Path) -> list[tuple[str, str]]:
    """Return address and text of each link of a document."""
    said = []
    for token in tokens(document):
        children = token.children or []
        for number, child in enumerate(children):
            if child.type == "link_open":
                end = next(n for n in range(number, len(children)) if children[n].type == "link_close")
                text = "".join(one.content for one in children[number:end])
                said.append((MarkdownIt().normalizeLinkText(str(child.attrGet("href"))), text))
    return said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_full_records_are_a_sound_site(lang: str, tmp_path: Path) -> None:
    assert found(site(tmp_path, lang)) == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_chapters_add_is_sound(lang: str, tmp_path: Path) -> None:
    assert found(site(tmp_path, lang, added=True)) == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_has_its_part_with_its_file(lang: str) -> None:
    document = GUIDES / f"{lang}.md"
    kinds = [found[1] for _, text in headings(document) if (found := re.search(r"\(`(.+)`\)$", text))]
    assert kinds == list(KINDS)
    folders = {one.path.split("/")[2] for one in examples(lang) if one.path.startswith(f"content/{lang}/")}
    assert {*first_records(lang), *folders} == set(KINDS)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", RECORDS)
def test_a_full_record_has_every_field_of_its_kind(lang: str, kind: str) -> None:
    fields = {field.alias or name for name, field in RECORDS[kind].model_fields.items()}
    assert fields - set(first_records(lang)[kind]) - EVERYWHERE - ELSEWHERE.get(kind, set()) == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_every_kind_has_is_explained(lang: str) -> None:
    text = (GUIDES / f"{lang}.md").read_text("utf-8")
    assert [field for field in ("id", "name", *EVERYWHERE) if f"\n| `{field}` |" not in text] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("values", VALUES, ids=lambda values: values.__name__)
def test_every_value_is_named(lang: str, values: type[StrEnum]) -> None:
    text = (GUIDES / f"{lang}.md").read_text("utf-8")
    assert [str(value) for value in values if not re.search(rf"\b{value}\b", text)] == []


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_the_guides_hold_the_same_examples(lang: str) -> None:
    first = [(one.chapter, one.path, data(one)) for one in examples(LANGUAGES[0])]
    assert [(one.chapter, one.path, data(one)) for one in examples(lang)] == first


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_the_guides_have_the_same_chapters(lang: str) -> None:
    tags = [tag for tag, _ in headings(GUIDES / f"{LANGUAGES[0]}.md")]
    assert [tag for tag, _ in headings(GUIDES / f"{lang}.md")] == tags


@pytest.mark.parametrize(
    "document", [*DOCUMENTS, ROOT / "docs" / "threats.md"], ids=lambda path: str(path.relative_to(ROOT))
)
def test_every_link_leads_to_a_file_and_a_heading(document: Path) -> None:
    for address, _ in links(document):
        if not address.startswith("https://"):
            name, _, anchor = address.partition("#")
            target = (document.parent / name).resolve() if name else document
            assert target.exists(), address
            assert not anchor or anchor in anchors(target), address


def test_each_test_that_shows_how_a_threat_is_met_is_in_the_file_that_is_named() -> None:
    document = ROOT / "docs" / "threats.md"
    parts = re.findall(r"\]\((\.\./tests/[^)]*\.py)\)((?:,? `test_\w+`)+)", document.read_text("utf-8"))
    assert len(parts) > 50
    named = [(path, name) for path, names in parts for name in re.findall(r"`(\w+)`", names)]
    texts = {path: (document.parent / path).read_text("utf-8") for path, _ in named}
    assert [(path, name) for path, name in named if f"def {name}(" not in texts[path]] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_code_leads_to_its_explanation(lang: str) -> None:
    led = [(text, address) for address, text in links(GUIDES / f"{lang}.md") if "problems.md#" in address]
    assert led
    assert led == [(Code(text).value, f"../problems.md#{text}") for text, _ in led]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_is_there_with_its_options(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command, rest in re.findall(
        r"^(?:\.venv/bin/)?jumelage ([a-z]+)(.*)$", "\n".join(spans(document)), re.MULTILINE
    ):
        assert command in COMMANDS
        with pytest.raises(SystemExit):
            main([command, "--help"])
        helped = capsys.readouterr().out
        assert [option for option in re.findall(r"--[a-z-]+", rest) if option not in helped] == []
        if command in {"new", "rename"} and rest:
            assert rest.split()[0] in {*KINDS, "KIND"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_target_of_make_is_there(document: Path) -> None:
    makefile = document.parent / "Makefile"
    targets = (makefile if makefile.exists() else ROOT / "Makefile").read_text("utf-8")
    asked = re.findall(r"\bmake ([a-z-]+)", "\n".join(one for one in spans(document) if one.startswith("make ")))
    assert [target for target in asked if not re.search(rf"^{target}:", targets, re.MULTILINE)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_file_that_is_named_is_one_of_the_examples(lang: str, tmp_path: Path) -> None:
    root = site(tmp_path, lang, added=True)
    named = {
        name for one in spans(GUIDES / f"{lang}.md") for name in re.findall(r"(?:data|content)/[\w./-]+\.\w+", one)
    }
    assert named
    assert sorted(name for name in named if not (root / name).is_file()) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_message_that_is_explained_is_what_the_check_says(lang: str, tmp_path: Path) -> None:
    root = site(tmp_path, lang)
    file = root / "data" / "partnerships.yaml"
    file.write_text(file.read_text("utf-8").replace("kind: twinning", "kind: twining"), "utf-8")
    [problem] = found(root, SETTINGS)
    [shown] = [one.content for one in guide(lang) if one.type == "fence" and one.info == "text"]
    assert shown == f"{problem.said(catalogue(lang))}\n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_guide_quotes_is_what_people_see(lang: str) -> None:
    strings = parse_yaml((ROOT / f"theme/strings/{lang}.yaml").read_text("utf-8"), lang).data
    text = " ".join((GUIDES / f"{lang}.md").read_text("utf-8").replace("\u00a0", " ").split())
    before, after = re.split(r"\{\w+\}.*\{\w+\}", strings["notice"]["stale"])
    names = status.NAMES
    quoted = [strings["ui"]["improve"], strings["index"]["page"], before, after]
    quoted += [names[progress].said(catalogue(lang)) for progress in Progress]
    assert [one for one in quoted if one.replace("\u00a0", " ") not in text] == []


def test_the_runbooks_say_the_same_commands_and_fit_on_a_page() -> None:
    first, *others = [
        [one.replace("correctie", "correction") for one in map(str.lower, spans(one))] for one in RUNBOOKS
    ]
    assert [one for one in others if one != first] == []
    for runbook in RUNBOOKS:
        lines = runbook.read_text("utf-8").splitlines()
        # Ten points high and wide enough for 112 signs: 60 lines of a page of A4.
        assert (len(lines) <= 60, [line for line in lines if len(line) > 112]) == (True, [])
