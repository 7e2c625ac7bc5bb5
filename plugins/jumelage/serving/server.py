"""Serves a site and checks it again after each change."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from uvicorn import Config, Server
from watchfiles import watch

from jumelage.content.interrupted import PLAN
from jumelage.messages.problems import BuildError, Problem
from jumelage.messages.sentences import Catalogue, Sentence
from jumelage.serving.handler import Desk, app
from jumelage.serving.preview import Preview
from jumelage.settings import Settings
from jumelage.store.store import Store, stamp

LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
EVERYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - what somebody may ask for
PAUSE = 20  # milliseconds without a change after which a group of changes is complete
LOOK = 200  # milliseconds between checks for what is not watched: the settings file, and new folders


@dataclass(frozen=True, slots=True)
class Options:
    """
    How to serve: where, in which language, and how to print.

    `settings` reads the settings again; `show` prints problems, `say` a sentence; `looked` is called after each valid
    check. `package` is the running code: if it changes, `restart` starts it again on a port. `stop` ends the server.
    """

    host: str
    port: int
    lang: str
    spoken: Catalogue
    settings: Callable[[], Settings]
    settings_file: Path
    show: Callable[[tuple[Problem, ...]], None]
    say: Callable[[Sentence], None]
    looked: Callable[[Store], None]
    package: Path
    restart: Callable[[int], None]
    stop: threading.Event


def serve(root: Path, options: Options) -> int:
    """
    Serve the site below `root` until interrupted; while the content has problems, the last good site is shown.

    Nothing is written, so that neither drafts nor addresses of this machine are ever published.

    Raises:
        BuildError: the port is in use, or the host is not an address of this machine.
    """
    preview = Preview(root, options.settings)
    host = f"[{options.host}]" if ":" in options.host else options.host
    local = options.host == "localhost" or _loopback(options.host)
    hosts = frozenset() if options.host in EVERYWHERE else LOCAL | {host.lower()}
    desk = Desk(preview, options.spoken, options.lang, options.say, local, hosts)
    with _listening(options) as port:
        changes = _changes(root, options)
        # From here on no change is missed.
        next(changes)
        good = preview.look()
        _report(preview, good, options)
        with _answering(desk, port):
            base = preview.shown.site.settings.base if preview.shown else ""
            name = host if options.host not in EVERYWHERE | {"127.0.0.1"} else "localhost"
            address = f"http://{name}:{port.getsockname()[1]}{base}/"
            options.say(Sentence("{address} (stop with Ctrl-C)", address=address))
            if not local:
                options.say(Sentence("Others on the network can see this site."))
            if good:
                # It takes a while, and nothing needs to wait for it.
                options.looked(preview.store)
            for changed in changes:
                _changed(changed, root, preview, options, port.getsockname()[1])
    return 0


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _listening(options: Options) -> socket.socket:
    """Return the port, which from now on queues connections until they are answered; 0 means any free port."""
    port = socket.socket(socket.AF_INET6 if ":" in options.host else socket.AF_INET)
    try:
        port.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        port.bind((options.host, options.port))
        port.listen()
    except (OSError, OverflowError) as error:
        port.close()
        if isinstance(error, socket.gaierror):
            raise BuildError(Sentence("{host} is not an address of this machine.", host=options.host)) from error
        message = Sentence(
            "Port {port} cannot be used ({why}). Choose another one: --port {other}",
            port=str(options.port),
            why=str(error.strerror if isinstance(error, OSError) else error),
            other=str(options.port + 1 if options.port < 65535 else 8000),
        )
        raise BuildError(message) from error
    return port


@contextlib.contextmanager
def _answering(desk: Desk, port: socket.socket) -> Iterator[None]:
    """Answer requests in a thread for the duration of a `with`; after an error, do not wait for open requests."""
    config = Config(
        app(desk),
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,  # the terminal is for problems and for bugs
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        headers=[("Cache-Control", "no-store")],
        timeout_graceful_shutdown=1,
    )
    server = Server(config)
    thread = threading.Thread(target=server.run, args=([port],), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
    thread.join()


def _changes(root: Path, options: Options) -> Iterator[set[Path]]:
    """
    Yield the paths of each group of changes, and an empty group where changes may have been missed.

    The first item means that everything is watched from now on.
    """
    polled = (options.settings_file, root / PLAN)
    before = [_stamp(path) for path in polled]
    while not options.stop.is_set():
        folders, unseen = _folders(root, options.package), True
        watched = watch(*folders, step=PAUSE, rust_timeout=LOOK, yield_on_timeout=True, stop_event=options.stop)
        # A folder may disappear just before it is watched: then watch the others.
        with contextlib.suppress(FileNotFoundError):
            for found in watched:
                changed = {Path(path) for _, path in found}
                now = [_stamp(path) for path in polled]
                if now != before:
                    changed.update(path for path, old, new in zip(polled, before, now, strict=True) if old != new)
                    before = now
                if changed or unseen:
                    yield changed
                # Nothing reports what was written to a new folder before it was watched: check once more.
                unseen = any(path.is_dir() for path in changed)
                if _folders(root, options.package) != folders:
                    # A folder was added or replaced: only a new watch sees inside it.
                    break


def _folders(root: Path, package: Path) -> dict[Path, int]:
    """Return the folders to watch, each with the number that distinguishes it from another of the same name."""
    folders = [root / "data", root / "content", root / "theme", *([package] if root in package.parents else [])]
    return {path: found[-1] for path in folders if (found := _stamp(path))}


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        return stamp(path)
    except OSError:
        return ()


def _changed(changed: set[Path], root: Path, preview: Preview, options: Options, port: int) -> None:
    code = sorted(path for path in changed if path.suffix == ".py" and options.package in path.parents)
    if failure := next((wrong for path in code if (wrong := _unsound(path, root))), None):
        preview.fail(failure)
        options.say(failure)
    elif code:
        # This process runs the old code. The new one uses the same port, so that open pages reconnect.
        options.restart(port)
    else:
        theme = root / "theme"
        # While saving a style, an editor may write a temporary file without a suffix next to it.
        same_pages = bool(changed) and all(theme in path.parents and path.suffix in {".css", ""} for path in changed)
        good = preview.look(same_pages, again=not changed)
        _report(preview, good, options)
        if good:
            options.looked(preview.store)


def _unsound(path: Path, root: Path) -> Sentence | None:
    try:
        compile(path.read_bytes(), str(path), "exec")
    except FileNotFoundError:
        return None
    except (SyntaxError, ValueError) as error:
        name, line = path.relative_to(root).as_posix(), getattr(error, "lineno", 1)
        return Sentence("{path}:{line}: this is not valid Python.", path=name, line=str(line))
    return None


def _report(preview: Preview, good: bool | None, options: Options) -> None:
    """Print the result of a check."""
    if good is None:
        return
    if good and preview.shown:
        pages, count = len(preview.shown.site.targets), len(preview.warnings)
        done = "{pages} pages in {seconds} s. Warnings: {count}."
        options.say(Sentence(done, pages=pages, seconds=f"{preview.seconds:.2f}", count=count))
    elif preview.failure:
        options.say(preview.failure)
    else:
        options.show(preview.problems)
