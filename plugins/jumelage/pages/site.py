"""The whole site, decided and not yet rendered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from jumelage.model.security import Security
from jumelage.pages.menu import Menu
from jumelage.pages.page import Page
from jumelage.pages.redirects import Redirect
from jumelage.settings import Settings
from jumelage.source.assets import Asset
from jumelage.wording import Wording


@dataclass(frozen=True, slots=True)
class Site:
    """
    Every page of the site, with what its pages share: a menu and a wording per language.

    `next_change` is the first day after today on which a page may differ without any change of the content; `redirects`
    lead from former addresses; `gone` are addresses that lead nowhere any more, on purpose.
    """

    settings: Settings
    pages: tuple[Page, ...]
    menus: Mapping[str, Menu]
    wordings: Mapping[str, Wording]
    assets: tuple[Asset, ...] = ()
    next_change: date | None = None
    redirects: tuple[Redirect, ...] = ()
    gone: tuple[str, ...] = ()
    security: Security | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A page of which the address is known; `make` decides the rest of it."""

    kind: str
    id: str
    lang: str | None
    path: str
    make: Callable[[], Page]


@dataclass(frozen=True, slots=True)
class Outline:
    """A site of which the addresses are known; a check needs no more, and the editing server makes page by page."""

    settings: Settings
    planned: tuple[Planned, ...]
    menus: Mapping[str, Menu]
    wordings: Mapping[str, Wording]
    assets: tuple[Asset, ...] = ()
    changes: Callable[[], date | None] = lambda: None
    redirects: tuple[Redirect, ...] = ()
    gone: tuple[str, ...] = ()
    security: Security | None = None

    def site(self) -> Site:
        """Return the site with every page made."""
        pages = tuple(one.make() for one in self.planned)
        return Site(
            self.settings,
            pages,
            self.menus,
            self.wordings,
            self.assets,
            self.changes(),
            self.redirects,
            self.gone,
            self.security,
        )
