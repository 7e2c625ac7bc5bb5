"""Removes withdrawn persons from a built site."""

import json
import posixpath
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from jumelage.exports.build_id import build_json
from jumelage.exports.search import indexed
from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.model.withdrawn import Withdrawn
from jumelage.privacy.remains import remains
from jumelage.privacy.remains.gate import listed_places
from jumelage.privacy.takedown.addresses import INDEX, Addresses
from jumelage.privacy.takedown.links import Gone, leads_on, unlinked
from jumelage.privacy.takedown.listed import file_of, is_overview, site_index
from jumelage.privacy.takedown.machines import INDEX as LIST
from jumelage.privacy.takedown.machines import is_for_machines, pruned
from jumelage.privacy.takedown.marked import cleaned, part_path
from jumelage.privacy.takedown.minimal import minimal

SEARCH = "/pagefind/"
FOUND = b"data-pagefind-body"
BUILD = "/build.json"
LOST = "/404.html"
ROUNDS = 4
# Styles and scripts do not belong to a single page.
SHARED = ("/static/", SEARCH)


@dataclass(frozen=True, slots=True)
class TakenDown:
    """A site without its withdrawn persons: its files, how many were removed and changed, and which were unreadable."""

    files: Mapping[str, bytes]
    removed: int
    changed: int
    unread: tuple[str, ...]


def taken_down(files: Mapping[str, bytes], marks: Sequence[Withdrawn], key: bytes) -> TakenDown:
    """
    Return a built site without any file that names a withdrawn person.

    Pages that must exist are cut; other pages and files are removed, with every link to them, their entries in files
    for machines, and the pictures, papers and videos that only they lead to. The search index is rebuilt.

    Raises:
        BuildError: the files are not a built site, or a withdrawn person would still be named.
    """
    found = remains(files, marks, key)
    if not found.found:
        return TakenDown(files, 0, 0, found.unread)
    work, left = _Work(files, marks, key), found
    for _ in range(ROUNDS):
        work.clear(left.found)
        made = work.made()
        # Unchanged files without a name need not be searched again. Where something was cut out, two words may
        # have become adjacent.
        new = {path: data for path, data in made.items() if path in found.found or files.get(path) != data}
        left = remains(new, marks, key)
        if not left.found:
            break
    else:
        still = "A withdrawn person would still be named in: {paths}. Nothing was written."
        raise BuildError(Sentence(still, paths=listed_places(left.reported)))
    changed = sum(files.get(path) != data for path, data in made.items() if not path.startswith(SEARCH))
    removed = sum(path not in made for path in files if not path.startswith(SEARCH))
    # The id of the build is not a visible change.
    return TakenDown(made, removed, changed - 1, tuple(path for path in found.unread if path in made))


