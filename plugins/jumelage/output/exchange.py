"""Exchanges two folders, if possible atomically, so that a reader sees either the old tree or the new one."""

import contextlib
import ctypes
import errno
import os
from collections.abc import Callable
from pathlib import Path

Exchange = Callable[[Path, Path], None]

# Constants from <fcntl.h> and <stdio.h>: the working directory, and the flags to exchange on Linux and on macOS.
AT_FDCWD, RENAME_EXCHANGE, RENAME_SWAP = -100, 2, 2
# Error numbers of kernels and file systems that do not support it.
UNABLE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


def at_once(library: object = None) -> Exchange | None:
    """Return a function that exchanges two folders atomically, None if the system's C library has none."""
    with contextlib.suppress(OSError, TypeError):
        library = library or ctypes.CDLL(None, use_errno=True)
    linux, mac = getattr(library, "renameat2", None), getattr(library, "renamex_np", None)
    if linux:
        return _called(lambda one, other: linux(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE))
    return _called(lambda one, other: mac(one, other, RENAME_SWAP)) if mac else None


def _called(call: Callable[[bytes, bytes], int]) -> Exchange:
    def exchange(one: Path, other: Path) -> None:
        if call(os.fsencode(one), os.fsencode(other)):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(one))

    return exchange


def exchange(one: Path, other: Path, between: Path, once: Exchange | None) -> None:
    """
    Exchange two folders: with `once`, or else by three renames; between the first two, `one` does not exist.

    Args:
        one: the folder that is served.
        other: the folder that replaces it.
        between: a temporary path for `one`; nothing exists there before and after.
        once: exchanges them atomically; None if the system cannot.

    Raises:
        OSError: it failed; both folders are where they were.
    """
    if once:
        try:
            once(one, other)
        except OSError as error:
            if error.errno not in UNABLE:
                raise
        else:
            return
    one.rename(between)
    try:
        other.rename(one)
    except OSError:
        between.rename(one)
        raise
    between.rename(other)
