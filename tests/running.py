"""Ways to start a command: as a process of its own, as a fork of one that has imported it, or within this one."""

import atexit
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
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
        command,
        cwd=root,
        env=environment(**changes),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
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


# Imports all commands and loads the order of letters once, which takes longer than most commands do. Each line that
# comes in is a command, which a fork is from then on: it has its own folder, environment, limits and end, as any
# process. At its end it does not look through what was there before, which would copy all of it.
PREPARED = """
import gc, importlib, json, os, resource, signal, sys
from jumelage.__main__ import COMMANDS, main
from jumelage.wording import collator
for name in ("dispatch", *COMMANDS):
    importlib.import_module(f"jumelage.commands.{name}")
collator()
gc.collect()
gc.freeze()
for line in sys.stdin:
    told = json.loads(line)
    process = os.fork()
    if not process:
        signal.alarm(60)
        for number, name in enumerate((os.devnull, told["said"], told["beside"])):
            os.dup2(os.open(name, os.O_RDWR), number)
        os.chdir(told["root"])
        os.environ.clear()
        os.environ.update(told["environment"])
        for name, most in told["limits"].items():
            resource.setrlimit(getattr(resource, name), (most, most))
        sys.argv = ["jumelage", *told["arguments"]]
        sys.exit(main())
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
"""
# What is read when a process starts.
AT_START = ("LC_", "LANG", "TZ", "PYTHON")


@cache
def _prepared() -> "subprocess.Popen[str]":
    # One thread: a fork has no other.
    started = subprocess.Popen(
        (sys.executable, "-c", PREPARED),
        env=environment(OPENBLAS_NUM_THREADS="1"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip

    def end() -> None:
        started.communicate()

    atexit.register(end)
    return started


def jumelage(*arguments: str | Path, root: Path, **changes: str) -> tuple[int, str, str]:
    """Return the exit status of the command in a process of its own, its findings, and what it printed beside them."""
    if any(name.startswith(AT_START) for name in changes):
        return outcome(*JUMELAGE, *arguments, root=root, **changes)
    return _forked(arguments, root, changes, {})


def bounded(*arguments: str | Path, root: Path, limits: Mapping[str, int]) -> tuple[int, str, str]:
    """Return the same of one that has `limits` as `resource.setrlimit` sets them, by their names."""
    return _forked(arguments, root, {}, limits)


def _forked(
    arguments: Sequence[str | Path], root: Path, changes: Mapping[str, str], limits: Mapping[str, int]
) -> tuple[int, str, str]:
    with NamedTemporaryFile("r", encoding="utf-8") as said, NamedTemporaryFile("r", encoding="utf-8") as beside:
        reported = {
            "arguments": [str(argument) for argument in arguments],
            "root": str(root),
            "environment": environment(**changes),
            "limits": dict(limits),
            "said": said.name,
            "beside": beside.name,
        }
        process = _prepared()
        assert process.stdin
        assert process.stdout
        print(json.dumps(reported), file=process.stdin, flush=True)
        status = int(process.stdout.readline())
        printed = said.read(), beside.read()
    assert "Traceback" not in "".join(printed)
    return status, *printed


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


def waited(condition: Callable[[], bool], seconds: float = 60) -> bool:
    """Return whether a condition came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False
