"""Sites for tests: the example in `example/`, and small ones written on the spot."""

import gzip
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any

from jumelage.languages import Languages
from jumelage.model.withdrawn import Withdrawn
from jumelage.settings import Settings, read_settings
from jumelage.store.store import Store, cache_folder
from jumelage.targets.build import Built, build

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "tests" / "example"
TODAY = date(2026, 11, 22)
ONE_LANGUAGE = Languages(("nl",), ("nl",))
TEMPLATES = ("agenda", "timeline", "search", "home", "index", "record", "text", "choose", "not_found")


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, texts without the blanks before all of their lines; return the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    return folder


def small(folder: Path, **files: str) -> Path:
    """Return a site with one municipality and the given data files, by their name without `.yaml`."""
    municipality = "- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil}}\n"
    named = {f"data/{name}.yaml": text for name, text in {"municipalities": municipality, **files}.items()}
    (folder / "content").mkdir(parents=True, exist_ok=True)
    return written(folder, named)


def marked(*marks: str) -> str:
    """Return a file of marks; each has a proof where the format has one."""
    proof = ", proof: " + "1" * 64 if "proof" in Withdrawn.model_fields else ""
    return "".join(f"- {{mark: {one}, words: 2{proof}}}\n" for one in marks)


def own_theme(root: Path) -> Path:
    """Give a site short templates of its own; what it lacks is installed. Return the site."""
    written(
        root / "theme" / "pages", {f"{name}.html": f"<html>{name} {{{{ page.path }}}}</html>" for name in TEMPLATES}
    )
    strings = (ROOT / "theme" / "strings" / "nl.yaml").read_text("utf-8")
    written(root / "theme" / "strings", {f"{code}.yaml": strings for code in ("nl", "fr", "en")})
    return written(root / "theme", {"base/a.css": "a { b: c }\n", "static/icon.svg": "<svg/>"}).parent


def plain(root: Path) -> Path:
    """Give a site a theme that prints all that a page holds and takes no time; return the site."""
    page = '<html lang="{{ lang }}"{{ stylesheet | seal }}><body><main>{{ page }}</main></body></html>'
    written(own_theme(root) / "theme/pages", {f"{name}.html": page for name in (*TEMPLATES, "redirect")})
    return root


def quick(folder: Path, **files: str) -> Path:
    """Return a small site in `ONE_LANGUAGE` with a theme of its own, built in a third of the time of three."""
    files = {"municipalities": "- {id: zonnedal, name: {nl: Zonnedal}}\n", **files}
    conf = 'LANGUAGES = ["nl"]\nOBLIGATORY_LANGUAGES = ["nl"]\n'
    return written(own_theme(small(folder, **files)), {"pelicanconf.py": conf})


def copied(folder: Path) -> Path:
    """Return a copy of the example in `folder`, to be changed."""
    return Path(shutil.copytree(EXAMPLE, folder / "site", ignore=shutil.ignore_patterns("output", "__pycache__")))


def readable(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the text of each file that holds one; the parts of the search are unpacked."""
    packed = {name: gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data for name, data in files.items()}
    return {
        name: data.decode("utf-8", "replace") for name, data in packed.items() if not name.endswith((".pdf", ".png"))
    }


def settings(**changes: Any) -> Settings:
    """Return the example's settings on `TODAY`, with changes; without a repository when it is published."""
    if changes.get("publish"):
        changes = {"repository": "", **changes}
    return replace(read_settings(EXAMPLE / "pelicanconf.py", TODAY.isoformat()), **changes)


def example(**changes: Any) -> Built:
    """
    Return the example as it is built on `TODAY`, with changed settings.

    It is built once in a process, and nobody changes its files; its site knows none of the answers that were asked for.
    """
    built = _example(**changes)
    return replace(built, site=replace(built.site))


@cache
def _example(**changes: Any) -> Built:
    return build(EXAMPLE, settings(**changes), store())


def store() -> Store:
    """Return what keeps the pictures of all tests of this run, so that each is drawn once."""
    return Store(cache_folder() / "made")
