"""Whatever `data/gone.yaml`, SITEURL or an alias holds: nginx starts, and answers as it was promised."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from gone import ADDRESSES, taken
from jumelage.exports.for_machines import FOR_MACHINES
from jumelage.pages import Said, Site
from jumelage.pages.redirects import Redirect
from making import files, relisted
from nginx import Server, serving
from sites import example, written

pytestmark = pytest.mark.elsewhere


@pytest.fixture(scope="module")
def site() -> Site:
    return example().site


@contextmanager
def served(site: Site, folder: Path) -> Iterator[Server]:
    """Serve the lists of a site, and a page for who lost their way, for the time of a `with`."""
    shutil.rmtree(folder, ignore_errors=True)
    written(
        folder / "site",
        {"404.html": "lost", "nl/404.html": "verdwaald", **{p[1:]: t for p, t in files(FOR_MACHINES, site).items()}},
    )
    with serving(folder / "site", folder) as server:
        yield server


def test_what_is_called_gone_is_gone_however_it_is_written(site: Site, tmp_path: Path) -> None:
    good = [address for address, taken in ADDRESSES.items() if taken]
    gone = taken(good, tmp_path)
    assert {unquote(one) for one in good} == set(gone)
    with served(relisted(site, gone=gone), tmp_path / "nginx") as server:
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
    with served(relisted(site, gone=gone), folder / "nginx") as server:
        assert [one for one in gone if server.ask(quote(one)).status != 410] == []


@tried(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(paths=st.lists(st.text(max_size=40) | st.text(max_size=5).map(lambda text: text * 1000), max_size=100))
def test_nginx_starts_whatever_the_lists_are_made_of(
    paths: list[str], site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    moves = tuple(Redirect(one, other, "nl", "page", "a", Said("A"), ("id",)) for one, other in pairwise(paths))
    with served(relisted(site, gone=tuple(paths), redirects=moves), tmp_path_factory.mktemp("any")) as server:
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
    below = relisted(
        replace(site, settings=replace(site.settings, siteurl=f"https://example.org{base}")),
        redirects=(Redirect("/nl/a/", "/nl/b/", "nl", "page", "b", Said("B"), ("id",)),),
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
    with served(relisted(site, gone=gone), tmp_path / "nginx") as server:
        assert server.ask(gone[-1]).status == 410
        assert server.ask("/nl/x/").status == 404
