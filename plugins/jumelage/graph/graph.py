"""The records shown on a day, and the references between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from jumelage.content import Loaded, Sourced
from jumelage.content.gone_and_security import Publishing
from jumelage.content.prose import Prose
from jumelage.kinds import KINDS
from jumelage.model.base import Document, Record
from jumelage.model.media import Picture, Video
from jumelage.model.references import Reference
from jumelage.model.statement import Statement
from jumelage.model.values import Day
from jumelage.settings import Settings
from jumelage.source import Trail
from jumelage.source.assets import Asset
from jumelage.source.file_names import named_after

Key = tuple[str, str]
Wanted = TypeVar("Wanted")


@dataclass(frozen=True, slots=True)
class Graph:
    """
    The records that are shown, by kind and id in the order of the files, and the references between them.

    `names` and `named_by` are references in the fields of records, `mentions` and `mentioned_by` those in their texts;
    all four contain only shown records, each once, in the order of the source files. `bare` are places and
    organisations without a page, since there is too little about them. `texts` contains the texts by kind, id and
    member (see `Text`), then by language; `sources` the source of each record, including those that are not shown.
    `statements` contains the data of the accessibility statement, if any.
    """

    records: Mapping[str, Mapping[str, Record]]
    names: Mapping[Key, tuple[Key, ...]]
    named_by: Mapping[Key, tuple[Key, ...]]
    mentions: Mapping[Key, tuple[Key, ...]]
    mentioned_by: Mapping[Key, tuple[Key, ...]]
    texts: Mapping[tuple[str, str, str], Mapping[str, Prose]]
    sources: Mapping[Key, Sourced]
    assets: Mapping[str, Asset]
    credits: Mapping[str, Picture]
    statements: Mapping[str, Statement] = field(default_factory=dict)
    publishing: Publishing = field(default_factory=Publishing)
    bare: Mapping[Key, bool] = field(default_factory=dict)

    def naming(self, key: Key, kind: str) -> Iterator[Record]:
        """Yield the records of a kind whose fields refer to a record, in the order of the files."""
        return (self.records[kind][name] for other, name in self.named_by.get(key, ()) if other == kind)


def credited(loaded: Loaded) -> Iterator[Picture]:
    """Yield every picture credited in a record or in the header of a text."""
    for by_id in loaded.records.valid.values():
        for sourced in by_id.values():
            yield from (one for one in sourced.record.pictures if isinstance(one, Picture))
    for text in loaded.texts:
        yield from text.header.pictures


PERSON = "person"
STATEMENT = "accessibility"
PLAIN = {type(None), str, int, float, bool, Day}


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return the name of each field of a model in Python and in files."""
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())


def within(value: Any, wanted: type[Wanted], trail: Trail = ()) -> Iterator[tuple[Trail, Wanted]]:
    """Yield every instance of `wanted` within a value, with the trail to it."""
    if isinstance(value, wanted):
        yield trail, value
    elif isinstance(value, BaseModel):
        for name, written in _fields(type(value)):
            part = getattr(value, name)
            # This runs for every field of every record: most can be skipped by type.
            if type(part) not in PLAIN:
                yield from within(part, wanted, (*trail, written))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from within(part, wanted, (*trail, number))


def graph(loaded: Loaded, written: list[Prose], settings: Settings) -> Graph:
    """Return the graph of what is shown today; with `drafts` in the settings, of everything."""
    valid = loaded.records.valid
    shown = {
        kind: {n: s.record for n, s in by_id.items() if _shown(kind, n, loaded, settings)}
        for kind, by_id in valid.items()
    }
    names: dict[Key, dict[Key, None]] = {}
    lasting: dict[Key, dict[Key, None]] = {}
    mentions: dict[Key, dict[Key, None]] = {}
    for kind, by_id in valid.items():
        for name, sourced in by_id.items():
            there = name in shown[kind]
            if not there and not _lasts(kind, name, loaded, settings):
                continue
            named = [*dict.fromkeys(_named(sourced.record))]
            lasting[kind, name] = dict.fromkeys(named)
            if there:
                names[kind, name] = {key: None for key in named if key[1] in shown[key[0]]}
    texts: dict[tuple[str, str, str], dict[str, Prose]] = {}
    for one in written:
        text = one.text
        if (text.header.draft and not settings.drafts) or text.id not in shown[text.kind]:
            continue
        texts.setdefault((text.kind, text.id, text.member), {})[text.lang] = one
        targets = [(m.kind, m.id) for m in one.mentions if m.kind in shown and m.id in shown[m.kind]]
        mentions.setdefault((text.kind, text.id), {}).update(dict.fromkeys(targets))
    makers = {picture.file: picture for picture in credited(loaded)}
    sources = {(kind, name): sourced for kind, by_id in valid.items() for name, sourced in by_id.items()}
    edges = (_frozen(names), _turned(names), _frozen(mentions), _turned(mentions))
    assets = _published(loaded, written, shown)
    bare = dict.fromkeys(_bare(shown, texts, _turned(lasting)), True)
    stated = {STATEMENT: loaded.stated.statement} if loaded.stated.statement else {}
    return Graph(shown, *edges, texts, sources, assets, makers, stated, loaded.publishing, bare)


