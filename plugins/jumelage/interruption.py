"""Ctrl-C: it ends a process of ours without a word while it starts and ends, and raises an exception while it works."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

INTERRUPTED = 130  # the exit status


def take_over() -> None:
    """
    Have Ctrl-C end this process at once, with status 130 and nothing printed.

    Nothing changes where Ctrl-C is ignored, as in the background of a shell, or handled by somebody else.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler and current_thread() is main_thread():
        signal.signal(signal.SIGINT, _leave)
        sys.unraisablehook = _unraisable


@contextmanager
def interruptible() -> Iterator[None]:
    """Have Ctrl-C raise KeyboardInterrupt for the time of a `with`, so that what is at work can clean up."""
    ours = signal.getsignal(signal.SIGINT) is _leave
    try:
        if ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        yield
    finally:
        if ours:
            signal.signal(signal.SIGINT, _leave)


def _leave(_number: int, _frame: FrameType | None) -> None:
    # No exception: one that is raised in a callback of an import is printed and forgotten.
    os._exit(INTERRUPTED)


def _unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        os._exit(INTERRUPTED)
    sys.__unraisablehook__(unraisable)
