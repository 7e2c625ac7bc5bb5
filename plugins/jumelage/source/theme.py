"""The theme of a site: files and texts in its own folder `theme/` override those of the installed theme."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath

from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.source.assets import Asset, walk

# Prefixes of paths in messages, and in templates that refer to the installed one.
OWN, INSTALLED = "theme", "installed"
NOT_TEXT = "{path} is not in UTF-8. Save the file as UTF-8."
LAYERS = ("tokens", "base", "layouts", "components", "utilities")
# Folders in which stylesheets and scripts are next to the template that needs them.
TEMPLATES = ("components/*", "pages")
# Folders of a theme in an earlier version, with their new places.
FORMER = {
    "templates": "templates/components/X.html → components/X/X.html; templates/X.html → pages/X.html",
    "patterns": "patterns/X.yaml → components/X/examples.yaml",
    "static/css": "static/css/components/X.css → components/X/X.css; static/css/X/ → X/",
    "static/js": "static/js/X.js → pages/X.js",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """
    The folders of a theme by name; a file in one replaces files at the same path in later ones.

    The last folder is the installed theme.
    """

    layers: Mapping[str, Path]

    @property
    def first(self) -> Path:
        """The site's own folder, or else the installed theme."""
        return next(iter(self.layers.values()))

    @property
    def installed(self) -> Path:
        """The folder of the installed theme."""
        return [*self.layers.values()][-1]

    def found(self, path: str) -> dict[str, Path]:
        """Return the files at a path in the theme by their names in messages, in order of precedence."""
        files = {f"{name}/{path}": folder / path for name, folder in self.layers.items()}
        return {name: file for name, file in files.items() if file.is_file()}

    def file(self, path: str) -> Path | None:
        """Return the effective file at a path in the theme, None if there is none."""
        return next(iter(self.found(path).values()), None)

    def files(self, *patterns: str) -> dict[str, Path]:
        """
        Return the effective files that match `patterns`, by path in the theme.

        They are sorted by name; those that only the site has come last, so that its styles take precedence.
        """
        return self.merged(lambda folder: sorted((p for one in patterns for p in folder.glob(one)), key=_by_name))

    def merged(self, listed: Callable[[Path], Iterable[Path]]) -> dict[str, Path]:
        """Return the effective files among those that `listed` returns for each folder, by path in the theme."""
        found: dict[str, Path] = {}
        for folder in reversed([*self.layers.values()]):
            found |= {path.relative_to(folder).as_posix(): path for path in listed(folder)}
        return found


def theme_of(root: Path) -> Theme:
    """
    Return the theme of a site: the root's own folder, if there is one, before the installed one.

    Raises:
        BuildError: there is none, or the root's own has the layout of an earlier version.
    """
    own, here = root / "theme", Path(__file__).resolve().parent.parent
    if moves := [move for folder, move in FORMER.items() if (own / folder).exists()]:
        message = (
            "The folder 'theme' of this site is laid out as in an earlier version. Move within it: {moves}. "
            "Templates refer to each other by their new paths: 'pages/base.html', 'components/card/card.html'."
        )
        raise BuildError(Sentence(message, moves="; ".join(moves)))
    candidates = (here / "theme", here.parent.parent / "theme")
    installed = next((path for path in candidates if (path / "pages").is_dir()), None)
    if installed is None:
        raise BuildError(Sentence("The theme is missing from the installation. Install jumelage again."))
    if not own.is_dir():
        return Theme({INSTALLED: installed})
    # The site of the project itself.
    same = own.resolve() == installed.resolve()
    return Theme({OWN: own} if same else {OWN: own, INSTALLED: installed})


def stylesheet(theme: Theme) -> Asset:
    """
    Return the theme's single stylesheet; its name contains a hash of its text.

    Each folder in `LAYERS` is a cascade layer, with its files sorted by name. The styles of pages are in the layer of
    components.

    Raises:
        BuildError: a file is not in UTF-8.
    """
    parts = [f"@layer {', '.join(LAYERS)};"]
    for layer in LAYERS:
        folders = TEMPLATES if layer == "components" else (layer,)
        files = theme.files(*(f"{folder}/*.css" for folder in folders))
        texts = [theme_text(path, f"{OWN}/{name}").strip() for name, path in files.items()]
        parts.append("\n".join((f"@layer {layer} {{", *texts, "}")))
    data = "\n".join(parts).encode() + b"\n"
    return Asset(f"/static/style.{hashlib.sha256(data).hexdigest()[:8]}.css", data)


def theme_text(path: Path, name: str) -> str:
    """
    Return the text of a style or template, without a byte order mark; `name` is for the message.

    Raises:
        BuildError: it is not in UTF-8.
    """
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BuildError(Sentence(NOT_TEXT, path=name)) from error


def scripts(theme: Theme) -> dict[str, Asset]:
    """
    Return the theme's scripts by name ('search.js'); their paths contain a hash of their text.

    Raises:
        BuildError: two scripts have the same name.
    """
    files = theme.files(*(f"{folder}/*.js" for folder in TEMPLATES))
    for _, said in same_scripts(files):
        raise BuildError(said)
    read = {path: path.read_bytes() for path in files.values()}
    marks = {path: hashlib.sha256(data).hexdigest()[:8] for path, data in read.items()}
    return {path.name: Asset(f"/static/{path.stem}.{marks[path]}.js", data) for path, data in read.items()}


def same_scripts(files: Iterable[str]) -> Iterator[tuple[str, Sentence]]:
    """Yield each script whose name another one has, with a message; `files` are their paths in the theme."""
    for one, other in pairwise(sorted(map(PurePosixPath, files), key=_by_name)):
        if one.name == other.name:
            message = "The theme has two scripts with the name '{name}': {one} and {other}."
            yield str(other), Sentence(message, name=one.name, one=str(one), other=str(other))


def theme_files(theme: Theme) -> list[Asset]:
    """Return what the theme publishes besides its stylesheet: scripts, and the files in `static` unchanged."""
    static = theme.merged(lambda folder: (one for one in walk(folder / "static", folder) if isinstance(one, Path)))
    return [*scripts(theme).values(), *(Asset(f"/{name}", path.read_bytes()) for name, path in static.items())]


def _by_name(path: PurePosixPath | Path) -> tuple[str, tuple[str, ...]]:
    return path.name, path.parts
