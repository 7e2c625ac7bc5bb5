"""Checks pages written by Pelican: they may contain only what ours may, and their links must lead somewhere."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from jumelage.graph.unlisted import names_of_unlisted, naming, unlisted_problem
from jumelage.messages.problems import Code, Position, Problem
from jumelage.messages.sentences import Sentence
from jumelage.model.people import Person
from jumelage.pages import Site
from jumelage.pelican_run.places import Written
from jumelage.settings import Settings

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
# Elements that the policy of our pages blocks, or that could act in the site's name.
FORBIDDEN = frozenset("applet base embed form frame frameset iframe math object style template".split())  # noqa: SIM905
LOADED = frozenset({("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"), ("video", "src")})
LOADED |= {
    ("video", "poster"),
    ("audio", "src"),
    ("track", "src"),
    ("script", "src"),
    ("image", "href"),
    ("use", "href"),
}
LINKED = frozenset({("a", "href"), ("area", "href"), ("blockquote", "cite"), ("link", "href"), ("q", "cite")})
SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
IN_MARKDOWN = Sentence("Write it as Markdown, without HTML, or leave it out.")
UNSEEN = dict.fromkeys(range(33))  # ignored by browsers in an address


@dataclass
class Seen:
    """The content of a page: what is not allowed, links, loaded files, ids, and words including those in attributes."""

    wrong: list[str] = field(default_factory=list)
    policy: bool = False  # whether it has the policy of our pages
    unnamed: int = 0  # pictures without a description
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self.open: list[str] = []
        self.policy = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append(tag)
        if tag in FORBIDDEN or (tag == "script" and "src" not in known and known.get("type") != "application/ld+json"):
            self.seen.wrong.append(f"<{tag}>")
        if tag == "meta" and "http-equiv" in known:
            policy = known["http-equiv"].lower() == "content-security-policy"
            self.policy |= policy and "default-src 'none'" in known.get("content", "")
            self.seen.wrong += [] if policy else ["<meta http-equiv>"]
        self.seen.unnamed += tag == "img" and "alt" not in known
        self.seen.ids |= {known["id"]} if "id" in known else set()
        for name, value in known.items():
            self._attribute(tag, name, value)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        self.seen.words.append(value)
        if name == "style" or name.startswith("on") or name == "srcdoc":
            self.seen.wrong.append(f"{name}=")
        elif (tag, name) in LOADED:
            parts = [one.split()[0] for one in value.split(",") if one.split()] if name == "srcset" else [value]
            self.seen.loaded += parts
        elif (tag, name) in LINKED:
            self.seen.links.append(value)
        elif name in {"href", "src", "action", "formaction", "xlink:href", "data", "ping"}:
            self.seen.wrong.append(f"{name}=")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()
            # Outside SVG, browsers treat it as a start tag.
            self.seen.wrong += [] if "svg" in {tag, *self.open} else [f"<{tag}/>"]

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.open:
            self.seen.wrong.append(f"</{tag}>")
            return
        while (last := self.open.pop()) != tag:
            self.seen.wrong.append(f"<{last}> … </{tag}>")

    def handle_data(self, data: str) -> None:
        self.seen.words.append(data)


def seen(html: str) -> Seen:
    """Return the content of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = reader.seen
    found.wrong += [f"<{tag}>" for tag in reader.open]
    found.policy = reader.policy
    return found


def unfit(found: Seen, text: Written) -> Iterator[Problem]:
    """Yield a problem for each part of a text that is not allowed on the page made from it."""
    for what in dict.fromkeys(found.wrong):
        message = Sentence(
            "The page made from this contains something that no page of the site may contain: {what}.", what=what
        )
        hint = IN_MARKDOWN if text.text and not text.path.endswith(".rst") else Sentence("Leave it out.")
        yield from (Problem(place, Code.RAW_HTML, message, hint) for place in text.element(what))
    if not found.policy:
        message = Sentence("This page has no Content-Security-Policy, as every page of the site has.")
        hint = Sentence("Begin its template with '{template}'.", template='{% extends "pages/base.html" %}')
        yield Problem(Position(text.path), Code.RAW_HTML, message, hint)
    if found.unnamed:
        message = Sentence("This picture has no alternative text.")
        yield from (Problem(place, Code.MISSING_ALT, message) for place in text.picture())


