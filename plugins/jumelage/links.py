"""Records and prose → a graph in which every reference leads somewhere and can be followed both ways."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.core import Locale
from pydantic import BaseModel

from jumelage.assets import Asset
from jumelage.load import Loaded, Sourced
from jumelage.model.base import Record
from jumelage.model.facts import Country
from jumelage.model.people import Freshness, Person
from jumelage.model.values import Reference
from jumelage.parse import Trail
from jumelage.problems import Code, Position, Problem, Severity, did_you_mean
from jumelage.prose import Mention, Prose, proses
from jumelage.settings import Settings

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Graph:
    """
    The records shown today, by kind and id in the order of the files, and what leads where.

    `names` and `named_by` follow the fields of records, `mentions` and `mentioned_by` their prose; all four hold only
    records that are shown, each once, in the order in which they are written. `texts` holds the prose by kind, id and
    member (see `Text`), then by language.
    """

    records: Mapping[str, Mapping[str, Record]]
    names: Mapping[Key, tuple[Key, ...]]
    named_by: Mapping[Key, tuple[Key, ...]]
    mentions: Mapping[Key, tuple[Key, ...]]
    mentioned_by: Mapping[Key, tuple[Key, ...]]
    texts: Mapping[tuple[str, str, str], Mapping[str, Prose]]
    sources: Mapping[Key, str]
    assets: Mapping[str, Asset]


def references(value: Any, trail: Trail = ()) -> Iterator[tuple[Trail, Reference]]:
    """Give every reference within a record, with its place in it."""
    if isinstance(value, Reference):
        yield trail, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from references(getattr(value, name), (*trail, field.alias or name))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from references(part, (*trail, number))


def links(loaded: Loaded, settings: Settings) -> tuple[Graph, list[Problem]]:
    """Return the graph of what is shown today, and every reference of the whole site that leads nowhere."""
    written = list(proses(loaded.texts))
    problems = [problem for one in written for problem in one.problems]
    check = _Check(loaded, settings, written)
    for by_id in loaded.records.sound.values():
        for sourced in by_id.values():
            problems += check.record(sourced)
    for one in written:
        problems += check.prose(one)
    return _graph(loaded, written, settings.today), problems


class _Check:
    """Says of each reference whether it leads somewhere."""

    def __init__(self, loaded: Loaded, settings: Settings, written: list[Prose]) -> None:
        self.loaded = loaded
        self.settings = settings
        self.anchors = {(one.text.kind, one.text.id, one.text.lang): set[str]() for one in written}
        for one in written:
            prefix = f"{one.text.member}--" if one.text.member else ""
            anchors = self.anchors[one.text.kind, one.text.id, one.text.lang]
            anchors |= {prefix + anchor for anchor in one.anchors}
            anchors |= {one.text.member} - {""}

    def record(self, sourced: Sourced) -> Iterator[Problem]:
        kind, record = sourced.record.kind_name, sourced.record
        for trail, reference in references(record):
            if trail == ("id",) or self._known(reference.kinds, reference):
                continue
            yield self._unknown(reference.kinds, reference, sourced, trail)
        for number, alias in enumerate(record.aliases):
            if alias in self.loaded.records.sound[kind]:
                message, hint = f"The alias '{alias}' is the id of another record.", "Remove the alias."
                yield Problem(sourced.position(("aliases", number)), Code.DUPLICATE_ID, message, hint)
        for number, document in enumerate(getattr(record, "documents", ())):
            if document.file and f"files/{document.file}" not in self.loaded.assets:
                yield self._no_file(f"files/{document.file}", sourced, ("documents", number, "file"))
        if isinstance(record, Country):
            yield from self._slugs(record, sourced)
        if isinstance(record, Person) and record.freshness(self.settings.today) is Freshness.UNVERIFIED:
            message = "An entry on a person at risk was to be checked more than 90 days ago."
            hint = "Check it against its sources and set 'status' and 'review_by', or withdraw it."
            yield Problem(sourced.position(("review_by",)), Code.STALE_REVIEW, message, hint, Severity.WARNING)

    def _slugs(self, country: Country, sourced: Sourced) -> Iterator[Problem]:
        for lang in self.settings.languages.codes:
            if lang not in country.slugs:
                message = f"The country has no slug in '{lang}'."
                hint = f"Add '{lang}: {_proposed(country.id, lang)}'."
                yield Problem(sourced.position(("slugs",)), Code.MISSING_SLUG, message, hint)
        for lang in country.slugs:
            if lang not in self.settings.languages.codes:
                message = f"'{lang}' is not a language of this site."
                hint = did_you_mean(lang, self.settings.languages.codes)
                yield Problem(sourced.position(("slugs", lang)), Code.UNKNOWN_LANGUAGE, message, hint)

    def _known(self, kinds: tuple[str, ...], name: str) -> bool:
        return any(self._exists(kind, name) for kind in kinds)

    def _unknown(self, kinds: tuple[str, ...], name: str, sourced: Sourced, trail: Trail) -> Problem:
        place = sourced.position(trail)
        if sourced.record.kind_name == "person":
            field = next(str(step) for step in reversed(trail) if isinstance(step, str))
            return Problem(place, Code.UNKNOWN_REFERENCE, f"The field '{field}' of a person at risk leads nowhere.")
        if "country" in kinds:
            slugs = ", ".join(f"{lang}: {_proposed(name, lang)}" for lang in self.settings.languages.codes)
            hint = f"Add it with 'id: {name}' and slugs {slugs}."
            return Problem(place, Code.MISSING_SLUG, f"The country '{name}' is not in data/countries.yaml.", hint)
        known = [one for kind in kinds for one in self.loaded.records.sound[kind]]
        return Problem(
            place, Code.UNKNOWN_REFERENCE, f"There is no {' or '.join(kinds)} '{name}'.", did_you_mean(name, known)
        )

    def _no_file(self, name: str, sourced: Sourced, trail: Trail) -> Problem:
        message = f"There is no file 'content/{name}'."
        return Problem(sourced.position(trail), Code.MISSING_FILE, message, did_you_mean(name, self.loaded.assets))

    def prose(self, one: Prose) -> Iterator[Problem]:
        text = one.text
        owner_kind, owner = text.kind, text.id
        if not self._exists(owner_kind, owner):
            message = (
                "There is no record for this text." if text.kind == "person" else f"There is no {text.kind} '{owner}'."
            )
            known = [] if text.kind == "person" else self.loaded.records.sound[owner_kind]
            hint = did_you_mean(owner, known) or f"Name the file after the id of a {text.kind}."
            yield Problem(Position(one.text.path), Code.PROSE_WITHOUT_RECORD, message, hint)
        elif text.member and not self._exists("municipality", text.member):
            known = self.loaded.records.sound["municipality"]
            hint = did_you_mean(text.member, known) or "Name the file <campaign>--<municipality>.md."
            yield Problem(
                Position(one.text.path), Code.PROSE_WITHOUT_RECORD, f"There is no municipality '{text.member}'.", hint
            )
        for mention in one.mentions:
            yield from self._mention(mention, text.kind == "person", text.lang)

    def _exists(self, kind: str, name: str) -> bool:
        read = self.loaded.records
        if kind == "country" and name == self.settings.home_country:
            return True
        return kind in read.uncertain or name in read.sound[kind] or (kind, name) in read.failed

    def _mention(self, mention: Mention, discreet: bool, lang: str) -> Iterator[Problem]:
        if mention.kind == "static":
            if mention.id not in self.loaded.assets:
                message = f"There is no file 'content/{mention.id}'."
                hint = did_you_mean(mention.id, self.loaded.assets) or "Put it in content/files/ or content/pictures/."
                yield Problem(mention.position, Code.MISSING_FILE, message, hint)
        elif not self._exists(mention.kind, mention.id):
            known = [] if mention.kind == "person" else self.loaded.records.sound[mention.kind]
            said = (
                "There is no such record."
                if discreet or mention.kind == "person"
                else f"There is no {mention.kind} '{mention.id}'."
            )
            yield Problem(mention.position, Code.BROKEN_LINK, said, did_you_mean(mention.id, known))
        elif mention.anchor and (mention.kind, mention.id) not in self.loaded.records.failed:
            anchors = self.anchors.get((mention.kind, mention.id, lang), set())
            if mention.anchor not in anchors:
                message = f"There is no heading '#{mention.anchor}' in the text of that record in '{lang}'."
                yield Problem(mention.position, Code.BROKEN_ANCHOR, message, did_you_mean(mention.anchor, anchors))


def _proposed(code: str, lang: str) -> str:
    name = str(Locale.parse(lang).territories.get(code, code))
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _graph(loaded: Loaded, written: list[Prose], today: date) -> Graph:
    sound = loaded.records.sound
    shown = {
        kind: {n: s.record for n, s in by_id.items() if _shown(kind, n, loaded, today)} for kind, by_id in sound.items()
    }
    names: dict[Key, dict[Key, None]] = {}
    mentions: dict[Key, dict[Key, None]] = {}
    for kind, by_id in shown.items():
        for name, record in by_id.items():
            names[kind, name] = dict.fromkeys(
                (target, str(reference))
                for trail, reference in references(record)
                for target in reference.kinds
                if trail[0] not in {"id", "sources"} and reference in shown[target]
            )
    texts: dict[tuple[str, str, str], dict[str, Prose]] = {}
    for one in written:
        text = one.text
        if text.header.draft or text.id not in shown[text.kind]:
            continue
        texts.setdefault((text.kind, text.id, text.member), {})[text.lang] = one
        targets = [(m.kind, m.id) for m in one.mentions if m.kind in shown and m.id in shown[m.kind]]
        mentions.setdefault((text.kind, text.id), {}).update(dict.fromkeys(targets))
    sources = {(kind, name): s.parsed.path for kind, by_id in sound.items() for name, s in by_id.items()}
    return Graph(
        shown, _frozen(names), _turned(names), _frozen(mentions), _turned(mentions), texts, sources, loaded.assets
    )


def _shown(kind: str, name: str, loaded: Loaded, today: date) -> bool:
    sourced = loaded.records.sound[kind].get(name)
    if sourced is None or not sourced.record.published(today):
        return False
    owners = ((owner, getattr(sourced.record, owner)) for owner in sourced.record.owners)
    return all(_shown(owner, of, loaded, today) for owner, of in owners if of is not None)


def _frozen(edges: dict[Key, dict[Key, None]]) -> dict[Key, tuple[Key, ...]]:
    return {key: tuple(targets) for key, targets in edges.items()}


def _turned(edges: dict[Key, dict[Key, None]]) -> dict[Key, tuple[Key, ...]]:
    turned: dict[Key, dict[Key, None]] = {}
    for key, targets in edges.items():
        for target in targets:
            turned.setdefault(target, {})[key] = None
    return _frozen(turned)
