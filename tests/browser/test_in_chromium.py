"""The example site in a real browser: a page for each template and kind, both schemes, narrow and wide."""

import gzip
import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, Response

from axe import WIDTHS, findings
from jumelage.output.publish import publish
from served import serving
from sites import EXAMPLE, settings

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


# Pages that are other pages on another day.
DAILY = {"home", "agenda", "timeline", "event", "call", "person", "news"}


def test_axe_finds_nothing_on_what_the_day_changes_as_it_is_today(browser: Browser, tmp_path: Path) -> None:
    publish(EXAMPLE, tmp_path / "output", settings(today=date.today()))
    entries = json.loads((tmp_path / "output" / "site-index.json").read_text("utf-8"))
    shown = {entry["kind"]: entry["path"] for entry in entries if entry["kind"] in DAILY and entry["lang"] == "nl"}
    assert shown.keys() == DAILY
    with serving(tmp_path / "output") as today:
        assert list(findings(browser, today, shown.values())) == []


# Of links that stand one below the other: whether each is as large as a finger needs, and none reaches into another.
TARGETS = """(found) => {
  const all = [...document.querySelectorAll(found)].map((one) => [one.textContent, one.getBoundingClientRect()]);
  const small = all.filter(([, box]) => box.height < 24);
  const over = all.filter(([, box], at) => at && box.top < all[at - 1][1].bottom && box.left < all[at - 1][1].right
    && all[at - 1][1].left < box.right);
  return [all.length > 1, [...small, ...over].map(([text]) => text)];
}"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("path", "links"),
    [
        pytest.param("/nl/agenda/", ".occasions a", id="agenda"),
        pytest.param("/nl/partnerschappen/zonnedal-bni-qamar/", ".papers a", id="sources"),
    ],
)
def test_links_below_each_other_do_not_meet_in_any_typeface(
    path: str, links: str, width: int, browser: Browser, site: Served
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, bypass_csp=True)
    page.goto(site.address + path)
    # Its letters are as tall as any that a visitor may have.
    page.add_style_tag(content="@font-face {font-family: tall; src: local('DejaVu Sans'); ascent-override: 160%}")
    page.add_style_tag(content=":root {--face-text: tall; --face-title: tall}")
    assert page.evaluate(TARGETS, links) == [True, []]
    page.close()


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


def watched(page: Page, address: str) -> list[str]:
    """Return a list that fills with every request to somebody else, broken policy and complaint of a page."""
    seen: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(address) else seen.append(request.url))
    page.on("console", lambda message: seen.append(message.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective))"
    )
    return seen


def test_no_page_asks_anybody_else_for_anything_or_breaks_its_policy(browser: Browser, site: Served) -> None:
    context = browser.new_context()
    page = context.new_page()
    seen = watched(page, site.address)
    for path in site.every:
        page.goto(site.address + path)
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0, path
        assert seen == [], path
    page.goto(f"{site.address}/nl/zoeken/?q=water")
    page.locator("ol a").first.wait_for()
    assert (seen, context.cookies()) == ([], [])


@pytest.mark.parametrize(
    ("planted", "reported"),
    [
        pytest.param("<script>document.title = 'x'</script>", "script-src", id="a script in the page"),
        pytest.param("<p style='color: red'>", "style-src", id="a style in the page"),
        pytest.param("<img src='https://example.org/a.png'>", "img-src", id="a picture from elsewhere"),
        pytest.param("<iframe src='/nl/'></iframe>", "default-src", id="a frame"),
        pytest.param("<base href='https://example.org/'>", "base-uri", id="another base"),
        pytest.param(
            "<script type='module' src='/asks.js'></script>", "connect-src", id="a script that asks elsewhere"
        ),
        pytest.param(
            "<script src='/static/icon.svg' integrity='sha384-AAAA'></script>", "integrity", id="a script that changed"
        ),
    ],
)
def test_what_does_not_belong_in_a_page_is_seen(
    planted: str, reported: str, browser: Browser, output: Path, tmp_path: Path
) -> None:
    text = (output / "nl" / "index.html").read_text("utf-8")
    folder = Path(shutil.copytree(output, tmp_path / "output"))
    (folder / "nl" / "index.html").write_text(text.replace("</main>", f"{planted}</main>"), "utf-8")
    (folder / "asks.js").write_text("fetch('https://example.org/').catch(() => {})", "utf-8")
    with serving(folder) as address:
        page = browser.new_page()
        seen = watched(page, address)
        page.goto(f"{address}/nl/")
        assert any(reported in one for one in seen), seen
        page.close()


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
