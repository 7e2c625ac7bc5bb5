"""Warns about valid content that needs attention; warnings do not fail a build."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from jumelage.content import Loaded, Sourced, Text
from jumelage.content.drift import outdated
from jumelage.content.prose import Prose
from jumelage.graph.graph import Key, within
from jumelage.messages.nouns import language
from jumelage.messages.problems import Code, Position, Problem, Severity
from jumelage.messages.sentences import Sentence
from jumelage.model.base import SLUGS
from jumelage.model.people import Freshness, Person
from jumelage.model.places_and_parties import Place
from jumelage.model.recurring import Call, Event, EventEdition, Rhythm
from jumelage.model.references import Reference
from jumelage.model.texts import Page
from jumelage.model.values import Day
from jumelage.settings import Settings
from jumelage.source import Trail

RELIED_UPON = timedelta(days=2 * 365)
A_YEAR = timedelta(days=365)
A_MONTH = timedelta(days=30)


class Upkeep:
    """Finds missing or outdated parts of records and texts, except drafts."""

    def __init__(self, loaded: Loaded, settings: Settings, written: list[Prose]) -> None:
        """Take the content, and index texts and mentions."""
        self.loaded = loaded
        self.settings = settings
        self.today = settings.today
        self.courtesy = [code for code in settings.languages.codes if code not in settings.languages.required]
        self.texts: dict[tuple[str, str, str], dict[str, Text]] = {}
        for one in written:
            self.texts.setdefault((one.text.kind, one.text.id, one.text.member), {})[one.text.lang] = one.text
        self.mentioned_by: dict[Key, list[Text]] = {}
        for one in written:
            for mention in one.mentions:
                self.mentioned_by.setdefault((mention.kind, mention.id), []).append(one.text)

    def warnings(self) -> Iterator[Problem]:
        """Yield all warnings, those for records first."""
        used = set(self._named())
        for by_id in self.loaded.records.valid.values():
            for sourced in by_id.values():
                if not sourced.record.draft:
                    yield from self._record(sourced)
                    yield from self._unused(sourced, used)
        yield from self._stated()
        for (kind, name, _), by_lang in self.texts.items():
            if name in self.loaded.records.valid[kind]:
                yield from self._texts(by_lang)

    def _stated(self) -> Iterator[Problem]:
        stated = self.loaded.stated
        if stated.statement and _end(stated.statement.reviewed) < self.today - A_YEAR:
            message = Sentence("Nobody has read through the accessibility statement for a year.")
            hint = Sentence(
                "Read it, run 'make statement', then set 'reviewed: {today}'.", today=self.today.isoformat()
            )
            yield _warning(stated.parsed.position(("reviewed",)), Code.NOT_CHECKED, message, hint)
        published = self.loaded.publishing
        if published.security and (until := _expiry(published.security.expires.last, self.today)):
            hint = Sentence("Check that the contacts are still right, then set 'expires' to a date within a year.")
            yield _warning(published.security_file.position(("expires",)), Code.SECURITY_EXPIRES, until, hint)

    def _record(self, sourced: Sourced) -> Iterator[Problem]:
        record = sourced.record
        if not isinstance(record, Page):
            yield from self._untranslated(sourced)
        if isinstance(record, Person):
            yield from self._person(record, sourced)
        else:
            yield from self._unchecked(sourced)
        if isinstance(record, Event):
            yield from self._unreported(record, sourced)
        if isinstance(record, Call):
            yield from self._stopped(record, sourced)
        if isinstance(record, Place) and not record.location:
            message = Sentence("This place has no coordinates, so no map can show it.")
            hint = Sentence("Add 'location: {{lat: …, lon: …}}'.")
            yield _warning(sourced.position(), Code.NO_LOCATION, message, hint)

    def _untranslated(self, sourced: Sourced) -> Iterator[Problem]:
        for trail, text in within(sourced.record, dict):
            if trail[0] in SLUGS:
                continue
            for lang in self.courtesy:
                if lang not in text:
                    apart = "'{field}' is missing in {lang}; visitors see another language."
                    message = Sentence(apart, field=_field(trail), lang=language(lang))
                    hint = Sentence("Add a line that begins with '{lang}:'.", lang=lang)
                    yield _warning(sourced.position(trail), Code.MISSING_TRANSLATION, message, hint)

    def _person(self, person: Person, sourced: Sourced) -> Iterator[Problem]:
        if person.freshness(self.today) is Freshness.UNVERIFIED:
            message = Sentence("The check of a record about a person at risk is more than 90 days overdue.")
            hint = Sentence("Check it against its sources and set 'status' and 'review_by', or remove it.")
            yield _warning(sourced.position(("review_by",)), Code.STALE_REVIEW, message, hint)

    def _unchecked(self, sourced: Sourced) -> Iterator[Problem]:
        record = sourced.record
        known = [record.checked] if record.checked else [one.date for one in record.sources if one.date]
        last = max(known, key=_end, default=None)
        if last and _end(last) < self.today - RELIED_UPON:
            field = "checked" if record.checked else "sources"
            message = Sentence("Nobody has compared this with its sources for two years.")
            hint = Sentence("Compare it with its sources, then set 'checked: {today}'.", today=self.today.isoformat())
            yield _warning(sourced.position((field,)), Code.NOT_CHECKED, message, hint)

    def _unreported(self, event: Event, sourced: Sourced) -> Iterator[Problem]:
        over = [(number, one) for number, one in enumerate(event.editions) if self._over(one)]
        number, edition = max(over, key=lambda pair: pair[1].year, default=(0, None))
        if edition is None or edition.documents or self._reported(event, edition):
            return
        message = Sentence("The {year} edition is over, but there is no report of how it went.", year=str(edition.year))
        hint = Sentence("Add a document to the edition, or a news article with a link to the event.")
        yield _warning(sourced.position(("editions", number)), Code.NO_REPORT, message, hint)

    def _over(self, edition: EventEdition) -> bool:
        last = edition.end or edition.start
        return edition.year < self.today.year or (last is not None and _end(last) < self.today)

    def _reported(self, event: Event, edition: EventEdition) -> bool:
        """Return whether a news article reports on an edition: from its time or later, with a link to the event."""
        begun = edition.start.first if edition.start else date(edition.year, 1, 1)
        articles = (text for text in self.mentioned_by.get(("event", event.id), ()) if text.kind == "news")
        return any(text.header.date and _end(text.header.date) >= begun for text in articles)

    def _stopped(self, call: Call, sourced: Sourced) -> Iterator[Problem]:
        last = max((edition.year for edition in call.editions), default=self.today.year)
        pause = 2 if call.rhythm is Rhythm.TWO_YEARLY else 1
        if call.rhythm is not Rhythm.ONCE and last + pause <= self.today.year:
            apart = "This call has no edition for {year}; the last one is that of {last}."
            message = Sentence(apart, year=str(self.today.year), last=str(last))
            hint = Sentence("Add the edition, or write 'rhythm: once' if there will be no more.")
            yield _warning(sourced.position(("editions",)), Code.NO_EDITION, message, hint)

    def _named(self) -> Iterator[str]:
        """Yield the ids of organisations that records or texts refer to."""
        for by_id in self.loaded.records.valid.values():
            for sourced in by_id.values():
                for _, reference in within(sourced.record, Reference):
                    if "organisation" in reference.kinds:
                        yield str(reference)
        yield from (name for kind, name in self.mentioned_by if kind == "organisation")

    def _unused(self, sourced: Sourced, used: set[str]) -> Iterator[Problem]:
        record = sourced.record
        # Records that could not be read may refer to it.
        if record.kind_name == "organisation" and record.id not in used and not self._unsure():
            message = Sentence("Nothing refers to the organisation '{name}'.", name=record.id)
            hint = Sentence("Mention it where it takes part, or remove it.")
            yield _warning(sourced.position(), Code.UNUSED_ORGANISATION, message, hint)

    def _unsure(self) -> bool:
        read = self.loaded.records
        return bool(read.failed or read.uncertain or self.loaded.unread)

    def _texts(self, by_lang: Mapping[str, Text]) -> Iterator[Problem]:
        required = self.settings.languages.required
        written = [by_lang[code] for code in required if code in by_lang and not by_lang[code].header.draft]
        for lang in self.courtesy if len(written) == len(required) else ():
            if lang not in by_lang or by_lang[lang].header.draft:
                message = Sentence(
                    "This text is missing in {lang}; visitors see another language.", lang=language(lang)
                )
                path = written[0].path.replace(f"content/{written[0].lang}/", f"content/{lang}/", 1)
                hint = Sentence("Write it in {path}.", path=path)
                yield _warning(Position(written[0].path), Code.MISSING_TRANSLATION, message, hint)
        for text in by_lang.values():
            yield from self._outdated(text, by_lang)

    def _outdated(self, text: Text, by_lang: Mapping[str, Text]) -> Iterator[Problem]:
        found = None if text.header.draft else outdated(text, by_lang)
        if found:
            source = found.source
            message = Sentence(
                "The text in {lang} has changed since this translation was made.", lang=language(source.lang)
            )
            compare = "Compare it with line {lines} of {path}, then run: jumelage translated {own}"
            lines = ", ".join(str(source.line + one.line) for one in found.drift.changed) or str(source.line)
            hint = Sentence(compare, lines=lines, path=source.path, own=text.path)
            yield _warning(text.parsed.position(("translated_from",)), Code.STALE_TRANSLATION, message, hint)


def _expiry(last: date, today: date) -> Sentence | None:
    """Return a warning about the expiry date of `security.txt`, None if it is fine."""
    if last <= today + A_MONTH:
        return Sentence("security.txt is valid only until {last}.", last=last.isoformat())
    return Sentence("security.txt is valid for more than a year.") if last > today + A_YEAR else None


def _end(day: Day) -> date:
    """Return the last date that a day may mean, or the first if it has no last."""
    return day.first if day.last == date.max else day.last


def _field(trail: Trail) -> str:
    return next((str(step) for step in reversed(trail) if isinstance(step, str)), "")


def _warning(place: Position, code: Code, message: Sentence, hint: Sentence) -> Problem:
    return Problem(place, code, message, hint, Severity.WARNING)
