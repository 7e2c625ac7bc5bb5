"""The formats of a site's files, and what all of them need to make files."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from jinja2 import Environment

from jumelage.graph import public
from jumelage.pages import Page, Site, Target, outline
from jumelage.pages.redirects import Redirect
from jumelage.rendering.render import environment, render_page
from jumelage.source.assets import Asset
from jumelage.source.theme import Theme, stylesheet, theme_files
from jumelage.store.reads import unnoted
from jumelage.store.store import Store

PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Workshop:
    """A site with its theme; `store` caches expensive results."""

    site: Site
    env: Environment
    style: str
    look: Mapping[str, Asset]
    store: Store
    seen: dict[str, "Workshop"] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, site: Site, theme: Theme, store: Store) -> Self:
        """Load a theme and return the workshop of a site."""
        style = stylesheet(theme)
        look = {asset.path: asset for asset in (style, *theme_files(theme))}
        return cls(site, environment(theme, site.settings), style.path, look, store)

    @property
    def public(self) -> "Workshop":
        """The same workshop without persons at risk: it has no records, pages, cards or links of them."""
        if PUBLIC not in self.seen:
            whole = self.site
            # The lists must not be recorded as dependencies of the first caller.
            with unnoted():
                site = outline(public(whole.graph), whole.settings, whole.wordings, part=(PUBLIC,))
            self.seen[PUBLIC] = Workshop(site, self.env, self.style, self.look, self.store)
        return self.seen[PUBLIC]

    def html(self, path: str) -> str:
        """
        Return the HTML of a page by its path; it is rendered only once.

        Raises:
            BuildError: a template is missing or wrong.
        """
        return self.site.ask(("html", path), lambda: self.render(self.site.page(self.site.by_path[path])))

    def use(self, path: str, html: str) -> None:
        """Use the HTML of a page from an earlier build instead of rendering it."""
        self.site.answers.kept["html", path] = html

    def render(self, page: Page | Redirect, **more: object) -> str:
        """
        Return the HTML of any page; `more` are further variables for its template.

        Raises:
            BuildError: a template is missing or wrong.
        """
        return render_page(page, self.env, self.site, self.style, **more)


@dataclass(frozen=True, slots=True)
class Format:
    """
    A type of file: `listed` yields the targets of a site without making any; `make` makes one.

    A folder is made as a whole: a mapping of its files by path. A format does not see persons at risk unless it may
    show them (`persons`): see `docs/architecture.md`.
    """

    name: str
    listed: Callable[[Workshop], Iterable[Target]]
    make: Callable[[Target, Workshop], bytes | str | Mapping[str, bytes]]
    persons: bool = False

    def targets(self, workshop: Workshop) -> Iterable[Target]:
        """Return the targets of this format in a site."""
        return self.listed(self._seen(workshop))

    def made(self, target: Target, workshop: Workshop) -> Mapping[str, bytes]:
        """
        Make a target and return its content by path: one file, or all files of a folder.

        Raises:
            BuildError: it cannot be made.
        """
        found = self.make(target, self._seen(workshop))
        if isinstance(found, Mapping):
            return found
        return {target.path: found.encode() if isinstance(found, str) else found}

    def _seen(self, workshop: Workshop) -> Workshop:
        """Return the workshop with the part of the site that this format may see."""
        return workshop if self.persons else workshop.public
