"""A root folder → the files of its site, or every problem in its content."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jumelage.assets import stylesheet, theme_files
from jumelage.exports.robots import robots
from jumelage.exports.site_index import site_index
from jumelage.exports.sitemap import sitemap
from jumelage.links import links
from jumelage.load import load
from jumelage.pages import Site, pages
from jumelage.parse import decode, parse_yaml
from jumelage.problems import BuildError, ContentError, Problem, Severity
from jumelage.render import render
from jumelage.settings import Settings
from jumelage.wording import Wording
from jumelage.write import write


@dataclass(frozen=True, slots=True)
class Built:
    """A site that is ready to be written: its files by path, and the warnings on the way."""

    site: Site
    files: Mapping[str, bytes]
    warnings: tuple[Problem, ...]


def plan(root: Path, settings: Settings) -> tuple[Site, tuple[Problem, ...]]:
    """
    Return the site that `root` holds, and warnings.

    Raises:
        ContentError: the content has problems; it holds all of them.
        BuildError: the folder is no site, or its theme is not whole.
    """
    if not (root / "data").is_dir() or not (root / "content").is_dir():
        raise BuildError(f"{root} is not a site: it has no folder 'data' or no folder 'content'.")
    loaded = load(root, settings.languages)
    graph, found = links(loaded, settings)
    found += loaded.problems
    if any(problem.severity is Severity.PROBLEM for problem in found):
        raise ContentError(found)
    site, collisions = pages(graph, settings, wordings(theme_of(root), settings.languages.codes))
    if collisions:
        raise ContentError([*found, *collisions])
    return site, tuple(sorted(found))


def build(root: Path, settings: Settings) -> Built:
    """
    Return the files of the site that `root` holds; nothing is written.

    Raises:
        ContentError: the content has problems; it holds all of them.
        BuildError: the site could not be made for another reason.
    """
    site, warnings = plan(root, settings)
    theme = theme_of(root)
    style = stylesheet(theme)
    files = {asset.path: asset.data for asset in (style, *theme_files(theme), *site.assets)}
    for page, text in render(site, theme, style.path):
        files[f"{page.path}index.html"] = text.encode()
        if page.id == "404":
            files["/404.html"] = text.encode()
    files["/sitemap.xml"] = sitemap(site).encode()
    files["/robots.txt"] = robots(site).encode()
    files["/site-index.json"] = site_index(site).encode()
    return Built(site, files, warnings)


def publish(root: Path, output: Path, settings: Settings) -> tuple[Built, int]:
    """
    Build the site that `root` holds into `output`; return it with the number of files that changed.

    Raises:
        ContentError: the content has problems, and nothing was written.
        BuildError: the site could not be made or written.
    """
    built = build(root, settings)
    return built, write(output, built.files, root)


def theme_of(root: Path) -> Path:
    """Return the folder of the theme: the root's own, else the installed one."""
    here = Path(__file__).resolve().parent
    candidates = (root / "theme", here / "theme", here.parent.parent / "theme")
    found = next((path for path in candidates if (path / "templates").is_dir()), None)
    if found is None:
        raise BuildError("There is no theme: neither in the site nor in the installation.")
    return found


def wordings(theme: Path, codes: Iterable[str]) -> dict[str, Wording]:
    """
    Return the catalogue of each language.

    Raises:
        BuildError: a catalogue is missing or is not sound YAML.
    """
    return {code: Wording(code, _strings(theme / "strings" / f"{code}.yaml")) for code in codes}


def _strings(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise BuildError(f"The theme has no interface texts in {path.name}.")
    text, problems = decode(path.read_bytes(), path.name)
    parsed = parse_yaml(text, path.name)
    problems += parsed.problems
    if problems or not isinstance(parsed.data, dict):
        raise BuildError(f"The interface texts cannot be read: {'; '.join(map(str, problems)) or path.name}")
    return dict(parsed.data)
