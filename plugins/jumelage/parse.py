"""YAML text → plain data with a position for every value; every scalar is a string, nothing is guessed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from jumelage.problems import Code, Position, Problem

Trail = tuple[str | int, ...]
Plain = Any  # nested dict, list, str and None, as YAML gives them

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
SAFE_TAGS = {"!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", None}
# Zero-width space, word joiner, BOM inside a text, and what turns the direction of writing around. Soft hyphens,
# no-break spaces and the joiners that Persian and Arabic need are text like any other.
INVISIBLE = re.compile("[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """
    What a YAML text holds.

    `data` is nested dicts, lists, strings and None (nothing written); `positions` says where each value stands: at its
    key in a mapping, at its first character in a list.
    """

    path: str
    data: Plain
    positions: Mapping[Trail, Position]
    problems: tuple[Problem, ...] = ()

    def position(self, steps: Trail) -> Position:
        """Return where the value at `steps` stands, or its nearest written parent."""
        at: Trail = ()
        for step in steps:
            if (*at, step) in self.positions:
                at = (*at, step)
        return self.positions.get(at, Position(self.path))


class _TooDeep(yaml.YAMLError):
    """Mappings and lists within one another, more of them than any record has."""

    problem = "nested too deeply"

    def __init__(self, mark: Any) -> None:
        self.problem_mark = mark


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read, as far as it has been read."""

    data: Plain
    trail: Trail
    keys: dict[str, Position] = field(default_factory=dict)
    key: str | None = None


