"""
The content of `changes.json`: the pages that a build adds, changes and removes, each with its causes.

Persons at risk are counted, never named: it contains neither their pages nor the names of their texts.
"""

import contextlib
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from jumelage.output import Stage
from jumelage.source.assets import walk
from jumelage.source.theme import theme_of
from jumelage.targets.build import Built, OtherPrograms
from jumelage.targets.traces import PERSON

INDEX = "index.html"
# Why a page may change without an edit, by the question that notes it; the first that differs counts.
REASONS = (("software", "software"), ("settings", "settings"), ("today", "day"))


def sources(root: Path) -> dict[str, str]:
    """
    Return the SHA-256 of each source file of editors and designers, by path relative to the root.

    Texts about persons at risk are combined into one entry per language.
    """
    folders = {"data": root / "data", "content": root / "content"}
    found = {path.name: path for path in root.glob("*conf.py")}
    for name, folder in folders.items():
        paths = (path for path in walk(folder, folder) if isinstance(path, Path))
        found |= {f"{name}/{path.relative_to(folder).as_posix()}": path for path in paths}
    theme = theme_of(root).merged(lambda folder: (one for one in walk(folder, folder) if isinstance(one, Path)))
    found |= {f"theme/{name}": path for name, path in theme.items()}
    known: dict[str, str] = {}
    for name, path in found.items():
        shown = re.sub(f"^(content/[^/]+/{PERSON}/).*", r"\1", name)
        known[shown] = hashlib.sha256(known.get(shown, "").encode() + path.read_bytes()).hexdigest()
    return known


def changes(
    built: Built, stage: Stage, now: Mapping[str, str], others: OtherPrograms | None = None
) -> dict[str, object]:
    """Return the content of `changes.json`: how a build differs from what `stage` serves; `now` is from `sources`."""
    found = stage.compare(built.files)
    edited = {name for name in now.keys() | stage.sources.keys() if now.get(name) != stage.sources.get(name)}
    # If the sources of the last build are unknown, none can be named as a cause.
    causes = _Causes(built, edited if stage.sources else (), others)
    persons = _Persons(built, stage)
    lists: dict[str, list[dict[str, object]]] = {}
    counts: dict[str, dict[str, int]] = {PERSON: {}, "file": {}}
    for name, paths in (("added", found.added), ("changed", found.changed), ("removed", found.removed)):
        about = [path for path in paths if persons.are_shown(path)]
        pages = [path for path in paths if path.endswith(f"/{INDEX}") and path not in about]
        counts[PERSON][name] = sum(path.endswith(f"/{INDEX}") for path in about)
        counts["file"][name] = len(paths) - len(about) - len(pages)
        lists[name] = [{"path": path.removesuffix(INDEX), **causes.of(path)} for path in pages]
    return {
        "build": json.loads(built.files["/build.json"])["id"],
        "before": _id(stage),
        "pages": lists,
        "persons": counts[PERSON],
        "files": counts["file"],
    }


def takes_down(built: Built, stage: Stage) -> bool:
    """Return whether a build removes a page about a person at risk."""
    persons = _Persons(built, stage)
    return any(map(persons.are_shown, stage.compare(built.files).removed))


class _Persons:
    """Recognises files about a person at risk, now or before, even if there are no traces of how they were made."""

    def __init__(self, built: Built, stage: Stage) -> None:
        self.known = (built.traces.targets, built.before.targets)
        self.below = {*built.site.settings.languages.indexes(PERSON)}
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            held = json.loads(stage.read("/site-index.json"))
            self.below |= {one["path"] for one in held if (one["kind"], one["id"]) == (PERSON, "index")}

    def are_shown(self, path: str) -> bool:
        if any(map(path.startswith, self.below)):
            return path.removesuffix(INDEX) not in self.below and "/" in path.removeprefix(self._index(path))
        return any(one.about.kind == PERSON for known in self.known if (one := known.get(path)))

    def _index(self, path: str) -> str:
        return next(index for index in self.below if path.startswith(index))


class _Causes:
    """
    Finds what caused a page to change: the edited sources among its dependencies that differ.

    If there are none, the reason is what else differs from the build before: the software, the settings or the day.
    """

    def __init__(self, built: Built, edited: Iterable[str], others: OtherPrograms | None) -> None:
        self.built = built
        self.edited = sorted(edited)
        self.others = others
        self.matching: dict[str, list[str]] = {}
        now, before = built.traces.answers, built.before.answers
        differing = (reason for name, reason in REASONS if before.get((name,), "") not in {"", now.get((name,))})
        self.reason = next(differing, "")

    def of(self, path: str) -> dict[str, object]:
        now, before = self.built.traces, self.built.before
        if self.others and path not in now.targets and path not in before.targets:
            # A page written by another program is caused by the source that the program names.
            return {"sources": [name for name in self.edited if name == self.others.source(path)]}
        patterns = {*now.differing(path, before), *before.differing(path, now)}
        sources = sorted({name for pattern in patterns for name in self._matching(pattern)})
        return {"sources": sources} | ({"reason": self.reason} if self.reason and not sources else {})

    def _matching(self, pattern: str) -> list[str]:
        if pattern not in self.matching:
            self.matching[pattern] = [name for name in self.edited if fnmatchcase(name, pattern)]
        return self.matching[pattern]


def _id(stage: Stage) -> str | None:
    try:
        return str(json.loads(stage.read("/build.json"))["id"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
