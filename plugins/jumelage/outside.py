"""Links from the built site to elsewhere: which of them lead nowhere any more."""

import ipaddress
import re
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jumelage.sentences import Catalogue, Sentence
from jumelage.settings import Settings

SECONDS = 20  # for an answer
PAUSE = 1.0  # seconds between two questions to one host
HOSTS = 8  # asked at a time
NAMED = 5  # pages of a link
HREF = re.compile(r'href="(https?://[^"#]+)')
# They answer people and not programs.
REFUSING = {401, 403, 405, 406, 429, 451, 999}
HEADINGS: Mapping[str, Sentence] = {
    "broken": Sentence("Leads nowhere"),
    "moved": Sentence("Has moved for good"),
    "refused": Sentence("Does not answer programs: look by hand"),
}
UNTOLD = Sentence("On pages of persons at risk, to be looked for by hand")


@dataclass(frozen=True, slots=True)
class Found:
    """
    An address elsewhere: 'broken', 'moved' or 'refused', what it said, and on which pages it stands.

    Pages of persons at risk are not among them.
    """

    address: str
    state: str
    told: str
    pages: tuple[str, ...]


def links(output: Path, settings: Settings) -> dict[str, tuple[str, ...]]:
    """Return each address elsewhere with the pages on which it stands; pages of persons at risk are not named."""
    indexes = [f"/{lang}/{settings.languages.segment('person', lang)}/" for lang in settings.languages.codes]
    found: dict[str, list[str]] = {}
    for file in sorted(output.rglob("index.html")):
        path = f"/{file.relative_to(output).as_posix()}".removesuffix("index.html")
        private = any(path.startswith(one) and path != one for one in indexes)
        for address in {unescape(one) for one in HREF.findall(file.read_text("utf-8"))}:
            # "Improve this text" stands on every page.
            if not address.startswith((f"{settings.siteurl}/", f"{settings.repository or settings.siteurl}/")):
                found.setdefault(address, []).extend([] if private else [path])
    return {address: tuple(pages) for address, pages in sorted(found.items())}


class _Plain(urllib.request.HTTPRedirectHandler):
    """Says that an address has moved for good, and follows it to the web alone."""

    def __init__(self, allowed: Callable[[str], bool]) -> None:
        self.allowed = allowed
        self.moved = ""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        """Return the next request, as the base class does."""
        if not self.allowed(newurl):
            fp.close()
            raise OSError("leads to a private network")
        if code in {301, 308}:
            self.moved = newurl
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def public(address: str) -> bool:
    """Return whether an address leads to the web, and not into the network of who asks."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return False
    try:
        known = {one[4][0] for one in socket.getaddrinfo(parts.hostname, None)}
    except OSError:
        # It has no address at all: asking it will tell.
        return True
    return all(ipaddress.ip_address(str(one).partition("%")[0]).is_global for one in known)


def look(address: str, name: str, allowed: Callable[[str], bool] = public) -> tuple[str, str]:
    """Return how an address answers, '' when all is well, and what it said; `name` says to it who asks."""
    if not allowed(address):
        return "broken", "private"
    state, told = "broken", ""
    # Some hosts know no HEAD, some are busy: the second question is a GET.
    for method in ("HEAD", "GET"):
        state, told = _ask(address, method, name, allowed)
        if state in {"", "moved"}:
            break
    return state, told


def _ask(address: str, method: str, name: str, allowed: Callable[[str], bool]) -> tuple[str, str]:
    plain = _Plain(allowed)
    request = urllib.request.Request(address, method=method, headers={"User-Agent": name})  # noqa: S310 - `public` saw it
    try:
        with urllib.request.build_opener(plain).open(request, timeout=SECONDS):
            return ("moved", plain.moved) if plain.moved else ("", "")
    except urllib.error.HTTPError as error:
        error.close()
        return ("refused" if error.code in REFUSING else "broken"), str(error.code)
    except (OSError, HTTPException, ValueError) as error:
        return "broken", str(getattr(error, "reason", error) or type(error).__name__)


def looked(found: Mapping[str, tuple[str, ...]], name: str, allowed: Callable[[str], bool] = public) -> list[Found]:
    """Return the addresses that want somebody's care, in their order; a host is asked one thing at a time."""
    hosts: dict[str, list[str]] = {}
    for address in found:
        hosts.setdefault(urlsplit(address).netloc, []).append(address)
    with ThreadPoolExecutor(HOSTS) as pool:
        answers = dict(
            pair for pairs in pool.map(lambda one: [*_host(one, name, allowed)], hosts.values()) for pair in pairs
        )
    return [Found(address, *answers[address], pages) for address, pages in found.items() if answers[address][0]]


def _host(addresses: Iterable[str], name: str, allowed: Callable[[str], bool]) -> Iterator[tuple[str, tuple[str, str]]]:
    for number, address in enumerate(addresses):
        time.sleep(PAUSE if number else 0)
        yield address, look(address, name, allowed)


def markdown(found: Sequence[Found], siteurl: str, catalogues: Sequence[Catalogue]) -> str:
    """
    Return what wants care as Markdown, in all of the languages; '' when nothing does.

    Addresses that stand on pages of persons at risk alone are counted: an issue is public, and an address may name one.
    """
    lines: list[str] = []
    for state, heading in HEADINGS.items():
        those = [one for one in found if one.state == state and one.pages]
        if those:
            lines += [f"### {_said(heading, catalogues)}", ""]
        for one in those:
            told = f" ({_code(one.told)})" if one.told else ""
            pages = ", ".join(f"{siteurl}{page}" for page in one.pages[:NAMED])
            more = f" … +{len(one.pages) - NAMED}" if len(one.pages) > NAMED else ""
            lines.append(f"- {_code(one.address)}{told}{': ' if pages else ''}{pages}{more}")
        lines += [""] if those else []
    if untold := sum(not one.pages for one in found):
        lines += [f"### {_said(UNTOLD, catalogues)}: {untold}", ""]
    return "\n".join(lines)


def _said(sentence: Sentence, catalogues: Sequence[Catalogue]) -> str:
    return " / ".join(dict.fromkeys(sentence.said(one) for one in catalogues))


def _code(text: str) -> str:
    """Return a text that somebody else wrote as Markdown shows it: as it is, and nobody is called by it."""
    plain = re.sub(r"[`\s]+", " ", text)[:300]
    return f"`{plain}`"
