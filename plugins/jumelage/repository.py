"""The git repository around a site: what stood in it before, and the branch on which addresses are kept."""

import base64
import io
import os
import subprocess
import tarfile
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

BRANCH = "ledger"
AUTHOR = (
    "-c",
    "user.name=github-actions[bot]",
    "-c",
    "user.email=41898282+github-actions[bot]@users.noreply.github.com",
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
        archive.extractall(folder, filter="data")
    return True


def kept(path: Path, address: str, token: str, write: Callable[[Path], None]) -> bool:
    """
    Have `write` bring a file up to date on its branch, and push that; return whether anything was new.

    The folder of the file becomes a checkout of the branch, which is made when there is none. `token` goes to git by
    its environment: command lines can be seen by others.

    Raises:
        GitError: it could not be pushed.
    """
    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / ".git").exists():
        _git(folder, "init", "--quiet", "--initial-branch", BRANCH)
    secret = _secret(token)
    for turn in count(1):
        there = _fetched(folder, address, secret)
        write(path)
        _git(folder, "add", path.name)
        if _git(folder, "status", "--porcelain").strip():
            _git(folder, *AUTHOR, "commit", "--quiet", "--message", "Addresses that were published")
        elif there:
            return False
        try:
            _git(folder, "push", "--quiet", address, f"HEAD:refs/heads/{BRANCH}", **secret)
        except GitError:
            if turn == TRIES:
                raise
        else:
            return True
    raise AssertionError  # pragma: no cover - turns have no end


def _fetched(folder: Path, address: str, secret: Mapping[str, str]) -> bool:
    """Make the folder what stands on the branch; return whether there is one. Where there is no way, the push tells."""
    try:
        _git(folder, "fetch", "--quiet", "--depth", "1", address, BRANCH, **secret)
    except GitError:
        return False
    _git(folder, "checkout", "--quiet", "--force", "-B", BRANCH, "FETCH_HEAD")
    return True


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
