"""Search, filters and long indexes in a real browser, with a script and without."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from axe import violations

pytestmark = pytest.mark.browser

INDEX = "/nl/partnerschappen/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Give a page on which nothing foreign is asked for, and nobody complains."""
    context = browser.new_context()
    found = context.new_page()
    wrong: list[str] = []
    found.on("request", lambda one: None if one.url.startswith(address) else wrong.append(one.url))
    found.on("console", lambda one: wrong.append(one.text))
    found.on("pageerror", lambda one: wrong.append(str(one)))
    yield found
    assert (wrong, context.cookies()) == ([], [])
    context.close()


@pytest.mark.parametrize(
    ("path", "words", "count"),
    [("/nl/zoeken/", "brief", "resulta"), ("/fr/recherche/", "lettre", "résultat"), ("/en/search/", "water", "result")],
)
def test_a_word_is_found_in_each_language(path: str, words: str, count: str, page: Page, address: str) -> None:
    page.goto(address + path)
    page.get_by_role("searchbox").fill(words)
    expect(page.locator(".finder__result").first).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text(count)
    expect(page).to_have_url(re.compile(rf"\?q={words}$"))
    assert (page.locator(".finder__result a").first.get_attribute("href") or "").startswith(path[:4])


@pytest.mark.parametrize("path", ["/nl/zoeken/", INDEX])
def test_nothing_is_loaded_before_somebody_asks(path: str, page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "pagefind" in url or "list.json" in url] == []


def test_a_result_says_what_it_is_and_quotes_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}/nl/zoeken/?q=water")
    found = page.locator(".finder__result").filter(has=page.get_by_role("link", name="Een waterput voor Hay Zitoun"))
    expect(found.locator(".finder__kind")).to_have_text("Project")
    expect(found.locator("p").last).to_contain_text("Water dichtbij, voor het eerst.")
    expect(found.locator("mark").first).to_have_text(re.compile("^Water", re.IGNORECASE))


def test_what_is_found_in_another_language_is_offered_and_led_to(page: Page, address: str) -> None:
    page.goto(f"{address}/nl/zoeken/?q=puits")
    offer = page.locator(".finder__others a[hreflang=fr]")
    expect(offer).to_contain_text("in het Frans")
    offer.click()
    expect(page).to_have_url(f"{address}/fr/recherche/?q=puits")
    expect(page.locator(".finder__result").first).to_be_visible()


def test_a_search_that_finds_nothing_says_so_and_escape_clears_it(page: Page, address: str) -> None:
    page.goto(f"{address}/nl/zoeken/?q=%22zzzxq%22")
    expect(page.get_by_role("status")).to_have_text("Niets gevonden.")
    page.get_by_role("searchbox").press("Escape")
    expect(page.get_by_role("searchbox")).to_have_value("")
    expect(page).to_have_url(f"{address}/nl/zoeken/")


def test_no_person_who_is_not_listed_is_found(page: Page, address: str) -> None:
    page.goto(f"{address}/nl/zoeken/?q=persoon")
    expect(page.get_by_role("status")).to_contain_text("resulta")
    found = page.locator(".finder__result a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert "/nl/mensen-in-gevaar/persoon-een/" in found
    assert "/nl/mensen-in-gevaar/persoon-twee/" not in found


def test_the_slash_key_leads_to_the_search_but_not_while_writing(page: Page, address: str) -> None:
    page.goto(f"{address}/fr/")
    page.keyboard.press("/")
    expect(page).to_have_url(re.compile("/fr/recherche/"))
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("a/b")
    expect(page.get_by_role("searchbox")).to_have_value("a/b")


def test_results_are_narrowed_by_kind(page: Page, address: str) -> None:
    page.goto(f"{address}/nl/zoeken/?q=Zonnedal")
    kind = page.get_by_label("Soort")
    expect(kind).to_be_visible()
    everything = page.locator(".finder__result").count()
    kind.select_option(index=1)
    expect(page.locator(".finder__result")).not_to_have_count(everything)
    assert len(set(page.locator(".finder__kind").all_inner_texts())) == 1


def test_an_index_is_narrowed_with_counts_and_the_address_keeps_it(page: Page, address: str) -> None:
    page.goto(address + INDEX)
    everything = page.locator(".card:visible").count()
    page.get_by_text("Verfijn de lijst").click()
    choice = page.get_by_label("Gemeente")
    choice.select_option("zonnedal")
    wanted = re.search(r"\((\d+)\)", choice.locator("option:checked").inner_text())
    assert wanted
    expect(page.locator(".card:visible")).to_have_count(int(wanted[1]))
    assert int(wanted[1]) < everything
    expect(page).to_have_url(f"{address}{INDEX}?municipality=zonnedal")
    page.get_by_label("Volgorde").select_option("old")
    page.reload()
    expect(page.get_by_label("Gemeente")).to_have_value("zonnedal")
    expect(page.get_by_label("Volgorde")).to_have_value("old")
    page.go_back()
    expect(page.get_by_label("Volgorde")).to_have_value("")
    page.get_by_role("button", name="Alles tonen").click()
    expect(page.locator(".card:visible")).to_have_count(everything)
    expect(page).to_have_url(address + INDEX)


def test_sorting_puts_the_newest_first_and_back(page: Page, address: str) -> None:
    page.goto(address + INDEX)
    before = page.locator(".card__title:visible").all_inner_texts()
    page.get_by_text("Verfijn de lijst").click()
    page.get_by_label("Volgorde").select_option("new")
    after = page.locator(".card__title:visible").all_inner_texts()
    assert sorted(after) == sorted(before)
    page.get_by_label("Volgorde").select_option("")
    assert page.locator(".card__title:visible").all_inner_texts() == before


@pytest.mark.parametrize("view", ["light 360", "dark 1280"])
def test_axe_finds_nothing_in_results_and_filters(view: str, browser: Browser, address: str) -> None:
    scheme, width = view.split()
    context = browser.new_context(viewport={"width": int(width), "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path, shown in ((f"{INDEX}?municipality=zonnedal", ".filter"), ("/nl/zoeken/?q=Zonnedal", ".finder__result")):
        page.goto(address + path)
        expect(page.locator(shown).first).to_be_visible()
        assert violations(page) == [], path
        assert page.evaluate("document.scrollingElement.scrollWidth") <= int(width)
    context.close()


def test_without_a_script_everything_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + INDEX)
    assert page.locator(".card:visible").count() > 1
    expect(page.get_by_text("Verfijn de lijst")).to_be_hidden()
    page.goto(f"{address}/nl/zoeken/")
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.get_by_text("Zoeken werkt alleen met JavaScript.")).to_be_visible()
    expect(page.locator("main").get_by_role("link", name="Partnerschappen")).to_be_visible()
    context.close()
