"""Runs work in parallel on the processors of the machine."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

ENOUGH = 1500  # items from which on another process saves more than starting it costs
MOST = 4  # processes; more would wait for the one that collects the results


def shared_out(work: Callable[[Given], Made], given: Sequence[Given], enough: int = ENOUGH) -> list[Made]:
    """
    Return the result of `work` for each of `given`, in their order.

    From `enough` items on, other processes do part of the work. They are forked, so that they need not import anything
    again, and only where that is safe: on Linux, from a process with a single thread.
    """
    workers = min(MOST, len(os.sched_getaffinity(0))) if hasattr(os, "sched_getaffinity") else 1
    forks = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if len(given) < enough or workers < 2 or not forks:
        return [work(one) for one in given]
    parts = [given[number::workers] for number in range(workers)]
    # A terminal sends Ctrl-C to every process: it ends the workers silently, and this process cleans up.
    quiet = (signal.SIGINT, signal.SIG_DFL)
    with ProcessPoolExecutor(workers - 1, multiprocessing.get_context("fork"), signal.signal, quiet) as others:
        futures = [others.submit(_all, work, part) for part in parts[1:]]
        done = [_all(work, parts[0]), *(future.result() for future in futures)]
    return [done[number % workers][number // workers] for number in range(len(given))]


def _all(work: Callable[[Given], Made], given: Sequence[Given]) -> list[Made]:
    return [work(one) for one in given]
