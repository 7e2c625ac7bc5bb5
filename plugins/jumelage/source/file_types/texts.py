"""Checks that bytes are a text, and not something else to a browser, mail program or shell."""

import re

MARK = b"\xef\xbb\xbf"  # the UTF-8 byte order mark
UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # start a text in UTF-16, as older versions of Excel write
SNIFFED = 2_000  # bytes: browsers use the first 1,445 to guess a file type
NO_TEXT = re.compile(
    rb"(?:\s|\xef\xbb\xbf)*+(?:<[!?/]|mime-version:\s*+\d|content-type:\s*+[\w.+-]++/\w)|#!\s*/|"
    rb"MZ[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\xbf]|%PDF-|%!PS|\{\\rtf|"
    rb"PK[\x03\x05]|Rar!|7z\xbc\xaf|\x7fELF|GIF8[79]a|\xff\xd8\xff|\x89PNG",
    re.IGNORECASE,
)
BRACKET = re.compile(rb"(?:\s|\xef\xbb\xbf)*+<[a-z]", re.IGNORECASE)
# A word in angle brackets is a tag if it is an element, has an attribute, or is followed by such a tag.
TAG = re.compile(rb"<(?:[!?/]|([a-z][^\s<>/;,:=]*+)([^<>]*+))", re.IGNORECASE)
ELEMENTS = frozenset(
    b"a abbr acronym address animate applet area article aside audio b base basefont bdi bdo bgsound big blink "
    b"blockquote body br button canvas caption center circle cite code col colgroup data datalist dd del details dfn "
    b"dialog dir div dl dt em embed fieldset figcaption figure font footer foreignobject form frame frameset g h1 h2 "
    b"h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen label layer legend li "
    b"link listing main map mark marquee math menu meta meter nav nobr noembed noframes noscript object ol optgroup "
    b"option output p param picture plaintext pre progress q rp rt ruby s samp script search section select set slot "
    b"small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time "
    b"title tr track tt u ul use var video wbr xml xmp".split()
)


def is_text(suffix: str, data: bytes) -> bool:
    """Return whether bytes are a text ('.csv' or '.txt') or subtitles ('.vtt')."""
    text = data.removeprefix(MARK)
    # A text has no 0 bytes: files with them are programs, or in an encoding that browsers guess.
    if b"\0" in data:
        return False
    if suffix == ".vtt":
        return re.match(rb"WEBVTT(?:[ \t\r\n]|$)", text) is not None and _is_utf8(text)
    return NO_TEXT.match(text) is None and not (BRACKET.match(text) and _is_markup(text[:SNIFFED]))


def is_utf_16(suffix: str, data: bytes) -> bool:
    """Return whether a text is in UTF-16."""
    return suffix in {".csv", ".txt", ".vtt"} and data.startswith(UTF_16)


def _is_markup(text: bytes) -> bool:
    return any(found[1] is None or found[1].lower() in ELEMENTS or b"=" in found[0] for found in TAG.finditer(text))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
