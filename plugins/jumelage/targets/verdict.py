"""Caches the result of a check until a file changes, so that checking a large site again is quick."""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jumelage.content.interrupted import interrupted
from jumelage.messages.plain import as_plain, from_plain
from jumelage.messages.problems import Problem
from jumelage.messages.report import private
from jumelage.settings import Settings
from jumelage.source.theme import theme_of
from jumelage.source.theme_unread import astray
from jumelage.store.store import Store
from jumelage.targets.plan import checked

PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Verdict:
    """The number of pages of a site, 0 if it cannot be built, and all problems and warnings, in order."""

    pages: int
    problems: tuple[Problem, ...]


def verdict(root: Path, settings: Settings, store: Store) -> Verdict:
    """
    Return the result of checking a site.

    It is cached in `store` under the stamps of all files that a check reads, unless a problem is in a file named after
    a person at risk.

    Raises:
        BuildError: the folder is not a site, or its theme is incomplete.
    """
    recipe = _fingerprint(root, settings)
    if held := store.found(recipe):
        pages, problems = json.loads(held)
        return Verdict(pages, tuple(map(from_plain, problems)))
    seen = checked(root, settings, store, whole=False, searched=True)
    found = Verdict(len(seen.site.targets) if seen.site else 0, seen.found)
    if not any(_names_a_person(one.position.path) for one in found.problems):
        store.keep(recipe, json.dumps((found.pages, [*map(as_plain, found.problems)])).encode())
    return found


def _names_a_person(path: str) -> bool:
    return private(path) and path != "data/persons_at_risk.yaml"


def _fingerprint(root: Path, settings: Settings) -> bytes:
    """Return a hash that changes whenever anything changes that a check reads."""
    folders = (root / "data", root / "content", *theme_of(root).layers.values(), PACKAGE)
    kept = [Path(settings.ledger).read_text("utf-8")] if settings.ledger else []
    seen = [
        "verdict",
        sys.version,
        repr(settings),
        str(interrupted(root)),
        str([*astray(root)]),
        *kept,
        *(line for folder in folders for line in _stamps(str(folder))),
    ]
    return hashlib.sha256("\n".join(seen).encode("utf-8", "surrogateescape")).digest()


def _stamps(folder: str) -> Iterator[str]:
    valid = os.path.isdir(folder) and not os.path.islink(folder)  # noqa: PTH112, PTH114 - quicker than paths
    folders = [folder] if valid else []
    for one in folders:  # grows in the loop: folders may be nested deeper than Python's recursion limit
        for entry in sorted(os.scandir(one), key=lambda entry: entry.name):
            found = entry.stat(follow_symlinks=False)
            if not entry.is_dir(follow_symlinks=False):
                times = f"{found.st_mtime_ns} {found.st_ctime_ns}"
                yield f"{entry.path} {times} {found.st_size} {found.st_ino} {found.st_mode}"
            elif entry.name != "__pycache__":
                folders.append(entry.path)
                yield entry.path
