"""Markdown → safe HTML in which references to records are placeholders, and every mistake with its line."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from jumelage.languages import KINDS
from jumelage.load import Text
from jumelage.problems import Code, Position, Problem, did_you_mean, listed

REFERENCE = re.compile(r"\{([A-Za-z_-]*)\}([^#]*)(?:#(.+))?")
PLACEHOLDER = re.compile(r'<a href="ref:([a-z]+)/([^"#]*)(?:#([^"]*))?">(.*?)</a>', re.DOTALL)
PICTURE = re.compile(r'<img src="ref:static/([^"]*)"')
ALLOWED = {
    "p", "br", "em", "strong", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "img",
    "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "rel", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
ATTRIBUTES |= {f"h{level}": {"id"} for level in range(2, 7)}
SCHEMES = {"http", "https", "mailto", "tel", "ref"}
WRITTEN_OUT = "Write it without HTML; Markdown has headings, lists, links, tables and emphasis."


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference in prose: to the record of `kind` and `id`, or to a file (kind 'static', its path in content/)."""

    kind: str
    id: str
    anchor: str
    position: Position


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as safe HTML with placeholders, what it refers to, and the anchors of its headings."""

    text: Text
    html: str
    mentions: tuple[Mention, ...]
    anchors: frozenset[str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a placeholder leads: without a path it becomes plain text; `name` stands where the link has no text."""

    path: str
    name: Markup


