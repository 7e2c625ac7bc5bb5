"""
Former addresses for servers: `_redirects` as hosts of static sites read it, and maps for nginx.

nginx refuses to start when it cannot read a line, so every line here is one that it can: it compares the address as it
decodes it, capitals of a to z count for nothing, `$` begins a variable in a target, and a parameter has a limit.
"""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, unquote

from jumelage.pages import Site

FORMER = "# former addresses, and where each leads\n"
GONE = "# addresses that are gone on purpose\n"
LONGEST = 4000  # bytes of a parameter with its quotes; nginx takes 4,095
# What may stand in an address and means nothing to a server: `$` begins a variable, `*` and `:` a pattern.
PLAIN = "/%-._~!&'()+,=@"


def moved(site: Site) -> Iterator[tuple[str, str]]:
    """Give each file with its path; addresses hold the path of SITEURL, none is that of a person at risk."""
    base, asked = address(site.settings.base), unquote(site.settings.base)
    pairs = [(one.path, base + address(one.target)) for one in site.redirects]
    yield "/_redirects", FORMER + "".join(f"{base}{address(path)} {target} 301\n" for path, target in pairs)
    yield "/_nginx/redirects.map", FORMER + _map((asked + path, _quoted(target)) for path, target in pairs)
    yield "/_nginx/gone.map", GONE + _map((asked + path, "1") for path in sorted(site.gone))


def followed(site: Site, files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Give the feeds and calendars of what has moved at their former addresses, too: programs follow no page."""
    for one in site.redirects:
        for name in ("feed.xml", "calendar.ics"):
            if one.target + name in files:
                yield one.path + name, files[one.target + name]


def address(path: str) -> str:
    """
    Return a path as it is written in an address: what a server could take for something else is encoded.

    >>> address("/één/$host/%41")
    '/%C3%A9%C3%A9n/%24host/%41'
    """
    page, mark, part = path.partition("#")
    return quote(page, PLAIN, errors="replace") + mark + quote(part, PLAIN, errors="replace")


def _map(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the lines of a map for nginx, without those that it could not read or that nobody can ask for."""
    lines: dict[bytes, str] = {}
    for path, value in pairs:
        key, least = path.encode("utf-8", "replace"), min(path, default="")
        asked = _quoted(key.decode())
        # Nobody can ask for another beginning, nor for a control character.
        if path.startswith("/") and least >= " " and max(len(asked.encode()), len(value)) <= LONGEST:
            # Of two that differ in capitals from A to Z only, nginx would refuse to start.
            lines[key.lower()] = f"{asked} {value};\n"
    return "".join(lines.values())


def _quoted(path: str) -> str:
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
