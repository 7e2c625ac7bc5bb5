"""The layout of a zip archive: every byte must belong to an entry that its directory lists."""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MAX_PARTS = 10_000
MAX_TYPES = 1_000_000  # bytes of the list of types in a document of Office
MAX_COMMENT = 1_000  # bytes
MAX_EXTRA = 8_000  # bytes of extra fields; Word pads with some hundred bytes
# Limits on the declared unpacked size: blank tables and pictures compress well, a bomb compresses better.
MAX_UNPACKED, MAX_GROWTH, ALWAYS_UNPACKED = 1_000_000_000, 100, 100_000_000  # bytes, bytes for a byte, bytes
MAX_DEFLATE = 1_032  # maximum number of bytes that a compressed byte can become
STORED, DEFLATED = 0, 8
ENCRYPTED = 0x2041  # flags: encrypted, strongly encrypted, names masked
DESCRIBED = 0x0008  # flag: sizes are written after the data
FULL_16, FULL_32 = 0xFFFF, 0xFFFFFFFF  # the number is in a 64-bit field instead
LOCAL, CENTRAL, END = (struct.Struct(form) for form in ("<4s5H3L2H", "<4s6H3L5H2L", "<4s4H2LH"))
END_64, LOCATOR_64 = struct.Struct("<4sQ2H2L4Q"), struct.Struct("<4sLQL")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive: the offsets of its header and data, and its compressed and uncompressed size in bytes."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    header: int
    start: int = 0


def entries(data: bytes) -> Sequence[Entry]:
    """
    Return the entries of an archive in the order of their offsets; nothing is unpacked.

    The result is empty if it is damaged, encrypted, declares too large an unpacked size, or has a byte that no entry
    accounts for: before the first, between two, after the last, or in an entry that its directory does not list.
    """
    try:
        return _entries(data)
    except (struct.error, IndexError, ValueError):
        return ()


def unpacked(entry: Entry, data: bytes, most: int) -> bytes:
    """Return at most `most` bytes of an uncompressed entry, b'' if it is damaged."""
    packed = data[entry.start : entry.start + entry.packed]
    if entry.method == STORED:
        return packed[:most]
    try:
        return zlib.decompressobj(-15).decompress(packed, most)
    except zlib.error:
        return b""


def archive_ends(data: bytes) -> bool:
    """Return whether a zip archive ends where these bytes end: programs that unpack start at the end."""
    place = len(data)
    floor = max(0, place - END.size - FULL_16)
    while (place := data.rfind(b"PK\x05\x06", floor, place)) >= 0:
        length = data[place + END.size - 2 : place + END.size]
        if len(length) == 2 and place + END.size + int.from_bytes(length, "little") == len(data):
            return True
    return False


def _entries(data: bytes) -> Sequence[Entry]:
    count, place, end = _directory(data)
    listed = [*_listed(data, count, place, end)]
    if len({entry.name.casefold() for entry in listed}) < count or not _is_bounded(listed, len(data)):
        raise ValueError
    listed.sort(key=lambda entry: entry.header)
    following = [entry.header for entry in listed[1:]] + [place]
    found, expected = [], 0
    for entry, after in zip(listed, following, strict=True):
        if entry.header != expected:
            raise ValueError
        found.append(_placed(entry, data, after))
        expected = after
    return tuple(found)


def _directory(data: bytes) -> tuple[int, int, int]:
    """Return the number of entries, and the start and end of the directory."""
    place = len(data) - END.size
    if data[place : place + 4] != b"PK\x05\x06":
        place = data.rindex(b"PK\x05\x06", max(0, place - MAX_COMMENT))
    _, disk, first, here, count, size, begin, comment = END.unpack_from(data, place)
    said = data[place + END.size :]
    if disk or first or here != count or len(said) != comment or not _can_be_shown(said):
        raise ValueError
    if data[place - LOCATOR_64.size : place - LOCATOR_64.size + 4] == b"PK\x06\x07":
        count, begin, size, place = _directory_64(data, place - LOCATOR_64.size, (count, begin, size))
    if begin + size != place or not 0 < count <= MAX_PARTS:
        raise ValueError
    return count, begin, place


def _can_be_shown(said: bytes) -> bool:
    try:
        return said.decode().isprintable()
    except UnicodeDecodeError:
        return said.decode("cp437").isprintable()


