"""The command `jumelage`: build, check, serve and init."""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from jumelage.build import plan, publish
from jumelage.problems import BuildError, ContentError, Problem, Severity
from jumelage.serve import serve
from jumelage.settings import Settings, read_settings


def build(args: argparse.Namespace) -> int:
    """Build the site into the output folder."""
    settings = _settings(args)
    if settings.publish and not settings.contact:
        print("CONTACT is empty in pelicanconf.py: readers find no address to write to.", file=sys.stderr)
    built, written = publish(args.root, args.output, settings)
    _report(built.warnings, args.format)
    print(f"{len(built.site.pages)} pages, {written} files changed.", file=sys.stderr)
    return 0


def check(args: argparse.Namespace) -> int:
    """Report every problem in the content; write nothing."""
    site, warnings = plan(args.root, _settings(args))
    _report(warnings, args.format)
    print(f"{len(site.pages)} pages, no problems.", file=sys.stderr)
    return 0


def run_server(args: argparse.Namespace) -> int:
    """Build the site, serve it on this machine and build it again at each change."""
    return serve(args.root, args.output, lambda: _settings(args), args.port)


def init(args: argparse.Namespace) -> int:
    """Write an empty, valid site into a new folder."""
    here = Path(__file__).resolve().parent
    scaffold = next(path for path in (here / "scaffold", here.parent.parent / "scaffold") if path.is_dir())
    if args.directory.exists() and any(args.directory.iterdir()):
        raise BuildError(f"The folder {args.directory} is not empty; nothing was written.")
    shutil.copytree(scaffold, args.directory, dirs_exist_ok=True)
    print(f"A new site stands in {args.directory}; its README.md says how to begin.", file=sys.stderr)
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": build,
    "check": check,
    "serve": run_server,
    "init": init,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 done, 1 problems, 2 wrong usage, 3 not built, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that lacks a letter shows its number.
            stream.reconfigure(errors="backslashreplace")
    args = _arguments(argv)
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
        return COMMANDS[args.command](args)
    except ContentError as error:
        _report(error.problems, args.format)
        return 1
    except BuildError as error:
        print(error, file=sys.stderr)
        return 3


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="jumelage", description="The site generator for municipal partnerships.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        sub = commands.add_parser(name, help=command.__doc__, description=command.__doc__)
        if name == "init":
            sub.add_argument("directory", type=Path, metavar="DIR", help="the new site's folder")
            sub.set_defaults(format="text")
            continue
        sub.add_argument(
            "--root", type=Path, default=Path(), metavar="DIR", help="the site's folder (default: this one)"
        )
        sub.add_argument("--output", type=Path, metavar="DIR", help="where the site is written (default: ROOT/output)")
        sub.add_argument("--today", type=_day, metavar="DAY", help="the day for which the site is made, as 2026-11-23")
        sub.add_argument("--settings", metavar="FILE", help="the settings file in the root (default: pelicanconf.py)")
        sub.add_argument(
            "--format", choices=("text", "json", "github"), default="text", help="how problems are written"
        )
        if name == "serve":
            sub.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1")
    args = parser.parse_args(argv)
    if args.command != "init":
        args.root = args.root.resolve()
        args.output = args.output or args.root / "output"
        if args.settings and not (args.root / args.settings).is_file():
            parser.error(f"argument --settings: there is no file {args.root / args.settings}")
    return args


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day such as 2026-11-23") from error
    return text


def _settings(args: argparse.Namespace) -> Settings:
    return read_settings(args.root / (args.settings or "pelicanconf.py"), args.today or "")


def _report(problems: Sequence[Problem], form: str) -> None:
    if form == "json":
        print(json.dumps([_plain(problem) for problem in problems], ensure_ascii=False, indent=1))
    for problem in problems if form != "json" else ():
        print(_annotation(problem) if form == "github" else problem)


def _plain(problem: Problem) -> dict[str, str | int]:
    return {
        "path": problem.position.path,
        "line": problem.position.line,
        "column": problem.position.column,
        "severity": problem.severity.value,
        "code": problem.code.value,
        "message": problem.message,
        "hint": problem.hint,
    }


def _annotation(problem: Problem) -> str:
    level = "error" if problem.severity is Severity.PROBLEM else "warning"
    place = problem.position
    where = ",".join((f"file={_escaped(place.path, ':,')}", f"line={place.line}", f"col={place.column}"))
    text = _escaped(f"{problem.message} {problem.hint}".strip())
    return f"::{level} {where},title={problem.code}::{text}"


def _escaped(text: str, also: str = "") -> str:
    """Return a text as GitHub's workflow commands take it."""
    for sign in "%\r\n" + also:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


if __name__ == "__main__":
    sys.exit(main())
