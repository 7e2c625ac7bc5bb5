"""Observes and adjusts the steps in which Pelican writes its own articles and pages."""

import html
import posixpath
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from pelican.contents import Content
from pelican.generators import PagesGenerator

from jumelage.kinds import KINDS
from jumelage.messages.problems import ContentError, Problem, Severity
from jumelage.pages import Page, Site
from jumelage.pelican_run.frames import Frames, frame, source
from jumelage.pelican_run.losing import left_out, lost, misnamed, twice, unread
from jumelage.pelican_run.places import Written, written
from jumelage.pelican_run.reading import use_our_readers
from pelican.plugins import signals  # type: ignore[attr-defined]

ARTICLES = ("articles", "translations", "hidden_articles", "hidden_translations")
PAGES = ("pages", "translations", "hidden_pages", "hidden_translations")
DRAFTS = ("drafts", "drafts_translations", "draft_pages", "draft_translations")


class Run:
    """
    One run of Pelican.

    `sources` are the source of each file, `framed` the frame of each page made from a text, `addresses` what each text
    contains in place of the addresses that Pelican or we resolved, `warnings` are about texts that are left out.
    """

    def __init__(self, site: Site, root: Path, output: Path, problems: list[Problem]) -> None:
        """Take the site, its root, the folder that Pelican writes into, and the list to which problems are added."""
        self.site = site
        self.root = root
        self.output = output
        self.problems = problems
        self.frames = Frames(site, root)
        self.sources: dict[str, str] = {}
        self.framed: dict[str, Page] = {}
        self.addresses: dict[str, dict[str, str]] = {}
        self.warnings: list[Problem] = []
        self.contents: list[Any] = []
        self.static: dict[str, Any] = {}
        self.ours = {(one.kind, one.id, one.lang or ""): one.path for one in site.targets}

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Observe each step within a `with`."""
        steps = [
            (signals.readers_init, use_our_readers),
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
            # Pelican calls it as a method of an article or page.
            Content._link_replacer = lambda content, siteurl, found: self.linked(content, theirs, siteurl, found)
            yield

    def leave_out(self, generator: Any) -> None:
        """Remove drafts and articles of a later date from the generator's lists, in place."""
        for name in DRAFTS:
            # Other generators do not have this list.
            getattr(generator, name, []).clear()
        for name in ARTICLES:
            articles = getattr(generator, name, [])
            late = [one for one in articles if self._late(one)]
            articles[:] = [one for one in articles if one not in late]
            self.warnings += [left_out(one, self.text(source(one))) for one in late]

    def look_over(self, generators: list[Any]) -> None:
        """
        Check everything that was read before any of it is written.

        Raises:
            ContentError: something would be lost, or something would be published that nobody named.
        """
        self.contents = [one for generator in generators for one in _contents(generator)]
        context, settings = generators[0].context, self.site.settings
        self.static = context["static_content"]
        for one in self.contents:
            # Otherwise pages would link to them.
            one.translations[:] = [other for other in one.translations if not self._late(other)]
        texts = [(one, self.text(source(one))) for one in self.contents]
        self.problems += [problem for one, text in texts for problem in lost(one, text, settings)]
        slips = [slip for one, text in texts for slip in misnamed(one, text)]
        self.problems += [one for one in slips if one.severity is Severity.PROBLEM]
        self.warnings += [one for one in slips if one.severity is Severity.WARNING]
        self.problems += twice((one.save_as, text) for one, text in texts)
        known = {f"content/{path}" for path in (*context["generated_content"], *self.static)}
        known |= {problem.position.path for problem in self.problems}
        self.problems += unread(self.root, settings, generators[0].settings, known)
        if self.problems:
            raise ContentError(self.problems)

    def _late(self, content: Any) -> bool:
        return hasattr(content, "date") and content.date.date() > self.site.settings.today

    def text(self, path: str) -> Written:
        """Return a source file, with the unresolved form of its addresses if it is a text."""
        return written(self.root, path, self.addresses.get(path, {}))

    def remember(self, path: str, context: Any) -> None:
        """Record the source of a file that was just written."""
        content = context.get("article") or context.get("page")
        if hasattr(content, "get_relative_source_path"):
            file = f"/{Path(path).relative_to(self.output).as_posix()}"
            self.sources[file], self.framed[file] = source(content), frame(content)

    def finish(self) -> None:
        """Record the sources of copied files, now that Pelican knows their paths."""
        copies = {path: one.save_as for path, one in self.static.items() if one}
        self.sources |= {f"/{to}": f"content/{path}" for path, to in copies.items()}
        self.problems += twice((to, Written(f"content/{path}")) for path, to in copies.items())

    def linked(self, content: Any, theirs: Callable[..., str], siteurl: str, found: re.Match[str]) -> str:
        """Return the replacement of a link: that of Pelican, except for links to our own records."""
        markup, quote, what, value = (found.group(name) for name in ("markup", "quote", "what", "value"))
        name, sign, rest = value.partition("#")
        ours = self._ours(content, what, html.unescape(name))
        whole = theirs(content, siteurl, found) if not ours else ""
        address = whole[len(markup) + 1 : -1] or f"{siteurl.rstrip('/')}{ours}{sign}{rest}"
        self.addresses.setdefault(source(content), {})[html.unescape(address)] = html.unescape(found.group("path"))
        return f"{markup}{quote}{address}{quote}"

    def _ours(self, content: Any, what: str, name: str) -> str:
        """Return the address of our own page that a link names by record or by its text's file, '' if there is none."""
        if what == "filename":
            path = posixpath.normpath(posixpath.join("/", content.relative_dir, name))
            lang, what, name = [*path.split("/")[1:], "", "", ""][:3] if path.count("/") == 3 else ("", "", "")
            return self.ours.get((what, name.removesuffix(".md"), lang), "")
        return self.ours.get((what, name, content.lang), "") if what in KINDS else ""


def _contents(generator: Any) -> Iterator[Any]:
    """Yield the articles or pages that a generator is about to write."""
    for name in dict.fromkeys((*ARTICLES, *PAGES)):
        for one in getattr(generator, name, []):
            yield one
            # Pelican already does this for all others.
            if isinstance(generator, PagesGenerator) and name == "translations":
                one.refresh_metadata_intersite_links()
