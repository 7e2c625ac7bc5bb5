"""Loads texts with their headers from `content/<language>/<kind>/*.md`."""

import os
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from jumelage.content import front_matter
from jumelage.content.complaints import apart, complaints, discreet, reticent
from jumelage.content.drafts import draft, swallowed
from jumelage.content.misplaced import why_misplaced
from jumelage.languages import Languages
from jumelage.messages.nouns import language
from jumelage.messages.problems import Code, Position, Problem, Severity
from jumelage.messages.sentences import Sentence
from jumelage.model.texts import HEADERS, Header
from jumelage.model.values import slug
from jumelage.source import MAX_PROBLEMS, Parsed, decode, parse_yaml, strings
from jumelage.source.assets import FOLDERS, walk
from jumelage.store.store import Store, stamp

MAX_BODY = 200_000
MISPLACED = (
    Sentence("This looks like a header, but visitors would see it as text."),
    Sentence(
        "A header starts with '---' on the very first line and ends with '---' on a line of its own. If this is "
        "text, begin it differently."
    ),
)
NOT_FIRST = Sentence("Remove what comes before '---': a header can only be at the very beginning of a file.")
TOML = Sentence("Write '---' instead of '+++', and 'title: …' instead of 'title = …'.")
AS_DRAFT = Sentence(
    "If this text is a draft, write 'draft: true' in its header, between two '---' lines, the first of which is "
    "line 1. If not, word this differently."
)


NEITHER = (
    Sentence("'draft' has no value, so it is not clear whether this text is a draft."),
    Sentence("Write 'draft: true' for a draft; if this is not one, remove the line."),
)
SWALLOWED = (
    Sentence(
        "This line says that the text is a draft, but it is part of another field's value and has no effect there."
    ),
    Sentence(
        "Write 'draft: true' on a line of its own, with no space before it. If this is not a draft, word "
        "it differently."
    ),
)


@dataclass(frozen=True, slots=True)
class Text:
    """
    A Markdown text of a record in a language.

    `member` is the municipality of a campaign's text, otherwise ''; `line` is the first line of `body`, from 1.
    """

    kind: str
    id: str
    member: str
    lang: str
    path: str
    header: Header
    parsed: Parsed
    body: str
    line: int


