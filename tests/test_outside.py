"""Links to elsewhere are looked at politely, told plainly, and never lead into a private network."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from jumelage import outside
from jumelage.outside import Found, links, look, looked, markdown, public
from jumelage.sentences import ENGLISH, catalogue
from sites import settings, written

PLACES = {"/moved": (301, "/fine"), "/found": (302, "/fine"), "/inwards": (302, "http://10.0.0.1/")}
STATES = {"/fine": 200, "/gone": 404, "/broken": 500, "/shy": 403, "/busy": 429}


class Elsewhere(BaseHTTPRequestHandler):
    """A site elsewhere: what it is asked stands in `asked`, with when."""

    asked: list[tuple[str, str, float, str]]

    def answer(self) -> None:
        self.asked.append((self.command, self.path, time.monotonic(), self.headers["User-Agent"]))
        if self.path in PLACES:
            status, where = PLACES[self.path]
            self.send_response(status)
            self.send_header("Location", where)
        elif self.path == "/headless" and self.command == "HEAD":
            self.send_response(405)
        else:
            self.send_response(STATES.get(self.path, 200))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = answer  # noqa: N815 - the names are the base class's

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(outside, "PAUSE", 0.05)
    Elsewhere.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def here(address: str) -> bool:
    """Return whether an address leads to a server of this machine; everything else is private to these tests."""
    return address.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("path", "state", "told"),
    [
        ("/fine", "", ""),
        ("/found", "", ""),
        ("/headless", "", ""),
        ("/gone", "broken", "404"),
        ("/broken", "broken", "500"),
        ("/shy", "refused", "403"),
        ("/busy", "refused", "429"),
        ("/inwards", "broken", "leads to a private network"),
    ],
)
def test_an_address_says_how_it_is(path: str, state: str, told: str, elsewhere: str) -> None:
    assert look(elsewhere + path, "wie", here) == (state, told)
    assert {who for *_, who in Elsewhere.asked} == {"wie"}


def test_what_has_moved_for_good_says_where(elsewhere: str) -> None:
    assert look(f"{elsewhere}/moved", "wie", here) == ("moved", f"{elsewhere}/fine")


def test_who_does_not_answer_is_broken() -> None:
    state, told = look("http://127.0.0.1:9/", "wie", here)
    assert (state, "refused" in told) == ("broken", True)


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("http://127.0.0.1/", False),
        ("http://localhost:8000/", False),
        ("http://10.1.2.3/", False),
        ("http://192.168.0.1/", False),
        ("http://169.254.169.254/latest/meta-data/", False),
        ("http://[::1]/", False),
        ("http://[fe80::1]/", False),
        ("ftp://example.org/", False),
        ("https:///", False),
        ("http://93.184.215.14/", True),
        ("https://nobody.invalid/", True),
    ],
)
def test_only_the_web_is_asked(address: str, leads: bool) -> None:
    assert public(address) is leads
    if not leads:
        assert look(address, "wie") == ("broken", "private")


def test_one_host_is_asked_one_thing_at_a_time_with_a_pause(elsewhere: str) -> None:
    found = {f"{elsewhere}{path}": ("/nl/",) for path in ("/fine", "/gone", "/found")}
    assert looked(found, "wie", here) == [Found(f"{elsewhere}/gone", "broken", "404", ("/nl/",))]
    firsts = [
        when for method, path, when, _ in Elsewhere.asked if method == "HEAD" and path in {"/fine", "/gone", "/found"}
    ]
    assert all(later - sooner >= 0.05 for sooner, later in pairwise(firsts))


def test_links_are_collected_with_their_pages_and_without_those_of_persons(tmp_path: Path) -> None:
    known = settings(siteurl="https://example.org/site", repository="https://github.com/a/b")
    links_there = '<a href="https://a.example/?x=1&amp;y=2#part">'
    own = '<a href="/nl/"><a href="https://example.org/site/nl/"><a href="https://github.com/a/b/edit/main/x.md">'
    person = '<a href="https://a.example/?x=1&amp;y=2"><a href="http://b.example/">'
    files = {
        "nl/index.html": links_there + own,
        "nl/b/index.html": links_there,
        "nl/mensen-in-gevaar/x/index.html": person,
    }
    assert links(written(tmp_path, files), known) == {
        "http://b.example/": (),
        "https://a.example/?x=1&y=2": ("/nl/b/", "/nl/"),
    }


def test_what_wants_care_is_told_in_each_language_and_calls_nobody() -> None:
    many = tuple(f"/nl/{number}/" for number in range(7))
    found = [
        Found("https://a.example/`@wie`", "broken", "404", many),
        Found("http://b.example/", "refused", "403", ("/nl/",)),
    ]
    text = markdown(found, "https://example.org", [catalogue("nl"), catalogue("fr")])
    assert text == (
        "### Leidt nergens heen / Ne mène nulle part\n\n"
        "- `https://a.example/ @wie ` (`404`): https://example.org/nl/0/, https://example.org/nl/1/, "
        "https://example.org/nl/2/, https://example.org/nl/3/, https://example.org/nl/4/ … +2\n\n"
        "### Antwoordt niet aan programma's: kijk zelf / Ne répond pas aux programmes\u00a0: à regarder soi-même\n\n"
        "- `http://b.example/` (`403`): https://example.org/nl/\n"
    )
    assert markdown([], "https://example.org", [ENGLISH]) == ""


def test_an_address_that_only_persons_at_risk_have_is_counted_and_not_told() -> None:
    found = [Found("https://a.example/persoon-een", "broken", "404", ()), Found("http://b.example/", "moved", "x", ())]
    text = markdown(found, "https://example.org", [catalogue("nl"), catalogue("fr")])
    assert "example" not in text
    assert text.endswith(": 2\n")
