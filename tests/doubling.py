"""How processor time grows with what is worked on: measured, since no bound in seconds holds on every machine."""

import signal
import time
from collections.abc import Callable
from types import FrameType

MEASURABLE = 0.01  # seconds: a system's clock of processor time may be some thousandths behind
LARGEST = 1 << 15
# Work that grows with its input takes 4 times as long for 4 times as much, with its square 16 times: these lie between.
FLAT, STEEP = 6, 8
SECONDS = 2

Work = Callable[[], object]


def growth(prepare: Callable[[int], Work], smallest: int = 64, largest: int = LARGEST) -> float:
    """
    Return how many times longer work takes when its size is doubled twice: below `STEEP` where it is linear.

    `prepare` is given a size and returns the work, of which alone the time counts. The size is the first at which it
    can be measured; what cannot be at the `largest` is linear. Of five measurements the best counts.

    Raises:
        AssertionError: the work does not end.
    """
    size = smallest
    while _limited(work := prepare(size)) < MEASURABLE:
        if size >= largest:
            return 1
        size *= 2
    more = prepare(4 * size)
    best = float("inf")
    for _ in range(5):
        short, long = _seconds(work), _seconds(more)
        if long > short:
            best = min(best, long / max(short, MEASURABLE / 2))
        if best < FLAT:
            break
    return best


def _seconds(work: Work) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def _limited(work: Work) -> float:
    """Return the time of work, but stop what takes seconds: half of it took less than can be measured."""

    def stop(_: int, __: FrameType | None) -> None:
        raise AssertionError(f"This takes more than {SECONDS} seconds and may never end.")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        return _seconds(work)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
