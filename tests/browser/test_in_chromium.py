"""The example site in a real browser: a page for each template and kind, both schemes, narrow and wide."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, Response

from axe import findings

pytestmark = pytest.mark.browser

# A page of each template, and of the kinds of record that fill it differently; every page is for `make soak`.
SHOWN = {
    "home",
    "not-found",
    "agenda",
    "timeline",
    "page",
    "municipality",
    "partnership",
    "person",
    "call",
    "campaign",
    "place",
    "news",
}
HEAVIEST = 60_000  # bytes over the wire


class Served(NamedTuple):
    """A site at an address: the paths of a page for each kind, and of every page."""

    address: str
    shown: list[str]
    every: list[str]


@pytest.fixture(scope="module")
def site(output: Path, address: str) -> Served:
    entries = json.loads((output / "site-index.json").read_text("utf-8"))
    shown = [entry for entry in entries if entry["kind"] in SHOWN and entry["lang"] in {None, "nl"}]
    # Of the indexes one is like another.
    shown = [entry for entry in shown if entry["id"] != "index" or entry["kind"] == "partnership"]
    paths = {(entry["kind"], entry["id"] == "index", entry["lang"] is None): entry["path"] for entry in shown}
    return Served(address, sorted(paths.values()), [entry["path"] for entry in entries])


def _pages(browser: Browser, site: Served, view: dict[str, Any]) -> Iterator[tuple[str, Page]]:
    context = browser.new_context(**view)
    page = context.new_page()
    for path in site.shown:
        page.goto(site.address + path)
        yield path, page
    context.close()


def test_axe_finds_nothing_in_any_colours_narrow_or_wide(browser: Browser, site: Served) -> None:
    assert list(findings(browser, site.address, site.shown)) == []


@pytest.mark.soak
def test_axe_finds_nothing_on_any_page(browser: Browser, site: Served) -> None:
    assert list(findings(browser, site.address, site.every)) == []


def test_no_page_scrolls_sideways_at_320_pixels(browser: Browser, site: Served) -> None:
    view = {"viewport": {"width": 320, "height": 640}}
    script = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
    too_wide = [path for path, page in _pages(browser, site, view) if page.evaluate(script) > 0]
    assert too_wide == []


def test_the_first_stop_of_the_keyboard_skips_to_the_content(browser: Browser, site: Served) -> None:
    for path, page in _pages(browser, site, {}):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#_main", path
        assert page.locator("#_main").count() == 1, path


def test_no_page_asks_anybody_else_for_anything_or_breaks_its_policy(browser: Browser, site: Served) -> None:
    address = site.address
    context = browser.new_context()
    page = context.new_page()
    foreign: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(address) else foreign.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for path in site.shown:
        page.goto(address + path)
    assert (foreign, complaints, context.cookies()) == ([], [], [])


def _weight(page: Page, url: str) -> int:
    """Return the bytes over the wire of a page and what it loads; every host compresses texts."""
    answers: list[Response] = []
    page.on("response", lambda one: answers.append(one))  # noqa: PLW0108 - Playwright takes no built-in function
    page.goto(url)
    return sum(len(gzip.compress(one.body())) for one in answers)


def test_a_page_with_all_that_it_loads_is_light(browser: Browser, site: Served) -> None:
    for path in site.shown:
        # Nothing is in the cache of a new page.
        page = browser.new_page()
        assert 0 < _weight(page, site.address + path) < HEAVIEST, path
        page.close()


def test_the_switcher_stays_on_the_page(browser: Browser, site: Served) -> None:
    address = site.address
    page = browser.new_page()
    for path in site.shown:
        if path.startswith("/nl/"):
            page.goto(address + path)
            page.locator("header a[hreflang=fr]").first.click()
            wanted = page.locator("link[rel=canonical]").get_attribute("href") or ""
            assert page.evaluate("document.documentElement.lang") == "fr", path
            page.goto(address + path)
            assert page.locator("link[rel=alternate][hreflang=fr]").get_attribute("href") == wanted, path
    page.close()


def test_print_leaves_out_the_menus_and_keeps_the_text_dark(browser: Browser, site: Served) -> None:
    for path, page in _pages(browser, site, {"color_scheme": "dark"}):
        page.emulate_media(media="print")
        if page.locator("header nav").count():
            assert not page.locator("header nav").first.is_visible(), path
        lightness = page.evaluate(
            "Math.max(...getComputedStyle(document.querySelector('h1')).color.match(/\\d+/g).slice(0, 3).map(Number))"
        )
        assert lightness < 128, path
        page.emulate_media(media="screen")
