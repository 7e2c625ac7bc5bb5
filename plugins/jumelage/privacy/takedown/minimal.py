"""A replacement for a page that must exist but from which a name cannot be cut: links to the remaining pages."""

from collections.abc import Iterable
from html import escape

from jumelage.privacy.takedown.markup import Node, tree

KEPT = frozenset({"viewport", "referrer", "color-scheme", "theme-color"})
SHOWN = frozenset({"icon", "stylesheet"})


def minimal(text: str, title: str, links: Iterable[tuple[str, str, str]]) -> str:
    """
    Return a page with the language and the design of another, a title, and links: address, text, language.

    It is `noindex`.
    """
    nodes = list(tree(text).below())
    lang = next(
        (node.attributes["lang"] for node in nodes if node.tag == "html" and node.attributes.get("lang")), "mul"
    )
    head = "\n".join(text[node.start : node.end] for node in nodes if _kept(node))
    items = "\n".join(
        f'<li><a href="{escape(address)}" lang="{escape(code)}" hreflang="{escape(code)}">{escape(words)}</a></li>'
        for address, words, code in links
    )
    listed = f"<ul>\n{items}\n</ul>\n" if items else ""
    return (
        f'<!doctype html>\n<html lang="{escape(lang)}">\n<head>\n{head}\n<title>{escape(title)}</title>\n'
        f'<meta name="robots" content="noindex">\n</head>\n<body class="page page--bare">\n'
        f'<main class="page__main" id="_main">\n<div class="wrapper">\n<h1>{escape(title)}</h1>\n{listed}'
        "</div>\n</main>\n</body>\n</html>\n"
    )


def _kept(node: Node) -> bool:
    known = node.attributes
    if node.tag == "meta":
        policy = known.get("http-equiv", "").lower() == "content-security-policy"
        return "charset" in known or policy or known.get("name") in KEPT
    return node.tag == "link" and not SHOWN.isdisjoint(known.get("rel", "").split())
