"""A new record: its facts at the end of its file, and a draft text in each language."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jumelage.content import Loaded
from jumelage.edit.change import Change, RefusedError, usable
from jumelage.edit.naming import slugs
from jumelage.edit.questions import Question, questions
from jumelage.edit.slices import Bare, Slices, UnwritableError, written
from jumelage.forms.fields import Form
from jumelage.kinds import KINDS
from jumelage.messages.nouns import no
from jumelage.messages.problems import did_you_mean
from jumelage.messages.sentences import Sentence, catalogue
from jumelage.model import RECORDS
from jumelage.model.texts import HEADERS
from jumelage.settings import Settings
from jumelage.source.file_names import plain

BARE = {Form.DAY, Form.WHOLE, Form.DEGREES, Form.YES}
STUB = Sentence("Write here what visitors should know, then remove the line 'draft: true'.")
# An organisation is a partner unless another role is given.
ROLE = ("organisations", "role")


def proposed_id(kind: str, answers: Mapping[str, str]) -> str:
    """Return an id made from the name, the title or the partners; '' if there are none of these."""
    said = next((answers[one] for one in answers if re.fullmatch("(name|title)-[a-z]+", one) and answers[one]), "")
    if kind == "partnership" and not said:
        partner = answers.get("places") or answers.get("organisations-organisation", "")
        said = f"{answers.get('municipality', '')}-{partner.partition(',')[0]}"
    return plain(said)[:64].strip("-")


def added(kind: str, name: str, answers: Mapping[str, str], loaded: Loaded, root: Path, settings: Settings) -> Change:
    """
    Return the change that adds a record with an id, or an edition ('event edition') to the record of that id.

    `answers` holds the answers by the option of their question; '' means not answered.

    Raises:
        RefusedError: the id is invalid, there is no such event or call, it already has that edition, or its file is
            laid out so that nothing can be inserted.
    """
    asked = questions(kind, settings.languages)
    if not kind.endswith(" edition"):
        usable(kind, name, settings)
    try:
        if kind.endswith(" edition"):
            return _edition(kind.removesuffix(" edition"), name, _record(asked, answers), loaded, root)
        if kind in HEADERS:
            return _article(kind, name, asked, answers, slugs(kind, name, answers, loaded, settings))
        named = slugs(kind, name, answers, loaded, settings)
        record = {"id": name, **({"slug": named} if named else {}), **_record(asked, answers)}
        path = _file(kind, root)
        before = (root / path).read_bytes().decode("utf-8-sig") if (root / path).is_file() else ""
        after = Slices(before).appended(record)
    except UnwritableError as error:
        raise RefusedError(Sentence("The layout of this data file does not allow a command to add to it.")) from error
    line = before.count("\n") + 1 if before.endswith("\n") or not before else before.count("\n") + 2
    texts = dict(_stubs(kind, name, settings)) if KINDS[kind].texts else {}
    files = {path: after.encode(), **texts}
    return Change(files, {}, (f"{path}:{line}", *texts))


def _record(asked: tuple[Question, ...], answers: Mapping[str, str]) -> dict[str, Any]:
    """Return the answers as nested values of a record."""
    made: dict[str, Any] = {}
    for question in asked:
        answer = answers.get(question.option, "").strip()
        if question.path == ROLE and not answer and answers.get("organisations-organisation"):
            answer = "partner"
        if answer:
            _put(made, question, answer)
    return made


def _put(made: dict[str, Any], question: Question, answer: str) -> None:
    *outer, last = question.path
    for step in outer:
        held = made.setdefault(step, [{}] if step in LISTED else {})
        made = held[0] if isinstance(held, list) else held
    value: Any = Bare(answer) if question.field.form in BARE else answer
    if question.field.many:
        value = [part.strip() for part in answer.split(",") if part.strip()]
    if question.lang:
        made.setdefault(last, {})[question.lang] = value
    else:
        made[last] = value


# These fields of records are lists; we create their first entry.
LISTED = {"adoptions", "organisations", "sources"}


def _file(kind: str, root: Path) -> str:
    """Return the path of the file for a new record: the last one if the kind has several."""
    name = RECORDS[kind].file
    folder = root / "data" / name.removesuffix(".yaml")
    several = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return several[-1].relative_to(root).as_posix() if several else f"data/{name}"


def _stubs(kind: str, name: str, settings: Settings) -> Iterator[tuple[str, bytes]]:
    for lang in settings.languages.codes:
        text = f"---\ndraft: true\n---\n{STUB.said(catalogue(lang))}\n"
        yield f"content/{lang}/{kind}/{name}.md", text.encode()


def _article(
    kind: str, name: str, asked: tuple[Question, ...], answers: Mapping[str, str], named: Mapping[str, str]
) -> Change:
    files = {}
    shared = [one for one in asked if not one.lang and answers.get(one.option)]
    for question in asked:
        title = answers.get(question.option, "") if question.lang else ""
        if title:
            lines = [
                f"title: {written(title)}",
                *(f"slug: {named[lang]}" for lang in named if lang == question.lang),
                *(f"{one.path[0]}: {answers[one.option]}" for one in shared),
                "draft: true",
            ]
            text = "\n".join(("---", *lines, "---", STUB.said(catalogue(question.lang)), ""))
            files[f"content/{question.lang}/{kind}/{name}.md"] = text.encode()
    return Change(files, {}, tuple(files))


def _edition(kind: str, name: str, edition: dict[str, Any], loaded: Loaded, root: Path) -> Change:
    sourced = loaded.records.valid[kind].get(name)
    if sourced is None:
        near = did_you_mean(name, loaded.records.valid[kind])
        raise RefusedError(Sentence("There is {none} '{name}'.", none=no(kind), name=name), near)
    path = sourced.parsed.path
    record: Any = sourced.parsed.data
    for step in sourced.trail:
        record = record[step]
    if edition in (record.get("editions") or ()):
        raise RefusedError(Sentence("This edition already exists."))
    before = (root / path).read_bytes().decode("utf-8-sig")
    after = Slices(before).entered(sourced.trail, "editions", edition)
    lines = zip(before.splitlines(), after.splitlines(), strict=False)
    first = next((number for number, (old, new) in enumerate(lines, 1) if old != new), before.count("\n") + 1)
    return Change({path: after.encode()}, {}, (f"{path}:{first}",))
