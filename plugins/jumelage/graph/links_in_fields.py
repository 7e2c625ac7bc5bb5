"""Finds links in plain-text fields, where visitors would see the Markdown syntax."""

from collections.abc import Iterator, Mapping

from jumelage.content import Loaded
from jumelage.content.link_addresses import is_page_of_a_person
from jumelage.content.unresolved import IN_FIELD, in_address, in_words
from jumelage.messages.problems import Code, Problem
from jumelage.messages.sentences import Sentence
from jumelage.source import Parsed, Trail, strings

PLAIN = Sentence("Fields are plain text: visitors would see this link as it is written.")
WORDS_ONLY = Sentence("Write words only. Links belong in the texts in content/; a source has a field 'url'.")
NO_ADDRESS = Sentence("A kind in braces may only come at the start of an address.")
WHOLE = Sentence("Write the whole address, as the browser shows it.")
OF_A_PERSON = (
    Sentence("A field may not contain the address of a page about a person at risk: the search would lead there."),
    Sentence("Remove the address. A text may link to the person, with {{person}} and the id of the record."),
)


def fields(loaded: Loaded, persons: Mapping[str, str]) -> Iterator[Problem]:
    """
    Yield a problem for each field of a record or of a text's header that contains a link or the syntax of a reference.

    Addresses of pages about persons are reported, too; `persons` is the path segment of these pages, by language.
    """
    for kind, by_id in loaded.records.valid.items():
        # The fields of news and pages are in the headers of their texts.
        for one in by_id.values() if kind not in {"news", "page"} else ():
            yield from _links(one.parsed, one.trail, persons)
    for text in loaded.texts:
        yield from _links(text.parsed, (), persons)


def _links(parsed: Parsed, trail: Trail, persons: Mapping[str, str]) -> Iterator[Problem]:
    value = parsed.data
    for step in trail:
        value = value[step]
    for steps, said in strings(value, trail):
        if said.startswith(("https://", "http://")):
            if in_address(said):
                yield Problem(parsed.position(steps), Code.LINK_AS_TEXT, NO_ADDRESS, WHOLE)
            elif is_page_of_a_person(said, persons):
                yield Problem(parsed.position(steps), Code.UNSAFE_ADDRESS, *OF_A_PERSON)
        elif any(in_words(said, IN_FIELD)):
            yield Problem(parsed.position(steps), Code.LINK_AS_TEXT, PLAIN, WORDS_ONLY)
