"""Ways to start a command: as a process of its own, or within this one, which is quicker."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from jumelage.__main__ import main
from sites import ROOT

DAY = "2026-11-22"
JUMELAGE = (sys.executable, "-m", "jumelage")
PELICAN = (sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py")


def environment(**changes: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "XDG_CACHE_HOME")}
    return {**kept, "PYTHONPATH": str(ROOT / "plugins"), "TODAY": DAY, **changes}


def outcome(*command: str | Path, root: Path, **changes: str) -> tuple[int, str, str]:
    """Return the exit status of a command started in a folder, and what it printed as findings and beside them."""
    done = subprocess.run(
        command, cwd=root, env=environment(**changes), capture_output=True, text=True, timeout=60, check=False
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout, done.stderr


@contextmanager
def running(*command: str | Path, root: Path, **options: Any) -> "Iterator[subprocess.Popen[bytes]]":
    """
    Start a command in a folder for the time of a `with`, with `options` as of `subprocess.Popen`.

    It is killed at the end: otherwise a failing test would wait for it without end and without a word.
    """
    with subprocess.Popen(command, cwd=root, **{"env": environment(), **options}) as process:
        try:
            yield process
        finally:
            process.kill()


def jumelage(*arguments: str | Path, root: Path, **changes: str) -> tuple[int, str, str]:
    return outcome(*JUMELAGE, *arguments, root=root, **changes)


class Here:
    """Runs the command within this process, which is quicker; the outcome is the same."""

    def __init__(self, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.capture = capture
        self.patch = patch

    def __call__(self, *arguments: str | Path, root: Path, **changes: str) -> tuple[int, str, str]:
        self.patch.chdir(root)
        for name, value in changes.items():
            self.patch.setenv(name, value)
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = int(str(end.code))
        printed = self.capture.readouterr()
        return status, printed.out, printed.err


def held(folder: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def waited(condition: Callable[[], bool], seconds: float = 20) -> bool:
    """Return whether a condition came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False
