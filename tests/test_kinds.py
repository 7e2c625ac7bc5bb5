"""The declaration of each kind of record, from which orders and lists are made."""

import pytest

from jumelage.kinds import BY_CARDS, KINDS, Kind
from jumelage.messages.nouns import a, no, the
from jumelage.model import RECORDS
from jumelage.pages.overview import AT_HOME, COUNTED, MAIN, VIEWS


def test_no_kind_can_be_declared_without_a_place_for_its_cards() -> None:
    with pytest.raises(TypeError, match="'cards'"):
        Kind(name="treaty", noun="a treaty", segments={})  # type: ignore[call-arg]


def test_the_order_of_cards_holds_every_kind_once_and_no_two_share_a_place() -> None:
    assert sorted(BY_CARDS) == sorted(KINDS)
    assert len({kind.cards for kind in KINDS.values()}) == len(KINDS)


def test_no_two_entries_of_the_menu_share_a_place() -> None:
    assert MAIN == ("municipality", "partnership", "project", "country", "agenda", "person", "news")
    places = [kind.menu for kind in KINDS.values() if kind.menu]
    assert len(set(places)) == len(places)


def test_what_the_home_page_lists_and_counts_is_in_the_order_of_cards() -> None:
    assert AT_HOME == ("municipality", "country", "news")
    assert COUNTED == ("municipality", "partnership", "project", "country")


def test_a_view_in_the_menu_needs_kinds_that_exist() -> None:
    assert {kind for kinds in VIEWS.values() for kind in kinds} < set(KINDS)


def test_an_index_is_grouped_by_a_field_of_its_records() -> None:
    grouped = {name: kind.grouped_by for name, kind in KINDS.items() if kind.grouped_by}
    assert [name for name, field in grouped.items() if field not in RECORDS[name].model_fields] == []


def test_a_noun_is_declared_with_its_article_and_the_others_are_made_from_it() -> None:
    assert [str(said("event")) for said in (a, no, the)] == ["an event", "no event", "the event"]
    assert [kind.name for kind in KINDS.values() if not kind.noun.startswith(("a ", "an "))] == []
