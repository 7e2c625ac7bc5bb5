"""Whether a file is what its name says from its first byte to its last, without it being run, unpacked or drawn."""

import re

from jumelage.source.file_types.archives import MAX_TYPES, Entry, archive_ends, entries, unpacked
from jumelage.source.file_types.macros import TYPES_PART, holds_programs, is_plain_xml
from jumelage.source.file_types.texts import is_text, is_utf_16
from jumelage.source.file_types.videos import is_mp4, is_webm

OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
# What the part called `mimetype` holds; for Office the folder that makes a file one of its kind.
OPEN = {".odt": OPEN_DOCUMENT + b"text", ".ods": OPEN_DOCUMENT + b"spreadsheet"}
OFFICE = {".docx": "word/", ".xlsx": "xl/"}
FILE_TYPES = (".pdf", *OPEN, *OFFICE, ".csv", ".txt")
VIDEO_TYPES = (".mp4", ".webm", ".vtt")
# Where a telephone or camera writes where it was: in the ways of QuickTime, Apple, 3GPP and XMP.
WHERE = (b"\xa9xyz\x00", b"com.apple.quicktime.location.", b"loci\x00\x00\x00\x00", b"exif:GPSL")
MAX_END = 100_000  # blank bytes after the end of a PDF: some fill up a block of a disk
MAX_REMARKS = 1_024  # bytes of comments there
BLANK = b"\r\n\t\f \x00\x1a"
# Parts of what runs when it is opened in another way, and no program for documents writes.
PROGRAM_PART = re.compile(
    r"(?i)META-INF/MANIFEST\.MF$|AndroidManifest\.xml$|[^\n]*\.(?:class|dex|jar|exe|dll|scr|lnk|bat|cmd|ps1|vbs|js|hta|sh)$"
)
# Nor do they write these, but a picture or record may be called after a site.
COM = re.compile(r"(?i)[^\n]*\.com$")
NO_COM = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"<?xml ")


def is_what_it_says(suffix: str, data: bytes) -> bool:
    """Return whether the bytes of a file that is no picture are a file of its type as a whole."""
    if suffix in {*OPEN, *OFFICE}:
        return _is_document(suffix, data)
    if suffix in {".mp4", ".webm"}:
        return (is_mp4 if suffix == ".mp4" else is_webm)(data) and not archive_ends(data)
    return _is_pdf(data) if suffix == ".pdf" else is_text(suffix, data)


def has_macros(suffix: str, data: bytes) -> bool:
    """Return whether an office document holds programs."""
    return suffix in {*OPEN, *OFFICE} and holds_programs(data)


def tells_where(suffix: str, data: bytes) -> bool:
    """Return whether a video tells where it was taken."""
    return suffix == ".mp4" and any(mark in data for mark in WHERE)


def _is_document(suffix: str, data: bytes) -> bool:
    """Return whether an archive is a document of one kind alone, and no program too."""
    listed = entries(data)
    kinds = {kind for kind, folder in OFFICE.items() if any(entry.name.startswith(folder) for entry in listed)}
    opened = any(entry.name == "mimetype" for entry in listed)
    if any(PROGRAM_PART.match(entry.name) or _is_com(entry, data) for entry in listed):
        return False
    if suffix in OPEN:
        # The specification wants this part first and not packed; somebody who packs a folder again does neither.
        typed = any(
            unpacked(entry, data, 100).rstrip(b"\r\n") == OPEN[suffix] for entry in listed if entry.name == "mimetype"
        )
        return typed and not kinds
    return (kinds, opened) == ({suffix}, False) and any(
        # Larger than any: macros could be named where nobody looks.
        entry.name == TYPES_PART
        and len(types := unpacked(entry, data, MAX_TYPES)) == entry.size
        and is_plain_xml(types)
        for entry in listed
    )


def _is_com(entry: Entry, data: bytes) -> bool:
    """Return whether a part is a program of DOS: these begin in no way of their own."""
    return COM.match(entry.name) is not None and not unpacked(entry, data, 6).startswith(NO_COM)


def _is_pdf(data: bytes) -> bool:
    # Some programs leave a line break before it.
    end = data.rstrip(BLANK)
    last = end.rfind(b"%%EOF")
    begins = data.startswith((b"%PDF-", b"\n%PDF-", b"\r\n%PDF-", b"\r%PDF-"))
    whole = begins and last >= 0 and len(data) - len(end) <= MAX_END
    return whole and _are_remarks(end[last + 5 :]) and not archive_ends(data)


def _are_remarks(behind: bytes) -> bool:
    """Return whether nothing but comments stands behind the end of a PDF, and nothing in them that opens as a page."""
    if len(behind) > MAX_REMARKS or (behind and behind[:1] not in b"\r\n"):
        return False
    lines = [one for one in behind.splitlines() if one]
    return all(one[:1] == b"%" and b"<" not in one and one.isascii() and one.decode().isprintable() for one in lines)


__all__ = ["FILE_TYPES", "VIDEO_TYPES", "Entry", "has_macros", "is_utf_16", "is_what_it_says", "tells_where"]
