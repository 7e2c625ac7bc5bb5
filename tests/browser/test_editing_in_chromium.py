"""The editing server in a real browser: what somebody sees who saves a text, a mistake and its mending."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from axe import violations
from jumelage.output.publish import publish
from jumelage.settings import read_settings
from running import running
from sites import ROOT, copied, written

pytestmark = pytest.mark.browser

TEXT = "content/nl/partnership/zonnedal-bni-qamar.md"
PAGE = "/nl/partnerschappen/zonnedal-bni-qamar/"
OVERLAY = ".jumelage-overlay"


class Desk(NamedTuple):
    """An editor's folder, the address at which it is shown, and the browser in which it is looked at."""

    root: Path
    address: str
    page: Page


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path, browser: Browser) -> Iterator[Desk]:
    """Serve a copy of the example, with a theme of its own when that is asked for."""
    root = copied(tmp_path)
    if getattr(request, "param", False):
        shutil.copytree(ROOT / "theme", root / "theme")
    command = (sys.executable, "-m", "jumelage", "serve", "--port", "0", "--lang", "nl", "--today", "2026-11-22")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "plugins")}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with running(*command, root=root, env=environment, **streams) as server:
        assert server.stderr
        address = next(found for line in server.stderr if (found := re.search(rb"http://localhost:\d+", line)))
        context = browser.new_context()
        yield Desk(root, address[0].decode(), context.new_page())
        context.close()


