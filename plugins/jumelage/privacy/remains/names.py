"""Names and ids in searchable form: words without case and accents, and their marks under a secret key."""

import hmac
import re
from collections.abc import Iterable, Iterator

from jumelage.source.words import APOSTROPHES, WORD, words

SLUG = re.compile(r"[a-z0-9-]+")
COPIED = re.compile(r"--.*|-\d+$")
# Characters that join two parts of a name, and that some leave out: al-Hathloul, Alhathloul.
JOINTS = re.compile(f"{APOSTROPHES.pattern}|[-\u2010\u2011]")
# What is added to a name: another name, a nickname, or a description.
ASIDE = re.compile(r"\([^()]*\)|\"[^\"]*\"|“[^“”]*”|«[^«»]*»")
PARTS = re.compile(r"[()\"“”«»,;/]|\b(?:alias|aka|genaamd|dite?)\b")
AL = re.compile(r"(?i)(?<=\b[ae]l)[-\u2010\u2011](?=[^\W\d_])")  # Al-Hathloul, Alhathloul
_CAPITALS = "A-Z" + "".join(sign for sign in map(chr, range(0xC0, 0x2000)) if sign.isupper())
CAMEL = re.compile(rf"(?<=[^\W\d_{_CAPITALS}])(?=[{_CAPITALS}])")  # in FreePersonName
NOTE = re.compile(r"(?<=[^\W\d_])\d{1,3}(?![^\W_])")  # of a footnote, after a word within a name
JOINED = 8  # letters of a full name without spaces, as in addresses; shorter ones are part of too many other words
LONGEST = 60  # letters of a word that may be such a name and something else
TAGS = ("#", "@")
TAGGING = frozenset("#@./")
# An address, a path or a file name, whose words may be a name with other words before or after it.
ADDRESS = re.compile(r"://|^www\.|\.[a-z]{2,}/|(?:^|[\"'(=])/|\.(?:[a-z][a-z0-9]{1,4}|[A-Z]{3,4})[^\w./]*$")
ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]")
# Letters of other languages that are used for the similar Arabic ones.
ARABIC_ALIKE = str.maketrans(
    {"\u0671": "\u0627", "\u06aa": "\u0643", "\u06d2": "\u064a"} | dict.fromkeys("\u06be\u06c1", "\u0647")
)
# "And", "so", "for", "with", "like" are written as one word with the following name, and so is "the".
BEFORE = re.compile("^[\u0648\u0641\u0644\u0628\u0643](?=[\u0621-\u064a]{3})")
ARTICLE = re.compile("^(?:\u0627\u0644|\u0644\u0644)(?=[\u0621-\u064a]{2})")


def readings(run: str) -> tuple[list[str], ...]:
    """
    Return the words in a run of characters without spaces, in each way in which they can be read.

    >>> readings("N'Guessan"), readings("Al-Zee")
    ((['n', 'guessan'], ['nguessan']), (['al', 'zee'], ['alzee']))
    >>> readings("#FreePersoonEens¹")
    (['freepersooneens'], ['free', 'persoon', 'eens'])
    """
    found = [words(run)]
    if found[0]:
        others = [pattern.sub("", run) for pattern in (APOSTROPHES, AL) if pattern.search(run)]
        if not run.islower() and CAMEL.search(run):
            others.append(CAMEL.sub(" ", run))
        if NOTE.search(run):
            others.append(NOTE.sub("", run))
        for one in others:
            if (read := words(one)) not in found and read:
                found.append(read)
    return tuple(found)


def inflected(found: Iterable[str]) -> dict[str, str]:
    """
    Return words without a possessive s or the number of a footnote, by word; only those that have one.

    >>> inflected(["badawis", "badawi12", "bas", "2026", "s1"])
    {'badawis': 'badawi', 'badawi12': 'badawi'}
    """
    made = {}
    for word in found:
        # Too many short words are names with and without the s.
        if word[-1] == "s" and len(word) > 4:
            made[word] = word[:-1]
        elif word[-1].isdigit() and len(bare := word.rstrip("0123456789")) > 1 and len(word) - len(bare) < 4:
            made[word] = bare
    return made


