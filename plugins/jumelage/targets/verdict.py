"""What a check found, kept as long as nothing has changed, so that a second check of a large site takes no time."""

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from jumelage.content.interrupted import interrupted
from jumelage.messages.problems import Code, Position, Problem, Severity
from jumelage.messages.sentences import Sentence
from jumelage.settings import Settings
from jumelage.store.store import Store, removed, sealed, unsealed
from jumelage.targets.plan import checked, theme_of

PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many pages a site has, 0 when it cannot be built, and everything that was found, in order."""

    pages: int
    problems: tuple[Problem, ...]


def verdict(root: Path, settings: Settings, kept: Path | None = None) -> Verdict:
    """
    Return what a check of the site finds.

    `kept` is a folder outside the site: what was found is read from there when neither a file of the site nor the
    settings nor this software have changed since, else written there. It holds no text that an editor wrote, but for
    what messages quote. What is damaged is found again; a folder that cannot be used is done without.

    Raises:
        BuildError: the folder is no site, or its theme is not whole.
    """
    mark = _fingerprint(root, settings)
    # One file for each site: nothing piles up.
    path = kept / f"{hashlib.sha256(str(root).encode()).hexdigest()[:16]}.json" if kept else None
    if path and (known := _read(path, mark)):
        return known
    found = _found(root, settings, Store(kept / "made" if kept else None))
    if path:
        _write(path, mark, found)
    return found


def _found(root: Path, settings: Settings, searched: Store) -> Verdict:
    found = checked(root, settings, html=False, searched=searched)
    return Verdict(len(found.site.targets) if found.site else 0, found.found)


def _fingerprint(root: Path, settings: Settings) -> str:
    """Return what differs whenever anything differs that a check reads."""
    folders = (root / "data", root / "content", theme_of(root) / "strings", PACKAGE)
    kept = [Path(settings.ledger).read_text("utf-8")] if settings.ledger else []
    seen = [
        sys.version,
        repr(settings),
        str(interrupted(root)),
        *kept,
        *(line for folder in folders for line in _stamps(str(folder))),
    ]
    return hashlib.sha256("\n".join(seen).encode("utf-8", "surrogateescape")).hexdigest()


def _stamps(folder: str) -> Iterator[str]:
    sound = os.path.isdir(folder) and not os.path.islink(folder)  # noqa: PTH112, PTH114 - quicker than paths
    folders = [folder] if sound else []
    for one in folders:  # which grows: folders within folders may be more than there can be calls within calls
        for entry in sorted(os.scandir(one), key=lambda entry: entry.name):
            found = entry.stat(follow_symlinks=False)
            if not entry.is_dir(follow_symlinks=False):
                times = f"{found.st_mtime_ns} {found.st_ctime_ns}"
                yield f"{entry.path} {times} {found.st_size} {found.st_ino} {found.st_mode}"
            elif entry.name != "__pycache__":
                folders.append(entry.path)
                yield entry.path


def _read(path: Path, mark: str) -> Verdict | None:
    held = unsealed(path, path.name)
    found = json.loads(held) if held else {}
    if found.get("mark") != mark:
        return None
    return Verdict(found["pages"], tuple(_problem(*one) for one in found["problems"]))


def _write(path: Path, mark: str, found: Verdict) -> None:
    plain = [
        (astuple(one.position), one.code, one.severity, _plain(one.message), _plain(one.hint)) for one in found.problems
    ]
    held = json.dumps({"mark": mark, "pages": found.pages, "problems": plain}).encode()
    # Who may not write there checks again each time.
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        removed(path)
        path.write_bytes(sealed(held, path.name))


def _problem(place: tuple[str, int, int], code: str, severity: str, message: Any, hint: Any) -> Problem:
    said = _sentence(message)
    return Problem(Position(*place), Code(code), said, _sentence(hint) if hint else None, Severity(severity))


def _plain(sentence: Sentence | None) -> list[Any] | None:
    if sentence is None:
        return None
    values = {name: _plain(one) if isinstance(one, Sentence) else one for name, one in sentence.values.items()}
    return [sentence.text, values]


def _sentence(held: list[Any]) -> Sentence:
    text, values = held
    return Sentence(text, **{name: _sentence(one) if isinstance(one, list) else one for name, one in values.items()})
