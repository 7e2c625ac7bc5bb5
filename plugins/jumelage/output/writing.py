"""
Writes the output folder: a build writes a spare tree next to it and exchanges the two at the end.

Next to `output/` is `.output.jumelage/` with the spare tree, which is the previous site, a manifest of each tree, a
lock, and the marks of withdrawn persons for which it was cleared. `changes.json`, also next to it, lists what the last
build changed.
"""

import contextlib
import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.output.exchange import Exchange, at_once, exchange
from jumelage.output.folders import between, refuse, state_folder
from jumelage.output.forgetting import Withdrawals, withdrawals
from jumelage.output.tree import (
    FOLDER,
    Difference,
    Entry,
    Remembered,
    difference,
    digest,
    forget,
    make_folder,
    present,
    readable,
    remember,
    remembered,
    removed,
    renew,
    replace,
    tidy,
)

LOCK = "lock"
MARKS = "withdrawn"
# Exists as long as the spare tree contains what must be removed.
FORGETTING = "forgetting"
ONCE = at_once()
FULL = Sentence("The disk is full; the site is unchanged.")


@dataclass(frozen=True, slots=True)
class Stage:
    """
    An output folder, locked against other builds.

    `served` is its manifest, `origin` what its files were made from, as the last build passed it to `put`.
    """

    output: Path
    withdrawals: Withdrawals
    served: Mapping[str, Entry] = field(default_factory=dict)
    origin: Mapping[str, Any] = field(default_factory=dict)
    once: Exchange | None = ONCE

    @property
    def traces(self) -> Mapping[str, Any]:
        """What its files were made from; empty if somebody was withdrawn, for then no file may be reused."""
        found: Mapping[str, Any] = self.origin.get("traces", {})
        return {} if self.unseen else found

    @property
    def sources(self) -> Mapping[str, str]:
        """The digests of its source files, by path relative to the root."""
        found: Mapping[str, str] = self.origin.get("sources", {})
        return found

    @property
    def unseen(self) -> bool:
        """Whether somebody was withdrawn since the last build here: the files served until now may show them."""
        return self.withdrawals.unseen

    @property
    def state(self) -> Path:
        """The working folder next to the output."""
        return state_folder(self.output)

    @property
    def spare(self) -> Path:
        """The tree that will be exchanged with the output."""
        return self.state / "spare"

    def read(self, path: str) -> bytes:
        """Return the bytes of a file that is served now; raise OSError if it cannot be read."""
        return (self.output / path.lstrip("/")).read_bytes()

    def compare(self, files: Mapping[str, bytes]) -> Difference:
        """Return how `files` differ from what is served."""
        return difference(self.served, {path: digest(data) for path, data in files.items()})

    def put(
        self,
        files: Mapping[str, bytes],
        origin: Mapping[str, Any] | None = None,
        reports: Mapping[str, bytes] | None = None,
        forgetful: bool = False,
    ) -> None:
        """
        Replace what is served by exactly `files`; if anything fails, the served files stay as they are.

        Args:
            files: their bytes, by path with a leading '/'.
            origin: what they were made from, as plain data, for the next build.
            told: files to write next to the output, by name.
            forgetful: keep no copy of the previous files; implied if somebody was withdrawn since the last build.

        Raises:
            BuildError: it cannot be written.
        """
        try:
            now = {path: digest(data) for path, data in files.items()}
            changed = bool(difference(self.served, now)) or not self.output.is_dir()
            if changed:
                self._renew(files, now, origin or {})
            else:
                readable(self.output)
                remember(self.state, self.output, self.served, origin or {})
            for name, data in (reports or {}).items():
                replace(self.output.with_name(name), data, self.state)
            if forgetful or self.unseen:
                # If this build is killed before the spare tree is removed, the next one removes it.
                (self.state / FORGETTING).touch()
            if changed:
                self._exchange()
            self._forget()
            self.withdrawals.remember()
        except OSError as error:
            # A half-written tree is useless and takes space.
            with contextlib.suppress(OSError):
                self._clear()
            raise _failed(error) from error

    def _renew(self, files: Mapping[str, bytes], now: Mapping[str, str], origin: Mapping[str, Any]) -> None:
        known, _, since = remembered(self.state, self.spare) if self.spare.is_dir() else Remembered({}, {})
        if not known:
            # No manifest: a build was killed while it wrote the tree.
            self._clear()
            self.spare.mkdir()
        has = present(self.spare, known, since)
        forget(self.state, self.spare)
        manifest = renew(self.spare, files, now, self.served, has)
        self.spare.chmod(self.output.stat().st_mode & 0o7777 if self.output.is_dir() else FOLDER)
        readable(self.spare)
        remember(self.state, self.spare, manifest, origin)

    def _exchange(self) -> None:
        if self.output.is_dir():
            # The output may be deleted meanwhile.
            with contextlib.suppress(FileNotFoundError):
                exchange(self.output, self.spare, between(self.output), self.once)
                return
        self.spare.rename(self.output)

    def _forget(self) -> None:
        """Remove the spare tree if it contains what must not be kept."""
        if (self.state / FORGETTING).exists():
            self._clear()
            (self.state / FORGETTING).unlink()

    def _clear(self) -> None:
        if self.spare.is_dir():
            forget(self.state, self.spare)
            removed(self.spare)


