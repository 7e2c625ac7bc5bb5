"""
Reads archives: yields the files in them, each as a name and its bytes.

These readers are stricter than the standard library: an archive that two programs would read differently, or with bytes
that its directory does not list, counts as unreadable. They unpack no more than the budget allows.
"""

import contextlib
import re
import zlib
from collections.abc import Callable, Iterator
from struct import Struct
from typing import NamedTuple

from jumelage.extraction.budget import Budget
from jumelage.extraction.streams import Part, is_stream, streamed

LOCAL, DIRECTORY, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
LOCAL_HEADER, DIRECTORY_ENTRY, END_RECORD = Struct("<4s5H3I2H"), Struct("<4s6H3I5H2I"), Struct("<4s4H2IH")
DESCRIPTORS = (b"PK\x07\x08", b"")  # with and without its signature: both are allowed
LONG_SIZE, LONG_SIZES = 0xFFFFFFFF, Struct("<2H2Q")
ENCRYPTED, DESCRIBED = 0x1, 0x8
COMMENT = 65_535  # bytes at most after the end record
BLOCK = 512  # bytes of a block of a tar archive
# Formats that are not supported here: 7-Zip, RAR, Zstandard, Cabinet, LZ4 (two kinds), compress, lzip, ar and
# Debian, cpio (four kinds), lzop, ARJ, framed Snappy, xar, web fonts; and files of the old Office, which also contain
# encrypted newer ones.
FOREIGN = (
    b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd", b"MSCF\0\0", b"\x04\x22\x4d\x18", b"\x02\x21\x4c\x18",
    b"\x1f\x9d", b"LZIP\x01", b"!<arch>\n", b"!<thin>\n", b"070701", b"070702", b"070707", b"\xc7\x71", b"\x71\xc7",
    b"\x89LZO\0\r\n\x1a\n", b"\x60\xea", b"\xff\x06\0\0sNaPpY", b"xar!\0", b"wOFF\0\x01\0\0", b"wOFFOTTO", b"wOF2",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
)  # fmt: skip
# LZH, whose signature follows two bytes, and the sixteen kinds of skippable frames of Zstandard.
FOREIGN_LATER = re.compile(rb"..-l[hz][0-9ds]-|[\x50-\x5f]\x2a\x4d\x18", re.DOTALL)
GZIP = b"\x1f\x8b\x08"
NEAR = 4096  # first bytes of a file within which an archive may begin after something else


class UnreadableError(Exception):
    """The bytes do not match their signature; never leaves this package."""


class _Entry(NamedTuple):
    """An entry of the directory of a zip file; `start` is the offset of its local header."""

    name: bytes
    flags: int
    method: int
    check: int
    packed: int
    size: int
    start: int


def zip_end(data: bytes) -> int:
    """Return the offset of the end record of a zip file, -1 if the bytes do not end with one."""
    tail = max(0, len(data) - COMMENT - END_RECORD.size)
    at = data.rfind(END, tail)
    while at >= 0:
        if len(data) - at >= END_RECORD.size and at + END_RECORD.size + _comment(data, at) == len(data):
            return at
        at = data.rfind(END, tail, at)
    return -1


def _comment(data: bytes, at: int) -> int:
    length: int = END_RECORD.unpack_from(data, at)[7]
    return length


def zipped(data: bytes, budget: Budget) -> Iterator[Part | None]:
    """
    Yield the files in a zip file, and None for whatever cannot be read; data between the files is named ''.

    Raises:
        Exception: of any kind, if the bytes are damaged.
    """
    at = zip_end(data)
    if at < 0:
        raise UnreadableError
    entries, begin, shift = _directory(data, at)
    # The listed entries must fill the file from its first byte on, followed by the directory.
    if shift:
        yield None
    reached, between = 0, []
    for one in sorted(entries, key=lambda entry: entry.start):
        start, end = _stored(data, one, shift)
        if one.start + shift != reached:
            yield None
        between.append(data[reached:start])
        reached = end + _descriptor(data, one, end)
        yield _inflated(data[start:end], one, budget)
    if reached != begin:
        yield None
    yield "", b"\0".join([*between, data[reached:]])


def _directory(data: bytes, at: int) -> tuple[list[_Entry], int, int]:
    """Return the entries of the directory before the end record at `at`, its offset, and the shift of all offsets."""
    _, disk, other, here, count, size, stated, _ = END_RECORD.unpack_from(data, at)
    if disk or other or here != count or size > at:
        raise UnreadableError
    found, reached = [], at - size
    for _ in range(count):
        signature, _, _, flags, method, _, _, check, packed, full, *rest = DIRECTORY_ENTRY.unpack_from(data, reached)
        name, extra, comment, _, _, _, start = rest
        reached += DIRECTORY_ENTRY.size
        if signature != DIRECTORY:
            raise UnreadableError
        found.append(_Entry(data[reached : reached + name], flags, method, check, packed, full, start))
        reached += name + extra + comment
    if reached != at:
        raise UnreadableError
    return found, at - size, at - size - stated


