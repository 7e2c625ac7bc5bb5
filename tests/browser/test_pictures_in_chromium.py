"""Pictures and videos in a real browser: the copy that fits, nothing that moves, and subtitles that are there."""

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

PAGE = "/fr/partenariats/zonnedal-bni-qamar/"
SHIFTS = """() => new Promise(told => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => told(sum), 500);
})"""


@pytest.mark.parametrize(("width", "copy"), [(360, "-480."), (1280, "-960.")])
def test_a_browser_takes_the_copy_that_fits(width: int, copy: str, browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address + PAGE)
    first = page.locator(".gallery img").first
    first.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.gallery img').complete")
    assert copy in first.evaluate("one => one.currentSrc")
    assert page.locator(".gallery img[loading=lazy]").count() == 2
    page.close()


@pytest.mark.parametrize("path", [PAGE, "/nl/", "/nl/partnerschappen/", "/nl/zoeken/", "/nl/agenda/"])
def test_nothing_moves_while_a_page_loads(path: str, browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address + path)
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    assert page.evaluate(SHIFTS) == 0
    page.close()


def test_a_video_has_subtitles_in_the_language_of_the_page_and_loads_nothing(browser: Browser, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(address + PAGE)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith(".mp4")] == []
    tracks = page.locator("video track")
    assert [one.get_attribute("srclang") for one in tracks.all()] == ["fr", "nl"]
    expect(tracks.first).to_have_attribute("default", "")
    expect(page.get_by_role("link", name="Télécharger la vidéo")).to_be_visible()
    page.close()