def changed(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_saved_text_is_seen_without_a_reload_by_hand(desk: Desk) -> None:
    desk.page.goto(desk.address + PAGE)
    changed(desk.root / TEXT, "Alles begon met een brief", "Alles begon met een telefoontje")
    expect(desk.page.get_by_text("Alles begon met een telefoontje")).to_be_visible()
    changed(desk.root / "data/partnerships.yaml", "since: 2004", "since: 1998")
    expect(desk.page.get_by_text("sinds 1998").first).to_be_visible()


def test_a_mistake_is_laid_over_the_last_good_page_until_it_is_mended(desk: Desk) -> None:
    refused: list[str] = []
    desk.page.on("console", lambda one: refused.append(one.text))
    desk.page.goto(desk.address + PAGE)
    changed(desk.root / "data/partnerships.yaml", "municipality: zonnedal\n", "municipality: zonedal\n")
    overlay = desk.page.locator(OVERLAY)
    expect(overlay).to_have_css("position", "fixed")
    expect(overlay).to_contain_text("data/partnerships.yaml:2:3")
    expect(overlay).to_contain_text("Bedoelde u 'zonnedal'?")
    expect(overlay).to_contain_text("2 |   municipality: zonedal")
    expect(overlay).to_have_attribute("lang", "nl")
    expect(desk.page.locator("h1")).to_contain_text("Bni Qamar")

    # The page's own policy forbids nothing of this.
    assert refused == []

    # Who opens another page meanwhile sees it as it was, and the mistake, too.
    desk.page.goto(desk.address + "/fr/")
    expect(overlay).to_contain_text("data/partnerships.yaml:2:3")
    desk.page.keyboard.press("Escape")
    expect(overlay).to_have_count(0)

    desk.page.goto(desk.address + PAGE)
    expect(overlay).to_be_visible()
    changed(desk.root / "data/partnerships.yaml", "municipality: zonedal\n", "municipality: zonnedal\n")
    expect(overlay).to_have_count(0)


def test_the_overlay_is_accessible_narrow_and_dark(desk: Desk) -> None:
    # A long line, which scrolls.
    (desk.root / "data/themes.yaml").write_text(f"- id: {'a ' * 100}\n", encoding="utf-8")
    for scheme in ("light", "dark"):
        desk.page.emulate_media(color_scheme=scheme)
        desk.page.set_viewport_size({"width": 320, "height": 640})
        desk.page.goto(desk.address + PAGE)
        expect(desk.page.locator(OVERLAY)).to_be_visible()
        assert violations(desk.page, OVERLAY, without=["region"]) == []
        assert desk.page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_a_mistake_about_a_person_shows_no_value(desk: Desk) -> None:
    desk.page.goto(desk.address + PAGE)
    path = desk.root / "data/persons_at_risk.yaml"
    path.write_text(
        re.sub(r"(?m)^  adult: true$", "  adult: GEHEIM", path.read_text("utf-8"), count=1), encoding="utf-8"
    )
    overlay = desk.page.locator(OVERLAY)
    expect(overlay).to_contain_text("data/persons_at_risk.yaml:")
    assert "GEHEIM" not in desk.page.content()


@pytest.mark.parametrize("desk", [True], indirect=True, ids=["with a theme of its own"])
def test_a_changed_style_is_seen_without_a_reload(desk: Desk) -> None:
    desk.page.goto(desk.address + PAGE)
    desk.page.evaluate("window.kept = true")
    tokens = desk.root / "theme/tokens/colours.css"
    tokens.write_text(tokens.read_text("utf-8") + ":root { outline-color: rgb(1, 2, 3); }\n", encoding="utf-8")
    expect(desk.page.locator("html")).to_have_css("outline-color", "rgb(1, 2, 3)")
    assert desk.page.evaluate("window.kept") is True


def test_one_colour_of_the_site_wins_by_day_and_by_night_but_not_over_those_a_visitor_forces(desk: Desk) -> None:
    example = re.search(r"^```css\n(.*?)^```$", (ROOT / "docs/theme.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert example
    desk.page.goto(desk.address + PAGE)
    link = desk.page.locator(".prose a, .facts a").first
    written(desk.root, {"theme/tokens/own.css": example[1]})
    expect(link).to_have_css("color", "rgb(122, 31, 61)")
    desk.page.emulate_media(color_scheme="dark")
    expect(link).to_have_css("color", "rgb(242, 169, 189)")
    desk.page.emulate_media(forced_colors="active")
    accent = "getComputedStyle(document.documentElement).getPropertyValue('--colour-accent')"
    assert desk.page.evaluate(accent) == "LinkText"
    (desk.root / "theme/tokens/own.css").unlink()
    desk.page.emulate_media(color_scheme="dark", forced_colors="none")
    expect(link).to_have_css("color", "rgb(134, 211, 198)")


def test_an_unknown_address_offers_the_nearest_pages(desk: Desk) -> None:
    answer = desk.page.goto(desk.address + "/nl/partnerschap/zonnedal-bni-qamar/")
    assert answer
    assert answer.status == 404
    desk.page.locator(".jumelage-nearest a").first.click()
    expect(desk.page).to_have_url(desk.address + PAGE)


def test_the_built_site_holds_no_trace_of_the_server(desk: Desk) -> None:
    desk.page.goto(desk.address + PAGE)
    assert not (desk.root / "output").exists()
    publish(desk.root, desk.root / "output", read_settings(desk.root / "pelicanconf.py", "2026-11-22"))
    assert [
        path for path in (desk.root / "output").rglob("*") if path.is_file() and b"_jumelage" in path.read_bytes()
    ] == []


def test_a_page_in_the_background_waits_and_a_hidden_mistake_stays_hidden(desk: Desk) -> None:
    desk.page.goto(desk.address + PAGE)
    turned(desk.page, hidden=True)
    changed(desk.root / TEXT, "Alles begon met een brief", "Alles begon met een telefoontje")
    desk.page.wait_for_timeout(500)
    expect(desk.page.get_by_text("Alles begon met een brief")).to_be_visible()
    turned(desk.page, hidden=False)
    expect(desk.page.get_by_text("Alles begon met een telefoontje")).to_be_visible()

    overlay = desk.page.locator(OVERLAY)
    changed(desk.root / "data/themes.yaml", "- id:", "- id: [")
    expect(overlay).to_be_visible()
    overlay.get_by_role("button").click()
    for hidden in (True, False):
        turned(desk.page, hidden)
    desk.page.wait_for_timeout(300)
    expect(overlay).to_have_count(0)
    changed(desk.root / "data/themes.yaml", "- id: [", "- id: {")
    expect(overlay).to_be_visible()


def turned(page: Page, hidden: bool) -> None:
    """Have a page believe that it is in the background, or no longer."""
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden,
    )


@pytest.mark.parametrize("desk", [True], indirect=True, ids=["with a theme of its own"])
def test_a_mistake_in_a_template_stands_on_the_last_good_page(desk: Desk) -> None:
    desk.page.goto(desk.address + PAGE)
    changed(desk.root / "theme/pages/record.html", "{% block content %}", "{% block content %}{{ nothing }}")
    overlay = desk.page.locator(OVERLAY)
    expect(overlay).to_contain_text(re.compile(r"record\.html:\d+: 'nothing' is undefined"))
    expect(desk.page.locator("h1")).to_contain_text("Bni Qamar")
    changed(desk.root / "theme/pages/record.html", "{{ nothing }}", "<p>Opnieuw</p>")
    expect(desk.page.get_by_text("Opnieuw")).to_be_visible()
    expect(overlay).to_have_count(0)
