"""`jumelage new`."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jumelage.commands import common
from jumelage.commands.editing import changing, finished
from jumelage.content import Loaded, load
from jumelage.edit import (
    Journal,
    Question,
    RefusedError,
    Session,
    added,
    described,
    ordered,
    proposed_id,
    questions,
    refused,
    wrong,
)
from jumelage.edit.questions import MODELS
from jumelage.languages import Languages
from jumelage.messages.problems import ContentError
from jumelage.messages.sentences import Sentence
from jumelage.settings import Settings

PUBLIC = Sentence("The repository is public: write nothing here that has not been approved; its history keeps it.")
ID = Sentence("Its name in references and, if it has no slug, in addresses; never change it.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add a subcommand for each kind, with an option for each of its questions."""
    kinds = parser.add_subparsers(dest="what", required=True, metavar="KIND")
    for kind in MODELS:
        if kind.endswith(" edition"):
            sub = kinds.add_parser(kind.replace(" ", "-"), help=f"a new edition of one of them: new {kind}")
        else:
            sub = kinds.add_parser(kind, help=f"a new record of the kind {kind}")
        if f"{kind} edition" in MODELS:
            sub.add_argument("edition", nargs="?", choices=("edition",), help="add an edition to an existing one")
        common.site_arguments(sub)
        sub.add_argument("--id", help="its id; for an edition, that of the event or call")
        sub.add_argument("--ask", action="store_true", help="ask for what is not given, even without a terminal")
        sub.add_argument("--no-text", action="store_true", help="write no texts to be filled in")
        asked = [kind, f"{kind} edition"] if f"{kind} edition" in MODELS else [kind]
        every = {one.option: one for name in asked for one in questions(name, Languages())}
        for option, question in every.items():
            sub.add_argument(f"--{option}", help=question.field.description.replace("%", "%%"))


@dataclass(frozen=True, slots=True)
class _Request:
    """What to add: the kind, its questions, the answers so far, and the journal without its steps."""

    kind: str
    questions: tuple[Question, ...]
    answers: Mapping[str, str]
    journal: Journal

    def lacking(self, args: argparse.Namespace) -> list[str]:
        """Return the required options that are missing."""
        options = [one.option for one in self.questions if one.required and not self.answers[one.option]]
        return [*options, "id"] if self.kind.endswith(" edition") and not args.id else options


def run(args: argparse.Namespace) -> int:
    """Ask for the most important facts of a new record, and write it."""
    settings = common.settings(args)
    request = _request(args, settings)
    asking = args.ask or sys.stdin.isatty()
    if (lacking := request.lacking(args)) and not asking:
        return _missing(lacking, args)
    if request.kind == "person":
        common.say(PUBLIC, args)
    try:
        with changing(args) as session:
            status = finished(session, request.journal, args)
            if status is None and not asking:
                status = _add(session, request, args.id or "", settings, args)
        return _ask_and_add(request, settings, args) if status is None else status
    except RefusedError as error:
        return common.refuse(error.sentence, error.hint, args)
    except EOFError:
        return common.refuse(Sentence("Nothing was written."), None, args)


def _request(args: argparse.Namespace, settings: Settings) -> _Request:
    kind = args.what.replace("-", " ")
    if getattr(args, "edition", None):
        kind = f"{kind} edition"
    asked = questions(kind, settings.languages)
    answers = {one.option: getattr(args, one.option.replace("-", "_"), None) or "" for one in asked}
    given = [f"{option}={answer}" for option, answer in answers.items() if answer]
    journal = ordered("new", kind, args.id or "", str(args.no_text), *given, discreet=kind == "person")
    return _Request(kind, asked, answers, journal)


def _missing(options: Sequence[str], args: argparse.Namespace) -> int:
    common.say(Sentence("Missing: {options}", options=" ".join(f"--{one}" for one in options)), args)
    return 2


def _ask_and_add(request: _Request, settings: Settings, args: argparse.Namespace) -> int:
    # Answering may take a while: other commands must not have to wait for it.
    loaded = load(args.root, settings.languages)
    if request.lacking(args):
        answers = _asked(request, loaded, settings, args)
        request = replace(request, answers={**request.answers, **answers})
    _refuse_wrong(request, loaded, settings)
    name = args.id or _named(request.kind, request.answers, args)
    with changing(args) as session:
        finished(session, request.journal, args)
        return _add(session, request, name, settings, args)


def _refuse_wrong(request: _Request, loaded: Loaded, settings: Settings) -> None:
    for one in request.questions:
        answer = request.answers[one.option]
        refusal = wrong(one, answer, loaded.records, settings.languages) if answer else None
        if refusal:
            hint = None if request.kind == "person" else refusal[1]
            raise RefusedError(_quiet(one, refusal[0], request.kind), hint)


def _quiet(question: Question, why: Sentence, kind: str) -> Sentence:
    """Return why an answer was refused; for a person at risk, without quoting the answer."""
    if kind != "person":
        return why
    return Sentence("The field '{field}' of a person at risk is not filled in correctly.", field=question.field.name)


def _asked(request: _Request, loaded: Loaded, settings: Settings, args: argparse.Namespace) -> dict[str, str]:
    """Ask for the values that are not given yet, and return the answers; an empty one skips an optional field."""
    found = {}
    for one in request.questions:
        if request.answers[one.option]:
            continue
        mark = Sentence("{option} ({description}):", option=one.option, description=described(one))
        while True:
            answer = _line(mark, args)
            refusal = wrong(one, answer, loaded.records, settings.languages) if answer else None
            if refusal:
                common.refuse(*refusal, args)
            elif answer or not one.required:
                found[one.option] = answer
                break
            else:
                common.say(Sentence("This question needs an answer."), args)
    return found


def _line(mark: Sentence, args: argparse.Namespace) -> str:
    print(f"{mark.said(args.catalogue)} ", end="", file=sys.stderr, flush=True)
    try:
        line = sys.stdin.readline()
        line.encode()
    except UnicodeError as error:
        raise RefusedError(Sentence("This answer is not valid text. Nothing was written.")) from error
    if not line:
        raise EOFError
    return line.strip()


def _named(kind: str, answers: Mapping[str, str], args: argparse.Namespace) -> str:
    proposed = proposed_id(kind, answers)
    mark = Sentence("id ({description} Leave empty for {proposed}):", description=ID, proposed=proposed or "-")
    return _line(mark, args) or proposed


def _add(session: Session, request: _Request, name: str, settings: Settings, args: argparse.Namespace) -> int:
    loaded = load(args.root, settings.languages)
    _refuse_wrong(request, loaded, settings)
    kind, name = request.kind, name or proposed_id(request.kind, request.answers)
    if not name:
        return _missing(["id"], args)
    change = added(kind, name, request.answers, loaded, args.root, settings)
    if args.no_text and kind not in {"news", "page"}:
        kept = {path: data for path, data in change.written.items() if path.startswith("data/")}
        change = replace(change, written=kept, shown=change.shown[:1])
    there = [path for path in change.written if path.startswith("content/") and os.path.lexists(args.root / path)]
    if there:
        raise RefusedError(Sentence("There is already a file: {path}", path=there[0]))
    if problems := refused(change, args.root, settings):
        raise ContentError(problems)
    session.make(change, request.journal)
    for place in change.shown:
        common.say(Sentence("Written: {path}", path=place), args)
    common.say(Sentence("Now fill in the rest, look at it with make serve, and propose the change."), args)
    return 0
