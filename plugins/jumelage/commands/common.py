"""Code that several commands share: common options, the settings of the site, and printing problems."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from jumelage.messages import report
from jumelage.messages.problems import BuildError, Code, Problem
from jumelage.messages.sentences import Catalogue, Sentence, catalogue, languages
from jumelage.settings import Settings, from_mapping, read_settings

# In a checkout of the branch where the publishing job keeps it.
LEDGER = ".ledger/addresses.txt"


def site_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of every command that works on a site."""
    parser.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the site's folder (default: this one)"
    )
    parser.add_argument("--today", type=_day, metavar="DAY", help="the day for which the site is made (2026-11-23)")
    parser.add_argument("--settings", metavar="FILE", help="the settings file in the root (default: pelicanconf.py)")
    # Every command accepts it, so that one set of options works for all; only a build writes there.
    parser.add_argument("--output", type=Path, metavar="DIR", help="where a site is built (default: ROOT/output)")
    language_argument(parser)


def language_argument(parser: argparse.ArgumentParser) -> None:
    """Add the option that every command has."""
    parser.add_argument("--lang", choices=languages(), help="the language of messages (default: the system's)")


def format_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of commands whose problems programs may read."""
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help="how problems are written")
    parser.add_argument("--strict", action="store_true", help="end with status 1 when there are warnings")


def ledger_argument(parser: argparse.ArgumentParser) -> None:
    """Add the option of commands that need the published addresses."""
    parser.add_argument(
        "--ledger", type=Path, metavar="FILE", help=f"the addresses that were published (default: ROOT/{LEDGER})"
    )


def offline_argument(parser: argparse.ArgumentParser) -> None:
    """Add the option of commands that search what they publish for withdrawn persons."""
    help_ = "do without the marks of the newest main: only those on this machine count"
    parser.add_argument("--offline", action="store_true", help=help_)


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day such as 2026-11-23") from error
    return text


def editor_language(environment: Mapping[str, str]) -> str:
    """
    Return the language of the user's system from environment variables; English if we have no catalogue for it.

    >>> editor_language({"LANG": "en_GB.UTF-8", "LC_ALL": "nl_BE.UTF-8"})
    'nl'
    >>> editor_language({"LANG": "C.UTF-8"})
    'en'
    """
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((name for name in names if name), "")
    lang = first.partition(".")[0].partition("_")[0].casefold()
    return lang if lang in languages() else "en"


def settings(args: argparse.Namespace) -> Settings:
    """Return the settings of the site that a command works on."""
    return _asked(read_settings(args.root / (args.settings or "pelicanconf.py"), args.today or ""), args)


def settings_or_defaults(args: argparse.Namespace) -> Settings:
    """Return the settings of the site, or the defaults if they cannot be read: a takedown must still work then."""
    try:
        return settings(args)
    except BuildError as error:
        say(error.sentence, args)
        return _asked(from_mapping({}, args.today or ""), args)


def _asked(found: Settings, args: argparse.Namespace) -> Settings:
    """Return settings overridden by the options of a command."""
    found = replace(found, offline=found.offline or getattr(args, "offline", False))
    return knowing(found, getattr(args, "ledger", None) or args.root / LEDGER)


def knowing(found: Settings, ledger: Path) -> Settings:
    """Return settings with the file of published addresses, if it is there."""
    return replace(found, ledger=str(ledger) if ledger.is_file() else "")


def require_built(output: Path) -> None:
    """
    Refuse a folder that holds no built site.

    Raises:
        BuildError: there is no `build.json`.
    """
    if not (output / "build.json").is_file():
        raise BuildError(Sentence("The folder {path} does not contain a built site.", path=str(output)))


def say(sentence: Sentence, args: argparse.Namespace) -> None:
    """Print to stderr what a command has done."""
    print(sentence.said(args.catalogue), file=sys.stderr)


def refuse(sentence: Sentence, hint: Sentence | None, args: argparse.Namespace) -> int:
    """Print why a command did nothing, and what to do about it; return the exit status, 1."""
    say(sentence, args)
    if hint:
        print(f"    {hint.said(args.catalogue)}", file=sys.stderr)
    return 1


def show(problems: Sequence[Problem], args: argparse.Namespace) -> None:
    """Print problems in the requested format; with `--format github`, also write the job's summary."""
    if args.format == "json":
        print(report.as_json(problems, args.catalogue))
    elif args.format == "github":
        _github(problems, args)
    else:
        show_text(problems, args.root, args.catalogue)


def show_text(problems: Sequence[Problem], root: Path, spoken: Catalogue) -> None:
    """Print problems for people; on a terminal, also the lines in question."""
    terminal = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    colour = terminal and not os.environ.get("NO_COLOR")
    read = lru_cache(maxsize=1)(report.lines)
    # Another problem in such a line must not show it either.
    named = {_line(problem) for problem in problems if problem.code is Code.PERSON_UNLISTED}
    for problem in problems:
        shown = terminal and _line(problem) not in named
        print(report.text(problem, spoken, root if shown else None, colour, read))


def _line(problem: Problem) -> tuple[str, int]:
    return problem.position.path, problem.position.line


def _github(problems: Sequence[Problem], args: argparse.Namespace) -> None:
    codes = (args.lang,) if args.lang else settings(args).editor_languages
    spoken = [catalogue(code) for code in codes]
    repository = Path(os.environ.get("GITHUB_WORKSPACE") or args.root).resolve()
    inside = repository != args.root and repository in args.root.parents
    folder = f"{args.root.relative_to(repository).as_posix()}/" if inside else ""
    for annotation in report.annotations(problems, spoken, folder):
        print(annotation)
    for_job("STEP_SUMMARY", report.table(problems, spoken, _shown_at(folder)))


def summarise(sentence: Sentence, known: Settings) -> None:
    """Write to the job's summary why a build failed, in the languages of the editors."""
    for_job("STEP_SUMMARY", report.stopped(sentence, [catalogue(code) for code in known.editor_languages]))


def for_job(name: str, text: str) -> None:
    """Add a text to a file that GitHub reads after the job, STEP_SUMMARY or OUTPUT; elsewhere, do nothing."""
    path = os.environ.get(f"GITHUB_{name}")
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            print(text, file=file)


def _shown_at(folder: str) -> str:
    """Return the address below which GitHub shows the files of the commit that is being checked."""
    server, name, commit = (os.environ.get(f"GITHUB_{part}", "") for part in ("SERVER_URL", "REPOSITORY", "SHA"))
    return f"{server}/{name}/blob/{commit}/{folder}" if server and name and commit else ""
