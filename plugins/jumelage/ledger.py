"""
The ledger: every address that was ever published, so that none is dropped by mistake.

A line is `/nl/partnerschappen/a-b/ partnership a-b`: the address, the kind of what stands there and its id, in order of
the addresses. Persons at risk never enter it.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from types import MappingProxyType

from jumelage.file_names import plain
from jumelage.languages import KINDS
from jumelage.links import Graph, Key
from jumelage.load import Loaded
from jumelage.model import RECORDS
from jumelage.nouns import the
from jumelage.pages import Outline
from jumelage.problems import BuildError, Code, Position, Problem, Severity
from jumelage.sentences import Sentence

Ledger = Mapping[str, Key]  # address → what stands there
PERSON = "person"
# They come and go with the number of records, or belong to no address that anybody would keep.
PASSING = re.compile(r"index-\d+|404")
TITLE = re.compile("<h1[^>]*>(.*?)</h1>", re.DOTALL)
FILE = re.compile(r'href="[^"]*?(/files/[^"#?]+)')


def read_ledger(path: Path) -> Ledger:
    """
    Return what a ledger holds; {} when there is no such file.

    Raises:
        BuildError: the file is no ledger.
    """
    try:
        lines = path.read_text("utf-8").splitlines() if path.is_file() else []
        parts = [line.split(" ") for line in lines]
        return {address: (kind, name) for address, kind, name in parts}
    except (OSError, ValueError) as error:
        raise BuildError(Sentence("The ledger of addresses cannot be read: {name}.", name=path.name)) from error


def ledger_text(ledger: Ledger) -> str:
    """Return a ledger as it is written."""
    return "".join(f"{address} {kind} {name}\n" for address, (kind, name) in sorted(ledger.items()))


def built(output: Path, base: str, known: Ledger = MappingProxyType({})) -> Ledger:
    """
    Return the addresses that a built site has, and those `known` before: pages, redirects and files to download.

    Of persons at risk there is only the index: no file that their pages lead to, no address and no id that names one.
    They would hold up the withdrawal of that person. `base` is the path of SITEURL.

    Raises:
        BuildError: the folder holds no built site.
    """
    try:
        pages = json.loads((output / "site-index.json").read_bytes())
        moved = (output / "_nginx" / "redirects.map").read_text("utf-8")
    except (OSError, ValueError) as error:
        raise BuildError(Sentence("The folder {path} holds no built site.", path=str(output))) from error
    found = {one["path"]: (one["kind"], one["id"]) for one in pages}
    for path, target in re.findall(r'^"(.+)" "(.+)";$', moved, re.MULTILINE):
        found[path.removeprefix(base)] = found[target.removeprefix(base)]
    files = (path.relative_to(output).as_posix() for path in (output / "files").rglob("*") if path.is_file())
    theirs = _of_persons(output, [path for path, key in found.items() if key == (PERSON, "index")])
    found |= {f"/{name}": ("file", name.removeprefix("files/")) for name in files}
    return {
        path: key for path, key in {**known, **found}.items() if _kept(*key) and not (theirs(path) or theirs(key[1]))
    }


def _of_persons(output: Path, indexes: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells of an address or an id whether it belongs to a person at risk or names one, listed or not."""
    below = [page for index in indexes for page in output.glob(f"{index.lstrip('/')}*/index.html")]
    # The second page of the index is on nobody.
    pages = [page for page in below if not page.parent.name.isdecimal()]
    texts = [page.read_text("utf-8") for page in pages]
    shown = {file for text in texts for file in FILE.findall(text)}
    titles = {plain(unescape(re.sub("<[^>]*>", "", title))) for text in texts for title in TITLE.findall(text)}
    # A name of one word is nobody's alone.
    names = {page.parent.name for page in pages} | {title for title in titles if "-" in title}
    return lambda said: said in shown or any(f"-{name}-" in f"-{plain(said)}-" for name in names)


def _kept(kind: str, name: str) -> bool:
    return (kind != PERSON or name == "index") and not PASSING.fullmatch(name)


def addresses(site: Outline) -> set[str]:
    """Return every address that a site will have: pages, redirects and files to download."""
    pages = {one.path for one in site.planned} | {one.path for one in site.redirects}
    return pages | {asset.path for asset in site.assets if asset.path.startswith("/files/")}


