"""Finds possible texts in binary data."""

import re
from collections.abc import Iterable, Iterator

ENDS = 2_000_000  # bytes at either end of a file, where videos have metadata
PIECE = 1_000_000  # bytes examined together
OVERLAP = 400  # bytes of a piece that are examined again with the next, so that no name is cut
APART = "\n0x0\n"  # between two runs, so that the end of one and the start of the next do not form a name
# Most letters found in compressed data form neither a word of five letters nor two shorter ones. A combining mark
# (accent, vowel sign) counts as a letter.
_LETTER, _SPACE = "[A-Za-z\xc0-\U0010ffff]", "[\\s._,'+/&\xa0\xb7\u2010-\u2019-]"
_TWO_WORDS = f"{_LETTER}{{2}}{_SPACE}{{1,3}}{_LETTER}{{2}}"
WORDS = re.compile(
    f"{_LETTER}{{5}}|{_TWO_WORDS}|{_LETTER}{_SPACE}{_LETTER}{{3}}|{_LETTER}{{3}}{_SPACE}{_LETTER}|>{_LETTER}{{3}}"
)
# In UTF-16 almost any bytes are letters, but rarely three of one script in a row.
_SCRIPTS = ("A-Za-z\xc0-\u024f", "\u0370-\u052f", "\u0590-\u08ff\ufb1d-\ufefc", "\u1e00-\u1fff")
_BLOCKS = (f"{chr(at)}-{chr(at + 0x7F)}" for at in (*range(0x900, 0x1200, 0x80), *range(0x1200, 0x1E00, 0x100)))
WIDE_WORDS = re.compile(
    "|".join(
        (*(f"[{one}]{{3}}" for one in (*_SCRIPTS, *_BLOCKS)), f"[A-Za-z\xc0-\xff]{{2}}{_SPACE}[A-Za-z\xc0-\xff]{{2}}")
    )
)
# Too many bytes are letters in Windows code pages: require two words, a hashtag or an address.
TWO_WORDS = re.compile(f"{_TWO_WORDS}|[#@./]{_LETTER}{{8}}")
UTF_8 = re.compile("[^\0-\x08\x0e-\x1f\x7f\ufffd]{5,}")
UTF_16 = re.compile("[\t-\r -~\xa0-\u206f\ufb1d-\ufdff\ufe70-\ufefc\uff01-\uff5e]{5,}")
# Almost any bytes are Chinese or Korean letters in UTF-16, but few have one of these characters between them.
PARTED = re.compile("(?<=[\u3040-\ud7a3])[ \xb7\u2022\u2027\u3000\u30fb](?=[\u3040-\ud7a3])")
AROUND = 12  # letters of such a name on each side
LATIN = re.compile(rb"[^\0]{5,}")
# Bytes that are letters in the Western or Central European code page of Windows, and its apostrophe.
LETTERS = {*b"\x8a\x8c\x8e\x8f\x92\x9a\x9c\x9e\x9f\xa3\xa5\xaa\xaf\xb3\xb9\xba\xbc\xbe\xbf", *range(192, 256)}
NOT_LATIN = bytes(
    byte if byte in LETTERS or (chr(byte).isprintable() and byte < 127) or byte in range(9, 14) else 0
    for byte in range(256)
)
MANY_ACCENTS = re.compile(rb"[\xc0-\xff]{3,}")


def strings(data: bytes) -> Iterator[str]:
    """
    Yield the runs of letters in bytes that may contain a name, in each common encoding.

    The runs of one encoding in one piece are one text.
    """
    for at in range(0, len(data), PIECE - OVERLAP):
        near_an_end = at < ENDS or at + PIECE > len(data) - ENDS
        yield from filter(None, _runs(data[at : at + PIECE], near_an_end))


def _runs(data: bytes, latin: bool) -> Iterator[str]:
    yield _joined(WORDS, UTF_8.findall(data.decode("utf-8", "replace")))
    for start in (0, 1):
        for encoding in ("utf-16-le", "utf-16-be"):
            text = data[start:].decode(encoding, "replace")
            around = (text[max(0, one.start() - AROUND) : one.end() + AROUND] for one in PARTED.finditer(text))
            yield APART.join([_joined(WIDE_WORDS, UTF_16.findall(text)), *around])
    runs = LATIN.findall(data.translate(NOT_LATIN)) if latin else ()
    parts = [part for run in runs if not run.isascii() for part in MANY_ACCENTS.split(run)]
    western = [part.decode("cp1252", "replace") for part in parts]
    yield _joined(TWO_WORDS, western)
    eastern = (part.decode("cp1250", "replace") for part in parts)
    yield _joined(TWO_WORDS, (one for one, other in zip(eastern, western, strict=True) if one != other))


def _joined(sign: re.Pattern[str], runs: Iterable[str]) -> str:
    return APART.join(run for run in runs if sign.search(run))
