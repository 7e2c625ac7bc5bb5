"""YAML text → where its comments stand, which a parser passes over."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from jumelage.messages.problems import Position


def comments(text: str, path: str, line: int = 1) -> Iterator[Position]:
    """Give the position of each comment in a sound YAML text; `line` is the line of the file on which it starts."""
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
        # Both in the order of the line, which may be as long as the file.
        spans, at = taken.get(number, []), 0
        for found in re.finditer(r"(?:^|(?<=\s))#", written):
            while at < len(spans) and spans[at][1] <= found.start():
                at += 1
            if at == len(spans) or found.start() < spans[at][0]:
                yield Position(path, number + line, found.start() + 1)
                break