@dataclass(slots=True)
class Texts:
    """All texts read; `failed` contains the kind, id and member of rejected ones."""

    valid: list[Text] = field(default_factory=list)
    failed: set[tuple[str, str, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TextFile:
    """The content of one file in `content/`: the text, if valid, its record, and its problems."""

    owner: tuple[str, str, str]
    text: Text | None
    problems: tuple[Problem, ...] = ()


def texts(root: Path, languages: Languages, store: Store) -> Texts:
    """Return the texts of `content/`, in the order of languages, kinds and names."""
    read = Texts()
    content = root / "content"
    before = len(str(root)) + 1
    for path in walk(content, root):
        if isinstance(path, Problem):
            read.problems.append(path)
            continue
        # `relative_to` would take a tenth of the time of reading a text.
        name = str(path)[before:].replace(os.sep, "/")
        parts = tuple(name.split("/")[1:])
        if parts[0] in FOLDERS:
            continue
        misplaced = why_misplaced(path, name, languages)
        if misplaced:
            read.problems.append(misplaced)
            continue
        key = ("text", path, stamp(path) if store.lasting else (), languages.codes)
        file = store.remembered(key, partial(_file, path, name, parts, languages))
        read.problems += file.problems
        if file.text:
            read.valid.append(file.text)
        else:
            read.failed.add(file.owner)
    read.problems += _alone(read, languages)
    return read


def _file(path: Path, name: str, parts: tuple[str, ...], languages: Languages) -> TextFile:
    lang, kind, stem = parts[0], parts[1], parts[2].removesuffix(".md")
    who, _, member = stem.partition("--") if kind == "campaign" and not stem.endswith("--") else (stem, "", "")
    owner = (kind, who, member)
    raw, problems = decode(path.read_bytes(), name)
    problems = apart(problems) if kind == "person" else problems
    split = front_matter.split(raw)
    if not split.closed:
        message, hint = (
            Sentence("The header starts but never ends."),
            Sentence("Write '---' on a line of its own below the header."),
        )
        problems.append(Problem(Position(name), Code.SYNTAX, message, hint))
    if place := front_matter.misplaced(split):
        message, usual = MISPLACED
        hint = _way_out(raw.split("\n")[place[0] - 1 :], bool(split.header)) or usual
        problems.append(Problem(Position(name, *place), Code.MISPLACED_HEADER, message, hint))
    if len(split.body) > MAX_BODY:
        message = Sentence("The text is longer than {size} kB.", size=MAX_BODY // 1000)
        problems.append(Problem(Position(name), Code.TOO_LARGE, message, Sentence("Split it into several texts.")))
    parsed = parse_yaml(split.header, name, 2) if split.header else Parsed(name, None, {})
    problems += reticent(parsed, split.header, 2) if kind == "person" else parsed.problems
    problems += islice(_doubtful(parsed, split.header), MAX_PROBLEMS)
    header = None if _wrong(problems) else _header(parsed, kind, languages, problems)
    if kind in HEADERS and not _wrong(problems):
        problems += _reserved(who, name, languages)
    if _wrong(problems) or header is None:
        return TextFile(owner, None, tuple(problems))
    text = Text(kind, who, member, lang, name, header, parsed, split.body, split.line)
    return TextFile(owner, text, tuple(problems))


def _way_out(lines: list[str], below: bool) -> Sentence | None:
    """Return a hint about lines that look like a header, if they reveal their format; `below`: they follow a header."""
    said = lines[0].strip(front_matter.UNSEEN)
    if said == "---" and not below:
        return NOT_FIRST
    if said == "+++":
        return TOML
    return AS_DRAFT if draft(lines, 0) else None


def _doubtful(parsed: Parsed, header: str) -> Iterator[Problem]:
    """Yield a problem if a header leaves unclear whether its text is a draft: in an empty or in another field."""
    data = parsed.data if isinstance(parsed.data, dict) else {}
    if "draft" in data and not str(data["draft"] or "").strip():
        yield Problem(parsed.position(("draft",)), Code.INVALID_VALUE, *NEITHER)
    held = [trail for trail, value in strings(data) if any(map(swallowed, value.split("\n")))]
    lines = ["", "", *header.split("\n")] if held else []  # the first is never used, the second is '---'
    saying = [number for number, line in enumerate(lines) if swallowed(line)]
    for trail in held:
        place = parsed.position(trail)
        # In a value with several lines, or below its field, the line with the mark.
        line = next(iter(saying[bisect_left(saying, place.line) :][:1]), place.line)
        column = place.column if line == place.line else len(lines[line]) - len(lines[line].lstrip()) + 1
        yield Problem(Position(parsed.path, line, column), Code.MISPLACED_HEADER, *SWALLOWED)


def _wrong(problems: list[Problem]) -> bool:
    return any(problem.severity is Severity.PROBLEM for problem in problems)


def _reserved(name: str, path: str, languages: Languages) -> Iterator[Problem]:
    try:
        slug(name, languages)
    except PydanticCustomError as error:
        context = error.context or {}
        yield Problem(Position(path), Code.INVALID_ID, context["message"], context["hint"])


def _header(parsed: Parsed, kind: str, languages: Languages, problems: list[Problem]) -> Header | None:
    model = HEADERS.get(kind, Header)
    try:
        return model.model_validate({} if parsed.data is None else parsed.data, context={"languages": languages})
    except ValidationError as error:
        said = [problem for problem, _ in complaints(error, model, parsed, (), "header")]
        problems += [discreet(problem, ()) for problem in said] if kind == "person" else said
        return None


def _alone(read: Texts, languages: Languages) -> Iterator[Problem]:
    """
    Yield a problem for each text without a counterpart in an obligatory language.

    A draft needs no counterpart and is not one; news and pages require their obligatory languages.
    """
    there = {(text.kind, text.id, text.member, text.lang) for text in read.valid if not text.header.draft}
    for text in read.valid:
        owner = (text.kind, text.id, text.member)
        needy = text.lang in languages.required or text.kind in HEADERS
        if not needy or text.header.draft or owner in read.failed:
            continue
        for other in languages.required:
            if (*owner, other) not in there:
                path = text.path.replace(f"content/{text.lang}/", f"content/{other}/", 1)
                message = Sentence("This text is missing in {lang}, which is required.", lang=language(other))
                hint = Sentence("Write it in {path}.", path=path)
                yield Problem(Position(text.path), Code.MISSING_LANGUAGE, message, hint)
