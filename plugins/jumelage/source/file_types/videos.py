"""The layout of a video: its boxes or elements must fill the file completely."""

import struct

MAX_BOXES = 100_000
MAX_ELEMENTS = 400_000  # an hour of a recording without sizes
NO_FILM = {b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"M4A ", b"crx "}  # pictures, audio, raw photographs
# Elements of WebM: a header, and a segment of clusters; an unfinished recording has no sizes for the last two.
HEADER, SEGMENT, CLUSTER = 0x1A45DFA3, 0x18538067, 0x1F43B675
IN_SEGMENT = {0x114D9B74, 0x1549A966, 0x1654AE6B, 0x1C53BB6B, 0x1254C367, 0x1043A770, CLUSTER}
IN_CLUSTER = {0xE7, 0xA3, 0xA0, 0xAB, 0xA7, 0xAF, 0x5854}
ANYWHERE = {0xEC, 0xBF}  # Void, CRC-32


def is_mp4(data: bytes) -> bool:
    """Return whether a file starts as an MP4 and consists of its boxes only."""
    if data[4:8] not in {b"ftyp", b"styp"} or data[8:12] in NO_FILM or int.from_bytes(data[:4]) < 16:
        return False
    place = 0
    for _ in range(MAX_BOXES):
        if place == len(data):
            return True
        size, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        head = 8
        if size == 1:
            size, head = int.from_bytes(data[place + 8 : place + 16]), 16
        elif size == 0 and not kind.strip(b"\0"):
            # Padding, as some cameras and programs write it.
            return not data[place:].strip(b"\0")
        elif size == 0:
            # Up to the end of the file: only a recording that was cut off ends like this.
            return kind == b"mdat"
        if size < head or not kind.isalnum() or place + size > len(data):
            return False
        place += size
    return False


def is_webm(data: bytes) -> bool:
    """Return whether a file starts as a WebM and consists of its elements only."""
    try:
        kind, size, place = _element(data, 0)
        if kind != HEADER or size is None or b"\x42\x82\x84webm" not in data[place : place + size]:
            return False
        place += size
        kind, size, place = _element(data, place)
        whole = kind == SEGMENT and (size is None or place + size == len(data))
        return whole and _is_segment(data, place)
    except (IndexError, struct.error):
        return False


def _is_segment(data: bytes, place: int) -> bool:
    known = IN_SEGMENT | ANYWHERE
    for _ in range(MAX_ELEMENTS):
        if place == len(data):
            return True
        kind, size, place = _element(data, place)
        if kind not in known or (size is None and kind != CLUSTER):
            return False
        if size is None:
            known = IN_SEGMENT | IN_CLUSTER | ANYWHERE
        place += size or 0
        if place > len(data):
            return False
    return False


def _element(data: bytes, place: int) -> tuple[int, int | None, int]:
    """Return the id of an element, its size in bytes (None if unknown), and the offset of its contents."""
    length = 9 - data[place].bit_length()
    kind = int.from_bytes(data[place : place + length])
    place += length
    length = 9 - data[place].bit_length()
    if length > 8:
        raise IndexError
    size = int.from_bytes(data[place : place + length]) & ((1 << 7 * length) - 1)
    return kind, None if size == (1 << 7 * length) - 1 else size, place + length