def _directory_64(data: bytes, place: int, said: tuple[int, int, int]) -> tuple[int, int, int, int]:
    _, disk, before, disks = LOCATOR_64.unpack_from(data, place)
    mark, length, _, _, here, start, on_disk, count, size, begin = END_64.unpack_from(data, before)
    agreed = all(
        old in {new, full}
        for old, new, full in zip(said, (count, begin, size), (FULL_16, FULL_32, FULL_32), strict=True)
    )
    exact = before + END_64.size == place and length == END_64.size - 12
    if mark != b"PK\x06\x06" or disk or here or start or disks > 1 or on_disk != count or not (agreed and exact):
        raise ValueError
    return count, begin, size, before


def _listed(data: bytes, count: int, place: int, end: int) -> Iterator[Entry]:
    for _ in range(count):
        mark, _, _, flags, method, _, _, crc, packed, size, name, extra, comment, disk, _, _, header = (
            CENTRAL.unpack_from(data, place)
        )
        named = place + CENTRAL.size
        place = named + name + extra + comment
        if mark != b"PK\x01\x02" or place > end or extra + comment > MAX_EXTRA or disk not in {0, FULL_16}:
            raise ValueError
        size, packed, header = _wide(data[named + name : named + name + extra], (size, packed, header))
        if flags & ENCRYPTED or method not in {STORED, DEFLATED} or (method == STORED and size != packed):
            raise ValueError
        yield Entry(_name(data[named : named + name], flags), method, crc, packed, size, header)
    if place != end:
        raise ValueError


def _wide(extra: bytes, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Return sizes and offsets; those that do not fit in 32 bits come from the ZIP64 extra field."""
    wide, place = b"", 0
    while place + 4 <= len(extra) and FULL_32 in numbers:
        kind, length = struct.unpack_from("<2H", extra, place)
        if kind == 1:
            wide = extra[place + 4 : place + 4 + length]
        place += 4 + length
    large = iter(struct.unpack_from(f"<{numbers.count(FULL_32)}Q", wide))
    return tuple(next(large) if number == FULL_32 else number for number in numbers)


def _name(raw: bytes, flags: int) -> str:
    name = raw.decode("utf-8" if flags & 0x0800 else "cp437")
    # Some programs write Windows paths.
    name = name.replace("\\", "/")
    steps = name.removesuffix("/").split("/")
    if not name.isprintable() or {"", ".", ".."} & {*steps} or ":" in steps[0]:
        raise ValueError
    return name


def _is_bounded(listed: Sequence[Entry], length: int) -> bool:
    whole = sum(entry.size for entry in listed)
    most = min(MAX_UNPACKED, max(ALWAYS_UNPACKED, MAX_GROWTH * length))
    return whole <= most and all(entry.size <= MAX_DEFLATE * (entry.packed + 1) for entry in listed)


def _placed(entry: Entry, data: bytes, after: int) -> Entry:
    """Return an entry with the offset of its data, if its local header and data descriptor agree with the directory."""
    mark, _, flags, method, _, _, crc, packed, size, name, extra = LOCAL.unpack_from(data, entry.header)
    named = entry.header + LOCAL.size
    start = named + name + extra
    end = start + entry.packed
    if mark != b"PK\x03\x04" or method != entry.method or flags & ENCRYPTED or extra > MAX_EXTRA or end > after:
        raise ValueError
    size, packed = _wide(data[named + name : start], (size, packed))
    agrees = (crc, packed, size) == (entry.crc, entry.packed, entry.size)
    if flags & DESCRIBED:
        agrees = agrees if end == after else (crc or packed or size) == 0 or agrees
        agrees = agrees and data[end:after] in _descriptors(entry)
    elif end != after:
        raise ValueError
    if not agrees or _name(data[named : named + name], flags) != entry.name:
        raise ValueError
    return Entry(entry.name, entry.method, entry.crc, entry.packed, entry.size, entry.header, start)


def _descriptors(entry: Entry) -> tuple[bytes, ...]:
    """Return the possible data descriptors of an entry: its sizes again in 32 or 64 bits, with or without signature."""
    written = (struct.pack(form, entry.crc, entry.packed, entry.size) for form in ("<3L", "<L2Q"))
    return (b"", *(mark + one for one in written for mark in (b"", b"PK\x07\x08")))
