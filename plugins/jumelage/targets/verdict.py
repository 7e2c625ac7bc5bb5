"""What a check found, kept as long as nothing has changed, so that a second check of a large site takes no time."""

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
from jumelage.store.store import Store
from jumelage.targets.plan import checked

PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many pages a site has, 0 when it cannot be built, and everything that was found, in order."""

    pages: int
    problems: tuple[Problem, ...]


def verdict(root: Path, settings: Settings, store: Store) -> Verdict:
    """
    Return what a check of the site finds.

    The store is asked first, by the stamps of all that a check reads. What was found in a file that is named after a
    person at risk is not kept.

    Raises:
        BuildError: the folder is no site, or its theme is not whole.
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
    """Return what differs whenever anything differs that a check reads."""
    folders = (root / "data", root / "content", *theme_of(root).layers.values(), PACKAGE)
    kept = [Path(settings.ledger).read_text("utf-8")] if settings.ledger else []
    seen = [
        "verdict",
        sys.version,
        repr(settings),
        str(interrupted(root)),
        *kept,
        *(line for folder in folders for line in _stamps(str(folder))),
    ]
    return hashlib.sha256("\n".join(seen).encode("utf-8", "surrogateescape")).digest()


def _stamps(folder: str) -> Iterator[str]:
    valid = os.path.isdir(folder) and not os.path.islink(folder)  # noqa: PTH112, PTH114 - quicker than paths
    folders = [folder] if valid else []
    for one in folders:  # which grows: folders within folders may be more than there can be calls within calls
        for entry in sorted(os.scandir(one), key=lambda entry: entry.name):
            found = entry.stat(follow_symlinks=False)
            if not entry.is_dir(follow_symlinks=False):
                times = f"{found.st_mtime_ns} {found.st_ctime_ns}"
                yield f"{entry.path} {times} {found.st_size} {found.st_ino} {found.st_mode}"
            elif entry.name != "__pycache__":
                folders.append(entry.path)
                yield entry.path
