"""What is about to be published is searched for persons who were taken off the site."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from jumelage.load.withdrawn import FILE, withdrawn
from jumelage.model.withdrawn import Withdrawn
from jumelage.problems import BuildError, ContentError
from jumelage.sentences import Sentence
from jumelage.settings import Settings
from jumelage.traces.names import mark
from jumelage.traces.searching import traces

KEY = "WITHDRAWN_KEY"
SHORTEST = 32  # characters of a key
MOST = 20  # places that are told
NOT_SEARCHED = Sentence(
    "This build was not searched for the persons in data/{file}; what is published is: never publish this one.",
    file=FILE,
)


def key_in(environment: Mapping[str, str]) -> bytes:
    """
    Return the secret key of the marks.

    Raises:
        BuildError: there is none, or one that can be guessed.
    """
    key = environment.get(KEY, "").strip()
    if not key:
        raise BuildError(Sentence("The secret key is missing: nothing is set as {name}.", name=KEY))
    if len(key) < SHORTEST:
        least = "The key in {name} is too short: it needs {count} characters or more."
        raise BuildError(Sentence(least, name=KEY, count=SHORTEST))
    return key.encode()


def marks_of(root: Path, key: bytes) -> tuple[Withdrawn, ...]:
    """
    Return the marks in `data/withdrawn.yaml`.

    Raises:
        ContentError: the file is not sound.
        BuildError: it was written with another key.
    """
    marks = _sound(root)
    # The mark of nothing tells whether this is the key; with another one nobody would ever be found.
    if marks and mark("", key) not in {one.mark for one in marks}:
        raise BuildError(Sentence("{name} is not the key with which data/{file} was written.", name=KEY, file=FILE))
    return marks


def marks_and_key(root: Path, environment: Mapping[str, str]) -> tuple[tuple[Withdrawn, ...], bytes]:
    """
    Return the marks in `data/withdrawn.yaml` and their key; where nobody was withdrawn none is needed.

    Raises:
        ContentError: the file is not sound.
        BuildError: there is no key, or it is another one.
    """
    if not _sound(root):
        return (), b""
    key = key_in(environment)
    return marks_of(root, key), key


def _sound(root: Path) -> tuple[Withdrawn, ...]:
    marks, problems = withdrawn(root)
    if problems:
        raise ContentError(problems)
    return marks


def search_traces(root: Path, files: Mapping[str, bytes], settings: Settings) -> tuple[Sentence, ...]:
    """
    Search what is to be published for the persons in `data/withdrawn.yaml`, and return what is to be said beside it.

    Only what is published is searched: elsewhere nobody has the key.

    Raises:
        BuildError: one of them is still named, or the key is missing; it names no one.
    """
    if not _sound(root):
        return ()
    if not settings.publish:
        return (NOT_SEARCHED,)
    found = traces(files, *marks_and_key(root, os.environ))
    if found.told:
        still = "A person who was withdrawn is still named in: {paths}. Nothing was written."
        raise BuildError(Sentence(still, paths=listed_places(found.told)))
    return unread(found.unread)


def unread(paths: Iterable[str]) -> tuple[Sentence, ...]:
    """Return what is to be said of files that could not be searched as a whole, nothing when there are none."""
    told = listed_places(paths)
    hint = "These files could not be read as a whole, so look yourself whether they name a withdrawn person: {paths}."
    return (Sentence(hint, paths=told),) if told else ()


def listed_places(paths: Iterable[str]) -> str:
    """Return the first places with commas between them, and a mark when there are more."""
    known = list(paths)
    return ", ".join(known[:MOST]) + (f", … ({len(known)})" if len(known) > MOST else "")
