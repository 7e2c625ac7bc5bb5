"""Recognises unresolved references in visible text and in addresses."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from jumelage.kinds import KINDS
from jumelage.messages.sentences import Sentence

# Words that editors write for the English names of kinds; the first two could name a person at risk.
OTHERS = (
    "persoon", "personne", "gemeente", "commune", "plaats", "lieu", "land", "pays", "partnerschap", "partenariat",
    "programma", "projet", "campagne", "evenement", "événement", "oproep", "appel", "organisatie",
    "netwerk", "réseau", "thema", "thème", "nieuws", "actualité", "pagina", "statisch", "statique",
)  # fmt: skip
_KIND = "|".join((*KINDS, "static", *OTHERS))
# A reference, or the remains of a link that Markdown does not recognise. All patterns have a bounded length, so that a
# hostile text takes no longer than any other of its length.
_MARK = rf"\{{\s{{0,9}}(?:{_KIND})\s{{0,9}}\}}"
_MALFORMED = r"\]\s{0,9}\(\s{0,9}<?\s{0,9}\{[a-z_-]{0,30}\}|\]\(|\[\[[^\[\]\n]{1,200}\]\]"
# Strings that each of them contains, for a quick search.
SIGNS = ("{", "[", "]", "ref:")
IN_FIELD = re.compile(rf"{_MARK}|\bref:(?:{_KIND})/|{_MALFORMED}", re.IGNORECASE)
IN_PROSE = re.compile(rf"{_MARK}|\bref:(?:{_KIND})/|{_MALFORMED}|\]\[|\[\^", re.IGNORECASE)
IN_ADDRESS = re.compile(rf"{_MARK}|\bref:(?:{_KIND})/|(?:^\s{{0,9}}|[\"'>])ref:", re.IGNORECASE | re.MULTILINE)
# Not `html.unescape`, which has no limit for the digits of a number.
ENTITY = re.compile(
    r"&(?:#0{0,9}(\d{1,3})|#x0{0,9}([\da-f]{1,2})|(amp|colon|lbrace|lcub|rbrace|rcub|sol));?", re.IGNORECASE
)
NAMED = {"amp": "&", "colon": ":", "lbrace": "{", "lcub": "{", "rbrace": "}", "rcub": "}", "sol": "/"}
MOST_LAYERS = 5  # of nested encoding that are decoded in an address
HOW_TO_LINK = Sentence(
    "Write [words]({{partnership}}its-id) or [words](https://…), with no space before the address or in it. Put "
    "marks that you only write about between backticks."
)
NO_NOTES = Sentence("Footnotes are not supported: put it in the text, or link to the source.")


def in_words(words: str, wanted: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """
    Yield the matches of `wanted`, `IN_PROSE` or `IN_FIELD`, in visible text.

    >>> [found[0] for found in in_words("[Lunara] ({place}lunara), [[Lunara]], {a, b}", IN_PROSE)]
    ['] ({place}', '[[Lunara]]']
    """
    return wanted.finditer(words) if any(sign in words for sign in SIGNS) else iter(())


def in_address(address: str) -> bool:
    """
    Return whether an address, or a file of addresses, contains an unresolved reference in any encoding.

    >>> in_address("%7Bplace%7Dlunara"), in_address("/nl/plaatsen/lunara/"), in_address("https://example.org/{id}")
    (True, False, False)
    """
    for _ in range(MOST_LAYERS):
        if IN_ADDRESS.search(address):
            return True
        plain = unquote(ENTITY.sub(_sign, address)) if "%" in address or "&" in address else address
        if plain == address:
            return False
        address = plain
    return False


def _sign(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    return NAMED[name.lower()] if name else chr(int(decimal) if decimal else int(hexadecimal, 16))
