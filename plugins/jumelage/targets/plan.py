"""Loads and checks a root folder: the plan of its site, or all problems in its content."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from jumelage.content import load
from jumelage.content.interrupted import interrupted
from jumelage.extraction import unsearched
from jumelage.graph import links
from jumelage.messages.problems import BuildError, Code, ContentError, Problem, Severity, in_order
from jumelage.messages.sentences import Sentence
from jumelage.pages import Site, collisions, outline
from jumelage.publishing.ledger import gone_wrong, lost, read_ledger
from jumelage.rendering.theme_check import theme_problems
from jumelage.settings import Settings
from jumelage.source.theme import OWN, Theme, theme_of
from jumelage.source.theme_texts import texts_path, theme_texts
from jumelage.source.theme_unread import astray
from jumelage.store.reads import Noted
from jumelage.store.store import Store, stamp
from jumelage.wording import Wording


@dataclass(frozen=True, slots=True)
class Checked:
    """A site, None if it has problems, and all problems and warnings in its content, in the order of the files."""

    site: Site | None
    found: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems that prevent a build, without the warnings."""
        return tuple(one for one in self.found if one.severity is Severity.PROBLEM)

    def valid(self) -> tuple[Site, tuple[Problem, ...]]:
        """
        Return the site and its warnings.

        Raises:
            ContentError: there are problems; it contains all of them.
        """
        if self.site is None:
            raise ContentError(self.found)
        return self.site, self.found


def checked(
    root: Path, settings: Settings, store: Store | None = None, whole: bool = True, searched: bool = False
) -> Checked:
    """
    Return the site in `root` with all its pages known but none rendered, and what was found.

    Unchanged content comes from `store`; without `whole` the data of pictures is empty. With `searched`, the warnings
    include files that cannot be searched for names.

    Raises:
        BuildError: the folder is not a site, or its theme is incomplete.
    """
    require_site(root)
    if half_changed := interrupted(root):
        return Checked(None, (half_changed,))
    loaded = load(root, settings.languages, store, whole)
    graph, found = links(loaded, settings, store)
    found += [one for one in loaded.problems if not read_by_pelican(one, settings)]
    if searched:
        # Pictures are re-encoded, which drops whatever else their files contain.
        files = {f"content{one.path}": one.data for one in loaded.assets.values() if not one.width}
        found += unsearched(files, store or Store())
    found += [*astray(root), *theme_problems(theme_of(root), settings)]
    if (early := Checked(None, in_order(found))).problems:
        return early
    known = read_ledger(Path(settings.ledger)) if settings.ledger else {}
    site = outline(graph, settings, wordings(root, settings.languages.codes, store), known)
    found += [*collisions(site, graph), *gone_wrong(site, loaded), *lost(known, site, graph, loaded)]
    seen = Checked(site, in_order(found))
    return replace(seen, site=None) if seen.problems else seen


def require_site(root: Path) -> None:
    """
    Refuse a folder that is not a site.

    Raises:
        BuildError: it has no folder `data` or no folder `content`.
    """
    if not (root / "data").is_dir() or not (root / "content").is_dir():
        reason = "{root} is not a site: it has no folder 'data' or no folder 'content'."
        raise BuildError(Sentence(reason, root=str(root)))


def read_by_pelican(problem: Problem, settings: Settings) -> bool:
    """Return whether a problem is only about a file in a folder that Pelican reads instead of us."""
    if problem.code not in {Code.UNEXPECTED_FILE, Code.UNKNOWN_LANGUAGE}:
        return False
    return f"{problem.position.path}/".startswith(tuple(f"content/{folder}/" for folder in settings.pelican_folders))


def plan(
    root: Path, settings: Settings, store: Store | None = None, whole: bool = True, searched: bool = False
) -> tuple[Site, tuple[Problem, ...]]:
    """
    Return the site and its warnings; the parameters are those of `checked`.

    Raises:
        ContentError: the content has problems; it contains all of them.
        BuildError: the folder is not a site, or its theme is incomplete.
    """
    return checked(root, settings, store, whole, searched).valid()


def wordings(root: Path, codes: Iterable[str], store: Store | None = None) -> dict[str, Wording]:
    """
    Return the wording of the site in `root` by language code; a lasting `store` keeps it while its files are unchanged.

    Raises:
        BuildError: a file of texts is missing or is not valid YAML.
    """
    store, theme = store or Store(), theme_of(root)
    return {code: _wording(code, theme, store) for code in codes}


def _wording(code: str, theme: Theme, store: Store) -> Wording:
    files = theme.found(texts_path(code))
    own = next((name for name in files if name.startswith(f"{OWN}/")), "")
    key = ("strings", code, *((path, stamp(path)) for path in files.values() if store.lasting))
    return store.remembered(key, lambda: Wording(code, Noted(theme_texts(theme, code), "strings", code), own))
