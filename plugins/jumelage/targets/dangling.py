"""A last check of a built site: no link in a generated file may contain an unresolved reference."""

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

MOST = 5  # files named in the error
_KIND = rb"[\s+]{0,9}(?i:%s)" % "|".join((*KINDS, "static")).encode()
# Patterns that hardly any file contains; only a file with a match is parsed in its own format. Each starts with literal
# characters, which Python searches for at the speed of memory.
TRACES = (
    re.compile(rb"\{" + _KIND),
    re.compile(rb"%(?:25){0,3}7[Bb](?:%20){0,9}" + _KIND),
    re.compile(rb"&(?:amp;){0,3}(?:#0{0,9}123|#[xX]0{0,9}7[bB]|lbrace|lcub);?" + _KIND),
    re.compile(rb"\\u007[bB]" + _KIND),
    re.compile(rb"ref(?::|%(?:25){0,3}3[Aa]|&(?:amp;){0,3}(?:#0{0,9}58|#[xX]0{0,9}3[aA]|colon)|\\u003[aA])"),
)
# Attributes and fields that contain text; all others may contain links.
WORDS = {"alt", "aria-label", "aria-description", "placeholder", "title"}
WORDY = {*WORDS, "content", "description", "headline", "image_alt", "name", "short_name", "summary", "text"}
# Text elements of a feed; their content has no tags of its own.
TEXTS = re.compile(r"<(?:title|subtitle|summary|name)\b[^<>]{0,200}>[^<]*<")
FOLD = re.compile(rb"\r\n[ \t]")
CALENDAR_LINKS = re.compile(r"(?im)^(?:URL|ATTACH|UID|IMAGE)[:;].*")
PACKED = b"pagefind_dcd"  # prefix of the JSON in a fragment of the search index


def refuse_dangling(files: Mapping[str, bytes], settings: Settings) -> None:
    """
    Check every link in the generated files; media files of editors are skipped.

    Raises:
        BuildError: a link contains an unresolved reference; the error names the files, except pages of persons at risk.
    """
    found = [*dangling(files)]
    if found:
        persons = settings.languages.indexes("person")
        named = sorted({"…" if path.startswith(persons) else path for path in found})
        paths = ", ".join(named[:MOST]) + (f", … ({len(found)})" if len(named) > MOST else "")
        unresolved = "References were not resolved, which leaves broken links in: {paths}. Nothing was written."
        raise BuildError(Sentence(unresolved, paths=paths))


def dangling(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the path of each file with an unresolved reference in a link."""
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
        return in_address(TEXTS.sub("<", text))
    # Stylesheets, scripts and binary files contain no references.
    return False


def _addresses(value: Any, key: str = "") -> Iterator[str]:
    """Yield the strings of JSON data that may be links."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _addresses(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _addresses(one, key)
    elif isinstance(value, str) and key not in WORDY:
        yield value


class _Links(HTMLParser):
    """Checks the attributes of a page and its JSON-LD."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.dangling = False
        self.data = False  # whether the next text is JSON-LD
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.data = tag == "script" and ("type", "application/ld+json") in attrs
        self.dangling |= any(in_address(value or "") for name, value in attrs if name not in WORDS)

    def handle_data(self, data: str) -> None:
        if self.data:
            self.dangling |= any(map(in_address, _addresses(json.loads(data))))
            self.data = False
