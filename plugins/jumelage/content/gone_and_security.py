"""Loads `data/gone.yaml` and `data/security.yaml`, which are published with the site but are not records."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from urllib.parse import quote, unquote

from pydantic import ValidationError

from jumelage.content.complaints import complaints
from jumelage.languages import Languages
from jumelage.messages.problems import Code, Position, Problem
from jumelage.messages.sentences import Sentence
from jumelage.model.security import Security
from jumelage.source import FLOOD, MAX_LINES, MAX_PROBLEMS, Parsed, decode, parse_yaml
from jumelage.source.assets import is_own

GONE, SECURITY = "gone.yaml", "security.yaml"
FILES = (GONE, SECURITY)
MAX_ADDRESS = 2000  # characters of an encoded address; more than any address of this site
UNSENT = {"Cc", "Cs", "Zl", "Zp"}  # control characters, surrogates, and line separators
WRITTEN = Sentence("Write it without the domain, like /nl/partnerschappen/a-b/.")


@dataclass(frozen=True, slots=True)
class Publishing:
    """
    The content of both files, and their problems.

    `gone` are the addresses removed on purpose with their positions, decoded as by a server: "/é/" for "/%C3%A9/";
    `security` is None if it is missing or invalid.
    """

    gone: dict[str, Position] = field(default_factory=dict)
    security: Security | None = None
    security_file: Parsed = field(default_factory=lambda: Parsed(f"data/{SECURITY}", None, {}))
    problems: tuple[Problem, ...] = ()


def publishing(root: Path, languages: Languages) -> Publishing:
    """Return the content of the two files; either may be missing."""
    gone_file, problems = _parsed(root, GONE)
    gone: dict[str, Position] = {}
    wrong = [*islice(_gone(gone_file, gone), MAX_PROBLEMS + 1)]
    if len(wrong) > MAX_PROBLEMS:
        wrong.append(Problem(wrong[-1].position, Code.SYNTAX, *FLOOD))
    problems += wrong
    security_file, wrong = _parsed(root, SECURITY)
    problems += wrong
    security = None
    if security_file.data is not None:
        try:
            security = Security.model_validate(security_file.data, context={"languages": languages})
        except ValidationError as error:
            problems += [problem for problem, _ in complaints(error, Security, security_file, (), "page")]
    return Publishing(gone, security, security_file, tuple(problems))


def _gone(file: Parsed, found: dict[str, Position]) -> Iterator[Problem]:
    """Add the valid addresses of a file to `found`, and yield problems for the others."""
    if file.data is not None and not isinstance(file.data, list):
        message, hint = Sentence("This file must be a list of addresses."), Sentence("Begin each line with '- '.")
        yield Problem(file.position(()), Code.WRONG_TYPE, message, hint)
        return
    if file.data and len(file.data) > MAX_LINES:
        yield _too_long(file.path)
        return
    for number, path in enumerate(file.data or ()):
        place = file.position((number,))
        decoded = _decoded(path) if isinstance(path, str) else None
        if isinstance(path, str) and len(quote(path, "%/", errors="replace")) > MAX_ADDRESS:
            message = Sentence(
                "This address has more than {count} characters, as a browser writes it.", count=MAX_ADDRESS
            )
            yield Problem(place, Code.TOO_LARGE, message, Sentence("Remove the line."))
        elif decoded:
            found[decoded] = place
        else:
            message = Sentence("This is not an address of this site.")
            yield Problem(place, Code.INVALID_VALUE, message, WRITTEN)


def _too_long(name: str) -> Problem:
    message = Sentence("This file has more than {count} lines or entries.", count=MAX_LINES)
    return Problem(Position(name), Code.TOO_LARGE, message, Sentence("Remove what is listed more than once."))


def _decoded(path: str) -> str | None:
    """Return an address as a server decodes it, None if it cannot be requested."""
    if not re.fullmatch(r"/[^\s?#\\]+", path):
        return None
    try:
        shown = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return None
    steps = shown.removeprefix("/").removesuffix("/").split("/")
    # Servers remove such segments before comparing.
    valid = not {"", ".", ".."} & set(steps)
    return shown if valid and not any(unicodedata.category(sign) in UNSENT for sign in shown) else None


def _parsed(root: Path, name: str) -> tuple[Parsed, list[Problem]]:
    path = root / "data" / name
    if not is_own(path):
        return Parsed(f"data/{name}", None, {}), []
    text, problems = decode(path.read_bytes(), f"data/{name}")
    if text.count("\n") > MAX_LINES:
        return Parsed(f"data/{name}", None, {}), [_too_long(f"data/{name}")]
    parsed = parse_yaml(text, f"data/{name}")
    problems += parsed.problems
    return (Parsed(parsed.path, None, parsed.positions) if problems else parsed), problems
