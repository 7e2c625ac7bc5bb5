"""Parses YAML text into plain data and positions."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from jumelage.messages.problems import Code, Position, Problem, Severity
from jumelage.messages.sentences import Sentence
from jumelage.source.mistakes import TooDeep, TooMany, TooMuch, mistake, placed
from jumelage.source.text import INVISIBLE, MAX_PROBLEMS, unseen

Trail = tuple[str | int, ...]
Plain = Any  # nested dict, list, str and None

MAX_DEPTH = 20
MAX_VALUES = 10_000  # in one record
MAX_ALL_VALUES = 1_000_000  # in one text
# Probably text cut off by a '#': intended comments have a space after it.
CUT = re.compile(r" +#\w")
HASH = re.compile(r" #\w")  # the same, to search a long text
KEEP = Sentence("Keep one of them; if a new record begins here, put '- ' before its 'id'.")
SAFE_TAGS = {"!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", None}


@dataclass(frozen=True, slots=True)
class Parsed:
    """
    A parsed YAML text.

    `data` is nested dicts, lists, strings and None (no value); `positions` has the position of each value: of its
    key in a mapping, of its first character in a list.
    """

    path: str
    data: Plain
    positions: Mapping[Trail, Position]
    problems: tuple[Problem, ...] = ()

    def position(self, steps: Trail) -> Position:
        """Return the position of the value at `steps`, or of its nearest existing parent."""
        at: Trail = ()
        for step in steps:
            if (*at, step) in self.positions:
                at = (*at, step)
        return self.positions.get(at, Position(self.path))


def strings(value: Plain, trail: Trail = ()) -> Iterator[tuple[Trail, str]]:
    """Yield every string in plain data with its trail."""
    if isinstance(value, str):
        yield trail, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from strings(one, (*trail, name))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from strings(one, (*trail, number))


def parse_yaml(text: str, path: str, line: int = 1) -> Parsed:
    """
    Parse a YAML text; `line` is the line of the file where it starts.

    Tags, anchors, aliases, merge keys and duplicate keys are problems. `data` is None after a syntax error, and if
    there are more values, levels or mistakes than allowed.
    """
    reader = _Reader(text, path, line)
    try:
        data = reader.read()
    except yaml.YAMLError as error:
        before = reader.problems if isinstance(error, TooMany) else ()
        return Parsed(path, None, {}, (*before, mistake(error, reader.quoted, text, path, line)))
    return Parsed(path, data, reader.positions, tuple(reader.problems))


@dataclass(slots=True)
class _Open:
    """A mapping or list that has been partly read."""

    data: Plain
    trail: Trail
    keys: dict[str, Position] = field(default_factory=dict)
    key: str | None = None


class _Reader:
    """Builds the data of one text from parser events."""

    def __init__(self, text: str, path: str, line: int) -> None:
        self.text = text
        self.path = path
        self.line = line
        # Most texts have no such '#'; then there is no need to check after each value.
        self.lines = text.split("\n") if HASH.search(text) else []
        self.last = text.count("\n")  # the last line, counted from 0
        self.positions: dict[Trail, Position] = {}
        self.problems: list[Problem] = []
        self.stack = [_Open([], ())]
        self.quoted: Any = None
        self.values = 0  # in the current record

    def read(self) -> Plain:
        document = self.stack[0].data
        for event in yaml.parse(self.text, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.DocumentStartEvent) and document:
                hint = Sentence("Remove the line.")
                self._refuse(event, Code.SYNTAX, Sentence("This line '---' does not belong here."), hint)
                break
            if isinstance(event, yaml.NodeEvent):
                self._check(event)
                self._count(event)
                self._add(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
        return document[0] if document else None

    def _at(self, mark: Any) -> Position:
        if mark.line > self.last:
            return placed(mark, self.text, self.path, self.line)
        return Position(self.path, mark.line + self.line, mark.column + 1)

    def _refuse(self, event: Any, code: Code, message: Sentence, hint: Sentence) -> None:
        self.problems.append(Problem(self._at(event.start_mark), code, message, hint))

    def _count(self, event: Any) -> None:
        between = len(self.stack) == 2 and isinstance(self.stack[1].data, list)
        self.values = 0 if between else self.values + 1
        if self.values > MAX_VALUES or len(self.positions) > MAX_ALL_VALUES:
            raise TooMuch(event.start_mark)
        if len(self.problems) > MAX_PROBLEMS:
            raise TooMany(event.start_mark)

    def _check(self, event: Any) -> None:
        if event.anchor is not None and not self._reported(Code.ALIAS, event):
            hint = Sentence("Put the text between double quotes; for a value that is repeated, write it out each time.")
            self._refuse(event, Code.ALIAS, Sentence("A value cannot begin with & or *."), hint)
        if getattr(event, "tag", None) not in SAFE_TAGS:
            hint = Sentence("Put the text between double quotes, or remove the word that begins with '!'.")
            self._refuse(event, Code.UNSAFE_TAG, Sentence("A value cannot begin with '!'."), hint)
        if self.lines and isinstance(event, yaml.ScalarEvent) and not event.style:
            self._cut(event)
        if getattr(event, "style", None) == '"' and (found := INVISIBLE.search(event.value)):
            # Double quotes allow escapes for any character.
            self._refuse(event, *unseen(found[0]))
            event.value = INVISIBLE.sub("", event.value)
        if getattr(event, "style", None) in {"'", '"'} and event.start_mark.line < event.end_mark.line:
            self.quoted = event

    def _cut(self, event: Any) -> None:
        end = event.end_mark
        if end.line <= self.last and CUT.match(self.lines[end.line], end.column):
            message = Sentence("What follows '#' is a comment: visitors do not see it.")
            hint = Sentence("Put the whole text between double quotes; if it is a comment, put a space after its '#'.")
            place = Position(self.path, end.line + self.line, self.lines[end.line].index("#", end.column) + 1)
            self.problems.append(Problem(place, Code.COMMENT, message, hint, Severity.WARNING))

    def _reported(self, code: Code, event: Any) -> bool:
        """Return whether the last problem is the same one on the same line: there may be thousands of aliases."""
        last = self.problems[-1] if self.problems else None
        return last is not None and (last.code, last.position.line) == (code, self._at(event.start_mark).line)

    def _add(self, event: Any) -> None:
        top = self.stack[-1]
        if isinstance(top.data, dict) and top.key is None:
            self._key(event, top)
            return
        value = _value(event)
        trail: Trail = ()
        if isinstance(top.data, dict):
            trail = (*top.trail, str(top.key))
            # The first of two values is kept: the second has been reported, like an invalid name.
            if top.key not in {"", "<<"} and top.key not in top.data:
                top.data[top.key] = value
                self.positions.setdefault(trail, top.keys[str(top.key)])
            top.key = None
        else:
            trail = (*top.trail, len(top.data)) if len(self.stack) > 1 else ()
            top.data.append(value)
            self.positions.setdefault(trail, self._at(event.start_mark))
        self._open(event, _Open(value, trail))

    def _open(self, event: Any, opened: _Open) -> None:
        if isinstance(event, yaml.CollectionStartEvent):
            if len(self.stack) > MAX_DEPTH:
                raise TooDeep(event.start_mark)
            self.stack.append(opened)

    def _key(self, event: Any, top: _Open) -> None:
        place = self._at(event.start_mark)
        if not isinstance(event, yaml.ScalarEvent):
            hint = Sentence("If this is a text, put it between double quotes.")
            self._refuse(
                event,
                Code.WRONG_TYPE,
                Sentence("The name of a field must be a single word, as in 'name: value'."),
                hint,
            )
            top.key = ""
            self._open(event, _Open(_value(event), (*top.trail, "")))
            return
        top.key = event.value
        if event.value == "<<":
            hint = Sentence("Remove the line and write the fields out in full.")
            self._refuse(event, Code.ALIAS, Sentence("There is a field '<<' here, which is not used."), hint)
        elif event.value in top.keys:
            first = top.keys[event.value].line
            twice = "The field '{field}' is written twice; the first time on line {line}."
            message = Sentence(twice, field=event.value, line=first)
            self._refuse(event, Code.DUPLICATE_KEY, message, KEEP)
        top.keys.setdefault(event.value, place)


def _value(event: Any) -> Plain:
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    if isinstance(event, yaml.SequenceStartEvent):
        return []
    if isinstance(event, yaml.AliasEvent):
        return None
    # A content management system writes '' for an empty field; `~` and `null` mean the same.
    empty = not event.value.strip() or (not event.style and event.value in {"~", "null", "Null", "NULL"})
    return None if empty else event.value