def decode(raw: bytes, path: str) -> tuple[str, list[Problem]]:
    """Return the text of a UTF-8 file with LF line ends and without BOM, and what is wrong with its characters."""
    if len(raw) > MAX_BYTES:
        hint = "Split it into smaller files."
        return "", [
            Problem(Position(path), Code.TOO_LARGE, f"The file is larger than {MAX_BYTES // 1_000_000} MB.", hint)
        ]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        hint = "Save the file as UTF-8."
        return "", [Problem(Position(path, line, column), Code.ENCODING, "The file is not written in UTF-8.", hint)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, list(_invisible(text, path))


def _invisible(text: str, path: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n") if INVISIBLE.search(text) else (), 1):
        for found in INVISIBLE.finditer(line):
            yield Problem(
                Position(path, number, found.start() + 1),
                Code.INVISIBLE_CHARACTER,
                f"An invisible character stands here (U+{ord(found[0]):04X}).",
                "Delete it and type the text around it again.",
            )


def parse_yaml(text: str, path: str, line: int = 1) -> Parsed:
    """
    Return the data of a YAML text; `line` is the line of the file on which it starts.

    Tags, anchors, aliases, merge keys and duplicate keys are problems; after a syntax error `data` is None.
    """
    problems: list[Problem] = []
    positions: dict[Trail, Position] = {}
    try:
        data = _read(text, _Places(path, line), positions, problems)
    except yaml.YAMLError as error:
        return Parsed(path, None, {}, (_syntax(error, text, path, line),))
    return Parsed(path, data, positions, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Places:
    path: str
    line: int

    def at(self, mark: Any) -> Position:
        return Position(self.path, mark.line + self.line, mark.column + 1)


def _read(text: str, places: _Places, positions: dict[Trail, Position], problems: list[Problem]) -> Plain:
    stack: list[_Open] = [_Open([], ())]
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.DocumentStartEvent) and stack[0].data:
            message, hint = "A second document begins here.", "Remove the line '---'."
            problems.append(Problem(places.at(event.start_mark), Code.SYNTAX, message, hint))
            break
        if isinstance(event, yaml.NodeEvent):
            _check(event, places, problems)
            _add(event, stack, places, positions, problems)
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
    return stack[0].data[0] if stack[0].data else None


def _check(event: Any, places: _Places, problems: list[Problem]) -> None:
    place = places.at(event.start_mark)
    if event.anchor is not None:
        hint = "Write the value out in each place."
        problems.append(Problem(place, Code.ALIAS, "Anchors (&) and aliases (*) are not used here.", hint))
    if getattr(event, "tag", None) not in SAFE_TAGS:
        message, hint = "YAML tags (!) are not used here.", "Remove the word that begins with '!'."
        problems.append(Problem(place, Code.UNSAFE_TAG, message, hint))


def _value(event: Any) -> Plain:
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    if isinstance(event, yaml.SequenceStartEvent):
        return []
    if isinstance(event, yaml.AliasEvent):
        return None
    # A content management system writes '' for a field that was left empty; `~` and `null` say the same.
    empty = event.value == "" or (event.style is None and event.value in {"~", "null", "Null", "NULL"})
    return None if empty else event.value


def _add(
    event: Any, stack: list[_Open], places: _Places, positions: dict[Trail, Position], problems: list[Problem]
) -> None:
    place, top = places.at(event.start_mark), stack[-1]
    if isinstance(top.data, dict) and top.key is None:
        _key(event, top, place, problems)
        if not isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            stack.append(_Open(_value(event), top.trail))  # a key that is a list or mapping: read past it
        return
    value = _value(event)
    if isinstance(top.data, dict):
        key = str(top.key)
        trail: Trail = (*top.trail, key)
        # The first of two values stays: the second has been reported.
        if key not in top.data:
            top.data[key] = value
            positions[trail] = top.keys[key]
        top.key = None
    else:
        trail = (*top.trail, len(top.data)) if len(stack) > 1 else ()
        top.data.append(value)
        positions[trail] = place
    if isinstance(event, yaml.CollectionStartEvent):
        if len(stack) > MAX_DEPTH:
            raise _TooDeep(event.start_mark)
        stack.append(_Open(value, trail))


def _key(event: Any, top: _Open, place: Position, problems: list[Problem]) -> None:
    if not isinstance(event, yaml.ScalarEvent):
        problems.append(
            Problem(place, Code.WRONG_TYPE, "The name of a field is a word.", "Put quotes around the text.")
        )
        top.key = ""
        top.keys.setdefault("", place)
        return
    top.key = event.value
    if event.value == "<<":
        hint = "Write the fields out in each place."
        problems.append(Problem(place, Code.ALIAS, "Merge keys (<<) are not used here.", hint))
    elif event.value in top.keys:
        first = top.keys[event.value]
        message = f"The field '{event.value}' is written twice; the first time on line {first.line}."
        problems.append(Problem(place, Code.DUPLICATE_KEY, message, "Keep one of them."))
    top.keys.setdefault(event.value, place)


def _syntax(error: yaml.YAMLError, text: str, path: str, line: int) -> Problem:
    if not isinstance(error, _TooDeep):
        try:
            # The pure parser says more plainly what is wrong, and where.
            all(yaml.parse(text, Loader=yaml.BaseLoader))
        except yaml.YAMLError as plainer:
            error = plainer
    # A character that YAML does not allow comes without a mark: it has been reported where it stands.
    mark: Any = getattr(error, "problem_mark", None)
    lines = text.split("\n")
    number = min(mark.line, len(lines) - 1) if mark else 0
    place = Position(path, number + line, mark.column + 1 if mark else 1)
    reason = getattr(error, "problem", None) or "a character is not allowed"
    return Problem(place, Code.SYNTAX, *_plain(reason, lines[number]))


def _plain(reason: str, written: str) -> tuple[str, str]:
    """Return the parser's words in ours, with what to do."""
    quote = "Put the whole text between double quotes."
    for words, message, hint in (
        ("mapping values are not allowed", "A colon followed by a blank has a meaning of its own here.", quote),
        (r"cannot start any token", "A text cannot begin with this character.", quote),
        ("unexpected end of stream", "A quotation mark is opened and never closed.", "Close it."),
        (
            "expected ',' or",
            "A list in square brackets or braces is never closed.",
            "Close it, or " + quote[0].lower() + quote[1:],
        ),
        ("could not find expected ':'", "A colon is missing after the name of a field.", "Write 'name: value'."),
        (
            "expected <block end>",
            "This line is indented differently from the lines it belongs to.",
            "Begin it under the first letter of the line above that it belongs to.",
        ),
        ("nested too deeply", "Lists or mappings are nested too deeply here.", "Remove the brackets."),
    ):
        if re.search(words, reason):
            if "\t" in written[: len(written) - len(written.lstrip())]:
                break
            return message, hint
    if "\t" in written:
        return "A tab stands here; YAML is indented with blanks.", "Replace the tab by two blanks."
    return f"This is not sound YAML: {reason}.", "Compare the line with the ones above it."


def comments(text: str, path: str, line: int = 1) -> Iterator[Position]:
    """Give the position of each comment in a sound YAML text."""
    lines = text.split("\n")
    taken: dict[int, list[tuple[int, int]]] = {}
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.ScalarEvent):
            start: Any = event.start_mark
            end: Any = event.end_mark
            block = event.style in {"|", ">"}
            for number in range(start.line + block, end.line + 1):
                first = start.column if number == start.line else 0
                last = end.column if number == end.line else len(lines[number])
                taken.setdefault(number, []).append((first, last))
    for number, written in enumerate(lines):
        for found in re.finditer(r"(?:^|(?<=\s))#", written):
            if not any(first <= found.start() < last for first, last in taken.get(number, ())):
                yield Position(path, number + line, found.start() + 1)
                break
