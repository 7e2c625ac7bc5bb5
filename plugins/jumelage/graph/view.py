"""A view of the graph that records each question, so that later builds can ask it again."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from glob import escape
from typing import Any

from jumelage.content import Sourced
from jumelage.content.prose import Prose
from jumelage.graph.graph import PERSON, Graph, Key
from jumelage.model import RECORDS
from jumelage.source.assets import Asset
from jumelage.store.reads import ALL, Noted, Question

EDGES = ("names", "named_by", "mentions", "mentioned_by")
OTHERS = ("sources", "assets", "credits", "statements", "bare")
# Parts whose questions contain the id of a record.
PARTS = frozenset({*EDGES, "records", "texts", "sources", "bare"})


def noted(graph: Graph, part: Question = ()) -> Graph:
    """Return a view of the graph that records each question, prefixed with `part`."""
    records = {kind: Noted(by_id, *part, "records", kind) for kind, by_id in graph.records.items()}
    others: dict[str, Any] = {name: Noted(getattr(graph, name), *part, name) for name in (*EDGES, *OTHERS)}
    return replace(graph, records=records, texts=Noted(graph.texts, *part, "texts", nested=True), **others)


def answered(graph: Graph, question: Question) -> object:
    """Return the answer to a question as a plain value that only differs if something relevant to output changes."""
    part, *key = question
    if part == "records":
        found = _within(graph.records.get(key[0], {}), key[1:])
    elif part == "texts" and key != [ALL]:
        kind, name, member, *lang = key
        found = _within(graph.texts.get((kind, name, member), {}), lang or [ALL])
    else:
        found = _within(getattr(graph, part), key)
    return _plain(found)


def _within(held: Mapping[Any, Any], key: Sequence[str]) -> object:
    return tuple(held) if [*key] == [ALL] else held.get(tuple(key) if len(key) > 1 else key[0])


def _plain(found: object) -> object:
    """Return the part of an answer that is relevant to output: without positions within source files."""
    if isinstance(found, Prose):
        return found.text.path, found.text.header, found.text.body
    if isinstance(found, Sourced):
        # Also for a record that is not shown: its dates determine when it will be.
        return found.parsed.path, found.record
    if isinstance(found, Asset):
        return found.path, hashlib.sha256(found.data).digest(), found.width, found.height
    return found


def whence(graph: Graph, question: Question) -> Iterator[str]:
    """Yield patterns for the paths, relative to the root, of the source files that an answer comes from."""
    match question:
        case ("records", kind, "*"):
            yield from _files(kind)
        case ("records" | "sources", kind, name):
            yield from _written((kind, name), graph)
        case ("texts", kind, name, *_):
            yield from _texts(kind, name)
        case ("assets", name):
            yield f"content/{escape(name)}"
        case ("names" | "mentions", kind, name):
            yield from _written((kind, name), graph)
        case ("named_by" | "mentioned_by" as part, kind, name):
            for key in getattr(graph, part).get((kind, name), ()):
                yield from _written(key, graph)
        case ("statements", *_):
            yield "data/accessibility.yaml"
        case _:
            # Not pictures and files, whose names may be those of persons at risk, on whatever page this is asked.
            yield from ("data/*", "content/*.md")


def _written(key: Key, graph: Graph) -> Iterator[str]:
    source = graph.sources.get(key)
    if source and source.parsed.path.startswith("data/"):
        yield escape(source.parsed.path)
    else:
        yield from _files(key[0])
    yield from _texts(*key)


def _files(kind: str) -> Iterator[str]:
    """Yield patterns for the data files of a kind; none for kinds that consist of texts."""
    file = RECORDS[kind].file if kind in RECORDS else ""
    if file:
        yield from (f"data/{file}", f"data/{file.removesuffix('.yaml')}/*")


def _texts(kind: str, name: str) -> Iterator[str]:
    if kind == PERSON:
        yield f"content/*/{PERSON}/"
    else:
        yield from (f"content/*/{kind}/{escape(name)}.md", f"content/*/{kind}/{escape(name)}--*")
