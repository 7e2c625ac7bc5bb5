"""Where the files of a site are made: formats, and what all of them need."""

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
    """A site with the theme that it is shown in; `store` keeps what takes long."""

    site: Site
    env: Environment
    style: str
    look: Mapping[str, Asset]
    store: Store
    seen: dict[str, "Workshop"] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, site: Site, theme: Theme, store: Store) -> Self:
        """Return the workshop of a site in a theme, which is read."""
        style = stylesheet(theme)
        look = {asset.path: asset for asset in (style, *theme_files(theme))}
        return cls(site, environment(theme, site.settings), style.path, look, store)

    @property
    def public(self) -> "Workshop":
        """The same without persons at risk, whom nothing here knows: neither records nor pages, cards or links."""
        if PUBLIC not in self.seen:
            whole = self.site
            # What is listed is not read for who happens to come first.
            with unnoted():
                site = outline(public(whole.graph), whole.settings, whole.wordings, part=(PUBLIC,))
            self.seen[PUBLIC] = Workshop(site, self.env, self.style, self.look, self.store)
        return self.seen[PUBLIC]

    def html(self, path: str) -> str:
        """
        Return the HTML of a page by its path; it is rendered once.

        Raises:
            BuildError: a template is missing or wrong.
        """
        return self.site.ask(("html", path), lambda: self.render(self.site.page(self.site.by_path[path])))

    def use(self, path: str, html: str) -> None:
        """Take the HTML of a page as it was made before, instead of making it."""
        self.site.answers.kept["html", path] = html

    def render(self, page: Page | Redirect, **more: object) -> str:
        """
        Return the HTML of any page; its template knows `more` by name.

        Raises:
            BuildError: a template is missing or wrong.
        """
        return render_page(page, self.env, self.site, self.style, **more)


@dataclass(frozen=True, slots=True)
class Format:
    """
    A sort of file: `listed` gives which of them a site has, without making any; `make` makes one.

    What a folder holds is made as a whole: a mapping of the paths of its files. A format sees no person at risk unless
    it is one of those that may show them (`persons`): see `docs/architecture.md`.
    """

    name: str
    listed: Callable[[Workshop], Iterable[Target]]
    make: Callable[[Target, Workshop], bytes | str | Mapping[str, bytes]]
    persons: bool = False

    def targets(self, workshop: Workshop) -> Iterable[Target]:
        """Return the files of this sort that a site has."""
        return self.listed(self._seen(workshop))

    def made(self, target: Target, workshop: Workshop) -> Mapping[str, bytes]:
        """
        Return a file by its path, or all that a folder holds.

        Raises:
            BuildError: it could not be made.
        """
        found = self.make(target, self._seen(workshop))
        if isinstance(found, Mapping):
            return found
        return {target.path: found.encode() if isinstance(found, str) else found}

    def _seen(self, workshop: Workshop) -> Workshop:
        """Return the workshop with as much of the site as this format may see."""
        return workshop if self.persons else workshop.public
