"""Former addresses for servers: `_redirects` as hosts of static sites read it, and maps for nginx."""

from collections.abc import Iterator, Mapping

from jumelage.pages import Site

FORMER = "# former addresses, and where each leads\n"
GONE = "# addresses that are gone on purpose\n"


def moved(site: Site) -> Iterator[tuple[str, str]]:
    """Give each file with its path; addresses hold the path of SITEURL, none is that of a person at risk."""
    base = site.settings.base
    pairs = [(base + one.path, base + one.target) for one in site.redirects]
    yield "/_redirects", FORMER + "".join(f"{path} {target} 301\n" for path, target in pairs)
    yield "/_nginx/redirects.map", FORMER + "".join(f"{_quoted(path)} {_quoted(target)};\n" for path, target in pairs)
    # Two that differ in capitals only are one to nginx, which would refuse to start.
    gone = {path.lower(): base + path for path in sorted(site.gone)}
    yield "/_nginx/gone.map", GONE + "".join(f"{_quoted(path)} 1;\n" for path in gone.values())


def followed(site: Site, files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Give the feeds and calendars of what has moved at their former addresses, too: programs follow no page."""
    for one in site.redirects:
        for name in ("feed.xml", "calendar.ics"):
            if one.target + name in files:
                yield one.path + name, files[one.target + name]


def _quoted(path: str) -> str:
    # What an editor writes in `gone.yaml` may hold the sign itself, at which nginx would refuse to start.
    return '"' + path.replace('"', '\\"') + '"'