def _stored(data: bytes, one: _Entry, shift: int) -> tuple[int, int]:
    """Return the start and end of the compressed bytes of an entry."""
    at = one.start + shift
    signature, _, flags, method, _, _, check, packed, size, name, extra = LOCAL_HEADER.unpack_from(data, at)
    begin = at + LOCAL_HEADER.size
    header = (flags, method, data[begin : begin + name])
    sizes = (packed, size)
    begin += name + extra
    if LONG_SIZE in sizes:
        # The sizes of large files are in the extra field.
        size, packed = _long_sizes(data[begin - extra : begin]) or (size, packed)
    later = one.flags & DESCRIBED and (check, packed, size) in {(0, 0, 0), (0, LONG_SIZE, LONG_SIZE)}
    if signature != LOCAL or header != (one.flags, one.method, one.name):
        raise UnreadableError
    if not later and (check, packed, size) != (one.check, one.packed, one.size):
        raise UnreadableError
    return begin, begin + one.packed


def _long_sizes(extra: bytes) -> tuple[int, int] | None:
    """Return the uncompressed and compressed size from an extra field; None if they do not come first in it."""
    kind, length, size, packed = LONG_SIZES.unpack_from(extra.ljust(LONG_SIZES.size, b"\0"))
    return (size, packed) if (kind, length) == (1, 16) else None


def _descriptor(data: bytes, one: _Entry, end: int) -> int:
    """Return the size of the data descriptor after an entry, which repeats checksum and sizes."""
    if not one.flags & DESCRIBED:
        return 0
    for form in ("<3I", "<I2Q"):
        repeated = Struct(form).pack(one.check, one.packed, one.size)
        for begin in DESCRIPTORS:
            if data.startswith(begin + repeated, end):
                return len(begin + repeated)
    raise UnreadableError


def _inflated(packed: bytes, one: _Entry, budget: Budget) -> Part | None:
    """Return an uncompressed file from a zip file; None if unreadable: it must use exactly its compressed bytes."""
    name = one.name.decode("utf-8" if one.flags & 0x800 else "cp437", "replace")
    budget.unpacked(one.size)
    if one.flags & ENCRYPTED or one.method not in {0, 8}:
        return None
    made = packed
    if one.method:
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        made = inflate.decompress(packed, one.size + 1)
        if not inflate.eof or inflate.unused_data:
            return None
    return (name, made) if len(made) == one.size and zlib.crc32(made) == one.check else None


def tarred(data: bytes, budget: Budget) -> Iterator[Part | None]:
    """
    Yield the files in a tar archive, including headers, and None for whatever cannot be read.

    Raises:
        Exception: in any way, when the bytes are damaged.
    """
    at = 0
    while len(data) - at >= BLOCK:
        head = data[at : at + BLOCK]
        at += BLOCK
        if not any(head):
            # Nothing may follow the end.
            if data[at:].strip(b"\0"):
                yield None
            return
        if int(head[148:156].strip(b" \0"), 8) != sum(head) - sum(head[148:156]) + 8 * 32:
            raise UnreadableError
        size = int(head[124:136].strip(b" \0") or b"0", 8)
        if size > len(data) - at:
            raise UnreadableError
        budget.unpacked(size)
        name = b"/".join(part.partition(b"\0")[0] for part in (head[345:500], head[:100]) if part[0])
        # Files, folders and long names are plain; the contents of a sparse file cannot be determined here.
        if head[156:157] not in b"\x000257xgKL":
            yield None
        yield name.decode("utf-8", "replace"), data[at : at + size]
        at += -(-size // BLOCK) * BLOCK
    # The end is missing.
    yield None


def unpacker(name: str, data: bytes) -> Callable[[bytes, Budget], Iterator[Part | None]] | None:
    """Return the reader for the archive format of these bytes, None if they are not an archive."""
    if data.startswith(LOCAL) or zip_end(data) >= 0:
        return zipped
    if data[257:262] == b"ustar":
        return tarred
    if is_stream(name, data):
        return lambda held, budget: streamed(name, held, budget)
    foreign = data.startswith(FOREIGN) or FOREIGN_LATER.match(data) or _has_gzip(data)
    return _refused if foreign else None


def _has_gzip(data: bytes) -> bool:
    """Return whether a gzip stream begins after the first bytes."""
    at = data.find(GZIP, 0, NEAR)
    while at >= 0:
        with contextlib.suppress(zlib.error):
            if zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data[at : at + NEAR], 1):
                return True
        at = data.find(GZIP, at + 1, NEAR)
    return False


def _refused(_: bytes, __: Budget) -> Iterator[Part | None]:
    yield None
