"""Markdown → tokens with their lines, and tokens → HTML that holds nothing but what texts need."""

import re
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

ALLOWED = {
    "p", "br", "em", "strong", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "img",
    "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "rel", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
ATTRIBUTES |= {f"h{level}": {"id"} for level in range(2, 7)}
WORTH = re.compile(r"[\[<]|&[#\w]|\{\{|\{%")
MARKED = re.compile(r"[\[<`*_~\\&!]|\{\{|\{%")
SCHEMES = {"http", "https", "mailto", "tel", "ref"}


def parsed(body: str, html: bool) -> list[Token]:
    """Return the tokens of a text; without `html` only as much as is needed to find what is wrong in it."""
    return (_markdown() if html else _looker()).parse(body)


def rendered(tokens: list[Token]) -> str:
    """Return the HTML of tokens, cleaned once more."""
    written = _markdown().renderer.render(tokens, _markdown().options, {})
    return nh3.clean(written, tags=ALLOWED, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


@cache
def _markdown() -> MarkdownIt:
    return _parser()


def _parser() -> MarkdownIt:
    # Raw HTML is parsed so that it can be reported; addresses are judged here, with their line, not by the parser.
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.validateLink = lambda _: True  # type: ignore[method-assign, assignment]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


@cache
def _looker() -> MarkdownIt:
    """Return a parser for who looks through a text only: it passes over what can hold nothing to find."""
    parser = _parser()
    parser.core.ruler.at("inline", _look)
    return parser


def _look(state: StateCore) -> None:
    before = ""
    for token in state.tokens:
        if token.type == "inline":
            # Of a heading the words are needed, elsewhere links, pictures, HTML and template marks.
            holds = MARKED if before == "heading_open" else WORTH
            if holds.search(token.content):
                token.children = []
                state.md.inline.parse(token.content, state.md, state.env, token.children)
            else:
                token.children = [Token("text", "", 0, content=token.content)]
        before = token.type
