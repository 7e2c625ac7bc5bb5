"""Programs in office documents: in their parts, started by their XML, and in embedded documents."""

import re
from dataclasses import dataclass

from jumelage.source.file_types.archives import MAX_TYPES, Entry, entries, unpacked

TYPES_PART = "[Content_Types].xml"
MAX_DEPTH = 3  # levels of embedded documents
MAX_READ = 300_000_000  # bytes unpacked from a document and all embedded ones
# By the names of parts, and by their content types: such a part may have any name.
MACRO_PART = re.compile(
    r"(?i)(?:.*/)?(?:vba(?:project|data)[^/]*$|(?:basic|scripts)/.)|(?:word|xl)/(?:activex|macrosheets)/"
)
# Programs do not write types with `&#…;`, except to hide the name of a macro.
MACRO_TYPE = re.compile(rb"(?i)vbaproject|macroenabled|activex|macrosheet|&#")
# In archives with an unusual layout, and in the older format of Office, where names are in UTF-16.
MACRO_NAME = re.compile(rb"(?i)vba(?:project|data)|macrosheets/|basic/standard/|_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0")
# What LibreOffice runs: elements with any prefix, and addresses that name a program, or hide a name. Formulas in
# older versions name a DTD; one that defines something may hide it.
SCRIPT = re.compile(
    rb"(?i)<(?:[^\s<>:]++:)?(?:event-listener|execute-macro|script)[\s/>]|<!(?:doctype[^<>\[]*+\[|entity)|"
    rb"=\s*+[\"']\s*+(?:macro:|vnd\.sun\.star\.script:)|href\s*+=\s*+[\"'][^\"'<>&]*+(?:&[a-z][^\"'<>&]*+)*+&#"
)
DOCTYPE = re.compile(rb"(?i)<!(?:doctype|entity)")
DECLARED = re.compile(rb"encoding\s*+=\s*+[\"']([^\"']*+)")
ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1"}
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")  # byte order marks
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@dataclass(slots=True)
class _Allowance:
    """The number of bytes that may still be unpacked."""

    left: int

    def read(self, entry: Entry, data: bytes) -> bytes | None:
        """Return an uncompressed entry, None if it exceeds the allowance."""
        self.left -= entry.size
        return None if self.left < 0 else unpacked(entry, data, entry.size)


def holds_programs(data: bytes) -> bool:
    """Return whether an office document contains programs, or is embedded too deeply to be searched."""
    return _holds(data, _Allowance(MAX_READ), 0)


def is_plain_xml(data: bytes) -> bool:
    """Return whether every program reads an XML part in the same way: it has no DTD and no unusual encoding."""
    return _is_readable(data) and DOCTYPE.search(data.replace(b"\0", b"")) is None


def _is_readable(data: bytes) -> bool:
    # In UTF-16 every second byte is 0.
    plain = data.removeprefix(MARKS[0]).removeprefix(MARKS[1]).removeprefix(MARKS[2]).replace(b"\0", b"").lstrip()
    declared = DECLARED.search(plain[: plain.find(b">")]) if plain.startswith(b"<?xml") else None
    return plain.startswith(b"<") and (declared is None or declared[1].lower() in ENCODINGS)


def _holds(data: bytes, allowance: _Allowance, depth: int) -> bool:
    listed = entries(data)
    opened = any(entry.name == "mimetype" for entry in listed)
    return any(MACRO_PART.match(entry.name) or _runs(entry, data, allowance, depth, opened) for entry in listed)


def _runs(entry: Entry, data: bytes, allowance: _Allowance, depth: int, opened: bool) -> bool:
    """Return whether a part contains programs; `opened` means that it belongs to a LibreOffice document."""
    if entry.name == TYPES_PART:
        return MACRO_TYPE.search(unpacked(entry, data, MAX_TYPES).replace(b"\0", b"")) is not None
    begin = unpacked(entry, data, 4)
    if begin not in {b"PK\x03\x04", OLD_OFFICE}:
        return opened and entry.name.endswith(".xml") and _starts(entry, data, allowance)
    held = allowance.read(entry, data)
    if held is None or MACRO_NAME.search(held):
        return True
    return begin != OLD_OFFICE and (depth == MAX_DEPTH or _holds(held, allowance, depth + 1))


def _starts(entry: Entry, data: bytes, allowance: _Allowance) -> bool:
    if entry.name.startswith("META-INF/"):
        return False
    text = allowance.read(entry, data)
    return text is None or (
        bool(text) and (not _is_readable(text) or SCRIPT.search(text.replace(b"\0", b"")) is not None)
    )
