"""Finds unresolved references, with their positions."""

from collections.abc import Iterable, Iterator

from babel.core import Locale

from jumelage.content import Loaded, Sourced, Text
from jumelage.content.link_addresses import BY_ADDRESS, is_page_of_a_person, pages_of_persons
from jumelage.content.placeholders import anchors
from jumelage.content.prose import Mention, Prose
from jumelage.graph.graph import Key, credited, within
from jumelage.messages.nouns import a, language, no
from jumelage.messages.problems import Code, Position, Problem, Severity, did_you_mean
from jumelage.messages.sentences import Sentence
from jumelage.model.base import Document, Record
from jumelage.model.media import Picture, Video
from jumelage.model.places_and_parties import Country, Place
from jumelage.model.references import Reference
from jumelage.settings import Settings
from jumelage.source import Trail
from jumelage.source.file_names import plain
from jumelage.source.pictures import PICTURE_TYPES

UNCREDITED = Sentence("The maker of this picture is not named.")
CREDIT = Sentence("Add it to 'pictures' in this text's header or in its record, with 'credit' and 'licence'.")
AGREED = Sentence(
    "Add it to 'pictures' in this text's header, with 'credit', 'licence', 'people' and, if it shows people, "
    "'consent'; without consent, leave it out."
)
MOVING = (".mp4", ".webm")
MAX_LOOKS = 200_000  # names compared in all for "Did you mean": each hint compares all names
NO_PICTURE = (
    Sentence("This file is not a picture."),
    Sentence("Use one of these types: {types}, in lower case.", types=", ".join(PICTURE_TYPES)),
)
PUT = {
    "files/": Sentence("Put it in content/files/."),
    "pictures/": Sentence("Put it in content/pictures/."),
    "video/": Sentence("Put it in content/video/; name its subtitles name.nl.vtt, name.fr.vtt."),
    "": Sentence("Put it in content/files/ or content/pictures/."),
}


