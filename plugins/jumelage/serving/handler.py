"""Answers browsers: pages with a script that keeps them up to date, the events for it, and a helpful 404."""

import asyncio
import mimetypes
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route, Router

from jumelage.messages.problems import BuildError
from jumelage.messages.sentences import Catalogue, Sentence
from jumelage.serving.nearest import nearest
from jumelage.serving.preview import Preview, Shown
from jumelage.serving.state import state

OWN = {"/_jumelage/reload.js": "reload.js", "/_jumelage/overlay.css": "overlay.css"}
DRAFTS = Sentence("Drafts and anything not published today are shown here, for editors only.")
NEAREST = "There is nothing at {path}. Did you mean one of these pages?"
NOTHING = "There is nothing at {path}."
BARE = "<!doctype html><html><head><meta charset='utf-8'><title>…</title></head><body></body></html>"
# A range of a file: from a byte on, between two bytes, or a number of bytes at the end.
RANGE = re.compile(r"bytes=([0-9]{1,15})-([0-9]{0,15})|bytes=-([0-9]{1,15})")
# The system's own list may lack these types or have them wrong.
KINDS = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".xml": "application/xml",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """
    What every answer needs: the site, the editor's language, and a function that prints a sentence.

    `local` means that only this machine is served; `hosts` are the host names to answer for, empty for all.
    """

    preview: Preview
    spoken: Catalogue
    lang: str
    say: Callable[[Sentence], None]
    local: bool
    hosts: frozenset[str]


def app(desk: Desk) -> Router:
    """Return the ASGI app of a desk. One function handles every path, because the paths change with the site."""
    return Router(routes=[Route("/{path:path}", partial(_answer, desk))])


def _answer(desk: Desk, request: Request) -> Response:
    host = re.sub(r":\d+$", "", request.headers.get("host", "")).lower()
    if desk.hosts and host not in desk.hosts:
        # Against DNS rebinding: a foreign page whose name resolves to this machine must not read drafts.
        answered = ", ".join(sorted(desk.hosts))
        return PlainTextResponse(f"This server answers for {answered} only.\n", HTTPStatus.FORBIDDEN)
    shown, path = desk.preview.shown, str(request.scope["path"])
    base = shown.site.settings.base if shown else ""
    path = path.removeprefix(base) if f"{path}/".startswith(f"{base}/") else path
    if path == "/_jumelage/events":
        return StreamingResponse(_events(desk), media_type="text/event-stream")
    if path in OWN:
        return Response(Path(__file__).with_name(OWN[path]).read_bytes(), media_type=_kind(path))
    if shown is None:
        return HTMLResponse(_page(desk, BARE, None), HTTPStatus.SERVICE_UNAVAILABLE)
    return _shown(desk, shown, path, request.headers)


def _shown(desk: Desk, shown: Shown, path: str, asked: Headers) -> Response:
    status, found = _found(desk, shown, path)
    if found is None and f"{path}/" in shown.site.by_path:
        return RedirectResponse(f"{shown.site.settings.base}{path}/", HTTPStatus.FOUND)
    if found is None:
        return _lost(desk, shown, path)
    kind = _kind(path)
    if status is not HTTPStatus.OK or kind == "text/html":
        return HTMLResponse(_page(desk, found.decode(), shown), status)
    return _part(found, kind, asked)


def _found(desk: Desk, shown: Shown, path: str) -> tuple[HTTPStatus, bytes | None]:
    """Return the file at a path; if the templates now fail to make it, the one of the last good site."""
    try:
        return HTTPStatus.OK, shown.answer(path)
    except BuildError as error:
        if desk.preview.fail(error.sentence, shown):
            desk.say(error.sentence)
    last = desk.preview.last(path)
    return (HTTPStatus.INTERNAL_SERVER_ERROR, BARE.encode()) if last is None else (HTTPStatus.OK, last)


def _lost(desk: Desk, shown: Shown, path: str) -> Response:
    base = shown.site.settings.base
    pages = shown.site.by_path
    near = [shown.site.page(pages[one]) for one in nearest(path, pages) if one != "/404/"]
    links = [
        Markup('<li><a href="{}">{}</a> ({})</li>').format(f"{base}{one.path}", one.title.text, one.path)
        for one in near
    ]
    answer = Sentence(NEAREST, path=path) if links else Sentence(NOTHING, path=path)
    listed = Markup("<ul>{}</ul>").format(Markup("").join(links)) if links else ""
    part = Markup('<div class="wrapper jumelage-nearest" lang="{}"><p>{}</p>{}</div>').format(
        desk.lang, answer.said(desk.spoken), listed
    )
    page = (_found(desk, shown, "/404/")[1] or b"").decode()
    page = re.sub(r"<main\b[^<>]*+>", lambda found: f"{found[0]}{part}", page, count=1)
    return HTMLResponse(_page(desk, page, shown), HTTPStatus.NOT_FOUND)


def _page(desk: Desk, text: str, shown: Shown | None) -> str:
    """Return a page with the script that keeps it up to date, which built sites do not have."""
    base = shown.site.settings.base if shown else ""
    head = Markup(
        '<link rel="stylesheet" href="{base}/_jumelage/overlay.css" data-jumelage>'
        '<script src="{base}/_jumelage/reload.js" data-number="{number}" data-base="{base}" data-lang="{lang}" defer>'
        "</script></head>"
    ).format(base=base, number=shown.number if shown else "", lang=desk.lang)
    text = text.replace("</head>", head, 1)
    if shown and shown.site.settings.drafts:
        notice = Markup('<p class="jumelage-drafts" lang="{}">{}</p>').format(desk.lang, DRAFTS.said(desk.spoken))
        text = re.sub(r"<body\b[^<>]*+>", lambda found: f"{found[0]}{notice}", text, count=1)
    return text


def _part(data: bytes, kind: str, asked: Headers) -> Response:
    """Return a file, or the requested range of it; a request for several ranges gets the whole file."""
    size, headers = len(data), {"Accept-Ranges": "bytes"}
    # Files have no date or ETag here, so clients cannot ask whether a file is still the same.
    found = None if "if-range" in asked else RANGE.fullmatch(asked.get("range", ""))
    if not found or (found[2] and int(found[2]) < int(found[1])):
        return Response(data, headers=headers, media_type=kind)
    start = int(found[1]) if found[1] else max(size - int(found[3]), 0)
    stop = min(int(found[2]) + 1, size) if found[2] else size
    if start >= size:
        headers["Content-Range"] = f"bytes */{size}"
        return Response(b"", HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers)
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return Response(data[start:stop], HTTPStatus.PARTIAL_CONTENT, headers, kind)


async def _events(desk: Desk) -> AsyncIterator[str]:
    """Send every change to a page until it disconnects."""
    loop, changed = asyncio.get_running_loop(), asyncio.Event()
    listener = partial(loop.call_soon_threadsafe, changed.set)
    desk.preview.listeners.add(listener)
    try:
        while True:
            changed.clear()
            held = await run_in_threadpool(state, desk.preview, desk.spoken, desk.local)
            # After a restart of the server, browsers should reconnect sooner than by default.
            yield f"data: {held}\nretry: 500\n\n"
            await changed.wait()
    finally:
        desk.preview.listeners.discard(listener)


def _kind(path: str) -> str:
    """Return the media type of a path."""
    kind = "text/html" if path.endswith("/") else KINDS.get(Path(path).suffix) or mimetypes.guess_type(path)[0]
    return kind or "application/octet-stream"
