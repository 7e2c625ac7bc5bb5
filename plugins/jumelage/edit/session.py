"""
Only one command at a time changes the files of a site, and each change can be completed after an interruption.

A change is prepared in `.change/` at the site's root: first all new files, then the plan. The plan is the commit
point: without it nothing has happened, with it any later command can finish the change.
"""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from jumelage.content.interrupted import IN_GIT, PLAN, WORK
from jumelage.content.withdrawn import TREE
from jumelage.content.withdrawn_lines import only_adds
from jumelage.edit.change import Change, RefusedError, refuse_obstacles, refuse_read_only, untouched, why
from jumelage.edit.journal import Journal, noted, read
from jumelage.edit.steps import carry_out, edited, flush, flush_names, prepared, remove_left_overs, whole
from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.repository.git import tracked
from jumelage.source.assets import is_own

LOCK = "lock"
BUSY = Sentence("Another command is changing the files of this site right now.")
KEEP = Sentence(
    "Undo those edits and run the command again. Or delete the folder .change: every file stays as it is, and "
    "'jumelage check' reports what is left to do."
)
AGAIN = Sentence("Run 'jumelage withdraw person ID' again.")
UNKNOWN = Sentence(
    "If a person was being withdrawn, run that command again. Otherwise delete the folder .change: every file stays as "
    "it is, and 'jumelage check' reports what is left to do."
)


@dataclass(slots=True)
class Session:
    """
    Exclusive access to the files of a site, with the folder in which changes are prepared.

    `finished` is the command whose interrupted change was completed, '' if there was none.

    Without a `plan`, no other command can finish the change: it must be started again. A `discreet` session is about a
    person at risk: its errors name no file.
    """

    root: Path
    folder: Path
    plan: Path | None
    discreet: bool = False
    carried_out: bool = False
    finished: str = ""

    def interrupted(self) -> bool:
        """Return whether a change was started and not finished."""
        return self.plan is not None and os.path.lexists(self.plan)

    def finish(self) -> Journal:
        """
        Finish the interrupted change and return its journal, which is kept until `clear`.

        Raises:
            RefusedError: the plan cannot be read, or files have been edited since; nothing was written.
            BuildError: a file cannot be written or removed.
        """
        if tracked(self.root, WORK):
            # A plan belongs to one machine: one from git could change files that nobody has reviewed.
            raise RefusedError(*IN_GIT)
        journal = read(self.root / PLAN)
        if journal is None:
            raise RefusedError(
                Sentence("A change was interrupted, and there is no record of how to finish it."), UNKNOWN
            )
        self.discreet = self.discreet or journal.discreet
        try:
            self._refuse_stale(journal)
        except OSError as error:
            raise self._unfinished(error) from error
        self._carry_out(journal)
        self.finished = journal.command
        return journal

    def make(self, change: Change, journal: Journal | None = None) -> Journal:
        """
        Make a change and return its journal, which is kept until `clear`, or to the end of the session.

        Raises:
            RefusedError: a link, or something that is no file, is in its way; nothing was written.
            BuildError: a file cannot be written or removed; the message says whether the change was started.
        """
        journal = journal or Journal()
        self.discreet = self.discreet or journal.discreet
        self.carried_out = False
        try:
            (self.folder / "new").mkdir()
            if self.plan:
                # Whatever the site's .gitignore says, nothing in here is for git.
                (self.folder / ".gitignore").write_text("*\n", encoding="ascii")
            if journal.command != "withdraw":
                refuse_read_only(change, self.root)
            steps = prepared(change, self.root, self.folder / "new")
            journal = replace(journal, shown=() if journal.discreet else change.shown, steps=steps)
            if self.plan:
                self._commit(journal, self.plan)
        except OSError as error:
            raise untouched(error, self.discreet) from error
        self._carry_out(journal)
        return journal

    def clear(self) -> None:
        """Remove the plan, then everything else that was prepared; what cannot be removed stays."""
        for one in sorted(self.folder.iterdir(), key=lambda path: path != self.plan):
            if one.is_dir() and not one.is_symlink():
                shutil.rmtree(one, ignore_errors=True)
            elif one.name != LOCK:
                with contextlib.suppress(OSError):
                    one.unlink()

    def give_up(self) -> None:
        """Discard the interrupted change; if it cannot be removed, continue in a temporary folder."""
        self.clear()
        if any(one.name != LOCK for one in self.folder.iterdir()):
            self.folder, self.plan = Path(tempfile.mkdtemp()), None

    def close(self, done: bool) -> None:
        """End the session and remove what was prepared, unless a change was started and is not `done`."""
        if self.interrupted() and not done:
            return
        self.clear()
        with contextlib.suppress(OSError):
            (self.folder / LOCK).unlink(missing_ok=True)
            self.folder.rmdir()

    def _refuse_stale(self, journal: Journal) -> None:
        refuse_obstacles(Change(removed=tuple(one.path for one in journal.steps)), self.root)
        if changed := edited(journal.steps, self.root):
            raise _edited(changed, journal)
        if not whole(journal.steps, self.root, self.folder / "new"):
            raise RefusedError(
                Sentence("A change was interrupted, and what it was going to write is missing."), UNKNOWN
            )
        if not self._keeps_marks(journal):
            raise RefusedError(
                Sentence("A change that would lose marks of withdrawn persons was interrupted."), UNKNOWN
            )

    def _keeps_marks(self, journal: Journal) -> bool:
        """Return whether the plan keeps all present marks in the file of marks, and adds nothing but marks."""
        now = next((number for number, one in enumerate(journal.steps) if one.path == TREE), None)
        new = self.folder / "new" / str(now)
        if now is None or not is_own(self.root / TREE) or not new.is_file():
            return True
        return only_adds((self.root / TREE).read_bytes(), new.read_bytes())

    def _commit(self, journal: Journal, plan: Path) -> None:
        half = self.folder / "plan.half"
        noted(journal, half)
        flush(half)
        flush_names(self.folder / "new")
        half.replace(plan)
        flush_names(self.folder)

    def _carry_out(self, journal: Journal) -> None:
        try:
            carry_out(journal.steps, self.root, self.folder / "new")
        except OSError as error:
            raise self._unfinished(error) from error
        self.carried_out = True

    def _unfinished(self, error: OSError) -> BuildError:
        text = "The change was started but could not be finished: {why}. Fix that and run the command again."
        return BuildError(Sentence(text, why=why(error, self.discreet)))


