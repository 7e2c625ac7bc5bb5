"""Fills the pieces of a text with addresses and names for a page in a certain language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from jumelage.content.markdown import Heading, Link, Picture, Piece, cleaned
from jumelage.content.prose import Prose

# The width of a picture in a text: that of the text, or of the whole page.
SIZES = "(min-width: 44rem) 42rem, 100vw"
# Pagefind ignores the element: its words, and descriptions of pictures as metadata.
IGNORED = Markup(' data-pagefind-ignore="all"')


@dataclass(frozen=True, slots=True)
class Target:
    """
    The target of a reference: without a path, the link becomes plain text; `name` is shown if the link has no text.

    The search ignores links to a `sensitive` target (a person who is not listed or not shown).
    """

    path: str
    name: Markup
    copies: str = ""
    size: tuple[int, int] = (0, 0)
    credit: str = ""
    sensitive: bool = False


def resolve(
    pieces: Sequence[Piece], target: Callable[[str, str, str], Target], prefix: str = "", shift: int = 0
) -> Markup:
    """
    Return the HTML of a text, cleaned, with its references resolved.

    `target` is called with kind, id and anchor; `prefix` is prepended to the anchors of its headings, so that several
    texts can share a page, and `shift` is added to the levels of its headings.
    """
    html = _Resolver(target, prefix, shift).written(pieces)
    return Markup(cleaned(html))  # noqa: S704 - cleaned in the same expression, and every value in it is escaped


@dataclass(frozen=True, slots=True)
class _Resolver:
    """Converts pieces to HTML for one page."""

    target: Callable[[str, str, str], Target]
    prefix: str
    shift: int

    def written(self, pieces: Sequence[Piece]) -> str:
        """Return the HTML of pieces."""
        return "".join(one if isinstance(one, str) else self._open(one) for one in pieces)

    def _open(self, piece: Link | Heading | Picture) -> str:
        if isinstance(piece, Picture):
            return _shown(piece, self.target("static", piece.path, ""))
        inside = self.written(piece.inside)
        if isinstance(piece, Link):
            return self._link(piece, inside)
        level = min(6, piece.level + self.shift)
        return f'<h{level} id="{escape(self.prefix + piece.anchor)}">{inside}</h{level}>'

    def _link(self, link: Link, inside: str) -> str:
        title = _attribute("title", link.title)
        if not link.kind:
            return f'<a href="#{escape(self.prefix + link.anchor)}"{title}>{inside}</a>'
        where = self.target(link.kind, link.id, link.anchor)
        said = inside if inside.strip() else str(where.name)
        ignored = IGNORED if where.sensitive else ""
        if where.path:
            return f'<a href="{escape(where.path)}"{title}{ignored}>{said}</a>'
        return f"<span{ignored}>{said}</span>" if ignored else said


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"' if value else ""


def _shown(picture: Picture, where: Target) -> str:
    """Return the HTML of a picture; one with its own paragraph becomes a figure with a credit."""
    width, height = where.size
    smaller = f'<source type="image/webp" srcset="{escape(where.copies)}" sizes="{SIZES}">'
    size = f'width="{width}" height="{height}" loading="lazy" decoding="async"'
    attributes = f'alt="{escape(picture.alt)}"{_attribute("title", picture.title)}'
    html = f'<picture>{smaller}<img src="{escape(where.path)}" {attributes} {size}></picture>'
    if not picture.alone:
        return html
    credit = f"<figcaption>{escape(where.credit)}</figcaption>" if where.credit else ""
    return f"<figure>{html}{credit}</figure>"


def anchors(by_member: Mapping[str, Mapping[str, Prose]], languages: tuple[str, ...]) -> set[str]:
    """
    Return the anchors of a page that shows each text in the first of `languages` that has it.

    `by_member` contains the texts by member ('' for the record's own) and language.
    """
    found = set()
    for member, by_lang in by_member.items():
        shown = next((by_lang[code] for code in languages if code in by_lang), None)
        if shown:
            found |= {f"{member}--{anchor}" if member else anchor for anchor in shown.anchors} | ({member} - {""})
    return found
