"""Bytes that are no text → what can be a text among them."""

import re
from collections.abc import Iterator

ENDS = 2_000_000  # bytes at either end of a file: there films say what they are
PIECE = 1_000_000  # bytes looked at together
OVERLAP = 400  # bytes of one piece that are looked at again with the next, so that no name is cut
# Most of what packed bytes seem to say is not two words.
TWO_WORDS = re.compile(r"[^\W\d_]{2}[\W_]{1,3}[^\W\d_]{2}")
UTF_8 = re.compile("[^\0-\x08\x0e-\x1f\x7f\ufffd]{5,}")
UTF_16 = re.compile("[\t-\r -~\xa0-\u1fff]{5,}")
LATIN = re.compile(rb"[^\0]{5,}")
NOT_LATIN = bytes(0 if byte in {*range(9), *range(14, 32), *range(127, 192)} else byte for byte in range(256))
MANY_ACCENTS = re.compile(rb"[\xc0-\xff]{3,}")


def strings(data: bytes) -> Iterator[str]:
    """Give the runs of letters in bytes, in each of the encodings in which programs write, that can hold two words."""
    for at in range(0, len(data), PIECE - OVERLAP):
        near_an_end = at < ENDS or at + PIECE > len(data) - ENDS
        yield from (run for run in _runs(data[at : at + PIECE], near_an_end) if TWO_WORDS.search(run))


def _runs(data: bytes, latin: bool) -> Iterator[str]:
    yield from UTF_8.findall(data.decode("utf-8", "replace"))
    for start in (0, 1):
        for encoding in ("utf-16-le", "utf-16-be"):
            yield from UTF_16.findall(data[start:].decode(encoding, "replace"))
    for run in LATIN.findall(data.translate(NOT_LATIN)) if latin else ():
        if not run.isascii():
            yield from (part.decode("latin-1") for part in MANY_ACCENTS.split(run))
