"""`data/*.yaml` → records with their positions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from jumelage.assets import walk
from jumelage.languages import Languages
from jumelage.load.complaints import complaints, discreet, reticent
from jumelage.model import RECORDS
from jumelage.model.base import Record
from jumelage.parse import Parsed, Trail, decode, parse_yaml
from jumelage.problems import Code, Position, Problem, did_you_mean


@dataclass(frozen=True, slots=True)
class Sourced:
    """A sound record and where it is written: `parsed` is its file, `trail` its place in it."""

    record: Record
    parsed: Parsed
    trail: Trail

    def position(self, steps: Trail = ()) -> Position:
        """Return where the value at `steps` within the record stands."""
        return self.parsed.position((*self.trail, *steps))


@dataclass(slots=True)
class Records:
    """
    What has been read: `sound` by kind and id.

    `failed` holds the kind and id of records that were refused, `uncertain` the kinds of which not even all ids
    could be read; a reference to either is not called broken.
    """

    sound: dict[str, dict[str, Sourced]] = field(default_factory=lambda: {kind: {} for kind in RECORDS})
    failed: set[tuple[str, str]] = field(default_factory=set)
    uncertain: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def records(root: Path, languages: Languages) -> Records:
    """Return the records of `data/`, in the order of files and lines."""
    read = Records()
    for path in walk(root / "data", root):
        if isinstance(path, Problem):
            read.problems.append(path)
            continue
        kind = _kind(path.relative_to(root / "data"))
        if kind is None:
            read.problems.append(_unexpected(path.relative_to(root)))
        else:
            _file(path, root, kind, languages, read)
    return read


def _kind(path: Path) -> str | None:
    stems = {record.file.removesuffix(".yaml"): kind for kind, record in RECORDS.items()}
    stem = path.parts[0] if len(path.parts) == 2 else path.stem if len(path.parts) == 1 else ""
    return stems.get(stem) if path.suffix == ".yaml" else None


def _unexpected(path: Path) -> Problem:
    hint = did_you_mean(path.name, [record.file for record in RECORDS.values()])
    message = "This file is not one of the data files, so it would not be read."
    return Problem(Position(path.as_posix()), Code.UNEXPECTED_FILE, message, hint or "Move or rename it.")


def _file(path: Path, root: Path, kind: str, languages: Languages, read: Records) -> None:
    name = path.relative_to(root).as_posix()
    text, problems = decode(path.read_bytes(), name)
    parsed = parse_yaml(text, name)
    problems += reticent(parsed, text) if kind == "person" else parsed.problems
    read.problems += problems
    if any(problem.code in {Code.SYNTAX, Code.ENCODING, Code.TOO_LARGE} for problem in problems):
        read.uncertain.add(kind)
        return
    if parsed.data is not None and not isinstance(parsed.data, list):
        hint = "Begin each record with '- id: …'."
        read.problems.append(Problem(parsed.position(()), Code.WRONG_TYPE, "This file is a list of records.", hint))
        read.uncertain.add(kind)
        return
    for number, plain in enumerate(parsed.data or []):
        _record(plain, kind, parsed, (number,), languages, read)


def _record(plain: Any, kind: str, parsed: Parsed, trail: Trail, languages: Languages, read: Records) -> None:
    model = RECORDS[kind]
    written = plain.get("id") if isinstance(plain, dict) else None
    name = written if isinstance(written, str) else None
    if name is not None and (name in read.sound[kind] or (kind, name) in read.failed):
        said = "The id" if kind == "person" else f"The id '{name}'"
        place = parsed.position((*trail, "id"))
        read.problems.append(
            Problem(place, Code.DUPLICATE_ID, f"{said} is used twice.", "Give one of them another id.")
        )
        return
    try:
        record = model.model_validate(plain, context={"languages": languages})
    except ValidationError as error:
        # What cannot be read as it is written is no field that is missing or wrong.
        told = {problem.position.line for problem in parsed.problems}
        refusals = _refusals(error, model, parsed, trail, kind)
        read.problems += (problem for problem in refusals if problem.position.line not in told)
        if name is None:
            read.uncertain.add(kind)
        else:
            read.failed.add((kind, name))
        return
    read.sound[kind][record.id] = Sourced(record, parsed, trail)


def _refusals(
    error: ValidationError, model: type[Record], parsed: Parsed, trail: Trail, kind: str
) -> Iterator[Problem]:
    said = complaints(error, model, parsed, trail, kind)
    if kind != "person":
        yield from said
        return
    for problem, detail in zip(said, error.errors(include_url=False), strict=True):
        known = tuple(step for step in detail["loc"] if step != "[key]")
        named = problem.code not in {Code.UNKNOWN_FIELD, Code.UNKNOWN_LANGUAGE}
        yield discreet(problem, known if named else known[:-1])
