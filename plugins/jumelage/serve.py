"""The editing server: builds, serves on this machine alone, and builds again when a source changes."""

import sys
import threading
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import watch

from jumelage.build import publish
from jumelage.problems import BuildError, ContentError
from jumelage.settings import Settings

WATCHED = ("data", "content", "theme", "pelicanconf.py")


class Handler(SimpleHTTPRequestHandler):
    """Serves the output; an address that leads nowhere gets the site's own 404 page, with that status."""

    def __init__(self, *args: Any, base: str, **options: Any) -> None:
        """Take the path of SITEURL, under which the site stands."""
        self.base = base
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        """Return the file of an address."""
        return super().translate_path(path.removeprefix(self.base))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's 404 page where that fits."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Ask browsers not to keep what the next change replaces."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: the terminal is for problems."""


def serve(
    root: Path, output: Path, settings: Callable[[], Settings], port: int, stop: threading.Event | None = None
) -> int:
    """
    Build `root` into `output`, serve it on 127.0.0.1:`port`, build again at each change, until interrupted or `stop`.

    With a mistake in the content the last good site stays.
    """
    rebuild(root, output, settings)
    handler = partial(Handler, directory=str(output), base=settings().base)
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"http://localhost:{server.server_port}{settings().base}/ (stop with Ctrl-C)", file=sys.stderr)
        watched = [path for name in WATCHED if (path := root / name).exists()]
        for _ in watch(*watched, stop_event=stop, raise_interrupt=True):
            rebuild(root, output, settings)
        server.shutdown()
    return 0


def rebuild(root: Path, output: Path, settings: Callable[[], Settings]) -> bool:
    """Build once and say how it went; return whether the output is up to date."""
    try:
        built, written = publish(root, output, settings())
    except (ContentError, BuildError) as error:
        print(error, file=sys.stderr)
        return False
    print(f"{len(built.site.pages)} pages, {written} files changed.", file=sys.stderr)
    return True
