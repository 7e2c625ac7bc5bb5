"""Marks of references are recognised in words and in addresses, and braces that mean something else are not."""

import pytest

from jumelage.content.unresolved import IN_FIELD, IN_PROSE, in_address, in_words
from jumelage.kinds import KINDS


@pytest.mark.parametrize("kind", [*KINDS, "static"])
@pytest.mark.parametrize(
    "address",
    [
        "{%s}lunara",
        "{ %s }lunara",
        "https://example.org/nl/{%s}lunara",
        "#{%s}lunara",
        "%%7B%s%%7Dlunara",
        "%%7b%s%%7dlunara",
        "%%257B%s%%257Dlunara",
        "&#123;%s&#125;lunara",
        "&#x7B;%s&#X7d;lunara",
        "&amp;lbrace;%s&rcub;lunara",
        "ref:%s/lunara",
        "https://example.org/ref:%s/lunara",
        "ref%%3A%s%%2Flunara",
        "ref&colon;%s&sol;lunara",
        "/a.jpg 480w, ref:%s/b.jpg 960w",
    ],
)
def test_a_reference_in_an_address_is_seen_however_it_is_encoded(address: str, kind: str) -> None:
    assert in_address(address % kind)
    assert in_address((address % kind).replace(kind, kind.capitalize()))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/nl/plaatsen/lunara/",
        "https://example.org/{id}",
        "https://example.org/places",
        "https://example.org/?place=lunara&person=%7B%7D",
        "https://example.org/?href:place",
        "https://example.org/?ref=place/lunara",
        "mailto:a@example.org?subject=ref:%2012",
        "https://example.org/%E2%80%99&#" + 5000 * "9" + ";",
        "%" * 100,
        "https://example.org/%" + 9 * "25" + "20",
    ],
)
def test_another_address_is_none(address: str) -> None:
    assert not in_address(address)


def test_an_address_that_begins_with_ref_is_one_whatever_follows() -> None:
    assert [in_address(one) for one in ("ref:x", " REF:", "href:x")] == [True, True, False]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Zie {place}lunara.", "{place}"),
        ("{Place}lunara", "{Place}"),
        ("{ place }lunara", "{ place }"),
        ("[x] ({plaats}lunara)", "] ({plaats}"),
        ("[x]({static}files/a b.pdf)", "]({static}"),
        ("[x](https://a b)", "]("),
        ("zie ref:place/lunara", "ref:place/"),
        ("[[lunara]]", "[[lunara]]"),
        ("{a, b} {x} {places} {} [sic] [ ] (ja) ]] [[]] href: ref: 12", ""),
        ("", ""),
    ],
)
def test_what_is_left_of_a_link_is_seen_in_words(words: str, found: str) -> None:
    seen = [[one[0] for one in in_words(words, wanted)] for wanted in (IN_PROSE, IN_FIELD)]
    expected = [found] if found else []
    assert seen == [expected, expected]


@pytest.mark.parametrize(("words", "found"), [("[a][b]", "]["), ("a[^1]", "[^")])
def test_what_titles_of_documents_hold_too_is_no_link_in_a_field(words: str, found: str) -> None:
    assert [one[0] for one in in_words(words, IN_PROSE)] == [found]
    assert [*in_words(words, IN_FIELD)] == []
