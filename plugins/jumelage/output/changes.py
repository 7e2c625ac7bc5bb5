"""
What a build changes, for `changes.json`: pages that come, change and go, each with the sources that caused it.

Persons at risk are counted, never named: neither their pages nor the names of their texts stand in it.
"""

import contextlib
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jumelage.source.assets import walk
from jumelage.model import RECORDS
from jumelage.pages import Site
from jumelage.targets.plan import theme_of
from jumelage.output import Stage

INDEX = "index.html"
PERSON = "person"
OVERVIEW = re.compile(r"index(-\d+)?")
LINKED = re.compile(rb'(?:href|src)="([^"#?]*)')


@dataclass(frozen=True, slots=True)
class Known:
    """A page as `site-index.json` tells it: what it is about, its language and its source."""

    kind: str
    id: str
    lang: str | None
    source: str | None


def sources(root: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that an editor or a designer writes; texts on persons at risk are one."""
    folders = {"data": root / "data", "content": root / "content", "theme": theme_of(root)}
    found = {path.name: path for path in root.glob("*conf.py")}
    for name, folder in folders.items():
        paths = (path for path in walk(folder, folder) if isinstance(path, Path))
        found |= {f"{name}/{path.relative_to(folder).as_posix()}": path for path in paths}
    known: dict[str, str] = {}
    for name, path in found.items():
        told = re.sub(f"^(content/[^/]+/{PERSON}/).*", r"\1", name)
        known[told] = hashlib.sha256(known.get(told, "").encode() + path.read_bytes()).hexdigest()
    return known


def changes(site: Site, files: Mapping[str, bytes], stage: Stage, now: Mapping[str, str]) -> dict[str, object]:
    """Return what `files` change in what `stage` serves; `now` are the digests of their sources."""
    found = stage.compare(files)
    before = _before(stage)
    after = {page.path: Known(page.kind, page.id, page.lang, page.source) for page in site.pages}
    edited = {name for name in now.keys() | stage.sources.keys() if now.get(name) != stage.sources.get(name)}
    # Where nothing is known of the last build's sources, none of them can be called a cause.
    causes = _Causes(before | after, edited if stage.sources else set(), site.settings.base)
    indexes = _indexes(site, before)
    lists: dict[str, list[dict[str, object]]] = {}
    counts: dict[str, dict[str, int]] = {PERSON: {}, "file": {}}
    for name, paths in (("added", found.added), ("changed", found.changed), ("removed", found.removed)):
        about = [path for path in paths if _below(path, indexes)]
        pages = [path for path in paths if path.endswith(f"/{INDEX}") and path not in about]
        counts[PERSON][name] = sum(path.endswith(f"/{INDEX}") for path in about)
        counts["file"][name] = len(paths) - len(about) - len(pages)
        lists[name] = [
            {"path": path.removesuffix(INDEX), "sources": causes.of(path, _versions(path, files, stage))}
            for path in pages
        ]
    return {
        "build": json.loads(files["/build.json"])["id"],
        "before": _id(stage),
        "pages": lists,
        "persons": counts[PERSON],
        "files": counts["file"],
    }


def takes_down(site: Site, files: Mapping[str, bytes], stage: Stage) -> bool:
    """Return whether a page on a person at risk goes."""
    indexes = _indexes(site, _before(stage))
    return any(_below(path, indexes) for path in stage.compare(files).removed)


class _Causes:
    """Says which of the edited sources a page shows: its own, and those of what it links to."""

    def __init__(self, known: Mapping[str, Known], edited: Iterable[str], base: str) -> None:
        self.known = known
        self.edited = frozenset(edited)
        self.base = base.encode()

    def of(self, path: str, versions: Iterable[bytes]) -> list[str]:
        own = path.removesuffix(INDEX)
        seen = {own}
        for text in versions:
            seen |= {link.removeprefix(self.base).decode("utf-8", "replace") for link in LINKED.findall(text)}
        found = {source for one in seen for source in self._sources(one, one == own) if source in self.edited}
        return sorted(found or {source for source in self.edited if not source.startswith(("data/", "content/"))})

    def _sources(self, path: str, own: bool) -> Iterator[str]:
        page = self.known.get(path)
        if page is None:
            yield f"content{path}"
            return
        if page.source:
            yield page.source
        if own or not OVERVIEW.fullmatch(page.id):
            # Every page leads to the indexes, by its menu.
            yield from self._facts(page)
        text = f"content/{page.lang}/{page.kind}/"
        yield text if page.kind == PERSON else f"{text}{page.id}.md"
        yield from (one for one in self.edited if one.startswith(f"{text}{page.id}--"))

    def _facts(self, page: Known) -> Iterator[str]:
        """Give the edited files in which the facts of a page can stand whose source is a text, or none."""
        file = RECORDS[page.kind].file if page.kind in RECORDS else ""
        if file and not (page.source or "").startswith("data/"):
            places = (f"data/{file}", f"data/{file.removesuffix('.yaml')}/")
            yield from (one for one in self.edited if one == places[0] or one.startswith(places[1]))


def _versions(path: str, files: Mapping[str, bytes], stage: Stage) -> Iterator[bytes]:
    if path in files:
        yield files[path]
    if path in stage.served:
        # Somebody may have deleted it since.
        with contextlib.suppress(OSError):
            yield stage.read(path)


def _before(stage: Stage) -> dict[str, Known]:
    """Return what the site that is served tells of its pages; {} when there is none, or an older one."""
    try:
        held = json.loads(stage.read("/site-index.json"))
        return {one["path"]: Known(one["kind"], one["id"], one["lang"], one["source"]) for one in held}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _id(stage: Stage) -> str | None:
    try:
        return str(json.loads(stage.read("/build.json"))["id"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _indexes(site: Site, before: Mapping[str, Known]) -> set[str]:
    """Return the paths of the indexes of persons at risk, as they are and as they were."""
    languages = site.settings.languages
    now = {f"/{lang}/{languages.segment(PERSON, lang)}/" for lang in languages.codes}
    return now | {path for path, page in before.items() if (page.kind, page.id) == (PERSON, "index")}


def _below(path: str, indexes: Iterable[str]) -> bool:
    """Return whether a file stands in a folder below one of the indexes."""
    return any(path.startswith(index) and "/" in path.removeprefix(index) for index in indexes)
