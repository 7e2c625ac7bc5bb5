"""Decodes bytes as text, in each plausible encoding."""

import quopri
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Iterator

CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
CONTROLS = bytes([*range(9), *range(14, 32)])
FEW = 100  # bytes of a text per control character; compressed data has ten times as many
# UTF-32 begins as UTF-16 does.
ORDERS = {BOM_UTF32_LE: "utf-32", BOM_UTF32_BE: "utf-32", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}
# In UTF-32 one byte of each letter is always 0, in UTF-16 mostly: encoding, width, position of that byte.
WIDE = (("utf-32-le", 4, 3), ("utf-32-be", 4, 0), ("utf-16-le", 2, 1), ("utf-16-be", 2, 0))
# How a mail, or a page saved as one, declares its encoding; and an encoded word of its header.
TRANSFER = re.compile(rb"^content-transfer-encoding:[ \t]*([\w-]*)", re.IGNORECASE | re.MULTILINE)
ENCODED_WORD = re.compile(rb"=\?[\w-]{1,40}\?[bq]\?", re.IGNORECASE)
AS_THEY_ARE = frozenset((b"7bit", b"8bit", b"binary", b"quoted-printable"))


def encoding(data: bytes) -> str | None:
    """Return the encoding if it is UTF-16 or UTF-32, '' for other texts, None for bytes that are not text."""
    marked = next((name for mark, name in ORDERS.items() if data.startswith(mark)), None)
    if marked or not CONTROL.search(data):
        return marked or ""
    for name, width, place in WIDE:
        # Even text with hardly any Latin letters has spaces.
        units, nothing = len(data) // width, data[place::width].count(0)
        if len(data) % width == 0 and (nothing == units if width == 4 else nothing * 10 >= units) and _is(data, name):
            return name
    return "" if _few(len(data) - len(data.translate(None, CONTROLS)), len(data)) else None


def _is(data: bytes, name: str) -> bool:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return False
    return _few(sum(text.count(chr(one)) for one in CONTROLS), len(text))


def _few(controls: int, size: int) -> bool:
    return controls * FEW <= size


def is_text(data: bytes) -> bool:
    """Return whether bytes are a text."""
    return encoding(data) is not None


def readings(data: bytes, name: str = "") -> Iterator[str]:
    """Yield a text decoded in each plausible encoding: often it is not certain which is right."""
    if name:
        yield data.decode(name, "replace")
        return
    try:
        yield data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError:
        yield data.decode("utf-8", "ignore")
        yield data.decode("latin-1")
        yield data.decode("cp1252", "replace")


def printed(data: bytes) -> bytes | None:
    """Return the decoded text of a mail or vCard that declares a transfer encoding; None if it declares none."""
    return quopri.decodestring(data) if b"quoted-printable" in data.lower() else None


def transferred(data: bytes) -> bool:
    """Return whether a mail declares a transfer encoding that is not decoded here."""
    # Before the patterns, because most texts are not mails.
    kinds = TRANSFER.findall(data) if b"transfer-encoding" in data.lower() else ()
    return any(kind.lower() not in AS_THEY_ARE for kind in kinds) or bool(b"=?" in data and ENCODED_WORD.search(data))
