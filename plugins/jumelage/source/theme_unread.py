"""Warns about unused files and texts in a site's own theme, since a misspelt name would silently have no effect."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from jumelage.messages.problems import Code, Position, Problem, Severity, did_you_mean
from jumelage.messages.sentences import Sentence
from jumelage.source.assets import walk
from jumelage.source.data import strings
from jumelage.source.theme import INSTALLED, LAYERS, OWN, TEMPLATES, Theme
from jumelage.source.theme_texts import parsed, texts_path, unknown

FOLDERS = (*LAYERS, "pages", "static", "strings")
STYLES = tuple(f"{folder}/*.css" for folder in (*LAYERS, *TEMPLATES) if folder != "components")
# These are used if a template names them.
NAMED = tuple(f"{folder}/*.{suffix}" for folder in TEMPLATES for suffix in ("html", "js"))
# Pelican uses these if its own indexes are enabled.
PELICAN = ("archives", "author", "authors", "categories", "category", "period_archives", "tag", "tags")
SUFFIXES = frozenset({".css", ".html", ".js", ".yaml"})
NOTES = frozenset({".md", ".txt", ""})  # such as a readme or a licence


def unread(theme: Theme, codes: Collection[str]) -> Iterator[Problem]:
    """
    Yield a warning for each unused folder, file and text of a site's own theme; `codes` are its languages.

    What is not what its name says is a problem: a link, a folder in the place of a file.
    """
    own = theme.layers[OWN]
    found = [*walk(own, own.parent)]
    yield from (one for one in found if isinstance(one, Problem))
    yield from _exchanged(theme, own)
    files = [path.relative_to(own).as_posix() for path in found if isinstance(path, Path)]
    templates = "".join((own / name).read_text("utf-8", "replace") for name in files if name.endswith(".html"))
    for folder in sorted({name.partition("/")[0] for name in files if "/" in name} - {*FOLDERS}):
        hint = did_you_mean(folder, FOLDERS) or Sentence("A theme holds {folders}.", folders=", ".join(FOLDERS))
        yield _warning(Position(f"{OWN}/{folder}"), Sentence("Nothing reads this folder of the theme."), hint)
    read = {*_read(theme, own, codes, templates)}
    for name in files:
        known = name in read or (theme.installed / name).is_dir() or _is_note(name, theme)
        if not known and name.partition("/")[0] in {*FOLDERS, name}:
            yield _warning(
                Position(f"{OWN}/{name}"), Sentence("Nothing reads this file of the theme."), _meant(name, theme)
            )
    for code in codes:
        yield from _unread_texts(theme, code, templates)


def _read(theme: Theme, own: Path, codes: Collection[str], templates: str) -> Iterator[str]:
    """Yield the paths of the used files in a site's own theme."""
    alone = Theme({OWN: own})
    yield from (name for name in alone.files("**/*") if (theme.installed / name).is_file())
    yield from alone.files(*STYLES, "static/**/*")
    yield from map(texts_path, codes)
    yield from (f"pages/{name}.html" for name in PELICAN)
    for name in alone.files(*NAMED):
        if (name if name.endswith(".html") else PurePosixPath(name).name) in templates:
            yield name
    for name in alone.files("components/*/examples.yaml"):
        folder = PurePosixPath(name).parent
        if theme.file(f"{folder}/{folder.name}.html"):
            yield name


def _exchanged(theme: Theme, own: Path) -> Iterator[Problem]:
    """Yield a problem for each folder in the place of a file, and each file in the place of a folder."""
    for path in sorted(own.rglob("*")):
        name = path.relative_to(own)
        instead = theme.installed / name
        if path.is_symlink():
            continue
        if path.is_dir() and (instead.is_file() or (path.suffix in SUFFIXES and name.parts[0] != "static")):
            hint = Sentence("Move the file out of the folder, or give the folder another name.")
            yield _wrong(name, Sentence("This is a folder, but a file is read here."), hint)
        elif path.is_file() and instead.is_dir():
            hint = Sentence("Give the file another name, or remove it.")
            yield _wrong(name, Sentence("This is a file, but a folder is read here."), hint)


def astray(root: Path) -> Iterator[Problem]:
    """Yield a warning for each folder of a site that is meant as its theme but has another name."""
    for path in sorted(root.iterdir()):
        hint = did_you_mean(path.name, (OWN,))
        if path.name == OWN and path.is_file():
            yield _wrong(Path(), Sentence("This is a file, but a folder is read here."), None)
        elif path.name != OWN and hint and any((path / folder).is_dir() for folder in FOLDERS):
            yield _warning(Position(path.name), Sentence("Nothing reads this folder."), hint)


def _wrong(name: Path, message: Sentence, hint: Sentence | None) -> Problem:
    return Problem(Position((OWN / name).as_posix()), Code.UNEXPECTED_FILE, message, hint)


def _is_note(name: str, theme: Theme) -> bool:
    """Return whether a file is there for people, and not a template or style with another end: `text.html.txt`."""
    path = PurePosixPath(name)
    meant = path.suffixes[:-1] or (not path.suffix and any((theme.installed / path.parent).glob(f"{path.name}.*")))
    return path.name.startswith(".") or (path.suffix in NOTES and not meant)


def _meant(name: str, theme: Theme) -> Sentence:
    """Return a hint for an unused file."""
    path = PurePosixPath(name.lower().removesuffix(".txt"))
    alike = [PurePosixPath(one) for one in Theme({INSTALLED: theme.installed}).files(f"*/**/*{path.suffix}")]
    # A similar name in the same folder takes precedence over one elsewhere.
    stems = {one.stem: one for one in sorted(alike, key=lambda one: one.parent == path.parent)}
    if near := get_close_matches(path.stem, stems, 1):
        return Sentence("Did you mean '{name}'?", name=str(stems[near[0]]))
    if path.match("strings/*.yaml"):
        return Sentence("Add '{lang}' to LANGUAGES in pelicanconf.py, or remove the file.", lang=path.stem)
    if any(path.match(pattern) for pattern in NAMED):
        return Sentence("Name it in a template of the theme, or remove it.")
    return Sentence("Move it to where files of its sort are read, or remove it.")


def _unread_texts(theme: Theme, code: str, templates: str) -> Iterator[Problem]:
    """Yield a warning for each text that overrides none of the installed theme and is not used in a template."""
    files = theme.found(texts_path(code))
    if len(files) < len(theme.layers):
        return
    own, known = (parsed(name, path) for name, path in files.items())
    names = {".".join(map(str, trail)) for trail, _ in strings(known.data)}
    for trail in unknown(own.data, known.data):
        if str(trail[-1]) not in templates:
            hint = did_you_mean(".".join(map(str, trail)), names)
            yield _warning(own.position(trail), Sentence("Nothing reads this text of the theme."), hint)


def _warning(place: Position, message: Sentence, hint: Sentence | None) -> Problem:
    return Problem(place, Code.UNEXPECTED_FILE, message, hint, Severity.WARNING)
