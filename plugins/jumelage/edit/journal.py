"""The plan of a change, as a file: while it is there the change can be finished by whatever command comes next."""

import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jumelage.content.withdrawn import TREE
from jumelage.edit.steps import Step
from jumelage.model.people import Person

MOST = 20_000_000  # bytes of a plan
MAX_TEXTS = 1_000_000  # characters of the places and notes in it
MAX_PATH, MAX_NAME = 2_000, 255  # characters of a path, bytes of a step of it: no system has longer ones
COMMANDS = frozenset({"new", "rename", "translated", "withdraw"})
RECORDS = tuple(f"data/{Person.file.removesuffix('.yaml')}{sign}" for sign in "./")  # begin paths of records on persons
STATE = re.compile(r"[0-9a-f]{64}|")


@dataclass(frozen=True, slots=True)
class Journal:
    """
    A change as a command has planned it.

    `order` is a digest of what the command was asked, by which it knows its own change when it is run again; `shown`
    are the places to tell an editor of, `notes` what the command needs to report to its end. One that is `discreet`
    concerns a person at risk: none of its paths may be shown.
    """

    command: str = "new"
    order: str = ""
    shown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    discreet: bool = False
    steps: tuple[Step, ...] = ()


def ordered(command: str, *words: str, discreet: bool = False) -> Journal:
    """Return the beginning of a journal: which command it is of, and the digest of its words."""
    return Journal(command, hashlib.sha256("\0".join((command, *words)).encode()).hexdigest(), discreet=discreet)


def noted(journal: Journal, path: Path) -> None:
    """Write a journal to a file that appears as a whole."""
    path.write_text(json.dumps(asdict(journal)), encoding="ascii")


def read(path: Path) -> Journal | None:
    """
    Return the journal in a file, None when it is none of ours.

    The file may have come with a proposal of a stranger: it can lead to no place outside `data/` and `content/`, and do
    nothing that the command of which it speaks does not do.
    """
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > MOST:
            return None
        journal = _journal(json.loads(path.read_bytes()))
        return journal if _is_ours(journal) and _is_of_its_command(journal) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _journal(plain: dict[str, Any]) -> Journal:
    steps = tuple(Step(**one) for one in plain.pop("steps"))
    shown, notes = (_texts(plain.pop(name)) for name in ("shown", "notes"))
    return Journal(**plain, shown=shown, notes=notes, steps=steps)


def _texts(plain: list[str]) -> tuple[str, ...]:
    """Return texts that can be written and shown: half a letter can be neither."""
    if not isinstance(plain, list) or sum(map(len, plain)) > MAX_TEXTS or not "".join(plain).isprintable():
        raise ValueError
    return tuple(plain)


def _is_ours(journal: Journal) -> bool:
    """Return whether the values of a journal are such as `noted` writes."""
    paths = [one.path for one in journal.steps]
    known = journal.command in COMMANDS and STATE.fullmatch(journal.order) and isinstance(journal.discreet, bool)
    return bool(known and paths and len({*paths}) == len(paths) and all(map(_possible, journal.steps)))


def _is_of_its_command(journal: Journal) -> bool:
    """Return whether a journal does what its command does: the others neither remove more nor touch the marks."""
    written = {one.path for one in journal.steps if one.after}
    removed = len(journal.steps) - len(written)
    if journal.command == "withdraw":
        own = all(path == TREE or path.startswith(RECORDS) for path in written)
        return own and bool(journal.notes) and journal.discreet and not journal.shown
    if journal.notes or TREE in {one.path for one in journal.steps}:
        return False
    # What is renamed comes to be elsewhere.
    return removed <= (sum(not one.before for one in journal.steps) if journal.command == "rename" else 0)


def _possible(step: Step) -> bool:
    parts = step.path.split("/")
    if {"", ".", ".."} & {*parts} or {"\\", "\0"} & {*step.path} or parts[0] not in {"data", "content"}:
        return False
    if len(step.path) > MAX_PATH or any(len(os.fsencode(one)) > MAX_NAME for one in parts):
        return False
    # No command writes a hidden file, of which git or a server may read what to run, or a stream of another file.
    if (any(one[0] == "." or ":" in one for one in parts) and step.after) or (step.path == TREE and not step.after):
        return False
    return len(parts) > 1 and bool(STATE.fullmatch(step.before) and STATE.fullmatch(step.after))
