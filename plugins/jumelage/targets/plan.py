"""A root folder → the plan of its site, or every problem in its content."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from jumelage.content import load
from jumelage.content.interrupted import interrupted
from jumelage.extraction import unsearched
from jumelage.graph import links
from jumelage.messages.problems import BuildError, Code, ContentError, Problem, Severity, in_order
from jumelage.messages.sentences import Sentence
from jumelage.pages import Outline, Site, collisions, outline
from jumelage.publishing.ledger import gone_wrong, lost, read_ledger
from jumelage.settings import Settings
from jumelage.source import decode, parse_yaml
from jumelage.store.memory import Memory, stamp
from jumelage.store.shelf import Shelf
from jumelage.wording import Wording


def outlined(
    root: Path, settings: Settings, memory: Memory | None = None, html: bool = True, searched: Shelf | None = None
) -> tuple[Outline, tuple[Problem, ...]]:
    """
    Return the addresses of the site that `root` holds, and warnings.

    A lasting `memory` spares what has not changed since the last time; without `html` the texts and the data of
    pictures are empty. With `searched`, which keeps what was found out before, files that cannot be searched for names
    are among the warnings.

    Raises:
        ContentError: the content has problems; it holds all of them.
        BuildError: the folder is no site, or its theme is not whole.
    """
    if not (root / "data").is_dir() or not (root / "content").is_dir():
        reason = "{root} is not a site: it has no folder 'data' or no folder 'content'."
        raise BuildError(Sentence(reason, root=str(root)))
    if half_changed := interrupted(root):
        raise ContentError([half_changed])
    loaded = load(root, settings.languages, memory, whole=html)
    graph, found = links(loaded, settings, memory, html)
    found += [one for one in loaded.problems if not read_by_pelican(one, settings)]
    if searched is not None:
        # Pictures are made anew from what they show.
        found += unsearched(
            {f"content{one.path}": one.data for one in loaded.assets.values() if not one.width}, searched
        )
    if any(problem.severity is Severity.PROBLEM for problem in found):
        raise ContentError(found)
    known = read_ledger(Path(settings.ledger)) if settings.ledger else {}
    site = outline(graph, settings, wordings(root, settings.languages.codes, memory), known)
    found += [*collisions(site, graph), *gone_wrong(site, loaded), *lost(known, site, graph, loaded)]
    if any(problem.severity is Severity.PROBLEM for problem in found):
        raise ContentError(found)
    return site, in_order(found)


def read_by_pelican(problem: Problem, settings: Settings) -> bool:
    """Return whether a problem is only that a file is in a folder that Pelican reads and we do not."""
    if problem.code not in {Code.UNEXPECTED_FILE, Code.UNKNOWN_LANGUAGE}:
        return False
    return f"{problem.position.path}/".startswith(tuple(f"content/{folder}/" for folder in settings.pelican_folders))


def plan(root: Path, settings: Settings, searched: Shelf | None = None) -> tuple[Site, tuple[Problem, ...]]:
    """
    Return the site that `root` holds, and warnings; those of files that cannot be searched only with `searched`.

    Raises:
        ContentError: the content has problems; it holds all of them.
        BuildError: the folder is no site, or its theme is not whole.
    """
    site, warnings = outlined(root, settings, searched=searched)
    return site.site(), warnings


def theme_of(root: Path) -> Path:
    """Return the folder of the theme: the root's own, else the installed one."""
    here = Path(__file__).resolve().parent.parent
    candidates = (root / "theme", here / "theme", here.parent.parent / "theme")
    found = next((path for path in candidates if (path / "templates").is_dir()), None)
    if found is None:
        raise BuildError(Sentence("There is no theme: neither in the site nor in the installation."))
    return found


def wordings(root: Path, codes: Iterable[str], memory: Memory | None = None) -> dict[str, Wording]:
    """
    Return the catalogue of each language of the site that `root` holds; a lasting `memory` spares what has not changed.

    Raises:
        BuildError: a catalogue is missing or is not sound YAML.
    """
    memory = memory or Memory()
    paths = {code: theme_of(root) / "strings" / f"{code}.yaml" for code in codes}
    return {
        code: memory.made(
            ("strings", path, stamp(path) if memory.lasting and path.is_file() else ()),
            partial(_wording, code, path, root),
        )
        for code, path in paths.items()
    }


def _wording(code: str, path: Path, root: Path) -> Wording:
    return Wording(code, _strings(path), _own(path, root))


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
