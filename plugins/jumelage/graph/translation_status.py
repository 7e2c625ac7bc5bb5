"""The state of translation of each record and text: complete, stale, fallback or missing in each language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from jumelage.content import Loaded, Sourced, Text
from jumelage.content.drift import Changed, outdated
from jumelage.graph.graph import within
from jumelage.kinds import KINDS
from jumelage.messages.nouns import language
from jumelage.messages.problems import Code, Position, Problem
from jumelage.model import RECORDS
from jumelage.model.base import SLUGS
from jumelage.model.texts import Page
from jumelage.settings import Settings


class Progress(StrEnum):
    """The state of a record or text in a language; `FALLBACK`: visitors read it in another language for now."""

    COMPLETE = "complete"
    STALE = "stale"
    FALLBACK = "fallback"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Entry:
    """
    A record's fields or a text, in one language.

    `place` is where to write; `fields` are those that lack the language; for a stale text, `source` is the path of the
    text it was translated from, `changed` the new paragraphs of that text with their lines in the file, and `gone` the
    number of removed paragraphs. A `draft` exists but is not shown yet.
    """

    kind: str
    lang: str
    progress: Progress
    place: Position
    fields: tuple[str, ...] = ()
    source: str = ""
    changed: tuple[Changed, ...] = ()
    gone: int = 0
    draft: bool = False


def status(loaded: Loaded, settings: Settings) -> tuple[Entry, ...]:
    """Return an entry for each record and text in each language of the site, by kind, language and place."""
    found = [*_records(loaded, settings), *_texts(loaded, settings), *_refused(loaded, settings)]
    codes = settings.languages.codes
    kinds = [*KINDS]
    found.sort(key=lambda one: (kinds.index(one.kind), codes.index(one.lang), one.place))
    return tuple(found)


def counted(entries: Iterable[Entry]) -> Mapping[tuple[str, str], Mapping[Progress, int]]:
    """Return the number of entries with each progress, by kind and language."""
    found: dict[tuple[str, str], dict[Progress, int]] = {}
    for one in entries:
        counts = found.setdefault((one.kind, one.lang), dict.fromkeys(Progress, 0))
        counts[one.progress] += 1
    return found


def _records(loaded: Loaded, settings: Settings) -> Iterator[Entry]:
    for kind, by_id in loaded.records.valid.items():
        for sourced in by_id.values():
            if not isinstance(sourced.record, Page):
                yield from _record(kind, sourced, settings)


def _record(kind: str, sourced: Sourced, settings: Settings) -> Iterator[Entry]:
    texts = [(trail, text) for trail, text in within(sourced.record, dict) if trail[0] not in SLUGS]
    for lang in settings.languages.codes if texts else ():
        lacking = [trail for trail, text in texts if lang not in text]
        place = sourced.position(lacking[0]) if lacking else sourced.position()
        fields = tuple(
            dict.fromkeys(".".join(str(step) for step in trail if isinstance(step, str)) for trail in lacking)
        )
        yield Entry(kind, lang, Progress.FALLBACK if lacking else Progress.COMPLETE, place, fields)


def _texts(loaded: Loaded, settings: Settings) -> Iterator[Entry]:
    owners: dict[tuple[str, str, str], dict[str, Text]] = {}
    for text in loaded.texts:
        owners.setdefault((text.kind, text.id, text.member), {})[text.lang] = text
    for by_lang in owners.values():
        for lang in settings.languages.codes:
            yield _text(lang, by_lang, settings)


def _text(lang: str, by_lang: Mapping[str, Text], settings: Settings) -> Entry:
    text = by_lang.get(lang)
    first = text or next(by_lang[code] for code in settings.languages.fallbacks(lang) if code in by_lang)
    if text is None or text.header.draft:
        progress = Progress.MISSING if lang in settings.languages.required else Progress.FALLBACK
        path = first.path.replace(f"content/{first.lang}/", f"content/{lang}/", 1)
        return Entry(first.kind, lang, progress, Position(path), draft=text is not None)
    found = outdated(text, by_lang)
    if found:
        source = found.source
        changed = tuple(Changed(one.number, source.line + one.line, one.text) for one in found.drift.changed)
        place = text.parsed.position(("translated_from",))
        return Entry(text.kind, lang, Progress.STALE, place, (), source.path, changed, found.drift.gone)
    return Entry(text.kind, lang, Progress.COMPLETE, Position(text.path))


def _refused(loaded: Loaded, settings: Settings) -> Iterator[Entry]:
    """Yield an entry for each field that lacks an obligatory language, for which its record was rejected."""
    kinds = {record.file: kind for kind, record in RECORDS.items()}
    for problem in loaded.problems:
        kind = kinds.get(_file(problem))
        if problem.code is Code.MISSING_LANGUAGE and kind:
            lacking = str(problem.message.values.get("languages", ""))
            for lang in settings.languages.required:
                if str(language(lang)) in lacking:
                    yield Entry(kind, lang, Progress.MISSING, problem.position)


def _file(problem: Problem) -> str:
    """Return the name of the data file of a problem, even if the data is split over a folder."""
    folder, _, name = problem.position.path.removeprefix("data/").rpartition("/")
    return f"{folder}.yaml" if folder else name
