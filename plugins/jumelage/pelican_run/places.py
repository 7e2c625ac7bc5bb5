"""Locates in a source file what was found to be wrong in the page made from it."""

import html
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from jumelage.graph.unlisted import naming
from jumelage.messages.problems import Position

# What is shown literally or ignored: code samples, and comments.
SHOWN = r"^(?P<fence>```+|~~~+)[^\n]*\n.*?^(?P=fence)|<!--.*?-->|(?<!`)(?P<ticks>{ticks})(?!`)[^\n`]+(?P=ticks)(?!`)"
# Text before and after the address of a link or picture.
BEFORE, AFTER = r"""(?:[(<"'=]|\]:|:target:|::|^\.\. _[^:\n]+:)[ \t]*<?""", r"""(?=[\s)>"'_]|$)"""
# Options of reStructuredText that become styles.
STYLED = r"\bstyle\s*=|^\s*:(?:width|height|figwidth|scale):"


@dataclass(frozen=True, slots=True)
class Written:
    """
    The text of a file, '' if there is none; `path` is shown in problems.

    `addresses` maps addresses of links in the page to their form in the text.
    """

    path: str
    text: str = ""
    addresses: Mapping[str, str] = field(default_factory=dict)

    def address(self, link: str) -> tuple[Position, ...]:
        """Return the positions of an address in links and pictures."""
        written = self.addresses.get(link, link)
        for one in dict.fromkeys((written, html.escape(written))):
            for pattern in (f"{BEFORE}(?P<at>{re.escape(one)}){AFTER}", rf"(?<![\w/])(?P<at>{re.escape(one)})"):
                if one and (found := self._found(pattern)):
                    return found
        # It may contain entities.
        lines = enumerate(map(html.unescape, self.text.split("\n")), 1)
        bare = "".join(written.split())
        coded = tuple(Position(self.path, number) for number, line in lines if bare and bare in "".join(line.split()))
        return coded or (Position(self.path),)

    def element(self, what: str) -> tuple[Position, ...]:
        """Return the positions of something not allowed on a page, as named by `checking`."""
        return self._found(_pattern(what)) or (Position(self.path),)

    def picture(self) -> tuple[Position, ...]:
        """Return the positions of pictures without a description."""
        return self._found(r"<img\b(?![^>]*\balt\b)") or (Position(self.path),)

    def field(self, name: str) -> Position:
        """Return the position of a field of the header."""
        found = self._found(rf"^:?{re.escape(name)}[ \t]*:")
        return found[0] if found else Position(self.path)

    def last_part(self, name: str) -> Position:
        """Return the position of an address, found by its last part."""
        found = self._found(rf"\{{(?:static|attach)\}}[^\s)>\"']*{re.escape(name)}")
        return found[0] if found else Position(self.path)

    def says(self, name: str, value: str) -> bool:
        """Return whether a field of the header has this value."""
        return bool(self._found(rf"^:?{re.escape(name)}[ \t]*:[ \t]*{re.escape(value)}[ \t]*$"))

    def quoted(self, message: str) -> Position:
        """Return the position of what a message quotes, if that is the value of a field of the header."""
        values = (
            self._found(rf"^:?[\w-]+[ \t]*:.*?(?P<at>{re.escape(one)})") for one in re.findall("'([^']+)'", message)
        )
        return next((places[0] for places in values if places), Position(self.path))

    def naming(self, names: Collection[str], persons: Iterable[str] = ()) -> tuple[Position, ...]:
        """Return the positions of lines that contain one of `names`, or a link to one of `persons` by id."""
        leads = [re.compile(rf"(?:\{{person\}}|/){re.escape(one)}(?![\w-])") for one in persons]
        lines = [*self.text.split("\n"), ""]

        def at(line: str, after: str) -> bool:
            # A name may start on one line and end on the next.
            both = naming(f"{line} {after}", names) and not naming(after, names)
            return both or naming(line, names) or any(lead.search(line) for lead in leads)

        places = (Position(self.path, number) for number, pair in enumerate(pairwise(lines), 1) if at(*pair))
        return tuple(places) or (Position(self.path),)

    def _found(self, pattern: str) -> tuple[Position, ...]:
        """Return the positions of a pattern; those in code samples only if there are no others."""
        search = re.compile(pattern, re.IGNORECASE | re.MULTILINE)
        # In reStructuredText, single backquotes are links.
        shown = SHOWN.format(ticks="``" if self.path.endswith(".rst") else "`+")
        plain = re.sub(shown, _without_signs, self.text, flags=re.MULTILINE | re.DOTALL)
        return self._places(search, plain) or self._places(search, self.text)

    def _places(self, search: re.Pattern[str], text: str) -> tuple[Position, ...]:
        group: int | str = "at" if "at" in search.groupindex else 0
        return tuple(_position(self.path, text, found.start(group)) for found in search.finditer(text))


def _position(path: str, text: str, at: int) -> Position:
    # A match may start with white space.
    at += len(text[at:]) - len(text[at:].lstrip())
    return Position(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _without_signs(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _pattern(what: str) -> str:
    """Return a pattern for something not allowed: '<b>', 'style=', '<b> … </p>', '<meta http-equiv>'."""
    if what == "style=":
        return STYLED
    if what.endswith("="):
        return rf"\b{re.escape(what[:-1])}\s*="
    name: str = re.findall(r"</?[\w-]+", what)[0]
    return rf"{name}(?![\w-])"


def written(root: Path, path: str, addresses: Mapping[str, str] = MappingProxyType({})) -> Written:
    """Return the text of a file of the site, '' if there is none."""
    try:
        text = (root / path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        text = ""
    return Written(path, text, addresses)
