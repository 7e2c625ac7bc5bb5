"""Every regular expression of the code takes time that grows with the length of its text, also of its worst one."""

import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest

from doubling import STEEP, growth
from jumelage.pelican_run import places
from jumelage.source import mistakes
from patterns import METHODS, Pattern, hidden, patterns, scripts

Text = Callable[[int], str]


@dataclass(frozen=True)
class Row:
    """
    The worst texts of a pattern, each by the number of times that something is said in it.

    `given` are local values that the source of the pattern names; `how` says by which methods it is used, where the
    source does not tell.
    """

    texts: tuple[Text, ...]
    given: Mapping[str, object] = field(default_factory=dict)
    how: str = ""


def of(*texts: Text, how: str = "", **given: object) -> Row:
    """Return a row."""
    return Row(texts, given, how)


def many(said: str, before: str = "", after: str = "!") -> Text:
    """Return texts that say something again and again, between what lets a pattern begin and what lets it fail."""
    return lambda count: before + said * count + after


REFERENCE_END = r"(?=[#)\s>\"']|$)"
# The worst text of a pattern is mostly one of these:
# - what it may begin with, again and again, so that it looks for the end from each: many("<main")
# - what a repetition takes, and then something that may not follow: many("a-", after="!")
# - what two repetitions beside one another take, so that it tries every way to share it: many(" ", "12", "x")
HOSTILE: Mapping[str, Row] = {
    'content/link_addresses.py "#."': of(many("#"), many("\n", "#")),
    "content/link_addresses.py POST_OR_TELEPHONE": of(
        many("?", "mailto:a@b"),
        many("b", "mailto:a@", "@"),
        many("a", "mailto:"),
        many("a", "mailto:a@", "@"),
        many("@a", "mailto:a"),
        many("1 ", "tel:"),
    ),
    "content/link_addresses.py SCHEME": of(many(" "), many("a"), many(" a"), many("a", " ", " :")),
    "content/link_addresses.py WEB": of(many("http"), many("https")),
    "content/link_addresses.py WRITTEN": of(
        many("a", "{"), many("a", "{a}"), many("#", "{a}"), many("a", "{a}#", "\n"), many("\n", "{a}#"), many("{")
    ),
    'output/changes.py f"^(content/[^/]+/{PERSON}/).*"': of(many("a", "content/"), many("content/a")),
    "content/misplaced.py MARKDOWN": of(many("\n"), many(" ", "date"), many("date")),
    "content/misplaced.py RESTRUCTURED": of(many("\n:date"), many("\n", ":date"), many(":date\n"), many(" ", ":date")),
    "pelican_run/aligning.py CELL": of(many("<td"), many('<td style="'), many('<td style="text-align: left;"')),
    "pelican_run/aligning.py SIZE": of(many("width: "), many("1", "width: "), many("width: 1")),
    "pelican_run/aligning.py SIZED": of(
        many("<img"),
        many("<img style"),
        many('<img style="width: 1px;'),
        many("width: 1px; ", '<img style="'),
        many(' style="width: 1px;', "<img"),
        many("1", '<img style="width: '),
        many("a", "<img"),
    ),
    "pelican_run/places.py TICKS": of(many("`"), many("`a"), many("``a`"), many("a", "`"), many("`a\n"), how="sub"),
    "pelican_run/places.py TWO_TICKS": of(
        many("`"), many("``a"), many("``a`"), many("a", "``"), many("``a\n"), how="sub"
    ),
    "pelican_run/places.py QUOTED": of(many("'"), many("a", "'"), many("'a"), many("''a")),
    "pelican_run/places.py ELEMENT": of(many("<"), many("</"), many("a", "<"), many("</a")),
    r'pelican_run/places.py rf"(?:\{{person\}}|/){re.escape(one)}(?![\w-])"': of(
        many("/"), many("{person}"), many("/a"), many("{person}a", after="b"), how="search", one="a"
    ),
    # Addresses, elements, fields and quoted values, one after the other.
    "pelican_run/places.py search": of(
        many("("),
        many(" ", "("),
        many("( "),
        many("(<"),
        many(".. _"),
        many("a", "\n.. _"),
        many("\n.. _a"),
        many("]: "),
        many("<img"),
        many("<img "),
        many("a", "<img "),
        many("<img a"),
        many("style"),
        many(" ", "style"),
        many("\n"),
        many("\n "),
        many(" ", "\n"),
        many("{static}"),
        many("{static}a/"),
        many("b/", "{static}"),
        many("\na"),
        many(" ", "\na"),
        many("a", "\na:"),
        many("\na:"),
        many("\na: c"),
        pattern="|".join(
            (
                f"{places.BEFORE}(?P<at>b){places.AFTER}",
                places.UNDESCRIBED,
                places.STYLED,
                r"\bonclick\s*+=",
                r"\{(?:static|attach)\}[^\s)>\"'{]*b",
                r"^:?a[ \t]*:[ \t]*b[ \t]*$",
                r"^:?[\w-]+[ \t]*:.*?b",
            )
        ),
    ),
    "targets/dangling.py CALENDAR_LINKS": of(
        many("URL"), many("URL:"), many("\nURL:"), many("\n"), many("a", "URL:"), many("U\n")
    ),
    "targets/dangling.py FOLD": of(many("\r"), many("\r\n"), many("\r\n ")),
    "targets/dangling.py TEXTS": of(
        many("<title"),
        many("<title>"),
        many("<title "),
        many("a", "<title "),
        many("a", "<title>", ""),
        many("<title>a>"),
        many("<name " + "a" * 200),
    ),
    r'targets/dangling.py rb"\{" + _KIND': of(
        many("{"), many("{ "), many("{         "), many("{+++++++++pers"), how="search"
    ),
    'targets/dangling.py rb"%(?:25){0,3}7[Bb](?:%20){0,9}" + _KIND': of(
        many("%"),
        many("%25"),
        many("%2525257B"),
        many("%7B%20"),
        many("%7B" + "%20" * 9 + "+" * 9 + "perso"),
        how="search",
    ),
    'targets/dangling.py rb"&(?:amp;){0,3}(?:#0{0,9}123|#[xX]0{0,9}7[bB]|lbrace|lcub);?" + _KIND': of(
        many("&"),
        many("&amp;"),
        many("&amp;amp;amp;"),
        many("&#"),
        many("&#0"),
        many("&#" + "0" * 9),
        many("&lcub;" + " " * 9),
        many("&#123;perso"),
        how="search",
    ),
    r'targets/dangling.py rb"\\u007[bB]" + _KIND': of(
        many("\\"), many("\\u007"), many("\\u007b" + " " * 9 + "perso"), how="search"
    ),
    r'targets/dangling.py rb"ref(?::|%(?:25){0,3}3[Aa]|&(?:amp;){0,3}(?:#0{0,9}58|#[xX]0{0,9}3[aA]|colon)|\\u003[aA])"': of(  # noqa: E501
        many("ref"),
        many("ref%252525"),
        many("ref&amp;amp;amp;"),
        many("ref&#" + "0" * 9),
        many("ref\\u003"),
        how="search",
    ),
    r'content/drift.py r"(\n[ \t]*(?=\n))"': of(many("\n"), many(" ", "\n"), many("\n \t"), many("\n  a")),
    "edit/journal.py STATE": of(many("a")),
    'edit/new.py "(name|title)-[a-z]+"': of(many("a", "name-")),
    r'edit/rename.py rf"(\{{{kind}\}}){re.escape(old)}{end}"': of(
        many("{place}a-b"), many("{place}a-b "), many("{place}"), kind="place", old="a-b", end=REFERENCE_END
    ),
    r'edit/rename.py rf"(\{{campaign\}}[a-z0-9-]+#){re.escape(old)}(?=--|[)\s])"': of(
        many("a-", "{campaign}"), many("{campaign}a"), many("{campaign}a#a-b"), old="a-b"
    ),
    r'edit/rename.py rf"(\{{static\}}){re.escape(name)}{end}"': of(
        many("{static}files/a-b.pdf"), many("{static}"), name="files/a-b.pdf", end=REFERENCE_END
    ),
    "edit/slices.py PLAIN": of(many("a"), many("a-"), many("1"), many("1", after="e"), many("A-", after="a")),
    "edit/slices.py EMPTY_LINES": of(many(" "), many("\n"), many(" \r\n"), many("\r")),
    "edit/slices.py COMMA": of(many(" "), many("\n"), many(",")),
    r'edit/slices.py r"[\[\]{},]"': of(many("a")),
    r'edit/slices.py r"\d+(e\d+)?"': of(many("1"), many("1", "1e"), many("1e")),
    "edit/withdraw.py RECORD": of(many("-\n"), many("- "), many("-")),
    "edit/withdraw.py SHOWN": of(many("{static}"), many(" ", "file:"), many("file: "), many("file:\t'"), many("file")),
    "edit/withdraw.py identified": of(many(" ", "id:"), many(" ", "id: a-b"), many("id:"), many("id: a-b "), one="a-b"),
    "edit/withdraw.py own": of(
        many(" "), many("\t"), many("-\n"), many(" ", "- {"), many(" ", "- id: a-b"), many("\n - id: a-b"), who="a-b"
    ),
    "extraction/markup.py TAG": of(
        many('<a "'),
        many('<"a"\''),
        many('"a"', "<"),
        many("'", "<"),
        many("<"),
        many("a", "<"),
        many("<>"),
        many("<a"),
    ),
    "extraction/markup.py GLUED": of(
        many("a\0"), many("\0"), many("\0", "a"), many("\0", ";"), many(";\0 "), many("a\0\0\0 ")
    ),
    "extraction/markup.py BREAK": of(
        many(" ", "<tspan"),
        many("a:", "<"),
        many("<tspan d"),
        many("<p "),
        many("<"),
        many("a", "<p "),
        many(" ", "<p", "<"),
        many("/", "<p "),
        many("</w:p"),
        many("<text:s"),
        many("a", "<text:s "),
        many("<p/"),
        many("<text:s<p "),
    ),
    "extraction/decoding.py ZEROS": of(many("&#"), many("0", "&#"), many("&#x0"), many("0", "&#x"), many("&#0")),
    "extraction/decoding.py NO_LETTER": of(
        many("&#"), many("1", "&#"), many("1", "&#x"), many("&#1111111"), many("&#x111111")
    ),
    "extraction/decoding.py ESCAPE": of(many("\\"), many("\\u"), many("\\u12"), many("\\x1"), many("\\u123")),
    "extraction/decoding.py FOLD": of(many("\r"), many("\n"), many("\r\n"), many("\r\n ")),
    "extraction/decoding.py HYPHEN": of(
        many("-"),
        many(" ", "-"),
        many("\n", "-"),
        many("- \n"),
        many("- "),
        many(" \n", "-"),
        many("\xad\t"),
        many("-\n-"),
        many("-\r"),
    ),
    "extraction/encodings.py CONTROL": of(many("a", after="")),
    "extraction/papers.py NO_TEXT": of(many("/"), many("/a1"[:2]), many("/a1/a1/"), many("/abc12345")),
    "extraction/papers.py LANGUAGE": of(many("\x1b"), many("\x1bnl"), many("a", "\x1b")),
    "extraction/pictures.py MARKER": of(many("\xff"), many("\xff\xd0"), many("\xff\0"), many("a")),
    "extraction/strings.py TWO_WORDS": of(many("aa "), many("#aaaaaaa-"), many("a"), how="search"),
    "extraction/strings.py WORDS": of(many("aa - "), many("aaaa1"), many("a a"), many("a "), how="search"),
    "extraction/strings.py WIDE_WORDS": of(many("aa1"), many("\u0400\u0400a"), many("\u0900\u0980"), how="search"),
    "extraction/strings.py PARTED": of(many("\u4e00"), many(" "), many("\u4e00 "), how="finditer"),
    "extraction/encodings.py TRANSFER": of(
        many("\n"), many("content-"), many("\ncontent-transfer-encoding:"), many("\ncontent-transfer-encoding: ")
    ),
    "extraction/encodings.py ENCODED_WORD": of(many("=?"), many("=?a"), many("a", "=?"), many("=?a?")),
    "extraction/markup.py SMALL": of(
        many("<"), many("<f"), many("<f "), many("a", "<f "), many("</sup "), many("<wp14:pct"), how="finditer"
    ),
    "extraction/markup.py ANCHORED": of(
        many("<"), many("<w:pict "), many("a", "<w:pict "), many("</draw:frame "), how="finditer"
    ),
    "extraction/archives.py FOREIGN_LATER": of(many("a"), many("-lh"), many("P")),
    "extraction/strings.py UTF_8": of(many("a"), many("\0"), many("aaaa\0"), many("\ufffd")),
    "extraction/strings.py UTF_16": of(many("a"), many("\0"), many("aaaa\0"), many("\u2000")),
    "extraction/strings.py LATIN": of(many("a"), many("\0"), many("aaaa\0")),
    "extraction/strings.py MANY_ACCENTS": of(many("\xe9"), many("\xe9\xe9a"), many("\xe9\xe9\xe9a"), many("a")),
    "source/file_names.py NAME": of(many("a"), many("."), many("a.-")),
    r'source/file_names.py r"-\d+$"': of(many("-"), many("1", "-"), many("-1")),
    'source/file_names.py r"[^a-z0-9]+"': of(many(" "), many(" a")),
    'source/file_names.py rf"{re.escape(WRITING)}[a-z0-9_]{{8}}"': of(many(".writing-"), many("a", ".writing-")),
    "source/file_types/__init__.py PROGRAM_PART": of(
        many("."), many(".exe"), many("a"), many("META-INF/"), many(".class/")
    ),
    "source/file_types/texts.py NO_TEXT": of(
        many(" "),
        many("a", "content-type:"),
        many(" ", "content-type:"),
        many(" ", "mime-version:"),
        many("MIME"),
        many("\xef\xbb\xbf"),
        many(" <"),
        many("\n", "", "<"),
        many("#!"),
        many(" ", "#!"),
        many("<!"),
    ),
    "source/file_types/macros.py MACRO_PART": of(
        many("/"),
        many("a"),
        many("/vba"),
        many("/vbadata"),
        many("vbaproject"),
        many("a", "vbadata", "/"),
        many("\n", "a/vbadata", "/"),
        many("/vbadata\n", "", "/"),
        many("xl/"),
    ),
    "source/file_types/macros.py MACRO_TYPE": of(
        many("vba"), many("macro"), many("activ"), many("macroenable"), many("&")
    ),
    r'source/file_types/texts.py rb"WEBVTT(?:[ \t\r\n]|$)"': of(many("WEBVTT"), many(" ")),
    "source/file_types/__init__.py COM": of(many("."), many(".com"), many("a"), many("a.com")),
    "source/file_types/macros.py MACRO_NAME": of(many("vba"), many("_\0V\0B\0A"), many("basic/"), many("macrosheets")),
    "source/file_types/macros.py SCRIPT": of(
        many("<"),
        many(":"),
        many("a", "<"),
        many("<a"),
        many("<a:"),
        many("a:", "<"),
        many("<!doctype"),
        many("a", "<!doctype"),
        many(":script"),
        many("<event-listener"),
        many("="),
        many("= "),
        many("= '"),
        many(" ", "="),
        many("href"),
        many("href="),
        many("href='"),
        many("a", "href='"),
        many("href='a&"),
        many("&a", "href='"),
        many("href='&a;"),
        many("='macro"),
        many("<!doctyp"),
    ),
    "source/file_types/macros.py DOCTYPE": of(many("<!"), many("<!doctyp"), many("<!entit")),
    "source/file_types/macros.py DECLARED": of(
        many("encoding"), many("encoding="), many(" ", "encoding"), many("encoding='")
    ),
    "source/file_types/texts.py BRACKET": of(many(" "), many("\xef\xbb\xbf"), many(" <"), many("<")),
    "source/file_types/texts.py TAG": of(
        many("<"), many("<a"), many("a", "<"), many("<a "), many("a", "<a "), many("<a;")
    ),
    "source/file_types/pictures.py ELSE": of(many("<"), many("<scrip"), many("%PDF"), many("<!doctyp"), many("<svg")),
    "source/file_types/pictures.py MARK": of(many("\xff"), many("\xff\0"), many("a"), how="search"),
    "source/file_types/pictures.py MARK_IN_PIXELS": of(
        many("\xff"), many("\xff\0"), many("\xff\xd0"), many("a"), how="search"
    ),
    "content/front_matter.py FIELD": of(
        many("a"), many("a "), many("a-"), many(" "), many('"'), many("a", "a ", " "), many("-", ".. a", "=")
    ),
    "content/front_matter.py PAIR": of(many("a"), many(" ", "a"), many("a-"), many(":", "a"), many('"')),
    "content/front_matter.py WITHIN": of(
        many("{"), many(" ", "{"), many("a", "{"), many("a"), many(" ", "a"), many(" ", "a=")
    ),
    "content/front_matter.py RULE": of(many("-"), many("+"), many(";"), many("-+")),
    'content/front_matter.py "[-_ ]"': of(many("-"), many("a ")),
    "content/drafts.py WORD": of(many("a"), many("_"), many("a ")),
    "content/drafts.py NUMBERED": of(many(" "), many("1"), many("-", "", "1")),
    "content/drafts.py COMMENT": of(many("["), many("-"), many("com"), many("-", "["), many("m", "[comm")),
    "content/drafts.py HIDING": of(
        many("["), many("-"), many("a", "["), many("<", "[a]:"), many("a", "[a]: #"), many("#", "[]:")
    ),
    "content/drafts.py TAG": of(many("&"), many("!a "), many("!"), many("& ")),
    "content/drafts.py DAY": of(many("1"), many("-"), many("a"), many("1234-")),
    "content/drafts.py DELIMITER": of(many("|"), many("-", "", "a"), many(" :")),
    "content/drafts.py FIRST": of(many("a"), many(" "), many("-"), many("a ")),
    "content/drafts.py SWALLOWED": of(
        many("draft"), many("draft "), many("draft:"), many(":", "draft"), many("draft: ")
    ),
    "content/front_matter.py FOREIGN": of(
        many(" ", "{"),
        many("\n", "{"),
        many(" ", "{", "a"),
        many("a", "{"),
        many("a", '{"'),
        many(" ", '{"a"'),
        many("a", ":"),
        many("="),
        many("+"),
        many("{ "),
        many(":a"),
    ),
    "content/front_matter.py CODE": of(many("`", "", ""), many("~`"), many("``~")),
    "publishing/ledger.py PASSING": of(many("1", "index-"), many("1", "index-table-")),
    r'publishing/ledger.py r"^(/\S+) (/\S+) 301$"': of(
        many("/"),
        many("/a "),
        many("a", "/", " "),
        many("a", "/a /", " 302"),
        many("\n/a /b 30"),
        many("\n/"),
        many("/a\n"),
        many("\n"),
        many("/a /a 301 "),
    ),
    "graph/discretion.py LOCATED": of(
        many("a"),
        many("1"),
        many("1 "),
        many("1."),
        many("1.111 "),
        many(" ", "1.111"),
        many("\u00a0", "1.111,"),
        many(" ", "1"),
        many(" ", "1,"),
        many("\t ", "1 ,"),
        many(" ", "kerkstraat"),
        many("straat "),
        many("rue "),
        many("rue"),
        many("1, "),
        many("\u0661."),
        many("1°"),
        many("-"),
    ),
    "graph/discretion.py SPOKEN": of(many("a"), many("a "), many(" "), many("'"), many("a."), many("-")),
    """content/complaints.py r"'([^']+)'\"""": of(many("'"), many("a", "'"), many("'a")),
    r'content/gone_and_security.py r"/[^\s?#\\]+"': of(
        many("/", after=" "), many("a", "/", " "), many("/a", after="#")
    ),
    "content/withdrawn.py COMMENT": of(
        many("#"), many(" "), many(" #"), many("\n#"), many("\n"), many("a#"), many("\r#")
    ),
    "content/withdrawn.py MARK": of(
        many("mark"),
        many(" ", "mark"),
        many(" ", "mark:"),
        many("mark "),
        many("mark: "),
        many("mark:" + "a" * 64),
        many("a", "mark:"),
        many('mark":"'),
        many("mark: " + "0" * 63 + " "),
    ),
    "content/withdrawn_lines.py MERGE": of(
        many("<"), many("|"), many("="), many(" ", "<<<<<<<", "\n"), many(" a", ">>>>>>>", "\n")
    ),
    "content/withdrawn_lines.py BARE": of(many("a"), many("/."), many("-")),
    'content/withdrawn_lines.py r"( *)-(?: |$)"': of(many(" "), many(" ", "", "-!"), many("-"), many(" -", "", "")),
    'model/base.py pattern="^[A-Z]{3}$"': of(many("A")),
    r'model/base.py pattern=r"^[0-9]+(\.[0-9]+)? [kMG]?B$"': of(many("1"), many("1", "1."), many("1.")),
    r"""model/base.py pattern=r'^[^@\s<>"]+@[^@\s<>"]+\.[a-z]+$'""": of(
        many("a"), many("a", "a@"), many("a.", "a@", "@"), many(".", "a@"), many("@a")
    ),
    'model/base.py pattern="^[0-9]{5}$"': of(many("1")),
    'model/base.py pattern="^(ltr|rtl)$"': of(many("ltr")),
    'model/places_and_parties.py pattern="^[A-Z0-9 -]{3,10}$"': of(many("A")),
    'model/places_and_parties.py pattern="^Q[1-9][0-9]*$"': of(many("1", "Q")),
    'model/places_and_parties.py pattern="^[0-9]{3,5}$"': of(many("1")),
    'model/references.py "[A-Z]{2}"': of(many("A")),
    r'model/security.py r"mailto:[^@\s]+@[^@\s]+|https://[^\s/]\S*|/\S+/"': of(
        many("a", "mailto:"),
        many("a", "mailto:a@", "@"),
        many("a", "https://", " "),
        many("/", after="a"),
        many("/a"),
    ),
    'model/texts.py pattern="^[0-9a-f]{4}$"': of(many("a")),
    "model/values.py TAG": of(many("a"), many("a-"), many("-aaa", "nl")),
    r'model/values.py r"(?:19|20)[0-9]{2}(?:-([0-9]{2})(?:-([0-9]{2}))?)?"': of(many("19"), many("-11", "1911")),
    "model/values.py SLUG": of(many("a"), many("a-"), many("-")),
    r'model/values.py "[ \t\n]+"': of(many(" "), many(" a")),
    "model/values.py WHOLE": of(many("1"), many("0")),
    "model/values.py DEGREES": of(many("1"), many("1", "1."), many("-")),
    r'model/withdrawn.py pattern=r"^/([^/\s]+/)*$"': of(many("a", "/"), many("a/", "/", " "), many("/")),
    'model/withdrawn.py pattern="^[0-9a-f]{64}$"': of(many("a")),
    'model/withdrawn.py pattern="^([0-9a-f]{64})?$"': of(many("a"), many("\n")),
    "publishing/external_links/__init__.py HREF": of(
        many('href="http://'), many("a", 'href="http://'), many("href="), many('href="http'), many('href="http://a#')
    ),
    r'publishing/external_links/__init__.py r"[`\s]+"': of(many(" "), many("` a")),
    r'source/comments.py r"(?:^|(?<=\s))#"': of(many(" "), many(" #"), many("a#")),
    "source/data.py CUT": of(many(" "), many(" #")),
    "source/data.py HASH": of(many(" "), many(" # ")),
    'source/mistakes.py f"{ENDLESS}|{NO_COLON}|{NO_NAME}"': of(many("unexpected "), many("expected ")),
    r'source/mistakes.py r" +(- )?\w+"': of(many(" "), many("a", " "), many(" a"), many("- "), many("a", " - ")),
    r'source/mistakes.py r"\w+"': of(many("a")),
    """source/mistakes.py "expected key|expected '-'|document start\"""": of(many("expected "), many("document ")),
    "source/mistakes.py words": of(
        many("unexpected expected "), many("could not "), words="|".join(words for words, *_ in mistakes.REASONS)
    ),
    "source/theme_styles.py PART": of(
        many('"'),
        many('"a\n'),
        many("\\", '"'),
        many("\\a", "'"),
        many("a", '"'),
        many("@import"),
        many("a", "@import "),
        many("url("),
        many(" ", "url("),
        many("a", "url("),
        many("url( "),
    ),
    "source/text.py INVISIBLE": of(many("a"), many("\u200b"), many("a\u200b")),
    "source/text.py CONFLICT": of(many("<"), many("\n<<<<<<<"), many("\n"), many("\n>>>>>>")),
    "source/text.py TWICE": of(many("\u00c3"), many("\u00c3\u0080"), many("a")),
    r'content/prose.py r"\{\{|\{%"': of(many("{ ")),
    'forms/known.py "[A-Za-z0-9-]+"': of(many("a")),
    "forms/json_schema.py pattern": of(many("1"), many("1 "), pattern=r"[0-9]+(?:\.[0-9]+)? [kMG]?B"),
    r'serving/handler.py r"<main\b[^<>]*+>"': of(many("<main"), many("<main "), many("a", "<main ")),
    r'serving/handler.py r"<body\b[^<>]*+>"': of(many("<body"), many("<body "), many("a", "<body ")),
    r'serving/handler.py r":\d+$"': of(many(":"), many("1", ":"), many(":1")),
    "serving/handler.py RANGE": of(many("1", "bytes="), many("1", "bytes=-"), many("1", "bytes=1-"), many("bytes=1")),
    r'settings.py r"[^@\s:]+@[^@\s:]+|https?://[^\s/?#]+(/\S*)?"': of(
        many("a", after="@ "), many("@"), many("a@a"), many("/", "http://a", " ")
    ),
    r'settings.py r"https?://[^\s/?#]+(/[^\s?#]*)?"': of(many("a", "http://", " "), many("/", "http://a", " ")),
    "privacy/takedown/addresses.py HOME": of(
        many("Sitemap: "),
        many("Sitemap: http://"),
        many("a", "Sitemap: http://"),
        many("/sitemap.xml", "Sitemap: http://"),
        many("/sitemap.xm", "Sitemap: http://"),
        many("\nSitemap: http://a"),
        many("\nSitemap: http://a/sitemap.xml"),
        many("\n"),
    ),
    "privacy/takedown/addresses.py LEADING": of(
        many(" "),
        many(' href="'),
        many(" href="),
        many("a", ' href="', ""),
        many(' src="a'),
        many(' srcset="" '),
        many("\n src"),
    ),
    "privacy/takedown/addresses.py SCHEME": of(many("a"), many("a."), many("/", after="")),
    "privacy/takedown/addresses.py REFRESH": of(
        many(" "),
        many("1"),
        many(" ", "1"),
        many(" ", "1;"),
        many("1 "),
        many("1;"),
        many(" ;"),
        many("a", "1;url=", "\n\n"),
        many("\n", "1;url="),
        many("\n ", "1;url=a"),
    ),
    "privacy/takedown/addresses.py ABSOLUTE": of(
        many("http://"), many("http"), many("a", "http://"), many("http://a "), many("https:/")
    ),
    "privacy/takedown/machines.py ALTERNATE": of(
        many(" "),
        many(" ", "", "<"),
        many("\n", "<a>"),
        many("<xhtml:link"),
        many(" <xhtml:link "),
        many(' href="', "<xhtml:link"),
        many(' href=""', "<xhtml:link"),
        many(' href=""', "<xhtml:link", "<"),
        many("a", "<xhtml:link "),
        many("a", '<xhtml:link href="'),
        many("a", '<xhtml:link href="" '),
        many("/", '<xhtml:link href="" '),
        many('<xhtml:link href="'),
        many('<xhtml:link href=""'),
        many('<xhtml:link href=""/>'),
        many(">", '<xhtml:link href="'),
        many(" ", '<xhtml:link href=""/>'),
    ),
    "privacy/takedown/machines.py FOLD": of(many("\r"), many("\n"), many("\r\n"), many("\r\n ")),
    r'privacy/takedown/machines.py r"/sitemap\.xml"': of(many("/sitemap.xml"), how="fullmatch"),
    r'privacy/takedown/machines.py r"((?<!\s)\s*+<url>(?:[^<]++|<(?!/?url>))*+</url>)"': of(
        many(" "),
        many("\n", "<url></url>"),
        many("<url>"),
        many(" <url>"),
        many("<url>", after="</url>"),
        many("<", "<url>"),
        many("<a", "<url>"),
        many("a", "<url>"),
        many("<loc>a</loc>", "<url>"),
        many("</url", "<url>"),
        many("<url></url>"),
        many("</url>"),
        many("<url> "),
        how="split",
    ),
    'privacy/takedown/machines.py r"<loc>([^<]*)</loc>"': of(
        many("<loc>"), many("a", "<loc>"), many("<loc>a</loc>"), many("<loc></loc"), how="findall"
    ),
    r'privacy/takedown/machines.py r".*/feed\.xml"': of(
        many("/"), many("/feed.xml"), many("/feed.xm"), how="fullmatch"
    ),
    r'privacy/takedown/machines.py r"(<entry\b(?:[^<]++|<(?!/?entry\b))*+</entry>)"': of(
        many("<entry"),
        many("<entry>"),
        many("<entry>", after="</entry>"),
        many("<", "<entry>"),
        many("<a>", "<entry "),
        many("a", "<entry>"),
        many("</entry", "<entry"),
        many("</entry ", "<entry>"),
        many("<entrya", "<entry>"),
        many("<entry></entry>"),
        many("</entry>"),
        how="split",
    ),
    r"""privacy/takedown/machines.py r'<link\b[^<>]*\bhref="([^"]*)"'""": of(
        many("<link"),
        many("<link "),
        many(' href="', "<link"),
        many(" href=", "<link"),
        many(' href=""', "<link"),
        many("a", '<link href="'),
        many("a", "<link "),
        many('<link href="'),
        many('<link href=""'),
        how="findall",
    ),
    r'privacy/takedown/machines.py r".*/calendar\.ics"': of(
        many("/"), many("/calendar.ics"), many("/calendar.ic"), how="fullmatch"
    ),
    r'privacy/takedown/machines.py r"(^BEGIN:VEVENT\r?\n(?:(?!(?:BEGIN|END):VEVENT\r?$).*+\n)*+END:VEVENT(?:\r?\n|\Z))"': of(  # noqa: E501
        many("BEGIN:VEVENT\n"),
        many("BEGIN:VEVENT\r\na\r\n"),
        many("a\n", "BEGIN:VEVENT\n"),
        many("\n", "BEGIN:VEVENT\n"),
        many("a", "BEGIN:VEVENT\n"),
        many("\r", "BEGIN:VEVENT\n"),
        many("END:VEVENTa\n", "BEGIN:VEVENT\n"),
        many("END:VEVENT", "BEGIN:VEVENT\n"),
        many("BEGIN:VEVENT\nEND:VEVENT\n"),
        many("END:VEVENT\n"),
        many("\nBEGIN:VEVENT"),
        how="split",
    ),
    r'privacy/takedown/machines.py r"^URL[^:\n]*:(\S+)"': of(
        many("URL"),
        many("\nURL"),
        many("\nURL:"),
        many("\nURL;"),
        many("a", "URL"),
        many(";", "URL", ":"),
        many("a", "URL:"),
        many("\n"),
        how="findall",
    ),
    r'privacy/takedown/machines.py r"/_redirects|/_nginx/[^/]+\.map"': of(
        many("/"), many("a", "/_nginx/"), many(".map", "/_nginx/"), many("/_nginx/"), how="fullmatch"
    ),
    r'privacy/takedown/machines.py r"(^[^#\n][^\n]*\n?)"': of(
        many("a"), many("\n"), many("a\n"), many("#\n"), many("#"), many("\n\n#a"), how="split"
    ),
    r'privacy/takedown/machines.py r"(/[^\s\";]*)"': of(many("/"), many("a"), many("/a "), many('/"'), how="findall"),
    "privacy/takedown/machines.py LISTS": of(
        many("/"), many("/list.json"), many("/list.jso"), many("/site-index.json")
    ),
    "privacy/takedown/listed.py OVERVIEW": of(
        many("a", "index /"),
        many("/", "index "),
        many("/a", "index "),
        many("1", "index-"),
        many("1", "index-", " /a/b/1/"),
        many("1", "index-table-", " /a/b/c/"),
        many("/1", "index-table /a/b/c"),
        many("a", "index-1 /a/"),
        many("/1", "index-1 /a/b"),
        many("index /a/b/"),
    ),
    "source/words.py WORD": of(many("a"), many("_"), many("a ")),
    "privacy/remains/names.py SLUG": of(many("a", after="é"), many("-", after="é"), many("a-", after="é")),
    "source/words.py FOREIGN": of(many("é"), many("éa")),
    "privacy/remains/names.py ADDRESS": of(
        many("."), many(".a"), many("a", "."), many(".aa!"), many("!", ".aa"), many("="), many("/"), how="search"
    ),
    "privacy/remains/names.py NOTE": of(many("1"), many("a1"), many("1", "a"), many("a1", after="a")),
    "source/words.py APOSTROPHES": of(many("'"), many("a")),
    "privacy/remains/names.py JOINTS": of(many("-'"), many("a")),
    "privacy/remains/names.py ASIDE": of(many("("), many('"'), many("“"), many("a", "("), many("«a"), many("(a)")),
    "privacy/remains/names.py PARTS": of(many("a "), many("alia "), many("(")),
    "privacy/remains/names.py COPIED": of(
        many("-"), many("1", "-"), many("-1"), many("\n", "--"), many("-1\n-1", "", "\n"), many("--\n")
    ),
    "privacy/remains/names.py AL": of(many("al"), many("al-"), many("al-a"), many("-"), many("el--"), how="search sub"),
    "privacy/remains/names.py CAMEL": of(many("a"), many("A"), many("aA"), many("1A")),
    "privacy/remains/names.py ARABIC": of(many("a", after=""), many("\u0621")),
    "privacy/remains/names.py BEFORE": of(many("\u0648"), many("\u0648\u0621\u0621")),
    "privacy/remains/names.py ARTICLE": of(many("\u0627"), many("\u0627\u0644"), many("\u0644\u0644\u0621")),
    "content/unresolved.py IN_FIELD": of(
        many("{"),
        many("{ "),
        many(" ", "{"),
        many("{" + " " * 9 + "person" + " " * 9),
        many("{person"),
        many("ref:"),
        many("ref:person"),
        many("]"),
        many("] "),
        many("]" + " " * 9),
        many("]" + " " * 9 + "(" + " " * 9),
        many("]" + " " * 9 + "(" + " " * 18 + "{" + "a" * 30),
        many("] ( {"),
        many("["),
        many("[["),
        many("a", "[["),
        many("[[a"),
        many("[[" + "a" * 200 + "]"),
        how="finditer",
    ),
    "content/unresolved.py IN_PROSE": of(
        many("{"),
        many("{" + " " * 9 + "person" + " " * 9),
        many("ref:person"),
        many("] "),
        many("]" + " " * 9 + "(" + " " * 18 + "{" + "a" * 30),
        many("["),
        many("[[a"),
        many("[[" + "a" * 200 + "]"),
        how="finditer",
    ),
    "content/unresolved.py IN_ADDRESS": of(
        many("{"),
        many(" "),
        many("\n"),
        many(" \n"),
        many("\n" + " " * 9),
        many(" ", "\n"),
        many('"'),
        many('"ref'),
        many("ref:"),
        many("ref:person"),
        many("{" + " " * 9 + "person" + " " * 9),
    ),
    "content/unresolved.py ENTITY": of(
        many("&"),
        many("&#"),
        many("&#" + "0" * 9),
        many("&#x" + "0" * 9),
        many("&#0"),
        many("0", "&#"),
        many("&am"),
        many("&#" + "0" * 12),
    ),
    "source/web_addresses.py START": of(many("http://"), many("/", "http:/"), many("h")),
    "source/web_addresses.py UNSEEN": of(many("a"), many("\u200b")),
    "source/web_addresses.py FORBIDDEN": of(many("a", after="")),
    "source/web_addresses.py LABEL": of(many("a"), many("-")),
    "source/web_addresses.py NUMERIC": of(many("0"), many("1"), many("0x"), many("0", "0x")),
    "source/web_addresses.py SECOND": of(many(","), many(" ", ","), many(", "), many(",http"), many(",;| http")),
    r'source/web_addresses.py r"\s"': of(many("a")),
    'source/web_addresses.py "[/?#]"': of(many("/"), many("a")),
    'source/web_addresses.py ":[1-9][0-9]{0,4}"': of(many(":"), many("1", ":")),
    'source/web_addresses.py "[ -]"': of(many(" "), many("a-")),
    r'wording.py r"(?<=[^\W\d_])(?=\d)"': of(many("a1"), many("a")),
    r'scripts/statement.py r"(?m)^tested:\n(?:  .*\n)+"': of(
        many("tested:\n"), many("  a\n", "tested:\n"), many(" ", "tested:\n")
    ),
    "benchmarks/bench.py PORT_IN": of(many("http://localhost:"), many("1", "http://localhost:")),
}
# Of those that run in the visitor's browser, with their worst texts.
IN_BROWSERS: Mapping[str, tuple[Text, ...]] = {
    r"theme/components/finder/search.js /(<mark>[^<]*<\/mark>)/": (
        many("<mark>"),
        many("a", "<mark>"),
        many("<mark>a</mark>"),
    ),
}


