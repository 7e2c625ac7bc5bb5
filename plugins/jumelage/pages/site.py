"""A site of which every page is known by its address and can be made."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from jumelage.graph import Graph
from jumelage.model.security import Security
from jumelage.pages.menu import Menu
from jumelage.pages.next_change import next_change
from jumelage.pages.page import Page
from jumelage.pages.redirects import Redirect
from jumelage.pages.target import Target
from jumelage.pages.teller import Teller
from jumelage.settings import Settings
from jumelage.source.assets import Asset
from jumelage.wording import Wording

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Site:
    """
    A site of which every page is known; a check needs no more, the editing server makes page by page, a build all.

    `targets` are the pages in the order of languages, and `makers` make them, by name. Pages of a language share a menu
    and a wording. `redirects` lead from former addresses; `gone` are addresses that lead nowhere any more, on purpose.
    `kept` holds what was made of this site; nothing else may change it.
    """

    settings: Settings
    targets: tuple[Target, ...]
    makers: Mapping[str, Callable[["Site", Target], Page]]
    menus: Mapping[str, Menu]
    wordings: Mapping[str, Wording]
    graph: Graph
    assets: tuple[Asset, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    gone: tuple[str, ...] = ()
    security: Security | None = None
    tellers: Mapping[str, Teller] = field(default_factory=dict)
    kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page, made; in the order of `targets`."""
        return tuple(self.page(target) for target in self.targets)

    @property
    def next_change(self) -> date | None:
        """The first day after today on which a page may differ without any change of the content."""
        return next_change(self.graph, self.settings.today)

    @property
    def by_path(self) -> Mapping[str, Target]:
        """The pages by path; of two at one address the first."""
        found: dict[str, Target] = self.keep("by path", lambda: _by_path(self.targets))
        return found

    def page(self, target: Target) -> Page:
        """Return a page, which is made once."""
        found: Page = self.keep(("page", target), lambda: self.makers[target.maker](self, target))
        return found

    def teller(self, target: Target) -> Teller:
        """Return what tells records in the language of a page; of one without, in the first language."""
        return self.tellers[target.lang or self.settings.languages.codes[0]]

    def keep(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` returns, which is called once for each key."""
        if key not in self.kept:
            self.kept[key] = make()
        made: Made = self.kept[key]
        return made


def _by_path(targets: Iterable[Target]) -> dict[str, Target]:
    found: dict[str, Target] = {}
    for one in targets:
        found.setdefault(one.path, one)
    return found
