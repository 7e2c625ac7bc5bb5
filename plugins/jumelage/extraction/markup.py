"""A text with tags → the texts that somebody could read in it, and its tags."""

import re
from collections.abc import Iterator

# A sign within the quotation marks of an attribute does not end a tag.
TAG = re.compile(r"(<(?:[^<>\"']*+(?:(?:\"[^<\"]*\"|'[^<']*')[^<>\"']*+)*+|[^<>]*)>)")
GLUED = re.compile("(?:[^\\W_]|;)\0+(?:[^\\W_]|&)")  # a tag within a word, or between two without a space
# A tag behind which a new word begins; within others a word can go on.
BREAK = re.compile(
    r"</?(?:[a-z]\w*:)?(?:p|h\d?|[bh]r|cr|p?tab|line-break|div|li|[uod]l|d[dt]|t[dhrc]|table(?:-cell|-row)?|t(?:body|"
    r"head|foot)|caption|row|c|si|section|article|nav|header|footer|main|aside|title|option|select|button|label|legend|"
    r"input|textarea|img|picture|video|audio|iframe|svg|figure|figcaption|details|blockquote|pre|address|form|entry|id|"
    r"link|updated|summary|list-item)[\s/>]|<text:s\b|<tspan\b[^<>]*?\s(?:d?y|x)=",
    re.IGNORECASE,
)
# What can stand within a name in a document and is not read with it: what was deleted, where something lies, how it is
# pronounced, formulas, numbers of notes and pages; then what lies beside the text, such as a picture, and has a text.
SMALL = re.compile(
    r"<(/?)(w:delText|w:instrText|wp:posOffset|wp:align|wp14:pct\w{1,20}|svg:title|svg:desc|rt|rp|w:rt|text:ruby-text|"
    r"(?:x:)?rPh|(?:x:)?f|text:page-number|sup|style|script)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"<(/?)(mc:AlternateContent|w:drawing|w:pict|w:object|draw:frame|office:annotation|text:note|text:tracked-changes)"
    r"(?=[\s/>])[^<>]*>"
)
BEFORE = 50  # characters before a style or a script that show whether a text goes on around it


def untagged(text: str) -> tuple[list[str], set[str]]:
    """Return the texts between the tags of a text, in each way in which they can be read together, and its tags."""
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
    """Give a text with tags: as it is, its parts as such, without what stands within others or beside them."""
    yield text
    if "<![CDATA[" in text:
        yield text.replace("<![CDATA[", "").replace("]]>", "")
    small = _without(text, SMALL)
    if small != text:
        yield small
    bare = _without(small, BESIDE)
    if bare != small:
        yield bare


def _without(text: str, aside: re.Pattern[str]) -> str:
    """Return a text without some elements and what is in them; those that do not end stay."""
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
    # Most pages hold them, not within a text.
    return name in {"style", "script"} and text[max(0, start - BEFORE) : start].rstrip()[-1:] in {">", ""}
