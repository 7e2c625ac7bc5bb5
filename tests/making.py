"""Sites of pages that are ready, and what a format makes of a site."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import Environment

from jumelage.graph import Graph
from jumelage.pages import About, Menu, Page, Site, Target
from jumelage.rendering.workshop import Format, Workshop
from jumelage.settings import Settings
from jumelage.store.store import Store
from jumelage.targets.build import Built
from jumelage.targets.traces import plain
from jumelage.wording import Wording

# A graph of no records.
NOTHING = Graph({}, {}, {}, {}, {}, {}, {}, {}, {})


def ready(
    settings: Settings,
    *pages: Page,
    menus: Mapping[str, Menu] | None = None,
    wordings: Mapping[str, Wording] | None = None,
) -> Site:
    """Return a site of pages that are made."""
    by_path = {page.path: page for page in pages}
    targets = tuple(Target(page.path, "ready", About(page.kind, page.id, page.lang)) for page in pages)
    makers = {"ready": lambda _site, target: by_path[target.path]}
    listed = {"targets": targets, "redirects": (), "gone": (), "security": None, "guests": ()}
    paths = {one.path: one for one in targets}
    return Site(settings, makers, menus or {}, wordings or {}, NOTHING, paths, listed)


def relisted(site: Site, **lists: Any) -> Site:
    """Return a site with other targets, redirects, addresses that are gone, guests, or data for `security.txt`."""
    return replace(site, listed={**site.listed, **lists})


def workshop(site: Site, store: Store | None = None) -> Workshop:
    """Return a workshop in which nothing is rendered."""
    return Workshop(site, Environment(autoescape=True), "", {}, store or Store())


def files(kind: Format, site: Site, store: Store | None = None) -> dict[str, bytes]:
    """Return the files that a format makes of a site, by path."""
    place = workshop(site, store)
    return {path: data for target in kind.targets(place) for path, data in kind.made(target, place).items()}


def texts(kind: Format, site: Site) -> dict[str, str]:
    """Return the same as texts."""
    return {path: data.decode() for path, data in files(kind, site).items()}


@dataclass(frozen=True)
class Before:
    """A build that was written and is read again."""

    built: Built

    @property
    def traces(self) -> Mapping[str, Any]:
        held: Mapping[str, Any] = json.loads(json.dumps(plain(self.built.traces)))
        return held

    def read(self, path: str) -> bytes:
        if path not in self.built.files:
            raise FileNotFoundError(path)
        return self.built.files[path]
