"""French signs in pages: a no-break space stands before each of `: ; ? !`, and inside of « and »."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN = {"alt", "aria-label", "data-all", "data-failed", "data-none", "data-one", "data-other", "label", "title"}
NAMES = {"description", "og:title", "og:description", "og:image:alt", "og:site_name"}
UNSPOKEN = {"code", "pre", "script", "style"}
# A colon in a time or an address, and a sign after another (`?!`, `…?`) or at the end of a bracket, need none.
WRONG = re.compile(r"(?<![\u00a0\u202f?!:])[:;?!](?![\w/])|«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»")


class _Reader(HTMLParser):
    """Keeps every text of a page with its language, from attributes, too."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.reported: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        lang = known.get("lang", self.open[-1][1] if self.open else "")
        names = SPOKEN | ({"content"} if (known.get("name") or known.get("property")) in NAMES else set())
        if lang == "fr":
            self.reported += [known[name] for name in names & known.keys()]
        if tag not in VOID:
            self.open.append((tag, lang))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][1] == "fr" and not UNSPOKEN & {tag for tag, _ in self.open}:
            self.reported.append(data)


def wrong_signs(page: str) -> Iterator[str]:
    """Give what stands around each French sign without a no-break space in a page's text, names and descriptions."""
    reader = _Reader()
    reader.feed(page)
    for text in reader.reported:
        for found in WRONG.finditer(text):
            yield text[max(0, found.start() - 20) : found.end() + 10]
