"""The interface texts of a theme: those of the site override those of the installed theme, key by key."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jumelage.messages.problems import BuildError, Code, Problem
from jumelage.messages.sentences import Sentence
from jumelage.source.data import Parsed, Trail, parse_yaml
from jumelage.source.text import decode
from jumelage.source.theme import Theme

# Plural forms, of which a language may have more for some texts than for others.
PLURALS = frozenset({"zero", "one", "two", "few", "many"})


def texts_path(lang: str) -> str:
    """Return the path in a theme of the texts in a language."""
    return f"strings/{lang}.yaml"


def theme_texts(theme: Theme, lang: str) -> dict[str, Any]:
    """
    Return the texts of the interface in a language: groups of texts, by key.

    Raises:
        BuildError: there are none, or a file of them cannot be read.
    """
    files = theme.found(texts_path(lang))
    if not files:
        raise BuildError(Sentence("The theme has no interface texts in {name}.", name=f"{lang}.yaml"))
    texts: dict[str, Any] = {}
    for name, path in reversed(files.items()):
        read = parsed(name, path)
        problems = [*read.problems, *_misfits(read, texts, read.data)]
        if problems or not isinstance(read.data, dict):
            why = "; ".join(map(str, problems)) or name
            raise BuildError(Sentence("The interface texts cannot be read: {why}", why=why))
        texts = _over(texts, read.data)
    return texts


def parsed(name: str, path: Path) -> Parsed:
    """Return the parsed file of texts, with {} if it contains only comments; `name` is shown in messages."""
    text, problems = decode(path.read_bytes(), name)
    read = parse_yaml(text, name)
    return Parsed(name, {} if read.data is None else read.data, read.positions, (*problems, *read.problems))


def unknown(texts: Any, known: Any, at: Trail = ()) -> Iterator[Trail]:
    """Yield the trail of each text or group of texts that is not in `known`."""
    for key, value in texts.items():
        if key not in known and not ("other" in known and key in PLURALS):
            yield (*at, key)
        elif isinstance(value, dict) and isinstance(known.get(key), dict):
            yield from unknown(value, known[key], (*at, key))


def _over(texts: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = {key: _over(texts[key], one) if isinstance(texts.get(key), dict) else one for key, one in own.items()}
    return {**texts, **merged}


def _misfits(read: Parsed, texts: Any, own: Any, at: Trail = ()) -> Iterator[Problem]:
    """Yield a problem for each text in place of a group of texts, or vice versa."""
    for key, value in own.items() if isinstance(own, dict) else ():
        place = (*at, key)
        if key not in texts:
            continue
        if isinstance(texts[key], str) and not isinstance(value, str):
            message = Sentence("'{key}' is one text.", key=".".join(map(str, place)))
            yield Problem(read.position(place), Code.WRONG_TYPE, message)
        elif isinstance(texts[key], dict) and not isinstance(value, dict):
            message = Sentence("'{key}' is a group of texts, each with its key.", key=".".join(map(str, place)))
            yield Problem(read.position(place), Code.WRONG_TYPE, message)
        elif isinstance(value, dict):
            yield from _misfits(read, texts[key], value, place)
