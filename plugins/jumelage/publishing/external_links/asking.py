"""One question to a site: at the address that was judged, within a time that nothing can draw out."""

import io
import socket
import ssl
import string
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from jumelage.publishing.external_links.addresses import encoded, is_public, resolved

HOPS = 10  # that are followed
PERMANENT, LEADING = {301, 308}, {301, 302, 303, 307, 308}
PORTS = {80, 443}  # and those that need no rights to be opened: mail, shells and printers listen below 1024
Allowed = Callable[[str], bool]


class PrivateError(OSError):
    """An address leads into a network that only this machine can reach, or is none of the web."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The status that an address ends with, and where it has moved for good, '' when it has not."""

    status: int
    moved: str


def public(address: str) -> bool:
    """
    Return whether an address leads to the web, and not into the network of who asks.

    A name without any address is public: asking it tells that.
    """
    try:
        parts = _parts(address)
    except PrivateError:
        return False
    try:
        return all(map(is_public, resolved(parts.hostname or "", 5)))
    except OSError:
        return True


def asked(address: str, method: str, name: str, allowed: Allowed, until: float) -> Answer:
    """
    Return what an address answers, wherever it leads; `name` says who asks, `until` is a time of `time.monotonic`.

    Each step is judged by `allowed`, which is given the address in digits that is then connected to: a name that has
    another one the second time leads nowhere else. Proxies that the environment names are not used, for they would
    look the name up themselves.

    Raises:
        PrivateError: it leads where `allowed` does not.
        OSError, HTTPException, ValueError: it does not answer in time, or not in HTTP.
    """
    moved = ""
    for hop in range(HOPS + 1):
        try:
            status, place = _step(address, method, name, allowed, until)
        except PrivateError as error:
            raise PrivateError("leads to a private network" if hop else "private") from error
        if status not in LEADING or not place:
            return Answer(status, moved)
        address = urljoin(address, quote(place, safe=string.punctuation, encoding="iso-8859-1"))
        # Where it leads may know no HEAD; what it sends is not read.
        method, moved = "GET", address if status in PERMANENT else moved
    raise OSError("leads on without end")


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        right = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        right = False
    if not right:
        raise PrivateError("not of the web")
    return parts


def _step(address: str, method: str, name: str, allowed: Allowed, until: float) -> tuple[int, str]:
    """Return the status of one answer, and where it leads."""
    parts = _parts(address)
    usual = 443 if parts.scheme == "https" else 80
    host, port = encoded(parts.hostname or ""), parts.port or usual
    if port not in PORTS and port < 1024:
        raise OSError(f"refused: {port} is no port of the web")
    found = resolved(host, until - time.monotonic())
    if not all(allowed(f"{parts.scheme}://{_in_brackets(one)}:{port}/") for one in found):
        raise PrivateError("private")
    plain = _connected(found, port, until)
    try:
        if parts.scheme == "https":
            plain.settimeout(_left(until))
            plain = ssl.create_default_context().wrap_socket(plain, server_hostname=host.rstrip("."))
        connection = HTTPConnection(_in_brackets(host), port)
        connection.default_port = usual
        connection.sock = _Timed(plain, until)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"User-Agent": name, "Connection": "close"}
        connection.request(method, quote(target, safe=string.punctuation), headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", "")
    finally:
        plain.close()


def _in_brackets(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _connected(addresses: Sequence[str], port: int, until: float) -> socket.socket:
    """Return a connection to the first address that takes one; each is given its share of the time."""
    for tried, address in enumerate(addresses):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        plain = socket.socket(family, socket.SOCK_STREAM)
        try:
            plain.settimeout(_left(until) / (len(addresses) - tried))
            plain.connect((address, port))
        except OSError:
            plain.close()
            if tried == len(addresses) - 1:
                raise
        else:
            return plain
    raise OSError("no address")


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("timed out")
    return left


class _Timed(io.RawIOBase):
    """What an HTTP connection needs of a socket; each read has what is left of the time, not as much again."""

    def __init__(self, plain: socket.socket, until: float) -> None:
        super().__init__()
        self.plain = plain
        self.until = until

    def sendall(self, data: Any) -> None:
        self.plain.settimeout(_left(self.until))
        self.plain.sendall(data)

    def makefile(self, *_: Any) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.plain.settimeout(_left(self.until))
        return self.plain.recv_into(buffer)
