"""The plan of a change, as a file: while it is there the change can be finished by whatever command comes next."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jumelage.edit.steps import Step

MOST = 20_000_000  # bytes of a plan
COMMANDS = frozenset({"new", "rename", "translated", "withdraw"})
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

    The file may have come with a proposal of a stranger: it can lead to no place outside `data/` and `content/`.
    """
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > MOST:
            return None
        plain: dict[str, Any] = json.loads(path.read_bytes())
        shown, notes = (tuple(map(str, plain.pop(name))) for name in ("shown", "notes"))
        steps = tuple(Step(**one) for one in plain.pop("steps"))
        journal = Journal(**plain, shown=shown, notes=notes, steps=steps)
        possible = journal.command in COMMANDS and all(map(_possible, steps))
        possible = possible and (bool(notes) or journal.command != "withdraw")
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return journal if possible else None


def _possible(step: Step) -> bool:
    parts = step.path.split("/")
    unsafe = {"", ".", ".."} & set(parts) or "\\" in step.path or "\0" in step.path
    known = STATE.fullmatch(step.before) and STATE.fullmatch(step.after)
    return bool(known and not unsafe and parts[0] in {"data", "content"} and len(parts) > 1)
