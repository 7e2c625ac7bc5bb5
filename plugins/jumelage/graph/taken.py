"""Finds slugs and aliases that two records of a kind share: an address leads to only one page."""

from collections.abc import Iterator, Mapping

from jumelage.content import Loaded, Sourced
from jumelage.messages.nouns import language, the
from jumelage.messages.problems import Code, Problem
from jumelage.messages.sentences import Sentence
from jumelage.model.base import Record
from jumelage.model.places_and_parties import Country
from jumelage.model.texts import Page

REMOVE = Sentence("Remove the alias.")
ANOTHER = Sentence("Choose another slug.")


def taken(loaded: Loaded) -> Iterator[Problem]:
    """Yield a problem for each duplicate alias and slug, including those of records that may be shown later."""
    for by_id in loaded.records.valid.values():
        aliases: dict[str, str] = {}
        for sourced in by_id.values():
            yield from _aliases(sourced, by_id, aliases)
        slugs: dict[tuple[str, str], str] = {}
        for sourced in by_id.values():
            yield from _slugs(sourced, by_id, aliases, slugs)


def _aliases(sourced: Sourced, by_id: Mapping[str, Sourced], aliases: dict[str, str]) -> Iterator[Problem]:
    record = sourced.record
    for number, alias in enumerate(record.aliases):
        place = sourced.position(("aliases", number))
        first = aliases.setdefault(alias, record.id)
        if first != record.id:
            message = Sentence("The alias '{alias}' also belongs to '{name}'.", alias=alias, name=first)
            yield Problem(place, Code.DUPLICATE_ID, message, Sentence("Remove one of them."))
        if alias in by_id:
            message = Sentence("The alias '{alias}' is the id of another record.", alias=alias)
            yield Problem(place, Code.DUPLICATE_ID, message, REMOVE)


def _slugs(
    sourced: Sourced, by_id: Mapping[str, Sourced], aliases: Mapping[str, str], slugs: dict[tuple[str, str], str]
) -> Iterator[Problem]:
    record = sourced.record
    field, written = written_slugs(record)
    for lang, slug in written.items():
        first, noun = slugs.setdefault((lang, slug), record.id), the(record.kind_name)
        if first != record.id:
            also = "In {lang}, the slug '{slug}' also belongs to {noun} '{name}'."
            message = Sentence(also, slug=slug, noun=noun, name=first, lang=language(lang))
        elif slug in by_id and slug != record.id:
            message = Sentence("The slug '{slug}' is the id of {noun} '{name}'.", slug=slug, noun=noun, name=slug)
        elif (other := aliases.get(slug, record.id)) != record.id:
            message = Sentence("The slug '{slug}' is an alias of {noun} '{name}'.", slug=slug, noun=noun, name=other)
        else:
            continue
        yield Problem(sourced.position((field, lang)), Code.SAME_ADDRESS, message, ANOTHER)


def written_slugs(record: Record) -> tuple[str, Mapping[str, str]]:
    """Return the field of a record with its slugs, and the slugs by language; those of a page are in its texts."""
    if isinstance(record, Country):
        return "slugs", record.slugs
    return "slug", {} if isinstance(record, Page) else record.slug or {}