def test_every_pattern_has_a_row_with_its_worst_texts() -> None:
    missing = sorted({*patterns(), *scripts()} - {*HOSTILE, *IN_BROWSERS})
    assert not missing, f"Add a row to HOSTILE (JavaScript: IN_BROWSERS) with the texts that take longest: {missing}"


def test_every_row_is_of_a_pattern_that_is_there() -> None:
    stale = sorted({*HOSTILE, *IN_BROWSERS} - {*patterns(), *scripts()})
    assert not stale, f"Remove these rows, or, if the pattern was changed, find its worst texts again: {stale}"


def test_no_pattern_is_given_to_re_behind_the_back_of_this_table() -> None:
    assert not hidden(), f"Write re.compile(…) or re.search(…) here, with 'import re', so that it is seen: {hidden()}"


@pytest.mark.parametrize("key", HOSTILE)
def test_a_pattern_takes_time_that_grows_with_its_text(key: str) -> None:
    row = HOSTILE[key]
    found = patterns()[key]
    pattern, methods = found.pattern(row.given), set(row.how.split()) or found.how
    assert methods, f"Say in the row of {key} by which methods of {sorted(METHODS)} it is used: how='search'."
    steep = [
        (method, written(4), round(ratio, 1))
        for written in row.texts
        for method in sorted(methods)
        if (ratio := growth(lambda count: _use(pattern, method, written(count)))) >= STEEP  # noqa: B023 - used at once
    ]
    assert not steep, f"With four times as many of {steep} it takes so many times as long."


