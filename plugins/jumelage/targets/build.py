"""A root folder → the files of its site, or every problem in its content."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jumelage.exports.build_id import build_json
from jumelage.messages.problems import BuildError, Code, ContentError, Position, Problem
from jumelage.messages.sentences import Sentence
from jumelage.pages import Site
from jumelage.rendering.workshop import Workshop
from jumelage.settings import Settings
from jumelage.store.shelf import Shelf
from jumelage.targets.dangling import refuse_dangling
from jumelage.targets.plan import plan, theme_of
from jumelage.targets.registry import made, registry


@dataclass(frozen=True, slots=True)
class Built:
    """A site that is ready to be written: its files by path, the warnings on the way, and what is to be said of it."""

    site: Site
    files: Mapping[str, bytes]
    warnings: tuple[Problem, ...]
    notices: tuple[Sentence, ...] = ()


class Beside(Protocol):
    """Others who write into the same output: Pelican with its own articles, and its other plugins."""

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is to be known of what they wrote."""

    def write(self, site: Site) -> Mapping[str, bytes]:
        """Return their files by path."""

    def source(self, path: str) -> str:
        """Return the file of the site of which one of theirs was made."""

    def wrong(self, site: Site, theirs: Mapping[str, bytes], files: Mapping[str, bytes]) -> Iterable[Problem]:
        """Return what is wrong with their files, when `files` are all of the site."""


def build(root: Path, settings: Settings, shelf: Shelf | None = None, beside: Beside | None = None) -> Built:
    """
    Return the files of the site that `root` holds; nothing is written. `shelf` keeps what takes long to make.

    `beside` are others who write into the same output.

    Raises:
        ContentError: the content has problems; it holds all of them.
        BuildError: the site could not be made for another reason.
    """
    if beside is None:
        refuse_others(root, settings)
    shelf = shelf or Shelf()
    site, warnings = plan(root, settings, searched=shelf)
    workshop = Workshop.of(site, theme_of(root), shelf)
    theirs = beside.write(site) if beside else {}
    files: dict[str, bytes] = {}
    for target in registry(workshop):
        files |= made(target, workshop)
    if beside:
        files = joined(site, files, theirs, beside)
        warnings += beside.warnings
    refuse_dangling(files, settings)
    files["/build.json"] = build_json(files)
    return Built(site, files, warnings)


def refuse_others(root: Path, settings: Settings) -> None:
    """
    Refuse to build a site of which Pelican writes a part.

    Raises:
        BuildError: it names the folder, and Pelican.
    """
    for folder in settings.pelican_folders:
        if (root / "content" / folder).exists():
            reason = (
                "content/{folder} contains Pelican's own articles or pages: build this site with 'pelican content'."
            )
            raise BuildError(Sentence(reason, folder=folder))


def joined(site: Site, ours: Mapping[str, bytes], theirs: Mapping[str, bytes], beside: Beside) -> dict[str, bytes]:
    """
    Return our files and those of others.

    Raises:
        ContentError: one of theirs has the place of one of ours, or of a folder of ours, or something is wrong in it.
    """
    problems = [_taken(path, beside.source(path)) for path in clashes(ours, theirs)]
    files = {**theirs, **ours}
    problems += beside.wrong(site, theirs, files)
    if problems:
        raise ContentError(problems)
    return files


def clashes(ours: Mapping[str, bytes], theirs: Mapping[str, bytes]) -> Iterator[str]:
    """Give each path of others that has the place of one of ours, or of a folder of ours, on some system."""
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
