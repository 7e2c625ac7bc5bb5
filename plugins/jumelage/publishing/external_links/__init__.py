"""Checks which links from the built site to other sites are broken."""

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from http.client import HTTPException
from pathlib import Path

from jumelage.messages.sentences import Catalogue, Sentence
from jumelage.publishing.external_links.asking import Allowed, Answer, PrivateError, asked, public
from jumelage.settings import Settings

SECONDS = 20  # for an address with all its redirects
ALL_SECONDS = 40 * 60  # for all addresses; the job on GitHub has an hour
PAUSE = 1.0  # seconds between two requests to one host
HOSTS = 8  # checked at the same time
NAMED = 5  # pages named for a link
__all__ = ["Found", "links", "look", "looked", "markdown", "public"]

HREF = re.compile(r'(?i)href="(https?://[^"#]+)')
# Statuses with which sites refuse programs but not people.
REFUSING = {401, 403, 405, 406, 429, 451, 999}
HEADINGS: Mapping[str, Sentence] = {
    "broken": Sentence("Leads nowhere"),
    "moved": Sentence("Moved permanently"),
    "refused": Sentence("Refuses automatic checks: open the link yourself"),
    "unasked": Sentence("Not checked: there was no time left"),
}
PERSONS = Sentence("Only on pages about persons at risk: not listed here")


@dataclass(frozen=True, slots=True)
class Found:
    """
    The result for an address: 'broken', 'moved', 'refused' or 'unasked', the answer, and the pages that link to it.

    Pages about persons at risk are not included.
    """

    address: str
    state: str
    answer: str
    pages: tuple[str, ...]


def links(output: Path, settings: Settings) -> dict[str, tuple[str, ...]]:
    """Return each external address with the pages that link to it, without pages about persons at risk."""
    indexes = settings.languages.indexes("person")
    found: dict[str, list[str]] = {}
    for file in sorted(output.rglob("index.html")):
        path = f"/{file.relative_to(output).as_posix()}".removesuffix("index.html")
        private = any(path.startswith(one) and path != one for one in indexes)
        for address in {unescape(one) for one in HREF.findall(file.read_text("utf-8"))}:
            # "Improve this text" is on every page.
            if not address.startswith((f"{settings.siteurl}/", f"{settings.repository or settings.siteurl}/")):
                found.setdefault(address, []).extend([] if private else [path])
    return {address: tuple(pages) for address, pages in sorted(found.items())}


def look(address: str, name: str, allowed: Allowed = public) -> tuple[str, str]:
    """
    Return the state of an address ('' if it works) and its answer; `name` is our User-Agent.

    It has `SECONDS` in total, however many redirects there are and however slowly it answers.
    """
    began, answer = time.monotonic(), ("broken", "")
    # Some hosts do not support HEAD, some are busy: the second request is a GET, with the time that is left.
    for method, share in (("HEAD", 2), ("GET", 1)):
        try:
            answer = _said(asked(address, method, name, allowed, began + SECONDS / share))
        except PrivateError as error:
            return "broken", str(error)
        except (OSError, HTTPException, ValueError) as error:
            answer = "broken", str(error) or type(error).__name__
        if answer[0] in {"", "moved"}:
            break
    return answer


def _said(answer: Answer) -> tuple[str, str]:
    if answer.status >= 400:
        return ("refused" if answer.status in REFUSING else "broken"), str(answer.status)
    return ("moved", answer.moved) if answer.moved else ("", "")


def looked(
    found: Mapping[str, tuple[str, ...]], name: str, allowed: Allowed = public, seconds: float = ALL_SECONDS
) -> list[Found]:
    """
    Return the addresses that need attention, in order; each host gets one request at a time.

    Addresses not checked within `seconds` are 'unasked'.
    """
    hosts: dict[str, list[str]] = {}
    for address in found:
        hosts.setdefault(address.split("/")[2].lower(), []).append(address)
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(HOSTS) as pool:
        answers = dict(
            pair
            for pairs in pool.map(lambda one: [*_host(one, name, allowed, until)], hosts.values())
            for pair in pairs
        )
    return [Found(address, *answers[address], pages) for address, pages in found.items() if answers[address][0]]


def _host(addresses: Iterable[str], name: str, allowed: Allowed, until: float) -> Iterator[tuple[str, tuple[str, str]]]:
    for number, address in enumerate(addresses):
        if time.monotonic() + (PAUSE if number else 0) > until:
            yield address, ("unasked", "")
            continue
        time.sleep(PAUSE if number else 0)
        yield address, look(address, name, allowed)


def markdown(found: Sequence[Found], siteurl: str, catalogues: Sequence[Catalogue], private: bool = False) -> str:
    """
    Return the addresses that need attention as Markdown, in all languages; '' if there are none.

    An address that only pages about persons at risk link to may reveal who they are: such addresses are only counted,
    unless the report is `private`.
    """
    lines: list[str] = []
    for state, heading in HEADINGS.items():
        those = [one for one in found if one.state == state and (one.pages or private)]
        if those:
            # For unchecked addresses a number is enough: there may be thousands.
            entries = [f"- {len(those)}"] if state == "unasked" else [_line(one, siteurl) for one in those]
            lines += [_heading(heading, catalogues), "", *entries, ""]
    count = sum(not one.pages for one in found)
    if count and not private:
        lines += [_heading(PERSONS, catalogues), "", f"- {count}: `jumelage outside --report links.md`", ""]
    return "\n".join(lines)


def _line(one: Found, siteurl: str) -> str:
    said = f" ({_code(one.answer)})" if one.answer else ""
    pages = ", ".join(f"{siteurl}{page}" for page in one.pages[:NAMED])
    more = f" … +{len(one.pages) - NAMED}" if len(one.pages) > NAMED else ""
    return f"- {_code(one.address)}{said}{': ' if pages else ''}{pages}{more}"


def _heading(heading: Sentence, catalogues: Sequence[Catalogue]) -> str:
    return f"### {' / '.join(dict.fromkeys(heading.said(one) for one in catalogues))}"


def _code(text: str) -> str:
    """Return a text by somebody else as Markdown code, so that it is shown verbatim and mentions nobody."""
    plain = re.sub(r"[`\s]+", " ", text)[:300]
    return f"`{plain}`"
