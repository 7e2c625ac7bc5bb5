"""Parses Markdown to tokens with their lines, renders them to pieces of HTML, and cleans HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal, cast

import nh3
from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

ALLOWED = {
    "p", "br", "em", "strong", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "img",
    "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
    "figure", "figcaption", "picture", "source", "span",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "rel", "title", "data-pagefind-ignore"},
    "img": {"src", "alt", "title", "width", "height", "loading", "decoding"},
    "source": {"type", "srcset", "sizes"},
    "span": {"data-pagefind-ignore"},
    "ol": {"start"},
} | {f"h{level}": {"id"} for level in range(2, 7)}
SCHEMES = {"http", "https", "mailto", "tel"}
REFERENCE = "reference"  # the key in a token's `meta` under which `prose` stores what a link or picture refers to


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to a record or file; without `kind`, to a heading (`anchor`) of the same text."""

    kind: str
    id: str
    anchor: str
    title: str
    inside: "tuple[Piece, ...]"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 to 6 with its anchor; the page that shows the text may change both."""

    level: int
    anchor: str
    inside: "tuple[Piece, ...]"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, by its path in content/; `alone` if it has its own paragraph."""

    path: str
    alt: str
    title: str
    alone: bool = False


# HTML that is the same on every page, or a part that depends on the page that shows the text.
Piece = str | Link | Heading | Picture


def parsed(body: str) -> list[Token]:
    """Return the tokens of a text."""
    return _markdown().parse(body)


def pieces(tokens: Sequence[Token]) -> tuple[Piece, ...]:
    """Return the HTML of tokens, in pieces, which must still be cleaned."""
    writer = _Writer()
    writer.blocks(tokens)
    return writer.close()


def words(tokens: Sequence[Token]) -> str:
    """Return the visible text of the tokens within a paragraph; for a picture, its description."""
    markdown = _markdown()
    return cast("RendererHTML", markdown.renderer).renderInlineAsText(tokens, markdown.options, {})


def inside(tokens: Sequence[Token], index: int) -> Sequence[Token]:
    """Return the tokens within the link that opens at `index`; links are never nested."""
    end = next(number for number in range(index, len(tokens)) if tokens[number].type == "link_close")
    return tokens[index + 1 : end]


def cleaned(html: str) -> str:
    """Return HTML with only the elements and attributes that texts need."""
    return nh3.clean(html, tags=ALLOWED, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


class _Writer:
    """Renders tokens one by one, keeping headings, references and pictures as pieces."""

    def __init__(self) -> None:
        self.markdown = _markdown()
        self.renderer = cast("RendererHTML", self.markdown.renderer)
        self.open: list[list[Piece]] = [[]]  # the pieces of each element that is not closed yet
        self.links: list[Token] = []  # open links

    def close(self) -> tuple[Piece, ...]:
        """Return the pieces of the innermost open element; neighbouring strings become one."""
        joined: list[Piece] = []
        for plain, run in groupby(self.open.pop(), lambda piece: isinstance(piece, str)):
            joined += ["".join(map(str, run))] if plain else [*run]  # noqa: B031 - one of the two takes it
        return tuple(joined)

    def blocks(self, tokens: Sequence[Token]) -> None:
        closing = 0  # number of next tokens that belong to a picture already written
        for index, token in enumerate(tokens):
            if closing:
                closing -= 1
            elif token.type == "inline":
                self._inline(token.children or [])
            elif token.type == "heading_open":
                self._line(tokens, index)
                self.open.append([])
            elif token.type == "heading_close":
                inside = self.close()
                opened = tokens[index - 2]
                self.open[-1] += (Heading(int(token.tag[1]), str(opened.attrGet("id")), inside), "\n")
            elif (picture := _alone(tokens, index)) is not None:
                self._line(tokens, index)
                self.open[-1] += (self._picture(picture, alone=True), "\n")
                closing = 2
            else:
                self._render(tokens, index)

    def _line(self, tokens: Sequence[Token], index: int) -> None:
        """Start a new line after the text of a tight list item, as the renderer does."""
        if index and tokens[index - 1].hidden:
            self.open[-1].append("\n")

    def _inline(self, tokens: Sequence[Token]) -> None:
        for index, token in enumerate(tokens):
            if token.type == "link_open":
                self.links.append(token)
                if REFERENCE in token.meta:
                    self.open.append([])
                    continue
            elif token.type == "link_close" and REFERENCE in (opened := self.links.pop()).meta:
                inside = self.close()
                kind, name, anchor = opened.meta[REFERENCE]
                self.open[-1].append(Link(kind, name, anchor, _title(opened), inside))
                continue
            elif token.type == "image" and REFERENCE in token.meta:
                self.open[-1].append(self._picture(token))
                continue
            self._render(tokens, index)

    def _picture(self, token: Token, alone: bool = False) -> Picture:
        return Picture(token.meta[REFERENCE], words([token]), _title(token), alone)

    def _render(self, tokens: Sequence[Token], index: int) -> None:
        rule = self.renderer.rules.get(tokens[index].type, self.renderer.renderToken)
        self.open[-1].append(rule(tokens, index, self.markdown.options, {}))


def _title(token: Token) -> str:
    return str(token.attrGet("title") or "")


def _alone(tokens: Sequence[Token], index: int) -> Token | None:
    """Return the picture if the paragraph that opens at `index` consists only of one."""
    if tokens[index].type != "paragraph_open" or tokens[index].hidden:
        return None
    children = tokens[index + 1].children or []
    only = children[0] if len(children) == 1 else None
    return only if only and only.type == "image" and REFERENCE in only.meta else None


class _State(StateInline):
    """Stores in each token's `map` the line of its paragraph on which it starts, from 0."""

    counted = line = 0  # position up to which lines are counted, and their number

    def pushPending(self) -> Token:  # noqa: N802 - the parser's own name
        return self._placed(super().pushPending())

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        return self._placed(super().push(ttype, tag, nesting))

    def _placed(self, token: Token) -> Token:
        if self.pos > self.counted:
            self.line += self.src.count("\n", self.counted, self.pos)
            self.counted = self.pos
        token.map = [self.line, self.line + 1]
        return token


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


@cache
def _markdown() -> MarkdownIt:
    # Raw HTML is parsed so that it can be reported; addresses are checked later, with their lines, not by the parser.
    parser = MarkdownIt("commonmark", {"html": True})
    rules, parser.inline = parser.inline, _Inline()
    parser.inline.ruler, parser.inline.ruler2 = rules.ruler, rules.ruler2
    parser.enable(["table", "strikethrough"])
    parser.validateLink = lambda _: True  # type: ignore[method-assign, assignment]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser
