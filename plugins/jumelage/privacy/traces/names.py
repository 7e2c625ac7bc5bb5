"""Names and ids as they are looked for: words without case and accents, and their marks under a secret key."""

import hmac
import re
from collections.abc import Iterable, Iterator

from jumelage.source.words import APOSTROPHES, WORD, words

SLUG = re.compile(r"[a-z0-9-]+")
COPIED = re.compile(r"--.*|-\d+$")
# What joins two parts of a name, and is left out by some: al-Hathloul, Alhathloul.
JOINTS = re.compile(f"{APOSTROPHES.pattern}|[-\u2010\u2011]")
# What stands beside a name: another name, a nickname, or who somebody is.
ASIDE = re.compile(r"\([^()]*\)|\"[^\"]*\"|“[^“”]*”|«[^«»]*»")
PARTS = re.compile(r"[()\"“”«»,;/]|\b(?:alias|aka|genaamd|dite?)\b")
AL = re.compile(r"(?i)(?<=\b[ae]l)[-\u2010\u2011](?=[^\W\d_])")  # Al-Hathloul, Alhathloul
_CAPITALS = "A-Z" + "".join(sign for sign in map(chr, range(0xC0, 0x2000)) if sign.isupper())
CAMEL = re.compile(rf"(?<=[^\W\d_{_CAPITALS}])(?=[{_CAPITALS}])")  # in FreePersonName
NOTE = re.compile(r"(?<=[^\W\d_])\d{1,3}(?![^\W_])")  # of a footnote, behind a word within a name
JOINED = 8  # letters of a whole name without spaces, as in addresses; fewer are a part of too many other words
LONGEST = 60  # letters of a word that can be such a name and something else
TAGS = ("#", "@")
TAGGING = frozenset("#@./")
# An address, a path, or the name of a file, whose words can be a name with others before or behind it.
ADDRESS = re.compile(r"://|^www\.|\.[a-z]{2,}/|(?:^|[\"'(=])/|\.(?:[a-z][a-z0-9]{1,4}|[A-Z]{3,4})[^\w./]*$")
ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]")
# Letters of other languages that are written for the Arabic ones they look like.
ARABIC_ALIKE = str.maketrans(
    {"\u0671": "\u0627", "\u06aa": "\u0643", "\u06d2": "\u064a"} | dict.fromkeys("\u06be\u06c1", "\u0647")
)
# "And", "so", "for", "with", "like" are written as one word with the name behind them, and so is "the".
BEFORE = re.compile("^[\u0648\u0641\u0644\u0628\u0643](?=[\u0621-\u064a]{3})")
ARTICLE = re.compile("^(?:\u0627\u0644|\u0644\u0644)(?=[\u0621-\u064a]{2})")


def readings(run: str) -> tuple[list[str], ...]:
    """
    Return the words of signs without a space between them, in each way in which these can be read.

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
    Return what words are without an s of the genitive, or the number of a footnote; only those that have one.

    >>> inflected(["badawis", "badawi12", "bas", "2026", "s1"])
    {'badawis': 'badawi', 'badawi12': 'badawi'}
    """
    made = {}
    for word in found:
        # Of short words too many are names with the s and without.
        if word[-1] == "s" and len(word) > 4:
            made[word] = word[:-1]
        elif word[-1].isdigit() and len(bare := word.rstrip("0123456789")) > 1 and len(word) - len(bare) < 4:
            made[word] = bare
    return made


def arabic(name: str, prefixed: bool = True) -> set[str]:
    """
    Return what else words in Arabic can be: without the article, with one form of their ending.

    With `prefixed` the first one also without what is written before it.
    """
    if not ARABIC.search(name):
        return set()
    first, *others = name.translate(ARABIC_ALIKE).split(" ")
    rest = [_bare(one) for one in others]
    # Two can be written before it: "and for".
    firsts = {first, once := BEFORE.sub("", first), BEFORE.sub("", once)} if prefixed else {first}
    return {" ".join((_bare(one), *rest)) for one in firsts} - {name}


def _bare(word: str) -> str:
    word = ARTICLE.sub("", word)
    return f"{word[:-1]}\u0647" if word.endswith("\u0629") else word


def slugs(text: str) -> set[str]:
    """
    Return what can be an id in a text; a file that is named after a record counts as its id.

    >>> sorted(slugs("/nl/personen/persoon-een/ persoon-een--2.pdf Xpersoon"))
    ['nl', 'pdf', 'personen', 'persoon-een', 'persoon-een--2']
    """
    found = set()
    for match in SLUG.finditer(text):
        start, end = match.span()
        # An id as a whole: "persoon-een" in an address, not a part of another word.
        if not text[end : end + 1].isalnum():
            run = match[0].partition("-")[2] if start and text[start - 1].isalnum() else match[0]
            found.add(run.strip("-"))
    found.discard("")
    # Besides, copies of pictures have their width in their names.
    return found | {COPIED.sub("", run) for run in found if "--" in run or run[-1].isdigit()}


def joined(run: str) -> Iterator[tuple[str, bool]]:
    """
    Give each word that can be a whole name, with others or without, in a hashtag or an address, in which it is one.

    Behind it comes whether it has a sign of such before it, so that a part of it can be the name, too.

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
    Give what can be a whole name in a word that `joined` gives.

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
    Return the words by which a name is looked for; none when they are fewer than two, for then it is nobody's alone.

    A whole name without spaces, as in an address, is one of them when it is long enough.

    >>> sorted(spellings("Aïsha O'Zee (arts)"))
    [('aisha', 'o', 'zee'), ('aisha', 'o', 'zee', 'arts'), ('aisha', 'ozee'), ('aisha', 'ozee', 'arts'), ('aishaozee',)]
    """
    first, *others = PARTS.split(name)
    # Among those others, what has a small letter says who somebody is: "dichter uit Lunara".
    named = [one for one in others if not any(word[0].islower() for word in one.split())]
    found = _spelt(name) | {one for text in (ASIDE.sub(" ", name), first, *named) for one in _spelt(text)}
    found |= {tuple(one.split(" ")) for words_ in found for one in arabic(" ".join(words_), prefixed=False)}
    whole = {"".join(one) for text in (first, *named) for one in _spelt(text) if len(one) > 1}
    return {one for one in found if len(one) > 1} | {(one,) for one in whole if len(one) >= JOINED}


def _spelt(text: str) -> set[tuple[str, ...]]:
    return {tuple(words(one)) for one in (text, APOSTROPHES.sub("", text), JOINTS.sub("", text))}


def mark(text: str, key: bytes) -> str:
    """Return the mark of an id, or of a name as its words with a space between them; of '' it tells keys apart."""
    return hmac.digest(key, text.encode(), "sha256").hex()
