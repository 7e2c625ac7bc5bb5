"""Checks whether a web address leads where readers think it leads, without using the network."""

import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

import idna

from jumelage.messages.sentences import Sentence

FULL = Sentence("Write it in full, with https:// in front.")
SPACES = Sentence("Copy it from the browser's address bar, where it has no spaces, or write %20 for each space.")
USER = Sentence("Remove what comes before the '@': it looks like the address but is not.")
ENCODED = Sentence("Write the name of the site without '%': what comes before it looks like the address but is not.")
NAME = Sentence("Write the name of the site as a browser shows it: letters, digits, hyphens and full stops only.")
DOTS = Sentence("Write one full stop between the parts of the site's name, and none after it.")
WHOLE = Sentence("Write the whole name of the site, such as www.example.org.")
NUMBER = Sentence("Write the name of the site instead of a number.")
PORT = Sentence("Write a number from 1 to 65535 after the colon, or remove the colon.")
ONE = Sentence("Write one address only.")

START = re.compile(r"(?i)https?://(?=[^/\\])")
# Invisible characters, even percent-encoded; joiners are part of some scripts, such as Persian.
UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
FORBIDDEN = re.compile(r"[<>\"\\]")
MAX_NAME, MAX_PART = 253, 63  # characters of a host name and of each of its labels
LABEL = re.compile(r"[A-Za-z0-9_-]+")
NUMERIC = re.compile(r"[0-9]+|0[xX][0-9A-Fa-f]*")  # a last label with which browsers read the host as an IPv4 address
SECOND = re.compile(r"(?i)[,;|]\s*https?:")

# The scripts that UTS #39 recommends for identifiers, as in the Unicode names of their characters.
SCRIPTS = frozenset((
    "ARABIC", "ARMENIAN", "BENGALI", "BOPOMOFO", "CJK", "CYRILLIC", "DEVANAGARI", "ETHIOPIC", "GEORGIAN", "GREEK",
    "GUJARATI", "GURMUKHI", "HANGUL", "HEBREW", "HIRAGANA", "KANNADA", "KATAKANA", "KHMER", "LAO", "LATIN", "MALAYALAM",
    "MYANMAR", "ORIYA", "SINHALA", "TAMIL", "TELUGU", "THAANA", "THAI", "TIBETAN", "TIFINAGH",
))  # fmt: skip
# Scripts mixed in Chinese, Japanese and Korean, also with Latin letters; others do not mix scripts in a label.
TOGETHER = (
    {"LATIN", "CJK", "HIRAGANA", "KATAKANA"},
    {"LATIN", "CJK", "BOPOMOFO"},
    {"LATIN", "CJK", "HANGUL"},
)
# The Latin letters used in languages; phonetic letters and small capitals only look like them.
LATIN = frozenset((
    *map(chr, (*range(0xC0, 0x180), *range(0x1CD, 0x1DD), *range(0x218, 0x21C), *range(0x1EA0, 0x1EFA))),
    *"ơưǧǩǫșțəɓɗƙɛɔƴẁẃẅỳḍḥṣṭẓḷṇṛġṁḃċḋḟṗṡṫ",
))  # fmt: skip
# Letters that look like a slash, a hyphen or another delimiter next to Latin letters.
SIGNLIKE = frozenset("ノンソゾーヽヾㇳ丶丿乀乁一丨亅工口卜〳〵〇〆ゝ冫二ニ八ミㄧㄥ")
# Letters that look like Latin ones: a label with only such letters is refused, except under a domain of its script.
LOOKALIKES = {
    "ARMENIAN": frozenset("օոսհցլյքզ"),
    "CYRILLIC": frozenset("аеорсухіїјѕһԁԛԝӏвгьѵҽпѡѐё"),
    "GEORGIAN": frozenset("იოყძხჿ"),
    "GREEK": frozenset("αγικνορτυχωεόάίύϲϳ"),
    "HEBREW": frozenset("וחיןסװ"),
    "MALAYALAM": frozenset("ഠ"),
    "ORIYA": frozenset("ଠ"),
    "THAI": frozenset("ทนบพรหเแดลป"),
}
AT_HOME = {
    "ARMENIAN": {"am"},
    "CYRILLIC": {"bg", "by", "kg", "kz", "me", "mk", "mn", "rs", "ru", "su", "tj", "ua", "uz"},
    "GEORGIAN": {"ge"},
    "GREEK": {"cy", "gr"},
    "HEBREW": {"il"},
    "MALAYALAM": {"in"},
    "ORIYA": {"in"},
    "THAI": {"th"},
}


def address_fault(text: str) -> Sentence | None:
    """
    Return a hint for a text that is not a web address or does not lead where it seems to, None if it is fine.

    It quotes at most one character of the text, so that it may be shown for persons at risk, too.

    >>> str(address_fault("https://jette.be@evil.example/"))
    "Remove what comes before the '@': it looks like the address but is not."
    """
    start = START.match(text)
    if start is None:
        return FULL
    if re.search(r"\s", text):
        return SPACES
    if wrong := FORBIDDEN.search(text):
        return Sentence("An address cannot contain '{sign}': copy it from the browser's address bar.", sign=wrong[0])
    return _host_fault(re.split("[/?#]", text[start.end() :], maxsplit=1)[0]) or _end_fault(text)


