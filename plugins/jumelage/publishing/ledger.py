"""
The ledger: every address ever published, so that none is dropped by mistake.

A line is `/nl/partnerschappen/a-b/ partnership a-b`: the address, and the kind and id of its record, sorted by
address. It never contains persons at risk.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from jumelage.content import Loaded
from jumelage.graph import Graph, Key
from jumelage.kinds import KINDS
from jumelage.languages import SEGMENTS
from jumelage.messages.nouns import the
from jumelage.messages.problems import BuildError, Code, Position, Problem, Severity, listed
from jumelage.messages.sentences import Sentence
from jumelage.model import RECORDS
from jumelage.pages import Site

Ledger = Mapping[str, Key]  # address → kind and id of its record
PERSON = "person"
# They depend on the number of records, or are not addresses that anybody would keep.
PASSING = re.compile(r"index-\d+|index-table(?:-\d+)?|404")
# The hints for addresses that no record can bring back.
NOWHERE: Key = ("", "")
UPROOTED = Sentence(
    "Did LANGUAGES or SEGMENTS change in pelicanconf.py? Undo that, or add these addresses to data/gone.yaml, each "
    "on a line after '- '."
)
BACK = Sentence("Publish it again, or add these addresses to data/gone.yaml, each on a line after '- '.")
OVER = Sentence("If it is gone for good, remove it and add these addresses to data/gone.yaml.")


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


def built(output: Path, base: str) -> Ledger:
    """
    Return the addresses that a built site has: pages, redirects and files to download; of persons only the index.

    The files are those that `build.json` lists. `base` is the path of SITEURL.

    Raises:
        BuildError: the folder holds no built site.
    """
    try:
        pages = json.loads((output / "site-index.json").read_bytes())
        moved = (output / "_redirects").read_text("utf-8")
        # A site built by an earlier version does not list them; the ledger has had them since it was published.
        downloads = json.loads((output / "build.json").read_bytes()).get("downloads", ())
    except (OSError, ValueError) as error:
        raise BuildError(Sentence("The folder {path} does not contain a built site.", path=str(output))) from error
    found = {one["path"]: (one["kind"], one["id"]) for one in pages}
    for pair in re.findall(r"^(/\S+) (/\S+) 301$", moved, re.MULTILINE):
        path, target = (unquote(one).removeprefix(unquote(base)) for one in pair)
        # A redirect is the address of a record that no longer has a page; the ledger has it already.
        if _above(path) == _above(target):
            found[path] = found[target]
    found |= {path: ("file", path.removeprefix("/files/")) for path in downloads}
    return {path: key for path, key in found.items() if _kept(*key)}


def _above(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0]


def _kept(kind: str, name: str) -> bool:
    return (kind != PERSON or name == "index") and not PASSING.fullmatch(name)


def addresses(site: Site) -> set[str]:
    """Return every address that a site will have: pages, redirects and downloads."""
    pages = {one.path for one in site.targets} | {one.path for one in site.redirects}
    return pages | {asset.path for asset in site.assets if asset.path.startswith("/files/")}


def lost(ledger: Ledger, site: Site, graph: Graph, loaded: Loaded) -> Iterator[Problem]:
    """
    Yield a problem for each record with a published address that would no longer exist.

    A record that is no longer shown because its period is over gives a warning, as does a country without records.
    """
    there, gone = addresses(site), loaded.publishing.gone
    missing: dict[Key, list[str]] = {}
    for path, key in ledger.items():
        if path not in there and path not in gone and _kept(*key):
            missing.setdefault(NOWHERE if _uprooted(path, key, there) else key, []).append(path)
    hidden = {
        (kind, name): sourced.record
        for kind, by_id in loaded.records.valid.items()
        for name, sourced in by_id.items()
        if name not in graph.records[kind]
    }
    live = {(one.kind, one.id) for one in site.targets}
    for key, paths in missing.items():
        record = hidden.get(key)
        if record and (record.draft or not record.begun(site.settings.today)):
            yield _resting(key, paths, graph, BACK, Severity.PROBLEM)
        # A country's page exists as long as a record refers to it; if the last one was a person at risk
        # who was withdrawn, nothing may delay the publication.
        elif record or (key[0] == "country" and key not in live):
            yield _resting(key, paths, graph, OVER, Severity.WARNING)
        else:
            yield _dropped(key, paths, graph, key in live or key in graph.bare)


def _uprooted(path: str, key: Key, there: set[str]) -> bool:
    """Return whether an address is lost because its language or segment was removed: no alias could bring it back."""
    kind, name = key
    return kind != "file" and (name in {"index", "home"} or _above(path) + "/" not in there)


def gone_wrong(site: Site, loaded: Loaded) -> Iterator[Problem]:
    """Yield a problem for each address in gone.yaml that exists, and each in security.txt that does not."""
    languages, there = site.settings.languages, addresses(site)
    persons = {*SEGMENTS[PERSON].values(), *(languages.segment(PERSON, lang) for lang in languages.codes)}
    folded = {path.lower(): path for path in there}
    for path, place in loaded.publishing.gone.items():
        # nginx's maps ignore case, and servers redirect an address without its trailing slash to the page.
        written = path.lower()
        shown = folded.get(written) or folded.get(f"{written}/")
        # In any notation and language: no person at risk may be named in the configuration of servers.
        if not persons.isdisjoint(unquote(path).casefold().rstrip("/").split("/")[:-1]):
            message = Sentence("Addresses of persons at risk are not listed here.")
            yield Problem(place, Code.INVALID_VALUE, message, Sentence("Remove the line."))
        elif shown:
            message = Sentence("The address {path} is there.", path=shown)
            yield Problem(place, Code.INVALID_VALUE, message, Sentence("Remove the line."))
    said = loaded.publishing.security
    for number, contact in enumerate(said.contacts if said else ()):
        if contact.startswith("/") and contact not in there:
            place = loaded.publishing.security_file.position(("contacts", number))
            message = Sentence("The address {path} leads nowhere.", path=contact)
            yield Problem(place, Code.UNKNOWN_REFERENCE, message, Sentence("Give a page of this site, or mailto:…."))


def _shown(key: Key, paths: list[str], graph: Graph) -> tuple[Position, str]:
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
    place, shown = _shown(key, paths, graph)
    message = Sentence("This was published and would lead nowhere: {paths}.", paths=shown)
    if key == NOWHERE:
        hint = UPROOTED
    elif elsewhere and key in graph.sources:
        former = listed(sorted({path.rstrip("/").rpartition("/")[2] for path in paths}), "and")
        hint = Sentence("Add {former} to the 'aliases' of {noun} '{name}'.", former=former, noun=the(kind), name=name)
    elif kind in KINDS:
        hint = Sentence(
            "If it has a new id, add '{name}' to its 'aliases', as 'jumelage rename' does. If it is gone for good, "
            "add these addresses to data/gone.yaml, each on a line after '- '.",
            name=name,
        )
    else:
        hint = Sentence("Put it back, or add these addresses to data/gone.yaml, each on a line after '- '.")
    return Problem(place, Code.ADDRESS_LOST, message, hint)


def _resting(key: Key, paths: list[str], graph: Graph, hint: Sentence, severity: Severity) -> Problem:
    place, shown = _shown(key, paths, graph)
    message = Sentence("This was published and is not shown today: {paths}.", paths=shown)
    return Problem(place, Code.ADDRESS_LOST, message, hint, severity)
