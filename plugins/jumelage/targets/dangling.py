"""The last look at a site: no link in a file that was made may hold a reference that nobody resolved."""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from jumelage.content.unresolved import in_address
from jumelage.kinds import KINDS
from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Sentence
from jumelage.settings import Settings
from jumelage.source.assets import FOLDERS

MOST = 5  # files that are named
_KIND = rb"[\s+]{0,9}(?i:%s)" % "|".join((*KINDS, "static")).encode()
# What hardly any file holds; only where one is found is a file read as what it is. Each begins with signs of its own,
# for which Python looks at the speed of memory.
TRACES = (
    re.compile(rb"\{" + _KIND),
    re.compile(rb"%(?:25){0,3}7[Bb](?:%20){0,9}" + _KIND),
    re.compile(rb"&(?:amp;){0,3}(?:#0{0,9}123|#[xX]0{0,9}7[bB]|lbrace|lcub);?" + _KIND),
    re.compile(rb"\\u007[bB]" + _KIND),
    re.compile(rb"ref(?::|%(?:25){0,3}3[Aa]|&(?:amp;){0,3}(?:#0{0,9}58|#[xX]0{0,9}3[aA]|colon)|\\u003[aA])"),
)
# Attributes and fields that hold words; all others may hold links.
WORDS = {"alt", "aria-label", "aria-description", "placeholder", "title"}
WORDY = {*WORDS, "content", "description", "headline", "image_alt", "name", "short_name", "summary", "text"}
# In a feed. What is between the tags has no tags itself.
TOLD = re.compile(r"<(?:title|subtitle|summary|name)\b[^<>]{0,200}>[^<]*<")
FOLD = re.compile(rb"\r\n[ \t]")
CALENDAR_LINKS = re.compile(r"(?im)^(?:URL|ATTACH|UID|IMAGE)[:;].*")
PACKED = b"pagefind_dcd"  # before the JSON of a fragment of the search


def refuse_dangling(files: Mapping[str, bytes], settings: Settings) -> None:
    """
    Look at every link in the files that were made, by path; what editors put beside their texts is theirs.

    Raises:
        BuildError: a link leads nowhere; it names the files but for pages of persons at risk.
    """
    found = [*dangling(files)]
    if found:
        persons = tuple(f"/{lang}/{settings.languages.segment('person', lang)}/" for lang in settings.languages.codes)
        named = sorted({"…" if path.startswith(persons) else path for path in found})
        paths = ", ".join(named[:MOST]) + (f", … ({len(found)})" if len(named) > MOST else "")
        unresolved = "References were not resolved, which leaves broken links in: {paths}. Nothing was written."
        raise BuildError(Sentence(unresolved, paths=paths))


def dangling(files: Mapping[str, bytes]) -> Iterator[str]:
    """Give the path of each file in which a link holds a reference that was not resolved."""
    for path, data in files.items():
        if path.startswith(tuple(f"/{folder}/" for folder in FOLDERS)):
            continue
        if path.endswith(".pf_fragment"):
            data = gzip.decompress(data).removeprefix(PACKED)  # noqa: PLW2901 - it is the file that is read
        elif path.endswith(".ics"):
            data = FOLD.sub(b"", data)  # noqa: PLW2901
        if any(trace.search(data) for trace in TRACES) and _dangles(path, data.decode("utf-8", "replace")):
            yield path


def _dangles(path: str, text: str) -> bool:
    if path.endswith(".html"):
        return _Links(text).dangling
    if path.endswith((".json", ".webmanifest", ".pf_fragment")):
        return any(map(in_address, _addresses(json.loads(text))))
    if path.endswith(".ics"):
        return any(map(in_address, CALENDAR_LINKS.findall(text)))
    if path.endswith((".xml", ".txt", ".map", "/_redirects", "/_headers")):
        return in_address(TOLD.sub("<", text))
    # Styles, scripts and binary files, which are no work of ours.
    return False


def _addresses(value: Any, key: str = "") -> Iterator[str]:
    """Give the strings of data that may be links."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _addresses(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _addresses(one, key)
    elif isinstance(value, str) and key not in WORDY:
        yield value


class _Links(HTMLParser):
    """Looks at the attributes of a page, and at its JSON-LD."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.dangling = False
        self.data = False  # whether what comes is JSON
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.data = tag == "script" and ("type", "application/ld+json") in attrs
        self.dangling |= any(in_address(value or "") for name, value in attrs if name not in WORDS)

    def handle_data(self, data: str) -> None:
        if self.data:
            self.dangling |= any(map(in_address, _addresses(json.loads(data))))
            self.data = False