def _end_fault(text: str) -> Sentence | None:
    if unseen := UNSEEN.search(unquote(text)):
        return Sentence("There is an invisible character here (U+{number}).", number=f"{ord(unseen[0]):04X}")
    # After a question mark, lists of addresses or numbers are parameters of the site itself.
    text, _, query = text.partition("?")
    if SECOND.search(text):
        return ONE
    # A full stop or an exclamation mark may end an address; so may a bracket that was opened in it.
    rest = (query or text).rstrip(".!?:'")
    if (not query and rest.endswith((",", ";"))) or (rest.endswith(")") and rest.count(")") > rest.count("(")):
        return Sentence(
            "Remove the '{sign}' at the end: it belongs to the sentence, not to the address.", sign=rest[-1]
        )
    return None


def _host_fault(place: str) -> Sentence | None:
    """Return a hint for the part between '//' and the path, None if it is fine."""
    if "@" in place:
        return USER
    if "%" in place:
        return ENCODED
    if place.startswith("["):
        name, bracket, port = place[1:].partition("]")
        return _port_fault(port) if bracket and _is_ipv6(name) else NUMBER
    name, colon, port = place.partition(":")
    return _name_fault(name) or _port_fault(colon + port)


def _port_fault(text: str) -> Sentence | None:
    right = not text or (re.fullmatch(":[1-9][0-9]{0,4}", text) and int(text[1:]) <= 65_535)
    return None if right else PORT


def _is_ipv6(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return "%" not in text


def _name_fault(name: str) -> Sentence | None:
    labels = name.lower().split(".")
    if not all(labels):
        return DOTS if name.strip(".") else FULL
    if NUMERIC.fullmatch(labels[-1]):
        return None if _is_ipv4(name) else NUMBER
    if len(name) > MAX_NAME:
        return NAME
    shown = [_shown(label) for label in labels]
    for label, decoded in zip(labels, shown, strict=True):
        if decoded is None:
            return _sign_fault(next((one for one in label if _is_no_letter(one)), ""))
        if sign := _lookalike(decoded, shown[-1] or ""):
            return _sign_fault(sign)
    return None if len(labels) > 1 else WHOLE


def _is_ipv4(text: str) -> bool:
    try:
        ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return True


def _sign_fault(sign: str) -> Sentence:
    if not sign:
        return NAME
    hint = "Replace '{sign}' (U+{number}) in the name of the site: it only looks like another character."
    return Sentence(hint, sign=sign, number=f"{ord(sign):04X}")


def _is_no_letter(sign: str) -> bool:
    plain = unicodedata.normalize("NFKC", sign) == sign and unicodedata.category(sign)[0] in "LMN"
    return not sign.isascii() and not plain


def _shown(label: str) -> str | None:
    """Return a label in the letters that a browser may show, None if it is invalid."""
    if len(label) > MAX_PART:
        return None
    if label.isascii() and not label.startswith("xn--"):
        return label if LABEL.fullmatch(label) else None
    try:
        encoded = idna.alabel(unicodedata.normalize("NFC", label))
        return idna.ulabel(encoded)
    except UnicodeError:
        return None


def _lookalike(label: str, top: str) -> str:
    """Return the first letter of a label that looks like one of another script, '' if there is none."""
    if label.isascii():
        return ""
    if sign := next((one for one, latin in _neighbours(label) if one in SIGNLIKE and latin), ""):
        return sign
    letters = [sign for sign in label if unicodedata.category(sign)[0] in "LN" and not "0" <= sign <= "9"]
    scripts: dict[str, str] = {}
    for sign in letters:
        script = _script(sign)
        if script not in SCRIPTS or (script == "LATIN" and not sign.isascii() and sign not in LATIN):
            return sign
        scripts.setdefault(script, sign)
    if sign := _unlettered(label, letters, "LATIN" in scripts):
        return sign
    if len(scripts) > 1 and not any(scripts.keys() <= group for group in TOGETHER):
        return next(sign for script, sign in scripts.items() if script != "LATIN")
    script = next(iter(scripts), "")
    home = {_script(sign) for sign in top if not sign.isascii()} | AT_HOME.get(script, set())
    known = script in home or top in home
    return "" if known or not set(letters) <= LOOKALIKES.get(script, frozenset()) else letters[0]


def _unlettered(label: str, letters: list[str], latin: bool) -> str:
    """Return a mark that is not part of a letter, or a digit of a label with foreign digits only; else ''."""
    # A Latin letter and its accent are one character. Other scripts have marks, but not many on one letter.
    marks = [sign for sign in label if unicodedata.category(sign)[0] == "M"]
    digits = letters if all(unicodedata.category(sign)[0] == "N" for sign in letters) else []
    return "".join((marks if latin or len(marks) > 3 * len(letters) else digits)[:1])


def _neighbours(label: str) -> Iterator[tuple[str, bool]]:
    """Yield each character of a label, and whether a Latin letter or a digit is right before or after it."""
    for before, sign, after in zip(f" {label}", label, f"{label[1:]} ", strict=False):
        yield sign, any(one.isascii() and one.isalnum() for one in (before, after))


def _script(sign: str) -> str:
    """Return the script of a letter: the first word of its name."""
    word = re.split("[ -]", unicodedata.name(sign, ""), maxsplit=1)[0]
    return {"EXTENDED": "ARABIC", "IDEOGRAPHIC": "CJK"}.get(word, word)
