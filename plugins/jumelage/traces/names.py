"""Names and ids as they are looked for: words without case and accents, and their marks under a secret key."""

import hmac
import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
# An id as a whole: "persoon-een" in an address, not a part of another word.
SLUG = re.compile(r"(?<![^\W_])[a-z0-9-]++(?![^\W_])")
FOREIGN = re.compile(r"[^\x00-\x7f]+")
# Letters that no rule of Unicode takes apart, as people write them who do not have them on their keyboard.
ALIKE = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "þ": "th", "æ": "ae", "œ": "oe"}
    # Persian letters that are other ones than the Arabic letters they look like.
    | {"\u06cc": "\u064a", "\u0649": "\u064a", "\u06a9": "\u0643"}
)
APOSTROPHES = re.compile("['`´\u02b9-\u02bf\u02c8\u2018-\u201b\u2032]")
# What joins two parts of a name, and is left out by some: al-Hathloul, Alhathloul.
JOINTS = re.compile(f"{APOSTROPHES.pattern}|[-\u2010\u2011]")
# What stands beside a name: another name, a nickname, or who somebody is.
ASIDE = re.compile(r"\([^()]*\)|\"[^\"]*\"|“[^“”]*”|«[^«»]*»")
PARTS = re.compile(r"[()\"“”«»,;/]|\b(?:alias|aka|genaamd|dite?)\b")


@lru_cache(maxsize=1 << 16)
def _plain(signs: str) -> str:
    """Return signs that are not ASCII without case, accents and what cannot be seen."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", APOSTROPHES.sub(" ", signs)).casefold())
    # Marks stand on letters, format characters (soft hyphens, joiners) within words; the tatweel only widens one.
    seen = (one for one in apart if unicodedata.category(one) not in {"Mn", "Mc", "Me", "Cf"} and one != "\u0640")
    return "".join(seen).translate(ALIKE)


def words(text: str) -> list[str]:
    """
    Return the words of a text in order, without case and accents, in any script.

    >>> words("De brief van ZÉ\u0301-Maria\u00ad's Øst, l’été")
    ['de', 'brief', 'van', 'ze', 'maria', 's', 'ost', 'l', 'ete']
    """
    found: list[str] = WORD.findall(FOREIGN.sub(lambda match: _plain(match[0]), text).lower())
    return found


def slugs(text: str) -> set[str]:
    """
    Return what can be an id in a text; a file that is named after a record counts as its id.

    >>> sorted(slugs("/nl/personen/persoon-een/ persoon-een--2.pdf Xpersoon"))
    ['nl', 'pdf', 'personen', 'persoon-een', 'persoon-een--2']
    """
    found = {run.strip("-") for run in set(SLUG.findall(text))} - {""}
    # Besides, copies of pictures have their width in their names.
    return found | {re.sub(r"--.*|-\d+$", "", run) for run in found if "--" in run or run[-1:].isdigit()}


def spellings(name: str) -> set[tuple[str, ...]]:
    """
    Return the words by which a name is looked for; none when they are fewer than two, for then it is nobody's alone.

    >>> sorted(spellings("Aïsha O'Zee (dichter)"))
    [('aisha', 'o', 'zee'), ('aisha', 'o', 'zee', 'dichter'), ('aisha', 'ozee'), ('aisha', 'ozee', 'dichter')]
    """
    first, *others = PARTS.split(name)
    # Among those others, what has a small letter says who somebody is: "dichter uit Lunara".
    named = [one for one in others if not any(word[0].islower() for word in one.split())]
    found = {
        tuple(words(one))
        for text in (name, ASIDE.sub(" ", name), first, *named)
        for one in (text, APOSTROPHES.sub("", text), JOINTS.sub("", text))
    }
    return {one for one in found if len(one) > 1}


def mark(text: str, key: bytes) -> str:
    """Return the mark of an id, or of a name as its words with a blank between them; of '' it tells keys apart."""
    return hmac.digest(key, text.encode(), "sha256").hex()