@cache
def _markdown() -> MarkdownIt:
    # Raw HTML is parsed so that it can be reported; addresses are judged here, with their line, not by the parser.
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.validateLink = lambda _: True  # type: ignore[method-assign, assignment]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def prose(text: Text) -> Prose:
    """Return the HTML of a text; what is wrong in it is reported at its line and left out of the HTML."""
    reader = _Reader(text)
    tokens = _markdown().parse(text.body)
    for token in tokens:
        reader.block(token)
    rendered = _markdown().renderer.render(tokens, _markdown().options, {})
    html = nh3.clean(rendered, tags=ALLOWED, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    problems = reader.problems
    if text.kind == "person":
        problems = [_discreet(problem) for problem in problems]
    return Prose(text, html, tuple(reader.mentions), frozenset(reader.anchors), tuple(problems))


def _discreet(problem: Problem) -> Problem:
    message = "This line of a text on a person at risk is not right."
    return Problem(problem.position, problem.code, message, problem.hint)


class _Reader:
    """Walks the tokens of one text: checks them, makes its links placeholders, gives its headings anchors."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.mentions: list[Mention] = []
        self.anchors: list[str] = []
        self._heading: Token | None = None

    def block(self, token: Token) -> None:
        line = token.map[0] if token.map else 0
        if token.type == "html_block":
            self._refuse(line, Code.RAW_HTML, "HTML is not allowed in texts.", WRITTEN_OUT)
            token.content = ""
        elif token.type in {"heading_open", "heading_close"}:
            # The page has its own first heading.
            token.tag = f"h{max(2, int(token.tag[1]))}"
            self._heading = token if token.type == "heading_open" else None
        elif token.type == "inline":
            if self._heading:
                self._heading.attrSet("id", self._anchor(token))
            self._inline(token.children or [], line)

    def _anchor(self, token: Token) -> str:
        said = "".join(child.content for child in token.children or [] if child.type in {"text", "code_inline"})
        plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode().lower()
        name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "part"
        number = 2
        anchor = name
        while anchor in self.anchors:
            anchor, number = f"{name}-{number}", number + 1
        self.anchors.append(anchor)
        return anchor

    def _inline(self, children: list[Token], line: int) -> None:
        for token in children:
            if token.type in {"softbreak", "hardbreak"}:
                line += 1
            elif token.type == "html_inline":
                self._refuse(line, Code.RAW_HTML, "HTML is not allowed in texts.", WRITTEN_OUT)
                line += token.content.count("\n")
                token.content = ""
            elif token.type == "image":
                self._image(token, str(token.attrGet("src") or ""), line)
            elif token.type == "link_open":
                self._link(token, str(token.attrGet("href") or ""), line)
            if token.type in {"text", "image"} and re.search(r"\{\{|\{%", token.content):
                hint = "Remove the double braces."
                self._refuse(line, Code.TEMPLATE_MARKER, "Texts hold no template marks.", hint)
            line += token.content.count("\n") if token.type == "image" else 0

    def _link(self, token: Token, address: str, line: int) -> None:
        written = REFERENCE.fullmatch(address)
        if written:
            self._reference(token, written[1], written[2], written[3] or "", line)
        elif re.match("#.", address):
            prefix = f"{self.text.member}--" if self.text.member else ""
            self._mention(self.text.kind, self.text.id, prefix + address[1:], line)
        elif re.match(r"(?i)https?://[^/\s]", address):
            token.attrSet("rel", "external")
        elif re.fullmatch(r"mailto:[^@\s<>\"]+@[^@\s<>\"]+|tel:\+?[0-9 ]+", address):
            return
        elif re.match(r"\s*[A-Za-z][A-Za-z0-9+.-]*:|//", address):
            self._unlink(token)
            hint = "Link to https://…, mailto:… or tel:…."
            self._refuse(line, Code.UNSAFE_ADDRESS, f"A link may not lead to '{address}'.", hint)
        else:
            self._unlink(token)
            hint = "Link to a record as {partnership}its-id, to a file as {static}files/its-name.pdf."
            self._refuse(line, Code.BROKEN_LINK, f"A link to '{address}' leads nowhere.", hint)

    def _reference(self, token: Token, kind: str, name: str, anchor: str, line: int) -> None:
        if kind == "static":
            token.attrSet("href", f"ref:static/{name}{'#' if anchor else ''}{anchor}")
            self._mention("static", name, "", line)
        elif kind in KINDS:
            token.attrSet("href", f"ref:{kind}/{name}{'#' if anchor else ''}{anchor}")
            self._mention(kind, name, anchor, line)
        else:
            self._unlink(token)
            hint = did_you_mean(kind, (*KINDS, "static")) or f"Use {listed((*KINDS, 'static'))}."
            self._refuse(line, Code.BROKEN_LINK, f"There is no kind of record '{kind}'.", hint)

    def _image(self, token: Token, address: str, line: int) -> None:
        if not token.content.strip():
            hint = "Describe the picture between the square brackets."
            self._refuse(line, Code.MISSING_ALT, "This picture has no alternative text.", hint)
        written = REFERENCE.fullmatch(address)
        if not written or written[1] != "static":
            token.attrSet("src", "")
            hint = "Put the file in content/pictures/ and write {static}pictures/its-name.jpg."
            self._refuse(line, Code.BROKEN_LINK, "Pictures come from content/pictures/.", hint)
            return
        token.attrSet("src", f"ref:static/{written[2]}")
        self._mention("static", written[2], "", line)

    def _unlink(self, token: Token) -> None:
        token.attrSet("href", "#")

    def _mention(self, kind: str, name: str, anchor: str, line: int) -> None:
        self.mentions.append(Mention(kind, name, anchor, self._at(line)))

    def _refuse(self, line: int, code: Code, message: str, hint: str) -> None:
        self.problems.append(Problem(self._at(line), code, message, hint))

    def _at(self, line: int) -> Position:
        return Position(self.text.path, self.text.line + line)


def resolve(html: str, target: Callable[[str, str, str], Target], prefix: str = "", shift: int = 0) -> Markup:
    """
    Return the HTML of a text with its placeholders filled in.

    `target` is given kind, id and anchor; `prefix` goes before the anchors of its headings, so that several texts can
    share a page, and `shift` makes its headings so many levels lower.
    """

    def link(found: re.Match[str]) -> str:
        where = target(found[1], found[2], found[3] or "")
        said = found[4] or str(where.name)
        return f'<a href="{Markup.escape(where.path)}">{said}</a>' if where.path else said

    html = PLACEHOLDER.sub(link, html)
    html = PICTURE.sub(lambda found: f'<img src="{Markup.escape(target("static", found[1], "").path)}"', html)
    if prefix:
        html = re.sub(r'(<h[2-6] id=")', rf"\g<1>{prefix}", html)
        html = html.replace('<a href="#', f'<a href="#{prefix}')
    if shift:
        html = re.sub(r"(</?h)([2-6])", lambda found: f"{found[1]}{min(6, int(found[2]) + shift)}", html)
    return Markup(html)  # noqa: S704 - cleaned by nh3 in `prose`, and every address added since is escaped


def anchors(by_member: Mapping[str, Mapping[str, Prose]], languages: tuple[str, ...]) -> set[str]:
    """
    Return the anchors of a page that shows texts, each in the first of `languages` in which there is one.

    `by_member` holds the texts by member ('' for the record's own) and language.
    """
    found = set()
    for member, by_lang in by_member.items():
        shown = next((by_lang[code] for code in languages if code in by_lang), None)
        if shown:
            found |= {f"{member}--{anchor}" if member else anchor for anchor in shown.anchors} | ({member} - {""})
    return found


def proses(texts: tuple[Text, ...]) -> Iterator[Prose]:
    """Give the prose of each text."""
    return map(prose, texts)