class Links:
    """Resolves the links of pages among all files of a site."""

    def __init__(self, files: Mapping[str, bytes], settings: Settings) -> None:
        """Take the files by path, and the settings of the site."""
        self.files = files
        self.siteurl = settings.siteurl
        self.persons = settings.languages.indexes("person")
        self.ids: dict[str, set[str]] = {}

    def broken(self, path: str, found: Seen, text: Written) -> Iterator[Problem]:
        """Yield a problem for each broken link of the page at `path`, and for each file loaded from another site."""
        for link in dict.fromkeys([*found.links, *found.loaded]):
            for code, message, hint in self._wrong(path, link, text.addresses.get(link, link), link in found.loaded):
                yield from (Problem(place, code, message, hint) for place in text.address(link))

    def _wrong(
        self, path: str, link: str, shown: str, loaded: bool
    ) -> Iterator[tuple[Code, Sentence, Sentence | None]]:
        to = self._inside(path, link)
        if loaded and to is None:
            message = Sentence("This loads '{address}' from another site.", address=shown)
            yield Code.UNSAFE_ADDRESS, message, Sentence("Put the file into a folder of STATIC_PATHS, and link that.")
        if urlsplit(link.translate(UNSEEN)).scheme.lower() not in SCHEMES:
            message = Sentence("'{address}' is not allowed as the address of a link.", address=shown)
            yield Code.UNSAFE_ADDRESS, message, None
        elif to is not None:
            yield from self._missing(shown, *to)

    def leads_to(self, path: str, found: Seen) -> set[str]:
        """Return the paths within the site that a page links to."""
        return {to[0] for link in found.links if (to := self._inside(path, link))}

    def _inside(self, path: str, link: str) -> tuple[str, str] | None:
        """Return the path and anchor of a link within the site, None for an external one."""
        whole = urlsplit(urljoin(f"{self.siteurl}{path}", link.translate(UNSEEN)))
        site = urlsplit(self.siteurl)
        if (whole.scheme, whole.netloc) != (site.scheme, site.netloc) or not whole.path.startswith(site.path):
            return None
        return unquote(whole.path[len(site.path) :]) or "/", unquote(whole.fragment)

    def _missing(self, shown: str, path: str, anchor: str) -> Iterator[tuple[Code, Sentence, None]]:
        file = f"{path}index.html" if path.endswith("/") else path
        if file not in self.files:
            # An address may contain a person's name.
            address = "…" if path.startswith(self.persons) or "{person}" in shown else shown
            yield Code.BROKEN_LINK, Sentence("A link to '{address}' leads nowhere.", address=address), None
        elif anchor.casefold() not in {"", "top"} and file.endswith(".html") and anchor not in self._ids(file):
            message = Sentence(
                "A link leads to the part '{anchor}' of a page, but the page has no such part.", anchor=anchor
            )
            yield Code.BROKEN_ANCHOR, message, None

    def _ids(self, file: str) -> set[str]:
        if file not in self.ids:
            self.ids[file] = seen(self.files[file].decode("utf-8", "replace")).ids
        return self.ids[file]


class Look:
    """Checks the files written by Pelican or its plugins."""

    def __init__(self, site: Site, persons: Collection[Person], files: Mapping[str, bytes]) -> None:
        """Take the persons at risk, whose names are searched for, and all files of the site."""
        self.links = Links(files, site.settings)
        self.names = names_of_unlisted(persons)
        targets = [one for one in site.targets if one.kind == "person"]
        self.hidden = {one.path: one.id for one in targets if not site.page(one).listed}

    def at(self, path: str, data: bytes, text: Written) -> Iterator[Problem]:
        """Yield the problems of the file at `path`, with their positions in the text that it was made from."""
        if naming(path, self.names):
            # The position must not contain the name either.
            named = naming(text.path, self.names)
            yield unlisted_problem(Position(PurePosixPath(text.path).parent.as_posix() if named else text.path))
        elif not path.endswith((".html", ".htm")):
            if naming(data.decode("utf-8", "ignore"), self.names):
                yield from map(unlisted_problem, text.naming(self.names))
        else:
            found = seen(data.decode("utf-8", "replace"))
            yield from unfit(found, text)
            yield from self.links.broken(path, found, text)
            led = self.hidden.keys() & self.links.leads_to(path, found)
            if led or _names(found, self.names):
                yield from map(unlisted_problem, text.naming(self.names, {self.hidden[one] for one in led}))


def _names(found: Seen, names: Collection[str]) -> bool:
    return naming("".join(found.words), names) or any(naming(one, names) for one in found.words)
