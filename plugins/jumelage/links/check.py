"""References that lead nowhere, each with its place."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from babel.core import Locale

from jumelage.links.graph import Key, within
from jumelage.load import Loaded, Sourced, Text
from jumelage.model.base import Document
from jumelage.model.facts import Country, Place
from jumelage.model.people import Freshness, Person
from jumelage.model.references import Reference
from jumelage.parse import Trail
from jumelage.problems import Code, Position, Problem, Severity, did_you_mean
from jumelage.prose import Mention, Prose, anchors
from jumelage.settings import Settings


class Check:
    """Says of each reference whether it leads somewhere."""

    def __init__(self, loaded: Loaded, settings: Settings, written: list[Prose]) -> None:
        """Keep what there is: records, files and, from `written`, the headings of texts."""
        self.loaded = loaded
        self.settings = settings
        self.texts: dict[Key, dict[str, dict[str, Prose]]] = {}
        for one in written:
            by_member = self.texts.setdefault((one.text.kind, one.text.id), {})
            by_member.setdefault(one.text.member, {})[one.text.lang] = one

    def record(self, sourced: Sourced) -> Iterator[Problem]:
        """Give what leads nowhere in the fields of a record."""
        record = sourced.record
        for trail, reference in within(record, Reference):
            if trail != ("id",) and not any(self._exists(kind, reference) for kind in reference.kinds):
                yield self._unknown(reference, sourced, trail)
        for number, alias in enumerate(record.aliases):
            if alias in self.loaded.records.sound[record.kind_name]:
                message, hint = f"The alias '{alias}' is the id of another record.", "Remove the alias."
                yield Problem(sourced.position(("aliases", number)), Code.DUPLICATE_ID, message, hint)
        for trail, document in within(record, Document):
            if document.file and f"files/{document.file}" not in self.loaded.assets:
                yield self._no_file(document.file, sourced.position((*trail, "file")), "files/")
        if isinstance(record, Country):
            yield from self._slugs(record, sourced)
        if isinstance(record, Place) and record.id in self._around(record):
            message, hint = f"The place '{record.id}' lies within itself.", "Follow 'part_of' from place to place."
            yield Problem(sourced.position(("part_of",)), Code.INVALID_VALUE, message, hint)
        if isinstance(record, Person) and record.freshness(self.settings.today) is Freshness.UNVERIFIED:
            message = "An entry on a person at risk was to be checked more than 90 days ago."
            hint = "Check it against its sources and set 'status' and 'review_by', or withdraw it."
            yield Problem(sourced.position(("review_by",)), Code.STALE_REVIEW, message, hint, Severity.WARNING)

    def prose(self, one: Prose) -> Iterator[Problem]:
        """Give what leads nowhere in a text, and whether the text itself belongs nowhere."""
        text = one.text
        if not self._exists(text.kind, text.id):
            yield self._ownerless(text, text.kind, text.id, f"Name the file after the id of a {text.kind}.")
        elif text.member and not self._exists("municipality", text.member):
            yield self._ownerless(text, "municipality", text.member, "Name the file <campaign>--<municipality>.md.")
        elif text.member and not self._takes_part(text.member, text.id):
            message = f"'{text.member}' is not a member of the campaign '{text.id}'."
            hint = "Add it to 'members' in data/campaigns.yaml."
            yield Problem(Position(text.path), Code.PROSE_WITHOUT_RECORD, message, hint)
        for mention in one.mentions:
            yield from self._mention(mention, text)

    def _exists(self, kind: str, name: str) -> bool:
        """Return whether there is such a record, or a problem already says why there is none."""
        read = self.loaded.records
        if kind == "country" and name == self.settings.home_country:
            return True
        return kind in read.uncertain or name in read.sound[kind] or (kind, name) in read.failed

    def _known(self, kinds: Iterable[str]) -> list[str]:
        """Return the ids to propose: of persons at risk none, for messages are public."""
        return [name for kind in kinds if kind != "person" for name in self.loaded.records.sound[kind]]

    def _takes_part(self, municipality: str, campaign: str) -> bool:
        sourced = self.loaded.records.sound["campaign"].get(campaign)
        members = getattr(sourced.record, "members", ()) if sourced else None
        return members is None or any(one.municipality == municipality for one in members)

    def _around(self, place: Place) -> set[str]:
        """Return the places within which a place lies, as far as they are sound."""
        around: set[str] = set()
        outer = place.part_of
        while outer and outer not in around:
            around.add(outer)
            sourced = self.loaded.records.sound["place"].get(outer)
            outer = getattr(sourced.record, "part_of", None) if sourced else None
        return around

    def _slugs(self, country: Country, sourced: Sourced) -> Iterator[Problem]:
        codes = self.settings.languages.codes
        for lang in codes:
            if lang not in country.slugs:
                message = f"The country has no slug in '{lang}'."
                hint = f"Add '{lang}: {_proposed(country.id, lang)}'."
                yield Problem(sourced.position(("slugs",)), Code.MISSING_SLUG, message, hint)
        for lang in country.slugs:
            if lang not in codes:
                message = f"'{lang}' is not a language of this site."
                yield Problem(
                    sourced.position(("slugs", lang)), Code.UNKNOWN_LANGUAGE, message, did_you_mean(lang, codes)
                )

    def _unknown(self, reference: Reference, sourced: Sourced, trail: Trail) -> Problem:
        place, kinds = sourced.position(trail), reference.kinds
        if sourced.record.kind_name == "person":
            field = next(str(step) for step in reversed(trail) if isinstance(step, str))
            return Problem(place, Code.UNKNOWN_REFERENCE, f"The field '{field}' of a person at risk leads nowhere.")
        if "country" in kinds:
            slugs = ", ".join(f"{lang}: {_proposed(reference, lang)}" for lang in self.settings.languages.codes)
            hint = f"Add it with 'id: {reference}' and slugs {slugs}."
            return Problem(place, Code.MISSING_SLUG, f"The country '{reference}' is not in data/countries.yaml.", hint)
        message, hint = f"There is no {' or '.join(kinds)} '{reference}'.", did_you_mean(reference, self._known(kinds))
        return Problem(place, Code.UNKNOWN_REFERENCE, message, hint)

    def _no_file(self, name: str, place: Position, folder: str = "") -> Problem:
        known = [asset.removeprefix(folder) for asset in self.loaded.assets if asset.startswith(folder)]
        hint = did_you_mean(name, known) or f"Put it in content/{folder or 'files/ or content/pictures/'}."
        return Problem(place, Code.MISSING_FILE, f"There is no file 'content/{folder}{name}'.", hint)

    def _ownerless(self, text: Text, kind: str, name: str, hint: str) -> Problem:
        message = "There is no record for this text." if kind == "person" else f"There is no {kind} '{name}'."
        hint = did_you_mean(name, self._known([kind])) or hint
        return Problem(Position(text.path), Code.PROSE_WITHOUT_RECORD, message, hint)

    def _mention(self, mention: Mention, text: Text) -> Iterator[Problem]:
        # Nothing of what is written about a person at risk may appear in a message.
        discreet = "person" in {text.kind, mention.kind}
        place, name = mention.position, mention.id
        if mention.kind == "static":
            if name not in self.loaded.assets:
                told = Problem(place, Code.MISSING_FILE, "There is no such file.", "Put it in content/files/.")
                yield told if discreet else self._no_file(name, place)
        elif not self._exists(mention.kind, name):
            message = "There is no such record." if discreet else f"There is no {mention.kind} '{name}'."
            hint = "" if discreet else did_you_mean(name, self._known([mention.kind]))
            yield Problem(place, Code.BROKEN_LINK, message, hint)
        elif mention.anchor and mention.anchor not in (known := self._anchors(mention, text.lang)):
            message = f"There is no heading '#{mention.anchor}' in the text of that record in '{text.lang}'."
            hint = did_you_mean(mention.anchor, known)
            told = Problem(place, Code.BROKEN_ANCHOR, "There is no such heading in the text of that record.")
            yield told if discreet else Problem(place, Code.BROKEN_ANCHOR, message, hint)

    def _anchors(self, mention: Mention, lang: str) -> set[str]:
        """Return the anchors on a record's page in a language, which may show its text in another."""
        if (mention.kind, mention.id) in self.loaded.unread:
            return {mention.anchor}
        return anchors(self.texts.get((mention.kind, mention.id), {}), self.settings.languages.fallbacks(lang))


def _proposed(code: str, lang: str) -> str:
    """Return the slug to propose for a country: its name in plain ASCII."""
    name = str(Locale.parse(lang).territories.get(code, code))
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
