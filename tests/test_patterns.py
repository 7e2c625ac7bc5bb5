"""Every regular expression of the code takes time that grows with the length of its text, also of its worst one."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest

from doubling import STEEP, growth
from jumelage.parse import mistakes
from patterns import METHODS, Pattern, hidden, patterns, scripts

Text = Callable[[int], str]


@dataclass(frozen=True)
class Row:
    """
    The worst texts of a pattern, each by the number of times that something is said in it.

    `given` are local values that the source of the pattern names; `how` says by which methods it is used, where the
    source does not tell. A pattern that is `owed` is not linear yet.
    """

    texts: tuple[Text, ...]
    given: Mapping[str, object] = field(default_factory=dict)
    how: str = ""
    owed: bool = False


def of(*texts: Text, how: str = "", owed: bool = False, **given: object) -> Row:
    """Return a row."""
    return Row(texts, given, how, owed)


def many(said: str, before: str = "", after: str = "!") -> Text:
    """Return texts that say something again and again, between what lets a pattern begin and what lets it fail."""
    return lambda count: before + said * count + after


REFERENCE_END = r"(?=[#)\s>\"']|$)"
# The worst text of a pattern is mostly one of these:
# - what it may begin with, again and again, so that it looks for the end from each: many("<main")
# - what a repetition takes, and then something that may not follow: many("a-", after="!")
# - what two repetitions beside one another take, so that it tries every way to share it: many(" ", "12", "x")
HOSTILE: Mapping[str, Row] = {
    "changes.py OVERVIEW": of(many("1", "index-")),
    "changes.py LINKED": of(many('href="'), many("a", 'href="'), many('href="a')),
    'changes.py f"^(content/[^/]+/{PERSON}/).*"': of(many("a", "content/"), many("content/a")),
    r'drift.py r"(\n[ \t]*(?=\n))"': of(many("\n"), many(" ", "\n"), many("\n \t"), many("\n  a")),
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
    "file_names.py NAME": of(many("a"), many("."), many("a.-")),
    r'file_names.py r"-\d+$"': of(many("-"), many("1", "-"), many("-1")),
    'file_names.py r"[^a-z0-9]+"': of(many(" "), many(" a")),
    "ledger.py PASSING": of(many("1", "index-")),
    r"""ledger.py r'^"([^"\n]++)" "([^"\n]++)";$'""": of(
        many('"'), many('" "', '"a'), many("a", '"'), many('\n"a" "'), many('\n"')
    ),
    r"""ledger.py rf'"{re.escape(base)}(/files/[^"#?]+)'""": of(many('"/base/files/'), many('"'), base="/base"),
    "links/discretion.py LOCATED": of(
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
    "links/discretion.py SPOKEN": of(many("a"), many("a "), many(" "), many("'"), many("a."), many("-")),
    """load/complaints.py r"'([^']+)'\"""": of(many("'"), many("a", "'"), many("'a")),
    r'load/publishing.py r"(/[^\s/?#\\]+)+/?"': of(many("/a", after=" "), many("a", "/", " "), many("/", after=" ")),
    "markdown.py WORTH": of(many("&"), many("{"), many("a"), how="search"),
    "markdown.py MARKED": of(many("{"), many("a"), how="search"),
    'model/base.py pattern="^[A-Z]{3}$"': of(many("A")),
    r'model/base.py pattern=r"^[0-9]+(\.[0-9]+)? [kMG]?B$"': of(many("1"), many("1", "1."), many("1.")),
    r"""model/base.py pattern=r'^[^@\s<>"]+@[^@\s<>"]+\.[a-z]+$'""": of(
        many("a"), many("a", "a@"), many("a.", "a@", "@"), many(".", "a@"), many("@a")
    ),
    'model/base.py pattern="^[0-9]{5}$"': of(many("1")),
    'model/base.py pattern="^(ltr|rtl)$"': of(many("ltr")),
    'model/facts.py pattern="^[A-Z0-9 -]{3,10}$"': of(many("A")),
    'model/facts.py pattern="^Q[1-9][0-9]*$"': of(many("1", "Q")),
    'model/facts.py pattern="^[0-9]{3,5}$"': of(many("1")),
    'model/references.py "[A-Z]{2}"': of(many("A")),
    r'model/security.py r"mailto:[^@\s]+@[^@\s]+|https://[^\s/]\S*|/\S+/"': of(
        many("a", "mailto:"),
        many("a", "mailto:a@", "@"),
        many("a", "https://", " "),
        many("/", after="a"),
        many("/a"),
    ),
    'model/texts.py pattern="^[0-9a-f]{4}$"': of(many("a")),
    r'model/values.py r"https?://\S+ "': of(many("a", "http://"), many("http://")),
    "model/values.py TAG": of(many("a"), many("a-"), many("-aaa", "nl")),
    r'model/values.py r"(?:19|20)[0-9]{2}(?:-([0-9]{2})(?:-([0-9]{2}))?)?"': of(many("19"), many("-11", "1911")),
    "model/values.py SLUG": of(many("a"), many("a-"), many("-")),
    r'model/values.py "[ \t\n]+"': of(many(" "), many(" a")),
    r'model/values.py r"https?://[^/?#]*@"': of(many("a", "http://"), many("http:")),
    "model/values.py WHOLE": of(many("1"), many("0")),
    "model/values.py DEGREES": of(many("1"), many("1", "1."), many("-")),
    r'model/values.py r"[\s<>\"\\]"': of(many("a", after="")),
    r'model/withdrawn.py pattern=r"^/([^/\s]+/)*$"': of(many("a", "/"), many("a/", "/", " "), many("/")),
    'model/withdrawn.py pattern="^[0-9a-f]{64}$"': of(many("a")),
    "outside.py HREF": of(many('href="http://'), many("a", 'href="http://'), many("href=")),
    r'outside.py r"[`\s]+"': of(many(" "), many("` a")),
    r'parse/comments.py r"(?:^|(?<=\s))#"': of(many(" "), many(" #"), many("a#")),
    "parse/data.py CUT": of(many(" "), many(" #")),
    "parse/data.py HASH": of(many(" "), many(" # ")),
    'parse/mistakes.py f"{ENDLESS}|{NO_COLON}|{NO_NAME}"': of(many("unexpected "), many("expected ")),
    r'parse/mistakes.py r" +\w+"': of(many(" "), many("a", " "), many(" a")),
    r'parse/mistakes.py r"\w+"': of(many("a")),
    """parse/mistakes.py "expected key|expected '-'|document start\"""": of(many("expected "), many("document ")),
    "parse/mistakes.py words": of(
        many("unexpected expected "), many("could not "), words="|".join(words for words, *_ in mistakes.REASONS)
    ),
    "parse/text.py INVISIBLE": of(many("a"), many("\u200b"), many("a\u200b")),
    "parse/text.py CONFLICT": of(many("<"), many("\n<<<<<<<"), many("\n"), many("\n>>>>>>")),
    "parse/text.py TWICE": of(many("\u00c3"), many("\u00c3\u0080"), many("a")),
    "placeholders.py PLACEHOLDER": of(
        many('<a href="ref:a/'),
        many('<a href="ref:a/a">'),
        many('<a href="ref:a/a#'),
        many("a", '<a href="ref:'),
        owed=True,
    ),
    "placeholders.py PICTURE": of(
        many('<img src="ref:static/a"'), many("<p>"), many('<p><img src="ref:static/a" >'), owed=True
    ),
    """placeholders.py r'(<h[2-6] id=")'""": of(many("<h2 id="), many('<h2 id="')),
    'placeholders.py r"(</?h)([2-6])"': of(many("<h"), many("</h2")),
    "prose.py REFERENCE": of(many("a", "{"), many("a", "{a}"), many("#", "{a}"), many("\n", "{a}#"), many("{")),
    'prose.py "#."': of(many("#")),
    r'prose.py r"\{\{|\{%"': of(many("{ ")),
    r'prose.py r"(?i)https?://[^/?#\s@\\]+(?:[/?#]|$)"': of(many("a", "http://", "@"), many("http:")),
    r'prose.py r"mailto:[^@\s<>\"]+@[^@\s<>\"]+|tel:\+?[0-9 ]+"': of(
        many("a", "mailto:"), many("a", "mailto:a@", "@"), many("1 ", "tel:")
    ),
    r'prose.py r"\s*[A-Za-z][A-Za-z0-9+.-]*:|//"': of(many(" "), many("a"), many(" a")),
    'schema/known.py "[A-Za-z0-9-]+"': of(many("a")),
    "schema/validation.py pattern": of(many("1"), many("1 "), pattern=r"[0-9]+(?:\.[0-9]+)? [kMG]?B"),
    r'serve/handler.py r"<main\b[^<>]*+>"': of(many("<main"), many("<main "), many("a", "<main ")),
    r'serve/handler.py r"<body\b[^<>]*+>"': of(many("<body"), many("<body "), many("a", "<body ")),
    r'serve/handler.py r":\d+$"': of(many(":"), many("1", ":"), many(":1")),
    "serve/preview.py group": of(
        many("."),
        many(".xml"),
        many("/"),
        many("a", "/pictures/"),
        many(".webp", "/pictures/"),
        group=r".*\.(xml|txt|json|ics|webmanifest)$|/pictures/.*\.webp$|.*\.(png|ico)$",
    ),
    r'settings.py r"https?://[^\s/?#]+(/[^\s?#]*)?"': of(many("a", "http://", " "), many("/", "http://a", " ")),
    "traces/names.py WORD": of(many("a"), many("_"), many("a ")),
    "traces/names.py SLUG": of(many("a", after="é"), many("-", after="é"), many("a-", after="é"), owed=True),
    "traces/names.py FOREIGN": of(many("é"), many("éa")),
    "traces/names.py APOSTROPHES": of(many("'"), many("a")),
    "traces/names.py JOINTS": of(many("-'"), many("a")),
    "traces/names.py ASIDE": of(many("("), many('"'), many("“"), many("a", "("), many("«a"), many("(a)")),
    "traces/names.py PARTS": of(many("a "), many("alia "), many("(")),
    r'traces/names.py r"--.*|-\d+$"': of(many("-"), many("1", "-"), many("-1"), many("\n", "--")),
    "traces/unpacked.py TAG": of(many("<"), many("a", "<"), many("<>"), many("<a")),
    "traces/unpacked.py GLUED": of(many("a\0"), many("\0"), many("\0", "a"), many(";\0 ")),
    "traces/unpacked.py BREAK": of(
        many("<p "), many("<"), many("a", "<p "), many("</w:p"), many("<text:s"), many("<p/")
    ),
    "traces/unpacked.py ESCAPE": of(many("\\"), many("\\u"), many("\\u12"), many("\\x1")),
    "traces/unpacked.py FOLD": of(many("\r"), many("\n"), many("\r\n ")),
    "traces/unpacked.py CUE": of(many("1 "), many("-->"), many(" ", "1"), many("1\n"), many("a"), owed=True),
    "traces/unpacked.py HYPHEN": of(many("-"), many(" ", "-"), many("\n", "-"), many("- \n")),
    "traces/unpacked.py CONTROL": of(many("a", after="")),
    "traces/unpacked.py TWO_WORDS": of(many("a"), many("ab "), many(" "), many("ab    "), owed=True),
    r'traces/unpacked.py rb"(?:[\t-\r -~]|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){6,}"': of(
        many("a"), many("\xc3"), many("aaaaa\xff"), many("\xe1\x80"), how="findall"
    ),
    r'traces/unpacked.py rb"(?=[\t-\r -~\xc0-\xff]{6})[\xc0-\xff]{0,2}[\t-\r -~]+(?:[\xc0-\xff]{1,2}[\t-\r -~]+)*"': of(
        many("a"), many("\xc3"), many("a\xc3"), many("\xc3\xc3\xc3a"), how="findall"
    ),
    r'traces/unpacked.py rb"(?:[\t-\r -~\xa0-\xff]\x00){6,}"': of(many("a\0"), many("a\0" * 5 + "\1"), how="findall"),
    r'traces/unpacked.py rb"(?:\x00[\t-\r -~\xa0-\xff]){6,}"': of(many("\0a"), many("\0a" * 5 + "\1"), how="findall"),
    r'traces/unpacked.py rb"(?:[\x00-\xff][\x01-\x06]|[ -.]\x00){6,}"': of(
        many("\1"), many("a\1"), many("a\1" * 5 + "a"), many("\x20\0"), how="findall"
    ),
    r'traces/unpacked.py rb"(?:[\x01-\x06][\x00-\xff]|\x00[ -.]){6,}"': of(
        many("\1"), many("\1a"), many("\1a" * 5 + "a"), many("\0\x20"), how="findall"
    ),
    r'wording.py r"(?<=[^\W\d_])(?=\d)"': of(many("a1"), many("a")),
    r'scripts/statement.py r"(?m)^tested:\n(?:  .*\n)+"': of(
        many("tested:\n"), many("  a\n", "tested:\n"), many(" ", "tested:\n")
    ),
    "benchmarks/bench.py PORT_IN": of(many("http://localhost:"), many("1", "http://localhost:")),
}
# Of those that run in the visitor's browser, with their worst texts.
IN_BROWSERS: Mapping[str, tuple[Text, ...]] = {
    r"theme/static/js/search.js /(<mark>[^<]*<\/mark>)/": (many("<mark>"), many("a", "<mark>"), many("<mark>a</mark>")),
}


def test_every_pattern_has_a_row_with_its_worst_texts() -> None:
    missing = sorted({*patterns(), *scripts()} - {*HOSTILE, *IN_BROWSERS})
    assert not missing, f"Add a row to HOSTILE (JavaScript: IN_BROWSERS) with the texts that take longest: {missing}"


def test_every_row_is_of_a_pattern_that_is_there() -> None:
    stale = sorted({*HOSTILE, *IN_BROWSERS} - {*patterns(), *scripts()})
    assert not stale, f"Remove these rows, or, if the pattern was changed, find its worst texts again: {stale}"


def test_no_pattern_is_given_to_re_behind_the_back_of_this_table() -> None:
    assert not hidden(), f"Write re.compile(…) or re.search(…) here, with 'import re', so that it is seen: {hidden()}"


@pytest.mark.parametrize(
    "key",
    [pytest.param(key, marks=pytest.mark.xfail(reason="owed")) if row.owed else key for key, row in HOSTILE.items()],
)
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
        return lambda: list(getattr(pattern, method)(given))
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
