"""A Markdown file → its header, its body and the line on which the body starts; and what only looks like a header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

# What nobody sees at the ends of a line: spaces of all kinds, soft hyphens, joiners and marks of direction.
UNSEEN = "".join(map(chr, (*range(9, 14), 32, 0x85, 0xA0, 0xAD, 0x1680, *range(0x2000, 0x2010), 0x202F, 0x205F)))
UNSEEN += "\u2800\u3000\ufe0e\ufe0f"
DASHES = "-\u02d7\u058a\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\u2e3a\u2e3b\ufe58\ufe63\uff0d"
LONG_DASHES = "\u2013\u2014\u2015\u2e3a\u2e3b"  # into which word processors turn two or three hyphens
MOST = 30  # lines of a text among which a header may be meant
# The fields of headers, ours and those of other generators, as editors call them in several languages.
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
FIELDS = frozenset(_FIELDS.split())
_COLON = "[:=\uff1a\ufe13\ufe55\u2236]"
FIELD = re.compile(
    r"(?:\.\.\s|[:@%;\\]|#\+|//)?\s{0,3}[\"'\[]?(?P<key>[^\W\d_][\w-]{0,30}(?:[ -][\w-]{1,30})?)[\"'\]]?\s{0,3}"
    + _COLON
)
# One word, a colon and a space: two such lines at the top are a header, whatever the words are.
PAIR = re.compile(rf"[\"']?[^\W\d_][\w-]{{0,30}}[\"']?[ \t\u00a0\u202f]{{0,3}}{_COLON}(?:\s|$)")
_NO = "false|no|off|n|0|nee|neen|non|faux|onwaar|falso"
_YES_OR_NO = f"{_NO}|true|yes|on|y|1|ja|oui|vrai|waar|s[ií]|verdadero"
_UNREADY = (
    "draft|concept|brouillon|klad|kladversie|ontwerp|entwurf|borrador|bozza|unpublished|unlisted|hidden|private|wip"
    "|verborgen"
)
UNREADY = frozenset(_UNREADY.split("|"))
_SEPARATOR = rf"[\s\"'*_`\]]{{0,6}}(?:{_COLON}{{1,2}}|[-=]>|→)[\s\"'*_`\[]{{0,9}}"
# Whether a text may be published: nobody writes such a line for readers. Definitions of links hide what they say.
DRAFT = re.compile(
    r"(?:\[[^\]]{0,30}\]:\s{0,3}(?:<\S{0,9}>|#\S{0,9}))?\W{0,9}"
    rf"(?:(?:is[_-]?)?(?:{_UNREADY}|privé|caché|published|publish|publiceren|gepubliceerd|publié|publier|listed|noindex)"
    rf"{_SEPARATOR}(?:{_YES_OR_NO}|{_UNREADY})\W{{0,9}}(?:[#;(].*)?"
    rf"|(?:public|publique|publiek|visible|zichtbaar|enabled|indexed|searchable){_SEPARATOR}(?:{_NO})\W{{0,9}}(?:[#;(].*)?"
    rf"|publish(?:ed)?[_-]?(?:on|at|date|after|from){_SEPARATOR}\d.*"
    rf"|(?:post[_-])?(?:status|statut|état|etat|staat|state|visibility|visibilité|zichtbaarheid){_SEPARATOR}(?:{_UNREADY}"
    r"|privé|published|pending|review|in review|todo|(?:nog )?niet publiceren|ne pas publier|do not publish)\W{0,9}"
    r"(?:[#;(,].*)?)",
    re.IGNORECASE,
)
# How headers of other formats begin: JSON, pandoc and YAML directives, reStructuredText, AsciiDoc, Org, LaTeX, TOML.
FOREIGN = re.compile(
    r"\{\s*(?:$|[\"'][^\"'\n]{1,60}[\"']\s{0,9}:|[\w-]{1,40}\s{0,9}[:=])|%|\.\.\s|:[\w-]{1,40}!?:(?:\s|$)|=+\s|#\+\w"
    r"|\\(?:title|author|date|document)|\+\+\+|;;;|@@@"
)
CODE = re.compile("`{3}|~{3}")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """
    The two parts of a Markdown text; lines count from 1.

    `closed` is False when the header is opened and never closed.
    """

    header: str
    body: str
    line: int
    closed: bool = True


def split(text: str) -> FrontMatter:
    r"""
    Split a Markdown text into header and body; a text that does not open with `---` has no header.

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
            # This closes a header elsewhere; here a rule in the text would, and what is above it would not be shown.
            break
    return FrontMatter("", "", 1, closed=False)


def misplaced(parts: FrontMatter) -> tuple[int, int] | None:
    r"""
    Return the line and column, from 1, of what begins like a header of any format but would be shown as text.

    Below a header only what leaves no doubt is taken for a second one.

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
    """Return whether a text without a header begins like one."""
    said = [line.strip(UNSEEN) for line in lines]
    if CODE.match(said[0]):
        return _begins(_trimmed(said[1:]))
    if _fence(said[0]) or FOREIGN.match(said[0]) or _known(said[0]) or _drafts(said):
        return True
    if said[0] and not any(map(str.isalnum, said[0])):
        # A rule of another kind, which opens a header elsewhere.
        return _begins(_trimmed(said[1:]))
    return len(said) > 1 and all(map(PAIR.match, said[:2]))


def _drafts(said: Sequence[str]) -> bool:
    """Return whether a table has a column, or a row of two cells, that says a text is a draft."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in takewhile(lambda one: "|" in one, said)]
    pairs: list[Sequence[str]] = [row for row in rows if len(row) == 2]
    pairs += (pair for row in rows[2:] for pair in zip(rows[0], row, strict=False))
    return any(head.casefold() in UNREADY and DRAFT.fullmatch(f"{head}: {cell}") for head, cell in pairs)


def _trimmed(lines: Sequence[str]) -> Sequence[str]:
    """Return lines without the empty ones at the top; one empty line for none."""
    start = next((number for number, line in enumerate(lines) if line), len(lines))
    return lines[start:] or [""]


def _doubtless(lines: Sequence[str]) -> int | None:
    """Return the number, from 0, of a line that says a text is a draft, or of a whole header below other lines."""
    first, after = (line.strip(UNSEEN) for line in (*lines, "")[:2])
    if _fence(first) and (_fence(after) or PAIR.match(after) or FOREIGN.match(after)):
        return 0
    start: int | None = None  # of the fields that stand directly above
    known = False
    for number, (line, below) in enumerate(pairwise((*lines, ""))):
        said = line.strip(UNSEEN)
        # The value of a field may be on the next line.
        if DRAFT.fullmatch(f"{said} {below.strip(UNSEEN)}" if said.endswith((":", "=")) else said):
            return number if start is None else start
        if start is not None and known and _fence(said):
            return start
        if PAIR.match(said) or (start is not None and (line[:1].isspace() or said.startswith("- "))):
            start = number if start is None else start
            known |= _known(said)
        else:
            start, known = None, False
    return None


def _known(said: str) -> bool:
    found = FIELD.match(said)
    return found is not None and found["key"].casefold().replace("_", "-").replace(" ", "-") in FIELDS


def _fence(said: str) -> bool:
    """Return whether a line looks like the '---' that opens a header, whatever became of its hyphens."""
    run = said[: len(said) - len(said.lstrip(DASHES))]
    if "|" in said or not run:
        return False
    if any(map(str.isalnum, said)):
        return len(run) > 2 or (len(run) > 1 and run != "--")
    return sum(map(said.count, DASHES)) > 1 or run in LONG_DASHES
