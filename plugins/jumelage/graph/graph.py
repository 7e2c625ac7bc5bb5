"""The records shown on a day, and what leads where."""

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
    The records that are shown, by kind and id in the order of the files, and what leads where.

    `names` and `named_by` follow the fields of records, `mentions` and `mentioned_by` their prose; all four hold only
    records that are shown, each once, in the order in which they are written. `bare` are places and organisations that
    have no page, for there is too little to say of them. `texts` holds the prose by kind, id and
    member (see `Text`), then by language; `sources` says where each record is written, also one that is not shown.
    `statements` holds what the accessibility statement rests on, where there is any.
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
        """Give the records of a kind that name a record, in the order of the files."""
        return (self.records[kind][name] for other, name in self.named_by.get(key, ()) if other == kind)


def credited(loaded: Loaded) -> Iterator[Picture]:
    """Give every picture of which records and headers of texts say who made it."""
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
    """Return the fields of a model, each with its name in files."""
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())


def within(value: Any, wanted: type[Wanted], trail: Trail = ()) -> Iterator[tuple[Trail, Wanted]]:
    """Give every `wanted` within a record, with its place in it."""
    if isinstance(value, wanted):
        yield trail, value
    elif isinstance(value, BaseModel):
        for name, written in _fields(type(value)):
            part = getattr(value, name)
            # Asked of every field of every record: most of them are told apart by their type alone.
            if type(part) not in PLAIN:
                yield from within(part, wanted, (*trail, written))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from within(part, wanted, (*trail, number))


def graph(loaded: Loaded, written: list[Prose], settings: Settings) -> Graph:
    """Return the graph of what is shown today; with the settings' `drafts`, of everything there is."""
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
    """Give what the fields of a record name; who published a source is not said of it."""
    for trail, reference in within(record, Reference):
        if trail[0] not in {"id", "sources"}:
            yield from ((kind, str(reference)) for kind in reference.kinds)


def _bare(
    shown: Mapping[str, Mapping[str, Record]],
    texts: Mapping[tuple[str, str, str], Mapping[str, Prose]],
    namers: Mapping[Key, tuple[Key, ...]],
) -> Iterator[Key]:
    """
    Give the places and organisations without a text that at most one record names.

    One that a person at risk names has a page: nothing that leads to it may lead to the person instead.
    """
    for kind in (name for name, one in KINDS.items() if one.bare):
        for name in shown[kind]:
            found = namers.get((kind, name), ())
            if len(found) < 2 and (kind, name, "") not in texts and not any(one[0] == PERSON for one in found):
                yield kind, name


def _published(loaded: Loaded, written: list[Prose], shown: Mapping[str, Mapping[str, Record]]) -> Mapping[str, Asset]:
    """Return the files of the site but those that are there for persons at risk who are not shown."""
    hidden = loaded.records.valid[PERSON].keys() - shown[PERSON].keys()
    theirs = {path for path in loaded.assets if hidden & named_after(path)}
    others: set[str] = set()
    for one in written:
        used = {mention.id for mention in one.mentions if mention.kind == "static"}
        (theirs if one.text.kind == PERSON and one.text.id in hidden else others).update(used)
    theirs -= others
    if theirs:
        # All records, for the day alone must not take a file away that was published.
        records = [sourced.record for by_id in loaded.records.valid.values() for sourced in by_id.values()]
        used = {stem for one in records for stem in _stems(one)}
        theirs = {path for path in theirs if _stem(path) not in used}
    return {path: asset for path, asset in loaded.assets.items() if path not in theirs}


def _stems(record: Record) -> Iterator[str]:
    """Give what the files that a record shows are called, without what stands behind the dot."""
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
    """Return whether a record has been shown until its day came: no page may go because a day has come."""
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
