"""`jumelage new`."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace

from jumelage.commands import common
from jumelage.edit import Question, RefusedError, added, apply, described, proposed_id, questions, refused, wrong
from jumelage.edit.questions import MODELS
from jumelage.languages import Languages
from jumelage.load import Loaded, load
from jumelage.problems import ContentError
from jumelage.sentences import Sentence
from jumelage.settings import Settings

PUBLIC = Sentence("The repository is public: write nothing here that is not cleared; its history keeps it.")
ID = Sentence("Its name in addresses and references; never changes.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options: of each kind, what it asks for."""
    kinds = parser.add_subparsers(dest="what", required=True, metavar="KIND")
    for kind in MODELS:
        if kind.endswith(" edition"):
            sub = kinds.add_parser(kind.replace(" ", "-"), help=f"a new edition of one of them: new {kind}")
        else:
            sub = kinds.add_parser(kind, help=f"a new record of the kind {kind}")
        if f"{kind} edition" in MODELS:
            sub.add_argument("edition", nargs="?", choices=("edition",), help="add an edition to an existing one")
        common.site_arguments(sub)
        sub.add_argument("--id", help="its id; of an edition, that of the event or call")
        sub.add_argument("--ask", action="store_true", help="ask for what is not given, also without a terminal")
        sub.add_argument("--no-text", action="store_true", help="write no texts to be filled in")
        asked = [kind, f"{kind} edition"] if f"{kind} edition" in MODELS else [kind]
        every = {one.option: one for name in asked for one in questions(name, Languages())}
        for option, question in every.items():
            sub.add_argument(f"--{option}", help=question.field.description.replace("%", "%%"))


def run(args: argparse.Namespace) -> int:
    """Ask for the few facts of a new record, and write it."""
    kind = args.what.replace("-", " ")
    if getattr(args, "edition", None):
        kind = f"{kind} edition"
    settings = common.settings(args)
    loaded = load(args.root, settings.languages)
    asked = questions(kind, settings.languages)
    answers = {one.option: getattr(args, one.option.replace("-", "_"), None) or "" for one in asked}
    lacking = [one for one in asked if one.obligatory and not answers[one.option]]
    edition = kind.endswith(" edition")
    if (lacking or (edition and not args.id)) and not (args.ask or sys.stdin.isatty()):
        options = [f"--{one.option}" for one in lacking] + (["--id"] if edition and not args.id else [])
        common.say(Sentence("Missing: {options}", options=" ".join(options)), args)
        return 2
    if kind == "person":
        common.say(PUBLIC, args)
    try:
        if lacking or (edition and not args.id):
            answers |= _asked(asked, answers, loaded, settings, args)
        for one in asked:
            told = wrong(one, answers[one.option], loaded.records, settings.languages) if answers[one.option] else None
            if told:
                raise RefusedError(_quiet(one, told[0], kind), None if kind == "person" else told[1])
        name = args.id or _named(kind, answers, args)
        if not name:
            common.say(Sentence("Missing: {options}", options="--id"), args)
            return 2
        return _written(kind, name, answers, loaded, settings, args)
    except RefusedError as error:
        return common.refuse(error.sentence, error.hint, args)
    except EOFError:
        return common.refuse(Sentence("Nothing was written."), None, args)


def _quiet(question: Question, told: Sentence, kind: str) -> Sentence:
    """Return why an answer was not taken; of a person at risk without the answer."""
    if kind != "person":
        return told
    return Sentence("The field '{field}' of a person at risk is not right.", field=question.field.name)


def _asked(
    asked: Sequence[Question], answers: dict[str, str], loaded: Loaded, settings: Settings, args: argparse.Namespace
) -> dict[str, str]:
    """Return the answers to what was not given; an empty one passes over what is not obligatory."""
    found = {}
    for one in asked:
        if answers[one.option]:
            continue
        mark = Sentence("{option} ({description}):", option=one.option, description=described(one))
        while True:
            answer = _line(mark, args)
            told = wrong(one, answer, loaded.records, settings.languages) if answer else None
            if told:
                common.refuse(*told, args)
            elif answer or not one.obligatory:
                found[one.option] = answer
                break
            else:
                common.say(Sentence("This must be answered."), args)
    return found


def _line(mark: Sentence, args: argparse.Namespace) -> str:
    print(f"{mark.said(args.catalogue)} ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()


def _named(kind: str, answers: dict[str, str], args: argparse.Namespace) -> str:
    proposed = proposed_id(kind, answers)
    if not (args.ask or sys.stdin.isatty()):
        return proposed
    mark = Sentence("id ({description} Empty: {proposed}):", description=ID, proposed=proposed or "-")
    return _line(mark, args) or proposed


def _written(
    kind: str, name: str, answers: dict[str, str], loaded: Loaded, settings: Settings, args: argparse.Namespace
) -> int:
    change = added(kind, name, answers, loaded, args.root, settings)
    if args.no_text and kind not in {"news", "page"}:
        kept = {path: data for path, data in change.written.items() if path.startswith("data/")}
        change = replace(change, written=kept, shown=change.shown[:1])
    there = [path for path in change.written if path.startswith("content/") and (args.root / path).exists()]
    if there:
        raise RefusedError(Sentence("There is a file already: {path}", path=there[0]))
    if problems := refused(change, args.root, settings):
        raise ContentError(problems)
    apply(change, args.root)
    for place in change.shown:
        common.say(Sentence("Written: {path}", path=place), args)
    common.say(Sentence("Now fill in the rest, look at it with make serve, and propose the change."), args)
    return 0