def _named(record: Record) -> Iterator[Key]:
    """Yield the records that the fields of a record refer to, except publishers of its sources."""
    for trail, reference in within(record, Reference):
        if trail[0] not in {"id", "sources"}:
            yield from ((kind, str(reference)) for kind in reference.kinds)


def _bare(
    shown: Mapping[str, Mapping[str, Record]],
    texts: Mapping[tuple[str, str, str], Mapping[str, Prose]],
    namers: Mapping[Key, tuple[Key, ...]],
) -> Iterator[Key]:
    """
    Yield the places and organisations without a text that at most one record refers to.

    Those that a person at risk refers to do have a page, so that links to them never lead to the person instead.
    """
    for kind in (name for name, one in KINDS.items() if one.bare):
        for name in shown[kind]:
            found = namers.get((kind, name), ())
            if len(found) < 2 and (kind, name, "") not in texts and not any(one[0] == PERSON for one in found):
                yield kind, name


def _published(loaded: Loaded, written: list[Prose], shown: Mapping[str, Mapping[str, Record]]) -> Mapping[str, Asset]:
    """Return the files of the site except those only used for persons at risk who are not shown."""
    hidden = loaded.records.valid[PERSON].keys() - shown[PERSON].keys()
    theirs = {path for path in loaded.assets if hidden & named_after(path)}
    others: set[str] = set()
    for one in written:
        used = {mention.id for mention in one.mentions if mention.kind == "static"}
        (theirs if one.text.kind == PERSON and one.text.id in hidden else others).update(used)
    theirs -= others
    if theirs:
        # All records count, since the passing of a day alone must not remove a published file.
        records = [sourced.record for by_id in loaded.records.valid.values() for sourced in by_id.values()]
        used = {stem for one in records for stem in _stems(one)}
        theirs = {path for path in theirs if _stem(path) not in used}
    return {path: asset for path, asset in loaded.assets.items() if path not in theirs}


def _stems(record: Record) -> Iterator[str]:
    """Yield the names, without extension, of the files that a record shows."""
    for _, document in within(record, Document):
        yield _stem(document.file or "")
    for _, picture in within(record, Picture):
        yield _stem(picture.file)
    for _, video in within(record, Video):
        yield from (_stem(video.file), _stem(video.poster or ""))


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def _shown(kind: str, name: str, loaded: Loaded, settings: Settings) -> bool:
    sourced = loaded.records.valid[kind].get(name)
    if kind == PERSON and settings.preview:
        return False
    if sourced is None or not (settings.drafts or sourced.record.published(settings.today)):
        return False
    owners = ((owner, getattr(sourced.record, owner)) for owner in sourced.record.owners)
    return all(_shown(owner, of, loaded, settings) for owner, of in owners if of is not None)


def _lasts(kind: str, name: str, loaded: Loaded, settings: Settings) -> bool:
    """Return whether a record is or was shown: the passing of a day must not remove another record's page."""
    record = loaded.records.valid[kind][name].record
    owners = ((owner, getattr(record, owner)) for owner in record.owners)
    there = all(of in loaded.records.valid[owner] and _lasts(owner, of, loaded, settings) for owner, of in owners if of)
    return there and not record.draft and record.begun(settings.today)


def _frozen(edges: dict[Key, dict[Key, None]]) -> dict[Key, tuple[Key, ...]]:
    return {key: tuple(targets) for key, targets in edges.items()}


def _turned(edges: dict[Key, dict[Key, None]]) -> dict[Key, tuple[Key, ...]]:
    turned: dict[Key, dict[Key, None]] = {}
    for key, targets in edges.items():
        for target in targets:
            turned.setdefault(target, {})[key] = None
    return _frozen(turned)
