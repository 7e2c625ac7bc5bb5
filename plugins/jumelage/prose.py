"""Markdown → safe HTML in which references to records are placeholders, and every mistake with its line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

from markdown_it.token import Token

from jumelage.file_names import plain
from jumelage.languages import KINDS
from jumelage.load import Text
from jumelage.load.texts import MAX_BODY
from jumelage.markdown import parsed, rendered
from jumelage.memory import Memory
from jumelage.parse import FLOOD, INVISIBLE, MAX_PROBLEMS, unseen
from jumelage.problems import Code, Position, Problem, did_you_mean, listed
from jumelage.sentences import Sentence
from jumelage.share import shared_out
from jumelage.web_addresses import address_fault

REFERENCE = re.compile(r"\{([A-Za-z_-]*)\}([^#]*)(?:#(.+))?")
SAID = {"text", "code_inline", "softbreak", "hardbreak"}
NO_HTML = Sentence("HTML is not allowed in texts.")
WRITTEN_OUT = Sentence("Write it without HTML; Markdown has headings, lists, links, tables and emphasis.")


@dataclass(frozen=True, slots=True)
class Mention:
    """
    A reference in prose: to the record of `kind` and `id`, or to a file (kind 'static', its path in content/).

    A file may be `shown`, as a picture.
    """

    kind: str
    id: str
    anchor: str
    position: Position
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as safe HTML with placeholders, what it refers to, and the anchors of its headings."""

    text: Text
    html: str
    mentions: tuple[Mention, ...]
    anchors: frozenset[str]
    problems: tuple[Problem, ...]


def prose(text: Text, html: bool = True) -> Prose:
    """
    Return the HTML of a text; what is wrong in it is reported at its line and left out of the HTML.

    Without `html` a text is looked through only: its HTML is ''.
    """
    reader = _Reader(text)
    tokens = parsed(text.body, html)
    for token in tokens:
        reader.block(token)
    problems = reader.problems[:MAX_PROBLEMS]
    if text.kind == "person":
        problems = [_discreet(problem) for problem in problems]
    problems += (Problem(one.position, Code.SYNTAX, *FLOOD) for one in reader.problems[MAX_PROBLEMS:])
    said = rendered(tokens) if html else ""
    return Prose(text, said, tuple(reader.mentions), frozenset(reader.anchors), tuple(problems))


def _discreet(problem: Problem) -> Problem:
    message = Sentence("This line of a text on a person at risk is not right.")
    return Problem(problem.position, problem.code, message, problem.hint)


