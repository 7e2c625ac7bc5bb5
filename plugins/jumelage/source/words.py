"""Splits texts into words to search for names: without case, accents and invisible characters."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
FOREIGN = re.compile(r"[^\x00-\x7f]+")
# Letters without a Unicode decomposition, as typed on keyboards that lack them.
ALIKE = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "þ": "th", "æ": "ae", "œ": "oe"}
    # Persian letters that differ from the Arabic letters they look like.
    | {"\u06cc": "\u064a", "\u0649": "\u064a", "\u06a9": "\u0643"}
)
APOSTROPHES = re.compile("['`´\u02b9-\u02bf\u02c8\u2018-\u201b\u2032\ua78b\ua78c]")
UNSEEN = "\u0640\u115f\u1160"


class _Plain(dict[int, str]):
    """A translation table for non-ASCII characters: without case, accents and invisible characters."""

    def __missing__(self, sign: int) -> str:
        # Character by character: all accents are removed, and sorting a long series of them would take quadratic time.
        self[sign] = made = _plain(chr(sign))
        return made


def _plain(sign: str) -> str:
    # Apostrophes and footnote numbers end a word.
    if APOSTROPHES.match(sign) or unicodedata.category(sign) == "No":
        return " "
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    # Marks are on letters, format characters (soft hyphens, joiners) and fillers are within words; the tatweel only
    # widens one.
    seen = (one for one in apart if unicodedata.category(one) not in {"Mn", "Mc", "Me", "Cf"} and one not in UNSEEN)
    return "".join(seen).translate(ALIKE)


PLAIN = _Plain()


def words(text: str) -> list[str]:
    """
    Return the words of a text in order, without case and accents, in any script.

    >>> words("De brief van ZÉ\u0301-Maria\u00ad's Øst, l’été¹")
    ['de', 'brief', 'van', 'ze', 'maria', 's', 'ost', 'l', 'ete']
    """
    found: list[str] = WORD.findall(FOREIGN.sub(lambda match: match[0].translate(PLAIN), text).lower())
    return found
