"""Links to elsewhere are looked at politely, told plainly, and never lead into a private network."""

import itertools
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from jumelage.messages.sentences import ENGLISH, catalogue
from jumelage.publishing import external_links as outside
from jumelage.publishing.external_links import Found, links, look, looked, markdown
from jumelage.publishing.external_links.addresses import is_public
from jumelage.publishing.external_links.asking import public
from sites import settings, written

PLACES = {
    "/moved": (301, "/fine"),
    "/found": (302, "/fine"),
    "/inwards": (302, "http://10.0.0.1/"),
    "/mapped": (302, "http://[::ffff:10.0.0.1]/"),
    "/file": (302, "file:///etc/passwd"),
    "/round": (302, "/round"),
    "/caf\u00e9": (302, "/fine"),
    "/letters": (302, "/a b?c#d"),
    "/nowhere": (302, ""),
}
STATES = {"/fine": 200, "/gone": 404, "/broken": 500, "/shy": 403, "/busy": 429}


class Elsewhere(BaseHTTPRequestHandler):
    """A site elsewhere: what it is asked stands in `asked`, with when."""

    asked: list[tuple[str, str, float, str]]

    def answer(self) -> None:
        self.asked.append((self.command, self.path, time.monotonic(), self.headers["User-Agent"]))
        if unquote(self.path) in PLACES:
            status, where = PLACES[unquote(self.path)]
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
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def here(address: str) -> bool:
    """Return whether an address leads to a server of this machine; everything else is private to these tests."""
    return address.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("path", "state", "reported"),
    [
        ("/fine", "", ""),
        ("/found", "", ""),
        ("/headless", "", ""),
        ("/gone", "broken", "404"),
        ("/broken", "broken", "500"),
        ("/shy", "refused", "403"),
        ("/busy", "refused", "429"),
        ("/inwards", "broken", "leads to a private network"),
        ("/mapped", "broken", "leads to a private network"),
        ("/file", "broken", "leads to a private network"),
        ("/round", "broken", "leads on without end"),
        ("/letters", "", ""),
        ("/nowhere", "", ""),
        ("/a?b=c#d", "", ""),
        ("/\u00e9t\u00e9", "", ""),
    ],
)
def test_an_address_says_how_it_is(path: str, state: str, reported: str, elsewhere: str) -> None:
    assert look(elsewhere + path, "wie", here) == (state, reported)
    assert {who for *_, who in Elsewhere.asked} == {"wie"}


def test_what_has_moved_for_good_says_where(elsewhere: str) -> None:
    assert look(f"{elsewhere}/moved", "wie", here) == ("moved", f"{elsewhere}/fine")


def test_who_does_not_answer_is_broken() -> None:
    state, reported = look("http://127.0.0.1:9/", "wie", here)
    assert (state, "refused" in reported) == ("broken", True)


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
        ("http://10.0.0.1./", False),
        ("http://localhost./", False),
        ("http://168.63.129.16/", False),
        ("http://168.63.129.16.:80/", False),
        ("http://0x7f.1/", False),
        ("http://127.1/", False),
        ("http://2130706433/", False),
        ("http://0177.0.0.1/", False),
        ("http://\uff11\uff12\uff17.0.0.1/", False),
        ("http://0.0.0.0/", False),
        ("http://[::ffff:127.0.0.1]/", False),
        ("http://[::ffff:7f00:1]/", False),
        ("http://[fe80::1%25eth0]/", False),
        ("http://[::1", False),
        ("http://93.184.215.14:0/", False),
        ("http://93.184.215.14:99999/", False),
        ("gopher://93.184.215.14/", False),
        ("http://93.184.215.14/", True),
        ("http://93.184.215.14./", True),
        ("http://[2606:2800:21f:cb07::1]/", True),
        ("https://nobody.invalid/", True),
    ],
)
def test_only_the_web_is_asked(address: str, leads: bool) -> None:
    assert public(address) is leads
    if not leads:
        assert look(address, "wie") == ("broken", "private")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "169.254.170.2", "100.100.100.200",
     "100.64.0.1", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
     "192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "0.1.2.3",
     "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:168.63.129.16",
     "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b::168.63.129.16", "64:ff9b:1::7f00:1",
     "64:ff9b:1::8.8.8.8", "2002:7f00:1::", "2002:a00:1::1", "2002:a83f:8110::", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
     "2a00:1450::5efe:10.0.0.1", "2a00:1450::200:5efe:127.0.0.1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1",
     "fd00:ec2::254", "ff02::1", "2001:db8::1", "3fff::1", "5f00::1", "100::1", "4000::1", "0x7f.1", "localhost", ""],
)  # fmt: skip
def test_no_address_of_a_private_network_is_public_whatever_it_hides_in(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.215.14", "168.63.129.17", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1",
     "2606:2800:21f:cb07::1", "2a00:1450:4001::200e"],
)  # fmt: skip
def test_an_address_of_the_web_is_public(address: str) -> None:
    assert is_public(address)


def answering(*answers: Sequence[str]) -> Callable[..., list[Any]]:
    """Return a resolver that answers otherwise each time, and a last time again and again."""
    left = [*answers]

    def answer(*_: Any, **__: Any) -> list[Any]:
        now = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 0)) for one in now]

    return answer


