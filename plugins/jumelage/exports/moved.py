"""
Redirects for servers: `_redirects` for hosts of static sites, and maps for nginx.

nginx does not start if it cannot parse a line, so every line must be valid: it compares decoded addresses, ignores the
case of ASCII letters, takes `$` in a target for a variable, and limits the length of parameters.
"""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, unquote

from jumelage.exports.atom import FEEDS
from jumelage.exports.calendar import CALENDARS
from jumelage.pages import About, Site, Target
from jumelage.rendering.workshop import Format, Workshop

FORMER = "# former addresses, and where each leads\n"
GONE = "# addresses that are gone on purpose\n"
LONGEST = 4000  # bytes of a parameter including quotes; nginx allows 4,095
# Characters of addresses without special meaning to servers; `$` starts a variable, `*` and `:` a pattern.
PLAIN = "/%-._~!&'()+,=@"


def redirected(site: Site) -> str:
    """Return the redirects for hosts, including the path of SITEURL; none is for a person at risk."""
    base = address(site.settings.base)
    lines = (f"{base}{address(one.path)} {base}{address(one.target)} 301\n" for one in site.redirects)
    return FORMER + "".join(lines)


def redirects_map(site: Site) -> str:
    """Return the redirects as a map for nginx."""
    base, asked = address(site.settings.base), unquote(site.settings.base)
    return FORMER + _map((asked + one.path, _quoted(base + address(one.target))) for one in site.redirects)


def gone_map(site: Site) -> str:
    """Return the addresses removed on purpose as a map for nginx."""
    asked = unquote(site.settings.base)
    return GONE + _map((asked + path, "1") for path in sorted(site.gone))


def _followed(workshop: Workshop) -> Iterator[Target]:
    """Yield feeds and calendars at their former addresses, too: programs do not follow HTML redirects."""
    there = _subscribed(workshop)
    for one in workshop.site.redirects:
        for name in ("feed.xml", "calendar.ics"):
            if one.target + name in there:
                yield Target(one.path + name, "followed", About(one.kind, one.id, one.lang))


def _follow(target: Target, workshop: Workshop) -> bytes:
    site = workshop.site
    now = site.ask(("now",), lambda: {one.path: one.target for one in site.redirects})[target.folder]
    found = _subscribed(workshop)[now + target.path.removeprefix(target.folder)]
    return (FEEDS if found.maker == FEEDS.name else CALENDARS).made(found, workshop)[found.path]


def _subscribed(workshop: Workshop) -> Mapping[str, Target]:
    def by_path() -> dict[str, Target]:
        return {one.path: one for kind in (FEEDS, CALENDARS) for one in kind.targets(workshop)}

    found: Mapping[str, Target] = workshop.site.ask(("subscribed",), by_path)
    return found


FOLLOWED = Format("followed", _followed, _follow, persons=True)


def address(path: str) -> str:
    """
    Return a path percent-encoded for an address, including characters with a special meaning to servers.

    >>> address("/één/$host/%41")
    '/%C3%A9%C3%A9n/%24host/%41'
    """
    page, mark, part = path.partition("#")
    return quote(page, PLAIN, errors="replace") + mark + quote(part, PLAIN, errors="replace")


def _map(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the lines of a map for nginx, except those that it cannot parse or that no request can match."""
    lines: dict[bytes, str] = {}
    for path, value in pairs:
        key, least = path.encode("utf-8", "replace"), min(path, default="")
        asked = _quoted(key.decode())
        # Requests always start with '/' and contain no control characters.
        if path.startswith("/") and least >= " " and max(len(asked.encode()), len(value)) <= LONGEST:
            # nginx would not start with two keys that differ only in the case of ASCII letters.
            lines[key.lower()] = f"{asked} {value};\n"
    return "".join(lines.values())


def _quoted(path: str) -> str:
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
