"""What visitors do: follow a dot, subscribe, take a day into their calendar, walk with the keyboard, enlarge."""

from collections.abc import Iterator

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from axe import violations

pytestmark = pytest.mark.browser

PAGES = ["/nl/", "/fr/communes/zonnedal/", "/nl/partnerschappen/", "/en/calendar/", "/nl/tijdlijn/", "/fr/recherche/"]
# A stop of the keyboard: what it is, whether it can be seen, and whether it shows that it has the focus.
STOP = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const dot = one.querySelector("circle");
  const marked = style.outlineStyle !== "none" || (dot && getComputedStyle(dot).strokeWidth === "6px");
  return [one.tagName, one.getAttribute("href") ?? one.name ?? "", box.width > 0 && box.height > 0, Boolean(marked)];
}"""
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    " p { margin-block-end: 2em !important; }"
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def test_a_dot_has_a_name_and_leads_to_its_place(page: Page, address: str) -> None:
    page.goto(f"{address}/nl/gemeenten/zonnedal/")
    drawing = page.get_by_role("group", name="Op de kaart")
    links = drawing.get_by_role("link")
    assert links.count() > 1
    assert all(one.get_attribute("aria-label") for one in links.all())
    dot = drawing.locator(".map__link:not(.map__link--home)").first
    wanted = dot.get_attribute("href")
    dot.click()
    expect(page).to_have_url(f"{address}{wanted}")


def test_every_place_on_a_map_stands_in_its_list(page: Page, address: str) -> None:
    page.goto(f"{address}/nl/")
    listed = " ".join(page.locator(".world__list").all_inner_texts())
    for label in page.locator(".map__link:not(.map__link--home)").all():
        names = (label.get_attribute("aria-label") or "").rpartition(": ")[2].split(", ")
        assert [name for name in names if name.split(" – ")[0] not in listed] == []


def test_the_links_of_a_map_leave_room_for_a_finger_wherever_a_name_breaks(page: Page, address: str) -> None:
    page.goto(f"{address}/nl/")
    page.locator(".world__list li li").evaluate_all(
        "items => items.forEach(item => item.querySelector('a').textContent = 'Vijfde district van Benedenstad')"
    )
    found = []
    for width in range(320, 1280, 40):
        page.set_viewport_size({"width": width, "height": 800})
        found += [(width, rule) for rule, _ in violations(page, ".world__list") if rule == "target-size"]
    assert found == []


@pytest.mark.parametrize("path", ["/nl/", "/fr/communes/zonnedal/", "/en/countries/morocco/", "/nl/agenda/"])
def test_a_feed_reader_finds_its_feeds(path: str, page: Page, address: str) -> None:
    answer = page.goto(address + path)
    if answer and answer.status == 404:
        pytest.fail(f"There is no page {path}.")
    links = page.locator("link[type='application/atom+xml']")
    assert links.count() >= 1
    for link in links.all():
        own = (link.get_attribute("href") or "").split("example.org")[1]
        fetched = page.request.get(address + own)
        assert fetched.ok
        assert "<feed" in fetched.text()
        assert link.get_attribute("title")


def test_a_day_can_be_taken_into_a_calendar(page: Page, address: str) -> None:
    page.goto(f"{address}/nl/evenementen/lezing/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Zet in uw agenda").click()
    events = Calendar.from_ical(taken.value.path().read_bytes()).walk("VEVENT")
    assert [str(one["summary"]) for one in events] == ["Een lezing"]


@pytest.mark.parametrize("path", PAGES)
def test_the_keyboard_walks_through_a_page_and_out_of_it(path: str, page: Page, address: str) -> None:
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    stops: list[tuple[str, str]] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        tag, name, seen, marked = page.evaluate(STOP)
        if tag == "BODY":
            break
        assert seen, (path, name)
        assert marked, (path, name)
        stops.append((tag, name))
    else:
        pytest.fail(f"The keyboard does not leave {path}.")
    assert stops[0] == ("A", "#_main")
    assert len(stops) > 20


@pytest.mark.parametrize("path", PAGES)
def test_spaced_and_enlarged_text_loses_nothing(path: str, page: Page, address: str) -> None:
    # 1280 pixels at 400 % are 320.
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(address + path)
    page.add_style_tag(content=SPACED)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_nobody_who_asks_for_stillness_sees_anything_move(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}/nl/")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("document.getAnimations().length") == 0


def test_the_table_of_partnerships_sorts_by_a_column_and_the_address_keeps_it(page: Page, address: str) -> None:
    page.goto(f"{address}/nl/partnerschappen/tabel/")
    rows = page.locator(".works tbody tr")
    as_written = rows.all_inner_texts()
    since = page.get_by_role("columnheader", name="Wanneer")
    since.get_by_role("button").click()
    expect(since).to_have_attribute("aria-sort", "ascending")
    days = [str(one.get_attribute("data-sort")) for one in page.locator(".works td[data-label='Wanneer: ']").all()]
    known = [day for day in days if day]
    # What is not known comes last.
    assert days == sorted(known) + [""] * (len(days) - len(known))
    since.get_by_role("button").click()
    page.reload()
    expect(page.get_by_role("columnheader", name="Wanneer")).to_have_attribute("aria-sort", "descending")
    again = [str(one.get_attribute("data-sort")) for one in page.locator(".works td[data-label='Wanneer: ']").all()]
    assert again == sorted(known, reverse=True) + [""] * (len(days) - len(known))
    page.goto(f"{address}/nl/partnerschappen/tabel/")
    assert rows.all_inner_texts() == as_written


def test_a_table_reads_as_blocks_with_labels_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    for path in ("/nl/partnerschappen/tabel/", "/nl/gemeenten/zonnedal/"):
        page.goto(f"{address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        cell = page.locator(".works td[data-label='Wanneer: ']").first
        assert "Wanneer" in cell.evaluate("(one) => getComputedStyle(one, '::before').content")
        assert violations(page, ".works") == []
