"""The example site in a real browser: a page for each template and kind, both schemes, narrow and wide."""

import json
import os
import threading
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from jumelage.build import publish
from jumelage.serve import Handler, ThreadingHTTPServer
from jumelage.settings import Settings

pytestmark = pytest.mark.browser

EXAMPLE = Path(__file__).parent.parent / "example"
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = [
    pytest.param({"color_scheme": scheme, "viewport": {"width": width, "height": 800}}, id=f"{scheme}, {width} pixels")
    for scheme in ("light", "dark")
    for width in (360, 1280)
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Serve the example site; give its address and the paths of a page for each kind and language of page."""
    output = tmp_path_factory.mktemp("site") / "output"
    publish(EXAMPLE, output, Settings(today=date(2026, 11, 23)))
    entries = json.loads((output / "site-index.json").read_text("utf-8"))
    paths = {(entry["kind"], entry["id"] == "index", entry["lang"] is None): entry["path"] for entry in entries}
    handler = partial(Handler, directory=str(output), base="")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", sorted(paths.values())
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROME_PATH", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


def _pages(browser: Browser, site: tuple[str, list[str]], view: dict[str, Any]) -> Iterator[tuple[str, Page]]:
    address, paths = site
    context = browser.new_context(**view)
    page = context.new_page()
    for path in paths:
        page.goto(address + path)
        yield path, page
    context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(browser: Browser, site: tuple[str, list[str]], view: dict[str, Any]) -> None:
    found = []
    # axe itself is the script that the site's policy forbids.
    for path, page in _pages(browser, site, {**view, "bypass_csp": True}):
        page.evaluate(AXE)
        result = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", RULES)
        found += [(path, one["id"], one["nodes"][0]["html"]) for one in result["violations"]]
    assert found == []


def test_no_page_scrolls_sideways_at_320_pixels(browser: Browser, site: tuple[str, list[str]]) -> None:
    view = {"viewport": {"width": 320, "height": 640}}
    script = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
    too_wide = [path for path, page in _pages(browser, site, view) if page.evaluate(script) > 0]
    assert too_wide == []


def test_the_first_stop_of_the_keyboard_skips_to_the_content(browser: Browser, site: tuple[str, list[str]]) -> None:
    for path, page in _pages(browser, site, {}):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#_main", path
        assert page.locator("#_main").count() == 1, path


def test_no_page_asks_anybody_else_for_anything_or_breaks_its_policy(
    browser: Browser, site: tuple[str, list[str]]
) -> None:
    address, paths = site
    context = browser.new_context()
    page = context.new_page()
    foreign: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(address) else foreign.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for path in paths:
        page.goto(address + path)
    assert (foreign, complaints, context.cookies()) == ([], [], [])


def test_the_switcher_stays_on_the_page(browser: Browser, site: tuple[str, list[str]]) -> None:
    address, paths = site
    page = browser.new_page()
    for path in paths:
        if path.startswith("/nl/"):
            page.goto(address + path)
            page.locator("header a[hreflang=fr]").first.click()
            wanted = page.locator("link[rel=canonical]").get_attribute("href") or ""
            assert page.evaluate("document.documentElement.lang") == "fr", path
            page.goto(address + path)
            assert page.locator("link[rel=alternate][hreflang=fr]").get_attribute("href") == wanted, path
    page.close()


def test_print_leaves_out_the_menus_and_keeps_the_text_dark(browser: Browser, site: tuple[str, list[str]]) -> None:
    for path, page in _pages(browser, site, {"color_scheme": "dark"}):
        page.emulate_media(media="print")
        if page.locator("header nav").count():
            assert not page.locator("header nav").first.is_visible(), path
        lightness = page.evaluate(
            "Math.max(...getComputedStyle(document.querySelector('h1')).color.match(/\\d+/g).slice(0, 3).map(Number))"
        )
        assert lightness < 128, path
        page.emulate_media(media="screen")
