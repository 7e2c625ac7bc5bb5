"""Answers browsers: pages with the script that keeps them up to date, the script's news, and a 404 that helps."""

import contextlib
import mimetypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Catalogue, Sentence
from jumelage.serving.nearest import nearest
from jumelage.serving.preview import Preview, Shown
from jumelage.serving.state import state

OWN = {"/_jumelage/reload.js": "reload.js", "/_jumelage/overlay.css": "overlay.css"}
HEARTBEAT = 10.0  # seconds after which a client that went away is noticed
DRAFTS = Sentence("Drafts and what is not published today are shown here, for editors only.")
NEAREST = "There is nothing at {path}. Did you mean one of these pages?"
NOTHING = "There is nothing at {path}."


@dataclass(frozen=True, slots=True)
class Desk:
    """
    What every answer needs: the site, the editor's language, and what prints a sentence.

    `local` says that only this machine is served; `hosts` are the names for which to answer, none: for all.
    """

    preview: Preview
    spoken: Catalogue
    lang: str
    say: Callable[[Sentence], None]
    local: bool
    hosts: frozenset[str]


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server_version = "jumelage"
    sys_version = ""

    def __init__(self, desk: Desk, *args: Any, **options: Any) -> None:
        """Take what every answer needs, and what the base class takes."""
        self.desk = desk
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        """Answer a browser."""
        host = re.sub(r":\d+$", "", self.headers.get("Host") or "").lower()
        if self.desk.hosts and host not in self.desk.hosts:
            # A page elsewhere whose name was made to lead here may not read drafts.
            told = f"This server answers for {', '.join(sorted(self.desk.hosts))} only.\n"
            self._send(HTTPStatus.FORBIDDEN, _kind(".txt"), told.encode())
            return
        shown = self.desk.preview.shown
        base = shown.site.settings.base if shown else ""
        try:
            path = unquote(urlsplit(self.path).path)
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        path = path.removeprefix(base) if f"{path}/".startswith(f"{base}/") else path
        if path == "/_jumelage/events":
            self._events()
        elif path in OWN:
            data = Path(__file__).with_name(OWN[path]).read_bytes()
            self._send(HTTPStatus.OK, _kind(path), data)
        elif shown is None:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, _kind("/"), self._page(BARE, None))
        else:
            self._answer(shown, path, base)

    def do_HEAD(self) -> None:
        """Answer with the head alone."""
        self.do_GET()

    def _answer(self, shown: Shown, path: str, base: str) -> None:
        status, found = self._found(shown, path)
        if found is not None:
            kind = _kind(path if status is HTTPStatus.OK else "/")
            self._send(status, kind, self._page(found.decode(), shown) if "html" in kind else found)
        elif f"{path}/" in shown.site.by_path:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", f"{base}{path}/")
            self._end(0)
        else:
            self._lost(shown, path, base)

    def _found(self, shown: Shown, path: str) -> tuple[HTTPStatus, bytes | None]:
        """Return the file at a path; that of the last good site, when the templates cannot make it any more."""
        try:
            return HTTPStatus.OK, shown.answer(path)
        except BuildError as error:
            if self.desk.preview.fail(error.sentence, shown):
                self.desk.say(error.sentence)
        last = self.desk.preview.last(path)
        return (HTTPStatus.INTERNAL_SERVER_ERROR, BARE.encode()) if last is None else (HTTPStatus.OK, last)

    def _lost(self, shown: Shown, path: str, base: str) -> None:
        pages = shown.site.by_path
        near = [shown.site.page(pages[one]) for one in nearest(path, pages) if one != "/404/"]
        links = [
            Markup('<li><a href="{}">{}</a> ({})</li>').format(f"{base}{one.path}", one.title.text, one.path)
            for one in near
        ]
        told = Sentence(NEAREST, path=path) if links else Sentence(NOTHING, path=path)
        listed = Markup("<ul>{}</ul>").format(Markup("").join(links)) if links else ""
        part = Markup('<div class="wrapper jumelage-nearest" lang="{}"><p>{}</p>{}</div>').format(
            self.desk.lang, told.said(self.desk.spoken), listed
        )
        page = (self._found(shown, "/404/")[1] or b"").decode()
        page = re.sub(r"<main\b[^<>]*+>", lambda found: f"{found[0]}{part}", page, count=1)
        self._send(HTTPStatus.NOT_FOUND, _kind("/"), self._page(page, shown))

    def _page(self, text: str, shown: Shown | None) -> bytes:
        """Return a page with what keeps it up to date, which no built site has."""
        base = shown.site.settings.base if shown else ""
        head = Markup(
            '<link rel="stylesheet" href="{base}/_jumelage/overlay.css" data-jumelage>'
            '<script src="{base}/_jumelage/reload.js" data-number="{number}" data-base="{base}"'
            ' data-lang="{lang}" defer>'
            "</script></head>"
        ).format(base=base, number=shown.number if shown else "", lang=self.desk.lang)
        text = text.replace("</head>", head, 1)
        if shown and shown.site.settings.drafts:
            told = Markup('<p class="jumelage-drafts" lang="{}">{}</p>').format(
                self.desk.lang, DRAFTS.said(self.desk.spoken)
            )
            text = re.sub(r"<body\b[^<>]*+>", lambda found: f"{found[0]}{told}", text, count=1)
        return text.encode()

    def _events(self) -> None:
        """Tell the page of every change until it goes away."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        preview, seen = self.desk.preview, -1
        with contextlib.suppress(OSError):
            while self.command != "HEAD":
                with preview.news:
                    preview.news.wait_for(partial(_newer, preview, seen), HEARTBEAT)
                    told = preview.round != seen
                    seen = preview.round
                    held = state(preview, self.desk.spoken, self.desk.local)
                # After a restart of the server, browsers are to ask again sooner than they would by themselves.
                self.wfile.write(f"data: {held}\nretry: 500\n\n".encode() if told else b": still here\n\n")
                self.wfile.flush()

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self._end(len(data))
        if self.command != "HEAD":
            self.wfile.write(data)

    def _end(self, length: int) -> None:
        self.send_header("Content-Length", str(length))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: the terminal is for problems."""


def _newer(preview: Preview, seen: int) -> bool:
    return preview.round != seen


BARE = "<!doctype html><html><head><meta charset='utf-8'><title>…</title></head><body></body></html>"


def _kind(path: str) -> str:
    """Return the media type of a path."""
    if path.endswith("/"):
        return "text/html; charset=utf-8"
    kind = KINDS.get(path.rpartition(".")[2]) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("/json", "/xml")) else kind


# The system's own list may lack them, or have them wrong.
KINDS = {
    "css": "text/css",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "xml": "application/xml",
}
