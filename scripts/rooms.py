"""Draws the rooms of the code and what they import into `docs/architecture.md`; `make docs` runs it."""

import tomllib
from itertools import product
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
DRAWN = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- rooms -->\n", "<!-- /rooms -->\n"
# Everything may import these.
GROUND = {"messages", "languages", "interruption", "settings"}


def rows() -> list[list[str]]:
    """Return the rooms row by row, from the top, as import-linter has them."""
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    return [[room.strip(" ()") for room in row.split("|")] for row in linter["contracts"][0]["layers"]]


def imports() -> dict[str, set[str]]:
    """Return the rooms that each room imports, without those that follow from others."""
    graph = grimp.build_graph("jumelage")
    rooms = [room for row in rows() for room in row if f"jumelage.{room}" in graph.modules]
    drawn = [room for room in rooms if room not in GROUND]
    found: dict[str, set[str]] = {room: set() for room in drawn}
    for one, other in product(drawn, drawn):
        if one != other and graph.direct_import_exists(
            importer=f"jumelage.{one}", imported=f"jumelage.{other}", as_packages=True
        ):
            found[one].add(other)
    return {one: {other for other in found[one] if not _follows(one, other, found)} for one in drawn}


def _follows(one: str, other: str, found: dict[str, set[str]]) -> bool:
    """Return whether a room leads to another by way of a third."""
    seen, left = set(), [between for between in found[one] if between != other]
    while left:
        room = left.pop()
        if room == other:
            return True
        if room not in seen:
            seen.add(room)
            left += found[room]
    return False


def picture() -> str:
    """Return the rooms as a diagram in Mermaid, which GitHub draws."""
    lines = ["```mermaid", "flowchart TD"]
    for room, others in imports().items():
        lines += [f"  {room} --> {' & '.join(sorted(others))}"] if others else [f"  {room}"]
    return "\n".join([*lines, "```", ""])


def drawn(text: str) -> str:
    """Return the text of a document with the picture between its two marks."""
    before, rest = text.split(BEGIN)
    return before + BEGIN + picture() + END + rest.split(END)[1]


if __name__ == "__main__":
    DRAWN.write_text(drawn(DRAWN.read_text("utf-8")), encoding="utf-8")
