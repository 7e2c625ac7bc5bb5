"""Parses all texts; check, build and editing server share the results in the store."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from jumelage.content import Text
from jumelage.content.markdown import Heading, Link, Picture, Piece
from jumelage.content.prose import Mention, Prose, prose
from jumelage.messages.plain import as_plain, from_plain
from jumelage.messages.problems import Position, Problem
from jumelage.store.processes import shared_out
from jumelage.store.store import Store, software

PERSON = "person"


def proses(texts: Sequence[Text], store: Store) -> list[Prose]:
    """
    Return the prose of each text, in order; texts that the store does not know are parsed and stored.

    Many texts are parsed in parallel. Texts about persons at risk, and those with links to one, are not stored on disk.
    """
    keys = {text.path: ("prose", text.path, text.line, text.body) for text in texts}
    unknown = {text.path: text for text in texts if not store.knows(keys[text.path])}
    found = _found(unknown.values(), store)
    new = [text for path, text in unknown.items() if path not in found]
    made = shared_out(prose, new)
    _keep(made, store)
    found |= {one.text.path: one for one in made}
    # Bodies are remembered independently of their headers.
    return [replace(store.remembered(keys[one.path], partial(found.__getitem__, one.path)), text=one) for one in texts]


def _found(texts: Iterable[Text], store: Store) -> dict[str, Prose]:
    recipes = {text.path: _recipe(text) for text in texts if store.folder and text.kind != PERSON}
    held = store.found_all(recipes.values())
    by_path = {text.path: text for text in texts}
    return {path: of_plain(by_path[path], held[recipe]) for path, recipe in recipes.items() if recipe in held}


def _keep(made: Iterable[Prose], store: Store) -> None:
    public = (one for one in made if one.text.kind != PERSON and all(m.kind != PERSON for m in one.mentions))
    store.keep_all({_recipe(one.text): plain(one) for one in public if store.folder})


def _recipe(text: Text) -> bytes:
    """Return everything that a prose depends on; not its position, so that changing the header is cheap."""
    made_by = ("prose", software())
    return "\0".join((*made_by, text.kind, text.id, text.member, text.body)).encode("utf-8", "surrogatepass")


def plain(one: Prose) -> bytes:
    """Return a prose as JSON, without its text; lines are relative to the first line of the body."""
    first = one.text.line
    mentions = [(m.kind, m.id, m.anchor, m.position.line - first, m.position.column, m.shown) for m in one.mentions]
    problems = [as_plain(replace(each, position=_moved(each.position, "", -first))) for each in one.problems]
    external = [(address, place.line - first, place.column) for address, place in one.external]
    held = (_plain_pieces(one.pieces), mentions, sorted(one.anchors), problems, external)
    return json.dumps(held, separators=(",", ":")).encode()


def of_plain(text: Text, held: bytes) -> Prose:
    """Return the prose of a text from the result of `plain`."""
    pieces, mentions, anchors, problems, external = json.loads(held)

    def place(line: int, column: int) -> Position:
        return Position(text.path, text.line + line, column)

    return Prose(
        text,
        _pieces(pieces),
        tuple(Mention(kind, name, anchor, place(*where), shown) for kind, name, anchor, *where, shown in mentions),
        frozenset(anchors),
        tuple(_placed(from_plain(each), text) for each in problems),
        tuple((address, place(*where)) for address, *where in external),
    )


def _placed(problem: Problem, text: Text) -> Problem:
    return replace(problem, position=_moved(problem.position, text.path, text.line))


def _moved(place: Position, path: str, lines: int) -> Position:
    return Position(path, place.line + lines, place.column)


def _plain_pieces(pieces: Iterable[Piece]) -> list[Any]:
    """Return pieces as data for JSON: HTML as strings, others as lists that start with their type."""
    return [piece if isinstance(piece, str) else _plain_piece(piece) for piece in pieces]


def _plain_piece(piece: Link | Heading | Picture) -> list[Any]:
    if isinstance(piece, Picture):
        return ["picture", piece.path, piece.alt, piece.title, piece.alone]
    inside = _plain_pieces(piece.inside)
    if isinstance(piece, Heading):
        return ["heading", piece.level, piece.anchor, inside]
    return ["link", piece.kind, piece.id, piece.anchor, piece.title, inside]


def _pieces(held: Iterable[Any]) -> tuple[Piece, ...]:
    return tuple(one if isinstance(one, str) else _piece(*one) for one in held)


def _piece(sort: str, *said: Any) -> Piece:
    if sort == "picture":
        return Picture(*said)
    sorts: Mapping[str, Callable[..., Piece]] = {"heading": Heading, "link": Link}
    *own, inside = said
    return sorts[sort](*own, _pieces(inside))
