"""The placeholders of prose → addresses and names, once the language of the page is known."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from jumelage.prose import Prose

PLACEHOLDER = re.compile(r'<a href="ref:([a-z]+)/([^"#]*)(?:#([^"]*))?">(.*?)</a>', re.DOTALL)
PICTURE = re.compile(r'<img src="ref:static/([^"]*)"')


@dataclass(frozen=True, slots=True)
class Target:
    """Where a placeholder leads: without a path it becomes plain text; `name` stands where the link has no text."""

    path: str
    name: Markup


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
