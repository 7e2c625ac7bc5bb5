"""Resolves addresses to files of a built site."""

import html
import posixpath
import re
from collections.abc import Container, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from jumelage.privacy.takedown.markup import Node

HOME = re.compile(r"^Sitemap: (https?://\S+?)/sitemap\.xml$", re.MULTILINE)
LEADING = re.compile(r"""\s(?:href|src|srcset|poster|content)="([^"]*)\"""")
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
REFRESH = re.compile(r"^\s*\d+\s*;\s*url=(.*)$", re.IGNORECASE)
ABSOLUTE = re.compile(r"https?://[^\s\"'<>\\]+")
INDEX = "index.html"


class Addresses:
    """The addresses of a site with the paths `files`; its `robots.txt` contains its base address."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Take the files of a built site."""
        said = HOME.search(files.get("/robots.txt", b"").decode("utf-8", "replace"))
        self.siteurl = said[1] if said else ""
        self.base = urlsplit(self.siteurl).path.rstrip("/")
        self.files: Container[str] = files.keys()
        self._known: dict[tuple[str, str], str] = {}

    def file(self, address: str, page: str = "/") -> str:
        """Return the path of the file that an address on a page leads to; '' if that is not a file of the site."""
        # Only a relative address depends on the page.
        key = (address, "" if address[:1] == "/" else posixpath.dirname(page))
        if key not in self._known:
            self._known[key] = self._found(*key)
        return self._known[key]

    def _found(self, address: str, folder: str) -> str:
        bare = address.strip().partition("#")[0].partition("?")[0]
        if self.siteurl and (bare == self.siteurl or bare.startswith(f"{self.siteurl}/")):
            path = bare.removeprefix(self.siteurl) or "/"
        elif not bare or SCHEME.match(bare):
            return ""
        elif bare.startswith("/"):
            if bare != self.base and not bare.startswith(f"{self.base}/"):
                return ""
            path = bare.removeprefix(self.base) or "/"
        else:
            path = posixpath.normpath(posixpath.join(folder, bare)) + ("/" if bare.endswith("/") else "")
        path = unquote(path, errors="replace")
        places = (path, f"{path}{INDEX}" if path.endswith("/") else f"{path}/{INDEX}")
        return next((one for one in places if one in self.files), "")

    def led_to(self, text: str, page: str) -> frozenset[str]:
        """Return the files that a page refers to, in any way."""
        written = {html.unescape(one) for one in LEADING.findall(text)}
        said = {part for one in written for part in _parts(one)} | set(ABSOLUTE.findall(text))
        return frozenset({self.file(one, page) for one in said} - {""})


def _parts(value: str) -> Iterator[str]:
    """Yield the addresses that an attribute may contain: one, several with widths, or one after a number of seconds."""
    yield value
    refresh = REFRESH.match(value)
    if refresh:
        yield refresh[1]
    if "," in value:
        yield from (one.split()[0] for one in value.split(",") if one.strip())


def candidates(value: str) -> list[tuple[str, str]]:
    """Return the candidates of a `srcset` attribute: each as it is written, and its address."""
    return [(one.strip(), one.split()[0]) for one in value.split(",") if one.strip()]


def address_of(node: Node) -> str:
    """Return the address that an element itself refers to, '' if it has none."""
    for name in ("href", "src"):
        if name in node.attributes:
            return node.attributes[name]
    if node.tag == "meta":
        said = node.attributes.get("content", "")
        refresh = REFRESH.match(said)
        return refresh[1] if refresh else said if ABSOLUTE.match(said) else ""
    return ""