@contextlib.contextmanager
def editing(root: Path, anyway: bool = False) -> Iterator[Session]:
    """
    Yield a session on the files of a site; files that earlier commands left half-written are removed.

    An interrupted change is kept, to be finished. With `anyway`, the session continues if the work folder
    cannot be used: changes are then prepared in a temporary folder.

    Raises:
        BuildError: another command is changing the site, or the work folder cannot be used.
    """
    with contextlib.ExitStack() as stack:
        try:
            session = _session(root, stack)
        except OSError as error:
            if not anyway:
                text = "The folder {path} cannot be used: {why}. Delete it."
                raise BuildError(Sentence(text, path=WORK, why=str(error.strerror))) from error
            session = Session(root, Path(tempfile.mkdtemp()), None)
        remove_left_overs(root)
        try:
            yield session
        except BrokenPipeError:
            # The reader of the output closed the pipe, as `head` does.
            session.close(done=session.carried_out)
            raise
        except BaseException:
            # As if killed: running the command again repeats its whole report.
            session.close(done=False)
            raise
        session.close(done=session.carried_out)


def _session(root: Path, stack: contextlib.ExitStack) -> Session:
    folder = root / WORK
    if folder.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    folder.mkdir(mode=0o700, exist_ok=True)
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except (Timeout, FileNotFoundError) as error:
        # The command that is using the folder will remove it.
        raise BuildError(BUSY) from error
    stack.callback(lock.release)
    session = Session(root, folder, root / PLAN)
    if not session.interrupted():
        session.clear()
        if any(one.name != LOCK for one in folder.iterdir()):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return session


def _edited(paths: Sequence[str], journal: Journal) -> RefusedError:
    if journal.discreet:
        message = Sentence("A change was interrupted, and files that it affects have been edited since.")
        return RefusedError(message, AGAIN if journal.command == "withdraw" else KEEP)
    message = Sentence(
        "A change was interrupted, and these files have been edited since: {paths}.",
        paths=", ".join(paths),
    )
    return RefusedError(message, KEEP)
