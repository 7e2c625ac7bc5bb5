"""What is understood of a text is kept, shared by all who read it, and the same as if it were parsed."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from findings import SETTINGS, valid_site
from jumelage.content import Text
from jumelage.content.prose import Prose, prose
from jumelage.content.proses import of_plain, plain, proses
from jumelage.model.texts import Header
from jumelage.source import parse_yaml
from jumelage.store.store import Store
from jumelage.targets.build import build
from jumelage.targets.verdict import verdict
from noting import Noting
from sites import copied, settings, written

PATH = "content/nl/project/put.md"


def text(body: str, kind: str = "project", line: int = 1, path: str = PATH) -> Text:
    return Text(kind, "put", "", "nl", path, Header(), parse_yaml("", path), body, line)


BODIES = {
    "nothing": "",
    "words": "Zomaar *wat* tekst.\nEn `[geen](link)`.\n",
    "links and pictures": "A\n[b]({place}c#d 'e') en\n![*f*]({static}pictures/g.png 'h')\n\n![i]({static}j.png)\n",
    "links elsewhere and within": "# B\n[b](https://example.org/%C3%A9)\nc\n[](#b) [d](mailto:a@example.org)\n",
    "links around pictures in headings": "## [![a]({static}pictures/a.png) *b*]({theme}water)\n",
    "marks and HTML": "a {{ b }}\n\nc <b>d</b> {% e %}\n\n<div>\n",
    "a link that is none": "- [x] ({place}bika) [[c]] \\[^1]\n",
    "headings alike": "# A\n\n## A\n\n### &#x1F600;\n\n###### \u0e01\n",
    "a character that is half of one": "&#xD83D; \udcff [\udcff](https://example.org/\udcff)\n",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=[*BODIES])
def test_what_is_kept_is_what_is_parsed(body: str, tmp_path: Path) -> None:
    store, one = Store(tmp_path), text(body, line=7)
    assert of_plain(one, plain(prose(one))) == prose(one)
    assert proses([one], store) == [prose(one)]
    assert len([*tmp_path.iterdir()]) == 1
    # Of the same words elsewhere, with a longer header.
    moved = text(body, line=12, path="content/fr/project/put.md")
    assert proses([moved], store) == [prose(moved)]
    assert len([*tmp_path.iterdir()]) == 1


def planted(store: Noting) -> None:
    """Keep, in the place of all that was understood, what is understood of a text which says that it is planted."""
    store.keep_all({recipe: plain(prose(text("planted"))) for recipe, _ in store.noted})


def said(found: Sequence[Prose]) -> list[object]:
    return [one.pieces for one in found]


PLANTED = ("<p>planted</p>\n",)


def test_a_text_that_is_known_is_not_parsed_again(tmp_path: Path) -> None:
    store, texts = Noting(tmp_path), [text("a"), text("b", path="content/nl/project/b.md")]
    proses(texts, store)
    planted(store)
    changed = [texts[0], replace(texts[1], body="c")]
    assert said(proses(changed, store)) == [PLANTED, ("<p>c</p>\n",)]


@pytest.mark.parametrize(
    "change",
    [{"body": "[a](#c)"}, {"id": "bron"}, {"kind": "partnership"}, {"member": "zonnedal"}],
    ids=lambda change: next(iter(change)),
)
def test_whatever_a_prose_depends_on_asks_for_another(change: dict[str, str], tmp_path: Path) -> None:
    store = Noting(tmp_path)
    one = text("[a](#b)")
    proses([one], store)
    planted(store)
    other = replace(one, **change)  # type: ignore[arg-type]
    assert proses([other], store) == [prose(other)]


def test_what_other_software_has_understood_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Noting(tmp_path)
    proses([text("a")], store)
    planted(store)
    monkeypatch.setattr("jumelage.content.proses.software", lambda: "another version")
    assert said(proses([text("a")], store)) == [("<p>a</p>\n",)]


@pytest.mark.parametrize("damage", [b"", b"[]", b"x" * 200])
def test_what_is_damaged_is_parsed_again(damage: bytes, tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = proses([text("a")], store)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage)
    assert proses([text("a")], store) == first
    assert path.read_bytes() != damage


def test_of_texts_on_persons_at_risk_and_of_those_that_lead_to_one_nothing_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    bodies = [("Wie dit is.", "person"), ("[a]({person}iemand)", "page"), ("## [a]({person}iemand 'b')", "project")]
    private = [text(body, kind, path=f"content/nl/{kind}/put.md") for body, kind in bodies]
    for _ in range(2):
        assert proses(private, store) == [prose(one) for one in private]
    assert [*tmp_path.iterdir()] == []
    # Not even what somebody put there is read.
    written(tmp_path, {"a": "b"})
    assert proses(private, store) == [prose(one) for one in private]


def test_a_lasting_store_parses_a_text_once_also_one_on_a_person_at_risk() -> None:
    store = Store(lasting=True)
    texts = [text("a"), text("b", "person")]
    first = proses(texts, store)
    store.round()
    assert all(one.pieces is other.pieces for one, other in zip(first, proses(texts, store), strict=True))


def test_a_check_and_a_build_share_what_they_understand(tmp_path: Path) -> None:
    root, store = copied(tmp_path), Noting(tmp_path / "kept")
    verdict(root, settings(), store)
    known = len(store.noted)
    first = build(root, settings(), store).files
    # A build keeps pictures alone of what a check has not made.
    assert not any(recipe.startswith(b"prose") for recipe, _ in store.noted[known:])
    assert any(recipe.startswith(b"prose") for recipe, _ in store.noted)
    assert build(root, settings(), Store()).files == first


def test_whatever_is_damaged_the_findings_are_those_of_a_check_without_a_store(tmp_path: Path) -> None:
    files = {"content/nl/page/a.md": f"---\ntitle: A\n---\n{BODIES['a link that is none']}"}
    root, store = valid_site(tmp_path, files), Store(tmp_path / "kept")
    first = verdict(root, SETTINGS, store)
    assert first.problems
    for path in (tmp_path / "kept").iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    assert verdict(root, SETTINGS, store) == first == verdict(root, SETTINGS, Store())
