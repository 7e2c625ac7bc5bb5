"""No claim without its ground: each word on how something stands, anywhere in the output, is in its record."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from lxml import html

from jumelage.content import load
from jumelage.model.work import Lasting
from jumelage.pages import Page
from jumelage.targets.build import Built
from sites import EXAMPLE, TODAY, example, settings

CLAIMS = ("planned", "active", "dormant", "ended")
DAYS = {"fact.period", "fact.until", "fact.due"}


@pytest.fixture(scope="module")
def built() -> Built:
    return example()


@pytest.fixture(scope="module")
def records() -> dict[tuple[str, str], Lasting]:
    """Return what has a period, as it is written."""
    valid = load(EXAMPLE, settings().languages).records.valid
    found = [(kind, name, one.record) for kind, by_id in valid.items() for name, one in by_id.items()]
    return {(kind, name): record for kind, name, record in found if isinstance(record, Lasting)}


def proven(word: str, record: Lasting, today: date) -> bool:
    """Return whether a record's period proves a word on a day."""
    since, until = record.since, record.until
    if word == "planned":
        return since is not None and since.first > today
    if word == "ended":
        return until is not None and until.last < today
    return word == "active" and bool(since and until and since.first <= today <= until.last)


def grounded(word: str, record: Lasting) -> bool:
    """Return whether a word is proven or stated; what was stated over two years ago holds only of what is over."""
    said = record.stated
    fresh = said is not None and (word == "ended" or said.as_of.last >= TODAY - timedelta(days=2 * 365))
    return proven(word, record, TODAY) or bool(said and said.value == word and fresh)


def badges(built: Built) -> Iterator[tuple[Page, str, str]]:
    """Give each badge of a page of the site with the word it claims and the path of whom it is about."""
    for page in built.site.pages:
        document: html.HtmlElement = html.document_fromstring(built.files[f"{page.path}index.html"].decode())
        for badge in document.find_class("badge"):
            word = badge.get("class", "").partition("badge--")[2]
            cards = [one for one in badge.iterancestors() if one.get("class") in {"card", "works__what"}]
            links = [link for one in cards for link in one.iter("a")]
            if word in CLAIMS:
                yield page, word, str(links[0].get("href")) if links else page.path


def test_each_badge_has_a_period_or_a_stated_status_in_its_record(
    built: Built, records: dict[tuple[str, str], Lasting]
) -> None:
    keys = {built.site.settings.base + page.path: (page.kind, page.id) for page in built.site.pages}
    keys |= {page.path: (page.kind, page.id) for page in built.site.pages}
    found = [(page.path, word, keys[path]) for page, word, path in badges(built)]
    assert {word for _, word, _ in found} >= {"planned", "active", "ended"}
    assert [one for one in found if not grounded(one[1], records[one[2]])] == []


def test_each_status_shows_its_ground_on_its_page(built: Built) -> None:
    shown = [page for page in built.site.pages if page.state and page.kind != "person"]
    assert {page.state.value for page in shown if page.state} >= {"planned", "active", "ended", "no-end-known"}
    for page in shown:
        dated = any(fact.label in DAYS for fact in page.facts)
        assert page.state
        assert dated or page.state.by or page.state.dated, page.path


def test_a_filter_offers_no_word_that_has_no_ground(built: Built, records: dict[tuple[str, str], Lasting]) -> None:
    keys = {built.site.settings.base + page.path: (page.kind, page.id) for page in built.site.pages}
    lists = [json.loads(data) for name, data in built.files.items() if name.endswith("/list.json")]
    found = [(word, keys[entry["path"]]) for one in lists for entry in one["entries"] for word in status(entry)]
    offered = [(word, records[key]) for word, key in found if key in records]
    assert {word for word, _ in offered} >= {"active", "ended", "no-end-known"}
    for word, record in offered:
        assert word not in CLAIMS or grounded(word, record), record.id
        assert word != "no-end-known" or record.until is None, record.id


def status(entry: dict[str, dict[str, list[str]]]) -> list[str]:
    return entry["in"].get("status", [])
