"""What must hold of any bytes that somebody puts into `data/` or `content/`; each claim fails by an assertion."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import nh3
from markupsafe import Markup

from jumelage.content import Text, load
from jumelage.content.front_matter import misplaced, split
from jumelage.content.markdown import ALLOWED, ATTRIBUTES, SCHEMES
from jumelage.content.placeholders import Target, resolve
from jumelage.content.prose import prose
from jumelage.content.proses import of_plain, plain
from jumelage.extraction import Budget, Extracted
from jumelage.extraction.extracted import is_whole
from jumelage.extraction.papers import Paper
from jumelage.extraction.reader import Said
from jumelage.languages import Languages
from jumelage.messages.problems import Position, Problem
from jumelage.messages.sentences import catalogue
from jumelage.model import RECORDS
from jumelage.model.texts import Header
from jumelage.model.withdrawn import Withdrawn
from jumelage.privacy.remains import mark, searching
from jumelage.source import comments, decode, parse_yaml
from jumelage.targets.dangling import dangling

PATH = "content/nl/project/put.md"
# The kinds of record that have a file in `data/`.
KINDS = sorted(kind for kind, record in RECORDS.items() if record.file)
# Where a link or a picture may lead: nowhere, within the page or the site, and to what runs nothing.
VALID = r"(?i)$|#|/|https?:|mailto:|tel:"
HOSTILE = '"><script>x</script>'


class Tags(HTMLParser):
    """Holds the tags and attributes that a browser would see in a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_comment(self, data: str) -> None:
        self.tags.append((f"!--{data}", {}))

    def handle_decl(self, decl: str) -> None:
        self.tags.append((f"!{decl}", {}))

    def handle_pi(self, data: str) -> None:
        self.tags.append((f"?{data}", {}))


def problems_stand_in_the_text(raw: bytes, problems: Iterable[Problem]) -> None:
    """Each problem has a place that is there, and words in each language."""
    text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for problem in problems:
        place = problem.position
        assert 1 <= place.line <= len(lines), (problem, text)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, (problem, text)
        for lang in ("en", "nl", "fr"):
            said = problem.said(catalogue(lang))
            assert len(said.split("\n")) == (2 if problem.hint else 1), said


def html_is_safe(html: str) -> None:
    """Nothing but the tags and attributes of texts, and addresses that lead to nothing that runs."""
    assert nh3.clean(html, tags=ALLOWED, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None) == html
    for tag, attributes in Tags(html).tags:
        assert tag in ALLOWED, html
        for name, value in attributes.items():
            assert name in ATTRIBUTES.get(tag, ()), html
            assert not name.startswith("on"), html
            assert name not in {"href", "src"} or re.match(VALID, value), html


def yaml(raw: bytes) -> None:
    """Any bytes become data, or problems with their places."""
    text, problems = decode(raw, "x.yaml")
    parsed = parse_yaml(text, "x.yaml")
    problems_stand_in_the_text(raw, [*problems, *parsed.problems])
    lines = text.split("\n")
    assert all(one.column <= len(lines[one.line - 1]) + 1 for one in parsed.positions.values())
    if not any(one.code == "syntax" for one in parsed.problems):
        assert all(lines[one.line - 1][one.column - 1] == "#" for one in comments(text, "x.yaml"))


def markdown(raw: bytes) -> None:
    """Any bytes become a header and safe HTML, or problems with their places; a store gives back the same."""
    whole, problems = decode(raw, PATH)
    parts = split(whole)
    header = parse_yaml(parts.header, PATH, 2)
    text = Text("project", "put", "", "nl", PATH, Header(), header, parts.body, parts.line)
    read = prose(text)
    assert of_plain(text, plain(read)) == read
    problems_stand_in_the_text(raw, [*problems, *header.problems, *read.problems])
    target = Target("/" + HOSTILE, Markup("a"), HOSTILE, (1, 1), HOSTILE, sensitive=True)
    for where in (target, Target("", Markup("a")), Target("", Markup("a"), sensitive=True)):
        shown = resolve(read.pieces, lambda *_, where=where: where, "zonnedal--", 1)
        html_is_safe(shown)
        assert "<script" not in shown
        assert read.problems or not [*dangling({"/a.html": shown.encode()})]
    # Whatever the spot looks like, it is in the text.
    spot = misplaced(parts)
    assert spot is None or 1 <= spot[1] <= len(whole.split("\n")[spot[0] - 1]) + 1


def records(raw: bytes, kind: str, root: Path) -> None:
    """A file of records of any bytes is read into records, or problems with their places; `root` is an empty site."""
    path = root / "data" / RECORDS[kind].file
    path.write_bytes(raw)
    try:
        problems = [one for one in load(root, Languages()).problems if one.position != Position(f"data/{path.name}")]
    finally:
        path.unlink()
    problems_stand_in_the_text(raw, problems)


def a_text(raw: bytes, kind: str, root: Path) -> None:
    """The same of a file of `content/`."""
    path = root / "content" / "nl" / kind / "put.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    try:
        problems = load(root, Languages()).problems
    finally:
        path.unlink()
    problems_stand_in_the_text(raw, problems)


def any_file(name: str, raw: bytes) -> None:
    """Any bytes are searched, or are said not to be: as a whole or not, the same each time, and nothing is raised."""
    read = Extracted(name, raw, read_here, Budget(text=50_000))
    marks = [Withdrawn(mark=mark("persoon eens", b"key"), words=2)]
    assert searching.Search(marks, b"key").named(read) <= {marks[0].mark}
    assert read.whole is is_whole(name, raw, read_here, Budget(text=50_000))


def read_here(data: bytes) -> Said:
    """Return what a PDF file says, read in this process."""
    said = Paper(data, seconds=1)
    return Said(tuple(said.texts), tuple(said.attached), said.whole)
