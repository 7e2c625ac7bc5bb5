"""Finds the files in which a withdrawn person is still named."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

from jumelage.extraction import Budget, Extracted, Reader, decoded
from jumelage.model.withdrawn import Withdrawn
from jumelage.privacy.remains.names import arabic, inflected, joined, mark, readings, slugs, within
from jumelage.store.processes import ENOUGH, shared_out

BETWEEN = " 0x0 "  # between two tags, so that the end of one and the start of the next do not form a name
SECONDS = 300.0  # for all files made by others; our own are searched first, and completely
FOREIGN = ("files/", "video/", "pictures/")  # folders of such files
KEPT = 1_000_000  # runs and neighbours cached as naming nobody
TOGETHER = 10_000  # runs of a text that are examined together
LONG = 2000  # characters; a longer tag is not expected to repeat
FILE_SECONDS = 20.0  # of processor time, for one file made by others

Neighbours = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remains:
    """
    The result of a search: `found` are the paths of the files that name a withdrawn person.

    `reported` are the same files, and `unread` those that could not be read completely, as they may be shown: instead
    of a path that names the person, its folder.
    """

    found: tuple[str, ...]
    reported: tuple[str, ...]
    unread: tuple[str, ...]


def remains(files: Mapping[str, bytes], marks: Sequence[Withdrawn], key: bytes, seconds: float = SECONDS) -> Remains:
    """
    Return the files, by path, that contain a name or id whose mark under `key` is one of `marks`.

    Files made by this software are searched first and completely. Files made by others share `seconds` between
    them; a file that could not be searched in that time, or contains too much, is unread.
    """
    paths = sorted(files, key=_foreign)
    # Two processes, as for texts: each has its own cache of what is on every page.
    parts = [paths[::2], paths[1::2]] if len(paths) >= ENOUGH else [paths]
    made = shared_out(partial(_searched, files, marks, key, seconds), parts, enough=2)
    found, unread = ({path for part in made for path in part[number]} for number in (0, 1))
    search = Search(marks, key)
    reported = (tuple(dict.fromkeys(search.reported(path) for path in files if path in one)) for one in (found, unread))
    return Remains(tuple(path for path in files if path in found), *reported)


def naming(files: Mapping[str, bytes], ids: Iterable[str], names: Iterable[tuple[str, ...]]) -> Remains:
    """Return the files, by path, that name one of some persons: by an id, or by a name given as words."""
    # Any key will do: these marks are not kept.
    key = b"naming"
    marks = [Withdrawn(mark=mark(" ".join(name), key), words=len(name)) for name in names]
    marks += [Withdrawn(mark=mark(one, key), words=1) for one in ids]
    return remains(files, marks, key)


def _foreign(path: str) -> int:
    """Return 0 for our own files, 1 for files made by others, 2 for those that take long to read."""
    if not path.removeprefix("/").removeprefix("content/").startswith(FOREIGN):
        return 0
    return 2 if path.endswith(".pdf") else 1


def _searched(
    files: Mapping[str, bytes], marks: Sequence[Withdrawn], key: bytes, seconds: float, paths: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Return which of some paths, our own first, name a withdrawn person, and which could not be read."""
    search = Search(marks, key)
    found, unread = [], []
    until: float | None = None
    with Reader() as reader:
        for path in paths:
            foreign = bool(_foreign(path))
            if foreign and until is None:
                until = time.monotonic() + seconds
            late = foreign and until is not None and time.monotonic() > until
            data = b"" if late else files[path]
            extracted = _extracted(path, data, reader)
            if any(search.left(one, path, data, reader) for one in search.named(extracted)):
                found.append(path)
            if late or search.late or not extracted.whole:
                unread.append(path)
    return found, unread


def _extracted(path: str, data: bytes, reader: Reader, reviewed: frozenset[str] = frozenset()) -> Extracted:
    foreign = _foreign(path)
    budget = Budget(until=time.process_time() + FILE_SECONDS) if foreign else Budget(text=None)
    return Extracted(path, data, reader.read, budget, reviewed)


