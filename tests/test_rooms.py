"""The rooms of the code: one list of rows, and a picture that is drawn from the code."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from sites import ROOT

CODE = ROOT / "plugins" / "jumelage"


@pytest.fixture(scope="module")
def rooms() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "scripts" / "rooms.py"))


def listed() -> list[list[str]]:
    """Return the rooms row by row as HACKING.md has them."""
    text = (ROOT / "HACKING.md").read_text("utf-8").split("## The rooms")[1].split("```")[1]
    return [re.findall(r"\w+", found[0]) for found in re.finditer(r"^\w+(?: \| \w+)*", text, re.MULTILINE)]


def test_hacking_lists_the_rooms_in_the_rows_that_are_held(rooms: dict[str, Any]) -> None:
    assert listed() == rooms["rows"]()


def test_each_room_is_a_folder_or_a_module_that_says_what_it_is_for(rooms: dict[str, Any]) -> None:
    entries = {path.stem: path for path in CODE.iterdir() if path.name not in {"__init__.py", "__pycache__"}}
    assert sorted(entries) == sorted(room for row in rooms["rows"]() for room in row)
    first: dict[str, Path] = {name: path / "__init__.py" if path.is_dir() else path for name, path in entries.items()}
    assert [name for name, path in first.items() if not path.read_text("utf-8").startswith('"""')] == []


def test_the_picture_in_the_architecture_is_that_of_the_code(rooms: dict[str, Any]) -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert rooms["drawn"](text) == text
