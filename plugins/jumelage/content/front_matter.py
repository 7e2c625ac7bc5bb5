"""Splits a Markdown file into header and body, and finds misplaced headers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from jumelage.content.drafts import DASHES, DAY, draft, folded, tables

# Invisible characters at the ends of a line: all kinds of spaces, soft hyphens, joiners and direction marks.
UNSEEN = "".join(map(chr, (*range(9, 14), 32, 0x85, 0xA0, 0xAD, 0x1680, *range(0x2000, 0x2010), 0x202F, 0x205F)))
UNSEEN += "\u2800\u3000\ufe0e\ufe0f"
LONG_DASHES = "\u2013\u2014\u2015\u2e3a\u2e3b"  # with which word processors replace two or three hyphens
MOST = 30  # lines at the start of a text that are searched for a header
# Fields of headers, ours and those of other generators, in several languages.
_FIELDS = """
title titel titre título titolo subtitle ondertitel sous-titre date datum fecha pubdate publishdate publish-date
published publish publiceren gepubliceerd publié publier publication-date updated modified lastmod last-modified
bijgewerkt gewijzigd mis-à-jour modifié draft concept brouillon klad kladversie ontwerp entwurf borrador bozza
unpublished status statut état etat staat post-status lang language taal langue sprache idioma locale author authors
auteur auteurs autor autore schrijver slug permalink url save-as alias aliases redirect redirect-from tag tags
keywords trefwoorden mots-clés mots-cles category categories categorie categorieën catégorie catégories rubriek
rubrique summary samenvatting résumé resume zusammenfassung description beschrijving omschrijving excerpt abstract
layout template weight cover thumbnail pictures translated-from hidden verborgen private privé visibility visibilité
zichtbaarheid listed unlisted noindex publish-on publish-at toc id uuid guid series featured expirydate
"""
FIELDS = frozenset(folded(one.replace("-", " ")) for one in _FIELDS.split())
# No text for readers starts with one of these and a colon.
_PLAIN = """
title titel titre título titolo subtitle ondertitel sous-titre slug permalink save-as aliases tags keywords trefwoorden
mots-clés layout template pubdate publishdate lastmod translated-from
"""
PLAIN = frozenset(folded(one.replace("-", " ")) for one in _PLAIN.split())
# Sentences often start with these words: capitalised, they do not count as fields.
_COMMON = (
    "lang language taal langue état etat staat state cover concept ontwerp klad private privé hidden series updated"
)
COMMON = frozenset(map(folded, _COMMON.split()))
# These two are matched against the result of `folded`, in which every colon is ':'.
FIELD = re.compile(
    r"(?:\.\. |[:@%;]|#\+|//)? ?[\"'\[]?(?P<key>[^\W\d_][\w-]{0,30}(?:[ -][\w-]{1,30}){0,2})[\"'\]]? ?:(?P<value>.*)"
)
PAIR = re.compile(r"[\"']?[^\W\d_][\w-]{0,30}[\"']? ?:(?: |$)")  # one word, a colon and a space
# Starts of headers in other formats: JSON, pandoc and YAML directives, reStructuredText, AsciiDoc, LaTeX, TOML.
FOREIGN = re.compile(
    r"\{\s*(?:$|[\"'][^\"'\n]{1,60}[\"']\s{0,9}:|[\w-]{1,40}\s{0,9}[:=])|%(?:YAML|TAG)\b|\.\.\s|=+\s|#\+\w"
    r"|\\(?:title|author|date|document)|(?:\+{3}|;{3}|@{3})(?:$|\s*[\w-]{1,20}$)"
)
# Those with a field that may be in the middle of a text: Org, JSON and YAML in braces, TOML.
WITHIN = re.compile(
    r"(?:#\+|\{\s{0,9}[\"']?)(?P<key>[\w-]{1,30})[\"']?\s{0,9}:|(?P<toml>[\w-]{1,30})\s{0,9}=\s{0,9}[\"'\[][^<>]{0,99}$"
)
AROUND = "#>*_\"'`/\\ "  # characters that may surround a rule meant to open a header
RULE = re.compile(r"-{3,}|\+{3}|;{3}")
CODE = re.compile("`{3}|~{3}")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """
    The two parts of a Markdown text; `line` is the first line of the body, from 1.

    `closed` is False if the header is opened but never closed.
    """

    header: str
    body: str
    line: int
    closed: bool = True


def split(text: str) -> FrontMatter:
    r"""
    Split a Markdown text into header and body; a text that does not start with `---` has no header.

    >>> split("---\ntitle: Water\n---\nWet.\n")
    FrontMatter(header='title: Water\n', body='Wet.\n', line=4, closed=True)
    >>> split("Wet.\n")
    FrontMatter(header='', body='Wet.\n', line=1, closed=True)
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return FrontMatter("", text, 1)
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return FrontMatter("\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2)
        if line.rstrip() == "...":
            # Elsewhere this closes a header; here a rule in the text would, and hide everything above it.
            break
    return FrontMatter("", "", 1, closed=False)


def misplaced(parts: FrontMatter) -> tuple[int, int] | None:
    r"""
    Return the line and column, from 1, of a header in any format that would be shown as text, None if there is none.

    After a header, only an unmistakable second one is reported.

    >>> misplaced(split("\n---\ndraft: true\n---\n"))
    (2, 1)
    >>> misplaced(split("Water: a story.\n\n---\n\nWet.\n"))
    """
    begun = parts.body.lstrip(UNSEEN + "\n")
    above = parts.body[: len(parts.body) - len(begun)]
    lines = begun.split("\n", MOST)[:MOST]
    found = 0 if not parts.header.strip() and _begins(lines) else _doubtless(lines)
    if found is None:
        return None
    before = lines[found] if found else parts.body[above.rfind("\n") + 1 :].split("\n", 1)[0]
    return parts.line + above.count("\n") + found, len(before) - len(before.lstrip(UNSEEN)) + 1


def _begins(lines: Sequence[str]) -> bool:
    """Return whether a text without a header starts like one."""
    said = [line.strip(UNSEEN) for line in lines]
    if CODE.match(said[0]):
        return _begins(_trimmed(said[1:]))
    two = [one[:1] for one in said[:2]] == ["%", "%"]
    if two or _fence(said[0]) or FOREIGN.match(said[0]) or _fields(said):
        return True
    if said[0] and not any(map(str.isalnum, said[0])):
        # A different rule, which opens a header in other generators.
        return _begins(_trimmed(said[1:]))
    return False


def _trimmed(lines: Sequence[str]) -> Sequence[str]:
    """Return lines without the empty ones at the top; one empty line for none."""
    start = next((number for number, line in enumerate(lines) if line), len(lines))
    return lines[start:] or [""]


def _fields(lines: Sequence[str]) -> bool:
    """
    Return whether lines start with fields of a header, not with a text that contains colons.

    One field suffices if its name, spelling or value is clearly technical; otherwise two are required.
    """
    known = set()
    for said in takewhile(lambda one: one and FIELD.match(folded(one)), lines):
        for name, value in _known(said):
            written = next(filter(str.isalpha, said), "")
            if name in PLAIN or written.islower() or DAY.match(value):
                return True
            known |= {name} - COMMON
    return len(known) > 1


def _known(said: str) -> Iterator[tuple[str, str]]:
    """Yield the name and value of a line if it is a field of a header."""
    found = FIELD.match(folded(said))
    if found and (name := " ".join(re.split("[-_ ]", found["key"]))) in FIELDS:
        yield name, found["value"]


def _doubtless(lines: Sequence[str]) -> int | None:
    """Return the number, from 0, of a line that marks a draft, or of a complete header below other lines."""
    first, after = (line.strip(UNSEEN) for line in (*lines, "")[:2])
    if _fence(first) and (_fence(after) or PAIR.match(folded(after)) or FOREIGN.match(after)):
        return 0
    ahead = next(tables(lines), len(lines))
    start: int | None = None  # of the fields directly above
    known = False
    for number, line in enumerate(lines[:ahead]):
        said = line.strip(UNSEEN)
        if draft(lines, number):
            return number if start is None else start
        if _within(said) or _opens(said, [one.strip(UNSEEN).lstrip("#> ") for one in lines[number + 1 :]]):
            return number
        if start is not None and known and _fence(said):
            return start
        if PAIR.match(folded(said)) or (start is not None and (line[:1].isspace() or said.startswith("- "))):
            start = number if start is None else start
            known |= any(_known(said))
        else:
            start, known = None, False
    return ahead if ahead < len(lines) else None


def _within(said: str) -> bool:
    """Return whether a line is a field of a header in another format, in a form that text cannot have."""
    found = WITHIN.match(said)
    name = folded((found["key"] or found["toml"]).replace("_", " ")) if found else ""
    return name in FIELDS


def _opens(said: str, below: Sequence[str]) -> bool:
    """Return whether a rule, with or without markup around it, opens a header, judging by the lines below."""
    return RULE.fullmatch(folded(said).strip(AROUND)) is not None and _fields(below)


def _fence(said: str) -> bool:
    """Return whether a line looks like the '---' that opens a header, even with other dashes."""
    run = said[: len(said) - len(said.lstrip(DASHES))]
    if "|" in said or not run:
        return False
    if any(map(str.isalnum, said)):
        # After words, too, dashes are ornaments.
        return (len(run) > 2 or (len(run) > 1 and run != "--")) and said[-1] not in DASHES
    return sum(map(said.count, DASHES)) > 1 or run in LONG_DASHES
