"""Converts Markdown to pieces of HTML with unresolved references, and reports mistakes with their lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from jumelage.content import Text
from jumelage.content.link_addresses import NO_PICTURE, address_of_link, leads_to_a_person, path_of_picture
from jumelage.content.markdown import REFERENCE, Piece, inside, parsed, pieces, words
from jumelage.content.texts import MAX_BODY
from jumelage.content.unresolved import HOW_TO_LINK, IN_PROSE, NO_NOTES, in_words
from jumelage.messages.problems import Code, Position, Problem
from jumelage.messages.sentences import Sentence
from jumelage.source import FLOOD, INVISIBLE, MAX_PROBLEMS, unseen
from jumelage.source.file_names import plain
from jumelage.source.seen import says, seen

SAID = {"text", "code_inline", "softbreak", "hardbreak"}
DISCREET = Sentence("This line of a text about a person at risk contains a mistake.")
NO_HTML = Sentence("HTML is not allowed in texts.")
WRITTEN_OUT = Sentence("Write it without HTML; Markdown has headings, lists, links, tables and emphasis.")


@dataclass(frozen=True, slots=True)
class Mention:
    """
    A reference in a text: to the record of `kind` and `id`, or to a file (kind 'static', its path in content/).

    A file is `shown` if it is a picture in the text.
    """

    kind: str
    id: str
    anchor: str
    position: Position
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """
    A text as pieces of HTML, which `placeholders` resolves and cleans; its references; the anchors of its headings.

    `external` are the web addresses that it links to, with their positions.
    """

    text: Text
    pieces: tuple[Piece, ...]
    mentions: tuple[Mention, ...]
    anchors: frozenset[str]
    problems: tuple[Problem, ...]
    external: tuple[tuple[str, Position], ...] = ()


def prose(text: Text) -> Prose:
    """Return the pieces of a text; mistakes are reported with their lines and left out."""
    reader = _Reader(text)
    tokens = parsed(text.body)
    for token in tokens:
        reader.block(token)
    problems = reader.problems[:MAX_PROBLEMS]
    if text.kind == "person":
        problems = [replace(problem, message=DISCREET) for problem in problems]
    problems += (Problem(one.position, Code.SYNTAX, *FLOOD) for one in reader.problems[MAX_PROBLEMS:])
    found = tuple(reader.mentions), frozenset(reader.anchors), tuple(problems), tuple(reader.external)
    return Prose(text, pieces(tokens), *found)


def _public(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield tokens except those in links to persons at risk, since the search would find their names in anchors."""
    within = False
    for token in tokens:
        if token.type == "link_open":
            within = leads_to_a_person(str(token.attrGet("href")))
        elif token.type == "link_close":
            within = False
        if not within:
            yield token