def test_what_was_judged_is_connected_to_though_the_name_has_another_address_now(
    elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The second answer would lead to a port where nothing listens.
    monkeypatch.setattr(socket, "getaddrinfo", answering(["127.0.0.1"], ["127.0.0.2"]))
    port = elsewhere.rpartition(":")[2]
    assert look(f"http://rebinding.example:{port}/fine", "wie", here) == ("", "")
    assert look(f"http://rebinding.example:{port}/fine", "wie", here) == ("broken", "private")


def test_a_host_with_one_private_address_among_others_is_not_asked(
    elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering(["127.0.0.1", "10.0.0.1"]))
    port = elsewhere.rpartition(":")[2]
    assert look(f"http://both.example:{port}/fine", "wie", here) == ("broken", "private")
    assert Elsewhere.asked == []


def test_the_second_address_of_a_host_is_tried_when_the_first_does_not_answer(
    elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering(["127.0.0.9", "127.0.0.1"]))
    port = elsewhere.rpartition(":")[2]
    assert look(f"http://two.example:{port}/fine", "wie", lambda _: True) == ("", "")


def test_a_host_without_an_address_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering([]))
    assert look("http://none.example/", "wie", here) == ("broken", "no address")


@pytest.mark.parametrize("address", ["http://\u2603\u200b.example/", f"http://{'a' * 70}.example/"])
def test_what_is_no_name_is_broken(address: str) -> None:
    assert look(address, "wie", here)[0] == "broken"


def test_a_proxy_of_the_environment_is_not_used(elsewhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    assert look(f"{elsewhere}/fine", "wie", here) == ("", "")


def test_who_does_not_listen_is_broken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    state, reported = look(f"http://127.0.0.1:{port}/", "wie", here)
    assert (state, "Connection refused" in reported) == ("broken", True)


def test_without_any_time_nobody_is_asked(elsewhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "SECONDS", -1)
    assert look(f"{elsewhere}/fine", "wie", here) == ("broken", "timed out")
    assert Elsewhere.asked == []


@pytest.mark.parametrize("port", [22, 25, 1023])
def test_a_port_that_is_not_of_the_web_is_not_asked(port: int) -> None:
    assert look(f"http://127.0.0.1:{port}/", "wie", here) == ("broken", f"refused: {port} is no port of the web")


def dripping(listening: socket.socket, said: bytes, ended: threading.Event) -> None:
    while not ended.is_set():
        try:
            asking = listening.accept()[0]
        except OSError:
            return
        with asking, suppress(OSError):
            for byte in itertools.cycle(said):
                if ended.wait(0.05):
                    return
                asking.sendall(bytes([byte]))


@pytest.mark.parametrize(
    ("scheme", "said"),
    [
        pytest.param("http", b"HTTP/1.1 200 OK " + b"x" * 50_000, id="in the first line"),
        pytest.param("http", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 10_000, id="in the headers"),
        pytest.param("http", b"HTTP/1.1 100 Continue\r\n\r\n", id="with an answer that asks to go on"),
        pytest.param("https", b"\x16\x03\x03\x40\x00\x02" + b"x" * 50_000, id="in the greeting of TLS"),
    ],
)
def test_a_host_that_sends_a_byte_at_a_time_takes_no_more_than_the_time_of_a_link(
    scheme: str, said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "SECONDS", 1)
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = threading.Thread(target=dripping, args=(listening, said, ended), daemon=True)
        serving.start()
        began = time.monotonic()
        state, _ = look(f"{scheme}://127.0.0.1:{listening.getsockname()[1]}/", "wie", lambda _: True)
        # Without a limit for the whole it would go on for minutes.
        assert (state, time.monotonic() - began < 30) == ("broken", True)
        ended.set()


def test_a_resolver_that_does_not_answer_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    monkeypatch.setattr(outside, "SECONDS", 0.2)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: ended.wait(60) and [])
    assert look("http://silent.example/", "wie", here) == ("broken", "no address in time")
    ended.set()


def test_what_there_is_no_time_for_is_told(elsewhere: str) -> None:
    found = {f"{elsewhere}/{path}": ("/nl/",) for path in ("fine", "gone", "a", "b")}
    assert {one.state for one in looked(found, "wie", here, seconds=-1)} == {"unasked"}
    some = [one.state for one in looked(found, "wie", here, seconds=0.01)]
    assert some[-1] == "unasked"
    assert markdown(looked(found, "wie", here, seconds=-1), "https://example.org", [ENGLISH]) == (
        "### Not checked: there was no time left\n\n- 4\n"
    )


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
    one = ("/nl/",)
    found = [
        Found("https://a.example/`@wie`", "broken", "404", many),
        Found("http://b.example/", "refused", "403", one),
    ]
    text = markdown(found, "https://example.org", [catalogue("nl"), catalogue("fr")])
    assert text == (
        "### Leidt nergens heen / Ne mène nulle part\n\n"
        "- `https://a.example/ @wie ` (`404`): https://example.org/nl/0/, https://example.org/nl/1/, "
        "https://example.org/nl/2/, https://example.org/nl/3/, https://example.org/nl/4/ … +2\n\n"
        "### Weigert automatische controles: open de link zelf / "
        "Refuse les contrôles automatiques\u00a0: ouvrez le lien vous-même\n\n"
        "- `http://b.example/` (`403`): https://example.org/nl/\n"
    )
    assert markdown([], "https://example.org", [ENGLISH]) == ""


def test_an_address_that_only_pages_of_persons_name_is_told_to_nobody_else() -> None:
    found = [Found("https://a.example/vrij-iemand", "broken", "404", ()), Found("https://b.example/", "moved", "", ())]
    assert markdown(found, "https://example.org", [ENGLISH]) == (
        "### Only on pages about persons at risk: not listed here\n\n- 2: `jumelage outside --report links.md`\n"
    )
    own = markdown(found, "https://example.org", [ENGLISH], private=True)
    assert "- `https://a.example/vrij-iemand` (`404`)\n" in own
    assert "not listed here" not in own
