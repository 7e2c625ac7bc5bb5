"""The command `jumelage`."""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from types import ModuleType

from jumelage.commands import common
from jumelage.problems import BuildError, ContentError
from jumelage.sentences import catalogue

# A command's module is imported when it is asked for: a check needs nothing of what draws maps.
COMMANDS: tuple[str, ...] = (
    "build",
    "check",
    "status",
    "new",
    "rename",
    "withdraw",
    "translated",
    "schema",
    "serve",
    "init",
)
COMMANDS += ("preview", "pack", "ledger", "marks", "due", "deploy", "live", "outside")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 done, 1 problems, 2 wrong usage, 3 not built, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that lacks a letter shows its number.
            stream.reconfigure(errors="backslashreplace")
    args = _arguments(argv)
    if args.command != "serve":
        # What a command makes it needs to its end: looking for what could go costs a third of the time.
        gc.disable()
    try:
        status = _run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads the report has read enough, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(": ".join(str(part) for part in (error.filename, error.strerror) if part), file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130
    return status


def _run(args: argparse.Namespace) -> int:
    try:
        status: int = args.run(args)
    except ContentError as error:
        common.show(error.problems, args)
        return 1
    except BuildError as error:
        common.say(error.sentence, args)
        return 3
    return status


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"jumelage.commands.{name}")


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="jumelage", description="The site generator for municipal partnerships.")
    commands = parser.add_subparsers(dest="command", required=True)
    words = sys.argv[1:] if argv is None else argv
    for name in [one for one in COMMANDS if one in words[:1]] or COMMANDS:
        module = _module(name)
        sub = commands.add_parser(name, help=module.run.__doc__, description=module.run.__doc__)
        sub.set_defaults(run=module.run, format="text", root=None, output=None, settings=None)
        module.arguments(sub)
    args = parser.parse_args(argv)
    args.catalogue = catalogue(args.lang or common.editor_language(os.environ))
    if args.root:
        args.root = args.root.resolve()
        args.output = args.output or args.root / "output"
        if args.settings and not (args.root / args.settings).is_file():
            parser.error(f"argument --settings: there is no file {args.root / args.settings}")
    return args


if __name__ == "__main__":
    sys.exit(main())
