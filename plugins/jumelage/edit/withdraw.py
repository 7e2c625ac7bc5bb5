"""Removes a person at risk from the site: record, texts and files; only marks that nobody can read are kept."""

import contextlib
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

from jumelage.content.withdrawn import TREE as KEPT
from jumelage.content.withdrawn_lines import MERGE, mark_file
from jumelage.edit.change import Change, RefusedError
from jumelage.edit.slices import Slices, UnwritableError
from jumelage.messages.sentences import Sentence
from jumelage.model.people import Person
from jumelage.model.withdrawn import with_proof
from jumelage.privacy.remains import decoded, mark, naming, slugs, spellings
from jumelage.source.file_names import named_after
from jumelage.source.words import words

# A record in a file that is not valid YAML: from its '-' to the next one at the margin.
RECORD = re.compile(r"^(?=-\s)", re.MULTILINE)
SHOWN = re.compile(r"\{static\}([^\s)>\"'#]+)|\b(?:file|poster):[ \t]*[\"']?([^\s\"',}]+)")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The change to the files, and the names under which the person was entered: `names`, as words."""

    change: Change
    names: frozenset[tuple[str, ...]]


def withdrawal(who: str, root: Path, key: bytes | None) -> Withdrawal:
    """
    Return the change that removes the person with this id, whatever else is wrong with the site.

    Without a `key` no mark is written.

    Raises:
        RefusedError: there is nothing about that person, or the record cannot be cut out or read; it names nobody.
    """
    written: dict[str, bytes] = {}
    names: set[tuple[str, ...]] = set()
    found = False
    for path in _data(root):
        raw = (root / path).read_bytes()
        encoding = _encoding(raw)
        rest, cut = _cut(raw.decode(encoding), who)
        if cut:
            found = True
            written[path] = rest.encode(encoding)
            names |= _names(cut, path, quiet=key is None)
    texts = [path for path in _held(root, "content") if _of(path, who)]
    removed = {*texts, *_files(who, root, texts)}
    if not found and not removed:
        raise RefusedError(Sentence("There is no such record."))
    # The marks come first: a record must never be gone without its mark. The texts come last: files that only
    # they show can then be found again if this is interrupted where no plan can be kept.
    marks = {KEPT: _marked(root / KEPT, who, names, key)} if key else {}
    ordered = (*sorted(removed.difference(texts)), *texts)
    return Withdrawal(Change({**marks, **written}, removed=ordered), frozenset(names))


def left(who: str, names: frozenset[tuple[str, ...]], root: Path) -> list[str]:
    """
    Return where in `data/` and `content/` a person is still mentioned, as `path:line`, without naming anybody.

    For a binary file only the path is returned, and for a path that names the person or cannot be read only the
    folder.
    """
    paths = [path for folder in ("data", "content") for path in _held(root, folder) if path != KEPT]
    places = []
    for path in paths:
        try:
            data = (root / path).read_bytes()
        except OSError:
            places.append(path.rpartition("/")[0])
            continue
        found = naming({path: data}, [who], names)
        lines = _lines(data, who, names) if found.reported else []
        # Where only the folder is reported, the line of the file would be useless.
        places += [f"{path}:{line}" for line in lines] if lines and found.reported == (path,) else [*found.reported]
    return list(dict.fromkeys(places))


def _data(root: Path) -> list[str]:
    stem = Person.file.removesuffix(".yaml")
    return [path for path in _held(root, "data") if path.startswith((f"data/{stem}.", f"data/{stem}/"))]


def _held(root: Path, folder: str) -> list[str]:
    return sorted(one.relative_to(root).as_posix() for one in (root / folder).rglob("*") if one.is_file())


def _of(path: str, who: str) -> bool:
    """Return whether a path is that of a text about the person."""
    return path.split("/")[2:3] == ["person"] and _called(path, who)


def _files(who: str, root: Path, texts: list[str]) -> Iterator[str]:
    """
    Yield the pictures, papers and videos that are named after the person, or that only their texts show.

    If another record has the same id, names do not show whose they are.
    """
    own = {one for path in texts for one in _shown(_read(root / path))}
    rest = [path for folder in ("content", "data") for path in _held(root, folder) if path not in texts]
    read = {path: _read(root / path) for path in rest if path.endswith((".md", ".yaml"))}
    others = {one for text in read.values() for one in _shown(text)}
    persons = _data(root)

    def taken(one: str) -> bool:
        identified = re.compile(rf"\bid:[ \t]*+[\"']?{re.escape(one)}[\"']?[ \t\r]*+(?:$|[,}}])", re.MULTILINE)
        others = (text for path, text in read.items() if one != who or path not in persons)
        return any(_called(path, one) for path in read) or any(map(identified.search, others))

    for path in rest:
        name = path.rpartition("/")[2]
        if path.startswith(("content/files/", "content/pictures/", "content/video/")):
            after = named_after(path)
            if (who in after and not any(map(taken, after))) or (name in own and name not in others):
                yield path


def _called(path: str, who: str) -> bool:
    """Return whether a file is named after a record."""
    return path.rpartition("/")[2].partition(".")[0].partition("--")[0] == who


def _shown(text: str) -> set[str]:
    """Return the names of the files that a text shows or a record mentions."""
    return {unquote(path or name).rpartition("/")[2] for path, name in SHOWN.findall(text)}


def _read(path: Path) -> str:
    # A file that cannot be read must not keep anybody on the site.
    with contextlib.suppress(OSError):
        return path.read_bytes().decode("utf-8", "replace")
    return ""


def _encoding(raw: bytes) -> str:
    """Return an encoding in which the bytes of a text can be decoded and encoded unchanged: it must never fail."""
    likely = {BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}.get(raw[:2], "utf-8")
    for one in (likely, "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            raw.decode(one)
            return one
    return "latin-1"


def _cut(text: str, who: str) -> tuple[str, list[str]]:
    """Return a data file without the records with this id, and the texts of those records."""
    mark_of_order = text[: text.startswith("\ufeff")]
    text = text[len(mark_of_order) :]
    cut: list[str] = []
    try:
        while numbers := _numbers(slices := Slices(text), who):
            rest = slices.without(numbers)
            cut += map(slices.entry, numbers)
            text = rest
    except UnwritableError:
        first, *parts = RECORD.split(text)
        own = re.compile(
            rf"^(?:-\s++|[ \t]++)(?:\{{[ \t]*+)?id:[ \t]*+[\"']?{re.escape(who)}[\"']?[ \t\r]*+(?=$|,|(?<=\s)#)",
            re.MULTILINE,
        )
        cut += [f" {part[1:]}" for part in parts if own.search(part)]
        text = first + "".join(part for part in parts if not own.search(part))
    return mark_of_order + text, cut


def _numbers(slices: Slices, who: str) -> list[int]:
    listed = slices.root.value if isinstance(slices.root, yaml.SequenceNode) else ()
    return [
        number
        for number, node in enumerate(listed)
        if any((name.value, part.value) == ("id", who) for name, part in _pairs(node))
    ]


def _names(cut: list[str], path: str, quiet: bool) -> set[tuple[str, ...]]:
    """Return the words of the names in the texts of records."""
    found: set[tuple[str, ...]] = set()
    for text in cut:
        try:
            root = Slices(text).root
        except UnwritableError as error:
            if quiet:
                continue
            hint = Sentence(
                "Fix what jumelage check reports about the record, or add --no-mark to remove it without a mark."
            )
            if any(map(MERGE.fullmatch, text.splitlines())):
                # A file in the folder may be named after a person.
                place = path if path == f"data/{Person.file}" else path.rpartition("/")[0]
                hint = Sentence("First finish merging {path}, as 'jumelage check' explains.", path=place)
            raise RefusedError(Sentence("The name in the record cannot be read."), hint) from error
        found |= {one for name, part in _pairs(root) if name.value == "name" for one in _spelt(part)}
    return found


def _spelt(node: Any) -> Iterator[tuple[str, ...]]:
    for part in [part for _, part in _pairs(node)] or [node]:
        yield from spellings(str(part.value))


def _pairs(node: Any) -> list[tuple[Any, Any]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _marked(path: Path, who: str, names: set[tuple[str, ...]], key: bytes) -> bytes:
    """Return the file of marks with those of one more person; it works with any layout, and nothing is lost."""
    wanted = {who: 1} | {" ".join(name): len(name) for name in names}
    made = [with_proof(mark(text, key), count, key) for text, count in wanted.items()]
    return mark_file(path.read_bytes() if path.is_file() else b"").with_entries(made).encode()


def _lines(data: bytes, who: str, names: frozenset[tuple[str, ...]]) -> list[int]:
    """Return the lines, counted from 1, where a name starts or the id is; none for a binary file."""
    if b"\0" in data:
        return []
    lines = [[*decoded(line)] for line in data.decode("utf-8", "ignore").replace("\r\n", "\n").split("\n")]
    read = [(word, number) for number, said in enumerate(lines, 1) for word in words(said[-1])]
    found = {number for number, said in enumerate(lines, 1) if any(who in slugs(one) for one in said)}
    for name in names:
        for at, (_, number) in enumerate(read):
            if tuple(word for word, _ in read[at : at + len(name)]) == name:
                found.add(number)
    return sorted(found)
