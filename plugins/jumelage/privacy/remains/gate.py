"""Searches what is about to be published for withdrawn persons."""

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from jumelage.content.withdrawn import AGAIN, BROUGHT, FILE, PUBLISHED, TREE, Placed, entries, withdrawn
from jumelage.content.withdrawn_lines import mark_file
from jumelage.messages.problems import BuildError, Code, ContentError, Problem
from jumelage.messages.sentences import Sentence
from jumelage.model.withdrawn import Withdrawn
from jumelage.privacy.remains.searching import remains
from jumelage.repository.git import GitError, address
from jumelage.settings import Settings
from jumelage.source.assets import is_own

KEY = "WITHDRAWN_KEY"
SHORTEST = 32  # characters of a key
HOUR = 3600  # seconds after which the fetched marks no longer count as the newest
MOST = 20  # places that are reported
NOT_SEARCHED = Sentence(
    "This build was not searched for the persons in data/{file}; only publishing does that. Never put this build "
    "online.",
    file=FILE,
)

OTHER_KEY = Sentence("{name} is not the key with which data/{file} was written.", name=KEY, file=FILE)
UNPROVEN = (
    Sentence("This mark has been changed: its proof does not match."),
    Sentence("Restore the line from the history of the file; docs/runbook-persons/ explains what to do if it is lost."),
)
NOT_BROUGHT = Sentence(
    "Nothing is published without the marks of persons withdrawn on the newest main: run 'make marks' (or 'jumelage "
    "marks') first. If the repository cannot be reached, add --offline (with make: OFFLINE=1): then only the marks "
    "on this computer count. Nothing was written."
)
ALONE = Sentence(
    "Published offline: anyone withdrawn on the newest main but not on this computer was not searched for."
)
ALL_DELETED = Sentence(
    "data/{file} was deleted, so nobody withdrawn earlier was searched for. Make the marks again, as "
    "docs/persons-at-risk.md explains.",
    file=FILE,
)


class UnusableKeyError(BuildError):
    """The key of the marks is missing, too short, or a different one."""


def key_in(environment: Mapping[str, str]) -> bytes:
    """
    Return the secret key of the marks.

    Raises:
        UnusableKeyError: there is none, or it can be guessed.
    """
    key = environment.get(KEY, "").strip()
    if not key:
        raise UnusableKeyError(Sentence("The secret key is missing: {name} is not set.", name=KEY))
    if len(key) < SHORTEST:
        least = "The key in {name} is too short: it needs {count} characters or more."
        raise UnusableKeyError(Sentence(least, name=KEY, count=SHORTEST))
    return key.encode()


def marks_of(root: Path, key: bytes) -> tuple[Withdrawn, ...]:
    """
    Return the marks in the site and in the copy of the newest main, whatever else is wrong in these files.

    Raises:
        UnusableKeyError: all of them were written with a different key.
    """
    marks = (*_marks_in(root, TREE), *_marks_in(root, BROUGHT))
    # With a different key nobody would ever be found.
    if marks and not any(one.proven(key) for one in marks):
        raise UnusableKeyError(OTHER_KEY)
    return marks


def marks_and_key(root: Path, environ: Mapping[str, str]) -> tuple[tuple[Withdrawn, ...], bytes]:
    """
    Return the marks of the site and of the copy of the newest main, and their key, which is needed only with marks.

    Raises:
        ContentError: one of the files is invalid or empty, or a mark in it is not proven.
        UnusableKeyError: there is no key, or it is another one.
        BuildError: a mark of the last publication is missing.
    """
    placed = _placed(root, TREE, BROUGHT)
    published = _placed(root, PUBLISHED)
    if not placed:
        return (), b""
    key = key_in(environ)
    wrong = [place for one, place in placed if not one.proven(key)]
    if len(wrong) == len(placed):
        raise UnusableKeyError(OTHER_KEY)
    if wrong:
        raise ContentError(Problem(place, Code.INVALID_VALUE, *UNPROVEN) for place in wrong)
    marks = dict.fromkeys(one for one, _ in placed)
    # If none of them fits this key, the key was replaced, and they are irrelevant.
    fitting = [one for one, _ in published if one.proven(key)]
    if 0 < len(fitting) < len(published):
        changed = (place for one, place in published if one not in fitting)
        raise ContentError(Problem(place, Code.INVALID_VALUE, UNPROVEN[0], AGAIN) for place in changed)
    gone = {one.mark for one in fitting} - {one.mark for one in marks}
    if gone:
        raise BuildError(_gone(gone))
    return tuple(marks), key


