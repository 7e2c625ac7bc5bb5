"""Finds the paragraphs of a text that changed since its translation, from hashes in the translation."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jumelage.content import Text


@dataclass(frozen=True, slots=True)
class Changed:
    """A new or changed paragraph: `number` counts from 1, `line` is its line in the body, from 0."""

    number: int
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Drift:
    """Changes of a source since its translation: `changed` paragraphs, and the number of removed ones (`gone`)."""

    changed: tuple[Changed, ...] = ()
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Outdated:
    """The source of a translation, and how it has changed since."""

    source: Text
    drift: Drift


def outdated(text: Text, by_lang: Mapping[str, Text]) -> Outdated | None:
    """
    Return the changed source of a translation, None if the text is not a translation or is up to date.

    `by_lang` contains the same text in each language; a source that is a draft or does not exist is ignored.
    """
    origin = text.header.translated_from
    source = by_lang.get(origin.lang) if origin else None
    if origin is None or source is None or source.header.draft or source.lang == text.lang:
        return None
    found = drift(origin.paragraphs, source.body)
    return Outdated(source, found) if found else None


def paragraphs(body: str) -> tuple[str, ...]:
    r"""
    Return the first 4 hex digits of SHA-256 of each paragraph, in order; white space is collapsed.

    >>> paragraphs("Water.\n\nMore\n  water.\n")
    ('d217', 'f28e')
    >>> paragraphs("Water.\n\n\nMore water.") == paragraphs("Water.\n\nMore\n  water.\n")
    True
    """
    return tuple(_digest(text) for _, text in _split(body))


def drift(recorded: Sequence[str], body: str) -> Drift | None:
    """
    Return how the `body` of a source differs from the paragraphs that were `recorded` when it was translated.

    None if nothing was added, changed, moved or removed.
    """
    now = paragraphs(body)
    if now == tuple(recorded):
        return None
    known = Counter(recorded)
    changed = []
    for number, (line, text) in enumerate(_split(body), 1):
        digest = now[number - 1]
        if known[digest]:
            known[digest] -= 1
        else:
            changed.append(Changed(number, line, text))
    return Drift(tuple(changed), max(0, len(recorded) - len(now) + len(changed)))


def _split(body: str) -> Iterator[tuple[int, str]]:
    """Yield the first line, from 0, and the text of each paragraph, with white space collapsed."""
    line = 0
    for block in re.split(r"(\n[ \t]*(?=\n))", body):
        words = block.split()
        if words:
            yield line + block[: len(block) - len(block.lstrip())].count("\n"), " ".join(words)
        line += block.count("\n")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:4]
