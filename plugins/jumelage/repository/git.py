"""The git repository of a site: its address, its earlier contents, and the branch where addresses are kept."""

import base64
import io
import os
import subprocess
import tarfile
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from jumelage.repository.github import BOT

BRANCH = "ledger"
HEAD = f"refs/heads/{BRANCH}"
AUTHOR = (
    "-c",
    f"user.name={BOT}",
    "-c",
    f"user.email=41898282+{BOT}@users.noreply.github.com",
)
TRIES = 3  # somebody else may push at the same time
PATIENCE = 120  # seconds to wait for a repository
REMOTE = "origin"


class GitError(Exception):
    """Git failed; the message is git's."""


class NowhereError(GitError):
    """The repository has no such branch or folder; the message names it."""


def address(root: Path, configured: str, environ: Mapping[str, str]) -> str:
    """
    Return the address of the repository of a site, '' if it is unknown.

    It comes from the job on GitHub, else the settings, else the remote of the repository around `root`. Git is
    started only if there is one.

    Raises:
        GitError: there is a repository around `root`, and git cannot read it.
    """
    server, name = (environ.get(f"GITHUB_{part}", "") for part in ("SERVER_URL", "REPOSITORY"))
    if server and name:
        return f"{server}/{name}"
    if configured:
        return configured
    # A folder without tracked files is not part of the repository around it.
    if not _inside(root) or not _git(root, "ls-files", "-z", "--", "data", "content"):
        return ""
    if REMOTE not in _git(root, "remote").decode().split():
        return ""
    found = _git(root, "remote", "get-url", REMOTE).decode().strip()
    # A local path may be relative to the top folder, but is used from elsewhere.
    top = Path(_git(root, "rev-parse", "--show-toplevel").decode().strip())
    return str((top / found).resolve()) if (top / found).is_dir() else found


def folder_of(root: Path) -> str:
    """Return the path of a site within the repository around it, with a trailing slash; '' at its top or outside."""
    return _git(root, "rev-parse", "--show-prefix").decode().strip() if _inside(root) else ""


def newest(where: str, token: str, branch: str, path: str) -> bytes | None:
    """
    Return the bytes of a file in the newest commit of a branch of the repository `where`; None if it has no such file.

    It is fetched into a temporary folder. A repository without any commit has no file.

    Raises:
        NowhereError: there is no such branch, or the folder of the file is not in it.
        GitError: the repository cannot be asked.
    """
    folder, head = path.rpartition("/")[0], f"refs/heads/{branch}"
    with TemporaryDirectory() as place:
        here, secret = Path(place), _secret(token)
        _git(here, "init", "--quiet", "--bare")
        _git(here, "remote", "add", REMOTE, where)
        heads = _git(here, "ls-remote", "--heads", REMOTE, **secret).decode().splitlines()
        if not heads:
            return None
        if head not in {one.partition("\t")[2] for one in heads}:
            raise NowhereError(branch)
        # Fetch only the list of files, then the one file.
        _git(here, "fetch", "--quiet", "--depth", "1", "--no-tags", "--filter=blob:none", REMOTE, head, **secret)
        if folder and not _git(here, "ls-tree", "-z", "FETCH_HEAD", "--", folder):
            raise NowhereError(f"{branch}:{folder}/")
        if not _git(here, "ls-tree", "-z", "FETCH_HEAD", "--", path):
            return None
        return _git(here, "show", f"FETCH_HEAD:{path}", **secret)


def tracked(root: Path, name: str) -> bool:
    """Return whether git tracks a file or folder at the root of a site, ignoring case; False if git fails."""
    try:
        return _inside(root) and bool(_git(root, "ls-files", "-z", "--", f":(icase){name}"))
    except GitError:
        return False


def _inside(root: Path) -> bool:
    return any((one / ".git").exists() for one in (root, *root.parents))


def before(root: Path, folder: Path) -> bool:
    """
    Write the site of the previous commit into `folder`; return whether there is one.

    For a pull request on GitHub that is the branch into which it would be merged.
    """
    try:
        packed = _git(root, "archive", "HEAD^1", ".")
    except GitError:
        return False
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter=_plain)  # noqa: S202 - `_plain` sees to it
    return True


def _plain(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """Return a file or folder to unpack; None for a link, because it may lead out of the site."""
    return tarfile.data_filter(member, folder) if member.isfile() or member.isdir() else None


def fetched(folder: Path, address: str, token: str) -> bool:
    """
    Make a folder a checkout of a branch of a repository; return whether there is such a branch.

    `token` is passed to git in its environment, because other users can see command lines.

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


def kept(
    path: Path, address: str, token: str, write: Callable[[Path], None], message: str, others: Sequence[str] = ()
) -> str:
    """
    Have `write` update a file on its branch, push it, and return the commit, even if nothing changed.

    The folder of the file becomes a checkout of the branch, which is created if needed. `others` are the names of
    other files there that `write` updates, too.

    Raises:
        GitError: it could not be pushed.
    """
    for turn in count(1):
        try:
            fetched(path.parent, address, token)
            write(path)
            _git(path.parent, "add", "--", path.name, *others)
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
    # There is nobody to ask for a password.
    known |= {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **more}
    try:
        command = ("git", *words)
        done = subprocess.run(command, cwd=folder, env=known, capture_output=True, check=False, timeout=PATIENCE)  # noqa: S603
    except OSError as error:
        raise GitError(str(error.strerror)) from error
    except subprocess.TimeoutExpired as error:
        raise GitError(f"no answer in {PATIENCE} seconds") from error
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout
