"""Collects Pelican's own articles and pages, and the files of other plugins, for the output of the site."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from jumelage.content.records import records
from jumelage.messages.problems import BuildError, ContentError, Problem
from jumelage.messages.sentences import Sentence
from jumelage.model.people import Person
from jumelage.output.folders import files_of
from jumelage.pages import Site
from jumelage.pages.guest import Guest
from jumelage.pelican_run.checking import Look
from jumelage.pelican_run.complaining import complaints
from jumelage.pelican_run.observing import Run
from jumelage.pelican_run.places import Written
from jumelage.rendering.failures import template_place
from jumelage.rendering.render import speaking
from jumelage.settings import Settings
from jumelage.source import MAX_PROBLEMS
from jumelage.store.scratch import scratch
from jumelage.store.store import Store

# The error when a template for Pelican does not provide the variable that the frame needs.
FRAME = "'page' is undefined"
HTML = (".html", ".htm")


class Guests:
    """Makes Pelican write into a temporary folder, and checks the files."""

    def __init__(self, pelican: Any, theirs: Callable[[], None], root: Path) -> None:
        """Take Pelican, its original `run`, and the root folder of the site."""
        self.pelican = pelican
        self.theirs = theirs
        self.root = root
        self.output = Path(pelican.settings["OUTPUT_PATH"]).name
        self.run: Run | None = None
        self.pages: tuple[Guest, ...] = ()
        self.warnings: tuple[Problem, ...] = ()

    def source(self, path: str) -> str:
        """Return the source of the file at `path`, or else, if unknown, its own path."""
        sources = self.run.sources if self.run else {}
        copied = path.removesuffix(self.pelican.settings["OUTPUT_SOURCES_EXTENSION"])
        near = (sources[page] for ending in HTML if (page := f"{copied}{ending}") in sources)
        return sources.get(path) or next(near, "") or f"{self.output}{path}"

    def write(self, site: Site) -> Mapping[str, bytes]:
        """
        Run Pelican, and return the files that it and its plugins write, by path.

        Raises:
            ContentError: a text cannot be read, or would be lost.
            BuildError: the files cannot be written, for another reason.
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
                    raise BuildError(_unwritten(error)) from error
            run.finish()
            if problems:
                raise ContentError(problems)
            self.run, self.warnings = run, tuple(run.warnings)
            files = files_of(folder)
            self.pages = tuple(
                Guest(page, path, files[path].decode("utf-8", "replace"))
                for path, page in sorted(run.framed.items())
                if path in files
            )
            return files | run.frames.styles

    def _run(self, folder: Path) -> None:
        output = self.pelican.output_path
        try:
            self.pelican.output_path = self.pelican.settings["OUTPUT_PATH"] = str(folder)
            self.theirs()
        finally:
            self.pelican.output_path = self.pelican.settings["OUTPUT_PATH"] = output

    def wrong(self, site: Site, theirs: Mapping[str, bytes], files: Mapping[str, bytes]) -> Iterator[Problem]:
        """Yield problems with `theirs`; `files` are all files of the site."""
        if not theirs:
            return
        # Archives and feeds repeat the problems of articles.
        said: set[tuple[str, str]] = set()
        sources = self.run.sources if self.run else {}
        look = Look(site, self._persons(site.settings), files)
        for path in sorted(theirs, key=lambda path: (path not in sources, path)):
            source = self.source(path)
            text = self.run.text(source) if self.run and path in sources else Written(source)
            for problem in islice(look.at(path, theirs[path], text), MAX_PROBLEMS):
                what = (problem.code, str(problem.message))
                if path in sources or what not in said:
                    yield problem
                said.add(what)

    def _persons(self, settings: Settings) -> list[Person]:
        read = records(self.root, settings.languages, Store()).valid["person"]
        return [one.record for one in read.values() if isinstance(one.record, Person)]


def _unwritten(error: Exception) -> Sentence:
    place = template_place(error)
    why = f"{place}: {error}" if place else f"{type(error).__name__}: {error}"
    if FRAME in why:
        return Sentence(
            "Pelican could not write its files: {why}. An index, an archive and a list of tags need a template of the "
            "site's own in a folder of THEME_TEMPLATES_OVERRIDES, which sets 'page': see docs/settings.md.",
            why=why,
        )
    return Sentence("Pelican could not write its files: {why}", why=why)
