"""Files → those in which a withdrawn person is still named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

from jumelage.model.withdrawn import Withdrawn
from jumelage.share import ENOUGH, shared_out
from jumelage.traces.names import mark, slugs, words
from jumelage.traces.unpacked import Unpacked, decoded

BETWEEN = " 0x0 "  # between two tags, so that the end of one and the beginning of the next make no name

Neighbours = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Traces:
    """
    In which files a withdrawn person is named: `found`, by path, and which could not be read as a whole.

    `told` are the same places as `found`, as they can be said: of a path that names the person only its folder.
    """

    found: tuple[str, ...]
    told: tuple[str, ...]
    unread: tuple[str, ...]


def traces(files: Mapping[str, bytes], marks: Sequence[Withdrawn], key: bytes) -> Traces:
    """Return in which files, by path, a name or an id is left whose mark under `key` is one of `marks`."""
    paths = list(files)
    # Two processes, as for texts: each asks for what stands on every page by itself.
    parts = [paths[::2], paths[1::2]] if len(paths) >= ENOUGH else [paths]
    made = shared_out(partial(_searched, files, marks, key), parts, enough=2)
    found, unread = ({path for part in made for path in part[number]} for number in (0, 1))
    search = _Search(marks, key)
    told = (tuple(dict.fromkeys(search.told(path) for path in paths if path in one)) for one in (found, unread))
    return Traces(tuple(path for path in paths if path in found), *told)


def naming(files: Mapping[str, bytes], ids: Iterable[str], names: Iterable[tuple[str, ...]]) -> Traces:
    """Return in which files, by path, one of some persons is named: by an id, or by a name as its words."""
    # Any key serves: these marks are not kept.
    key = b"naming"
    marks = [Withdrawn(mark=mark(" ".join(name), key), words=len(name)) for name in names]
    marks += [Withdrawn(mark=mark(one, key), words=1) for one in ids]
    return traces(files, marks, key)


def _searched(
    files: Mapping[str, bytes], marks: Sequence[Withdrawn], key: bytes, paths: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Return which of some paths name somebody, and which could not be read."""
    search = _Search(marks, key)
    found, unread = [], []
    for path in paths:
        data = files[path]
        unpacked = Unpacked(path, data)
        if not unpacked.whole:
            unread.append(path)
        if any(search.left(one, path, data) for one in search.named(unpacked)):
            found.append(path)
    return found, unread


class _Search:
    """What has been asked of the marks: most tags and neighbours stand on many pages, and are asked once."""

    def __init__(self, marks: Sequence[Withdrawn], key: bytes) -> None:
        self.key = key
        self.reviewed: dict[str, frozenset[str]] = {}
        for one in marks:
            self.reviewed[one.mark] = self.reviewed.get(one.mark, frozenset()) | {*one.except_}
        self.sizes = sorted({one.words for one in marks} - {1})
        # The words of each run of signs without a blank; neighbours among those runs, as many as the longest name has
        # words; names and ids of nobody; tags in which nobody is named; and the runs and neighbours that are marked.
        self.read: dict[str, list[str]] = {"": []}
        self.asked: set[Neighbours] = set()
        self.nobody: set[str] = set()
        self.tags: set[str] = set()
        self.marked: dict[Neighbours, set[str]] = {}

    def named(self, unpacked: Unpacked) -> set[str]:
        """Return the marks of what stands in a file."""
        found = {one for text in unpacked.texts for one in self._named(text)}
        tags = unpacked.tags - self.tags
        held = {one for text in decoded(BETWEEN.join(tags)) for one in self._named(text)}
        if not held:
            self.tags |= tags
        return found | held

    def _named(self, text: str) -> set[str]:
        runs = text.split()
        single = set(runs)
        for run in single.difference(self.read):
            self.read[run] = words(run)
            self._ask((run,), slugs(run))
        full = [run for run in runs if self.read[run]] if self.sizes else []
        around = set(zip_longest(*(full[n:] for n in range(max(self.sizes, default=0))), fillvalue=""))
        new = around - self.asked
        self.asked |= new
        for one in new:
            self._ask(one, self._beginning(one))
        there = (one for one in self.marked if one in around or (len(one) == 1 and one[0] in single))
        return {held for one in there for held in self.marked[one]}

    def _beginning(self, neighbours: Neighbours) -> list[str]:
        """Return what can be a name and begins in the first of some neighbours."""
        read = [word for run in neighbours for word in self.read[run]]
        starts = range(len(self.read[neighbours[0]]))
        return [" ".join(read[at : at + size]) for at in starts for size in self.sizes if at + size <= len(read)]

    def _ask(self, where: Neighbours, names: Iterable[str]) -> None:
        for name in names:
            if name not in self.nobody:
                made = mark(name, self.key)
                if made in self.reviewed:
                    self.marked.setdefault(where, set()).add(made)
                else:
                    self.nobody.add(name)

    def left(self, one: str, path: str, data: bytes) -> bool:
        """Return whether a mark that a file holds is left when its reviewed pages are passed over."""
        reviewed = self.reviewed[one]
        if not reviewed:
            return True
        # What lies beside a page, its feed and its list, belongs to it.
        page = f"{path.rpartition('/')[0]}/"
        return page not in reviewed and one in self.named(Unpacked(path, data, reviewed))

    def told(self, path: str) -> str:
        """Return a path, or the nearest folder above it that names nobody."""
        while path.strip("/") and self.named(Unpacked(path, b"")):
            path = f"{path.rstrip('/').rpartition('/')[0]}/"
        return path
