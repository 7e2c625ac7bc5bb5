"""Locates in a source file what was found to be wrong in the page made from it."""

import html
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path
from types import MappingProxyType

from jumelage.graph.unlisted import naming
from jumelage.messages.problems import Position
from jumelage.source import MAX_PROBLEMS

# Samples of code within a line; in reStructuredText one backtick is that of a link.
TICKS = re.compile(r"(?<!`)(?P<ticks>`++)[^\n`]++(?P=ticks)(?!`)")
TWO_TICKS = re.compile(r"(?<!`)``(?!`)[^\n`]++``(?!`)")
FENCES = ("```", "~~~")
QUOTED = re.compile("'([^']+)'")
ELEMENT = re.compile(r"</?[\w-]+")
# What comes before and after the address of a link or picture.
BEFORE, AFTER = r"""(?:[(<"'=]|\]:|:target:|::|^\.\. _[^:\n]+:)[ \t]*<?""", r"""(?=[\s)>"'_]|$)"""
# The options of reStructuredText of which styles are made.
STYLED = r"\bstyle\s*+=|^[ \t]*+:(?:width|height|figwidth|scale):"
# A picture without a description; the next sign of another element ends the look for one.
UNDESCRIBED = r"<img\b(?![^<>]*\balt\b)"


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
        """Return each place of a picture without a description."""
        return self._found(UNDESCRIBED) or (Position(self.path),)

    def field(self, name: str) -> Position:
        """Return the position of a field of the header."""
        found = self._found(rf"^:?{re.escape(name)}[ \t]*:")
        return found[0] if found else Position(self.path)

    def last_part(self, name: str) -> Position:
        """Return the place of an address by the last of its parts."""
        found = self._found(rf"\{{(?:static|attach)\}}[^\s)>\"'{{]*{re.escape(name)}")
        return found[0] if found else Position(self.path)

    def says(self, name: str, value: str) -> bool:
        """Return whether a field of the header has this value."""
        return bool(self._found(rf"^:?{re.escape(name)}[ \t]*:[ \t]*{re.escape(value)}[ \t]*$"))

    def quoted(self, message: str) -> Position:
        """Return the place of what a message quotes, if that is the value of a field of the header."""
        values = (self._found(rf"^:?[\w-]+[ \t]*:.*?(?P<at>{re.escape(one)})") for one in QUOTED.findall(message))
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
        ticks = TWO_TICKS if self.path.endswith(".rst") else TICKS
        plain = ticks.sub(_blanked, _without_comments(_without_samples(self.text)))
        return self._places(search, plain) or self._places(search, self.text)

    def _places(self, search: re.Pattern[str], text: str) -> tuple[Position, ...]:
        group: int | str = "at" if "at" in search.groupindex else 0
        places: list[Position] = []
        line, begun, seen = 1, 0, 0
        for found in islice(search.finditer(text), MAX_PROBLEMS):
            at = found.start(group)
            # A pattern may begin with the spaces before what it is about.
            while text[at : at + 1].isspace():
                at += 1
            if lines := text.count("\n", seen, at):
                line, begun = line + lines, text.rindex("\n", seen, at) + 1
            seen = max(seen, at)
            places.append(Position(self.path, line, at - begun + 1))
        return tuple(places)


def _without_samples(text: str) -> str:
    """Return a text of the same lines without its blocks of code; one that is not closed goes on to the end."""
    kept, fence = [], ""
    for line in text.split("\n"):
        marks = line[: len(line) - len(line.lstrip(line[:1]))] if line.startswith(FENCES) else ""
        kept.append("" if fence or marks else line)
        closes = fence and line.startswith(fence)
        fence = "" if closes else fence or marks
    return "\n".join(kept)


def _without_comments(text: str) -> str:
    """Return a text of the same length and lines without its comments of HTML."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept += [text[at:start], "".join(sign if sign == "\n" else " " for sign in text[start : end + 3])]
        at = end + 3
    return "".join((*kept, text[at:]))


def _blanked(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _pattern(what: str) -> str:
    """Return a pattern for something not allowed: '<b>', 'style=', '<b> … </p>', '<meta http-equiv>'."""
    if what == "style=":
        return STYLED
    if what.endswith("="):
        return rf"\b{re.escape(what[:-1])}\s*+="
    name: str = ELEMENT.findall(what)[0]
    return rf"{name}(?![\w-])"


def written(root: Path, path: str, addresses: Mapping[str, str] = MappingProxyType({})) -> Written:
    """Return the text of a file of the site, '' if there is none."""
    try:
        text = (root / path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        text = ""
    return Written(path, text, addresses)