def _use(pattern: Pattern, method: str, text: str) -> Callable[[], object]:
    """Return the use of a pattern on a text, to its end."""
    given = text if isinstance(pattern.pattern, str) else text.encode("latin-1")
    if method in {"sub", "subn"}:
        return lambda: getattr(pattern, method)(type(given)(), given)
    if method == "finditer":
        # None is kept: to look through so many for what is no longer used takes longer than to find them.
        return lambda: deque(getattr(pattern, method)(given), maxlen=0)
    return lambda: getattr(pattern, method)(given)


@pytest.mark.parametrize("key", IN_BROWSERS)
def test_so_does_one_of_a_browser_which_is_written_as_python_writes_it(key: str) -> None:
    pattern = re.compile(key.partition(" /")[2].rpartition("/")[0].replace(r"\/", "/"))
    for text in IN_BROWSERS[key]:
        assert growth(lambda count: _use(pattern, "split", text(count))) < STEEP  # noqa: B023 - used at once


def test_what_is_not_linear_is_seen() -> None:
    quadratic = re.compile(r"\w+!")
    assert growth(lambda count: _use(quadratic, "search", "a" * count)) > STEEP
    with pytest.raises(AssertionError, match="never end"):
        growth(lambda count: _use(re.compile(r"(a|a)+!"), "match", "a" * count))