def require_newest(root: Path, settings: Settings, environ: Mapping[str, str]) -> None:
    """
    Refuse to continue if the repository is known and the marks of its newest main were not fetched within the hour.

    Raises:
        BuildError: the message says what to run.
    """
    path = root / BROUGHT
    if settings.offline or (is_own(path) and abs(time.time() - path.stat().st_mtime) <= HOUR):
        return
    try:
        known = address(root, settings.repository, environ)
    except GitError as error:
        raise BuildError(Sentence("Git does not know where the repository is: {why}", why=str(error))) from error
    if known:
        raise BuildError(NOT_BROUGHT)


def _marks_in(root: Path, name: str) -> tuple[Withdrawn, ...]:
    """Return the readable entries of a file of marks, none if there is no such file."""
    path = root / name
    return tuple(one.entry for one in mark_file(path.read_bytes()).lines) if is_own(path) else ()


def _still_named(paths: str, older: bool) -> Sentence:
    if not older:
        return Sentence("A withdrawn person is still named in: {paths}. Nothing was written.", paths=paths)
    said = (
        "This folder is older than main, where somebody has been withdrawn since: run 'git pull', then publish "
        "again. The site online has not changed. A withdrawn person is still named in: {paths}. Nothing was written."
    )
    return Sentence(said, paths=paths)


def _older(root: Path) -> bool:
    """Return whether the newest main has a mark that the site's own file lacks."""
    own = {one.mark for one in _marks_in(root, TREE)}
    return any(one.mark not in own for one in _marks_in(root, BROUGHT))


def _placed(root: Path, *names: str) -> tuple[Placed, ...]:
    read = [entries(root, name) for name in names]
    # Nobody edits the copy.
    problems = [one if one.position.path == TREE else replace(one, hint=AGAIN) for _, found in read for one in found]
    if problems:
        raise ContentError(problems)
    return tuple(one for found, _ in read for one in found)


def _gone(marks: set[str]) -> Sentence:
    said = (
        "Marks of withdrawn persons have disappeared from data/{file} since the last publication: {count}. Restore "
        "the lines from its history. Only if the key is lost, delete the whole file instead, as "
        "docs/runbook-persons/ explains."
    )
    return Sentence(said, file=FILE, count=len(marks))


def search_remains(root: Path, files: Mapping[str, bytes], settings: Settings) -> tuple[Sentence, ...]:
    """
    Search what is to be published for withdrawn persons, and return further messages.

    Only publications are searched: elsewhere there is no key.

    Raises:
        ContentError: a file of marks is invalid, or one of them is not proven.
        BuildError: a withdrawn person is still named, the marks of the newest main are not at hand, a mark of the last
            publication is missing, or the key is missing; it names nobody.
    """
    if not settings.publish:
        return (NOT_SEARCHED,) if withdrawn(root)[0] else ()
    require_newest(root, settings, os.environ)
    marks, key = marks_and_key(root, os.environ)
    notices = (ALONE,) if settings.offline else ()
    if not marks:
        return (*notices, ALL_DELETED) if _marks_in(root, PUBLISHED) else notices
    found = remains(files, marks, key)
    if found.reported:
        raise BuildError(_still_named(listed_places(found.reported), _older(root)))
    return (*notices, *unread(found.unread))


def unread(paths: Iterable[str]) -> tuple[Sentence, ...]:
    """Return a message about files that could not be searched completely, none if there are no such files."""
    places = listed_places(paths)
    hint = "These files could not be read completely, so check yourself whether they name a withdrawn person: {paths}."
    return (Sentence(hint, paths=places),) if places else ()


def listed_places(paths: Iterable[str]) -> str:
    """Return the first places, separated by commas, and an ellipsis if there are more."""
    known = list(paths)
    return ", ".join(known[:MOST]) + (f", … ({len(known)})" if len(known) > MOST else "")
