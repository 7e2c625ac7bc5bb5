"""Recognises lines that mark a text as a draft, in any spelling and for any generator."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from jumelage.source.seen import INVISIBLE

MOST_WORDS = 6  # of a line that forbids publication
FEW = 3  # words of a status
LONGEST = 300  # characters of a line that are examined: a field and its value are at its start
_COLONS = ":=\uff1a\ufe13\ufe55\u2236\ufe30\ua789\u02d0\uff1d\u2192"
DASHES = "-\u02d7\u058a\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_SIGNS = str.maketrans({**dict.fromkeys(_COLONS, ":"), **dict.fromkeys(DASHES, "-")})
WORD = re.compile(r"[^\W_]+")
NUMBERED = re.compile(r"\W{0,9}\d{1,3}[.)]\s")
# A link definition used as an invisible comment.
COMMENT = re.compile(r"\W{0,9}\[(?:[^\w\]]{0,9}|comm?ent[a-z]{0,5})\]: ?")
HIDING = re.compile(r"\W{0,9}\[[^\]]{0,30}\]: ?(?:<[^<>]{0,9}>|#\S{0,9}) ?")
TAG = re.compile(r"(?:[&!]\S{0,30} ){1,9}")  # of YAML, before a value
DAY = re.compile(r"\D{0,9}\d{4}-\d{2}-\d{2}\b")
DELIMITER = re.compile(r"[\s|:-]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Names of fields, without accents and in lower case, and their values.
DRAFT = _words("draft isdraft klad kladversie conceptversie brouillon ebauche entwurf borrador bozza wip")
UNREADY = DRAFT | _words(
    "concept ontwerp unpublished unlisted hidden private prive cache verborgen invisible onzichtbaar noindex"
)
FORBIDDING = frozenset((
    "niet publiceren", "niet voor publicatie", "ne pas publier", "do not publish", "not for publication",
))  # fmt: skip
PHRASES = FORBIDDING | {
    "nog niet publiceren", "nog niet gepubliceerd", "niet gepubliceerd", "non publie", "non publiee", "pas publie",
    "pas encore publie", "not published", "not yet published",
}  # fmt: skip
READY = _words(
    "published publish publiceren gepubliceerd publie publiee publier online public publique publiek visible "
    "zichtbaar enabled listed indexed searchable"
)
# No date may follow these, or none in a machine-readable format.
LATER = frozenset((
    "embargo", "publish on", "publish at", "publish after", "publish from", "publiceren op", "publiceren vanaf",
    "te publiceren op", "publier le", "a publier le", "publier a partir du", "online vanaf", "en ligne a partir du",
))  # fmt: skip
DATED = frozenset((
    "publicatiedatum", "datum van publicatie", "date de publication", "publish date", "publishdate", "publication date",
    "pubdate", "published on", "published at",
))  # fmt: skip
STATUS = _words("status statut statuut etat staat state visibility visibilite zichtbaarheid robots poststatus")
BEFORE = frozenset(("post", "page", "params", "is"))  # words before the name of a field, as in 'post_status'
YES = _words("true yes ja oui vrai waar verdadero t")
NO = _words("false no nee neen non faux onwaar falso never nooit jamais null none")
# Words with another meaning in a sentence ("on" is French): a value only if they are alone.
ALONE = _words("on off y n 0 1 si s f")
NOT_YET = ("nog niet", "not yet", "pas encore")
FIRST = re.compile(r"\W{0,9}\w{1,20} ?(?:$|[^\w\s])")  # a single word as value, with or without a remark after it
SWALLOWED = re.compile(rf"\b(?:{'|'.join(sorted(DRAFT))})\b ?:{{0,2}} ?[\"']?(?:{'|'.join(sorted(YES))})\b")


@lru_cache(maxsize=256)  # each of the first lines of a text is examined several times
def folded(line: str) -> str:
    r"""
    Return the start of a line in one spelling: lower case, no accents, nothing invisible, one colon, one dash.

    >>> folded("\uff24raft\u00a0\ufe55  &#116;ru\u00ade")
    'draft : true'
    """
    line = line[:LONGEST]
    if line.isascii() and "&" not in line:
        written = line.lower().replace("=", ":")
        return " ".join(written.replace("\\", "").replace("->", ":").replace(":>", ":").split())
    written = unicodedata.normalize("NFKD", html.unescape(line.translate(_SIGNS)).translate(_SIGNS))
    kept = (
        " " if sign in INVISIBLE else sign
        for sign in written.casefold()
        if sign.isspace() or unicodedata.category(sign) not in {"Mn", "Me", "Cf", "Cc", "Cn"}
    )
    return " ".join("".join(kept).replace("\\", "").replace("->", ":").replace(":>", ":").split())


def field(said: str) -> tuple[str, str] | None:
    """
    Return the name and value of a field on a folded line, None if it is not a field.

    Markup of lists, quotations, headings, emphasis and comments around the name is ignored.

    >>> field("> 1. **post_status:** klad")
    ('status', '** klad')
    """
    hiding = HIDING.match(said)
    said = said[hiding.end() :] if hiding else said
    numbered = NUMBERED.match(said)
    name, colon, value = (said[numbered.end() :] if numbered else said).partition(":")
    words = WORD.findall(name)
    while len(words) > 1 and words[0] in BEFORE:
        del words[0]
    return (" ".join(words), value.lstrip(": ")) if colon and words else None


def draft(lines: Sequence[str], number: int) -> bool:
    """Return whether a line, with its value possibly on the lines below, marks a text as a draft."""
    said = folded(lines[number])
    found = field(said)
    below = [folded(one) for one in lines[number + 1 : number + 4]]
    following = next((one for one in below if one), "")
    if found is None:
        # A definition list, as in pandoc.
        found = field(f"{said} {following}") if following.startswith(":") else None
        return _forbids(said) or (found is not None and _unready(*found))
    if not WORD.search(found[1]) and "~" not in found[1]:
        # After an empty line, only text that cannot be part of a sentence is a value.
        near = following if found[0] in DRAFT or (below and below[0]) else ""
        name = found[0]
        empty = not near and name in READY and lines[number].strip()[:1].islower()
        return empty or _unready(name, near.lstrip("-*> "))
    return _forbids(said) or _unready(*found)


def swallowed(value: str) -> bool:
    """Return whether a line within a field's value looks like a separate field that marks the text as a draft."""
    said = folded(value)
    return draft([value], 0) or SWALLOWED.search(said) is not None