def forgotten(output: Path) -> None:
    """Remove everything kept next to an output except its lock, since a build may be running."""
    state = state_folder(output)
    for path in () if state.is_symlink() or not state.is_dir() else state.iterdir():
        if path.is_dir() and not path.is_symlink():
            removed(path)
        elif path.name != LOCK:
            path.unlink(missing_ok=True)


@contextmanager
def staged(output: Path, root: Path, once: Exchange | None = ONCE) -> Iterator[Stage]:
    """
    Lock an output folder for the time of a `with`, and yield its stage.

    Raises:
        BuildError: the folder cannot be written to, is not suitable as output, or another build is running.
    """
    output = output.absolute()
    lock = FileLock(state_folder(output) / LOCK, timeout=0)
    try:
        refuse(output, root)
        make_folder(output.parent)
        state_folder(output).mkdir(exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise BuildError(Sentence("Another build is writing {path} right now.", path=str(output))) from error
    except OSError as error:
        raise _failed(error) from error
    try:
        yield _stage(output, root, once)
    finally:
        lock.release()


def _stage(output: Path, root: Path, once: Exchange | None) -> Stage:
    try:
        empty = Stage(output, withdrawals(root, state_folder(output) / MARKS), once=once)
        if between(output).is_dir():
            # A build was killed between two renames: the served tree is moved back, or removed if it was replaced.
            if output.is_dir():
                removed(between(output))
            else:
                between(output).rename(output)
        if empty.unseen:
            (empty.state / FORGETTING).touch()
        empty._forget()
        tidy(empty.state, output, empty.spare)
        if not output.is_dir():
            return empty
        known, origin, since = remembered(empty.state, output)
        return replaced(empty, served=present(output, known, since), origin=origin)
    except OSError as error:
        raise _failed(error) from error


def write(output: Path, files: Mapping[str, bytes], root: Path) -> int:
    """
    Make `output` contain exactly `files` (by path with a leading '/'), and return how many are new or changed.

    Raises:
        BuildError: the folder cannot be written to, or is not suitable as output; it is unchanged.
    """
    with staged(output, root) as stage:
        found = stage.compare(files)
        stage.put(files)
    return len(found.added) + len(found.changed)


def _failed(error: OSError) -> BuildError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return BuildError(FULL)
    failed = "The output could not be written: {why} ({name})."
    return BuildError(Sentence(failed, why=str(error.strerror), name=str(error.filename)))
