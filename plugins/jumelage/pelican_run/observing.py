"""What Pelican does while it writes its own articles and pages: each step that matters is looked at or changed."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partialmethod
from pathlib import Path
from typing import Any

from pelican.contents import Content
from pelican.generators import PagesGenerator
from pelican.readers import METADATA_PROCESSORS

from jumelage.kinds import KINDS
from jumelage.messages.problems import Code, ContentError, Position, Problem, Severity, did_you_mean, listed
from jumelage.messages.sentences import Sentence
from jumelage.pages import Site
from jumelage.pelican_run.frames import Frames, source
from jumelage.pelican_run.reading import use_strict_reader
from jumelage.source.assets import walk
from pelican.plugins import signals  # type: ignore[attr-defined]

ARTICLES = ("articles", "translations", "hidden_articles", "hidden_translations")
PAGES = ("pages", "translations", "hidden_pages", "hidden_translations")
DRAFTS = ("drafts", "drafts_translations", "draft_pages", "draft_translations")
# Fields that decide whether, where and in which language a text is published, and what hides one.
DECIDING = ("status", "slug", "lang")
HIDING = frozenset({"draft", "hidden", "skip"})


class Run:
    """One run of Pelican; `sources` says of which file each file was made, `warnings` what is left out today."""

    def __init__(self, site: Site, root: Path, output: Path, problems: list[Problem]) -> None:
        """Keep the site, its folder, the folder into which Pelican writes, and where problems are gathered."""
        self.site = site
        self.root = root
        self.output = output
        self.problems = problems
        self.frames = Frames(site, root)
        self.sources: dict[str, str] = {}
        self.warnings: list[Problem] = []

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Look at each step for the time of a `with`."""
        steps = [
            (signals.readers_init, use_strict_reader),
            (signals.generator_init, self.frames.equip),
            (signals.article_generator_pretaxonomy, self.leave_out),
            (signals.page_generator_finalized, self.leave_out),
            (signals.all_generators_finalized, self.look_over),
            (signals.article_generator_write_article, self.frames.speak),
            (signals.page_generator_write_page, self.frames.speak),
            (signals.content_written, self.remember),
        ]
        theirs = Content._link_replacer
        with ExitStack() as stack:
            for signal, step in steps:
                stack.enter_context(signal.connected_to(step))
            stack.callback(setattr, Content, "_link_replacer", theirs)
            Content._link_replacer = partialmethod(_linked, theirs, self._paths())
            yield

    def _paths(self) -> dict[tuple[str, str, str], str]:
        return {(one.kind, one.id, one.lang): one.path for one in self.site.targets if one.lang}

    def leave_out(self, generator: Any) -> None:
        """Take drafts and articles of a later day out of what is written; the lists stay the same ones."""
        for name in DRAFTS:
            # Another generator does not have it.
            getattr(generator, name, []).clear()
        for name in ARTICLES:
            articles = getattr(generator, name, [])
            late = [one for one in articles if hasattr(one, "date") and one.date.date() > self.site.settings.today]
            articles[:] = [one for one in articles if one not in late]
            self.warnings += map(_late, late)

    def look_over(self, generators: list[Any]) -> None:
        """
        Look at everything that was read before any of it is written.

        Raises:
            ContentError: something would be lost, or published that nobody named.
        """
        contents = [one for generator in generators for one in _contents(generator)]
        context = generators[0].context
        self.problems += [problem for one in contents for problem in (*self._language(one), *self._links(one))]
        slips = [slip for one in contents for slip in _slips(one)]
        self.problems += [one for one in slips if one.severity is Severity.PROBLEM]
        self.warnings += [one for one in slips if one.severity is Severity.WARNING]
        self.problems += _twice(contents)
        known = {**context["generated_content"], **context["static_content"]}
        failed = {problem.position.path for problem in self.problems}
        self.problems += [
            _unread(path) for path in self._files() if path.removeprefix("content/") not in known and path not in failed
        ]
        if self.problems:
            raise ContentError(self.problems)

    def _files(self) -> Iterator[str]:
        for folder in self.site.settings.pelican_folders:
            place = self.root / "content" / folder
            for path in [place] if place.is_file() else walk(place, self.root):
                if isinstance(path, Path) and not path.name.startswith("."):
                    yield path.relative_to(self.root).as_posix()

    def _links(self, content: Any) -> Iterator[Problem]:
        """Give a problem where a text would have a file published that is in none of Pelican's folders."""
        named = tuple(f"{folder}/" for folder in self.site.settings.pelican_folders)
        if any(not f"{path}/".startswith(named) for path in content.get_static_links()):
            message = Sentence(
                "This links with {{static}} or {{attach}} to a file that is not in any of Pelican's folders."
            )
            hint = Sentence("Link to a file that the site publishes by its address: '/files/…'.")
            yield Problem(Position(source(content)), Code.BROKEN_LINK, message, hint)

    def _language(self, content: Any) -> Iterator[Problem]:
        codes = self.site.settings.languages.codes
        if content.lang not in codes:
            message = Sentence("'{lang}' is not a language of this site.", lang=str(content.lang))
            hint = Sentence("Use {choices}.", choices=listed(codes))
            yield Problem(Position(source(content)), Code.UNKNOWN_LANGUAGE, message, hint)

    def remember(self, path: str, context: Any) -> None:
        """Note of which text a file was made that has just been written."""
        content = context.get("article") or context.get("page")
        if hasattr(content, "get_relative_source_path"):
            self.sources[f"/{Path(path).relative_to(self.output).as_posix()}"] = source(content)


