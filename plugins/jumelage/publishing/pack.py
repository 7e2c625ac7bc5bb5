"""Files → the same files, each with its packed copies beside it, for a server that sends what is packed already."""

import gzip
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

import brotli

# What else there is is packed by its nature: pictures, papers, and the parts of the search.
TEXTS = {".html", ".css", ".js", ".mjs", ".json", ".xml", ".txt", ".svg", ".ics", ".csv", ".vtt", ".webmanifest"}
SMALLEST = 1024  # bytes; below, what goes with an answer is most of it
WORTH = 0.9  # of the size


def packed(files: Mapping[str, bytes], before: Mapping[str, bytes]) -> dict[str, bytes]:
    """
    Return files by path, with `.gz` and `.br` of each text that becomes a tenth smaller or more.

    `before` is what this returned for an earlier site: what is the same in it is not packed again.
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
    # What lies there may be anything: no more of it is unpacked than the file has.
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