class Check:
    """Checks the references of records and texts."""

    def __init__(self, loaded: Loaded, settings: Settings, written: list[Prose]) -> None:
        """Take the possible targets: records, files and, from `written`, the headings of texts."""
        self.loaded = loaded
        self.settings = settings
        self.texts: dict[Key, dict[str, dict[str, Prose]]] = {}
        self.looks = 0
        self.credited = {picture.file for picture in credited(loaded)}
        for one in written:
            by_member = self.texts.setdefault((one.text.kind, one.text.id), {})
            by_member.setdefault(one.text.member, {})[one.text.lang] = one

    def record(self, sourced: Sourced) -> Iterator[Problem]:
        """Yield problems for unresolved references in the fields of a record."""
        record = sourced.record
        for trail, reference in within(record, Reference):
            if trail != ("id",) and not any(self._exists(kind, reference) for kind in reference.kinds):
                yield self._unknown(reference, sourced, trail)
        for trail, document in within(record, Document):
            if document.file and f"files/{document.file}" not in self.loaded.assets:
                yield self._no_file(document.file, sourced.position((*trail, "file")), "files/")
        yield from self._media(record, sourced)
        if isinstance(record, Country):
            yield from self._slugs(record, sourced)
        if isinstance(record, Place) and record.id in self._around(record):
            message = Sentence("The place '{name}' is part of itself through 'part_of'.", name=record.id)
            hint = Sentence("Change one of the 'part_of' lines.")
            yield Problem(sourced.position(("part_of",)), Code.INVALID_VALUE, message, hint)

    def _media(self, record: Record, sourced: Sourced) -> Iterator[Problem]:
        for trail, picture in within(record, Picture):
            yield from self._picture(picture.file, sourced.position((*trail, "file")))
        for trail, video in within(record, Video):
            stem = video.file.rpartition(".")[0]
            captions = [f"{stem}.{lang}.vtt" for lang in self.settings.languages.required]
            for name in (video.file, *captions):
                if f"video/{name}" not in self.loaded.assets:
                    yield self._no_file(name, sourced.position((*trail, "file")), "video/")
            if not video.file.endswith(MOVING):
                hint = Sentence("Use one of these types: {types}, in lower case.", types=", ".join(MOVING))
                place = sourced.position((*trail, "file"))
                yield Problem(place, Code.FILE_TYPE, Sentence("This file is not a video."), hint)
            if video.poster:
                yield from self._picture(video.poster, sourced.position((*trail, "poster")))

    def _picture(self, name: str, place: Position) -> Iterator[Problem]:
        asset = self.loaded.assets.get(f"pictures/{name}")
        if asset is None:
            yield self._no_file(name, place, "pictures/")
        elif not asset.width:
            yield Problem(place, Code.FILE_TYPE, *NO_PICTURE)

    def prose(self, one: Prose) -> Iterator[Problem]:
        """Yield problems for unresolved references in a text, and for a text without a record."""
        text = one.text
        if not self._exists(text.kind, text.id):
            hint = Sentence("Name the file after the id of {noun}.", noun=a(text.kind))
            yield self._ownerless(text, text.kind, text.id, hint)
        elif text.member and not self._exists("municipality", text.member):
            hint = Sentence("Name the file <campaign>--<municipality>.md.")
            yield self._ownerless(text, "municipality", text.member, hint)
        elif text.member and not self._takes_part(text.member, text.id):
            apart = "'{municipality}' is not a member of the campaign '{campaign}'."
            message = Sentence(apart, municipality=text.member, campaign=text.id)
            hint = Sentence("Add it to 'members' in data/campaigns.yaml.")
            yield Problem(Position(text.path), Code.PROSE_WITHOUT_RECORD, message, hint)
        for mention in one.mentions:
            yield from self._mention(mention, text)
        persons = self.settings.languages.segments.get("person", {})
        found = [place for address, place in one.external if is_page_of_a_person(address, persons)]
        # An address in plain text is indexed by the search, too.
        found += [Position(text.path, text.line + number) for number in pages_of_persons(text.body, persons)]
        for place in dict.fromkeys(found):
            yield Problem(place, Code.UNSAFE_ADDRESS, *BY_ADDRESS)

    def _exists(self, kind: str, name: str) -> bool:
        """Return whether a record exists, or a problem already explains why it does not."""
        read = self.loaded.records
        if kind == "country" and name == self.settings.home_country:
            return True
        return kind in read.uncertain or name in read.valid[kind] or (kind, name) in read.failed

    def _near(self, wanted: str, kinds: Iterable[str]) -> Sentence | None:
        """Return a "Did you mean" with the id of a similar id or the same name; never that of a person at risk."""
        valid = [self.loaded.records.valid[kind] for kind in kinds if kind != "person"]
        if not self._patient(sum(map(len, valid))):
            return None
        for by_id in valid:
            for name, sourced in by_id.items():
                called = (sourced.record.name or {}).values()
                if wanted.casefold() in {said.casefold() for said in called}:
                    return Sentence("Did you mean '{name}'?", name=name)
        return did_you_mean(wanted, [name for by_id in valid for name in by_id])

    def _patient(self, count: int) -> bool:
        """Return whether `count` more names may be compared: not if there are thousands of mistakes."""
        self.looks += count
        return self.looks <= MAX_LOOKS

    def _takes_part(self, municipality: str, campaign: str) -> bool:
        sourced = self.loaded.records.valid["campaign"].get(campaign)
        members = getattr(sourced.record, "members", ()) if sourced else None
        return members is None or any(one.municipality == municipality for one in members)

    def _around(self, place: Place) -> set[str]:
        """Return the ids of the places that contain a place, as far as they are valid."""
        around: set[str] = set()
        outer = place.part_of
        while outer and outer not in around:
            around.add(outer)
            sourced = self.loaded.records.valid["place"].get(outer)
            outer = getattr(sourced.record, "part_of", None) if sourced else None
        return around

    def _slugs(self, country: Country, sourced: Sourced) -> Iterator[Problem]:
        codes = self.settings.languages.codes
        for lang in codes:
            if lang not in country.slugs:
                message = Sentence("The country has no slug in {lang}.", lang=language(lang))
                hint = Sentence("Add '{lang}: {slug}'.", lang=lang, slug=_proposed(country.id, lang))
                yield Problem(sourced.position(("slugs",)), Code.MISSING_SLUG, message, hint)
        for lang in country.slugs:
            if lang not in codes:
                message = Sentence("'{lang}' is not a language of this site.", lang=lang)
                yield Problem(
                    sourced.position(("slugs", lang)), Code.UNKNOWN_LANGUAGE, message, did_you_mean(lang, codes)
                )

    def _unknown(self, reference: Reference, sourced: Sourced, trail: Trail) -> Problem:
        place, kinds = sourced.position(trail), reference.kinds
        if sourced.record.kind_name == "person":
            field = next(str(step) for step in reversed(trail) if isinstance(step, str))
            message = Sentence(
                "The field '{field}' of a person at risk refers to something that does not exist.", field=field
            )
            return Problem(place, Code.UNKNOWN_REFERENCE, message)
        if "country" in kinds:
            slugs = ", ".join(f"{lang}: {_proposed(reference, lang)}" for lang in self.settings.languages.codes)
            hint = Sentence("Add it with 'id: {code}' and slugs {slugs}.", code=reference, slugs=slugs)
            message = Sentence("The country '{code}' is not in data/countries.yaml.", code=reference)
            return Problem(place, Code.MISSING_SLUG, message, hint)
        near = self._near(reference, kinds)
        return Problem(place, Code.UNKNOWN_REFERENCE, _none(reference, *kinds), near)

    def _no_file(self, name: str, place: Position, folder: str = "") -> Problem:
        message = Sentence("There is no file '{path}'.", path=f"content/{folder}{name}")
        near = None
        if self._patient(len(self.loaded.assets)):
            known = [asset.removeprefix(folder) for asset in self.loaded.assets if asset.startswith(folder)]
            near = did_you_mean(name, known)
        return Problem(place, Code.MISSING_FILE, message, near or PUT[folder])

    def _ownerless(self, text: Text, kind: str, name: str, hint: Sentence) -> Problem:
        message = Sentence("There is no record for this text.") if kind == "person" else _none(name, kind)
        return Problem(Position(text.path), Code.PROSE_WITHOUT_RECORD, message, self._near(name, [kind]) or hint)

    def _mention(self, mention: Mention, text: Text) -> Iterator[Problem]:
        # A message must not contain anything written about a person at risk.
        discreet = "person" in {text.kind, mention.kind}
        place, name = mention.position, mention.id
        if mention.kind == "static":
            if name not in self.loaded.assets:
                problem = Problem(place, Code.MISSING_FILE, Sentence("There is no such file."), PUT["files/"])
                yield problem if discreet else self._no_file(name, place)
            elif mention.shown and not self.loaded.assets[name].width:
                yield Problem(place, Code.FILE_TYPE, *NO_PICTURE)
            elif name.startswith("pictures/") and mention.shown and name.removeprefix("pictures/") not in self.credited:
                # Of a person at risk nothing is shown of which nobody has written down who agreed to it.
                weight, asked = (Severity.PROBLEM, AGREED) if text.kind == "person" else (Severity.WARNING, CREDIT)
                yield Problem(place, Code.NO_CREDIT, UNCREDITED, asked, weight)
        elif not self._exists(mention.kind, name):
            message = Sentence("There is no such record.") if discreet else _none(name, mention.kind)
            hint = None if discreet else self._near(name, [mention.kind])
            yield Problem(place, Code.BROKEN_LINK, message, hint)
        elif mention.anchor and mention.anchor not in (known := self._anchors(mention, text.lang)):
            missing = "There is no heading '#{anchor}' in the {lang} text of that record."
            message = Sentence(missing, anchor=mention.anchor, lang=language(text.lang))
            problem = Problem(
                place, Code.BROKEN_ANCHOR, Sentence("There is no such heading in the text of that record.")
            )
            near = None if discreet or not self._patient(len(known)) else did_you_mean(mention.anchor, known)
            yield problem if discreet else Problem(place, Code.BROKEN_ANCHOR, message, near)

    def _anchors(self, mention: Mention, lang: str) -> set[str]:
        """Return the anchors on a record's page in a language; the text on it may be in another language."""
        if (mention.kind, mention.id) in self.loaded.unread:
            return {mention.anchor}
        return anchors(self.texts.get((mention.kind, mention.id), {}), self.settings.languages.fallbacks(lang))


def _none(name: str, *kinds: str) -> Sentence:
    return Sentence("There is {none} '{name}'.", none=no(*kinds), name=name)


def _proposed(code: str, lang: str) -> str:
    """Return the slug to propose for a country: its name in plain ASCII."""
    name = str(Locale.parse(lang).territories.get(code, code))
    return plain(name)
