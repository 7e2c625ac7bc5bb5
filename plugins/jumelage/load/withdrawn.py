"""`data/withdrawn.yaml` → the marks of persons who were taken off the site."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from jumelage.assets import is_own
from jumelage.load.complaints import complaints, discreet, quiet
from jumelage.model.withdrawn import Withdrawn
from jumelage.parse import Parsed, decode, parse_yaml
from jumelage.problems import Code, Problem, Severity
from jumelage.sentences import Sentence

FILE = "withdrawn.yaml"


def withdrawn(root: Path) -> tuple[tuple[Withdrawn, ...], tuple[Problem, ...]]:
    """Return what `data/withdrawn.yaml` holds, nothing when there is no such file, and what is wrong in it."""
    path = root / "data" / FILE
    if not is_own(path):
        return (), ()
    text, problems = decode(path.read_bytes(), f"data/{FILE}")
    parsed = parse_yaml(text, f"data/{FILE}")
    # Somebody may have written a name where a mark is due: no message repeats what stands here.
    problems += quiet(parsed)
    if any(one.severity is Severity.PROBLEM for one in problems):
        return (), tuple(problems)
    if parsed.data is not None and not isinstance(parsed.data, list):
        message, hint = Sentence("This file is a list of marks."), Sentence("Begin each with '- mark: …'.")
        return (), (*problems, Problem(parsed.position(()), Code.WRONG_TYPE, message, hint))
    sound = []
    for number, plain in enumerate(parsed.data or []):
        found = _read(plain, number, parsed)
        if isinstance(found, Withdrawn):
            sound.append(found)
        else:
            problems += found
    return tuple(sound), tuple(problems)


def _read(plain: Any, number: int, parsed: Parsed) -> Withdrawn | list[Problem]:
    try:
        return Withdrawn.model_validate(plain)
    except ValidationError as error:
        said = complaints(error, Withdrawn, parsed, (number,), "person")
        return [discreet(one, () if one.code is Code.UNKNOWN_FIELD else steps) for one, steps in said]
