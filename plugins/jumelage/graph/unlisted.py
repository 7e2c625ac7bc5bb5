"""Finds texts that search engines may index and that name an unlisted person at risk; messages never show the name."""

import html
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from jumelage.content import Loaded
from jumelage.content.prose import Prose
from jumelage.messages.problems import Code, Position, Problem
from jumelage.messages.sentences import Sentence
from jumelage.model.base import Record
from jumelage.model.people import Person
from jumelage.source import Trail
from jumelage.source.words import words


def unlisted(loaded: Loaded, written: list[Prose]) -> Iterator[Problem]:
    """Yield a problem for each text or record that links to an unlisted person or contains their full name."""
    persons = [one.record for one in loaded.records.valid["person"].values() if isinstance(one.record, Person)]
    hidden = {one.id for one in persons if not one.listed}
    if not hidden:
        return
    names = names_of_unlisted(persons)
    for one in written:
        if one.text.kind != "person" or one.text.id not in hidden:
            yield from _text(one, hidden, names)
    for by_id in loaded.records.valid.values():
        for sourced in by_id.values():
            yield from (unlisted_problem(sourced.position(trail)) for trail in _record(sourced.record, hidden, names))


def names_of_unlisted(persons: Collection[Person]) -> set[str]:
    """Return the names of unlisted persons in the form that `naming` expects."""
    # A name shared with a listed person is allowed, and a name of one word is ambiguous.
    return {name for name in _called(persons, False) - _called(persons, True) if " " in name}


def _called(persons: Collection[Person], listed: bool) -> set[str]:
    return {_words(name) for one in persons if one.listed == listed for name in one.name.values()}


def _text(one: Prose, hidden: Collection[str], names: Collection[str]) -> Iterator[Problem]:
    text = one.text
    for mention in one.mentions:
        if mention.kind == "person" and mention.id in hidden:
            yield unlisted_problem(mention.position)
    # The address contains the name of the file, too.
    if any(naming(said, names) for said in (text.id, *(said for _, said in _said(text.header.model_dump())))):
        yield unlisted_problem(Position(text.path, 1))
    # Few texts contain a name: only those are searched line by line.
    lines = [*text.body.split("\n"), ""] if naming(text.body, names) else []
    for number, (line, after) in enumerate(pairwise(lines)):
        # A name may start on one line and end on the next.
        if naming(line, names) or (naming(f"{line} {after}", names) and not naming(after, names)):
            yield unlisted_problem(Position(text.path, text.line + number))


def _record(record: Record, hidden: Collection[str], names: Collection[str]) -> Iterator[Trail]:
    """Yield the trails to texts with a name in a record, except that of an unlisted person; notes are not published."""
    if not isinstance(record, Person) or record.id not in hidden:
        for trail, said in _said(record.model_dump(by_alias=True, exclude={"note"})):
            if naming(said, names):
                yield trail


def _said(value: Any, trail: Trail = ()) -> Iterator[tuple[Trail, str]]:
    """Yield every string within a value with its trail: names and titles, but also addresses and slugs."""
    if isinstance(value, str):
        yield trail, value
    elif isinstance(value, dict | list | tuple):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _said(part, (*trail, step))


def naming(text: str, names: Collection[str]) -> bool:
    """Return whether a text contains one of `names`, each of at least two words, as whole words."""
    said = f" {_words(text)} "
    return any(f" {name} " in said for name in names)


def _words(text: str) -> str:
    # In Markdown and addresses, letters may be written as entities or percent-encoded.
    return " ".join(words(unquote(html.unescape(text))))


def unlisted_problem(place: Position) -> Problem:
    """Return the problem that something names or links to an unlisted person."""
    message = Sentence("A text that search engines may index names or links to a person at risk who is not listed.")
    hint = Sentence("Reword it without the name, for instance 'a writer', and without the link.")
    return Problem(place, Code.PERSON_UNLISTED, message, hint)
