"""Splits markup into the texts that somebody could read in it, and its tags."""

import re
from collections.abc import Iterator

# A '>' within the quotation marks of an attribute does not end a tag.
TAG = re.compile(r"(<(?:[^<>\"']*+(?:(?:\"[^<\"]*\"|'[^<']*')[^<>\"']*+)*+|[^<>]*)>)")
GLUED = re.compile("(?:[^\\W_]|;)\0+(?:[^\\W_]|&)")  # a tag within a word, or between two without a space
# Tags after which a new word begins; a word may continue across others.
BREAK = re.compile(
    r"</?(?:[a-z]\w*:)?(?:p|h\d?|[bh]r|cr|p?tab|line-break|div|li|[uod]l|d[dt]|t[dhrc]|table(?:-cell|-row)?|t(?:body|"
    r"head|foot)|caption|row|c|si|section|article|nav|header|footer|main|aside|title|option|select|button|label|legend|"
    r"input|textarea|img|picture|video|audio|iframe|svg|figure|figcaption|details|blockquote|pre|address|form|entry|id|"
    r"link|updated|summary|list-item)[\s/>]|<text:s\b|<tspan\b[^<>]*?\s(?:d?y|x)=",
    re.IGNORECASE,
)
# Elements that may be within a name in a document and are not read with it: deletions, positions,
# pronunciation, formulas, numbers of notes and pages; then floating elements with a text, such as pictures.
SMALL = re.compile(
    r"<(/?)(w:delText|w:instrText|wp:posOffset|wp:align|wp14:pct\w{1,20}|svg:title|svg:desc|rt|rp|w:rt|text:ruby-text|"
    r"(?:x:)?rPh|(?:x:)?f|text:page-number|sup|style|script)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
ANCHORED = re.compile(
    r"<(/?)(mc:AlternateContent|w:drawing|w:pict|w:object|draw:frame|office:annotation|text:note|text:tracked-changes)"
    r"(?=[\s/>])[^<>]*>"
)
BEFORE = 50  # characters before a style or script that show whether a word continues around it


def untagged(text: str) -> tuple[list[str], set[str]]:
    """Return the texts between the tags, joined in each way in which they can be read, and the tags."""
    found: list[str] = []
    tags: set[str] = set()
    for one in _with_tags(text):
        shown, between = (parts := TAG.split(one))[::2], parts[1::2]
        bare = "\0".join(shown)
        found.append(bare.replace("\0", " "))
        if GLUED.search(bare):
            breaks = {tag: " " if BREAK.match(tag) else "" for tag in set(between)}
            parts[1::2] = [breaks[tag] for tag in between]
            found += [bare.replace("\0", ""), "".join(parts)]
        tags |= set(between)
    return found, tags


def _with_tags(text: str) -> Iterator[str]:
    """Yield variants of markup: as it is, without elements that interrupt a text, and without floating ones."""
    yield text
    if "<![CDATA[" in text:
        yield text.replace("<![CDATA[", "").replace("]]>", "")
    small = _without(text, SMALL)
    if small != text:
        yield small
    bare = _without(small, ANCHORED)
    if bare != small:
        yield bare


def _without(text: str, aside: re.Pattern[str]) -> str:
    """Return a text without some elements and their contents; unclosed ones stay."""
    kept, at, open_, depth = [], 0, "", 0
    for found in aside.finditer(text):
        name = found[2].lower()
        if not open_:
            if not (found[1] or found[0].endswith("/>") or _apart(text, name, found.start())):
                open_, depth, begin = name, 1, found.start()
        elif name == open_ and not found[0].endswith("/>"):
            depth += -1 if found[1] else 1
            if not depth:
                kept.append(text[at:begin])
                at, open_ = found.end(), ""
    return "".join([*kept, text[at:]]) if kept else text


def _apart(text: str, name: str, start: int) -> bool:
    # Most pages have them, but not within a word.
    return name in {"style", "script"} and text[max(0, start - BEFORE) : start].rstrip()[-1:] in {">", ""}
