"""Checks a site's own theme as a whole, without rendering the site."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from jumelage.messages.problems import BuildError, Code, Position, Problem
from jumelage.rendering.render import environment
from jumelage.rendering.template_check import Names, template_problems
from jumelage.rendering.template_html import refused
from jumelage.rendering.template_trees import Trees
from jumelage.settings import Settings
from jumelage.source.assets import walk
from jumelage.source.text import decode
from jumelage.source.theme import INSTALLED, OWN, TEMPLATES, Theme, same_scripts
from jumelage.source.theme_styles import style_problems
from jumelage.source.theme_texts import text_problems, theme_texts
from jumelage.source.theme_unread import PELICAN, unread


def theme_problems(theme: Theme, settings: Settings) -> Iterator[Problem]:
    """Yield all problems and warnings of a site's own theme; the installed one is tested with the code."""
    if theme.layers.keys() != {OWN, INSTALLED}:
        return
    codes = settings.languages.codes
    yield from unread(theme, codes)
    for code in codes:
        yield from text_problems(theme, code)
    scripts = theme.files(*(f"{folder}/*.js" for folder in TEMPLATES))
    for name, message in same_scripts(scripts):
        yield Problem(Position(f"{OWN}/{name}"), Code.SAME_ADDRESS, message)
    own: dict[str, str] = {}
    for name, raw in _files(theme).items():
        text, problems = decode(raw, f"{OWN}/{name}")
        if problems and not text:
            # It cannot be read. Invisible characters are no mistake here.
            yield from problems
        elif name.endswith(".css"):
            yield from style_problems(text, f"{OWN}/{name}")
        else:
            own[name] = text
    if not own:
        return
    # What prevents an environment is among the problems.
    with suppress(BuildError):
        env = environment(theme, settings)
        names = Names(Trees(env, own), _texts(theme, codes), {PurePosixPath(one).name for one in scripts})
        yield from template_problems(names, _rendered_by_pelican(own, theme, settings))
        for name, text in own.items():
            yield from refused(env, name, text)


def _files(theme: Theme) -> Mapping[str, bytes]:
    """Return the styles and templates that the site changed or added, by their paths in the theme."""
    own = theme.layers[OWN]
    found = (path for path in walk(own, own.parent) if isinstance(path, Path))
    named = {path.relative_to(own).as_posix(): path.read_bytes() for path in found if path.suffix in {".css", ".html"}}
    same = {name for name, raw in named.items() if _read(theme.installed / name) == raw}
    read = {name for name in named if name.endswith(".css") or name.startswith(("components/", "pages/"))}
    return {name: raw for name, raw in named.items() if name in read - same}


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _texts(theme: Theme, codes: tuple[str, ...]) -> dict[str, Any]:
    """Return the interface texts by language, without languages whose texts cannot be read."""
    found = {}
    for code in codes:
        with suppress(BuildError):
            found[code] = theme_texts(theme, code)
    return found


def _rendered_by_pelican(own: Mapping[str, str], theme: Theme, settings: Settings) -> set[str]:
    """Return the templates that Pelican renders, with filters of its own and names without a folder."""
    named = {f"pages/{name}.html" for name in (*PELICAN, "article", "page")}
    others = {name for name in own if not (theme.installed / name).is_file()} if settings.pelican_folders else set()
    return named | others
