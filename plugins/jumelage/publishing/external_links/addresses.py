"""Decides which internet addresses are public, and not in a private network that only this machine can reach."""

import ipaddress
import socket
import threading
from collections.abc import Iterator

import idna

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# IPv6 networks whose addresses end in an IPv4 address: mapped, compatible and NAT64.
ENDINGS = tuple(map(ipaddress.IPv6Network, ("::ffff:0:0/96", "::/96", "64:ff9b::/96")))
SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")
ISATAP = {0x00005EFE, 0x02005EFE}  # the 32 bits before such an ending
UNICAST = ipaddress.IPv6Network("2000::/3")  # all unicast addresses assigned so far
# Not public, though `is_global` says so in some versions of Python: protocols, relays, documentation, Azure.
CLOSED = tuple(
    map(
        ipaddress.ip_network,
        ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "2001::/32", "3fff::/20", "5f00::/16"),
    )
)


def is_public(text: str) -> bool:
    """Return whether a numeric address is public; an embedded IPv4 address must be public, too."""
    try:
        return all(map(_is_open, _judged(ipaddress.ip_address(text))))
    except ValueError:
        return False


def _judged(address: Address) -> Iterator[Address]:
    if isinstance(address, ipaddress.IPv4Address):
        yield address
        return
    number = int(address)
    last = ipaddress.IPv4Address(number & 0xFFFFFFFF)
    if any(address in one for one in ENDINGS):
        yield last
        return
    yield address
    if address in SIX_TO_FOUR:
        yield ipaddress.IPv4Address(number >> 80 & 0xFFFFFFFF)
    if number >> 32 & 0xFFFFFFFF in ISATAP:
        yield last


def _is_open(address: Address) -> bool:
    closed = address.is_multicast or address.is_reserved or any(address in one for one in CLOSED)
    return not closed and (address in UNICAST or address.version == 4) and address.is_global


def encoded(name: str) -> str:
    """
    Return the name of a host in ASCII.

    Raises:
        OSError: it is not a valid name.
    """
    if name.isascii():
        return name
    try:
        return idna.encode(name, uts46=True).decode()
    except UnicodeError as error:
        raise OSError("not a name") from error


def resolved(host: str, seconds: float) -> list[str]:
    """
    Return the numeric addresses of a host, in the order in which they are tried.

    A name may also be a number in any notation that the system reads. A resolver that does not answer is abandoned:
    nothing waits for it.

    Raises:
        OSError: it has no address, or none was found in time.
    """
    name = host.rstrip(".")
    try:
        return [str(ipaddress.ip_address(name))]
    except ValueError:
        pass
    found: list[list[str] | OSError] = []
    asking = threading.Thread(target=_ask, args=(encoded(name), found), daemon=True)
    asking.start()
    asking.join(max(0, seconds))
    answer = found[0] if found else TimeoutError("no address in time")
    if isinstance(answer, OSError):
        raise answer
    return answer


def _ask(name: str, found: list[list[str] | OSError]) -> None:
    try:
        answers = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
        found.append(list(dict.fromkeys(str(one[4][0]) for one in answers)))
    except (OSError, UnicodeError) as error:
        found.append(error if isinstance(error, OSError) else OSError("not a name"))
