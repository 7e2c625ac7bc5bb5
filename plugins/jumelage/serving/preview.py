"""The site as it was last sound, and what is wrong with it now."""

import re
import threading
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from jumelage.exports.copies import smaller
from jumelage.exports.search import found, search
from jumelage.exports.share_pictures import icons, pictures
from jumelage.messages.problems import BuildError, ContentError, Problem, Severity
from jumelage.messages.sentences import Sentence
from jumelage.pages import Outline, Page, Planned, Said
from jumelage.pages.redirects import Redirect
from jumelage.rendering.render import environment, render_page, speaking
from jumelage.serving.patterns import patterns
from jumelage.settings import Settings
from jumelage.source.assets import stylesheet, theme_files
from jumelage.store.memory import Memory, stamp
from jumelage.store.shelf import Shelf
from jumelage.targets.build import exported
from jumelage.targets.plan import outlined, theme_of


@dataclass(frozen=True, slots=True)
class Shown:
    """
    A sound site that is ready to be looked at.

    `number` differs for each one, also after the server was started again; by path are `pages`, `moved`, which lead
    from former addresses, and `files`, which are ready; `rendered` keeps what somebody has looked at.
    """

    number: str
    outline: Outline
    env: Environment
    style: str
    theme: Path
    pages: Mapping[str, Planned]
    files: Mapping[str, bytes]
    moved: Mapping[str, Redirect] = field(default_factory=dict)
    rendered: dict[str, bytes] = field(default_factory=dict)
    making: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, path: str) -> bytes | None:
        """
        Return the file at a path, None when there is none.

        Raises:
            BuildError: a template is wrong.
        """
        if path in self.files:
            return self.files[path]
        for group, make in self._makers().items():
            if re.match(group, path):
                # What machines ask for is made when one of them does, all of a sort at once; who comes second waits.
                with self.making:
                    if group not in self.rendered:
                        self.rendered.update(make())
                        self.rendered[group] = b""
        if path == "/patterns/":
            return self._patterns()
        page = self.pages.get("/404/" if path == "/404.html" else path)
        if page and path not in self.rendered:
            self.rendered[path] = self._page(page.make())
        if path not in self.rendered and (moved := self.moved.get(path)):
            self.rendered[path] = self._page(moved)
        return self.rendered.get(path)

    def _makers(self) -> Mapping[str, Callable[[], Mapping[str, bytes]]]:
        """Return what makes the files whose paths match a pattern."""
        return {
            r".*\.(xml|txt|json|ics|webmanifest)$": lambda: exported(self.outline.site()),
            r"/pictures/.*\.webp$": lambda: dict(smaller(self.outline.site(), Shelf())),
            r"/share/": lambda: dict(pictures(self.outline.site(), Shelf())),
            r".*\.(png|ico)$": lambda: icons(Shelf()),
            r"/pagefind/": self._search,
        }

    def _patterns(self) -> bytes:
        """Return the page of all components, in the first language."""
        lang = self.outline.settings.languages.codes[0]
        page = Page("page", "patterns", lang, "/patterns/", "patterns.html", Said("Patterns", "en"), {}, listed=False)
        with speaking(self.outline.wordings[lang]):
            shown = [*patterns(self.theme, self.env)]
        return render_page(page, self.env, self.outline, self.style, patterns=shown).encode()

    def _search(self) -> Mapping[str, bytes]:
        site = self.outline.site()
        return search(site, {f"{one.path}index.html": self._page(one).decode() for one in site.pages if found(one)})

    def _page(self, page: Page | Redirect) -> bytes:
        return render_page(page, self.env, self.outline, self.style).encode()


