"""A site whose pages are all known by address and made on request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from jumelage.graph import Graph
from jumelage.model.security import Security
from jumelage.pages.guest import Guest
from jumelage.pages.menu import Menu
from jumelage.pages.next_change import next_change
from jumelage.pages.page import Page
from jumelage.pages.redirects import Redirect
from jumelage.pages.target import Target
from jumelage.pages.teller import Teller
from jumelage.settings import Settings
from jumelage.source.assets import Asset
from jumelage.store.reads import Answers, Noted, Question, unnoted
from jumelage.wording import Wording

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Site:
    """
    A site whose pages are all known; a check makes none of them, the editing server single pages, a build all.

    `makers` make the pages, by name. Pages of a language share a menu and a wording. `by_path` contains the pages by
    path; of two with the same path, the first. `listed` contains lists that need no page: see the properties of the
    same names. Every question to the site is recorded for the caller, prefixed with `part`; `answers` keeps computed
    answers.
    """

    settings: Settings
    makers: Mapping[str, Callable[["Site", Target], Page]]
    menus: Mapping[str, Menu]
    wordings: Mapping[str, Wording]
    graph: Graph
    by_path: Mapping[str, Target]
    listed: Mapping[str, Any]
    tellers: Mapping[str, Teller] = field(default_factory=dict)
    part: Question = ()
    answers: Answers = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Start without computed answers."""
        object.__setattr__(self, "answers", Answers(self.part))

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets of all pages, in the order of languages."""
        found: tuple[Target, ...] = self.listed["targets"]
        return found

    @property
    def redirects(self) -> tuple[Redirect, ...]:
        """Former addresses, and where they lead."""
        found: tuple[Redirect, ...] = self.listed["redirects"]
        return found

    @property
    def gone(self) -> tuple[str, ...]:
        """Addresses that were removed on purpose."""
        found: tuple[str, ...] = self.listed["gone"]
        return found

    @property
    def security(self) -> Security | None:
        """The content of `security.txt`, None if there is none."""
        found: Security | None = self.listed["security"]
        return found

    @property
    def guests(self) -> tuple[Guest, ...]:
        """Pages that other programs wrote."""
        found: tuple[Guest, ...] = self.listed["guests"]
        return found

    def with_guests(self, guests: tuple[Guest, ...]) -> "Site":
        """Return the same site with pages that other programs wrote, without computed answers."""
        with unnoted():
            return replace(self, listed=Noted({**self.listed, "guests": guests}, *self.part, "listed"))

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The media files of editors."""
        return tuple(self.graph.assets.values())

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages, made, in the order of `targets`."""
        return tuple(self.page(target) for target in self.targets)

    @property
    def today(self) -> date:
        """The date for which the site is made."""
        return self.settings.today

    @property
    def next_change(self) -> date | None:
        """The first day after today on which a page may differ although no source changes, None if there is none."""
        return next_change(self.graph, self.today)

    def page(self, target: Target) -> Page:
        """Return a page; it is made only once."""
        return self.ask(("page", target.path), lambda: self.makers[target.maker](self, target))

    def teller(self, target: Target) -> Teller:
        """Return the teller of a page's language, or of the first language if it has none."""
        return self.tellers[target.lang or self.settings.languages.codes[0]]

    def ask(self, question: tuple[str, ...], make: Callable[[], Made]) -> Made:
        """Return the answer to a question; `make` is called once for each question."""
        return self.answers.ask(question, make)