def tables(lines: Sequence[str]) -> Iterator[int]:
    """Yield the number, from 0, of the first line of each table that marks the text as a draft."""
    for there, run in groupby(range(len(lines)), lambda number: "|" in lines[number]):
        numbers = [*run] if there else []
        rows = [_cells(lines[number]) for number in numbers if not DELIMITER.fullmatch(lines[number].strip("> \t"))]
        pairs = [tuple(row) for row in rows if len(row) == 2]
        if len(rows) == 2:
            pairs += zip(*rows, strict=False)
        if any(head and draft([f"{head}: {cell}"], 0) for head, cell in pairs):
            yield numbers[0]


def _cells(line: str) -> list[str]:
    return [cell.strip().strip(":") for cell in line.strip("> \t").strip("|").split("|")]


def _forbids(said: str) -> bool:
    """Return whether a short line or a comment says in words that a text must not be published."""
    words = WORD.findall(said)
    hidden = COMMENT.match(said) is not None and not DRAFT.isdisjoint(words)
    return hidden or (len(words) <= MOST_WORDS and any(one in " ".join(words) for one in FORBIDDING))


def _unready(name: str, value: str) -> bool:
    """Return whether a field with this name and value says that a text must not be published."""
    tag = TAG.match(f"{value} ")
    value = value[tag.end() :] if tag else value
    words = WORD.findall(value)
    first = words[0] if words else ""
    alone = FIRST.match(value) is not None
    said = " ".join(words)
    if name in DATED:
        return DAY.match(value) is not None
    if name in LATER:
        return any(map(str.isdigit, value)) or first in YES
    if name in READY:
        never = first in NO or (alone and first in {"off", "n", "0", "f"}) or value.strip() == "~"
        return never or said.startswith(NOT_YET) or first in DRAFT
    if name in STATUS:
        few = len(words) <= FEW and not UNREADY.isdisjoint(words)
        return few or not DRAFT.isdisjoint(words[: FEW + 1]) or said.startswith(tuple(PHRASES))
    if name in DRAFT:
        return first in YES | NO | UNREADY or (alone and first in ALONE)
    return name in UNREADY | PHRASES and alone and first in YES | NO | UNREADY | ALONE
