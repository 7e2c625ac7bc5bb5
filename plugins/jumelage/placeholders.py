"""The placeholders of prose → addresses and names, once the language of the page is known."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from jumelage.prose import Prose

PLACEHOLDER = re.compile(r'<a href="ref:([a-z]+)/([^"#]*)(?:#([^"]*))?">(.*?)</a>', re.DOTALL)
# How wide a picture in a text is shown: as the text, or as the whole page.
SIZES = "(min-width: 44rem) 42rem, 100vw"
PICTURE = re.compile(r'(<p>)?<img src="ref:static/([^"]*)"([^>]*)>(?(1)</p>)')


@dataclass(frozen=True, slots=True)
class Target:
    """
    Where a placeholder leads: without a path it becomes plain text; `name` stands where the link has no text.

    The search ignores the link to a `sensitive` one (a person not listed).
    """

    path: str
    name: Markup
    copies: str = ""
    size: tuple[int, int] = (0, 0)
    credit: str = ""
    sensitive: bool = False


def resolve(html: str, target: Callable[[str, str, str], Target], prefix: str = "", shift: int = 0) -> Markup:
    """
    Return the HTML of a text with its placeholders filled in.

    `target` is given kind, id and anchor; `prefix` goes before the anchors of its headings, so that several texts can
    share a page, and `shift` makes its headings so many levels lower.
    """

    def link(found: re.Match[str]) -> str:
        where = target(found[1], found[2], found[3] or "")
        said = found[4] or str(where.name)
        ignored = " data-pagefind-ignore" if where.sensitive else ""
        return f'<a href="{Markup.escape(where.path)}"{ignored}>{said}</a>' if where.path else said

    html = PLACEHOLDER.sub(link, html)
    html = PICTURE.sub(lambda found: _shown(found, target("static", found[2], "")), html)
    if prefix:
        html = re.sub(r'(<h[2-6] id=")', rf"\g<1>{prefix}", html)
        html = html.replace('<a href="#', f'<a href="#{prefix}')
    if shift:
        html = re.sub(r"(</?h)([2-6])", lambda found: f"{found[1]}{min(6, int(found[2]) + shift)}", html)
    return Markup(html)  # noqa: S704 - cleaned by nh3 in `prose`, and every address added since is escaped


def _shown(found: re.Match[str], where: Target) -> str:
    """Return a picture; one that has a paragraph of its own becomes a figure, with who made it."""
    width, height = where.size
    smaller = f'<source type="image/webp" srcset="{Markup.escape(where.copies)}" sizes="{SIZES}">'
    size = f'width="{width}" height="{height}" loading="lazy" decoding="async"'
    picture = f'<picture>{smaller}<img src="{Markup.escape(where.path)}"{found[3]} {size}></picture>'
    if not found[1]:
        return picture
    credit = f"<figcaption>{Markup.escape(where.credit)}</figcaption>" if where.credit else ""
    return f"<figure>{picture}{credit}</figure>"


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
