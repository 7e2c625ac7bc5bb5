"""What readers see of a text: whether anything in it can be seen, and whether it says something."""

import unicodedata

# Letters and signs that are drawn as nothing: fillers of Korean and the empty pattern of Braille.
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def seen(text: str) -> bool:
    r"""
    Return whether anything of a text can be seen: spaces, joiners, soft hyphens and marks without a letter cannot.

    >>> seen("…"), seen("\u00ad \u200d\u2800")
    (True, False)
    """
    return any(unicodedata.category(sign)[0] in "LNPS" and sign not in BLANK for sign in text)


def says(text: str) -> bool:
    """
    Return whether a text says something: it has a letter, a digit or a symbol such as a picture of the sun.

    >>> says("1"), says("****")
    (True, False)
    """
    kinds = (unicodedata.category(sign) for sign in text if sign not in BLANK)
    return any(kind[0] in "LN" or kind == "So" for kind in kinds)
