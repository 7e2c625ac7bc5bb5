"""A change of several files, and the problems that a site would have after it."""

import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pydantic_core import PydanticCustomError

from jumelage.messages.problems import BuildError, Problem
from jumelage.messages.sentences import Sentence
from jumelage.model.values import slug
from jumelage.settings import Settings
from jumelage.targets.plan import checked

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class RefusedError(Exception):
    """A change that cannot be made; nothing was written."""

    def __init__(self, sentence: Sentence, hint: Sentence | None = None) -> None:
        """Keep the message and the hint."""
        self.sentence = sentence
        self.hint = hint
        super().__init__(str(sentence))


@dataclass(frozen=True, slots=True)
class Change:
    """
    Changes to files, by path relative to the root.

    `written` maps paths to new bytes, in the order of writing; `moved` maps old paths to new ones,
    which `written` may also contain; `shown` are places to report to the editor; `removed` are files to remove.
    """

    written: Mapping[str, bytes] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def usable(kind: str, name: str, settings: Settings) -> None:
    """
    Refuse an invalid id before it becomes part of any path; the id of a country is its code.

    Raises:
        RefusedError: for a person at risk, without the id.
    """
    if kind == "country":
        return
    try:
        slug(name, settings.languages)
    except PydanticCustomError as error:
        context = error.context or {}
        message = Sentence("This is not a valid id.") if kind == "person" else context["message"]
        raise RefusedError(message, context["hint"]) from error


def refused(change: Change, root: Path, settings: Settings) -> tuple[Problem, ...]:
    """
    Return the problems that a change would add to a site; nothing is written to the site.

    Raises:
        RefusedError: a link, or something that is no file, is where the change would write.
        BuildError: there is no disk space for the copy on which the change is tried.
    """
    refuse_obstacles(change, root, links=True)
    before = {_mark(one) for one in _problems(root, settings)}
    with tempfile.TemporaryDirectory() as folder:
        try:
            _try(change, root, Path(folder))
        except OSError as error:
            raise untouched(error, discreet=True) from error
        return tuple(one for one in _problems(Path(folder), settings) if _mark(one) not in before)


def untouched(error: OSError, discreet: bool) -> BuildError:
    """Return the error for a change that failed before it was started; if `discreet`, without naming a file."""
    return BuildError(Sentence("Nothing was changed: {why}.", why=why(error, discreet)))


def why(error: OSError, discreet: bool) -> Sentence | str:
    """Return the reason why a file could not be written or removed; if `discreet`, without the file."""
    if error.errno in FULL:
        return Sentence("the disk is full")
    return str(error.strerror) if discreet or not error.filename else f"{error.strerror} ({error.filename})"


def refuse_obstacles(change: Change, root: Path, links: bool = False) -> None:
    """
    Refuse a change with a path that leads through a symbolic link, or where something other than a file or folder is.

    If the file itself is a link, it is replaced or removed, never followed; with `links` it is refused, too.

    Raises:
        RefusedError: naming only the folder, because the file may be named after a person at risk.
    """
    for path in sorted({*change.written, *change.moved, *change.moved.values(), *change.removed}):
        for folder in [*PurePosixPath(path).parents][-2::-1]:
            if (root / folder).is_symlink():
                message = Sentence("{path} is a symbolic link; nothing was written.", path=folder.as_posix())
                raise RefusedError(message, Sentence("Put the folder itself there."))
            if (root / folder).exists() and not (root / folder).is_dir():
                raise RefusedError(Sentence("{path} is not a folder; nothing was written.", path=folder.as_posix()))
        file, within = root / path, path.rpartition("/")[0]
        if file.is_symlink() and links:
            message = Sentence("A file in {path} is a symbolic link; nothing was written.", path=within)
            raise RefusedError(message, Sentence("Put the file itself there."))
        if not file.is_symlink() and file.exists() and not file.is_file():
            raise RefusedError(
                Sentence("A folder in {path} has the same name as a file to write; nothing was written.", path=within)
            )


def _try(change: Change, root: Path, copy: Path) -> None:
    """Make a change in a copy whose files are hard links to the site's: replace files, never write into them."""
    for name in ("data", "content", "theme"):
        if name != "theme" or (root / name).is_dir():
            shutil.copytree(root / name, copy / name, copy_function=linked, symlinks=True)
    for old, new in change.moved.items():
        (copy / new).parent.mkdir(parents=True, exist_ok=True)
        (copy / old).rename(copy / new)
    for path, data in change.written.items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).unlink(missing_ok=True)
        (copy / path).write_bytes(data)
    for path in change.removed:
        (copy / path).unlink()


def _problems(root: Path, settings: Settings) -> tuple[Problem, ...]:
    return checked(root, settings, whole=False).problems


def _mark(problem: Problem) -> tuple[str, str, str]:
    """Return a key of a problem that does not depend on its line."""
    return problem.position.path, problem.code, str(problem.message)


def refuse_read_only(change: Change, root: Path) -> None:
    """
    Check before the change starts that its folders are writable.

    Raises:
        PermissionError: a folder is read-only.
    """
    for path in (*change.written, *change.moved, *change.moved.values(), *change.removed):
        folder = next(one for one in (root / path).parents if one.is_dir())
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def linked(source: str, target: str) -> None:
    """Put a file at `target`, too, as a hard link where the disk allows it; afterwards write to neither."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
