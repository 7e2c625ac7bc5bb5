"""Work that is shared out comes back in order, by whomever it was done."""

import os
import threading

import pytest

from jumelage.store.processes import shared_out


def who(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def test_a_little_work_is_done_here() -> None:
    assert shared_out(who, range(5)) == [(number * number, os.getpid()) for number in range(5)]


def test_much_work_is_shared_out_and_comes_back_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2})
    done = shared_out(who, range(101), enough=100)
    assert [square for square, _ in done] == [number * number for number in range(101)]
    assert len({process for _, process in done}) > 1


def test_a_process_with_several_threads_keeps_the_work() -> None:
    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()
    try:
        assert {process for _, process in shared_out(who, range(101), enough=100)} == {os.getpid()}
    finally:
        wait.set()
        thread.join()


def test_a_system_that_does_not_say_which_processors_are_ours_keeps_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity")
    assert {process for _, process in shared_out(who, range(101), enough=100)} == {os.getpid()}
