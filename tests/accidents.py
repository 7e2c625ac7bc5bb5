"""What happens to an output, and to what builds keep, beside edits: for a `Case`, as those in `edits`."""

import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from differ import Case
from edits import EDITS, Edit
from running import JUMELAGE, environment, held, running

# What a build needs in order to know its own output, and what says that it is at work.
EXEMPT = ("site-index.json", "lock")
LASTS = 3  # seconds that a build takes, about


def _same_size_and_time(path: Path) -> None:
    before = path.stat()
    path.write_bytes(b"x" * before.st_size)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes() or b"x")
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


WAYS: tuple[Callable[[Path], object], ...] = (
    Path.unlink,
    os.utime,
    _same_size_and_time,
    _flipped,
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(path.read_bytes()[:-1]),
    lambda path: path.write_bytes(path.read_bytes() + b"\0"),
)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in EXEMPT)


def _damaged(files: Sequence[Path], chance: random.Random) -> None:
    """Damage each file, each in another way, and have some change places."""
    paths = chance.sample(files, len(files))
    for number, path in enumerate(paths[:-1]):
        way = number % (len(WAYS) + 1)
        if way < len(WAYS):
            WAYS[way](path)
        else:
            path.write_bytes(paths[-1].read_bytes())


def output_damaged(case: Case) -> None:
    """Delete, edit and touch files of the output, and add one."""
    _damaged(case.chance.sample(_files(case.output), 2 * len(WAYS)), case.chance)
    (case.output / "nl" / "extra.html").write_bytes(b"by hand")


def output_deleted(case: Case) -> None:
    shutil.rmtree(case.output)


def store_damaged(case: Case) -> None:
    _damaged(_files(case.store), case.chance)


def store_older(case: Case) -> None:
    """Lay over the store what it held after the first build."""
    shutil.copytree(case.older / "store", case.store, dirs_exist_ok=True)


def store_deleted(case: Case) -> None:
    shutil.rmtree(case.store)


def state_damaged(case: Case) -> None:
    _damaged([path for path in case.state.iterdir() if path.is_file() and path.name not in EXEMPT], case.chance)
    _damaged(case.chance.sample(_files(case.state / "spare"), len(WAYS)), case.chance)


def state_older(case: Case) -> None:
    """Put back what was known of the output after the first build."""
    for path in case.older.glob("state/*"):
        if path.is_file() and path.name not in EXEMPT:
            shutil.copyfile(path, case.state / path.name)


def state_swapped(case: Case) -> None:
    """Have what is known of the output, and of the tree that takes its place, change places."""
    first, *others = sorted(case.state.glob("*.json"))
    for path in others:
        one, other = first.read_bytes(), path.read_bytes()
        first.write_bytes(other)
        path.write_bytes(one)


def state_deleted(case: Case) -> None:
    shutil.rmtree(case.state)


def two_at_once(case: Case) -> None:
    """Start two builds at once: one may be refused, and the output is that of a build from nothing."""
    EDITS["the name of a record"](case)
    shell = environment(TODAY=case.day.isoformat(), XDG_CACHE_HOME=str(case.store))
    quiet = {"env": shell, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with (
        running(*JUMELAGE, "build", root=case.root, **quiet) as one,
        running(*JUMELAGE, "build", root=case.root, **quiet) as other,
    ):
        ended = sorted(process.wait(120) for process in (one, other))
    case.same("whether one of two builds is done", True, ended in ([0, 0], [0, 3]))
    with case.cold() as (_, files):
        case.same("files of two builds at once", files, held(case.output))


def killed(case: Case) -> None:
    """Kill a build at some moment: the output is the old one or the new one."""
    before = held(case.output)
    EDITS["the name of a place"](case)
    shell = environment(TODAY=case.day.isoformat(), XDG_CACHE_HOME=str(case.store))
    quiet = {"env": shell, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with running(*JUMELAGE, "build", root=case.root, **quiet) as process:
        time.sleep(case.chance.uniform(0.3, LASTS))
        process.kill()
        process.wait(60)
    after = held(case.output)
    if after != before:
        with case.cold() as (_, files):
            case.same("files of a build that was killed", files, after)


def neighbour(case: Case) -> None:
    """Have another site, which has the same ids and other facts, built with the same store."""
    folder = case.folder / f"neighbour-{case.compared}"
    beside = (case.output.name, case.state.name, "changes.json")
    shutil.copytree(case.root, folder / "site", ignore=shutil.ignore_patterns(*beside))
    other = Case(folder, folder / "site", case.chance.randrange(1000), case.store, case.day)
    for name in ("the name of a record", "the summary of a record", "the body of a text", "the publisher"):
        other.kinds.append(f"{name} of the neighbour")
        EDITS[name](other)
    other.agree(valid=True)
    shutil.rmtree(folder)


ACCIDENTS: Mapping[str, Edit] = MappingProxyType(
    {
        "a damaged output": output_damaged,
        "no output": output_deleted,
        "a damaged store": store_damaged,
        "an older store": store_older,
        "no store": store_deleted,
        "a damaged state": state_damaged,
        "an older state": state_older,
        "a state that is that of another tree": state_swapped,
        "no state": state_deleted,
        "two builds at once": two_at_once,
        "a build that is killed": killed,
        "another site with the same store": neighbour,
    }
)
