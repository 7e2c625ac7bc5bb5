"""Adds compressed copies next to files, for a server that sends precompressed files."""

import gzip
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

import brotli

# The other files are compressed already: pictures, papers and the parts of the search.
TEXTS = {".html", ".css", ".js", ".mjs", ".json", ".xml", ".txt", ".svg", ".ics", ".csv", ".vtt", ".webmanifest"}
SMALLEST = 1024  # bytes; below that, a response is mostly headers
WORTH = 0.9  # of the original size


def packed(files: Mapping[str, bytes], before: Mapping[str, bytes]) -> dict[str, bytes]:
    """
    Return files by path, with `.gz` and `.br` copies of each text that becomes at least a tenth smaller.

    `before` is the result for an earlier site: unchanged files are not compressed again.
    """
    made = dict(files)
    for path, data in files.items():
        if PurePosixPath(path).suffix in TEXTS and len(data) >= SMALLEST:
            copies = {".gz": _gzip, ".br": _brotli}
            for suffix, pack in copies.items():
                small = pack(data, before.get(path + suffix, b""))
                if len(small) <= WORTH * len(data):
                    made[path + suffix] = small
    return made


def _gzip(data: bytes, known: bytes) -> bytes:
    # The old copy may be anything: decompress no more of it than the file's size.
    unpacker = zlib.decompressobj(wbits=31)
    try:
        same = unpacker.decompress(known, len(data) + 1) == data and unpacker.eof and not unpacker.unused_data
    except zlib.error:
        same = False
    return known if same else gzip.compress(data, 9, mtime=0)


def _brotli(data: bytes, known: bytes) -> bytes:
    unpacker = brotli.Decompressor()
    try:
        same = unpacker.process(known, output_buffer_limit=len(data) + 1) == data and unpacker.is_finished()
    except brotli.error:
        same = False
    return known if same else bytes(brotli.compress(data, quality=11))
