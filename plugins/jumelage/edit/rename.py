"""Changes an id everywhere: in data, texts, links and file names; the old one stays as an alias."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from jumelage.content import Loaded, Text, front_matter
from jumelage.edit.change import Change, RefusedError, usable
from jumelage.edit.slices import Slices, UnwritableError
from jumelage.graph.graph import within
from jumelage.messages.nouns import a, no
from jumelage.messages.problems import did_you_mean
from jumelage.messages.sentences import Sentence
from jumelage.model.base import Document
from jumelage.model.references import Reference
from jumelage.settings import Settings
from jumelage.source import Trail


def renamed(kind: str, old: str, new: str, loaded: Loaded, root: Path, settings: Settings) -> Change:
    """
    Return the change that gives a record another id.

    Persons at risk keep no alias; a country's id is its code and cannot be changed.

    Raises:
        RefusedError: there is no such record, the new id is invalid, or one of the new file names is taken.
    """
    _possible(kind, old, new, loaded, settings)
    files = _files(kind, old, new, loaded)
    values = _values(kind, old, new, loaded, files)
    written: dict[str, str] = {}
    try:
        for path, replaced in values.items():
            written[path] = Slices(_read(root / path)).replaced(replaced)
        if kind not in {"person", "news", "page"}:
            _alias(kind, old, new, loaded, written)
    except UnwritableError as error:
        raise RefusedError(Sentence("The layout of a data file does not allow its id to be changed.")) from error
    moved = dict(_texts_moved(kind, old, new, loaded)) | {
        f"content/{one}": f"content/{other}" for one, other in files.items()
    }
    there = next((path for path in moved.values() if os.path.lexists(root / path)), None)
    if there:
        folder = there.rpartition("/")[0]
        raise RefusedError(
            Sentence("There is already a file of that name in {path}.", path=folder)
            if kind == "person"
            else Sentence("There is already a file: {path}", path=there)
        )
    for text in loaded.texts:
        before = _read(root / text.path)
        after = _text(before, text, kind, old, new, files)
        target = moved.get(text.path, text.path)
        if after != before:
            written[target] = after
    paths = tuple(sorted({*written, *moved.values()}))
    return Change({path: text.encode() for path, text in written.items()}, moved, paths)


def _possible(kind: str, old: str, new: str, loaded: Loaded, settings: Settings) -> None:
    known = loaded.records.valid[kind]
    if kind == "country":
        raise RefusedError(Sentence("The id of a country is its ISO code and cannot be changed."))
    if old not in known:
        if kind == "person":
            raise RefusedError(Sentence("There is no such record."))
        raise RefusedError(Sentence("There is {none} '{name}'.", none=no(kind), name=old), did_you_mean(old, known))
    if new in known:
        taken = (
            Sentence("This id is taken.")
            if kind == "person"
            else Sentence("There is already {noun} '{name}'.", noun=a(kind), name=new)
        )
        raise RefusedError(taken)
    usable(kind, new, settings)


def _read(path: Path) -> str:
    # As bytes, so that line ends and a BOM stay as they are.
    return path.read_bytes().decode()


def _values(kind: str, old: str, new: str, loaded: Loaded, files: Mapping[str, str]) -> dict[str, dict[Trail, str]]:
    """Return the new values by place, by data file."""
    found: dict[str, dict[Trail, str]] = {}
    for by_id in loaded.records.valid.values():
        for sourced in by_id.values():
            if not sourced.parsed.path.startswith("data/"):
                continue
            values = found.setdefault(sourced.parsed.path, {})
            if (sourced.record.kind_name, sourced.record.id) == (kind, old):
                values[(*sourced.trail, "id")] = new
            for trail, reference in within(sourced.record, Reference):
                if reference == old and _leads(reference, loaded) == kind and trail != ("id",):
                    values[(*sourced.trail, *trail)] = new
            for trail, document in within(sourced.record, Document):
                if f"files/{document.file}" in files:
                    name = files[f"files/{document.file}"].removeprefix("files/")
                    values[(*sourced.trail, *trail, "file")] = name
    return {path: values for path, values in found.items() if values}


def _leads(reference: Reference, loaded: Loaded) -> str:
    """Return the kind of record that a reference leads to; some may lead to one of several."""
    return next((kind for kind in reference.kinds if reference in loaded.records.valid[kind]), "")


def _alias(kind: str, old: str, new: str, loaded: Loaded, written: dict[str, str]) -> None:
    sourced = loaded.records.valid[kind][old]
    path = sourced.parsed.path
    if new in sourced.record.aliases:
        # The record gets a former id back: swap the two.
        number = sourced.record.aliases.index(new)
        written[path] = Slices(written[path]).replaced({(*sourced.trail, "aliases", number): old})
    else:
        written[path] = Slices(written[path]).entered(sourced.trail, "aliases", old)


def _texts_moved(kind: str, old: str, new: str, loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Yield the old and new path of each text that is named after the record."""
    for text in loaded.texts:
        stem = PurePosixPath(text.path).stem
        if (text.kind, text.id) == (kind, old):
            stem = f"{new}{stem.removeprefix(old)}"
        elif kind == "municipality" and text.member == old:
            stem = f"{text.id}--{new}"
        else:
            continue
        yield text.path, str(PurePosixPath(text.path).with_name(f"{stem}.md"))


def _files(kind: str, old: str, new: str, loaded: Loaded) -> dict[str, str]:
    """
    Return the old and new path, in content/, of each picture and paper that is named after the record.

    If a record of another kind has the same id, we cannot know whose they are, and they stay.
    """
    if any(old in by_id for other, by_id in loaded.records.valid.items() if other != kind):
        return {}
    found = {}
    for name in loaded.assets:
        path = PurePosixPath(name)
        if path.stem == old or path.stem.startswith(f"{old}--"):
            found[name] = str(path.with_name(f"{new}{path.name.removeprefix(old)}"))
    return found


def _text(raw: str, text: Text, kind: str, old: str, new: str, files: Mapping[str, str]) -> str:
    """Return a text with updated links to the record and to files named after it."""
    end = r"(?=[#)\s>\"']|$)"
    made = re.sub(rf"(\{{{kind}\}}){re.escape(old)}{end}", rf"\g<1>{new}", raw)
    if kind == "municipality":
        made = re.sub(rf"(\{{campaign\}}[a-z0-9-]+#){re.escape(old)}(?=--|[)\s])", rf"\g<1>{new}", made)
    for name, other in files.items():
        made = re.sub(rf"(\{{static\}}){re.escape(name)}{end}", rf"\g<1>{other}", made)
    if kind in {"news", "page"} and (text.kind, text.id) == (kind, old):
        made = _own_alias(made, text, old, new)
    return made


def _own_alias(raw: str, text: Text, old: str, new: str) -> str:
    """Return a text that is itself a record, with its former id added to `aliases` in the header."""
    plain = raw.replace("\r\n", "\n")
    split = front_matter.split(plain)
    aliases = getattr(text.header, "aliases", ())
    if new in aliases:
        header = Slices(split.header).replaced({("aliases", aliases.index(new)): old})
    else:
        header = Slices(split.header).entered((), "aliases", old)
    made = f"---\n{header}---\n" + "\n".join(plain.split("\n")[split.line - 1 :])
    return made.replace("\n", "\r\n") if "\r\n" in raw else made