class _Reader:
    """Checks the tokens of one text, collects references, and assigns anchors to headings."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.mentions: list[Mention] = []
        self.external: list[tuple[str, Position]] = []
        self.anchors: set[str] = set()
        self.numbers: dict[str, int] = {}  # the last number added to headings with the same name
        self.size = 0  # of all addresses and titles, counting each use
        self.lines: list[str] = []  # of the body, split on first use
        self._heading: Token | None = None

    def block(self, token: Token) -> None:
        line = token.map[0] if token.map else 0
        if token.type == "html_block":
            self._refuse(line, Code.RAW_HTML, NO_HTML, WRITTEN_OUT)
            token.content = ""
        elif token.type in {"heading_open", "heading_close"}:
            # The page has its own h1.
            token.tag = f"h{max(2, int(token.tag[1]))}"
            self._heading = token if token.type == "heading_open" else None
        elif token.type == "inline":
            if self._heading:
                self._heading.attrSet("id", self._anchor(token))
            self._inline(token.children or [], line)

    def _anchor(self, token: Token) -> str:
        said = "".join(child.content or " " for child in _public(token.children or []) if child.type in SAID)
        anchor = name = plain(said) or "part"
        while anchor in self.anchors:
            # Thousands of headings with the same name must not each count from 2.
            number = self.numbers[name] = self.numbers.get(name, 1) + 1
            anchor = f"{name}-{number}"
        self.anchors.add(anchor)
        return anchor

    def _inline(self, children: list[Token], first: int) -> None:
        for index, token in enumerate(children):
            if self._full():
                return
            line = first + (token.map[0] if token.map else 0)
            if token.type == "html_inline":
                self._refuse(line, Code.RAW_HTML, NO_HTML, WRITTEN_OUT)
                token.content = ""
            elif self._flooded(token, line):
                token.attrs.clear()
            elif token.type == "image":
                self._image(token, str(token.attrGet("src") or ""), line)
            elif token.type == "link_open":
                self._link(token, str(token.attrGet("href") or ""), line)
                self._named(token, inside(children, index), line)
            self._unseen(token, line)
            self._left_over(token, line)
            if token.type in {"text", "image"} and re.search(r"\{\{|\{%", token.content):
                hint = Sentence("Remove those characters.")
                self._refuse(line, Code.TEMPLATE_MARKER, Sentence("The text contains '{{{{' or '{{%'."), hint)

    def _named(self, link: Token, held: Sequence[Token], line: int) -> None:
        """Reject a link without visible text; one to a record may be empty, and gets the record's name."""
        shown = words(held)
        to_record = link.meta.get(REFERENCE, ("",))[0] and not shown.strip()
        if not seen(shown) and not to_record and link.attrGet("href") != "#":
            hint = Sentence("Write between the square brackets what visitors find there.")
            self._refuse(line, Code.EMPTY_LINK, Sentence("This link has no text."), hint)

    def _flooded(self, token: Token, line: int) -> bool:
        """Return whether there are too many links: an address defined once and used often could fill gigabytes."""
        before, self.size = self.size, self.size + sum(len(str(value)) for value in token.attrs.values())
        if before <= MAX_BODY < self.size:
            message = Sentence("The text is longer than {size} kB.", size=MAX_BODY // 1000)
            self._refuse(line, Code.TOO_LARGE, message, Sentence("Split it into several texts."))
        return self.size > MAX_BODY and bool(token.attrs)

    def _unseen(self, token: Token, line: int) -> None:
        """Reject invisible characters written as entities."""
        held = [token.content, *map(str, token.attrs.values())]
        if found := next(filter(None, map(INVISIBLE.search, held)), None):
            self._refuse(line, *unseen(found[0]))
        for child in token.children or ():
            self._unseen(child, line)

    def _left_over(self, token: Token, line: int) -> None:
        """Reject failed links in text, descriptions and titles."""
        said = [token.content] if token.type == "text" else []
        said += [child.content for child in token.children or () if child.type == "text"]
        said += [str(value) for name, value in token.attrs.items() if name == "title"]
        for one in said:
            for found in in_words(one, IN_PROSE):
                if self._full():
                    return
                hint = NO_NOTES if found[0] == "[^" else HOW_TO_LINK
                # The text in brackets may contain anything, even an id.
                mark = "[[…]]" if found[0].startswith("[[") else found[0]
                as_text = "Visitors would see '{mark}' as it is written: it does not become a link, picture or note."
                self._refuse(line, Code.LINK_AS_TEXT, Sentence(as_text, mark=mark), hint, self._column(found, line))

    def _link(self, token: Token, address: str, line: int) -> None:
        found = address_of_link(address)
        if found.refusal:
            token.attrSet("href", "#")
            self._refuse(line, *found.refusal)
        elif found.reference:
            token.meta[REFERENCE] = found.reference
            self._refer(*found.reference, line)
        elif found.external:
            token.attrSet("rel", "external")
            self.external.append((address, self._at(line)))

    def _refer(self, kind: str, name: str, anchor: str, line: int) -> None:
        if kind:
            self._mention(kind, name, anchor if kind != "static" else "", line)
        else:
            prefix = f"{self.text.member}--" if self.text.member else ""
            self._mention(self.text.kind, self.text.id, prefix + anchor, line)

    def _image(self, token: Token, address: str, line: int) -> None:
        if not says(words([token])):
            hint = Sentence("Describe the picture between the square brackets.")
            self._refuse(line, Code.MISSING_ALT, Sentence("This picture has no alternative text."), hint)
        if path := path_of_picture(address):
            token.meta[REFERENCE] = path
            self._mention("static", path, "", line, shown=True)
        else:
            token.attrSet("src", "")
            self._refuse(line, Code.BROKEN_LINK, *NO_PICTURE)

    def _mention(self, kind: str, name: str, anchor: str, line: int, shown: bool = False) -> None:
        self.mentions.append(Mention(kind, name, anchor, self._at(line), shown))

    def _refuse(self, line: int, code: Code, message: Sentence, hint: Sentence, column: int = 1) -> None:
        if not self._full():
            self.problems.append(Problem(self._at(line, column), code, message, hint))

    def _full(self) -> bool:
        """Return whether enough problems were found: one more than shown, to indicate that there are more."""
        return len(self.problems) > MAX_PROBLEMS

    def _at(self, line: int, column: int = 1) -> Position:
        return Position(self.text.path, self.text.line + line, column)

    def _column(self, found: re.Match[str], line: int) -> int:
        """Return the column of a match on a line, from 1; 1 if it is written differently there (as entities)."""
        self.lines = self.lines or self.text.body.split("\n")
        written = "".join(self.lines[line : line + 1])
        before = found.string[max(0, found.start() - 20) : found.start()]
        start = written.find(before + found[0])
        return start + len(before) + 1 if start >= 0 else written.find(found[0]) + 1 or 1
