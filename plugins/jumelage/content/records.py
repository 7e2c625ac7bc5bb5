"""Loads records with their positions from `data/*.yaml`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from jumelage.content.complaints import apart, complaints, discreet, reticent
from jumelage.content.gone_and_security import FILES as PUBLISHING
from jumelage.content.statement import FILE as STATEMENT
from jumelage.content.withdrawn import FILE as WITHDRAWN
from jumelage.languages import Languages
from jumelage.messages.problems import Code, Position, Problem, Severity, did_you_mean
from jumelage.messages.sentences import Sentence
from jumelage.model import RECORDS
from jumelage.model.base import Record
from jumelage.source import FLOOD, MAX_PROBLEMS, Parsed, Trail, decode, parse_yaml
from jumelage.source.assets import walk
from jumelage.source.file_names import alike, reserved
from jumelage.store.store import Store, stamp

MAX_BYTES = 20_000_000  # of one file: about ten thousand partnerships


@dataclass(frozen=True, slots=True)
class Sourced:
    """A valid record and its source: `parsed` is its file, `trail` its path within the file."""

    record: Record
    parsed: Parsed
    trail: Trail

    def position(self, steps: Trail = ()) -> Position:
        """Return the position of the value at `steps` within the record."""
        return self.parsed.position((*self.trail, *steps))


@dataclass(slots=True)
class Records:
    """
    All records read: `valid` ones by kind and id.

    `failed` contains the kind and id of rejected records, `uncertain` the kinds with unreadable ids; references to
    either are not reported as broken.
    """

    valid: dict[str, dict[str, Sourced]] = field(default_factory=lambda: {kind: {} for kind in RECORDS})
    failed: set[tuple[str, str]] = field(default_factory=set)
    uncertain: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Written:
    """
    One record in a file: its id, if any; the record, if valid; its problems.

    `position` is that of its id.
    """

    name: str | None
    position: Position
    valid: Sourced | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class DataFile:
    """The content of one data file; if it is not `readable`, it may contain more records."""

    records: tuple[Written, ...] = ()
    problems: tuple[Problem, ...] = ()
    readable: bool = True


def records(root: Path, languages: Languages, store: Store) -> Records:
    """Return the records of `data/`, in the order of files and lines."""
    read = Records()
    names: list[str] = []
    for path in walk(root / "data", root):
        if isinstance(path, Problem):
            read.problems.append(path)
            continue
        if path.parent == root / "data" and path.name in {STATEMENT, WITHDRAWN, *PUBLISHING}:
            continue
        kind = _kind(path.relative_to(root / "data"))
        if kind is None:
            read.problems.append(_unexpected(path.relative_to(root)))
        else:
            names.append(path.relative_to(root).as_posix())
            key = ("data", path, stamp(path) if store.lasting else (), languages.codes, languages.required)
            _add(store.remembered(key, partial(_file, path, root, kind, languages)), kind, read)
    read.problems += [*alike(names), *filter(None, map(reserved, names))]
    return read


def _add(file: DataFile, kind: str, read: Records) -> None:
    """Add the records of a file to `read`; of two records with the same id, the first counts."""
    read.problems += file.problems
    if not file.readable:
        read.uncertain.add(kind)
    for one in file.records:
        if one.name is not None and (one.name in read.valid[kind] or (kind, one.name) in read.failed):
            quiet = Sentence("The id is used twice.")
            message = quiet if kind == "person" else Sentence("The id '{name}' is used twice.", name=one.name)
            hint = Sentence("Give one of them another id.")
            read.problems.append(Problem(one.position, Code.DUPLICATE_ID, message, hint))
            continue
        read.problems += one.problems
        if one.valid:
            read.valid[kind][one.valid.record.id] = one.valid
        elif one.name is None:
            read.uncertain.add(kind)
        else:
            read.failed.add((kind, one.name))


def _kind(path: Path) -> str | None:
    stems = {record.file.removesuffix(".yaml"): kind for kind, record in RECORDS.items()}
    stem = path.parts[0] if len(path.parts) == 2 else path.stem if len(path.parts) == 1 else ""
    return stems.get(stem) if path.suffix == ".yaml" else None


def _unexpected(path: Path) -> Problem:
    hint = did_you_mean(path.name, [record.file for record in RECORDS.values()])
    message = Sentence("This file is not one of the data files, so it would not be read.")
    return Problem(Position(path.as_posix()), Code.UNEXPECTED_FILE, message, hint or Sentence("Move or rename it."))


def _file(path: Path, root: Path, kind: str, languages: Languages) -> DataFile:
    name = path.relative_to(root).as_posix()
    text, problems = decode(path.read_bytes(), name, MAX_BYTES)
    problems = apart(problems) if kind == "person" else problems
    parsed = parse_yaml(text, name)
    problems += reticent(parsed, text) if kind == "person" else parsed.problems
    if any(problem.code in {Code.SYNTAX, Code.ENCODING, Code.TOO_LARGE} for problem in problems):
        return DataFile((), tuple(problems), readable=False)
    if parsed.data is not None and not isinstance(parsed.data, list):
        message, hint = Sentence("This file must be a list of records."), Sentence("Begin each record with '- id: …'.")
        problems.append(Problem(parsed.position(()), Code.WRONG_TYPE, message, hint))
        return DataFile((), tuple(problems), readable=False)
    found: list[Written] = []
    count = 0
    for number, plain in enumerate(parsed.data or []):
        found.append(_record(plain, kind, parsed, (number,), languages))
        count += len(found[-1].problems)
        if count > MAX_PROBLEMS:
            problems.append(Problem(parsed.position((number,)), Code.SYNTAX, *FLOOD))
            return DataFile(tuple(found), tuple(problems), readable=False)
    return DataFile(tuple(found), tuple(problems))


def _record(plain: Any, kind: str, parsed: Parsed, trail: Trail, languages: Languages) -> Written:
    model = RECORDS[kind]
    written = plain.get("id") if isinstance(plain, dict) else None
    name = written if isinstance(written, str) else None
    place = parsed.position((*trail, "id"))
    try:
        record = model.model_validate(plain, context={"languages": languages})
    except ValidationError as error:
        # Lines with syntax problems must not also be reported as missing or invalid fields.
        reported = {problem.position.line for problem in parsed.problems if problem.severity is Severity.PROBLEM}
        refusals = _refusals(error, model, parsed, trail, kind)
        return Written(name, place, None, tuple(one for one in refusals if one.position.line not in reported))
    return Written(name, place, Sourced(record, parsed, trail))


def _refusals(
    error: ValidationError, model: type[Record], parsed: Parsed, trail: Trail, kind: str
) -> Iterator[Problem]:
    said = complaints(error, model, parsed, trail, kind)
    for problem, steps in said:
        named = problem.code not in {Code.UNKNOWN_FIELD, Code.UNKNOWN_LANGUAGE}
        yield discreet(problem, steps if named else steps[:-1]) if kind == "person" else problem
