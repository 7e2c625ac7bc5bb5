"""Languages, and the addresses of kinds in them."""

import re

from jumelage.kinds import KINDS
from jumelage.languages import SEGMENTS, Languages


def test_a_text_falls_back_to_the_obligatory_languages_in_their_order() -> None:
    languages = Languages(("en", "nl", "de", "fr"), ("nl", "fr"))
    assert languages.fallbacks("de") == ("de", "nl", "fr", "en")
    assert languages.fallbacks("fr") == ("fr", "nl", "en", "de")


def test_every_kind_but_pages_has_its_own_address_in_each_language() -> None:
    assert {*SEGMENTS, "page"} == set(KINDS)
    for lang in Languages().codes:
        segments = [SEGMENTS[kind][lang] for kind in SEGMENTS]
        assert len(set(segments)) == len(segments)
        assert [one for one in segments if not re.fullmatch("[a-z]+(-[a-z]+)*", one)] == []