class _Work:
    """A site in progress: `now` are its remaining files, `removed` the paths of the others."""

    def __init__(self, files: Mapping[str, bytes], marks: Sequence[Withdrawn], key: bytes) -> None:
        self.before = files
        self.marks, self.key = marks, key
        self.now = {path: data for path, data in files.items() if path != BUILD}
        self.removed: set[str] = set()
        self.marked: set[str] = set()
        self.addresses = Addresses(files)
        self.index = site_index(files)
        self.must = {path for path in files if path.endswith(LOST)} | {
            file_of(one) for one in self.index if is_overview(one)
        }
        self.pages = {path for path in files if path.endswith(".html") and _text(files[path]) is not None}
        self.led_to = {path: self._leads(path) for path in self.pages}
        self.used = frozenset[str]().union(*self.led_to.values())

    def holding(self, files: Mapping[str, bytes]) -> set[str]:
        """Return the paths of the files that contain a marked name."""
        return set(remains(files, self.marks, self.key).found)

    def clear(self, marked: Collection[str]) -> None:
        """Remove what contains a marked name, and then what leads to it, until nothing does."""
        self.marked |= {*marked}
        named = self.holding(dict.fromkeys(marked, b""))
        pages = (self.pages & {*marked}) - named
        done = cleaned({path: self._said(path) for path in pages}, self.must, self.holding)
        for path, text in done.texts.items():
            self._put(path, text)
        stuck = done.stuck & self.must
        self._remove({path for path in marked if not self._edited(path)} | named | (done.stuck - stuck))
        for path in sorted(stuck):
            self._replace(path)
        self._follow()
        self._prune()

    def made(self) -> dict[str, bytes]:
        """Return the remaining files, with a new search index and build id."""
        files = self._searched()
        return {**files, BUILD: build_json(files, _downloads(self.before.get(BUILD, b"")))}

    def _edited(self, path: str) -> bool:
        return path in self.pages or is_for_machines(path) or path.startswith(SEARCH) or path == BUILD

    def _follow(self) -> None:
        """Remove links to removed files, and what is useless without them, until nothing more is removed."""
        followed: set[str] = set()
        self._remove(self._siblings() | self._unused())
        # Each link once: an address in running text is not a link, and stays.
        while new := self.removed - followed:
            followed |= new
            for path in sorted(self.pages - self.removed):
                if self.led_to[path] & new:
                    self._unlink(path)
            self._remove(self._siblings() | self._unused())

    def _unlink(self, path: str) -> None:
        gone, text = self._gone(path), self._said(path)
        if leads_on(text, gone):
            self._remove({path})
        else:
            self._put(path, unlinked(text, gone))

    def _siblings(self) -> set[str]:
        """Return the files in the folder of a removed page: its feed, its calendar, its list."""
        folders = {path.removesuffix(INDEX) for path in self.removed if path.endswith(f"/{INDEX}")}
        return {path for path in self.now if f"{posixpath.dirname(path)}/" in folders and path not in self.pages}

    def _unused(self) -> set[str]:
        """Return the pictures, papers and videos that only removed files led to."""
        used = frozenset[str]().union(*(self.led_to[path] for path in self.pages - self.removed))
        return {
            path
            for path in self.used - used - self.pages
            if path in self.now and path.count("/") > 1 and not path.startswith(SHARED) and not is_for_machines(path)
        }

    def _prune(self) -> None:
        """Remove entries from files for machines; a file with a marked name left is removed itself."""
        for path in sorted(filter(is_for_machines, self.now)):
            marked = partial(self._parts, path)
            self.now[path] = pruned(path, self.now[path], self.addresses.base, self._gone(path), marked)
        held = self.holding({path: self.now[path] for path in self.now if is_for_machines(path)})
        if left := {*held} - {LIST}:
            self._remove(left)
            self._follow()
            self._prune()

    def _parts(self, path: str, texts: Sequence[str]) -> Collection[int]:
        """Return which parts of a file contain a marked name; if the file contains none, its parts are not searched."""
        if path not in self.marked:
            return ()
        names = {part_path(path, number): number for number in range(len(texts))}
        held = self.holding({name: texts[number].encode() for name, number in names.items()})
        return {names[name] for name in held}

    def _replace(self, path: str) -> None:
        """Replace a page that must exist with one that only links to others."""
        own = next((one for one in self.index if file_of(one) == path), {"lang": "", "title": "404"})
        base = self.addresses.base
        others = [one for one in self.index if self._leads_from(one, own["lang"]) and file_of(one) in self.now]
        asked = {part_path(path, number): one["title"].encode() for number, one in enumerate([own, *others])}
        held = self.holding(asked)
        title, *titles = ["" if name in held else said.decode() for name, said in asked.items()]
        links = [
            (base + one["path"], said, one["lang"])
            for one, said in zip(others, titles, strict=True)
            if said and file_of(one) != path
        ]
        self._put(path, minimal(self._said(path), title or "·", links))

    def _leads_from(self, one: Mapping[str, str], lang: str) -> bool:
        if not lang:
            return one["kind"] == "home" and one["lang"] != ""
        return one["lang"] == lang and is_overview(one) and not one["id"].startswith("index-")

    def _searched(self) -> dict[str, bytes]:
        """Return the files with a search index of the remaining pages only."""
        files = {path: data for path, data in self.now.items() if not path.startswith(SEARCH)}
        for lang in sorted({path.split("/")[2] for path in self.before if path.startswith(SEARCH)}):
            folder = f"{SEARCH}{lang}/"
            own = {path: data for path, data in self.before.items() if path.startswith(folder)}
            texts = self._found(lang, self.now)
            if texts != self._found(lang, self.before) or not self.marked.isdisjoint(own):
                own = _index_of(texts, folder)
            files |= own
        return files

    def _found(self, lang: str, there: Mapping[str, bytes]) -> dict[str, str]:
        """Return the texts of the pages in the search index of a language, by address."""
        own = sorted(path for path in self.pages if path in there and path.startswith(f"/{lang}/"))
        return {path.removesuffix(INDEX): there[path].decode() for path in own if FOUND in there[path]}

    def _remove(self, paths: Collection[str]) -> None:
        going = self.now.keys() & {*paths}
        self.removed |= going
        for path in going:
            del self.now[path]

    def _put(self, path: str, text: str) -> None:
        self.now[path] = text.encode()
        self.led_to[path] = self._leads(path)

    def _leads(self, path: str) -> frozenset[str]:
        return self.addresses.led_to(self._said(path), path)

    def _said(self, path: str) -> str:
        return self.now[path].decode()

    def _gone(self, page: str) -> Gone:
        return lambda address: self.addresses.file(address, page) in self.removed


def _downloads(data: bytes) -> list[str] | None:
    """Return the downloads that `build.json` lists, None if it lists none or cannot be read."""
    try:
        found = json.loads(data).get("downloads")
    except (AttributeError, ValueError, RecursionError):
        return None
    return found if isinstance(found, list) else None


def _text(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _index_of(texts: Mapping[str, str], folder: str) -> dict[str, bytes]:
    """Return the search index of a language; empty if it cannot be made: visitors then get a list of pages."""
    try:
        return {f"{folder}{name}": data for name, data in indexed(texts).items()} if texts else {}
    except BuildError:
        return {}
