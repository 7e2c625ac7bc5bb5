"""Whatever `data/gone.yaml`, SITEURL or an alias holds: nginx starts, and answers as it was promised."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from jumelage.exports.moved import moved
from jumelage.languages import Languages
from jumelage.load.publishing import MAX_ADDRESS, publishing
from jumelage.pages import Said, Site
from jumelage.pages.redirects import Redirect
from nginx import Server, serving
from sites import example, written

pytestmark = pytest.mark.elsewhere

LANGUAGES = Languages()
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


@pytest.fixture(scope="module")
def site() -> Site:
    return example().site


def numbered(sign: str) -> str:
    """Return a character as YAML can have any in quotes, by its number."""
    return sign if sign.isalnum() and sign.isascii() else f"\\U{ord(sign):08x}"


def taken(addresses: Sequence[str], folder: Path) -> tuple[str, ...]:
    """Return those of the addresses that are valid in `data/gone.yaml`, as they are written there."""
    lines = "".join(f'- "{"".join(map(numbered, one))}"\n' for one in addresses)
    found = publishing(written(folder, {"data/gone.yaml": lines.encode()}), LANGUAGES)
    wrong = {one.position.line for one in found.problems}
    assert all(one.position.path == "data/gone.yaml" for one in found.problems)
    assert {place.line for place in found.gone.values()}.isdisjoint(wrong)
    return tuple(found.gone)


@contextmanager
def served(site: Site, folder: Path) -> Iterator[Server]:
    """Serve the lists of a site, and a page for who lost their way, for the time of a `with`."""
    shutil.rmtree(folder, ignore_errors=True)
    written(folder / "site", {"404.html": "lost", "nl/404.html": "verdwaald", **{p[1:]: t for p, t in moved(site)}})
    with serving(folder / "site", folder) as server:
        yield server


@pytest.mark.parametrize(("address", "good"), ADDRESSES.items(), ids=[ascii(one)[1:31] for one in ADDRESSES])
def test_an_address_that_no_server_can_be_asked_for_is_a_problem(address: str, good: bool, tmp_path: Path) -> None:
    assert bool(taken([address], tmp_path)) is good


def test_what_is_called_gone_is_gone_however_it_is_written(site: Site, tmp_path: Path) -> None:
    good = [address for address, taken in ADDRESSES.items() if taken]
    gone = taken(good, tmp_path)
    assert {unquote(one) for one in good} == set(gone)
    with served(replace(site, gone=gone), tmp_path / "nginx") as server:
        # Of itself a per cent sign begins a number: a browser asks for one that does not as "%25".
        asked = [quote(one, "/%").replace("100%/", "100%25/") for one in good]
        assert [one for one in asked if server.ask(one).status != 410] == []
        # In capitals, with a letter encoded that need not be, and with a slash too many.
        for path in ("/NL/WEG/", "/nl/%77eg/", "//nl//weg/", "/nl/./weg/"):
            assert server.ask(path).status == 410, path
        for path in ("/nl/", "/nl/weg/meer/", "/nl/%C3%89en/", "/nl/weg/?a=b/../.."):
            assert server.ask(path).status == (410 if "?" in path else 404), path


PARTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20) | st.sampled_from(
    [
        "%",
        "%41",
        "%00",
        "%FF",
        "$uri",
        '"',
        "\\",
        ";",
        "{",
        "}",
        "..",
        ".",
        "",
        "~",
        "*",
        "#",
        "\n",
        "a" * 1500,
        "É",
        "é",
    ]
)


@tried(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(paths=st.lists(st.lists(PARTS, min_size=1, max_size=4).map(lambda parts: "/" + "/".join(parts)), max_size=200))
def test_of_any_list_nginx_takes_what_we_take(
    paths: list[str], site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    gone = taken(paths, folder)
    with served(replace(site, gone=gone), folder / "nginx") as server:
        assert [one for one in gone if server.ask(quote(one)).status != 410] == []


@tried(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(paths=st.lists(st.text(max_size=40) | st.text(max_size=5).map(lambda text: text * 1000), max_size=100))
def test_nginx_starts_whatever_the_lists_are_made_of(
    paths: list[str], site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    moves = tuple(Redirect(one, other, "nl", "page", "a", Said("A"), 0) for one, other in pairwise(paths))
    with served(replace(site, gone=tuple(paths), redirects=moves), tmp_path_factory.mktemp("any")) as server:
        assert server.ask("/nl/").status == 404


@pytest.mark.parametrize(
    "base",
    [
        "/project",
        "/$host",
        "/${uri}",
        '/a"b',
        "/a\\b",
        "/a\\",
        "/a;}",
        "/één",
        "/%C3%A9%C3%A9n",
        "/a%20b",
        "/~^a",
        "/a*b:c",
        "/a\x01b",
        "/" + "a" * 3000,
        "/" + "a" * 5000,
    ],
    ids=lambda base: ascii(base)[1:20],
)
def test_a_site_below_an_odd_path_is_led_on_within_it(base: str, site: Site, tmp_path: Path) -> None:
    below = replace(
        site,
        settings=replace(site.settings, siteurl=f"https://example.org{base}"),
        redirects=(Redirect("/nl/a/", "/nl/b/", "nl", "page", "b", Said("B"), 0),),
        gone=("/nl/weg/",),
    )
    with served(below, tmp_path / "nginx") as server:
        if len(base) < 4000 and "\x01" not in base:
            asked = quote(unquote(base))
            answer = server.ask(f"{asked}/nl/a/?a=b")
            assert (answer.status, unquote(answer.headers["Location"])) == (301, f"{unquote(base)}/nl/b/?a=b")
            assert server.ask(f"{asked}/nl/weg/").status == 410
        assert server.ask("/nl/").status == 404


def test_very_many_addresses_are_taken(site: Site, tmp_path: Path) -> None:
    gone = tuple(f"/nl/{'lang-' * (number % 50)}{number}/" for number in range(50_000))
    with served(replace(site, gone=gone), tmp_path / "nginx") as server:
        assert server.ask(gone[-1]).status == 410
        assert server.ask("/nl/x/").status == 404