class Preview:
    """Holds what is shown; `look` plans it anew, and who waits on `news` learns of it."""

    def __init__(self, root: Path, settings: Callable[[], Settings]) -> None:
        """Take the root and what reads its settings; nothing is shown yet, and `good` is what was, before `shown`."""
        self.root = root
        self.settings = settings
        self.memory = Memory(lasting=True)
        self.shown: Shown | None = None
        self.good: Shown | None = None
        self.problems: tuple[Problem, ...] = ()
        self.failure: Sentence | None = None
        self.warnings: tuple[Problem, ...] = ()
        self.seconds = 0.0
        self.round = 0
        self.news = threading.Condition()

    def look(self, same_pages: bool = False, again: bool = False) -> bool | None:
        """
        Plan the site anew and return whether it is sound; if not, what was shown stays.

        With `same_pages` only the look of the pages has changed, so that they need not be loaded again. With `again`
        nobody knows of a change: when there is none, None comes back and nobody is told.
        """
        begun = time.perf_counter()
        problems: tuple[Problem, ...] = ()
        failure, shown, good = None, self.shown, self.shown if self.failure is None else self.good
        try:
            settings = self.settings()
            self.memory.round()
            theme = theme_of(self.root)
            env = self._environment(theme, settings)
            outline, self.warnings = outlined(self.root, settings, self.memory)
            shown = self._shown(outline, theme, env, same_pages)
        except ContentError as error:
            # What only warns hides nothing.
            problems = tuple(one for one in error.problems if one.severity is Severity.PROBLEM)
        except BuildError as error:
            failure = error.sentence
        except OSError as error:
            # A file that was just being moved or written.
            failure = Sentence("{why} ({name}).", why=str(error.strerror), name=str(error.filename))
        self.seconds = time.perf_counter() - begun
        if again and self.memory.same():
            return None
        self.good = good
        self._tell(shown, problems, failure)
        return not problems and failure is None

    def fail(self, failure: Sentence, on: Shown | None = None) -> bool:
        """
        Show that the site cannot be made, for a reason found outside its content; return whether that is news.

        `on` is the site on which it was found; when another is shown by now, it is not so any more.
        """
        with self.news:
            if failure == self.failure or (on and on is not self.shown):
                return False
            self._tell(self.shown, (), failure)
            return True

    def last(self, path: str) -> bytes | None:
        """Return the file at a path as it was in the last good site, None when there is none."""
        try:
            return self.good.answer(path) if self.good else None
        except BuildError:
            return None

    def _tell(self, shown: Shown | None, problems: tuple[Problem, ...], failure: Sentence | None) -> None:
        with self.news:
            self.shown, self.problems, self.failure = shown, problems, failure
            self.round += 1
            self.news.notify_all()

    def _environment(self, theme: Path, settings: Settings) -> Environment:
        """Return the theme's templates, all of them read, so that they stay as they are when their files change."""
        # Pages name styles and scripts with the seal of what these hold.
        key = (repr(settings), *_stamps(theme / "templates"), *_stamps(theme / "static"))
        env: Environment = self.memory.made(key, lambda: environment(theme, settings))
        for name in env.list_templates(extensions=["html"]):
            try:
                env.get_template(name)
            except (TemplateSyntaxError, UnicodeDecodeError) as error:
                place = f"theme/templates/{name}:{getattr(error, 'lineno', 1)}"
                raise BuildError(Sentence("{why} ({name}).", why=str(error), name=place)) from error
        return env

    def _shown(self, outline: Outline, theme: Path, env: Environment, same_pages: bool) -> Shown:
        style, *others = self.memory.made(_stamps(theme / "static"), lambda: (stylesheet(theme), *theme_files(theme)))
        files = {asset.path: asset.data for asset in (style, *others, *outline.assets)}
        number = self.shown.number if same_pages and self.shown else str(time.time_ns())
        pages: dict[str, Planned] = {}
        for page in outline.planned:
            pages.setdefault(page.path, page)
        moved = {one.path: one for one in outline.redirects}
        return Shown(number, outline, env, style.path, theme, pages, files, moved)


def _stamps(folder: Path) -> tuple[Hashable, ...]:
    """Return what changes whenever a file in a folder does."""
    return tuple((str(path), stamp(path)) for path in sorted(folder.rglob("*")) if path.is_file())
