"""Addresses as an editor could write them into `data/gone.yaml`, and which of them a server can be asked for."""

from collections.abc import Sequence
from pathlib import Path

from jumelage.content.gone_and_security import MAX_ADDRESS, publishing
from jumelage.languages import Languages
from sites import written

# What an editor could write, each with whether it is taken; what is taken must be answered with 410.
ADDRESSES = {
    "/nl/weg/": True,
    "/nl/weg": True,
    "/nl/weg.html": True,
    "/nl/Weg/": True,
    "/nl/één/": True,
    "/nl/ÉÉN/": True,
    "/nl/%C3%A9%c3%a9n-twee/": True,
    "/nl/a%20b/": True,
    "/nl/100%25/": True,
    "/nl/100%/": True,
    "/nl/$uri/$host/": True,
    "/nl/${uri}/": True,
    '/nl/"weg";/': True,
    "/nl/'weg'/": True,
    "/nl/weg;}server{listen%201;}/": True,
    "/nl/{weg}/": True,
    "/nl/%5Cweg%5c%22/": True,
    "/nl/weg%5C": True,
    "/nl/%23weg%3F/": True,
    "/~^/nl/": True,
    "/default": True,
    "/hostnames": True,
    "/volatile/": True,
    "/include": True,
    "/*": True,
    "/*.example.org/": True,
    "/nl/weg...": True,
    "/nl/.../": True,
    "/nl/.hidden/": True,
    "/nl/_weg/": True,
    "/_nginx/weg/": True,
    "/nl/weg/feed.xml": True,
    "/nl/\u212aelvin/": True,
    "/nl/kelvin/": True,
    "/nl/\U0001f4a7/": True,
    "/nl/مرحبا/": True,
    f"/nl/{'a' * (MAX_ADDRESS - 5)}/": True,
    f"/nl/{'a' * (MAX_ADDRESS - 4)}/": False,
    f"/nl/{'%22' * 660}/": True,
    f"/nl/{'é' * 332}/": True,
    f"/nl/{'é' * 334}/": False,
    f"/nl/{'a' * 4100}/": False,
    f"/nl/{'%41' * 4100}/": False,
    "": False,
    "/": False,
    "//": False,
    "nl/weg/": False,
    "~^/": False,
    "default": False,
    "https://example.org/nl/weg/": False,
    "//example.org/": False,
    "/nl//weg/": False,
    "/nl/weg//": False,
    "/nl/%2F/": False,
    "/nl/%2e%2E/": False,
    "/nl/../weg/": False,
    "/nl/./weg/": False,
    "/nl/..": False,
    "/nl/weg?a=b": False,
    "/nl/weg#a": False,
    "/nl/a b/": False,
    "/nl/a\\b/": False,
    "/nl/a\nb/": False,
    '/nl/a";\n"/" 1;\n"/b/': False,
    "/nl/a\u0000b/": False,
    "/nl/a\u0001b/": False,
    "/nl/a\u007fb/": False,
    "/nl/a\u0085b/": False,
    "/nl/a\u2028b/": False,
    "/nl/%00/": False,
    "/nl/%0A/": False,
    "/nl/%7f/": False,
    "/nl/%C2%85/": False,
    "/nl/%FF/": False,
    "/nl/%ED%A0%80/": False,
}


def numbered(sign: str) -> str:
    """Return a character as YAML can have any in quotes, by its number."""
    return sign if sign.isalnum() and sign.isascii() else f"\\U{ord(sign):08x}"


def taken(addresses: Sequence[str], folder: Path) -> tuple[str, ...]:
    """Return those of the addresses that are valid in `data/gone.yaml`, as they are written there."""
    lines = "".join(f'- "{"".join(map(numbered, one))}"\n' for one in addresses)
    found = publishing(written(folder, {"data/gone.yaml": lines.encode()}), Languages())
    wrong = {one.position.line for one in found.problems}
    assert all(one.position.path == "data/gone.yaml" for one in found.problems)
    assert {place.line for place in found.gone.values()}.isdisjoint(wrong)
    return tuple(found.gone)
