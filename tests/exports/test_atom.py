"""Feeds tell what is new, in one language, with the days that editors state."""

from pathlib import Path

import pytest
from lxml import etree

from jumelage.exports.atom import FEEDS, MOST
from making import texts
from one_page import PERSON, site

A = {"a": "http://www.w3.org/2005/Atom"}
PARTNERSHIPS = """
- id: a
  municipality: zonnedal
  kind: twinning
  places: [aan-zee]
  summary: {nl: "Brood & <b>spelen</b>.", fr: Pain.}
  updated: 2026-05
- {id: b, municipality: zonnedal, kind: twinning, places: [bergen]}
"""
NEWS = "---\ntitle: {title}\ndate: 2026-06-01\nupdated: {updated}\n---\nTekst.\n"
TEXTS = {
    "nl/news/feest": NEWS.format(title="Feest", updated="2026-07-01"),
    "fr/news/feest": NEWS.format(title="Fête", updated="2026-06-15"),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, etree._Element]:
    folder: Path = tmp_path_factory.mktemp("site")
    person = PERSON.replace("country: MA", "country: MA\n  listed: true\n  updated: 2026-11-01")
    found = site(folder, texts=TEXTS, partnerships=PARTNERSHIPS, persons_at_risk=person)
    return {path: etree.fromstring(text.encode()) for path, text in texts(FEEDS, found).items()}


def entries(feed: etree._Element) -> list[tuple[str | None, ...]]:
    return [
        tuple(entry.findtext(f"a:{name}", None, A) for name in ("title", "published", "updated"))
        for entry in feed.iterfind("a:entry", A)
    ]


def test_a_language_has_a_feed_of_what_states_its_day_newest_first(files: dict[str, etree._Element]) -> None:
    assert entries(files["/nl/feed.xml"]) == [
        ("Feest", "2026-06-01T00:00:00+00:00", "2026-07-01T00:00:00+00:00"),
        ("Zonnedal – Aan Zee", None, "2026-05-01T00:00:00+00:00"),
    ]
    assert entries(files["/fr/feed.xml"])[0] == ("Fête", "2026-06-01T00:00:00+00:00", "2026-06-15T00:00:00+00:00")


def test_a_municipality_and_a_country_have_their_own(files: dict[str, etree._Element]) -> None:
    assert [title for title, *_ in entries(files["/nl/gemeenten/zonnedal/feed.xml"])] == ["Zonnedal – Aan Zee"]
    assert [title for title, *_ in entries(files["/fr/pays/maroc/feed.xml"])] == ["Valsoleil – Sur Mer"]


def test_no_person_at_risk_is_in_a_feed(files: dict[str, etree._Element]) -> None:
    assert not [path for path, feed in files.items() if "Iemand" in etree.tostring(feed, encoding="unicode")]


def test_a_feed_says_its_language_its_address_and_its_newest_day(files: dict[str, etree._Element]) -> None:
    feed = files["/nl/gemeenten/zonnedal/feed.xml"]
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"
    assert feed.findtext("a:title", None, A) == "Zonnedal – Jumelage"
    assert [(one.get("rel"), one.get("href")) for one in feed.iterfind("a:link", A)] == [
        ("alternate", "http://localhost:8000/nl/gemeenten/zonnedal/"),
        ("self", "http://localhost:8000/nl/gemeenten/zonnedal/feed.xml"),
    ]
    assert feed.findtext("a:updated", None, A) == "2026-05-01T00:00:00+00:00"


def test_a_summary_is_escaped_and_an_entry_in_another_language_says_so(files: dict[str, etree._Element]) -> None:
    entry = files["/nl/feed.xml"].findall("a:entry", A)[1]
    assert entry.findtext("a:summary", None, A) == "Brood &amp; &lt;b&gt;spelen&lt;/b&gt;."
    english = files["/en/feed.xml"].findall("a:entry", A)[0]
    assert english.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"


def test_an_empty_feed_has_the_newest_day_of_the_site_else_today(tmp_path: Path) -> None:
    found = {path: etree.fromstring(text.encode()) for path, text in texts(FEEDS, site(tmp_path)).items()}
    assert entries(found["/nl/feed.xml"]) == []
    assert found["/nl/feed.xml"].findtext("a:updated", None, A) == "2026-11-22T00:00:00+00:00"
    other = texts(FEEDS, site(tmp_path / "b", texts=TEXTS))
    found = {path: etree.fromstring(text.encode()) for path, text in other.items()}
    assert found["/nl/gemeenten/zonnedal/feed.xml"].findtext("a:updated", None, A) == "2026-07-01T00:00:00+00:00"


def test_a_feed_is_no_longer_than_anybody_reads(tmp_path: Path) -> None:
    many = "".join(f"- {{id: t{n}, name: {{nl: T{n}, fr: T{n}}}, updated: 2026-01-01}}\n" for n in range(MOST + 5))
    found = texts(FEEDS, site(tmp_path, themes=many))
    assert found["/nl/feed.xml"].count("<entry>") == MOST
