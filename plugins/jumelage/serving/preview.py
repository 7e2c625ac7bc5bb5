"""The last valid version of the site, and what is wrong with it now."""

import contextlib
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from jumelage.messages.problems import BuildError, Problem
from jumelage.messages.sentences import Sentence
from jumelage.pages import Page, Said, Site
from jumelage.rendering.render import environment, speaking
from jumelage.rendering.workshop import Workshop
from jumelage.serving.patterns import patterns
from jumelage.settings import Settings
from jumelage.source.theme import INSTALLED, LAYERS, Theme, stylesheet, theme_files, theme_of
from jumelage.store.store import Store, stamp
from jumelage.targets.plan import checked
from jumelage.targets.registry import found, made


@dataclass(frozen=True, slots=True)
class Shown:
    """
    A valid site that can be viewed.

    `number` is unique, even across restarts of the server; `ready` caches what was requested.
    """

    number: str
    theme: Theme
    workshop: Workshop
    ready: dict[str, bytes] = field(default_factory=dict)
    making: threading.Lock = field(default_factory=threading.Lock)

    @property
    def site(self) -> Site:
        """The planned site."""
        return self.workshop.site

    def answer(self, path: str) -> bytes | None:
        """
        Return the file at a path, None when there is none.

        Raises:
            BuildError: a template is wrong.
        """
        file = f"{path}index.html" if path.endswith("/") else path
        if path == "/patterns/" and file not in self.ready:
            self.ready[file] = self._patterns()
        if file not in self.ready and (target := found(file, self.workshop)):
            # The files of a folder take long to make: make them once, while other requests wait.
            with self.making if target.path.endswith("/") else contextlib.nullcontext():
                if target.path not in self.ready:
                    self.ready.update({target.path: b"", **made(target, self.workshop)})
        return self.ready.get(file)

    def _patterns(self) -> bytes:
        """Return the page of all components, in the first language."""
        lang = self.site.settings.languages.codes[0]
        page = Page("page", "patterns", lang, "/patterns/", "patterns.html", Said("Patterns", "en"), {}, listed=False)
        with speaking(self.site.wordings[lang]):
            shown = [*patterns(self.theme, self.workshop.env)]
        return self.workshop.render(page, patterns=shown).encode()


class Preview:
    """Holds the shown site; `look` plans it again, and calls all `listeners` if something has changed."""

    def __init__(self, root: Path, settings: Callable[[], Settings]) -> None:
        """Keep the root and the reader of its settings. Nothing is shown yet; `good` is the site before `shown`."""
        self.root = root
        self.settings = settings
        self.store = Store.of_user(lasting=True)
        self.shown: Shown | None = None
        self.good: Shown | None = None
        self.problems: tuple[Problem, ...] = ()
        self.failure: Sentence | None = None
        self.warnings: tuple[Problem, ...] = ()
        self.seconds = 0.0
        self.round = 0
        self.lock = threading.RLock()
        self.listeners: set[Callable[[], object]] = set()

    def look(self, same_pages: bool = False, again: bool = False) -> bool | None:
        """
        Plan the site again and return whether it is valid; if not, what was shown stays.

        `same_pages` means that only the design has changed, so the content need not be loaded again. With `again`
        it is unknown whether anything has changed: if not, None is returned and no listener is called.
        """
        begun = time.perf_counter()
        problems: tuple[Problem, ...] = ()
        failure, shown, good = None, self.shown, self.shown if self.failure is None else self.good
        try:
            settings = self.settings()
            self.store.round()
            theme = theme_of(self.root)
            seen = checked(self.root, settings, self.store)
            # Warnings do not hide the site.
            problems = seen.problems
            if seen.site:
                self.warnings = seen.found
                shown = self._shown(seen.site, theme, self._environment(theme, settings), same_pages)
        except BuildError as error:
            failure = error.sentence
        except OSError as error:
            # A file was just being moved or written.
            failure = Sentence("{why} ({name}).", why=str(error.strerror), name=str(error.filename))
        self.seconds = time.perf_counter() - begun
        if again and self.store.same():
            return None
        self.good = good
        self._show(shown, problems, failure)
        return not problems and failure is None

    def fail(self, failure: Sentence, on: Shown | None = None) -> bool:
        """
        Show that the site cannot be made, for a reason outside its content; return whether that is new.

        `on` is the site with the failure; if another is shown by now, the failure is outdated.
        """
        with self.lock:
            if failure == self.failure or (on and on is not self.shown):
                return False
            self._show(self.shown, (), failure)
            return True

    def last(self, path: str) -> bytes | None:
        """Return the file at a path as it was in the last good site, None when there is none."""
        try:
            return self.good.answer(path) if self.good else None
        except BuildError:
            return None

    def _show(self, shown: Shown | None, problems: tuple[Problem, ...], failure: Sentence | None) -> None:
        with self.lock:
            self.shown, self.problems, self.failure = shown, problems, failure
            self.round += 1
        for listener in tuple(self.listeners):
            listener()

    def _environment(self, theme: Theme, settings: Settings) -> Environment:
        """Return the theme's templates, all loaded, so that they do not change with their files."""
        # The names of styles and scripts in pages contain a hash of their contents.
        key = (repr(settings), *_stamps(theme))
        env: Environment = self.store.remembered(key, lambda: environment(theme, settings))
        names = env.list_templates(extensions=["html"])
        for name in (one for one in names if not one.startswith(f"{INSTALLED}/")):
            # An invalid one is among the problems, or Pelican's.
            with contextlib.suppress(TemplateSyntaxError):
                env.get_template(name)
        return env

    def _shown(self, site: Site, theme: Theme, env: Environment, same_pages: bool) -> Shown:
        style, *others = self.store.remembered(_stamps(theme), lambda: (stylesheet(theme), *theme_files(theme)))
        workshop = Workshop(site, env, style.path, {asset.path: asset for asset in (style, *others)}, self.store)
        number = self.shown.number if same_pages and self.shown else str(time.time_ns())
        return Shown(number, theme, workshop)


def _stamps(theme: Theme) -> tuple[Hashable, ...]:
    """Return a value that changes whenever a file of the theme does, except for its texts."""
    folders = [folder / name for folder in theme.layers.values() for name in (*LAYERS, "pages", "static")]
    paths = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return tuple((str(path), stamp(path)) for path in paths)