class Search:
    """A search with a cache: most tags and neighbours are on many pages, and are compared with the marks once."""

    def __init__(self, marks: Sequence[Withdrawn], key: bytes) -> None:
        self.key = key
        self.reviewed: dict[str, frozenset[str]] = {}
        for one in marks:
            self.reviewed[one.mark] = self.reviewed.get(one.mark, frozenset()) | {*one.except_}
        self.sizes = sorted({one.words for one in marks} - {1})
        # The number of runs that the longest name may span.
        self.longest = max(self.sizes, default=0)
        # Whether a file could not be searched completely in time.
        self.late = False
        self._forget()

    def _forget(self) -> None:
        """Clear the cache, so that it cannot grow without limit."""
        # Tags that name nobody. The words of each run of characters without a space, and other readings of it; other
        # forms of words; words of addresses; sequences of runs, as long as the longest name; names
        # and ids without a mark; and the runs and sequences with one.
        self.tags: set[str] = set()
        self.read: dict[str, list[str]] = {"": []}
        self.others: dict[str, list[list[str]]] = {}
        self.inflected: dict[str, str] = {}
        self.joined: dict[tuple[str, bool], list[str]] = {}
        self.asked: set[Neighbours] = set()
        self.nobody: set[str] = set()
        self.marked: dict[Neighbours, set[str]] = {}

    def named(self, extracted: Extracted) -> set[str]:
        """Return the marks found in a file, as far as there is time."""
        self.late = False
        found = {one for text in extracted.texts() for one in self._named(text, extracted.budget)}
        tags = extracted.tags - self.tags
        held = {one for text in decoded(BETWEEN.join(tags)) for one in self._named(text, extracted.budget)}
        if not held and not self.late:
            self.tags |= {one for one in tags if len(one) < LONG}
        return found | held

    def _named(self, text: str, budget: Budget) -> Iterator[str]:
        runs = text.split()
        # Groups of runs overlap, so that no name is cut.
        for at in range(0, len(runs) or 1, TOGETHER):
            if budget.late:
                self.late = True
                return
            yield from self._among(runs[max(0, at - 10 * self.longest) : at + TOGETHER])

    def _among(self, runs: list[str]) -> set[str]:
        """Return the marks found in consecutive runs of characters."""
        single = set(runs)
        for run in single.difference(self.read):
            self.read[run], *others = readings(run)
            if others:
                self.others[run] = others
            self.inflected |= inflected(word for read in (self.read[run], *others) for word in read)
            self._ask((run,), slugs(run))
            self._ask_joined(run)
        full = [run for run in runs if self.read[run]] if self.sizes else []
        around = set(zip_longest(*(full[n:] for n in range(self.longest)), fillvalue=""))
        new = around - self.asked
        self.asked |= new
        for one in new:
            self._ask(one, self._beginning(one))
        there = (one for one in self.marked if one in around or (len(one) == 1 and one[0] in single))
        found = {held for one in there for held in self.marked[one]}
        if max(len(self.asked), len(self.nobody), len(self.read), len(self.joined), len(self.tags)) >= KEPT:
            self._forget()
        return found

    def _beginning(self, neighbours: Neighbours) -> list[str]:
        """Return the possible names that start in the first of some neighbouring runs."""
        found = self._names([self.read[run] for run in neighbours])
        if not self.others.keys().isdisjoint(neighbours):
            others = [self.others.get(run) or (self.read[run],) for run in neighbours]
            for number in range(max(map(len, others))):
                found += self._names([one[min(number, len(one) - 1)] for one in others])
        return found

    def _names(self, read: list[list[str]]) -> list[str]:
        said = [word for run in read for word in run]
        found = []
        for at in range(len(read[0])):
            for size in self.sizes:
                if (end := at + size) > len(said):
                    break
                name = " ".join(said[at:end])
                found.append(name)
                if other := self.inflected.get(last := said[end - 1]):
                    found.append(name[: -len(last)] + other)
                if not name.isascii():
                    found += arabic(name)
        return found

    def _ask(self, where: Neighbours, names: Iterable[str]) -> None:
        for name in names:
            if name not in self.nobody:
                made = mark(name, self.key)
                if made in self.reviewed:
                    self.marked.setdefault(where, set()).add(made)
                elif len(self.nobody) < KEPT:
                    self.nobody.add(name)

    def _ask_joined(self, run: str) -> None:
        """Search for full names in an address: there are many per word, so only the word is cached."""
        for one in joined(run):
            if one not in self.joined:
                self.joined[one] = [made for name in within(*one) if (made := mark(name, self.key)) in self.reviewed]
            for made in self.joined[one]:
                self.marked.setdefault((run,), set()).add(made)

    def left(self, one: str, path: str, data: bytes, reader: Reader) -> bool:
        """Return whether a mark found in a file remains when the pages reviewed for it are ignored."""
        reviewed = self.reviewed[one]
        if not reviewed:
            return True
        # The files next to a page, its feed and its list, belong to it.
        page = f"{path.rpartition('/')[0]}/"
        return page not in reviewed and one in self.named(_extracted(path, data, reader, reviewed))

    def reported(self, path: str) -> str:
        """Return a path, or its nearest parent folder that names nobody."""
        while path.strip("/") and self.named(Extracted(path, b"")):
            path = f"{path.rstrip('/').rpartition('/')[0]}/"
        return path
