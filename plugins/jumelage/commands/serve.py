"""`jumelage serve`."""

import argparse
import contextlib
import os
import sys
import threading
from dataclasses import replace
from pathlib import Path

from jumelage.commands import common
from jumelage.commands.schema import refresh
from jumelage.interruption import INTERRUPTED
from jumelage.messages.problems import Problem
from jumelage.serving import Options, serve
from jumelage.settings import Settings
from jumelage.store.store import Store


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    common.site_arguments(parser)
    parser.add_argument("--port", type=int, default=8000, help="the port (default: 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    parser.add_argument("--drafts", action="store_true", help="show drafts and what is not published today")


def run(args: argparse.Namespace) -> int:
    """Serve the site on this machine and reload it after each change; only schema/ is written."""

    def settings() -> Settings:
        return replace(common.settings(args), drafts=args.drafts)

    def show(problems: tuple[Problem, ...]) -> None:
        common.show_text(problems, args.root, args.catalogue)
        sys.stdout.flush()

    def schemas(store: Store) -> None:
        # VS Code then completes new ids as soon as they are saved. A read-only folder goes without.
        with contextlib.suppress(OSError):
            refresh(args.root, settings(), store)

    def restart(port: int) -> None:
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:], "--port", str(port)])  # noqa: S606

    options = Options(
        host=args.host,
        port=args.port,
        lang=args.lang or common.editor_language(os.environ),
        spoken=args.catalogue,
        settings=settings,
        settings_file=args.root / (args.settings or "pelicanconf.py"),
        show=show,
        say=lambda sentence: common.say(sentence, args),
        looked=schemas,
        package=Path(__file__).resolve().parent.parent,
        restart=restart,
        stop=threading.Event(),
    )
    try:
        return serve(args.root, options)
    except KeyboardInterrupt:
        # Open connections and pages in progress would delay the exit.
        os._exit(INTERRUPTED)
