"""
Former addresses for servers: `_redirects` as hosts of static sites read it, and maps for nginx.

nginx refuses to start when it cannot read a line, so every line here is one that it can: it compares the address as it
decodes it, capitals of a to z count for nothing, `$` begins a variable in a target, and a parameter has a limit.
"""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, unquote

from jumelage.exports.atom import FEEDS
from jumelage.exports.calendar import CALENDARS
from jumelage.pages import About, Site, Target
from jumelage.rendering.workshop import Format, Workshop

FORMER = "# former addresses, and where each leads\n"
GONE = "# addresses that are gone on purpose\n"
LONGEST = 4000  # bytes of a parameter with its quotes; nginx takes 4,095
# What may stand in an address and means nothing to a server: `$` begins a variable, `*` and `:` a pattern.
PLAIN = "/%-._~!&'()+,=@"


def redirected(site: Site) -> str:
    """Return the former addresses for hosts, with the path of SITEURL; none is that of a person at risk."""
    base = address(site.settings.base)
    lines = (f"{base}{address(one.path)} {base}{address(one.target)} 301\n" for one in site.redirects)
    return FORMER + "".join(lines)


def redirects_map(site: Site) -> str:
    """Return the same as a map for nginx."""
    base, asked = address(site.settings.base), unquote(site.settings.base)
    return FORMER + _map((asked + one.path, _quoted(base + address(one.target))) for one in site.redirects)


def gone_map(site: Site) -> str:
    """Return the addresses that are gone on purpose as a map for nginx."""
    asked = unquote(site.settings.base)
    return GONE + _map((asked + path, "1") for path in sorted(site.gone))


def _followed(workshop: Workshop) -> Iterator[Target]:
    """Give the feeds and calendars of what has moved at their former addresses, too: programs follow no page."""
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
