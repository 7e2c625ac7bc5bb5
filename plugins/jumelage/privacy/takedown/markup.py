"""An HTML page as a tree over its source text: parts are cut out of it, and the rest stays exactly as it was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import takewhile

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
MEDIA = frozenset({"img", "svg", "video", "audio", "iframe", "object", "form", "input", "button", "select", "textarea"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Labels of what is next to them: alone they say nothing.
LABELS = HEADINGS | {"dt", "caption", "thead", "figcaption"}
# Elements that are removed when nothing is left in them.
HOLDERS = (HEADINGS - {"h1"}) | {
    *("li", "ul", "ol", "dl", "dd", "tr", "tbody", "table"),
    *("figure", "picture", "section", "article", "nav", "div", "p", "a", "span"),
}


@dataclass(slots=True, eq=False)
class Node:
    """
    An element. Its start tag is `text[start:inner]`, its content ends at `close`, its end tag at `end`.

    `says` tells whether it has text of its own, outside its children.
    """

    tag: str
    attributes: dict[str, str]
    start: int
    inner: int
    parent: "Node | None"
    close: int = 0
    end: int = 0
    says: bool = False
    children: list["Node"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """The names in its `class` attribute."""
        return self.attributes.get("class", "").split()

    def above(self) -> Iterator["Node"]:
        """Yield its ancestors, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def below(self) -> Iterator["Node"]:
        """Yield it and its descendants, in document order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


class _Reader(HTMLParser):
    """Builds the tree; an unclosed element ends where its parent does."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = text
        self.lines = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
        self.root = Node("", {}, 0, 0, None)
        self.open = [self.root]
        self.feed(text)
        self.close()
        self._shut(0, len(text), len(text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = self._begun(tag, attrs)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begun(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                at = self._at()
                self._shut(depth, at, self.text.find(">", at) + 1)
                return

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        # What a browser takes for a comment, the parser does not know, and would stop there.
        return self.parse_bogus_comment(i, report)

    def handle_data(self, data: str) -> None:
        self.open[-1].says = self.open[-1].says or bool(data.strip())

    def _begun(self, tag: str, attrs: list[tuple[str, str | None]]) -> Node:
        at = self._at()
        end = at + len(self.get_starttag_text() or "")
        # Of a duplicate attribute, browsers use the first.
        known = {name: value or "" for name, value in reversed(attrs)}
        node = Node(tag, known, at, end, self.open[-1], end, end)
        self.open[-1].children.append(node)
        return node

    def _shut(self, depth: int, close: int, end: int) -> None:
        for node in self.open[depth + 1 :]:
            node.close = node.end = close
        self.open[depth].close, self.open[depth].end = close, end
        del self.open[depth:]

    def _at(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column


def tree(text: str) -> Node:
    """Return the root of a page, which holds all of its elements."""
    return _Reader(text).root


class Cuts:
    """The cuts to make in a page: elements, tags only, and replaced texts."""

    def __init__(self, text: str) -> None:
        """Read a page; nothing is cut yet."""
        self.text = text
        self.root = tree(text)
        self.gone: set[Node] = set()
        self._ranges: list[tuple[int, int, str]] = []

    def cut(self, node: Node) -> None:
        """Remove an element, and each ancestor in which nothing but labels is left."""
        self.gone.add(node)
        # One after the other: an element is empty once the one within it is gone.
        self.gone.update(takewhile(self._is_left_empty, node.above()))

    def unwrap(self, node: Node) -> None:
        """Remove the tags of an element; its contents stay."""
        self._ranges += [(node.start, node.inner, ""), (node.close, node.end, "")]

    def replace(self, start: int, end: int, text: str) -> None:
        """Replace the text between two offsets."""
        self._ranges.append((start, end, text))

    def is_gone(self, node: Node) -> bool:
        """Return whether an element is removed, itself or with an ancestor."""
        return node in self.gone or any(one in self.gone for one in node.above())

    def made(self) -> str:
        """Return the page without what was cut."""
        ranges = [*self._ranges, *((node.start, self._end(node), "") for node in self.gone)]
        parts, at = [], 0
        for start, end, text in sorted(ranges, key=lambda one: (one[0], -one[1])):
            if start >= at:
                parts += [self.text[at:start], text]
                at = end
        return "".join((*parts, self.text[at:]))

    def _end(self, node: Node) -> int:
        """Return the end of an element, including a line that would be left empty."""
        alone = self.text[node.start - 1 : node.start] == self.text[node.end : node.end + 1] == "\n"
        return node.end + alone

    def _is_left_empty(self, node: Node) -> bool:
        """Return whether nothing but labels is left in an element, and neither links nor scripts refer to it."""
        if node.tag not in HOLDERS or "id" in node.attributes or "data-listing" in node.attributes:
            return False
        waiting = [node]
        while waiting:
            one = waiting.pop()
            if one in self.gone or (one is not node and one.tag in LABELS):
                continue
            if one.says or one.tag in MEDIA:
                return False
            waiting += one.children
        return True


def text_between(text: str, start: int, end: int) -> str:
    """Return a part of a page without its tags and without spaces at its ends."""
    return "".join(_shown(text[start:end])).strip()


def _shown(part: str) -> Iterable[str]:
    for number, piece in enumerate(part.split("<")):
        yield piece if not number else piece.partition(">")[2]
