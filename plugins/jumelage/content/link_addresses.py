"""Parses addresses of links and pictures in texts: what they refer to, or why they are rejected."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from jumelage.content.unresolved import MOST_LAYERS, in_address
from jumelage.kinds import KINDS
from jumelage.languages import SEGMENTS
from jumelage.messages.problems import Code, did_you_mean, listed
from jumelage.messages.sentences import Sentence
from jumelage.source.web_addresses import address_fault

WRITTEN = re.compile(r"\{([A-Za-z_-]*)\}([^#]*)(?:#(.+))?")
WEB = re.compile("(?i)https?:")
POST_OR_TELEPHONE = re.compile(r"mailto:[^@%\s<>\"]+@(?P<host>[^@\s<>\"?]+)(?:\?[^@\s<>\"]*)?|tel:\+?[0-9][0-9 ./()-]*")
SCHEME = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:|//")
NO_ADDRESS = (
    Sentence("A kind in braces may only come at the start of an address."),
    Sentence("Begin the address with the kind in braces, as in {{partnership}}its-id, and write nothing else in it."),
)
NO_PICTURE = (
    Sentence("Pictures must come from content/pictures/."),
    Sentence("Put the file in content/pictures/ and write {{static}}pictures/its-name.jpg."),
)

BY_ADDRESS = (
    Sentence(
        "A text may not link to a person at risk by web address: the search would then name somebody who is not listed."
    ),
    Sentence("Replace the address with {{person}} and the id of the record."),
)


@dataclass(frozen=True, slots=True)
class Address:
    """
    A parsed address; all fields are empty for an e-mail address or telephone number.

    `reference` is a kind ('static' for a file, '' for the text itself), an id or path in content/, and an anchor;
    `refusal` is the problem to report instead.
    """

    reference: tuple[str, str, str] | None = None
    external: bool = False
    refusal: tuple[Code, Sentence, Sentence] | None = None


def address_of_link(address: str) -> Address:
    """Parse the address of a link."""
    written = WRITTEN.fullmatch(address)
    if in_address(address[written.end(1) + 1 :] if written else address):
        code = Code.UNSAFE_ADDRESS if SCHEME.match(address) and not WEB.match(address) else Code.BROKEN_LINK
        return Address(refusal=(code, *NO_ADDRESS))
    if written:
        return _reference(written[1], written[2], written[3] or "")
    if re.match("#.", address):
        return Address(("", "", address[1:]))
    if WEB.match(address):
        hint = address_fault(address)
        return Address(refusal=_unsafe(address, hint)) if hint else Address(external=True)
    other = POST_OR_TELEPHONE.fullmatch(address)
    hint = address_fault(f"https://{other['host']}/") if other and other["host"] else None
    if hint:
        return Address(refusal=_unsafe(address, hint))
    return Address() if other else _refused(address)


def path_of_picture(address: str) -> str:
    """Return the path in content/ of the picture at an address, '' if it is not one of the site."""
    written = WRITTEN.fullmatch(address)
    ours = written is not None and written[1] == "static" and not in_address(written[2])
    return written[2] if written and ours else ""


def leads_to_a_person(address: str) -> bool:
    """Return whether a link refers to a person at risk."""
    written = WRITTEN.fullmatch(address)
    return written is not None and written[1] == "person"


def is_page_of_a_person(address: str, segments: Mapping[str, str]) -> bool:
    """
    Return whether a web address is a page of a person at risk; `segments` are path segments of these, by language.

    Any domain matches: an editor's computer does not know that of the published site, and copies have others.

    >>> is_page_of_a_person("https://example.org/en/persons-at-risk/x/", {"en": "persons-at-risk"})
    True
    >>> is_page_of_a_person("https://example.org/en/persons-at-risk/", {"en": "persons-at-risk"})
    False
    """
    for _ in range(MOST_LAYERS):
        address = unquote(address)
    path = posixpath.normpath(address).casefold()
    after = (path.partition(f"/{lang}/{segment}/".casefold())[2] for lang, segment in segments.items())
    return any(said[:1].isalnum() for said in after)


def pages_of_persons(body: str, segments: Mapping[str, str]) -> list[int]:
    """Return the numbers, from 0, of lines with the address of a person's page, in any context."""
    lowered = body.casefold()
    if "%" not in body and not any(f"/{segment}/".casefold() in lowered for segment in segments.values()):
        return []
    return [number for number, line in enumerate(body.split("\n")) if is_page_of_a_person(line, segments)]


def _reference(kind: str, name: str, anchor: str) -> Address:
    known = (*KINDS, "static")
    if kind in known:
        return Address((kind, name, anchor))
    hint = did_you_mean(kind, known) or Sentence("Use {choices}.", choices=listed(known))
    message = Sentence("There is no kind of record '{kind}'.", kind=kind)
    return Address(refusal=(Code.BROKEN_LINK, message, hint))


def _refused(address: str) -> Address:
    """Return the refusal of an address that leads nowhere or may run code."""
    shown = _quotable(address)
    if SCHEME.match(address):
        return Address(refusal=_unsafe(address, Sentence("Link to https://…, mailto:… or tel:….")))
    hint = Sentence("Link to a record as {{partnership}}its-id, to a file as {{static}}files/its-name.pdf.")
    return Address(refusal=(Code.BROKEN_LINK, Sentence("A link to '{address}' leads nowhere.", address=shown), hint))


def _unsafe(address: str, hint: Sentence) -> tuple[Code, Sentence, Sentence]:
    message = Sentence("Links to '{address}' are not allowed.", address=_quotable(address))
    return Code.UNSAFE_ADDRESS, message, hint


def _quotable(address: str) -> str:
    """Return an address for use in a message, without parts that could name a person at risk."""
    persons = ("person", *SEGMENTS["person"].values())
    return "…" if any(word in address.casefold() for word in persons) else address
