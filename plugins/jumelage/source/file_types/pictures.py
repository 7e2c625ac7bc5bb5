"""The layout of a picture: its size in pixels according to its header, and what follows its end."""

import re

from jumelage.source.file_types.archives import archive_ends

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MAX_CHUNKS = 100_000
START = b"\xff\xda"  # starts a scan over all pixels of a JPEG; a few bytes suffice for each
MAX_SCANS = 100
# Phones append a thumbnail, a video or data of their own to a photograph. That is dropped when it is encoded
# again; but a file that could be opened as something else is refused.
ELSE = re.compile(rb"(?i)<(?:html|script|iframe|!doctype|svg[\s>]|body|\?xml)|%PDF-")
ELSE_FIRST = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"MZ",
    b"#!",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
)
# Markers of a JPEG: of frames, but not of tables; without a length; of its end; before its pixels.
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
ALONE = {0x01, *range(0xD0, 0xD9)}
END, SCAN = 0xD9, 0xDA
MARK = re.compile(rb"\xff[\x01-\xfe]")
MARK_IN_PIXELS = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")  # neither a stuffed byte nor a restart marker


def picture_size(form: str, data: bytes) -> tuple[int, int] | None:
    """
    Return the width and height in pixels of a 'JPEG', 'PNG' or 'WEBP', without decoding it.

    None is returned if it is not such a picture, is incomplete, has too many scans, or something else
    follows its end.
    """
    try:
        width, height, end = {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp}[form](data)
    except (IndexError, ValueError):
        return None
    if end > len(data) or _is_something_else(data, end) or (form == "JPEG" and data.count(START, 0, end) > MAX_SCANS):
        return None
    return width, height


def _is_something_else(data: bytes, end: int) -> bool:
    rest = data[end:]
    return rest.startswith(ELSE_FIRST) or ELSE.search(rest) is not None or (bool(rest) and archive_ends(data))


def _jpeg(data: bytes) -> tuple[int, int, int]:
    if data[:2] != b"\xff\xd8":
        raise ValueError
    size, place, marks = None, 2, MARK
    for _ in range(MAX_CHUNKS):
        found = marks.search(data, place)
        if found is None:
            break
        place, mark, marks = found.end(), found[0][1], MARK
        if mark == END and size:
            return *size, place
        if mark in FRAMES:
            height, width = (int.from_bytes(data[place + at : place + at + 2]) for at in (3, 5))
            size = size or (width, height)
        if mark not in ALONE:
            place += int.from_bytes(data[place : place + 2])
        if mark == SCAN:
            marks = MARK_IN_PIXELS
    raise ValueError


def _png(data: bytes) -> tuple[int, int, int]:
    if data[:8] != SIGNATURE or data[12:16] != b"IHDR":
        raise ValueError
    place = 8
    for _ in range(MAX_CHUNKS):
        kind = data[place + 4 : place + 8]
        place += 12 + int.from_bytes(data[place : place + 4])
        if kind == b"IEND":
            return int.from_bytes(data[16:20]), int.from_bytes(data[20:24]), place
        if place >= len(data):
            break
    raise ValueError


def _webp(data: bytes) -> tuple[int, int, int]:
    kind, end = data[12:16], 8 + int.from_bytes(data[4:8], "little")
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 25:
        raise ValueError
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
    elif kind == b"VP8L" and data[20] == 0x2F:
        bits = int.from_bytes(data[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = (int.from_bytes(data[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    else:
        raise ValueError
    return width, height, end
