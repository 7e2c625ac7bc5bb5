"""Whether a file is what its name says from its first byte to its last, without it being run, unpacked or drawn."""

import re

from jumelage.file_types.archives import MAX_TYPES, Entry, archive_ends, entries, unpacked
from jumelage.file_types.videos import is_mp4, is_webm

OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
# What the part called `mimetype` holds; for Office the folder that makes a file one of its kind.
OPEN = {".odt": OPEN_DOCUMENT + b"text", ".ods": OPEN_DOCUMENT + b"spreadsheet"}
OFFICE = {".docx": "word/", ".xlsx": "xl/"}
TYPES_PART = "[Content_Types].xml"
FILE_TYPES = (".pdf", *OPEN, *OFFICE, ".csv", ".txt")
VIDEO_TYPES = (".mp4", ".webm", ".vtt")
# Where a telephone or camera writes where it was: in the ways of QuickTime, Apple, 3GPP and XMP.
WHERE = (b"\xa9xyz\x00", b"com.apple.quicktime.location.", b"loci\x00\x00\x00\x00", b"exif:GPSL")
MARK = b"\xef\xbb\xbf"  # of UTF-8, before a text
MAX_END = 1024  # blank bytes after the end of a PDF
BLANK = b"\r\n\t\f \x00\x1a"
# What browsers and shells take for something else than a text, whatever it is called (WHATWG MIME Sniffing, 7.1).
NO_TEXT = re.compile(
    rb"[\t\n\f\r ]*<(?:!doctype|!--|\?xml|(?:html|head|script|iframe|svg|h1|div|font|table|a|style|title|b|body|br|p)"
    rb"[\s>/])|#!\s*/|MZ[^\t\n\r -~]|%PDF-|%!PS|\{\\rtf|PK[\x03\x05]|Rar!|7z\xbc\xaf|\x7fELF|GIF8|\xff\xd8\xff|\x89PNG",
    re.IGNORECASE,
)
# Macros by the names of their parts, and by what the list of types calls them: such a part may have any name.
MACRO_PART = re.compile(r"(?i)(?:.*/)?vba(?:project|data)[^/]*$|basic/|scripts/|(?:word|xl)/(?:activex|macrosheets)/")
# No program writes a type with `&#…;`; whoever hides the name of a macro does.
MACRO_TYPE = re.compile(rb"(?i)vbaproject|macroenabled|activex|macrosheet|&#")


def is_what_it_says(suffix: str, data: bytes) -> bool:
    """Return whether the bytes of a file that is no picture are a file of its type as a whole."""
    if suffix in OPEN:
        return _is_open_document(data, OPEN[suffix])
    if suffix in OFFICE:
        listed = entries(data)
        return any(entry.name.startswith(OFFICE[suffix]) for entry in listed) and any(
            # Larger than any: macros could be named where nobody looks.
            entry.name == TYPES_PART and len(unpacked(entry, data, MAX_TYPES)) == entry.size
            for entry in listed
        )
    if suffix in {".mp4", ".webm"}:
        return (is_mp4 if suffix == ".mp4" else is_webm)(data) and not archive_ends(data)
    return _is_pdf(data) if suffix == ".pdf" else _is_text(suffix, data)


def has_macros(suffix: str, data: bytes) -> bool:
    """Return whether an office document holds programs."""
    parts = entries(data) if suffix in {*OPEN, *OFFICE} else ()
    return any(MACRO_PART.match(entry.name) for entry in parts) or any(
        # In UTF-16 each second byte is a zero.
        MACRO_TYPE.search(unpacked(entry, data, MAX_TYPES).replace(b"\0", b""))
        for entry in parts
        if entry.name == TYPES_PART
    )


def tells_where(suffix: str, data: bytes) -> bool:
    """Return whether a video tells where it was taken."""
    return suffix == ".mp4" and any(mark in data for mark in WHERE)


def _is_open_document(data: bytes, kind: bytes) -> bool:
    # The specification wants this part first and not packed; somebody who packs a folder again does neither.
    return any(unpacked(entry, data, 100) == kind for entry in entries(data) if entry.name == "mimetype")


def _is_pdf(data: bytes) -> bool:
    end = data.rstrip(BLANK)
    whole = data.startswith(b"%PDF-") and end.endswith(b"%%EOF") and len(data) - len(end) <= MAX_END
    return whole and not archive_ends(data)


def _is_text(suffix: str, data: bytes) -> bool:
    text = data.removeprefix(MARK)
    if suffix == ".vtt":
        return re.match(rb"WEBVTT(?:[ \t\r\n]|$)", text) is not None and _is_utf8(text) and b"\0" not in text
    # A text has no zero in it: what has is a program, or written in an encoding that browsers guess at.
    return b"\0" not in data and NO_TEXT.match(text) is None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


__all__ = ["FILE_TYPES", "VIDEO_TYPES", "Entry", "has_macros", "is_what_it_says", "tells_where"]
