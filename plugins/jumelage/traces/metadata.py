"""What pictures and papers say beside what they show."""

import logging
import warnings
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Literal

from PIL import ExifTags, Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

# What the reader of PDF files grumbles about may quote them.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"GIF8", b"II*\0", b"MM\0*", b"BM")


def pictured(data: bytes) -> Iterator[str | bytes]:
    """Give the metadata of a picture: comments, EXIF, XMP; nothing of one that cannot be read."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data)) as picture:
            if picture.format == "PNG":
                # Its texts may stand behind the picture itself.
                picture.load()
            yield from _values(picture.info)
            exif = picture.getexif()
            yield from _values(exif)
            for number in ExifTags.IFD:
                yield from _values(exif.get_ifd(number))
    except Exception:
        return


def without_pixels(data: bytes) -> bytes:
    """Return the bytes of a picture but those of its points, in which nothing can be read; other bytes as they are."""
    if data.startswith(b"\x89PNG"):
        return b"".join(_chunks(data, 8, 4, "big", (b"IDAT", b"fdAT")))
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return b"".join(_chunks(data, 12, 0, "little", (b"VP8 ", b"VP8L", b"ALPH")))
    if data.startswith(b"\xff\xd8\xff"):
        return data[: data.rfind(b"\xff\xda")] + data[data.rfind(b"\xff\xd9") :]
    return data


def _chunks(
    data: bytes, at: int, named: int, order: Literal["big", "little"], pixels: tuple[bytes, ...]
) -> Iterator[bytes]:
    """Give the parts of a picture that are not `pixels`: of PNG the length comes first, of WebP the name."""
    while at < len(data):
        size = int.from_bytes(data[at + 4 - named : at + 8 - named], order)
        # PNG has a sum behind each part, WebP fills up to an even number.
        end = at + 8 + size + (4 if named else size % 2)
        if data[at + named : at + named + 4] not in pixels:
            yield data[at:end]
        at = end


def _values(value: Any) -> Iterator[str | bytes]:
    if isinstance(value, str | bytes):
        yield value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield str(key)
            yield from _values(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _values(part)


def papers(data: bytes) -> tuple[list[str], dict[str, list[bytes]], bool]:
    """
    Return the texts of a PDF file, its attachments by their names, and whether it could be read.

    One that is locked or damaged cannot, nor one in which no page has a text: it is a picture of a paper.
    """
    texts: list[str] = []
    try:
        reader = PdfReader(BytesIO(data))
        attached = {str(name): list(parts) for name, parts in reader.attachments.items()}
        pages = [page.extract_text() for page in reader.pages]
        for number in {number for numbers in (*reader.xref.values(), reader.xref_objStm) for number in numbers}:
            texts += _strings(reader.get_object(number))
    except Exception:
        return texts, {}, False
    return [*pages, *texts], attached, any(page.strip() for page in pages)


def _strings(value: Any) -> Iterator[str]:
    """Give the texts in an object of a PDF file: titles, notes, names of fields, XMP; links lead to other objects."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, bytes):
        yield value.decode("latin-1")
    elif isinstance(value, DictionaryObject):
        for part in value.values():
            yield from _strings(part)
        if isinstance(value, StreamObject) and value.get("/Type") == "/Metadata":
            yield value.get_data().decode("utf-8", "replace")
    elif isinstance(value, ArrayObject):
        for part in value:
            yield from _strings(part)