def lost(ledger: Ledger, site: Outline, graph: Graph, loaded: Loaded) -> Iterator[Problem]:
    """
    Give a problem for each record of which an address was published and would lead nowhere.

    A record that is there and not shown today gives a warning, as does a country of which nothing is left.
    """
    there, gone = addresses(site), loaded.publishing.gone
    missing: dict[Key, list[str]] = {}
    for path, key in ledger.items():
        if path not in there and path not in gone and _kept(*key):
            missing.setdefault(key, []).append(path)
    hidden = {
        (kind, name)
        for kind, by_id in loaded.records.sound.items()
        for name in by_id
        if name not in graph.records[kind]
    }
    stands = {(one.kind, one.id) for one in site.planned}
    for key, paths in missing.items():
        # The page of a country is there as long as something leads to it; when the last thing was a person at risk
        # who is taken down, nothing may stand in the way.
        if key in hidden or (key[0] == "country" and key not in stands):
            yield _resting(key, paths, graph)
        else:
            yield _dropped(key, paths, graph, key in stands)


def gone_wrong(site: Outline, loaded: Loaded) -> Iterator[Problem]:
    """Give a problem for each address that is called gone and is not, and each that security.txt names in vain."""
    languages, there = site.settings.languages, addresses(site)
    indexes = tuple(f"/{lang}/{languages.segment(PERSON, lang)}/" for lang in languages.codes)
    for path, place in loaded.publishing.gone.items():
        if path.startswith(indexes) and path not in indexes:
            message = Sentence("Addresses of persons at risk are not written here.")
            yield Problem(place, Code.INVALID_VALUE, message, Sentence("Remove the line."))
        elif path in there:
            message = Sentence("The address {path} is there.", path=path)
            yield Problem(place, Code.INVALID_VALUE, message, Sentence("Remove the line."))
    said = loaded.publishing.security
    for number, contact in enumerate(said.contacts if said else ()):
        if contact.startswith("/") and contact not in there:
            place = loaded.publishing.security_file.position(("contacts", number))
            message = Sentence("The address {path} leads nowhere.", path=contact)
            yield Problem(place, Code.UNKNOWN_REFERENCE, message, Sentence("Name a page of this site, or mailto:…."))


def _told(key: Key, paths: list[str], graph: Graph) -> tuple[Position, str]:
    kind, name = key
    sourced = graph.sources.get(key)
    if sourced:
        place = sourced.position(())
    elif kind in RECORDS and RECORDS[kind].file:
        place = Position(f"data/{RECORDS[kind].file}")
    elif kind in KINDS:
        place = Position(f"content/{paths[0].split('/')[1]}/{kind}/{name}.md")
    else:
        place = Position(f"content{paths[0]}" if kind == "file" else "pelicanconf.py")
    return place, ", ".join(sorted(paths))


def _dropped(key: Key, paths: list[str], graph: Graph, elsewhere: bool) -> Problem:
    kind, name = key
    place, told = _told(key, paths, graph)
    message = Sentence("This was published and would lead nowhere: {paths}.", paths=told)
    if elsewhere and key in graph.sources:
        last = min(paths).rstrip("/").rpartition("/")[2]
        hint = Sentence("Write '{alias}' under 'aliases' of {noun} '{name}'.", alias=last, noun=the(kind), name=name)
    elif kind in KINDS:
        hint = Sentence(
            "Has it another id now? Then write '{name}' under its 'aliases', as 'jumelage rename' does. "
            "Is it gone for good? Then write these addresses into data/gone.yaml, each on a line after '- '.",
            name=name,
        )
    else:
        hint = Sentence("Put it back, or write these addresses into data/gone.yaml, each on a line after '- '.")
    return Problem(place, Code.ADDRESS_LOST, message, hint)


def _resting(key: Key, paths: list[str], graph: Graph) -> Problem:
    place, told = _told(key, paths, graph)
    message = Sentence("This was published and is not shown today: {paths}.", paths=told)
    hint = Sentence("If it is gone for good, remove it and write these addresses into data/gone.yaml.")
    return Problem(place, Code.ADDRESS_LOST, message, hint, Severity.WARNING)
