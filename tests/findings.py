"""A small valid site, what is laid over it, and what is then found."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from jumelage.content import Loaded, load
from jumelage.languages import Languages
from jumelage.messages.problems import Problem, Severity
from jumelage.settings import Settings
from jumelage.targets.plan import checked

HERE = Path(__file__).resolve().parent
BASE = HERE / "broken_base"
SETTINGS = Settings(today=date(2026, 11, 23))


def valid_site(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Return the root of a new copy of the valid site below `folder`, with `files` laid over it."""
    root = folder / "site"
    shutil.copytree(BASE, root)
    for name, content in (files or {}).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


RECORD = "data/persons_at_risk.yaml"
PERSON = "content/nl/person/een-voorbeeld.md"


def with_person(folder: Path, files: Mapping[str, str | bytes]) -> Loaded:
    """Return what a new copy of the valid site holds with a person at risk and a text on them, and `files`."""
    record = (HERE / "broken" / "person-exact-location" / RECORD).read_bytes()
    loaded = load(valid_site(folder, {RECORD: record, PERSON: "Wie dit is.\n", **files}), Languages())
    assert [*loaded.records.valid["person"]] == ["een-voorbeeld"]
    return loaded


def found(root: Path, settings: Settings = SETTINGS) -> tuple[Problem, ...]:
    """Return all that is found in a site, problems and warnings; with a ledger of addresses, where it has one."""
    ledger = root / ".ledger" / "addresses.txt"
    return checked(root, replace(settings, ledger=str(ledger) if ledger.is_file() else ""), searched=True).found


def wrong(root: Path, settings: Settings = SETTINGS) -> tuple[Problem, ...]:
    """Return what fails a site: what is found without the warnings."""
    return tuple(problem for problem in found(root, settings) if problem.severity is Severity.PROBLEM)


def report(root: Path, settings: Settings = SETTINGS) -> str:
    """Return what `jumelage check` prints of a site."""
    return "".join(f"{problem}\n" for problem in found(root, settings))