def _linked(content: Any, theirs: Any, paths: Any, siteurl: str, found: Any) -> str:
    """Return what takes the place of a link: Pelican's, but for references to records as in our own texts."""
    what, (name, sign, rest) = found.group("what"), found.group("value").partition("#")
    if what in KINDS and (what, name, content.lang) in paths:
        address = siteurl.rstrip("/") + paths[what, name, content.lang]
        return "".join((found.group("markup"), found.group("quote"), address, sign, rest, found.group("quote")))
    return str(theirs(content, siteurl, found))


def _contents(generator: Any) -> Iterator[Any]:
    """Give the articles or pages that a generator is about to write."""
    for name in dict.fromkeys((*ARTICLES, *PAGES)):
        for one in getattr(generator, name, []):
            yield one
            # Pelican does it for all others.
            if isinstance(generator, PagesGenerator) and name == "translations":
                one.refresh_metadata_intersite_links()


def _twice(contents: list[Any]) -> Iterator[Problem]:
    """Give a problem for each text that would be written where another one is."""
    first: dict[str, Any] = {}
    for one in sorted(contents, key=source):
        other = first.setdefault(one.save_as, one)
        if other is not one:
            message = Sentence("This has the same address as {path}.", path=source(other))
            hint = Sentence("Give it another title, or a 'Slug' of its own; a translation needs a 'Lang'.")
            yield Problem(Position(source(one)), Code.SAME_ADDRESS, message, hint)


def _slips(content: Any) -> Iterator[Problem]:
    """Give each field that looks like one that decides whether, where and in which language a text is published."""
    for name, value in content.metadata.items():
        meant = None if name in {*DECIDING, *METADATA_PROCESSORS} else did_you_mean(name, DECIDING)
        if meant:
            # Pelican keeps any field: only what was to be hidden must not go out.
            severity = Severity.PROBLEM if str(value).strip().casefold() in HIDING else Severity.WARNING
            message = Sentence("Pelican does not know the field '{field}'.", field=name)
            yield Problem(Position(source(content)), Code.UNKNOWN_FIELD, message, meant, severity)


def _late(content: Any) -> Problem:
    message = Sentence("This article is not shown until {day}.", day=content.date.date().isoformat())
    return Problem(Position(source(content)), Code.INVALID_DAY, message, None, Severity.WARNING)


def _unread(path: str) -> Problem:
    hint = Sentence("Pelican reads Markdown (.md) and reStructuredText (.rst); other files go into STATIC_PATHS.")
    return Problem(Position(path), Code.UNEXPECTED_FILE, Sentence("This file would not be read."), hint)
