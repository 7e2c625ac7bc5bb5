"""A root folder → the files of its site, or every problem in its content."""

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jumelage.assets import stylesheet, theme_files
from jumelage.changes import build_json, changes, sources, takes_down
from jumelage.dangling import refuse_dangling
from jumelage.exports.atom import feeds
from jumelage.exports.calendar import calendars
from jumelage.exports.copies import smaller
from jumelage.exports.headers import headers
from jumelage.exports.lists import lists
from jumelage.exports.moved import followed, moved
from jumelage.exports.next_change import next_change
from jumelage.exports.robots import robots
from jumelage.exports.search import search
from jumelage.exports.security import security
from jumelage.exports.share import icons, manifests, pictures
from jumelage.exports.site_index import site_index
from jumelage.exports.sitemap import sitemap
from jumelage.launch import launch
from jumelage.pages import Site
from jumelage.plan import plan, theme_of
from jumelage.problems import ContentError, Problem
from jumelage.render import render
from jumelage.scratch import sweep
from jumelage.sentences import Sentence
from jumelage.settings import Settings
from jumelage.shelf import Shelf, cache_folder
from jumelage.traces import search_traces
from jumelage.write import Stage, forget_kept, staged, withdrawals

CHANGES = "changes.json"


@dataclass(frozen=True, slots=True)
class Built:
    """A site that is ready to be written: its files by path, the warnings on the way, and what is to be said of it."""

    site: Site
    files: Mapping[str, bytes]
    warnings: tuple[Problem, ...]
    notices: tuple[Sentence, ...] = ()


def build(root: Path, settings: Settings, shelf: Shelf | None = None) -> Built:
    """
    Return the files of the site that `root` holds; nothing is written. `shelf` keeps what takes long to make.

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
    refuse_dangling(files, settings)
    files["/build.json"] = build_json(files)
    return Built(site, files, warnings)


def exported(site: Site) -> dict[str, bytes]:
    """Return the files for machines, by path."""
    made = {"/sitemap.xml": sitemap(site), "/robots.txt": robots(site), "/site-index.json": site_index(site)}
    made |= {"/next-change.json": next_change(site), **dict(feeds(site)), **dict(lists(site)), **dict(manifests(site))}
    made |= dict([*moved(site), *security(site), headers(site)])
    files = {path: text.encode() for path, text in made.items()} | dict(calendars(site))
    return files | dict(followed(site, files))


def publish(
    root: Path, output: Path, settings: Settings, strict: bool = False, shelf: Shelf | None = None
) -> tuple[Built, int]:
    """
    Build the site that `root` holds into `output`; return it with the number of files that are new or changed.

    With `strict` a warning is a problem. What the build changes is told in `changes.json` beside the output.

    Raises:
        ContentError: the content has problems; the output is what it was.
        BuildError: the site could not be made or written, names a withdrawn person, or lacks what a first publication
            needs; the output is what it was.
    """
    warned = launch(root, settings)
    sweep()
    with staged(output, root) as stage:
        _forget(root, stage, shelf)
        built = build(root, settings, shelf)
        if strict and built.warnings:
            raise ContentError(built.warnings)
        built = replace(built, notices=(*warned, *search_traces(root, built.files, settings)))
        found, now = stage.compare(built.files), sources(root)
        told = json.dumps(changes(built.site, built.files, stage, now), ensure_ascii=False, indent=1)
        # The spare tree would keep who was taken down.
        forgetful = takes_down(built.site, built.files, stage)
        stage.put(built.files, now, {CHANGES: told.encode() + b"\n"}, forgetful)
    return built, len(found.added) + len(found.changed)


def _forget(root: Path, stage: Stage, shelf: Shelf | None) -> None:
    """Remove first, when a person was withdrawn since the last build of this site, whatever was kept for it."""
    if stage.unseen:
        stage.output.with_name(CHANGES).unlink(missing_ok=True)
    if shelf is None:
        return
    # Each site has a file of its own there: two sites with other marks do not clear for each other's.
    file = cache_folder() / "withdrawn" / hashlib.sha256(os.fsencode(root.absolute())).hexdigest()[:16]
    # A cache that cannot be written holds nothing.
    with contextlib.suppress(OSError):
        found = withdrawals(root, file)
        if not (stage.unseen or found.unseen) or forget_kept(shelf):
            found.remember()
