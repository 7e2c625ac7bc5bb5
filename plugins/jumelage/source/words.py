"""The words of a text as names are looked for in it: without case, accents and what cannot be seen."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
FOREIGN = re.compile(r"[^\x00-\x7f]+")
# Letters that no rule of Unicode takes apart, as people write them who do not have them on their keyboard.
ALIKE = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "þ": "th", "æ": "ae", "œ": "oe"}
    # Persian letters that are other ones than the Arabic letters they look like.
    | {"\u06cc": "\u064a", "\u0649": "\u064a", "\u06a9": "\u0643"}
)
APOSTROPHES = re.compile("['`´\u02b9-\u02bf\u02c8\u2018-\u201b\u2032\ua78b\ua78c]")
UNSEEN = "\u0640\u115f\u1160"


class _Plain(dict[int, str]):
    """What each sign that is not ASCII becomes: without case, accents and what cannot be seen."""

    def __missing__(self, sign: int) -> str:
        # Letter by letter: of a pile of accents all go, and to put them in order first would take their square.
        self[sign] = made = _plain(chr(sign))
        return made


def _plain(sign: str) -> str:
    # An apostrophe, and the number of a footnote, end a word.
    if APOSTROPHES.match(sign) or unicodedata.category(sign) == "No":
        return " "
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    # Marks stand on letters, format characters (soft hyphens, joiners) and fillers within words; the tatweel only
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
