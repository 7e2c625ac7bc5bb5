"""The interface texts of a theme: those of the site override those of the installed theme, key by key."""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

from jumelage.messages.problems import BuildError, Code, Position, Problem, did_you_mean, listed
from jumelage.messages.sentences import Sentence
from jumelage.source.data import Parsed, Trail, parse_yaml, strings
from jumelage.source.text import decode
from jumelage.source.theme import OWN, Theme

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
        if problems := unreadable(read, texts):
            why = "; ".join(map(str, problems))
            raise BuildError(Sentence("The interface texts cannot be read: {why}", why=why))
        texts = _over(texts, read.data)
    return texts


def unreadable(read: Parsed, texts: dict[str, Any]) -> list[Problem]:
    """Return the problems of a file of texts because of which it cannot override `texts`."""
    if read.problems or isinstance(read.data, dict):
        return [*read.problems, *_misfits(read, texts, read.data)]
    message = Sentence("This file must contain groups of texts, each with its key.")
    return [Problem(Position(read.path), Code.WRONG_TYPE, message)]


def text_problems(theme: Theme, lang: str) -> Iterator[Problem]:
    """Yield the problems of a site's own texts in a language: what cannot be read, values that no page gives them."""
    name = texts_path(lang)
    path = theme.layers[OWN] / name
    if path.is_file():
        read = parsed(f"{OWN}/{name}", path)
        installed = {one.stem: parsed(one.name, one).data for one in theme.installed.glob("strings/*.yaml")}
        yield from unreadable(read, installed.get(lang, {}))
        for trail, text in strings(read.data):
            yield from _values(
                read.position(trail), text, [one for data in installed.values() for one in _at(data, trail)]
            )


def _values(place: Position, text: str, installed: list[str]) -> Iterator[Problem]:
    """Yield the mistakes in the braces of a text; `installed` are those that it overrides, in each language."""
    try:
        named = _named(text)
    except ValueError:
        message = Sentence("A brace in this text has no counterpart.")
        hint = Sentence(
            "A value is written as {example}; a brace that visitors are to see is written twice.", example="{title}"
        )
        yield Problem(place, Code.INTERFACE_TEXT, message, hint)
        return
    given = {name for one in installed for name in _named(one)}
    for name in (one for one in named if installed and one not in given):
        message = Sentence("No page gives this text a value '{name}'.", name=name)
        others = Sentence("It may contain {names}.", names=listed(sorted(given), "and")) if given else None
        yield Problem(place, Code.INTERFACE_TEXT, message, did_you_mean(name, given) or others)


def _named(text: str) -> list[str]:
    """
    Return the values that a text contains, as they are written.

    >>> _named("{label}: {value:>5}")
    ['{label}', '{value:>5}']
    """
    fields = (
        (name, f"!{how}" if how else "", f":{form}" if form else "") for _, name, form, how in Formatter().parse(text)
    )
    return [f"{{{name}{how}{form}}}" for name, how, form in fields if name is not None]


def _at(texts: Any, trail: Trail) -> list[str]:
    """Return the text at a trail, and for a plural form also the general one, which every language has."""
    for step in trail[:-1]:
        texts = texts.get(step) if isinstance(texts, dict) else None
    last = {trail[-1], *(("other",) if trail[-1] in PLURALS else ())}
    return [text for key in last if isinstance(texts, dict) and isinstance(text := texts.get(key), str)]


def parsed(name: str, path: Path) -> Parsed:
    """Return the parsed file of texts, with {} if it contains only comments; `name` is shown in messages."""
    text, problems = decode(path.read_bytes(), name)
    read = parse_yaml(text, name)
    return Parsed(name, {} if read.data is None else read.data, read.positions, (*problems, *read.problems))


def unknown(texts: Any, known: Any, at: Trail = ()) -> Iterator[Trail]:
    """Yield the trail of each text or group of texts that is not in `known`."""
    for key, value in texts.items() if isinstance(texts, dict) else ():
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
