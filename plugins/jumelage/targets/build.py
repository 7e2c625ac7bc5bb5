"""A root folder → the files of its site, or every problem in its content."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jumelage.exports.build_id import build_json
from jumelage.messages.problems import Problem
from jumelage.messages.sentences import Sentence
from jumelage.pages import Site
from jumelage.rendering.workshop import Workshop
from jumelage.settings import Settings
from jumelage.store.shelf import Shelf
from jumelage.targets.dangling import refuse_dangling
from jumelage.targets.plan import plan, theme_of
from jumelage.targets.registry import made, registry


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
    shelf = shelf or Shelf()
    site, warnings = plan(root, settings, searched=shelf)
    workshop = Workshop.of(site, theme_of(root), shelf)
    files: dict[str, bytes] = {}
    for target in registry(workshop):
        files |= made(target, workshop)
    refuse_dangling(files, settings)
    files["/build.json"] = build_json(files)
    return Built(site, files, warnings)
