"""Checks what readers see of a text: whether anything is visible, and whether it has meaning."""

import unicodedata

# Letters and signs without a visible shape: Hangul fillers and the blank Braille pattern.
INVISIBLE = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def seen(text: str) -> bool:
    r"""
    Return whether any of a text is visible: spaces, joiners, soft hyphens and marks without a letter are not.

    >>> seen("…"), seen("\u00ad \u200d\u2800")
    (True, False)
    """
    return any(unicodedata.category(sign)[0] in "LNPS" and sign not in INVISIBLE for sign in text)


def says(text: str) -> bool:
    """
    Return whether a text has meaning: it has a letter, a digit or a symbol such as a picture of the sun.

    >>> says("1"), says("****")
    (True, False)
    """
    kinds = (unicodedata.category(sign) for sign in text if sign not in INVISIBLE)
    return any(kind[0] in "LN" or kind == "So" for kind in kinds)
