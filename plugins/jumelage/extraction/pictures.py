"""Extracts texts and metadata of pictures."""

import re
import zlib
from collections.abc import Iterator
from typing import Literal

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")  # ends the pixel data of a JPEG
WEBP_POINTS = {b"VP8 ", b"VP8L", b"ALPH"}
SCAN = 0xDA
WITHOUT_LENGTH = {0x01, *range(0xD0, 0xDA)}
LARGEST = 10_000_000  # bytes of a compressed text in a picture


def without_pixels(data: bytes) -> bytes:
    """
    Return the bytes of a picture without its pixel data; bytes that are not a picture, unchanged.

    Raises:
        ValueError, zlib.error: a compressed text is damaged.
    """
    if data.startswith(PNG):
        return b"\0".join(_readable(*one) for one in _chunks(data, 8, 4, "big"))
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        end = 8 + int.from_bytes(data[4:8], "little")
        chunks = _chunks(data[:end], 12, 0, "little")
        return b"\0".join([*(chunk for name, chunk in chunks if name not in WEBP_POINTS), data[end:]])
    return b"\0".join(_segments(data)) if data.startswith(JPEG) else data


def _chunks(data: bytes, at: int, named: int, order: Literal["big", "little"]) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks of a picture with their names: in PNG the length comes first, in WebP the name."""
    name = b""
    while at < len(data) and name != b"IEND":
        size = int.from_bytes(data[at + 4 - named : at + 8 - named], order)
        # PNG has a checksum after each chunk, WebP pads to an even number of bytes.
        end = at + 8 + size + (4 if named else size % 2)
        name = data[at + named : at + named + 4]
        yield name, data[at:end]
        at = end
    # Anything may follow the end of a picture.
    yield b"", data[at:]


def _readable(name: bytes, chunk: bytes) -> bytes:
    """Return the uncompressed text of a PNG chunk; empty for pixel data."""
    if name in {b"IDAT", b"fdAT"}:
        return b""
    body = chunk[8:-4]
    if name == b"zTXt":
        return _inflated(body.partition(b"\0")[2][1:]) + b"\0" + body
    if name == b"iTXt":
        keyword, _, rest = body.partition(b"\0")
        if rest[:1] == b"\1":
            language, _, rest = rest[2:].partition(b"\0")
            translated, _, text = rest.partition(b"\0")
            return b"\0".join((keyword, language, translated, _inflated(text)))
    return chunk


def _inflated(packed: bytes) -> bytes:
    """
    Return the decompressed bytes.

    Raises:
        ValueError: they are damaged, or too many.
    """
    unpacked = zlib.decompressobj()
    made = unpacked.decompress(packed, LARGEST)
    if not unpacked.eof:
        raise ValueError
    return made


def _segments(data: bytes) -> Iterator[bytes]:
    """Yield the segments of a JPEG and what follows its end, without pixel data."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        # Keep everything after the end of the picture, or that is not a segment.
        if marker == 0xD9:
            break
        size = 0 if marker in WITHOUT_LENGTH else int.from_bytes(data[at + 2 : at + 4], "big")
        yield data[at : at + 2 + size]
        at += 2 + size
        if marker == SCAN:
            end = MARKER.search(data, at)
            at = end.start() if end else len(data)
    yield data[at:]
