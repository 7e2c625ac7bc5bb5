"""A change of several files: tried in a copy of the site first, then made as a whole."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic_core import PydanticCustomError

from jumelage.model.values import slug
from jumelage.plan import outlined
from jumelage.problems import ContentError, Problem, Severity
from jumelage.sentences import Sentence
from jumelage.settings import Settings


class RefusedError(Exception):
    """A change that cannot be asked for; nothing was written."""

    def __init__(self, sentence: Sentence, hint: Sentence | None = None) -> None:
        """Keep what is said of it and what to do."""
        self.sentence = sentence
        self.hint = hint
        super().__init__(str(sentence))


@dataclass(frozen=True, slots=True)
class Change:
    """
    What becomes of files, by path relative to the root.

    `written` holds their new bytes; `moved` leads from old paths to new ones, which `written` may change, too;
    `shown` are the places that tell an editor what has happened; `removed` are files that go.
    """

    written: Mapping[str, bytes] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def usable(kind: str, name: str, settings: Settings) -> None:
    """
    Refuse what cannot be the id of a record, before it becomes a part of any path; a country's is its code.

    Raises:
        RefusedError: of a person at risk, it does not repeat the id.
    """
    if kind == "country":
        return
    try:
        slug(name, settings.languages)
    except PydanticCustomError as error:
        context = error.context or {}
        told = Sentence("This cannot be an id.") if kind == "person" else context["message"]
        raise RefusedError(told, context["hint"]) from error


def refused(change: Change, root: Path, settings: Settings) -> tuple[Problem, ...]:
    """Return the problems that a site would have after a change and has not now; nothing of it is written."""
    before = {_mark(one) for one in _problems(root, settings)}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("data", "content"):
            shutil.copytree(root / name, copy / name, copy_function=_linked, symlinks=True)
        if (root / "theme").is_dir():
            (copy / "theme").symlink_to(root / "theme")
        apply(change, copy)
        return tuple(one for one in _problems(copy, settings) if _mark(one) not in before)


def apply(change: Change, root: Path) -> None:
    """Write a change: the new files first, each as a whole, then what is no longer there goes."""
    for path, data in change.written.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        Path(beside).replace(target)
    for old, new in change.moved.items():
        if new in change.written:
            (root / old).unlink()
        else:
            (root / new).parent.mkdir(parents=True, exist_ok=True)
            (root / old).rename(root / new)
    for path in change.removed:
        (root / path).unlink()


def _problems(root: Path, settings: Settings) -> tuple[Problem, ...]:
    try:
        outlined(root, settings, html=False)
    except ContentError as error:
        return tuple(one for one in error.problems if one.severity is Severity.PROBLEM)
    return ()


def _mark(problem: Problem) -> tuple[str, str, str]:
    """Return what stays of a problem when lines above it come or go."""
    return problem.position.path, problem.code, str(problem.message)


def _linked(source: str, target: str) -> None:
    """Put a file into the copy without copying it; what is written there takes its place and leaves the first alone."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
