"""A map can be read on every screen, and zooming opens what one mark stands for."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from axe import violations

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 800}


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True, viewport=WIDE, reduced_motion="reduce")  # type: ignore[arg-type]
    opened = context.new_page()
    opened.goto(f"{address}/nl/")
    yield opened
    context.close()


def frame(page: Page) -> Locator:
    return page.locator(".map__frame")


def drawing(page: Page) -> Locator:
    """Return the drawing for this screen."""
    return frame(page).locator("svg:visible")


def seen(page: Page) -> list[str]:
    """Return the names of the links of the map that can be seen."""
    return [str(one.get_attribute("aria-label")) for one in drawing(page).locator("a:visible").all()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_land_and_sea_have_the_colours_of_the_page(scheme: str, page: Page) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    land = drawing(page).locator("use").first
    box = land.bounding_box()
    assert box
    assert box["width"] > 100
    colours = page.evaluate(
        "() => ['.map__land', '.map__frame'].map((one) => getComputedStyle(document.querySelector(one)))"
        ".map((style, number) => number ? style.backgroundColor : style.fill)"
    )
    assert len({*colours}) == 2


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_each_screen_has_one_drawing_whose_marks_a_finger_can_hit(size: dict[str, int], page: Page) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    assert frame(page).locator("svg:visible").count() == 1
    boxes = [one.bounding_box() for one in drawing(page).locator("circle").all()]
    centres = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes if box]
    assert len(centres) > 1
    assert all(abs(a - c) + abs(b - d) >= 24 for (a, b), (c, d) in combinations(centres, 2))
    assert violations(page, ".map") == []


def test_buttons_zoom_and_open_what_one_mark_stands_for(page: Page) -> None:
    before = seen(page)
    assert any(": " in name for name in before)
    for _ in range(4):
        page.get_by_role("button", name="Inzoomen").click()
    # The municipalities of the site are no longer one mark.
    assert drawing(page).locator(".map__link--part").count() > 0
    page.get_by_role("button", name="Hele kaart").click()
    assert seen(page) == before
    expect(page.get_by_role("button", name="Uitzoomen")).to_have_attribute("aria-disabled", "true")


def test_keys_zoom_and_move(page: Page) -> None:
    page.get_by_role("button", name="Inzoomen").focus()
    whole = drawing(page).get_attribute("viewBox")
    page.keyboard.press("+")
    near = drawing(page).get_attribute("viewBox")
    page.keyboard.press("ArrowRight")
    moved = drawing(page).get_attribute("viewBox")
    assert len({whole, near, moved}) == 3
    page.keyboard.press("0")
    assert [float(one) for one in str(drawing(page).get_attribute("viewBox")).split()] == [
        float(one) for one in str(whole).split()
    ]


def test_what_is_read_keeps_its_size(page: Page) -> None:
    dot = drawing(page).locator("a:has(.map__name) circle").first
    before = dot.bounding_box()
    page.get_by_role("button", name="Inzoomen").click()
    after = drawing(page).locator("a:visible:not(.map__link--part):has(.map__name) circle").first.bounding_box()
    assert before
    assert after
    assert after["width"] == pytest.approx(before["width"], abs=1)


def test_a_drag_moves_the_map_and_follows_no_link(page: Page) -> None:
    page.get_by_role("button", name="Inzoomen").click()
    address, before = page.url, drawing(page).get_attribute("viewBox")
    whole = frame(page).bounding_box()
    boxes = [one.bounding_box() for one in drawing(page).locator("a:visible circle").all()]
    assert whole
    on_map = [
        box for box in boxes if box and whole["x"] < box["x"] and whole["y"] < box["y"] < whole["y"] + whole["height"]
    ]
    page.mouse.move(on_map[0]["x"] + 4, on_map[0]["y"] + 4)
    page.mouse.down()
    page.mouse.move(on_map[0]["x"] + 90, on_map[0]["y"] + 60, steps=5)
    page.mouse.up()
    assert (page.url, drawing(page).get_attribute("viewBox") != before) == (address, True)


def test_the_focus_stays_while_the_map_moves_and_what_has_it_is_in_sight(page: Page) -> None:
    for _ in range(3):
        page.get_by_role("button", name="Inzoomen").click()
    for one in drawing(page).locator("a:visible").all():
        one.focus()
        whole, box = frame(page).bounding_box(), one.locator("circle").bounding_box()
        assert whole
        assert box
        assert whole["x"] - 1 <= box["x"] + box["width"] / 2 <= whole["x"] + whole["width"] + 1
        assert whole["y"] - 1 <= box["y"] + box["height"] / 2 <= whole["y"] + whole["height"] + 1
        focused = one.get_attribute("aria-label")
        page.keyboard.press("ArrowLeft")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == focused


def press(page: Page, across: float, down: float) -> list[float]:
    """Press at a part of the width and height of the map, and return what it shows then: left, top, width, height."""
    frame(page).scroll_into_view_if_needed()
    box = frame(page).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)
    return [float(one) for one in str(drawing(page).get_attribute("viewBox")).split()]


def test_a_press_next_to_the_dots_moves_that_part_to_the_middle(page: Page) -> None:
    whole = press(page, 0.5, 0.9)
    assert whole[:2] == [0, 0]
    page.get_by_role("button", name="Inzoomen").click()
    near = press(page, 0.5, 0.5)
    moved = press(page, 0.5, 0.7)
    assert moved[1] > near[1]
    assert moved[0] == pytest.approx(near[0], abs=1)


def test_at_first_the_map_is_as_it_was_drawn(page: Page) -> None:
    assert drawing(page).locator(".map__link--part").count() == 0


def test_two_fingers_zoom(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=NARROW, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/nl/")
    frame(page).scroll_into_view_if_needed()
    box = frame(page).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = context.new_cdp_session(page)
    for kind, apart in (("touchStart", 20), ("touchMove", 50), ("touchMove", 90)):
        points = [{"x": x - apart, "y": y, "id": 0}, {"x": x + apart, "y": y, "id": 1}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(100)
    width = float(str(drawing(page).get_attribute("viewBox")).split()[2])
    assert width < 250
    context.close()


def test_without_a_script_the_map_is_whole_and_has_no_buttons(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=WIDE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/nl/")
    assert page.locator(".map__frame svg:visible").count() == 1
    assert page.locator(".map button").count() == 0
    context.close()