def arabic(name: str, prefixed: bool = True) -> set[str]:
    """
    Return variants of Arabic words: without the article, with a normalised ending.

    With `prefixed`, the first word also without the prefixes written before it.
    """
    if not ARABIC.search(name):
        return set()
    first, *others = name.translate(ARABIC_ALIKE).split(" ")
    rest = [_bare(one) for one in others]
    # There may be two prefixes: "and for".
    firsts = {first, once := BEFORE.sub("", first), BEFORE.sub("", once)} if prefixed else {first}
    return {" ".join((_bare(one), *rest)) for one in firsts} - {name}


def _bare(word: str) -> str:
    word = ARTICLE.sub("", word)
    return f"{word[:-1]}\u0647" if word.endswith("\u0629") else word


def slugs(text: str) -> set[str]:
    """
    Return the possible ids in a text; a file named after a record counts as its id.

    >>> sorted(slugs("/nl/personen/persoon-een/ persoon-een--2.pdf Xpersoon"))
    ['nl', 'pdf', 'personen', 'persoon-een', 'persoon-een--2']
    """
    found = set()
    for match in SLUG.finditer(text):
        start, end = match.span()
        # A whole id: "persoon-een" in an address, not part of another word.
        if not text[end : end + 1].isalnum():
            run = match[0].partition("-")[2] if start and text[start - 1].isalnum() else match[0]
            found.add(run.strip("-"))
    found.discard("")
    # Copies of pictures also have their width in their names.
    return found | {COPIED.sub("", run) for run in found if "--" in run or run[-1].isdigit()}


def joined(run: str) -> Iterator[tuple[str, bool]]:
    """
    Yield each word in a hashtag or an address that may be or contain a full name without spaces.

    The second value tells whether it follows a sign such as '#', so that part of it may be the name, too.

    >>> [*joined("#vrijpersooneens")], [*joined("persooneens.example.org")][:1], [*joined("persooneens")]
    ([('vrijpersooneens', True)], [('persooneens', True)], [])
    """
    if TAGGING.isdisjoint(run):
        return
    path = bool(ADDRESS.search(run))
    for match in WORD.finditer(run):
        start, end = match.span()
        before, behind = run[start - 1 : start], run[end : end + 1]
        named = path or before in TAGS or behind == "@"
        if named or before == "." or (behind == "." and run[end + 1 : end + 2].isalnum()):
            yield from ((word, named) for word in words(match[0]) if JOINED <= len(word) <= LONGEST)


def within(word: str, named: bool) -> Iterator[str]:
    """
    Yield the possible full names in a word from `joined`.

    >>> [one for one in within("vrijpersooneens", True) if one.startswith("persoon")]
    ['persooneens']
    >>> "persoon eens" in within("persooneens", False)
    True
    """
    yield from (f"{word[:at]} {word[at:]}" for at in range(2, len(word) - 1))
    if named:
        ends = range(len(word) - JOINED + 1)
        yield from (word[at:] for at in ends)
        yield from (word[: len(word) - at] for at in ends)


def spellings(name: str) -> set[tuple[str, ...]]:
    """
    Return the word sequences to search for a name; none if it has fewer than two words: it would not be distinctive.

    The full name without spaces, as in an address, is included if it is long enough.

    >>> sorted(spellings("Aïsha O'Zee (arts)"))
    [('aisha', 'o', 'zee'), ('aisha', 'o', 'zee', 'arts'), ('aisha', 'ozee'), ('aisha', 'ozee', 'arts'), ('aishaozee',)]
    """
    first, *others = PARTS.split(name)
    # An addition in lower case is a description: "dichter uit Lunara".
    named = [one for one in others if not any(word[0].islower() for word in one.split())]
    found = _spelt(name) | {one for text in (ASIDE.sub(" ", name), first, *named) for one in _spelt(text)}
    found |= {tuple(one.split(" ")) for words_ in found for one in arabic(" ".join(words_), prefixed=False)}
    whole = {"".join(one) for text in (first, *named) for one in _spelt(text) if len(one) > 1}
    return {one for one in found if len(one) > 1} | {(one,) for one in whole if len(one) >= JOINED}


def _spelt(text: str) -> set[tuple[str, ...]]:
    return {tuple(words(one)) for one in (text, APOSTROPHES.sub("", text), JOINTS.sub("", text))}


def mark(text: str, key: bytes) -> str:
    """Return the mark of an id, or of a name as words joined by spaces; the mark of '' identifies the key."""
    return hmac.digest(key, text.encode(), "sha256").hex()
