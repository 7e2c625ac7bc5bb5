"""A built site at an address of this machine."""

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any


class Quiet(SimpleHTTPRequestHandler):
    """Serves the files of a built site, with headers of its own."""

    def __init__(self, *args: Any, headers: Mapping[str, str], **more: Any) -> None:
        self.more = headers
        super().__init__(*args, **more)

    def end_headers(self) -> None:
        for name, value in self.more.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


class Patient(ThreadingHTTPServer):
    """Says nothing of a browser that leaves before it was answered."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(output: Path, headers: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """Serve a folder for the time of a `with`, with `headers` on each answer, and give its address."""
    handler = partial(Quiet, directory=str(output), headers=headers)
    with Patient(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
