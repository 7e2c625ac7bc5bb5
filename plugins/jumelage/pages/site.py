"""A site of which every page is known by its address and can be made."""

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
from jumelage.store.reads import Answers, Noted, Question, note, unnoted
from jumelage.wording import Wording

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Site:
    """
    A site of which every page is known; a check needs no more, the editing server makes page by page, a build all.

    `makers` make the pages, by name. Pages of a language share a menu and a wording. `by_path` has the pages by path,
    of two at one address the first. `listed` holds what was listed without making anything: see the properties of these
    names. Whatever is asked here is noted for who asks, as a question that begins with `part`; `answers` keeps what was
    worked out.
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
        """Begin with nothing that was worked out."""
        object.__setattr__(self, "answers", Answers(self.part))

    @property
    def targets(self) -> tuple[Target, ...]:
        """Every page, in the order of languages."""
        found: tuple[Target, ...] = self.listed["targets"]
        return found

    @property
    def redirects(self) -> tuple[Redirect, ...]:
        """Former addresses, and where they lead."""
        found: tuple[Redirect, ...] = self.listed["redirects"]
        return found

    @property
    def gone(self) -> tuple[str, ...]:
        """Addresses that lead nowhere any more, on purpose."""
        found: tuple[str, ...] = self.listed["gone"]
        return found

    @property
    def security(self) -> Security | None:
        """What `security.txt` says."""
        found: Security | None = self.listed["security"]
        return found

    @property
    def guests(self) -> tuple[Guest, ...]:
        """Pages that others wrote beside ours."""
        found: tuple[Guest, ...] = self.listed["guests"]
        return found

    def beside(self, guests: tuple[Guest, ...]) -> "Site":
        """Return the same site with pages that others wrote beside it, of which nothing is made yet."""
        with unnoted():
            return replace(self, listed=Noted({**self.listed, "guests": guests}, *self.part, "listed"))

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The files that editors put beside their texts."""
        return tuple(self.graph.assets.values())

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page, made; in the order of `targets`."""
        return tuple(self.page(target) for target in self.targets)

    @property
    def today(self) -> date:
        """The day for which the site is made."""
        note("today")
        return self.settings.today

    @property
    def next_change(self) -> date | None:
        """The first day after today on which a page may differ without any change of the content."""
        return next_change(self.graph, self.today)

    def page(self, target: Target) -> Page:
        """Return a page, which is made once."""
        return self.ask(("page", target.path), lambda: self.makers[target.maker](self, target))

    def teller(self, target: Target) -> Teller:
        """Return what tells records in the language of a page; of one without, in the first language."""
        return self.tellers[target.lang or self.settings.languages.codes[0]]

    def ask(self, question: tuple[str, ...], make: Callable[[], Made]) -> Made:
        """Return what `make` returns, which is called once for each question."""
        return self.answers.ask(question, make)
