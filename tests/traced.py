"""A command whose every change of a file is seen: what a kill at that moment leaves behind, or the kill itself."""

import hashlib
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from running import environment

# Before each change of a file in the site its folder is copied, as a kill at that moment would leave it; of a file that
# was being written a copy holds half. With a number, the process gets a signal at the change of that number instead.
TRACED = """
import os, shutil, signal, sys
root, kept, number = os.getcwd(), sys.argv.pop(1), int(sys.argv.pop(1))
seen, written, busy = 0, None, False
def place(path, folder):
    path = os.fsdecode(path)
    try:
        return os.path.join(os.readlink(f"/proc/self/fd/{folder}") if folder >= 0 else root, path)
    except OSError:
        return os.path.join(root, path)
def watch(event, given):
    global seen, written, busy
    if busy:
        return
    if event == "open":
        if not given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) or not isinstance(given[0], (str, bytes)):
            return
        folder = -1
    elif event in ("os.rename", "os.link"):
        folder = given[2]
    elif event in ("os.remove", "os.rmdir", "os.truncate"):
        folder = given[1] if event != "os.truncate" else -1
    elif event in ("os.mkdir", "os.chmod"):
        folder = given[2]
    elif event == "os.symlink":
        folder = -1
    else:
        return
    path = place(given[0], folder)
    places = [path, place(given[1], -1)] if event == "os.rename" else [path]
    if not any(one.startswith(root + os.sep) for one in places):
        return
    busy = True
    seen += 1
    if number:
        if seen == number:
            os.kill(os.getpid(), getattr(signal, kept))
    else:
        copy = os.path.join(kept, f"{seen:03}")
        shutil.copytree(root, copy, symlinks=True)
        half = written and os.path.join(root, written)
        if half and os.path.isfile(half) and os.path.getsize(half) > 1:
            shutil.copytree(root, copy + "-half", symlinks=True)
            os.truncate(os.path.join(copy + "-half", written), os.path.getsize(half) // 2)
    written = os.path.relpath(path, root) if event == "open" else None
    busy = False
sys.addaudithook(watch)
from jumelage.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def left_by_kills(command: tuple[str, ...], root: Path, kept: Path, **changes: str) -> tuple[int, list[Path]]:
    """Return the exit status of a command, and copies of the site in each state that a kill would have left it in."""
    kept.mkdir()
    done = subprocess.run(
        (sys.executable, "-c", TRACED, str(kept), "0", *command),
        cwd=root, env=environment(**changes), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    states = {seal(path): path for path in sorted(kept.iterdir(), reverse=True)}
    return done.returncode, sorted(states.values())


def signalled(
    signal: str, command: tuple[str, ...], root: Path, number: int, **changes: str
) -> subprocess.CompletedProcess[str]:
    """Run a command that gets a signal, as 'SIGKILL', at its change of that number, counted from 1."""
    return subprocess.run(
        (sys.executable, "-c", TRACED, signal, str(number), *command),
        cwd=root, env=environment(**changes), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def tree(root: Path) -> Mapping[str, tuple[int, bytes]]:
    """Return the rights and bytes of each file and folder of a site."""
    return {
        path.relative_to(root).as_posix(): (path.stat().st_mode & 0o777, path.read_bytes() if path.is_file() else b"")
        for path in sorted(root.rglob("*"))
    }


def seal(root: Path) -> str:
    return hashlib.sha256(repr(tree(root)).encode()).hexdigest()
