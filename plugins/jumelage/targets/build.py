"""A root folder → the files of its site, or every problem in its content."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jumelage.exports.atom import feeds
from jumelage.exports.build_id import build_json
from jumelage.exports.calendar import calendars
from jumelage.exports.copies import smaller
from jumelage.exports.headers import headers
from jumelage.exports.lists import lists
from jumelage.exports.moved import followed, moved
from jumelage.exports.next_change import next_change
from jumelage.exports.robots import robots
from jumelage.exports.search import search
from jumelage.exports.security import security
from jumelage.exports.share_pictures import icons, manifests, pictures
from jumelage.exports.site_index import site_index
from jumelage.exports.sitemap import sitemap
from jumelage.messages.problems import BuildError, Problem
from jumelage.messages.sentences import Sentence
from jumelage.pages import Site
from jumelage.rendering.render import render
from jumelage.settings import Settings
from jumelage.source.assets import stylesheet, theme_files
from jumelage.store.shelf import Shelf
from jumelage.targets.dangling import refuse_dangling
from jumelage.targets.plan import plan, theme_of


@dataclass(frozen=True, slots=True)
class Built:
    """A site that is ready to be written: its files by path, the warnings on the way, and what is to be said of it."""

    site: Site
    files: Mapping[str, bytes]
    warnings: tuple[Problem, ...]
    notices: tuple[Sentence, ...] = ()


Beside = Callable[[Site], Mapping[str, bytes]]


def build(root: Path, settings: Settings, shelf: Shelf | None = None, beside: Beside | None = None) -> Built:
    """
    Return the files of the site that `root` holds; nothing is written. `shelf` keeps what takes long to make.

    `beside` makes what others write into the same output, by path.

    Raises:
        ContentError: the content has problems; it holds all of them.
        BuildError: the site could not be made for another reason.
    """
    site, warnings = plan(root, settings, shelf or Shelf())
    theme = theme_of(root)
    style = stylesheet(theme)
    files = {asset.path: asset.data for asset in (style, *theme_files(theme), *site.assets)} | exported(site)
    rendered = dict(render(site, theme, style.path))
    files |= {path: text.encode() for path, text in rendered.items()} | search(site, rendered)
    files |= icons(shelf or Shelf()) | dict(pictures(site, shelf or Shelf())) | dict(smaller(site, shelf or Shelf()))
    files |= apart(files, beside(site)) if beside else {}
    refuse_dangling(files, settings)
    files["/build.json"] = build_json(files)
    return Built(site, files, warnings)


def apart(ours: Mapping[str, bytes], theirs: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """
    Return the files of others.

    Raises:
        BuildError: one of them has the place of ours, or of a folder of ours.
    """
    places = {path.casefold() for path in ours}
    folders = {folder for path in places for folder in _folders(path)}
    for path in sorted(theirs):
        place = path.casefold()
        if place in places or place in folders or places.intersection(_folders(place)):
            raise BuildError(
                Sentence("Another plugin of Pelican writes {path}, where the site has its own.", path=path)
            )
    return theirs


def _folders(path: str) -> Iterator[str]:
    parts = path.split("/")
    yield from ("/".join(parts[:end]) for end in range(2, len(parts)))


def exported(site: Site) -> dict[str, bytes]:
    """Return the files for machines, by path."""
    made = {"/sitemap.xml": sitemap(site), "/robots.txt": robots(site), "/site-index.json": site_index(site)}
    made |= {"/next-change.json": next_change(site), **dict(feeds(site)), **dict(lists(site)), **dict(manifests(site))}
    made |= dict([*moved(site), *security(site), headers(site)])
    files = {path: text.encode() for path, text in made.items()} | dict(calendars(site))
    return files | dict(followed(site, files))
