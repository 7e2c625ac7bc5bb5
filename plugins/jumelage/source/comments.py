"""Finds the comments of a YAML text, which a parser skips."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from jumelage.messages.problems import Position


def comments(text: str, path: str, line: int = 1) -> Iterator[Position]:
    """Yield the position of each comment in a valid YAML text; `line` is the line of the file where the text starts."""
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
        # Both are in line order: a line may be as long as its file.
        spans, at = taken.get(number, []), 0
        for found in re.finditer(r"(?:^|(?<=\s))#", written):
            while at < len(spans) and spans[at][1] <= found.start():
                at += 1
            if at == len(spans) or found.start() < spans[at][0]:
                yield Position(path, number + line, found.start() + 1)
                break
