"""The steps of a change: each puts a complete file in place or removes one, and can be repeated."""

import contextlib
import errno
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jumelage.edit.change import Change, linked, refuse_obstacles
from jumelage.source.file_names import WRITING, left_over

ABSENT = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step for one file: its path relative to the root, and its state before and after, as `state` returns it."""

    path: str
    before: str
    after: str


def state(path: Path) -> str:
    """Return the SHA-256 of a file, or of a link's target; `ABSENT` if there is nothing, 'other' for anything else."""
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return ABSENT
    if stat.S_ISLNK(mode):
        return hashlib.sha256(b"link " + os.fsencode(path.readlink())).hexdigest()
    if not stat.S_ISREG(mode):
        return "other"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def prepared(change: Change, root: Path, folder: Path) -> tuple[Step, ...]:
    """
    Write the new files of a change into `folder`, each named after the number of its step, and return the steps.

    Files are written in the order of the change, then moved files, and only then is anything removed: at no
    moment is anything missing that was there before.

    Raises:
        RefusedError: there is a link, or something that is not a file, where the change would write.
        OSError: `folder` cannot be written to.
    """
    refuse_obstacles(change, root)
    origins = {new: old for old, new in change.moved.items()}
    made: list[Step] = []
    for path in (*change.written, *(new for new in origins if new not in change.written)):
        new = folder / str(len(made))
        old = root / origins.get(path, path)
        if path in change.written:
            with new.open("xb") as file:
                file.write(change.written[path])
            new.chmod(old.stat().st_mode & 0o777 if old.is_file() else 0o644)
            flush(new)
        else:
            linked(str(old), str(new))
        made.append(Step(path, state(root / path), state(new)))
    return (*made, *(Step(path, state(root / path), ABSENT) for path in (*change.moved, *change.removed)))


def edited(steps: Sequence[Step], root: Path) -> tuple[str, ...]:
    """Return the paths of files that are in neither the state before the change nor the state after it."""
    return tuple(one.path for one in steps if state(root / one.path) not in (one.before, one.after))


def whole(steps: Sequence[Step], root: Path, folder: Path) -> bool:
    """Return whether every new file that is not in place yet is in `folder`, unchanged."""
    if folder.is_symlink():
        return False
    lacking = (number for number, one in enumerate(steps) if one.after not in (ABSENT, state(root / one.path)))
    new = ((folder / str(number), steps[number].after) for number in lacking)
    return all(not path.is_symlink() and state(path) == after for path, after in new)


def carry_out(steps: Sequence[Step], root: Path, folder: Path) -> None:
    """
    Carry out the remaining steps; new files are in `folder`. If a file cannot be removed, the others still are.

    Raises:
        OSError: a file cannot be written, and the steps after it are not carried out; or a file cannot be removed.
    """
    failures = []
    with _readable():
        for number, step in enumerate(steps):
            target = root / step.path
            if state(target) == step.after:
                continue
            if step.after == ABSENT:
                try:
                    target.unlink()
                except OSError as error:
                    failures.append(error)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            _place(folder / str(number), target)
            if step.path.startswith("data/"):
                # The mark must be on disk before any part of the record is removed, even if the power fails.
                flush_names(target.parent)
    if failures:
        raise failures[0]


def flush(path: Path) -> None:
    """Force the bytes of a file onto the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_names(folder: Path) -> None:
    """Force the directory entries of a folder onto the disk; not every system can."""
    with contextlib.suppress(OSError):
        flush(folder)


def _place(new: Path, target: Path) -> None:
    try:
        new.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The folder is on another disk: complete the file next to its place.
        handle, partial = tempfile.mkstemp(dir=target.parent, prefix=WRITING)
        os.close(handle)
        shutil.copy2(new, partial)
        flush(Path(partial))
        Path(partial).replace(target)


@contextlib.contextmanager
def _readable() -> Iterator[None]:
    """Give new folders mode 755, whatever the umask is."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def remove_left_overs(root: Path) -> None:
    """Remove the files that a command was writing when it was interrupted."""
    for folder in (root / "data", root / "content"):
        for place, _, names in () if folder.is_symlink() else os.walk(folder):
            for path in (Path(place, name) for name in names if left_over(name)):
                if not path.is_symlink() and path.is_file():
                    with contextlib.suppress(OSError):
                        path.unlink()
