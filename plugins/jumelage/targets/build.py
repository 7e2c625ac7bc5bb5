"""Builds the files of a site from its root folder, or returns all problems in its content."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from jumelage.exports.build_id import build_json
from jumelage.messages.problems import BuildError, Code, ContentError, Position, Problem
from jumelage.messages.sentences import Sentence
from jumelage.pages import Site, Target
from jumelage.pages.guest import Guest
from jumelage.rendering.html import PAGES
from jumelage.rendering.workshop import Workshop
from jumelage.settings import Settings
from jumelage.source.theme import theme_of
from jumelage.store.reads import reading
from jumelage.store.store import Store
from jumelage.targets.answering import Answering
from jumelage.targets.dangling import refuse_dangling
from jumelage.targets.plan import plan
from jumelage.targets.registry import made, registry
from jumelage.targets.traces import ALWAYS, PERSON, Trace, Traces, downloads, trace, unplain


@dataclass(frozen=True, slots=True)
class Built:
    """
    A site that is ready to be written: its files by path, its warnings, and notices to print.

    `traces` record what each file was made from, `before` the same for the previous build.
    """

    site: Site
    files: Mapping[str, bytes]
    warnings: tuple[Problem, ...]
    notices: tuple[Sentence, ...] = ()
    before: Traces = field(default_factory=Traces)
    traces: Traces = field(default_factory=Traces)


class OtherPrograms(Protocol):
    """Other programs that write into the same output: Pelican with its own articles, and its other plugins."""

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Warnings about the files that they wrote."""

    @property
    def pages(self) -> tuple[Guest, ...]:
        """The pages among their files, for sitemap and search."""

    def write(self, site: Site) -> Mapping[str, bytes]:
        """Return the content of their files by path."""

    def source(self, path: str) -> str:
        """Return the source file that one of their files was made from."""

    def wrong(self, site: Site, theirs: Mapping[str, bytes], files: Mapping[str, bytes]) -> Iterable[Problem]:
        """Return problems with their files; `files` are all files of the site."""


class Earlier(Protocol):
    """An earlier build of the same site, whose files are reused while they are up to date."""

    @property
    def traces(self) -> Mapping[str, Any]:
        """What its files were made from, as plain data (see `plain`); empty if unknown."""

    def read(self, path: str) -> bytes:
        """
        Return the bytes of one of its files.

        Raises:
            OSError: it cannot be read.
        """


def build(
    root: Path,
    settings: Settings,
    store: Store | None = None,
    others: OtherPrograms | None = None,
    earlier: Earlier | None = None,
) -> Built:
    """
    Return the files of the site in `root`; nothing is written.

    `store` caches expensive results, `others` are other programs that write into the same output, and `earlier` is the
    previous build.

    Raises:
        ContentError: the content has problems; it contains all of them.
        BuildError: the site could not be made for another reason.
    """
    if others is None:
        refuse_others(root, settings)
    store = store or Store()
    site, warnings = plan(root, settings, store, searched=True)
    theirs = others.write(site) if others else {}
    site = site.with_guests(others.pages) if others else site
    workshop = Workshop.of(site, theme_of(root), store)
    persons = [name for kind, name in site.graph.sources if kind == PERSON]
    before = unplain(earlier.traces, persons) if earlier else Traces()
    files, traces = _made(workshop, before, earlier)
    if others:
        files = joined(site, files, theirs, others)
        warnings += others.warnings
    refuse_dangling(files, settings)
    files["/build.json"] = build_json(files, downloads(traces))
    return Built(site, files, warnings, before=before, traces=traces)


def _made(workshop: Workshop, before: Traces, earlier: Earlier | None) -> tuple[dict[str, bytes], Traces]:
    """Return all files by path, reusing those that are up to date, and the traces of what each was made from."""
    answering = Answering(workshop, before)
    if not all(map(answering.same, ALWAYS)):
        # Any answer may differ, so nothing is reused.
        answering = Answering(workshop, Traces())
    files: dict[str, bytes] = {}
    made_now: dict[str, Trace] = {}
    reused: dict[str, Trace] = {}
    for target in registry(workshop):
        known = answering.before.targets.get(target.path)
        fresh = _fresh(target, known, answering, earlier) if known and earlier else None
        if known and fresh is not None:
            reused[target.path] = known
            files |= fresh
            if target.maker == PAGES.name:
                # The search index reads pages, too.
                workshop.use(target.folder, fresh[target.path].decode())
        else:
            with reading() as reads:
                found = made(target, workshop)
            made_now[target.path] = trace(target, reads, found)
            files |= found
    return files, answering.traces(made_now, reused)


def _fresh(target: Target, known: Trace, answering: Answering, earlier: Earlier) -> dict[str, bytes] | None:
    """Return the unchanged files of a target; None if one of them may be out of date or was modified on disk."""
    if (known.maker, known.about) != (target.maker, target.key) or not all(map(answering.same, known.reads)):
        return None
    found = {}
    for path, digest in known.files.items():
        with suppress(OSError):
            data = earlier.read(path)
            if hashlib.sha256(data).hexdigest() == digest:
                found[path] = data
    return found if len(found) == len(known.files) else None


def refuse_others(root: Path, settings: Settings) -> None:
    """
    Refuse to build a site with content that Pelican itself must write.

    Raises:
        BuildError: there is such content; the error names the folder and the Pelican command.
    """
    for folder in settings.pelican_folders:
        if (root / "content" / folder).exists():
            reason = (
                "content/{folder} contains Pelican's own articles or pages: build this site with 'pelican content'."
            )
            raise BuildError(Sentence(reason, folder=folder))


def joined(
    site: Site, ours: Mapping[str, bytes], theirs: Mapping[str, bytes], others: OtherPrograms
) -> dict[str, bytes]:
    """
    Return our files merged with those of other programs.

    Raises:
        ContentError: one of theirs is at the path of one of our files or folders, or has a problem.
    """
    problems = [_taken(path, others.source(path)) for path in clashes(ours, theirs)]
    files = {**theirs, **ours}
    problems += others.wrong(site, theirs, files)
    if problems:
        raise ContentError(problems)
    return files


def clashes(ours: Mapping[str, bytes], theirs: Mapping[str, bytes]) -> Iterator[str]:
    """Yield their paths that equal one of our files or folders, ignoring case as some file systems do, in order."""
    places = {path.casefold() for path in ours}
    folders = {folder for path in places for folder in _folders(path)}
    for path in sorted(theirs):
        place = path.casefold()
        if place in places or place in folders or places.intersection(_folders(place)):
            yield path


def _taken(path: str, source: str) -> Problem:
    message = Sentence("This would be written to {path}, where the site has a file of its own.", path=path)
    return Problem(Position(source), Code.SAME_ADDRESS, message, Sentence("Give it another address."))


def _folders(path: str) -> Iterator[str]:
    parts = path.split("/")
    yield from ("/".join(parts[:end]) for end in range(2, len(parts)))
