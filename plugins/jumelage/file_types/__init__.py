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
# What a browser, mail program or shell takes for something else than a text: markup, mail, scripts, programs, archives.
NO_TEXT = re.compile(
    rb"(?:\s|\xef\xbb\xbf)*+(?:<[a-z!?/]|(?:mime-version|content-type):)|#!\s*/|MZ[^\t\n\r -~]|%PDF-|%!PS|\{\\rtf|"
    rb"PK[\x03\x05]|Rar!|7z\xbc\xaf|\x7fELF|GIF8|\xff\xd8\xff|\x89PNG",
    re.IGNORECASE,
)
# Parts of what runs when it is opened in another way, and no program for documents writes.
PROGRAM_PART = re.compile(
    r"(?i)META-INF/MANIFEST\.MF$|AndroidManifest\.xml$|[^\n]*\.(?:class|dex|jar|exe|dll|com|scr|lnk|bat|cmd|ps1|vbs|js|hta|sh)$"
)
# Macros by the names of their parts, and by what the list of types calls them: such a part may have any name.
MACRO_PART = re.compile(
    r"(?i)(?:.*/)?(?:vba(?:project|data)[^/]*$|(?:basic|scripts)/.)|(?:word|xl)/(?:activex|macrosheets)/"
)
# No program writes a type with `&#…;`; whoever hides the name of a macro does.
MACRO_TYPE = re.compile(rb"(?i)vbaproject|macroenabled|activex|macrosheet|&#")


def is_what_it_says(suffix: str, data: bytes) -> bool:
    """Return whether the bytes of a file that is no picture are a file of its type as a whole."""
    if suffix in {*OPEN, *OFFICE}:
        return _is_document(suffix, data)
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


def _is_document(suffix: str, data: bytes) -> bool:
    """Return whether an archive is a document of one kind alone, and no program too."""
    listed = entries(data)
    kinds = {kind for kind, folder in OFFICE.items() if any(entry.name.startswith(folder) for entry in listed)}
    opened = any(entry.name == "mimetype" for entry in listed)
    if any(PROGRAM_PART.match(entry.name) for entry in listed):
        return False
    if suffix in OPEN:
        # The specification wants this part first and not packed; somebody who packs a folder again does neither.
        typed = any(unpacked(entry, data, 100) == OPEN[suffix] for entry in listed if entry.name == "mimetype")
        return typed and not kinds
    return (kinds, opened) == ({suffix}, False) and any(
        # Larger than any: macros could be named where nobody looks.
        entry.name == TYPES_PART and len(unpacked(entry, data, MAX_TYPES)) == entry.size
        for entry in listed
    )


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
