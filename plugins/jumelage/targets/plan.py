"""A root folder → the plan of its site, or every problem in its content."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from jumelage.content import load
from jumelage.content.interrupted import interrupted
from jumelage.extraction import unsearched
from jumelage.graph import links
from jumelage.messages.problems import BuildError, Code, ContentError, Problem, Severity, in_order
from jumelage.messages.sentences import Sentence
from jumelage.pages import Site, collisions, outline
from jumelage.publishing.ledger import gone_wrong, lost, read_ledger
from jumelage.settings import Settings
from jumelage.source import decode, parse_yaml
from jumelage.store.reads import Noted
from jumelage.store.store import Store, stamp
from jumelage.wording import Wording

# Where an earlier version kept what a theme holds → where it belongs.
FORMER = {
    "templates": "templates/components/X.html → components/X/X.html; templates/X.html → pages/X.html",
    "patterns": "patterns/X.yaml → components/X/examples.yaml",
    "static/css": "static/css/components/X.css → components/X/X.css; static/css/X/ → X/",
    "static/js": "static/js/X.js → pages/X.js",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A site, None when it has problems, and all that was found in its content, in the order of the files."""

    site: Site | None
    found: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What fails the site: all that was found but the warnings."""
        return tuple(one for one in self.found if one.severity is Severity.PROBLEM)

    def valid(self) -> tuple[Site, tuple[Problem, ...]]:
        """
        Return the site, and warnings.

        Raises:
            ContentError: there are problems; it holds all of them.
        """
        if self.site is None:
            raise ContentError(self.found)
        return self.site, self.found


def checked(
    root: Path, settings: Settings, store: Store | None = None, whole: bool = True, searched: bool = False
) -> Checked:
    """
    Return the site that `root` holds, of which every page is known and none is made, and what was found.

    The `store` spares what has not changed since the last time; without `whole` the data of pictures is empty. With
    `searched`, files that cannot be searched for names are among the warnings.

    Raises:
        BuildError: the folder is no site, or its theme is not whole.
    """
    if not (root / "data").is_dir() or not (root / "content").is_dir():
        reason = "{root} is not a site: it has no folder 'data' or no folder 'content'."
        raise BuildError(Sentence(reason, root=str(root)))
    if half_changed := interrupted(root):
        return Checked(None, (half_changed,))
    loaded = load(root, settings.languages, store, whole)
    graph, found = links(loaded, settings, store)
    found += [one for one in loaded.problems if not read_by_pelican(one, settings)]
    if searched:
        # Pictures are made again from what they show.
        files = {f"content{one.path}": one.data for one in loaded.assets.values() if not one.width}
        found += unsearched(files, store or Store())
    if (early := Checked(None, in_order(found))).problems:
        return early
    known = read_ledger(Path(settings.ledger)) if settings.ledger else {}
    site = outline(graph, settings, wordings(root, settings.languages.codes, store), known)
    found += [*collisions(site, graph), *gone_wrong(site, loaded), *lost(known, site, graph, loaded)]
    seen = Checked(site, in_order(found))
    return replace(seen, site=None) if seen.problems else seen


def read_by_pelican(problem: Problem, settings: Settings) -> bool:
    """Return whether a problem is only that a file is in a folder that Pelican reads and we do not."""
    if problem.code not in {Code.UNEXPECTED_FILE, Code.UNKNOWN_LANGUAGE}:
        return False
    return f"{problem.position.path}/".startswith(tuple(f"content/{folder}/" for folder in settings.pelican_folders))


def plan(
    root: Path, settings: Settings, store: Store | None = None, whole: bool = True, searched: bool = False
) -> tuple[Site, tuple[Problem, ...]]:
    """
    Return the same as `checked` for whoever needs a site: the site, and warnings.

    Raises:
        ContentError: the content has problems; it holds all of them.
        BuildError: the folder is no site, or its theme is not whole.
    """
    return checked(root, settings, store, whole, searched).valid()


def theme_of(root: Path) -> Path:
    """
    Return the folder of the theme: the root's own, else the installed one.

    Raises:
        BuildError: there is none, or the root's own is laid out as in an earlier version.
    """
    own, here = root / "theme", Path(__file__).resolve().parent.parent
    if moves := [move for folder, move in FORMER.items() if (own / folder).exists()]:
        message = (
            "The folder 'theme' of this site is laid out as in an earlier version. Move within it: {moves}. "
            "Templates refer to each other by their new paths: 'pages/base.html', 'components/card/card.html'."
        )
        raise BuildError(Sentence(message, moves="; ".join(moves)))
    candidates = (own, here / "theme", here.parent.parent / "theme")
    found = next((path for path in candidates if (path / "pages").is_dir()), None)
    if found is None:
        raise BuildError(Sentence("There is no theme: neither in the site nor in the installation."))
    return found


def wordings(root: Path, codes: Iterable[str], store: Store | None = None) -> dict[str, Wording]:
    """
    Return the catalogue of each language of the site that `root` holds; a lasting `store` spares what has not changed.

    Raises:
        BuildError: a catalogue is missing or is not valid YAML.
    """
    store = store or Store()
    paths = {code: theme_of(root) / "strings" / f"{code}.yaml" for code in codes}
    return {
        code: store.remembered(
            ("strings", path, stamp(path) if store.lasting and path.is_file() else ()),
            partial(_wording, code, path, root),
        )
        for code, path in paths.items()
    }


def _wording(code: str, path: Path, root: Path) -> Wording:
    return Wording(code, Noted(_strings(path), "strings", code), _own(path, root))


def _own(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if root in path.parents else ""


def _strings(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise BuildError(Sentence("The theme has no interface texts in {name}.", name=path.name))
    text, problems = decode(path.read_bytes(), path.name)
    parsed = parse_yaml(text, path.name)
    problems += parsed.problems
    if problems or not isinstance(parsed.data, dict):
        why = "; ".join(map(str, problems)) or path.name
        raise BuildError(Sentence("The interface texts cannot be read: {why}", why=why))
    return dict(parsed.data)
