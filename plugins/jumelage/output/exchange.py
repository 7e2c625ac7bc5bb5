"""Two folders change places: whoever opens a file by its path finds the whole of one or the whole of the other."""

import contextlib
import ctypes
import errno
import os
from collections.abc import Callable
from pathlib import Path

Exchange = Callable[[Path, Path], None]

# The values of <fcntl.h> and <stdio.h>: the folder a process is in, and "exchange" on Linux and on macOS.
AT_FDCWD, RENAME_EXCHANGE, RENAME_SWAP = -100, 2, 2
# What a kernel or a file system answers that cannot do it.
UNABLE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


def at_once(library: object = None) -> Exchange | None:
    """Return what exchanges two folders in one step, None where the system's C library cannot."""
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
    Make two folders change places: by `once`, else by three renames, of which the first two leave `one` absent.

    Args:
        one: the folder that is served.
        other: the one that takes its place.
        between: where `one` stands meanwhile; nothing is there before and after.
        once: what does it in one step; None where nothing does.

    Raises:
        OSError: it cannot be done; both stand where they stood.
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
