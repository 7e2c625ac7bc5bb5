"""Texts that search engines may have and that name a person at risk who is not listed; a message never shows it."""

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
    """Give a problem for each text or record that leads to, or names in full, somebody who is not listed."""
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
    """Return the names, as `naming` looks for them, of those who are not listed."""
    # A namesake may be named, and of a name of one word nobody knows whom it means.
    return {name for name in _called(persons, False) - _called(persons, True) if " " in name}


def _called(persons: Collection[Person], listed: bool) -> set[str]:
    return {_words(name) for one in persons if one.listed == listed for name in one.name.values()}


def _text(one: Prose, hidden: Collection[str], names: Collection[str]) -> Iterator[Problem]:
    text = one.text
    for mention in one.mentions:
        if mention.kind == "person" and mention.id in hidden:
            yield unlisted_problem(mention.position)
    # What the file is called is in the address, too.
    if any(naming(said, names) for said in (text.id, *(said for _, said in _said(text.header.model_dump())))):
        yield unlisted_problem(Position(text.path, 1))
    # Few texts name anybody: only then is it asked on which line.
    lines = [*text.body.split("\n"), ""] if naming(text.body, names) else []
    for number, (line, after) in enumerate(pairwise(lines)):
        # A name may begin on one line and end on the next.
        if naming(line, names) or (naming(f"{line} {after}", names) and not naming(after, names)):
            yield unlisted_problem(Position(text.path, text.line + number))


def _record(record: Record, hidden: Collection[str], names: Collection[str]) -> Iterator[Trail]:
    """Give where a record, unless it is that of somebody unlisted, has a text with a name; notes are for editors."""
    if not isinstance(record, Person) or record.id not in hidden:
        for trail, said in _said(record.model_dump(by_alias=True, exclude={"note"})):
            if naming(said, names):
                yield trail


def _said(value: Any, trail: Trail = ()) -> Iterator[tuple[Trail, str]]:
    """Give every text within a value with its place: names and titles, but also addresses and parts of them."""
    if isinstance(value, str):
        yield trail, value
    elif isinstance(value, dict | list | tuple):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _said(part, (*trail, step))


def naming(text: str, names: Collection[str]) -> bool:
    """Return whether a text has one of some names in it, each two words or more, as whole words."""
    said = f" {_words(text)} "
    return any(f" {name} " in said for name in names)


def _words(text: str) -> str:
    # Markdown and addresses may spell a letter as an entity or in per cent.
    return " ".join(words(unquote(html.unescape(text))))


def unlisted_problem(place: Position) -> Problem:
    """Return the problem that something names or leads to somebody who is not listed."""
    message = Sentence("A text that search engines may index names or links to a person at risk who is not listed.")
    hint = Sentence("Reword it without the name, for instance 'a writer', and without the link.")
    return Problem(place, Code.PERSON_UNLISTED, message, hint)
