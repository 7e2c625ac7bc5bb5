"""Pelican's own articles and pages, and what other plugins write, for the one output of the site."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from jumelage.content.records import records
from jumelage.graph.unlisted import names_of_unlisted, naming, unlisted_problem
from jumelage.messages.problems import BuildError, ContentError, Position, Problem
from jumelage.messages.sentences import Sentence
from jumelage.model.people import Person
from jumelage.pages import Site
from jumelage.pelican_run.checking import Links, Seen, seen, unfit
from jumelage.pelican_run.observing import Run
from jumelage.pelican_run.reading import complaints
from jumelage.rendering.render import speaking, template_place
from jumelage.settings import Settings
from jumelage.store.scratch import scratch
from jumelage.store.store import Store

ELSEWHERE = "pelicanconf.py"  # what asks for a file that is made of no text


class Guests:
    """Has Pelican write into a folder of the moment, and says what is wrong with that."""

    def __init__(self, pelican: Any, theirs: Callable[[], None], root: Path) -> None:
        """Keep Pelican with its own way to run, and the folder of the site."""
        self.pelican = pelican
        self.theirs = theirs
        self.root = root
        self.sources: dict[str, str] = {}
        self.warnings: tuple[Problem, ...] = ()

    def source(self, path: str) -> str:
        """Return the file of which the one at `path` was made, as far as that is known."""
        return self.sources.get(path, ELSEWHERE)

    def write(self, site: Site) -> Mapping[str, bytes]:
        """
        Return the files that Pelican and its plugins write, by path.

        Raises:
            ContentError: a text could not be read, or would be lost.
            BuildError: they could not be written, for another reason.
        """
        with scratch() as folder, complaints(self.root / "content") as problems:
            run = Run(site, self.root, folder, problems)
            try:
                with speaking(site.wordings[site.settings.languages.codes[0]]), run.connected():
                    self._run(folder)
            except (BuildError, ContentError):
                raise
            except Exception as error:
                if not problems:
                    place = template_place(error)
                    why = f"{place}: {error}" if place else f"{type(error).__name__}: {error}"
                    raise BuildError(Sentence("Pelican could not write its files: {why}", why=why)) from error
            if problems:
                raise ContentError(problems)
            self.sources, self.warnings = run.sources, tuple(run.warnings)
            paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
            return {f"/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in paths}

    def _run(self, folder: Path) -> None:
        output = self.pelican.output_path
        try:
            self.pelican.output_path = self.pelican.settings["OUTPUT_PATH"] = str(folder)
            self.theirs()
        finally:
            self.pelican.output_path = self.pelican.settings["OUTPUT_PATH"] = output

    def wrong(self, site: Site, theirs: Mapping[str, bytes], files: Mapping[str, bytes]) -> Iterator[Problem]:
        """Give what is wrong with `theirs`, when `files` are all files of the site."""
        if not theirs:
            return
        pages = {path: data for path, data in theirs.items() if path.endswith((".html", ".htm"))}
        links = Links(files, site.settings)
        names = names_of_unlisted(self._persons(site.settings))
        for path, data in theirs.items():
            if naming(path, names):
                # The place may not hold the name either.
                place = Position(self.source(path))
                folder = Position(PurePosixPath(place.path).parent.as_posix())
                yield unlisted_problem(folder if naming(place.path, names) else place)
            elif path not in pages and naming(data.decode("utf-8", "ignore"), names):
                yield unlisted_problem(Position(self.source(path)))
        persons = [site.page(one) for one in site.targets if one.kind == "person"]
        hidden = {page.path for page in persons if not page.listed}
        for path, data in pages.items():
            found, place = seen(data.decode("utf-8", "replace")), Position(self.source(path))
            yield from unfit(found, place)
            yield from links.broken(path, found, place)
            if hidden & links.leads_to(path, found) or _names(found, names):
                yield unlisted_problem(place)

    def _persons(self, settings: Settings) -> list[Person]:
        read = records(self.root, settings.languages, Store()).sound["person"]
        return [one.record for one in read.values() if isinstance(one.record, Person)]


def _names(found: Seen, names: set[str]) -> bool:
    return naming("".join(found.words), names) or any(naming(one, names) for one in found.words)
