"""`content/<language>/<kind>/*.md` → texts with their headers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from jumelage import front_matter
from jumelage.assets import walk
from jumelage.languages import KINDS, Languages
from jumelage.load.complaints import complaints, discreet, reticent
from jumelage.model.texts import Header, NewsHeader, PageHeader
from jumelage.model.values import slug
from jumelage.parse import Parsed, decode, parse_yaml
from jumelage.problems import Code, Position, Problem, did_you_mean, listed

HEADERS: dict[str, type[Header]] = {"news": NewsHeader, "page": PageHeader}
MAX_BODY = 200_000


@dataclass(frozen=True, slots=True)
class Text:
    """
    A Markdown text: of which record, in which language.

    `member` is the municipality of a campaign's text, else ''; `line` is where `body` starts in the file.
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
    """What has been read; `failed` holds kind, id and member of texts that were refused."""

    sound: list[Text] = field(default_factory=list)
    failed: set[tuple[str, str, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def texts(root: Path, languages: Languages) -> Texts:
    """Return the texts of `content/`, in the order of languages, kinds and names."""
    read = Texts()
    content = root / "content"
    for path in walk(content, root):
        if isinstance(path, Problem):
            read.problems.append(path)
            continue
        parts = path.relative_to(content).parts
        if parts[0] in {"files", "pictures"}:
            continue
        name = path.relative_to(root).as_posix()
        misplaced = _misplaced(parts, name, languages)
        if misplaced:
            read.problems.append(misplaced)
        else:
            _file(path, name, parts, languages, read)
    read.problems += _alone(read, languages)
    return read


def _misplaced(parts: tuple[str, ...], name: str, languages: Languages) -> Problem | None:
    place = Position(name)
    if not name.endswith(".md"):
        hint = "Texts are Markdown files (.md); files to publish stand in content/files/."
        return Problem(place, Code.UNEXPECTED_FILE, "This file would not be read.", hint)
    if len(parts) != 3:
        hint = "A text stands at content/<language>/<kind>/<id>.md."
        return Problem(place, Code.UNEXPECTED_FILE, "A text does not stand here.", hint)
    if parts[0] not in languages.codes:
        message = f"'{parts[0]}' is not a language of this site."
        return Problem(place, Code.UNKNOWN_LANGUAGE, message, f"Use {listed(languages.codes)}.")
    if parts[1] not in KINDS:
        hint = did_you_mean(parts[1], KINDS) or f"Use {listed(KINDS)}."
        return Problem(place, Code.UNEXPECTED_FILE, f"There is no kind of record '{parts[1]}'.", hint)
    return None


def _file(path: Path, name: str, parts: tuple[str, ...], languages: Languages, read: Texts) -> None:
    lang, kind, stem = parts[0], parts[1], path.stem
    who, _, member = stem.partition("--") if kind == "campaign" and not stem.endswith("--") else (stem, "", "")
    raw, problems = decode(path.read_bytes(), name)
    split = front_matter.split(raw)
    if not split.closed:
        hint = "Write a line '---' below the header."
        problems.append(Problem(Position(name), Code.SYNTAX, "The header is opened and never closed.", hint))
    if len(split.body) > MAX_BODY:
        message = f"The text is longer than {MAX_BODY // 1000} kB."
        problems.append(Problem(Position(name), Code.TOO_LARGE, message, "Split it."))
    parsed = parse_yaml(split.header, name, 2)
    problems += reticent(parsed, split.header, 2) if kind == "person" else parsed.problems
    header = None if problems else _header(parsed, kind, languages, problems)
    if kind in HEADERS and not problems:
        problems += _reserved(who, name, languages)
    if problems or header is None:
        read.problems += problems
        read.failed.add((kind, who, member))
        return
    read.sound.append(Text(kind, who, member, lang, name, header, parsed, split.body, split.line))


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
        said = list(complaints(error, model, parsed, (), "header"))
        problems += [discreet(problem, ()) for problem in said] if kind == "person" else said
        return None


def _alone(read: Texts, languages: Languages) -> Iterator[Problem]:
    """
    Give a problem for each text that lacks its counterpart in an obligatory language.

    A draft may be alone, but it is no counterpart; news and pages are nothing without their obligatory languages.
    """
    there = {(text.kind, text.id, text.member, text.lang) for text in read.sound if not text.header.draft}
    for text in read.sound:
        owner = (text.kind, text.id, text.member)
        needy = text.lang in languages.obligatory or text.kind in HEADERS
        if not needy or text.header.draft or owner in read.failed:
            continue
        for other in languages.obligatory:
            if (*owner, other) not in there:
                path = text.path.replace(f"content/{text.lang}/", f"content/{other}/", 1)
                message = f"This text is missing in the obligatory language '{other}'."
                yield Problem(Position(text.path), Code.MISSING_LANGUAGE, message, f"Write it in {path}.")
