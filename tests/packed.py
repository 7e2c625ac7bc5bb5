"""Archives as programs write them and as nobody does, for tests of what is taken for a document."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

ODT = b"application/vnd.oasis.opendocument.text"
TYPES = b'<?xml version="1.0"?><Types><Default Extension="xml" ContentType="application/xml"/></Types>'
WORD: Mapping[str, bytes] = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": b"<R/>",
    "word/document.xml": b"<d>Dag</d>" * 90,
}
SHEET: Mapping[str, bytes] = {
    "[Content_Types].xml": TYPES,
    "xl/workbook.xml": b"<w/>",
    "xl/worksheets/sheet1.xml": b"<s/>",
}
TEXT: Mapping[str, bytes] = {"mimetype": ODT, "content.xml": b"<c>Dag</c>" * 90, "META-INF/manifest.xml": b"<m/>"}


class Stream(io.RawIOBase):
    """A place to write to that cannot be gone back in, as when a document is sent while it is made."""

    def __init__(self) -> None:
        super().__init__()
        self.held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.held += data
        return len(data)


def zipped(
    parts: Mapping[str, bytes], stored: Sequence[str] = ("mimetype",), streamed: bool = False, wide: bool = False
) -> bytes:
    """Return an archive; `streamed` has its sizes behind the data, `wide` in 64 bits."""
    into = Stream() if streamed else io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name)
            # When it was changed, as Unix tells it.
            info.extra = b"UT\x05\x00\x01abcd"
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=wide) as part:
                part.write(data)
    return bytes(into.held) if isinstance(into, Stream) else into.getvalue()


def ending(archive: bytes, **changes: int) -> bytes:
    """Return an archive whose last record says something else; 'comment' is the length of one."""
    names = ("disk", "first", "here", "count", "size", "begin", "comment")
    fields = dict(zip(names, struct.unpack("<4H2LH", archive[-18:]), strict=True)) | changes
    return archive[:-18] + struct.pack("<4H2LH", *fields.values())


def wide_ending(archive: bytes, **changes: int) -> bytes:
    """Return an archive whose directory is told of in 64 bits, as large ones have it."""
    _, _, _, count, size, begin, _ = struct.unpack("<4H2LH", archive[-18:])
    fields = {
        "length": 44,
        "disk": 0,
        "first": 0,
        "here": count,
        "count": count,
        "size": size,
        "begin": begin,
    } | changes
    place = len(archive) - 22
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", fields["length"], 45, 45, *list(fields.values())[1:])
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, place, 1)
    short = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return archive[:-22] + record + locator + short


def smuggled(archive: bytes, at: str, what: bytes) -> bytes:
    """Return an archive with bytes 'first', 'between' entries, before its 'directory' or 'last', its places right."""
    count, _, begin = struct.unpack("<HLL", archive[-12:-2])
    listed = [*zipfile.ZipFile(io.BytesIO(archive)).infolist()]
    places = {"first": 0, "between": listed[1].header_offset, "directory": begin, "last": len(archive)}
    place = places[at]
    made = bytearray(archive[:place] + what + archive[place:])
    directory = begin + (len(what) if place <= begin else 0)
    following = directory
    for one in listed:
        name, extra, comment = struct.unpack_from("<3H", made, following + 28)
        moved = one.header_offset + (len(what) if place <= one.header_offset else 0)
        struct.pack_into("<L", made, following + 42, moved)
        following += 46 + name + extra + comment
    if at != "last":
        struct.pack_into("<L", made, len(made) - 6, directory)
    assert count == len(listed)
    return bytes(made)


def unlisted(archive: bytes) -> bytes:
    """Return an archive whose directory leaves out the last entry that it lists; its bytes stay."""
    count, _, begin = struct.unpack("<HLL", archive[-12:-2])
    last = archive.rindex(b"PK\x01\x02", begin)
    end = archive[-22:]
    whole = archive[:last] + end
    return ending(whole, here=count - 1, count=count - 1, size=last - begin)


def changed(archive: bytes, record: bytes, at: int, form: str, value: int) -> bytes:
    """Return an archive with one number of its first such record changed."""
    made = bytearray(archive)
    struct.pack_into(form, made, archive.index(record) + at, value)
    return bytes(made)
