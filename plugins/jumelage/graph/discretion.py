"""Warns about what records and texts on persons at risk seem to reveal, without showing it."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from jumelage.content import Loaded, Sourced, Text
from jumelage.content.prose import Prose
from jumelage.graph.graph import within
from jumelage.messages.problems import Code, Position, Problem, Severity
from jumelage.messages.sentences import Sentence
from jumelage.model.people import Person
from jumelage.source.file_names import named_after

# Coordinates, or a street with a number: more precise than a location of a person at risk may be. Anybody can propose a
# text, so matching must take linear time: runs of digits or spaces are matched without backtracking.
LOCATED = re.compile(
    r"\d\.\d{3,}+(?:\s*+[,;/]\s*+|\s++)-?\d{1,3}\.\d{3}|\d\s?°\s?\d{1,2}\s?[′']"
    r"|\b(?:rue|avenue|boulevard|chaussée|street|road)\b[^\n,.;]{0,40}\b\d|\w(?:straat|laan|steenweg|plein)\s++\d"
    r"|\b\d++(?:\s*+,)?\s++(?:rue|avenue|boulevard|chaussée)\b",
    re.IGNORECASE,
)
SPOKEN = re.compile(r"[\w'’\s-]+")  # words separated only by spaces


def discretion(loaded: Loaded, written: list[Prose]) -> Iterator[Problem]:
    """Yield all warnings: for records first, then for their texts, including drafts, as the repository is public."""
    records: Mapping[str, Sourced] = loaded.records.valid["person"]
    for sourced in records.values():
        for trail, said in within(sourced.record, dict):
            if any(LOCATED.search(one) for one in said.values()):
                yield _located(sourced.position(trail))
    for one in written:
        text = one.text
        person = records[text.id].record if text.kind == "person" and text.id in records else None
        if isinstance(person, Person):
            yield from _placed(text)
            yield from _pictured(one, person)


def _placed(text: Text) -> Iterator[Problem]:
    for number, line in enumerate(text.body.split("\n")):
        if LOCATED.search(line):
            yield _located(Position(text.path, text.line + number))


def _pictured(one: Prose, person: Person) -> Iterator[Problem]:
    """Yield a warning where the file name or description of a picture may reveal more than the name in the record."""
    text = one.text
    known = frozenset(word.casefold() for said in person.name.values() for word in said.split())
    for index, picture in enumerate(text.header.pictures):
        if person.id not in named_after(picture.file):
            yield _misnamed(text.parsed.position(("pictures", index, "file")))
        for lang, alt in picture.alt.items():
            if _tells(alt, known):
                yield _telling(text.parsed.position(("pictures", index, "alt", lang)))
    for mention in one.mentions:
        if mention.shown and person.id not in named_after(mention.id):
            yield _misnamed(mention.position)
    for number, line in enumerate(text.body.split("\n")):
        if any(_tells(alt, known) for alt in _described(line)):
            yield _telling(Position(text.path, text.line + number))


def _described(line: str) -> Iterator[str]:
    """Yield the description, in brackets, of each picture in a line."""
    # A regular expression would search up to the end of the line for each picture, in quadratic time.
    start = line.find("![")
    while start >= 0 and (end := line.find("]", start)) >= 0:
        yield line[start + 2 : end]
        start = line.find("![", end)


def _tells(alt: str, known: frozenset[str]) -> bool:
    """Return whether two adjacent words are capitalised and not `known`: mostly the name of somebody else."""
    return any(
        word[0].isupper() and after[0].isupper() and known.isdisjoint((word.casefold(), after.casefold()))
        for run in SPOKEN.findall(alt)
        for word, after in pairwise(run.split())
    )


def _located(place: Position) -> Problem:
    message = Sentence(
        "This looks like an address or coordinates: the exact location of a person at risk is never given."
    )
    return _warning(place, Code.PERSON_LOCATION, message, Sentence("At most, name the country; or leave it out."))


def _misnamed(place: Position) -> Problem:
    message = Sentence("The name of this picture file may give too much away.")
    hint = Sentence("Name the file after the record's id, or the id and a number: id-1.jpg.")
    return _warning(place, Code.PERSON_NAME, message, hint)


def _telling(place: Position) -> Problem:
    message = Sentence("The description of a picture seems to use a different name from the record.")
    hint = Sentence("Describe what can be seen, and use no name except the one in the record.")
    return _warning(place, Code.PERSON_NAME, message, hint)


def _warning(place: Position, code: Code, message: Sentence, hint: Sentence) -> Problem:
    return Problem(place, code, message, hint, Severity.WARNING)
