"""One request to a site: to exactly the address that was checked, and within a strict time limit."""

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

HOPS = 10  # redirects that are followed
PERMANENT, LEADING = {301, 308}, {301, 302, 303, 307, 308}
PORTS = {80, 443}  # and unprivileged ports: mail, shells and printers listen below 1024
Allowed = Callable[[str], bool]


class PrivateError(OSError):
    """An address leads into a private network, or is not a web address."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The final status of an address, and its permanent new address, '' if it has not moved."""

    status: int
    moved: str


def public(address: str) -> bool:
    """
    Return whether an address is on the public web, and not in a private network.

    A name without any address counts as public: the request will report it.
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
    Return the answer of an address, after redirects; `name` is our User-Agent, `until` a time of `time.monotonic`.

    Each step is checked with `allowed`, which gets the numeric address that is then connected to: a name that resolves
    differently the second time cannot lead elsewhere. Proxies from the environment are not used, because they would
    resolve the name themselves.

    Raises:
        PrivateError: it leads to an address that `allowed` refuses.
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
        # The target may not support HEAD; the body is not read.
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
    """Return the status of one response, and where it redirects to."""
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
    """Return a connection to the first address that accepts one; each gets its share of the time."""
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
    """The part of a socket that an HTTP connection needs; all reads share one deadline."""

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
