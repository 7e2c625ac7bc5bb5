"""Whether a file is what its name says, as far as its bytes tell without being run or drawn."""

import zipfile
from io import BytesIO

OPEN_DOCUMENT = "mimetypeapplication/vnd.oasis.opendocument."
# The start of a file; of one that is packed the folder that holds what makes it one.
STARTS = {
    ".pdf": b"%PDF-",
    ".webm": b"\x1a\x45\xdf\xa3",
    ".csv": b"",
    ".txt": b"",
}
OPEN = {".odt": f"{OPEN_DOCUMENT}text".encode(), ".ods": f"{OPEN_DOCUMENT}spreadsheet".encode()}
OFFICE = {".docx": "word/", ".xlsx": "xl/"}
FILE_TYPES = (".pdf", *OPEN, *OFFICE, ".csv", ".txt")
VIDEO_TYPES = (".mp4", ".webm", ".vtt")
MAX_PARTS = 10_000  # of what is packed
# Where a telephone or camera writes where it was: in the ways of QuickTime, Apple, 3GPP and XMP.
WHERE = (b"\xa9xyz\x00", b"com.apple.quicktime.location.", b"loci\x00\x00\x00\x00", b"exif:GPSL")


def is_what_it_says(suffix: str, data: bytes) -> bool:
    """Return whether the bytes of a file that is no picture begin and are packed as its type has them."""
    if suffix == ".vtt":
        return data.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT") and b"\0" not in data
    if suffix == ".mp4":
        # Its mark stands after the length of its first part.
        return data[4:8] == b"ftyp"
    if suffix in OPEN:
        # The type goes first, and is not packed.
        return data.startswith(b"PK\x03\x04") and data[30:].startswith(OPEN[suffix]) and bool(_parts(data))
    if suffix in OFFICE:
        names = _parts(data)
        return "[Content_Types].xml" in names and any(name.startswith(OFFICE[suffix]) for name in names)
    # A text has no zero in it: what has is a program, or written in an encoding that browsers guess at.
    return data.startswith(STARTS[suffix]) and (suffix not in {".csv", ".txt"} or b"\0" not in data)


def has_macros(suffix: str, data: bytes) -> bool:
    """Return whether an office document holds programs."""
    parts = _parts(data) if suffix in {*OPEN, *OFFICE} else ()
    return any(name.endswith("vbaProject.bin") or name.startswith(("Basic/", "Scripts/")) for name in parts)


def tells_where(suffix: str, data: bytes) -> bool:
    """Return whether a video tells where it was taken."""
    return suffix == ".mp4" and any(mark in data for mark in WHERE)


def _parts(data: bytes) -> tuple[str, ...]:
    """Return the names of what is packed in a file, none when it is damaged; nothing is unpacked."""
    if data.count(b"PK\x01\x02") > MAX_PARTS:
        return ()
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return tuple(packed.namelist())
    except Exception:  # a damaged list of contents fails in as many ways as there are
        return ()