class _Reader:
    """Walks the tokens of one text: checks them, makes its links placeholders, gives its headings anchors."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.mentions: list[Mention] = []
        self.anchors: set[str] = set()
        self.numbers: dict[str, int] = {}  # the last one that told headings of one name apart
        self.size = 0  # of all addresses and titles, also of those that are written once and used often
        self._heading: Token | None = None

    def block(self, token: Token) -> None:
        line = token.map[0] if token.map else 0
        if token.type == "html_block":
            self._refuse(line, Code.RAW_HTML, NO_HTML, WRITTEN_OUT)
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
        shown = (child for child in token.children or [] if child.type in SAID)
        said = "".join(child.content or " " for child in shown)
        anchor = name = plain(said) or "part"
        while anchor in self.anchors:
            # Thousands of headings of one name do not count from 2 each time.
            number = self.numbers[name] = self.numbers.get(name, 1) + 1
            anchor = f"{name}-{number}"
        self.anchors.add(anchor)
        return anchor

    def _inline(self, children: list[Token], line: int) -> None:
        for token, after in zip_longest(children, children[1:]):
            if len(self.problems) > MAX_PROBLEMS:
                return
            if token.type in {"softbreak", "hardbreak"}:
                line += 1
            elif token.type == "html_inline":
                self._refuse(line, Code.RAW_HTML, NO_HTML, WRITTEN_OUT)
                line += token.content.count("\n")
                token.content = ""
            elif self._flooded(token, line):
                token.attrs.clear()
            elif token.type == "image":
                self._image(token, str(token.attrGet("src") or ""), line)
            elif token.type == "link_open":
                self._link(token, str(token.attrGet("href") or ""), line)
                empty = after is not None and (after.type == "link_close" or not after.content.strip(" \u00a0"))
                if empty and token.attrGet("rel"):
                    hint = Sentence("Write between the square brackets what readers find there.")
                    self._refuse(line, Code.EMPTY_LINK, Sentence("This link has no text."), hint)
            self._unseen(token, line)
            if token.type in {"text", "image"} and re.search(r"\{\{|\{%", token.content):
                hint = Sentence("Remove the double braces.")
                self._refuse(line, Code.TEMPLATE_MARKER, Sentence("Texts hold no template marks."), hint)
            line += token.content.count("\n") if token.type == "image" else 0

    def _flooded(self, token: Token, line: int) -> bool:
        """Return whether this link is one too many: an address written once and used often fills gigabytes."""
        before, self.size = self.size, self.size + sum(len(str(value)) for value in token.attrs.values())
        if before <= MAX_BODY < self.size:
            message = Sentence("The text is longer than {size} kB.", size=MAX_BODY // 1000)
            self._refuse(line, Code.TOO_LARGE, message, Sentence("Split it."))
        return self.size > MAX_BODY and bool(token.attrs)

    def _unseen(self, token: Token, line: int) -> None:
        """Refuse characters that nobody sees, which entities write as their numbers."""
        held = [token.content, *map(str, token.attrs.values())]
        if found := next(filter(None, map(INVISIBLE.search, held)), None):
            self._refuse(line, *unseen(found[0]))
        for child in token.children or ():
            self._unseen(child, line)

    def _link(self, token: Token, address: str, line: int) -> None:
        written = REFERENCE.fullmatch(address)
        if written:
            self._reference(token, written[1], written[2], written[3] or "", line)
        elif re.match("#.", address):
            prefix = f"{self.text.member}--" if self.text.member else ""
            self._mention(self.text.kind, self.text.id, prefix + address[1:], line)
        elif re.match("(?i)https?:", address):
            self._external(token, address, line)
        elif re.fullmatch(r"mailto:[^@\s<>\"]+@[^@\s<>\"]+|tel:\+?[0-9 ]+", address):
            return
        elif re.match(r"\s*[A-Za-z][A-Za-z0-9+.-]*:|//", address):
            self._unlink(token)
            self._unsafe(address, line, Sentence("Link to https://…, mailto:… or tel:…."))
        else:
            self._unlink(token)
            hint = Sentence("Link to a record as {{partnership}}its-id, to a file as {{static}}files/its-name.pdf.")
            message = Sentence("A link to '{address}' leads nowhere.", address=address)
            self._refuse(line, Code.BROKEN_LINK, message, hint)

    def _external(self, token: Token, address: str, line: int) -> None:
        if hint := address_fault(address):
            self._unlink(token)
            self._unsafe(address, line, hint)
        else:
            token.attrSet("rel", "external")

    def _unsafe(self, address: str, line: int, hint: Sentence) -> None:
        message = Sentence("A link may not lead to '{address}'.", address=address)
        self._refuse(line, Code.UNSAFE_ADDRESS, message, hint)

    def _reference(self, token: Token, kind: str, name: str, anchor: str, line: int) -> None:
        if kind == "static":
            token.attrSet("href", f"ref:static/{name}{'#' if anchor else ''}{anchor}")
            self._mention("static", name, "", line)
        elif kind in KINDS:
            token.attrSet("href", f"ref:{kind}/{name}{'#' if anchor else ''}{anchor}")
            self._mention(kind, name, anchor, line)
        else:
            self._unlink(token)
            known = (*KINDS, "static")
            hint = did_you_mean(kind, known) or Sentence("Use {choices}.", choices=listed(known))
            self._refuse(line, Code.BROKEN_LINK, Sentence("There is no kind of record '{kind}'.", kind=kind), hint)

    def _image(self, token: Token, address: str, line: int) -> None:
        if not token.content.strip():
            hint = Sentence("Describe the picture between the square brackets.")
            self._refuse(line, Code.MISSING_ALT, Sentence("This picture has no alternative text."), hint)
        written = REFERENCE.fullmatch(address)
        if not written or written[1] != "static":
            token.attrSet("src", "")
            hint = Sentence("Put the file in content/pictures/ and write {{static}}pictures/its-name.jpg.")
            self._refuse(line, Code.BROKEN_LINK, Sentence("Pictures come from content/pictures/."), hint)
            return
        token.attrSet("src", f"ref:static/{written[2]}")
        self._mention("static", written[2], "", line, shown=True)

    def _unlink(self, token: Token) -> None:
        token.attrSet("href", "#")

    def _mention(self, kind: str, name: str, anchor: str, line: int, shown: bool = False) -> None:
        self.mentions.append(Mention(kind, name, anchor, self._at(line), shown))

    def _refuse(self, line: int, code: Code, message: Sentence, hint: Sentence) -> None:
        if len(self.problems) <= MAX_PROBLEMS:
            self.problems.append(Problem(self._at(line), code, message, hint))

    def _at(self, line: int) -> Position:
        return Position(self.text.path, self.text.line + line)


def proses(texts: Sequence[Text], html: bool, memory: Memory) -> list[Prose]:
    """
    Return the prose of each text, in their order; without `html` they are looked through only.

    Many texts are shared out between the processors of the machine.
    """
    keys = [("prose", text.path, text.line, text.body, html) for text in texts]
    new = [text for text, key in zip(texts, keys, strict=True) if not memory.has(key)]
    made = iter(shared_out(partial(prose, html=html), new))
    return [memory.made(key, partial(next, made)) for key in keys]
