"""`data/withdrawn.yaml` → the marks of persons who were taken off the site."""

import re
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
TREE = f"data/{FILE}"
# The marks of the newest main, as `jumelage marks` brings them.
BROUGHT = f".ledger/{FILE}"
MARK = re.compile(r"^[^#\n]*?\bmark[\"']?:[ \t]*[\"']?([0-9a-f]{64})\b", re.MULTILINE)


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


def known_marks(root: Path) -> frozenset[str]:
    """
    Return every mark that the site's own file holds, or the copy of that of the newest main.

    A file that is missing, invalid or in no encoding counts as what can be read in it. No key is needed, so a mark may
    be one that nobody has proven.
    """
    files = [root / name for name in (TREE, BROUGHT)]
    texts = (path.read_bytes().decode("utf-8", "replace") for path in files if is_own(path))
    return frozenset(one for text in texts for one in MARK.findall(text))


def _read(plain: Any, number: int, parsed: Parsed) -> Withdrawn | list[Problem]:
    try:
        return Withdrawn.model_validate(plain)
    except ValidationError as error:
        said = complaints(error, Withdrawn, parsed, (number,), "person")
        return [discreet(one, () if one.code is Code.UNKNOWN_FIELD else steps) for one, steps in said]
