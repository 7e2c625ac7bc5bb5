"""All files of a site as targets: which there are and which format makes each. Nothing is made until requested."""

from collections.abc import Iterator, Mapping

from jumelage.exports.atom import FEEDS
from jumelage.exports.calendar import CALENDARS
from jumelage.exports.copies import COPIES, FILES
from jumelage.exports.for_machines import FOR_MACHINES
from jumelage.exports.land import LAND
from jumelage.exports.lists import LISTS
from jumelage.exports.moved import FOLLOWED
from jumelage.exports.search import SEARCHES
from jumelage.exports.share_pictures import ICON_FILES, MANIFESTS, PICTURES
from jumelage.pages import Target
from jumelage.rendering.html import INDEX, LOOK, MOVED, NOT_FOUND, PAGES
from jumelage.rendering.workshop import Format, Workshop

# A format added here is built, served, and covered by the tests that go through all formats.
FORMATS: tuple[Format, ...] = (
    *(LOOK, FILES, PAGES, MOVED, NOT_FOUND),
    *(FOR_MACHINES, FEEDS, CALENDARS, LISTS, FOLLOWED, MANIFESTS, SEARCHES),
    *(ICON_FILES, LAND, PICTURES, COPIES),
)
BY_NAME: Mapping[str, Format] = {one.name: one for one in FORMATS}


def registry(workshop: Workshop) -> Iterator[Target]:
    """Yield the targets of a site; if two have the same path, the last one counts."""
    for one in FORMATS:
        yield from one.targets(workshop)


def found(path: str, workshop: Workshop) -> Target | None:
    """
    Return the target that makes the file at a path: its own, else that of a folder it may be in; None if there is none.

    A page is found without listing all targets.
    """
    site = workshop.site
    page = site.by_path.get(path.removesuffix(INDEX)) if path.endswith(f"/{INDEX}") else None
    if page:
        return Target(path, PAGES.name, page.key)
    targets = listed(workshop)
    folders = (path[: at + 1] for at, sign in enumerate(path) if sign == "/")
    return next((targets[one] for one in (path, *folders) if one in targets), None)


def listed(workshop: Workshop) -> Mapping[str, Target]:
    """Return the targets of a site by path; they are listed only once."""
    by_path: Mapping[str, Target] = workshop.site.ask(("files",), lambda: {one.path: one for one in registry(workshop)})
    return by_path


def made(target: Target, workshop: Workshop) -> Mapping[str, bytes]:
    """
    Make a target and return its content by path: one file, or all files of a folder.

    Raises:
        BuildError: it cannot be made.
    """
    return BY_NAME[target.maker].made(target, workshop)
