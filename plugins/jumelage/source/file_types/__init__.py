"""Checks that a file completely matches its type by name, without running, unpacking or decoding it."""

import re

from jumelage.source.file_types.archives import MAX_TYPES, Entry, archive_ends, entries, unpacked
from jumelage.source.file_types.macros import TYPES_PART, holds_programs, is_plain_xml
from jumelage.source.file_types.texts import is_text, is_utf_16
from jumelage.source.file_types.videos import is_mp4, is_webm

OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
# The contents of the part `mimetype`; for Office, the folder that identifies the type.
OPEN = {".odt": OPEN_DOCUMENT + b"text", ".ods": OPEN_DOCUMENT + b"spreadsheet"}
OFFICE = {".docx": "word/", ".xlsx": "xl/"}
FILE_TYPES = (".pdf", *OPEN, *OFFICE, ".csv", ".txt")
VIDEO_TYPES = (".mp4", ".webm", ".vtt")
# Where phones and cameras write their location: in QuickTime, Apple, 3GPP and XMP metadata.
WHERE = (b"\xa9xyz\x00", b"com.apple.quicktime.location.", b"loci\x00\x00\x00\x00", b"exif:GPSL")
MAX_END = 100_000  # white space after the end of a PDF: some programs pad to a disk block
MAX_REMARKS = 1_024  # bytes of comments after the end of a PDF
PADDING = b"\r\n\t\f \x00\x1a"
# Parts of executable files, which no program for documents writes.
PROGRAM_PART = re.compile(
    r"(?i)META-INF/MANIFEST\.MF$|AndroidManifest\.xml$|[^\n]*\.(?:class|dex|jar|exe|dll|scr|lnk|bat|cmd|ps1|vbs|js|hta|sh)$"
)
# Nor do they write these, but a picture or record may be named after a domain.
COM = re.compile(r"(?i)[^\n]*\.com$")
NO_COM = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"<?xml ")


def is_what_it_says(suffix: str, data: bytes) -> bool:
    """Return whether the bytes of a file (not a picture) are completely a file of its type."""
    if suffix in {*OPEN, *OFFICE}:
        return _is_document(suffix, data)
    if suffix in {".mp4", ".webm"}:
        return (is_mp4 if suffix == ".mp4" else is_webm)(data) and not archive_ends(data)
    return _is_pdf(data) if suffix == ".pdf" else is_text(suffix, data)


def has_macros(suffix: str, data: bytes) -> bool:
    """Return whether an office document contains programs."""
    return suffix in {*OPEN, *OFFICE} and holds_programs(data)


def tells_where(suffix: str, data: bytes) -> bool:
    """Return whether a video contains the location where it was taken."""
    return suffix == ".mp4" and any(mark in data for mark in WHERE)


def _is_document(suffix: str, data: bytes) -> bool:
    """Return whether an archive is a document of exactly one type, and not also a program."""
    listed = entries(data)
    kinds = {kind for kind, folder in OFFICE.items() if any(entry.name.startswith(folder) for entry in listed)}
    opened = any(entry.name == "mimetype" for entry in listed)
    if any(PROGRAM_PART.match(entry.name) or _is_com(entry, data) for entry in listed):
        return False
    if suffix in OPEN:
        # The specification requires this part first and uncompressed; repacking a folder does neither.
        typed = any(
            unpacked(entry, data, 100).rstrip(b"\r\n") == OPEN[suffix] for entry in listed if entry.name == "mimetype"
        )
        return typed and not kinds
    return (kinds, opened) == ({suffix}, False) and any(
        # Larger than any real one: macros could be named where nobody looks.
        entry.name == TYPES_PART
        and len(types := unpacked(entry, data, MAX_TYPES)) == entry.size
        and is_plain_xml(types)
        for entry in listed
    )


def _is_com(entry: Entry, data: bytes) -> bool:
    """Return whether a part is a DOS program: these have no signature."""
    return COM.match(entry.name) is not None and not unpacked(entry, data, 6).startswith(NO_COM)


def _is_pdf(data: bytes) -> bool:
    # Some programs write a line break before it.
    end = data.rstrip(PADDING)
    last = end.rfind(b"%%EOF")
    begins = data.startswith((b"%PDF-", b"\n%PDF-", b"\r\n%PDF-", b"\r%PDF-"))
    whole = begins and last >= 0 and len(data) - len(end) <= MAX_END
    return whole and _are_remarks(end[last + 5 :]) and not archive_ends(data)


def _are_remarks(behind: bytes) -> bool:
    """Return whether only comments follow the end of a PDF, without anything that opens as a page."""
    if len(behind) > MAX_REMARKS or (behind and behind[:1] not in b"\r\n"):
        return False
    lines = [one for one in behind.splitlines() if one]
    return all(one[:1] == b"%" and b"<" not in one and one.isascii() and one.decode().isprintable() for one in lines)


__all__ = ["FILE_TYPES", "VIDEO_TYPES", "Entry", "has_macros", "is_utf_16", "is_what_it_says", "tells_where"]
