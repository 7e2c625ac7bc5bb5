"""The plan of a change, as a file: while it exists, any later command can finish the change."""

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

MOST = 20_000_000  # bytes of a plan file
MAX_TEXTS = 1_000_000  # characters of the places and notes in it
MAX_PATH, MAX_NAME = 2_000, 255  # characters of a path, bytes of a step of it: no system has longer ones
COMMANDS = frozenset({"new", "rename", "translated", "withdraw"})
RECORDS = tuple(
    f"data/{Person.file.removesuffix('.yaml')}{sign}" for sign in "./"
)  # prefixes of paths of person records
STATE = re.compile(r"[0-9a-f]{64}|")


@dataclass(frozen=True, slots=True)
class Journal:
    """
    A change as a command planned it.

    `order` is a digest of the command's arguments, so that it recognises its own change when run again; `shown`
    are places to report to the editor, `notes` what the command needs for its final report. A `discreet` journal
    concerns a person at risk: none of its paths may be shown.
    """

    command: str = "new"
    order: str = ""
    shown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    discreet: bool = False
    steps: tuple[Step, ...] = ()


def ordered(command: str, *words: str, discreet: bool = False) -> Journal:
    """Return a journal without steps yet: with the command and the digest of its arguments."""
    return Journal(command, hashlib.sha256("\0".join((command, *words)).encode()).hexdigest(), discreet=discreet)


def noted(journal: Journal, path: Path) -> None:
    """Write a journal to a file, atomically."""
    path.write_text(json.dumps(asdict(journal)), encoding="ascii")


def read(path: Path) -> Journal | None:
    """
    Return the journal in a file, None if it is not one of ours.

    The file may come from a stranger's proposal: it must not lead outside `data/` and `content/`, or do
    anything that its command would not do.
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
    """Return a tuple of strings; refuse lone surrogates, which can be neither written nor shown."""
    if not isinstance(plain, list) or sum(map(len, plain)) > MAX_TEXTS or not "".join(plain).isprintable():
        raise ValueError
    return tuple(plain)


def _is_ours(journal: Journal) -> bool:
    """Return whether the values of a journal could have been written by `noted`."""
    paths = [one.path for one in journal.steps]
    known = journal.command in COMMANDS and STATE.fullmatch(journal.order) and isinstance(journal.discreet, bool)
    return bool(known and paths and len({*paths}) == len(paths) and all(map(_possible, journal.steps)))


def _is_of_its_command(journal: Journal) -> bool:
    """Return whether a journal does only what its command may: only some remove files or touch the marks."""
    written = {one.path for one in journal.steps if one.after}
    removed = len(journal.steps) - len(written)
    if journal.command == "withdraw":
        own = all(path == TREE or path.startswith(RECORDS) for path in written)
        return own and bool(journal.notes) and journal.discreet and not journal.shown
    if journal.notes or TREE in {one.path for one in journal.steps}:
        return False
    # A renamed file must exist under its new name.
    return removed <= (sum(not one.before for one in journal.steps) if journal.command == "rename" else 0)


def _possible(step: Step) -> bool:
    parts = step.path.split("/")
    if {"", ".", ".."} & {*parts} or {"\\", "\0"} & {*step.path} or parts[0] not in {"data", "content"}:
        return False
    if len(step.path) > MAX_PATH or any(len(os.fsencode(one)) > MAX_NAME for one in parts):
        return False
    # No command writes hidden files, from which git or a server might run code, or alternate data streams.
    if (any(one[0] == "." or ":" in one for one in parts) and step.after) or (step.path == TREE and not step.after):
        return False
    return len(parts) > 1 and bool(STATE.fullmatch(step.before) and STATE.fullmatch(step.after))
