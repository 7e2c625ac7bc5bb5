"""PDF files are read in a process of its own, which is stopped when one of them takes too much time or memory."""

import base64
import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

SCRIPT = Path(__file__).with_name("papers.py")
SECONDS = 90.0  # by the clock, for one paper, on a machine that does other work, too
# All that such a process is given of the environment: no key is among it.
GIVEN = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "TEMP")


@dataclass(frozen=True, slots=True)
class Said:
    """What a paper says: its texts, its attachments by name, and whether all of it could be read."""

    texts: tuple[str, ...] = ()
    attached: tuple[tuple[str, bytes], ...] = ()
    whole: bool = False


@dataclass(slots=True)
class Reader:
    """
    Reads PDF files; it starts no process before the first one, and another one after each that was stopped.

    Use it in a `with` statement, or close it.
    """

    seconds: float = SECONDS
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def __enter__(self) -> Self:
        """Return the reader."""
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Stop the process, if there is one."""
        self.close()

    def close(self) -> None:
        """Stop the process, if there is one."""
        if self.process:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                # What was still to be written has nobody left to read it.
                with contextlib.suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]
        self.process = None

    def read(self, data: bytes) -> Said:
        """Return what a paper says; nothing, and that it is not whole, when it takes too much."""
        process = self.process = self.process or _started()
        late = threading.Timer(self.seconds, process.kill)
        late.start()
        try:
            told = json.loads(_asked(process, data))
            attached = tuple((name, base64.b64decode(part)) for name, part in told["attached"])
            return Said(tuple(told["texts"]), attached, told["whole"])
        except Exception:  # it was stopped, by us or by the system
            self.close()
            return Said()
        finally:
            late.cancel()
            late.join()


def _started() -> "subprocess.Popen[bytes]":
    environment: Mapping[str, str] = {name: os.environ[name] for name in GIVEN if name in os.environ}
    command = (sys.executable, "-I", str(SCRIPT))
    return subprocess.Popen(  # noqa: S603 - our own script
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )


def _asked(process: "subprocess.Popen[bytes]", data: bytes) -> bytes:
    """
    Return what the process answers.

    Raises:
        OSError, EOFError: it was stopped.
    """
    assert process.stdin  # noqa: S101
    assert process.stdout  # noqa: S101
    process.stdin.write(len(data).to_bytes(8, "big") + data)
    process.stdin.flush()
    length = int.from_bytes(process.stdout.read(8), "big")
    told = process.stdout.read(length)
    if not told or len(told) < length:
        raise EOFError
    return told
