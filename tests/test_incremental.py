"""After whatever edit, what is made with what the last time left behind is what is made from nothing."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from edited import LANGUAGES
from findings import SETTINGS, sound_site
from jumelage.content import load
from jumelage.edit import RefusedError, apply, renamed
from jumelage.messages.problems import ContentError
from jumelage.output.publish import publish
from jumelage.serving.preview import Preview
from jumelage.store.shelf import Shelf
from jumelage.targets.build import build
from jumelage.targets.registry import listed
from jumelage.targets.verdict import verdict
from sites import ROOT, plain, shelf, written

KINDS = ("themes", "organisations", "networks")
Edit = Callable[[Path, random.Random], None]


def ids(root: Path, kind: str) -> list[str]:
    return [*load(root, LANGUAGES).records.sound[kind.removesuffix("s")]]


def text_of(root: Path, chance: random.Random) -> Path:
    return chance.choice(sorted(root.glob("content/*/*/*.md")))


def add(root: Path, chance: random.Random) -> None:
    path = root / "data" / f"{chance.choice(KINDS)}.yaml"
    name = f"nieuw-{chance.randrange(10**6)}"
    more = "  kind: association\n" if path.stem == "organisations" else ""
    with path.open("a", encoding="utf-8") as file:
        file.write(f"- id: {name}\n  name: {{nl: {name}, fr: Été {name}, en: {name}}}\n{more}")


def change(root: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((root / "data").glob("*.yaml")))
    text = path.read_text("utf-8")
    if "nl: " in text:
        parts = text.split("nl: ")
        number = chance.randrange(1, len(parts))
        parts[number] = (
            f"{chance.choice(('O', 'Al'))} {parts[number]}" if parts[number][0] not in "\"'{[" else parts[number]
        )
        path.write_text("nl: ".join(parts), "utf-8")


def remove(root: Path, chance: random.Random) -> None:
    path = root / "data" / f"{chance.choice(KINDS)}.yaml"
    entries = path.read_text("utf-8").split("- id: nieuw-")
    if len(entries) > 1:
        del entries[chance.randrange(1, len(entries))]
        path.write_text("- id: nieuw-".join(entries), "utf-8")


def rename(root: Path, chance: random.Random) -> None:
    kind = chance.choice(("partnership", "place", "theme", "organisation", "municipality"))
    old = chance.choice(ids(root, kind))
    new = f"{old.partition('--')[0].split('-v')[0]}-v{chance.randrange(10**6)}"
    apply(renamed(kind, old, new, load(root, LANGUAGES), root, SETTINGS), root)


def translate(root: Path, chance: random.Random) -> None:
    path = text_of(root, chance)
    path.write_text(path.read_text("utf-8") + f"\nEen alinea {chance.randrange(100)}.\n", "utf-8")


def untranslate(root: Path, chance: random.Random) -> None:
    text_of(root, chance).unlink()


def restyle(root: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((root / "theme" / "pages").glob("*.html")))
    text = path.read_text("utf-8")
    path.write_text(text.replace("</main>", f"<!-- {chance.randrange(100)} --></main>"), "utf-8")


def repaint(root: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((root / "theme").rglob("*.css")))
    path.write_text(path.read_text("utf-8") + f"/* {chance.randrange(100)} */\n", "utf-8")


def file(root: Path, chance: random.Random) -> None:
    written(root, {f"content/files/blad-{chance.randrange(5)}.txt": f"{chance.randrange(100)}"})


EDITS: tuple[Edit, ...] = (add, change, remove, rename, translate, untranslate, restyle, repaint, file)


def held(folder: Path) -> dict[str, bytes]:
    return {
        f"/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def shown(preview: Preview) -> dict[str, bytes | None]:
    """Return every page that the editing server shows, by the path of its file in an output."""
    site = preview.shown
    assert site
    return {path: site.answer(path) for path in listed(site.workshop) if path.endswith("/index.html")}


def dressed(root: Path, simple: bool) -> Path:
    """Give a site a theme to be edited: that of the project, or a plain one that prints all that a page holds."""
    if simple:
        return plain(root)
    shutil.copytree(ROOT / "theme", root / "theme")
    return root


@pytest.mark.parametrize(
    ("count", "simple"),
    [
        pytest.param(15, True, id="15"),
        pytest.param(1000, True, marks=pytest.mark.soak, id="1000"),
        pytest.param(100, False, marks=pytest.mark.soak, id="100 in full dress"),
    ],
)
def test_after_each_of_many_edits_all_is_as_from_a_cold_start(count: int, simple: bool, tmp_path: Path) -> None:
    chance = random.Random(count)  # noqa: S311 - the same edits each time
    root = dressed(sound_site(tmp_path), simple)
    # What is built cold has a shelf of its own, for pictures that are drawn: what they are made of names them there.
    cold = Shelf(tmp_path / "cold")
    publish(root, root / "output", SETTINGS, shelf=shelf())
    preview = Preview(root, lambda: SETTINGS)
    done = 0
    while done < count:
        kept = tmp_path / "kept"
        for name in ("data", "content", "theme"):
            shutil.copytree(root / name, kept / name)
        before = held(root / "output")
        try:
            chance.choice(EDITS)(root, chance)
            publish(root, root / "output", SETTINGS, shelf=shelf())
            done += 1
            files = build(root, SETTINGS, cold).files
            assert held(root / "output") == files
            assert preview.look()
            assert shown(preview) == {path: data for path, data in files.items() if path.endswith("/index.html")}
            assert verdict(root, SETTINGS, tmp_path / "kept-findings") == verdict(root, SETTINGS)
        except (RefusedError, ContentError):
            # What makes the site unsound changes nothing, and is taken back.
            assert held(root / "output") == before
            for name in ("data", "content", "theme"):
                shutil.rmtree(root / name)
                shutil.copytree(kept / name, root / name)
        shutil.rmtree(kept)
