"""Indexes of more than a hundred records have several pages, which lead to each other in each language."""

from pathlib import Path

import pytest

from jumelage.messages.problems import ContentError
from jumelage.pages import Site
from one_page import page, site

MUNICIPALITIES = """
- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil}}
- {id: maanberg, name: {nl: Maanberg, fr: Montlune}}
"""


def themes(count: int) -> str:
    return "".join(f"- {{id: t{n:03}, name: {{nl: T{n:03}, fr: T{n:03}}}}}\n" for n in range(count))


def partnerships(count: int) -> str:
    one = (
        "- {{id: p{0:03}, name: {{nl: P{0:03}, fr: P{0:03}}}, municipality: {1}, kind: twinning, places: [aan-zee]}}\n"
    )
    return "".join(one.format(n, "maanberg" if n % 2 else "zonnedal") for n in range(count))


def shown(found: Site, kind: str, name: str, lang: str = "nl") -> list[str]:
    return [card.title.text for section in page(found, kind, name, lang).sections for card in section.cards]


def test_a_hundred_are_one_page_and_one_more_are_two(tmp_path: Path) -> None:
    found = site(tmp_path / "a", themes=themes(100))
    assert page(found, "theme", "index").pager is None
    assert [one.id for one in found.pages if (one.kind, one.lang) == ("theme", "nl")][:2] == ["index", "t000"]
    found = site(tmp_path / "b", themes=themes(101))
    assert (len(shown(found, "theme", "index")), shown(found, "theme", "index-2")) == (100, ["T100"])


def test_each_page_knows_its_number_its_neighbours_and_its_like_in_other_languages(tmp_path: Path) -> None:
    found = site(tmp_path, themes=themes(201))
    second = page(found, "theme", "index-2", "fr")
    assert second.path == "/fr/themes/2/"
    assert second.title.text == "Thèmes, page 2 sur 3"
    assert second.alternates == {"nl": "/nl/themas/2/", "en": "/en/themes/2/"}
    assert [link.path for link in second.crumbs] == ["/fr/", "/fr/themes/"]
    assert second.pager
    assert (second.pager.number, second.pager.paths) == (2, ("/fr/themes/", "/fr/themes/2/", "/fr/themes/3/"))
    assert page(found, "theme", "index").title.text == "Thema's"


def test_a_group_that_is_cut_in_two_has_its_heading_on_both_pages(tmp_path: Path) -> None:
    found = site(tmp_path, municipalities=MUNICIPALITIES, partnerships=partnerships(250))
    names = ("index", "index-2", "index-3")
    parts = [page(found, "partnership", name).sections for name in names]
    headed = [[(one.heading.text, len(one.cards)) for one in sections if one.heading] for sections in parts]
    assert headed == [[("Maanberg", 100)], [("Maanberg", 25), ("Zonnedal", 75)], [("Zonnedal", 50)]]
    everything = [title for name in names for title in shown(found, "partnership", name)]
    assert len(set(everything)) == 250


def test_an_empty_index_is_one_page(tmp_path: Path) -> None:
    assert shown(site(tmp_path), "theme", "index") == []


def test_an_id_that_is_a_number_cannot_take_the_address_of_a_page(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        site(tmp_path, themes=themes(101) + '- {id: "2", name: {nl: Twee, fr: Deux}}\n')
    assert "The address '/nl/themas/2/' is already taken by the index of the kind 'theme'." in str(caught.value)
