"""Removes links to removed files from a page, and what is only there because of them."""

from collections.abc import Callable
from html import escape

from jumelage.privacy.takedown.addresses import ABSOLUTE, address_of, candidates
from jumelage.privacy.takedown.markup import HEADINGS, Cuts, Node, text_between

Gone = Callable[[str], bool]  # whether an address leads to a removed file
UNITS = frozenset({"li", "article"})


def unlinked(text: str, gone: Gone) -> str:
    """
    Return a page without its links to removed files.

    A card is removed with the link in its heading, a list item with its first link, a picture as a whole; of other
    links the text stays.
    """
    page = Cuts(text)
    for node in page.root.below():
        if not page.is_gone(node):
            _element(node, page, gone)
    return page.made()


def leads_on(text: str, gone: Gone) -> bool:
    """Return whether a page is only a redirect to a removed file."""
    return any(
        node.tag == "meta" and node.attributes.get("http-equiv", "").lower() == "refresh" and gone(address_of(node))
        for node in Cuts(text).root.below()
    )


def in_prose(node: Node) -> bool:
    """Return whether an element is part of running text."""
    return "prose" in node.classes or any("prose" in one.classes for one in node.above())


def holds_prose(node: Node) -> bool:
    """Return whether an element holds running text."""
    return any("prose" in one.classes for one in node.below())


def _element(node: Node, page: Cuts, gone: Gone) -> None:
    if "srcset" in node.attributes:
        _srcset(node, page, gone)
    if gone(node.attributes.get("poster", "")):
        _without(node, "poster", page)
    if node.tag == "script" and any(map(gone, ABSOLUTE.findall(page.text[node.inner : node.close]))):
        page.cut(node)
    elif gone(address_of(node)):
        _led(node, page)


def _led(node: Node, page: Cuts) -> None:
    if node.tag == "a":
        _link(node, page)
    elif node.tag == "source" and node.parent and node.parent.tag in {"video", "audio"}:
        page.gone.add(node)
        if not any(one.tag == "source" and one not in page.gone for one in node.parent.children):
            page.cut(node.parent)
    else:
        page.cut(node)


def _link(node: Node, page: Cuts) -> None:
    around = list(node.above())
    if any(one.tag == "svg" for one in around):
        page.cut(node)
        return
    unit = next((one for one in around if one.tag in UNITS), None)
    if unit is None or in_prose(node) or holds_prose(unit):
        page.unwrap(node)
    elif any(one.tag in HEADINGS for one in around[: around.index(unit)]) or _begins(node, unit, page):
        page.cut(unit)
    else:
        page.unwrap(node)


def _begins(node: Node, unit: Node, page: Cuts) -> bool:
    """Return whether a unit starts with a link and has no other."""
    others = any(one.tag == "a" and one is not node for one in unit.below())
    return not others and not text_between(page.text, unit.inner, node.start)


def _srcset(node: Node, page: Cuts, gone: Gone) -> None:
    pictures = candidates(node.attributes["srcset"])
    left = [written for written, address in pictures if not gone(address)]
    if len(left) == len(pictures):
        return
    if left:
        _attribute(node, page, "srcset", f' srcset="{escape(", ".join(left))}"')
    elif node.tag == "source":
        page.cut(node)
    else:
        _without(node, "srcset", page)


def _without(node: Node, name: str, page: Cuts) -> None:
    _attribute(node, page, name, "")


def _attribute(node: Node, page: Cuts, name: str, written: str) -> None:
    """Replace an attribute of a start tag; it must be in double quotes."""
    start = page.text.find(f' {name}="', node.start, node.inner)
    end = page.text.find('"', start + len(name) + 3, node.inner)
    if start >= 0 <= end:
        page.replace(start, end + 1, written)
