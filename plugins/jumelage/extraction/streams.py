"""Decompresses files that are one compressed stream: gzip, bzip2, xz, LZMA, zlib, Brotli."""

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Iterator

import brotli

from jumelage.extraction.budget import Budget, OverBudgetError

Part = tuple[str, bytes]

MEMORY = 100_000_000  # bytes that an LZMA stream may ask for
STEP = 1 << 20
MEMBERS = 1000  # concatenated streams
BEGIN = 512  # bytes that show whether data begins like a zlib stream
# The signatures of gzip, bzip2, xz and LZMA.
STREAMS = (b"\x1f\x8b", *(b"BZh%d1AY&SY" % level for level in range(1, 10)), b"\xfd7zXZ\0", b"\x5d\0\0")


def is_stream(name: str, data: bytes) -> bool:
    """Return whether bytes begin like a compressed stream, or have the file name of one."""
    return data.startswith(STREAMS) or name.endswith(".br") or _is_zlib(data)


def _is_zlib(data: bytes) -> bool:
    # Its signature is two bytes, with which a text may also begin.
    if data[:1] != b"x" or int.from_bytes(data[:2], "big") % 31:
        return False
    try:
        return bool(zlib.decompressobj().decompress(data[:BEGIN], 1))
    except zlib.error:
        return False


def streamed(name: str, data: bytes, budget: Budget) -> Iterator[Part | None]:
    """Yield the file in a compressed stream, as far as it can be read, and None if that is not to its end."""
    made, whole = io.BytesIO(), True
    try:
        for piece in _brotli(data, budget) if name.endswith(".br") else _pieces(data):
            made.write(piece)
            if made.tell() > budget.largest:
                raise OverBudgetError
    except Exception:  # whatever is wrong, search what came before
        whole = False
    found = made.getvalue()[: budget.largest]
    budget.unpacked(len(found))
    yield name.rpartition(".")[0] or name, found
    if not whole:
        yield None


def _pieces(data: bytes) -> Iterator[bytes]:
    """Yield the decompressed bytes of a gzip, bzip2, xz, LZMA or zlib file; several streams may be concatenated."""
    start = data[:3]
    if data.count(start) > MEMBERS:
        raise OverBudgetError
    file: bz2.BZ2File | gzip.GzipFile
    if start == b"BZh":
        file = bz2.BZ2File(io.BytesIO(data))
    elif start.startswith(b"\x1f\x8b"):
        file = gzip.GzipFile(fileobj=io.BytesIO(data))
    else:
        yield from _zlib(data) if start[:1] == b"x" else _lzma(data)
        return
    # An incomplete stream yields what there is.
    while piece := file.read1(STEP):
        yield piece


def _zlib(data: bytes) -> Iterator[bytes]:
    packed = zlib.decompressobj()
    while piece := packed.decompress(data, STEP):
        yield piece
        data = packed.unconsumed_tail
    if not packed.eof or packed.unused_data:
        raise EOFError


def _lzma(data: bytes) -> Iterator[bytes]:
    # The library's file object cannot limit the memory that a stream may request.
    while data:
        packed = lzma.LZMADecompressor(memlimit=MEMORY)
        given = data
        while not packed.eof:
            piece = packed.decompress(given, STEP)
            if not piece and packed.needs_input:
                raise EOFError
            yield piece
            given = b""
        data = packed.unused_data


def _brotli(data: bytes, budget: Budget) -> Iterator[bytes]:
    # Eighty bytes can decompress to fifty million.
    packed = brotli.Decompressor()
    yield packed.process(data, output_buffer_limit=budget.largest + 1)
    if not packed.is_finished():
        raise EOFError
