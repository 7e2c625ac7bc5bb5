"""Cuts parts with a marked name out of pages: as small as possible without leaving half a statement."""

import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from jumelage.privacy.takedown.links import holds_prose, in_prose
from jumelage.privacy.takedown.markup import Cuts, Node

Holding = Callable[[Mapping[str, bytes]], Collection[str]]  # returns the paths of the files that contain a marked name
# What is self-contained on any page: a card, a list item, a value of a fact, a picture.
OWN = frozenset({"li", "article", "tr", "dd", "figure", "video"})
# On a page that must exist, more is cut than what is self-contained.
MORE = frozenset({"p", "section", "ul", "ol", "dl", "table", "blockquote", "nav", "meta", "script"})
DATA = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The texts of pages without any marked name left, and the paths of those where one cannot be cut out."""

    texts: dict[str, str] = field(default_factory=dict)
    stuck: set[str] = field(default_factory=set)


def cleaned(texts: Mapping[str, str], must: Collection[str], holding: Holding) -> Cleaned:
    """
    Cut marked names out of pages that all contain one.

    Args:
        texts: their texts by the paths of their files.
        must: the paths of those that must exist: in these, running text is cut, too. In others, a name in running
            text is left: what surrounds it is about the same person.
        holding: returns which files contain a marked name.
    """
    done = Cleaned()
    waiting = dict(texts)
    while waiting:
        pages = {path: Cuts(text) for path, text in waiting.items()}
        held = _held(pages, must, holding)
        made = {path: _cut(page, held[path]) for path, page in pages.items()}
        changed = {path: text for path, text in made.items() if text != waiting[path]}
        done.stuck.update(waiting.keys() - changed.keys())
        left = holding({path: text.encode() for path, text in changed.items()})
        done.texts.update({path: text for path, text in changed.items() if path not in left})
        waiting = {path: text for path, text in changed.items() if path in left}
    return done


def part_path(path: str, number: int) -> str:
    """Return a path for a part of a file, in the same folder, by which reviewed pages are recognised."""
    return posixpath.join(posixpath.dirname(path), f"_{number}")


def _held(pages: Mapping[str, Cuts], must: Collection[str], holding: Holding) -> dict[str, list[Node]]:
    """Return the elements of each page that may be cut and contain a marked name."""
    asked: dict[str, bytes] = {}
    nodes: dict[str, tuple[str, Node]] = {}
    for path, page in pages.items():
        for node in _units(page.root, path in must):
            name = part_path(path, len(asked))
            asked[name] = page.text[node.start : node.end].encode()
            nodes[name] = path, node
    found: dict[str, list[Node]] = {path: [] for path in pages}
    marked = set(holding(asked))
    for name, (path, node) in nodes.items():
        if name in marked:
            found[path].append(node)
    return found


def _cut(page: Cuts, held: list[Node]) -> str:
    outer = {around for node in held for around in node.above()}
    for node in held:
        if node not in outer and not page.is_gone(node):
            page.cut(node)
    return page.made()


def _units(root: Node, must: bool) -> Iterator[Node]:
    for node in root.below():
        drawn = node.tag in {"a", "text"} and any(one.tag == "svg" for one in node.above())
        if (
            node.tag == "link"
            or drawn
            or node.attributes.get("type") == DATA
            or (must and node.tag in OWN | MORE)
            or (node.tag in OWN and not in_prose(node) and not holds_prose(node))
        ):
            yield node
