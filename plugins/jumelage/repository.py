"""The git repository around a site: what stood in it before, and the branch on which addresses are kept."""

import base64
import io
import os
import subprocess
import tarfile
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

from jumelage.github import BOT

BRANCH = "ledger"
HEAD = f"refs/heads/{BRANCH}"
AUTHOR = (
    "-c",
    f"user.name={BOT}",
    "-c",
    f"user.email=41898282+{BOT}@users.noreply.github.com",
)
TRIES = 3  # somebody else may write at the same time


class GitError(Exception):
    """Git could not do it; the message is its own."""


def before(root: Path, folder: Path) -> bool:
    """
    Write into `folder` what the commit before the present one holds of a site; return whether there is one.

    Of a pull request on GitHub that is the state into which it would be merged.
    """
    try:
        packed = _git(root, "archive", "HEAD^1", ".")
    except GitError:
        return False
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter=_plain)  # noqa: S202 - `_plain` sees to it
    return True


def _plain(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """Return a file or folder as it is unpacked; a link is none: what a proposal mends may have led out of the site."""
    return tarfile.data_filter(member, folder) if member.isfile() or member.isdir() else None


def fetched(folder: Path, address: str, token: str) -> bool:
    """
    Make a folder a checkout of the branch of a repository; return whether there is such a branch.

    `token` goes to git by its environment: command lines can be seen by others.

    Raises:
        GitError: the repository cannot be asked.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / ".git").exists():
        _git(folder, "init", "--quiet", "--initial-branch", BRANCH)
    secret = _secret(token)
    if not _git(folder, "ls-remote", address, HEAD, **secret):
        return False
    _git(folder, "fetch", "--quiet", "--depth", "1", address, HEAD, **secret)
    _git(folder, "checkout", "--quiet", "--force", "-B", BRANCH, "FETCH_HEAD")
    return True


def kept(path: Path, address: str, token: str, write: Callable[[Path], None], message: str) -> str:
    """
    Have `write` bring a file up to date on its branch, push that, and return the commit, also when nothing was new.

    The folder of the file becomes a checkout of the branch, which is made when there is none.

    Raises:
        GitError: it could not be pushed.
    """
    for turn in count(1):
        try:
            fetched(path.parent, address, token)
            write(path)
            _git(path.parent, "add", path.name)
            _git(path.parent, *AUTHOR, "commit", "--quiet", "--allow-empty", "--message", message)
            _git(path.parent, "push", "--quiet", address, f"HEAD:{HEAD}", **_secret(token))
            return _git(path.parent, "rev-parse", "HEAD").decode().strip()
        except GitError:
            if turn == TRIES:
                raise
    raise AssertionError  # pragma: no cover - turns have no end


def _secret(token: str) -> Mapping[str, str]:
    if not token:
        return {}
    basic = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "http.extraheader",
        "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {basic}",
    }


def _git(folder: Path, *words: str, **more: str) -> bytes:
    known = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    # Nobody is there to be asked for a password.
    known |= {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **more}
    try:
        done = subprocess.run(("git", *words), cwd=folder, env=known, capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise GitError(str(error.strerror)) from error
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout
