"""Removes entries from files for machines: sitemap, feeds, calendars, lists and redirects."""

import html
import json
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from jumelage.privacy.takedown.links import Gone

Marked = Callable[[Sequence[str]], Collection[int]]  # returns the indexes of the texts that contain a marked name
ALTERNATE = re.compile(r'(?<!\s)\s*+<xhtml:link\b(?>[^<>]*\bhref=")([^"]*+)"[^<>]*+(?<=/)>')
FOLD = re.compile(r"\r?\n[ \t]")


@dataclass(frozen=True, slots=True)
class _Format:
    """The format of entries: `entry` matches one, `address` the addresses that identify it."""

    files: re.Pattern[str]
    entry: re.Pattern[str]
    address: re.Pattern[str]


# No entry contains the start of another: so each is searched for once, even if many are never closed.
FORMATS = (
    _Format(
        re.compile(r"/sitemap\.xml"),
        re.compile(r"((?<!\s)\s*+<url>(?:[^<]++|<(?!/?url>))*+</url>)"),
        re.compile(r"<loc>([^<]*)</loc>"),
    ),
    _Format(
        re.compile(r".*/feed\.xml"),
        re.compile(r"(<entry\b(?:[^<]++|<(?!/?entry\b))*+</entry>)"),
        re.compile(r'<link\b[^<>]*\bhref="([^"]*)"'),
    ),
    _Format(
        re.compile(r".*/calendar\.ics"),
        re.compile(r"(^BEGIN:VEVENT\r?\n(?:(?!(?:BEGIN|END):VEVENT\r?$).*+\n)*+END:VEVENT(?:\r?\n|\Z))", re.MULTILINE),
        re.compile(r"^URL[^:\n]*:(\S+)", re.MULTILINE),
    ),
    _Format(
        re.compile(r"/_redirects|/_nginx/[^/]+\.map"),
        re.compile(r"(^[^#\n][^\n]*\n?)", re.MULTILINE),
        re.compile(r"(/[^\s\";]*)"),
    ),
)
INDEX = "/site-index.json"
LISTS = re.compile(r"/site-index\.json|.*/list\.json")


def is_for_machines(path: str) -> bool:
    """Return whether single entries can be removed from a file."""
    return bool(LISTS.fullmatch(path)) or any(one.files.fullmatch(path) for one in FORMATS)


def pruned(path: str, data: bytes, base: str, gone: Gone, marked: Marked) -> bytes:
    """
    Return a file without entries about removed files or with a marked name; if it cannot be read, unchanged.

    `base` is the path of SITEURL, with which all addresses start except those in `site-index.json`.
    """
    try:
        text = data.decode()
        if not LISTS.fullmatch(path):
            made = _entries(path, text, gone, marked)
        elif path == INDEX:
            made = _list(text, lambda address: gone(base + address), marked)
        else:
            made = _list(text, gone, marked)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return data
    return data if made == text else made.encode()


def _entries(path: str, text: str, gone: Gone, marked: Marked) -> str:
    form = next(one for one in FORMATS if one.files.fullmatch(path))
    parts = form.entry.split(text)
    entries = parts[1::2]
    out = {number for number, one in enumerate(entries) if any(map(gone, _addresses(form, one)))}
    out |= {*marked(entries)}
    parts[1::2] = ["" if number in out else one for number, one in enumerate(entries)]
    return ALTERNATE.sub(lambda found: "" if gone(html.unescape(found[1])) else found[0], "".join(parts))


def _addresses(form: _Format, entry: str) -> list[str]:
    return [html.unescape(one) for one in form.address.findall(FOLD.sub("", entry))]


def _list(text: str, gone: Gone, marked: Marked) -> str:
    held = json.loads(text)
    entries = held if isinstance(held, list) else held["entries"]
    left = [_known(one, gone) for one in entries if not gone(one["path"])]
    out = marked([json.dumps(one, ensure_ascii=False) for one in left])
    left = [one for number, one in enumerate(left) if number not in out]
    if left == entries:
        return text
    if isinstance(held, list):
        return json.dumps(left, ensure_ascii=False, indent=1) + "\n"
    return json.dumps({**held, "entries": left}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _known(entry: dict[str, Any], gone: Gone) -> dict[str, Any]:
    """Return an entry without links to its removed translations."""
    if "alternates" not in entry:
        return entry
    return {**entry, "alternates": {lang: one for lang, one in entry["alternates"].items() if not gone(one)}}
