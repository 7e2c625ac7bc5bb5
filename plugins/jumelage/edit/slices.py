"""Surgery on YAML texts: values are replaced and entries added; every other character stays where it is."""

import re
from collections.abc import Collection, Mapping
from typing import Any

import yaml

from jumelage.source import Trail

# Words that other programs do not read as strings.
SPECIAL = {"", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"}
# Nothing that looks like a number: 2019, 1e10.
PLAIN = re.compile(r"(?!\d+(e\d+)?$)[a-z0-9]+(-[a-z0-9]+)*|[A-Z][A-Z0-9-]+")
# What belongs to an entry and follows it: empty lines below a block, the comma in brackets.
EMPTY_LINES = re.compile(r"(?:[ \t]*+\r?\n)*+")
COMMA = re.compile(r"\s*+, *+")


class UnwritableError(Exception):
    """The layout of a text does not allow the insertion."""


class Bare(str):
    """A value to write without quotation marks: a date, a number, true."""

    __slots__ = ()


def written(value: object) -> str:
    """
    Return a text as a YAML value on one line that every program reads as the same string.

    >>> written("Zee: een stad"), written("no"), written("zonnedal"), written(Bare("2019"))
    ("'Zee: een stad'", "'no'", 'zonnedal', '2019')
    """
    text = str(value)
    if isinstance(value, Bare) or (PLAIN.fullmatch(text) and text.casefold() not in SPECIAL):
        return text
    said = str(yaml.safe_dump(text, allow_unicode=True, width=float("inf"))).removesuffix("\n").removesuffix("\n...")
    # PyYAML recognises only some of what others take for a number or a boolean.
    return f"'{text}'" if said == text and (text.casefold() in SPECIAL or re.fullmatch(r"\d+(e\d+)?", text)) else said


def block(value: Any, indent: int) -> list[str]:
    """Return the lines of a mapping, list or text as YAML in block style, each indented by `indent` spaces."""
    before = " " * indent
    if isinstance(value, Mapping):
        lines = []
        for key, part in value.items():
            if isinstance(part, Mapping | list):
                lines += [f"{before}{key}:", *block(part, indent + 2)]
            else:
                lines.append(f"{before}{key}: {written(part)}")
        return lines
    lines = []
    for part in value:
        first, *rest = block(part, indent + 2) if isinstance(part, Mapping | list) else [f"{before}  {written(part)}"]
        lines += [f"{before}- {first[indent + 2 :]}", *rest]
    return lines


def flow(value: Any) -> str:
    """Return a mapping, list or text as YAML on one line."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {flow(part)}' for key, part in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    text = written(value)
    return f"'{text}'" if re.search(r"[\[\]{},]", text) and text[0] not in "'\"" else text


class Slices:
    """A YAML text and the positions of its values; each change returns a new text."""

    def __init__(self, text: str) -> None:
        """
        Parse a YAML text.

        Raises:
            UnwritableError: it is not valid YAML.
        """
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.lines = text.splitlines(keepends=True)
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line))
        self.starts = starts
        try:
            self.root = yaml.compose(text, Loader=yaml.CBaseLoader)
        except yaml.YAMLError as error:
            raise UnwritableError from error

    def replaced(self, values: Mapping[Trail, str]) -> str:
        """Return the text with the scalars at some places replaced; quotation marks stay as they are."""
        nodes = [(self._node(trail), value) for trail, value in values.items()]
        parts, end = [], 0
        for node, value in sorted(nodes, key=lambda one: self._at(one[0].start_mark)):
            mark = node.style if node.style in {"'", '"'} else ""
            parts += [self.text[end : self._at(node.start_mark)], mark, value, mark]
            end = self._at(node.end_mark)
        return "".join([*parts, self.text[end:]])

    def appended(self, record: Mapping[str, Any]) -> str:
        """Return the text of a list with an entry appended."""
        if self.root is None or (self._empty_list(self.root)):
            kept = self.text if self.root is None else self._cut(self.root)
            return self._after_all(kept, block([record], 0))
        if not isinstance(self.root, yaml.SequenceNode) or self.root.flow_style:
            raise UnwritableError
        return self._after_all(self.text, block([record], self.root.start_mark.column))

    def entry(self, number: int) -> str:
        """Return the text of an entry of a list, counted from 0, without its '-'."""
        node = self._node((number,))
        start: int = self._at(node.start_mark)
        # Indent its first line like the others; in braces that does not matter, and in a list of them
        # on one line each would get more spaces than the one before.
        margin = 0 if getattr(node, "flow_style", False) else node.start_mark.column
        return f"{' ' * margin}{self.text[start : self._last(node)]}"

    def without(self, numbers: Collection[int]) -> str:
        """Return the text of a list without some of its entries, counted from 0."""
        owner = self._node(())
        cut = self._between_brackets if owner.flow_style else self._below_dash
        parts, end = [], 0
        for node in (self._node((number,)) for number in sorted(numbers)):
            start, next_one = cut(owner, node)
            parts.append(self.text[end:start])
            end = next_one
        before, after = "".join(parts), self.text[end:]
        if owner.flow_style and max(numbers, default=-1) == len(owner.value) - 1:
            # The last entry has no comma after it; remove the one before it.
            return before.rstrip().removesuffix(",") + after.lstrip()
        return (before + after) or f"[]{self.newline}"

    def _between_brackets(self, _: Any, node: Any) -> tuple[int, int]:
        """Return the start of an entry of a list in brackets, and the start of what follows it."""
        start, end = self._at(node.start_mark), self._at(node.end_mark)
        comma = COMMA.match(self.text, end)
        return start, comma.end() if comma else end

    def _below_dash(self, owner: Any, node: Any) -> tuple[int, int]:
        """Return the start of the line with the entry's '-', and of the first line with text below the entry."""
        line, column = node.start_mark.line, owner.start_mark.column
        while self.lines[line][column : column + 1] != "-":
            line -= 1
        end = self.text.find("\n", self._last(node)) + 1 or len(self.text)
        empty = EMPTY_LINES.match(self.text, end)
        return self.starts[line], empty.end() if empty else end

    def entered(self, trail: Trail, key: str, entry: Any) -> str:
        """Return the text with an entry added to the list `key` of the mapping at `trail`; create it if absent."""
        owner = self._node(trail)
        if not isinstance(owner, yaml.MappingNode):
            raise UnwritableError
        value = next((part for name, part in owner.value if name.value == key), None)
        if owner.flow_style or (
            isinstance(value, yaml.CollectionNode) and value.flow_style and not self._empty_list(value)
        ):
            return self._into_flow(owner, key, value, entry)
        if value is None or self._nothing(value):
            return self._new_list(owner, key, value, entry)
        if not isinstance(value, yaml.SequenceNode):
            raise UnwritableError
        return self._below(value, block([entry], value.start_mark.column))

    def set(self, key: str, value: Mapping[str, Any]) -> str:
        """Return the text of a mapping with a mapping set or replaced under `key`."""
        if self.root is None:
            return self._after_all(self.text, [f"{key}: {flow(value)}"])
        if not isinstance(self.root, yaml.MappingNode) or self.root.flow_style:
            raise UnwritableError
        for name, part in self.root.value:
            if name.value == key:
                start, end = self._at(name.start_mark), self._last(part)
                return f"{self.text[:start]}{key}: {flow(value)}{self.text[end:]}"
        return self._below(self.root, [f"{' ' * self.root.start_mark.column}{key}: {flow(value)}"])

    def _node(self, trail: Trail) -> Any:
        node: Any = self.root
        for step in trail:
            if isinstance(node, yaml.MappingNode):
                node = next((part for name, part in node.value if name.value == step), None)
            else:
                listed = isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value)
                node = node.value[step] if listed else None
            if node is None:
                raise UnwritableError
        return node

    def _at(self, mark: Any) -> int:
        start: int = self.starts[mark.line] + mark.column
        return start

    def _last(self, node: Any) -> int:
        """Return the real end of a node's text: the parser puts the end of a block after blank lines and comments."""
        if isinstance(node, yaml.ScalarNode):
            end = self._at(node.end_mark)
            return len(self.text[:end].rstrip()) if node.style in {"|", ">"} else end
        parts = [part for pair in node.value for part in (pair if isinstance(pair, tuple) else (pair,))]
        return self._at(node.end_mark) if node.flow_style or not parts else self._last(parts[-1])

    def _below(self, node: Any, lines: list[str]) -> str:
        """Return the text with lines inserted below the last line of a node."""
        end = self._last(node)
        found = self.text.find("\n", end)
        if found < 0:
            return f"{self.text}{self.newline}{self.newline.join(lines)}{self.newline}"
        return f"{self.text[: found + 1]}{self.newline.join(lines)}{self.newline}{self.text[found + 1 :]}"

    def _after_all(self, text: str, lines: list[str]) -> str:
        between = "" if not text or text.endswith("\n") else self.newline
        return f"{text}{between}{self.newline.join(lines)}{self.newline}"

    def _cut(self, node: Any) -> str:
        return f"{self.text[: self._at(node.start_mark)]}{self.text[self._at(node.end_mark) :].lstrip(' ')}".lstrip(
            "\r\n"
        )

    def _empty_list(self, node: Any) -> bool:
        return isinstance(node, yaml.SequenceNode) and not node.value

    def _nothing(self, node: Any) -> bool:
        return self._empty_list(node) or (isinstance(node, yaml.ScalarNode) and node.value in {"", "~", "null"})

    def _new_list(self, owner: Any, key: str, value: Any, entry: Any) -> str:
        column = owner.value[0][0].start_mark.column
        if value is None:
            return self._below(owner, [f"{' ' * column}{key}:", *block([entry], column + 2)])
        name = next(one for one, part in owner.value if part is value)
        start, end = self._at(name.end_mark), max(self._at(value.end_mark), self._at(name.end_mark))
        lines = self.newline.join([":", *block([entry], column + 2)])
        return f"{self.text[:start]}{lines}{self.text[end:].removeprefix(':')}"

    def _into_flow(self, owner: Any, key: str, value: Any, entry: Any) -> str:
        inner = owner if value is None else value
        if value is not None and not isinstance(value, yaml.SequenceNode):
            raise UnwritableError
        end = self._at(inner.end_mark) - 1
        filled = f"{key}: {flow([entry])}" if value is None else flow(entry)
        comma = ", " if inner.value and not self.text[:end].rstrip().endswith(",") else ""
        return f"{self.text[:end].rstrip()}{comma}{filled}{self.text[end:]}"
