"""Serves a site and looks at it anew at each change."""

import contextlib
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

from watchfiles import watch

from jumelage.content.interrupted import PLAN
from jumelage.messages.problems import BuildError, Problem
from jumelage.messages.sentences import Catalogue, Sentence
from jumelage.serving.handler import Desk, Handler
from jumelage.serving.preview import Preview
from jumelage.settings import Settings
from jumelage.store.memory import Memory, stamp

LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
EVERYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - what somebody may ask for
PACKAGE = Path(__file__).resolve().parent.parent
PAUSE = 20  # milliseconds without a change after which a group of changes is complete
LOOK = 200  # milliseconds after which is looked for what is not watched: the settings file, and folders to come


@dataclass(frozen=True, slots=True)
class Options:
    """
    How to serve: where, in which language to speak to the editor, and how to print.

    `settings` reads the settings anew; `show` prints problems, `say` a sentence; `looked` follows each sound look.
    """

    host: str
    port: int
    lang: str
    spoken: Catalogue
    settings: Callable[[], Settings]
    settings_file: Path
    show: Callable[[tuple[Problem, ...]], None]
    say: Callable[[Sentence], None]
    looked: Callable[[Memory], None]


class Server(ThreadingHTTPServer):
    """Does not wait for pages that are still open when it ends."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, host: str, port: int, desk: Desk) -> None:
        """Take the port, which may be 0 for any that is free."""
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), partial(Handler, desk))

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away; of anything else, say it."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def serve(root: Path, options: Options) -> int:
    """
    Serve the site below `root` until interrupted; with a mistake in the content the last good site stays.

    Nothing is written, so that neither drafts nor addresses of this machine are ever published.

    Raises:
        BuildError: the port is taken, or the host is not of this machine.
    """
    preview = Preview(root, options.settings)
    host = f"[{options.host}]" if ":" in options.host else options.host
    local = options.host == "localhost" or _loopback(options.host)
    hosts = frozenset() if options.host in EVERYWHERE else LOCAL | {host.lower()}
    desk = Desk(preview, options.spoken, options.lang, options.say, local, hosts)
    with _server(options, desk) as server:
        changes = _changes(root, options.settings_file)
        # From here on no change is missed.
        next(changes)
        _tell(preview, preview.look(), options)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = preview.shown.site.settings.base if preview.shown else ""
        name = host if options.host not in EVERYWHERE | {"127.0.0.1"} else "localhost"
        address = f"http://{name}:{server.server_port}{base}/"
        options.say(Sentence("{address} (stop with Ctrl-C)", address=address))
        if not local:
            options.say(Sentence("Others on the network can see this site."))
        for changed in changes:
            if not changed:
                _tell(preview, preview.look(again=True), options)
                continue
            _changed(changed, root, preview, options, server.server_port)
    return 0


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _server(options: Options, desk: Desk) -> Server:
    try:
        return Server(options.host, options.port, desk)
    except socket.gaierror as error:
        unknown = Sentence("{host} is not an address of this machine.", host=options.host)
        raise BuildError(unknown) from error
    except (OSError, OverflowError) as error:
        told = Sentence(
            "Port {port} cannot be used ({why}). Choose another one: --port {other}",
            port=str(options.port),
            why=str(error.strerror if isinstance(error, OSError) else error),
            other=str(options.port + 1 if options.port < 65535 else 8000),
        )
        raise BuildError(told) from error


def _changes(root: Path, settings_file: Path) -> Iterator[set[Path]]:
    """
    Give the paths of each group of changes, and nothing where there may have been some that nobody told of.

    What comes first says that everything is watched from now on.
    """
    polled = (settings_file, root / PLAN)
    before = [_stamp(path) for path in polled]
    while True:
        folders, unseen = _folders(root), True
        watched = watch(*folders, step=PAUSE, rust_timeout=LOOK, yield_on_timeout=True, raise_interrupt=True)
        # A folder can go just before it is watched: then those that are left are.
        with contextlib.suppress(FileNotFoundError):
            for found in watched:
                changed = {Path(path) for _, path in found}
                now = [_stamp(path) for path in polled]
                if now != before:
                    changed.update(path for path, old, new in zip(polled, before, now, strict=True) if old != new)
                    before = now
                if changed or unseen:
                    yield changed
                # What was written into a new folder before it was watched is told by nobody: look once more.
                unseen = any(path.is_dir() for path in changed)
                if _folders(root) != folders:
                    # One came, or was put in the place of another: only a new watch sees into it.
                    break


def _folders(root: Path) -> dict[Path, int]:
    """Return the folders to watch, and the number that tells each from another of its name."""
    folders = [root / "data", root / "content", root / "theme", *([PACKAGE] if root in PACKAGE.parents else [])]
    return {path: found[-1] for path in folders if (found := _stamp(path))}


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        return stamp(path)
    except OSError:
        return ()


def _changed(changed: set[Path], root: Path, preview: Preview, options: Options, port: int) -> None:
    code = sorted(path for path in changed if path.suffix == ".py" and PACKAGE in path.parents)
    if code:
        failure = next((wrong for path in code if (wrong := _unsound(path, root))), None)
        if failure:
            preview.fail(failure)
            options.say(failure)
            return
        # This process holds the old code. The new one takes the same port, and open pages find it again.
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:], "--port", str(port)])  # noqa: S606
    theme = root / "theme"
    # While an editing program saves a style, it may write a file without a suffix beside it.
    same_pages = all(theme in path.parents and path.suffix in {".css", ""} for path in changed)
    _tell(preview, preview.look(same_pages=same_pages), options)


def _unsound(path: Path, root: Path) -> Sentence | None:
    try:
        compile(path.read_bytes(), str(path), "exec")
    except FileNotFoundError:
        return None
    except (SyntaxError, ValueError) as error:
        name, line = path.relative_to(root).as_posix(), getattr(error, "lineno", 1)
        return Sentence("{path}:{line}: this is not valid Python.", path=name, line=str(line))
    return None


def _tell(preview: Preview, sound: bool | None, options: Options) -> None:
    """Print what came of a look."""
    if sound is None:
        return
    if sound and preview.shown:
        pages, count = len(preview.shown.site.targets), len(preview.warnings)
        told = "{pages} pages in {seconds} s. Warnings: {count}."
        options.say(Sentence(told, pages=pages, seconds=f"{preview.seconds:.2f}", count=count))
        options.looked(preview.memory)
    elif preview.failure:
        options.say(preview.failure)
    else:
        options.show(preview.problems)
