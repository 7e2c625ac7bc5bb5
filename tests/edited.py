"""What a folder that is edited holds, and how its editing is seen."""

from collections.abc import Mapping
from pathlib import Path

from findings import SETTINGS
from jumelage.content import Loaded, load
from jumelage.edit import Change, editing, refused, renamed
from jumelage.languages import Languages

LANGUAGES = Languages()
PLACES = """\
# De plaatsen.
- id: lunara            # aan zee
  name: {nl: Lunara, fr: Lunara, en: Lunara}
  kind: city
  country: MA

- id: berg
  name: {nl: Berg, fr: Mont, en: Mount}
  kind: district
  country: MA
  part_of: lunara
"""
COUNTRIES = "- {id: MA, slugs: {nl: marokko, fr: maroc, en: morocco}}\n"
PARTNERSHIPS = "- id: band\n  municipality: zonnedal\n  kind: twinning\n  places: [lunara, 'berg']\n"


def apply(change: Change, root: Path) -> None:
    """Make a change in its own session."""
    with editing(root) as session:
        session.make(change)


def loaded(root: Path) -> Loaded:
    return load(root, LANGUAGES)


def held(root: Path) -> dict[str, str]:
    return {p.relative_to(root).as_posix(): p.read_bytes().decode() for p in sorted(root.rglob("*")) if p.is_file()}


def differing(before: Mapping[str, str], root: Path) -> dict[str, str]:
    after = held(root)
    return {path: after.get(path, "gone") for path in {*before, *after} if before.get(path) != after.get(path)}


def rename(root: Path, kind: str, old: str, new: str) -> Change:
    change = renamed(kind, old, new, loaded(root), root, SETTINGS)
    assert refused(change, root, SETTINGS) == ()
    apply(change, root)
    return change
