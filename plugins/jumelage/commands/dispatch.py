"""Runs the command that the arguments name, and turns its exceptions into an exit status."""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from types import ModuleType

from jumelage.commands import common
from jumelage.messages.problems import BuildError, ContentError
from jumelage.messages.sentences import Sentence, catalogue

NO_TEXT = Sentence("The arguments of this command are not valid text in the encoding of this system.")


def run(args: argparse.Namespace) -> int:
    """Run the command that `arguments` found, and return its exit status."""
    if args.command != "serve":
        # A command needs its objects to the end: garbage collection would take a third of the time.
        gc.disable()
    try:
        status = _run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the report closed the pipe, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(": ".join(str(part) for part in (error.filename, error.strerror) if part), file=sys.stderr)
        return 3
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


def arguments(argv: Sequence[str] | None, names: Sequence[str]) -> argparse.Namespace:
    """Return the parsed arguments of one of the commands called `names`, with the function that runs it as `run`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Where the terminal's encoding lacks a character, print its number.
            stream.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(prog="jumelage", description="The site generator for municipal partnerships.")
    commands = parser.add_subparsers(dest="command", required=True)
    words = sys.argv[1:] if argv is None else argv
    # A command's module is imported only when it runs: a check does not need the code that draws maps.
    for name in [one for one in names if one in words[:1]] or names:
        module = _module(name)
        sub = commands.add_parser(name, help=module.run.__doc__, description=module.run.__doc__)
        sub.set_defaults(run=module.run, format="text", root=None, output=None, settings=None)
        module.arguments(sub)
    if any(map(_is_no_text, words)):
        parser.error(NO_TEXT.said(catalogue(common.editor_language(os.environ))))
    args = parser.parse_args(argv)
    args.catalogue = catalogue(args.lang or common.editor_language(os.environ))
    if args.root:
        args.root = args.root.resolve()
        args.output = args.output or args.root / "output"
        if args.settings and not (args.root / args.settings).is_file():
            parser.error(f"argument --settings: there is no file {args.root / args.settings}")
    return args


def _is_no_text(word: str) -> bool:
    """Return whether an argument contains undecodable bytes: it could be neither searched for nor written."""
    return any("\ud800" <= sign <= "\udfff" for sign in word)


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"jumelage.commands.{name}")
