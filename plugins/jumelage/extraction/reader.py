"""Reads PDF files in a separate process, which is killed if a file takes too much time or memory."""

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
SECONDS = 90.0  # of wall-clock time for one file, on a machine that does other work, too
# The only environment variables passed to the process: no secret is among them.
GIVEN = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "TEMP")


@dataclass(frozen=True, slots=True)
class Said:
    """The contents of a PDF file: its texts, its attachments by name, and whether it could be read completely."""

    texts: tuple[str, ...] = ()
    attached: tuple[tuple[str, bytes], ...] = ()
    whole: bool = False


@dataclass(slots=True)
class Reader:
    """
    Reads PDF files; it starts the process with the first file, and a new one after one was killed.

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
                # Nobody is left to read what was still to be written.
                with contextlib.suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]
        self.process = None

    def read(self, data: bytes) -> Said:
        """Return the contents of a PDF file; if it takes too much, an empty result that is not complete."""
        process = self.process = self.process or _started()
        late = threading.Timer(self.seconds, process.kill)
        late.start()
        try:
            answer = json.loads(_asked(process, data))
            attached = tuple((name, base64.b64decode(part)) for name, part in answer["attached"])
            return Said(tuple(answer["texts"]), attached, answer["whole"])
        except Exception:  # it was killed, by us or by the system
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
    Return the answer of the process.

    Raises:
        OSError, EOFError: it was killed.
    """
    assert process.stdin  # noqa: S101
    assert process.stdout  # noqa: S101
    process.stdin.write(len(data).to_bytes(8, "big") + data)
    process.stdin.flush()
    length = int.from_bytes(process.stdout.read(8), "big")
    answer = process.stdout.read(length)
    if not answer or len(answer) < length:
        raise EOFError
    return answer
