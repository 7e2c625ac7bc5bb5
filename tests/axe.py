"""What axe, a checker of accessibility, finds on pages in a browser."""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import axe_playwright_python
from playwright.sync_api import Browser, Page

SCRIPT = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text("utf-8")
VERSION = "".join(re.findall(r"axe v([0-9.]+)", SCRIPT)[:1])
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
ALL = (*WCAG, "best-practice")
COLOURS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"color_scheme": "light", "forced_colors": "active"},
}
WIDTHS = (360, 1280)
VIEWS = tuple(product(COLOURS, WIDTHS))
# Rules that axe leaves out unless they are asked for by name.
ASKED = ("label-content-name-mismatch", "target-size")
# Only what is wrong comes back: all that is right of a page is megabytes.
RUN = """([where, tags, rules]) => axe.run(where || document, {
  resultTypes: ["violations"],
  runOnly: {type: "tag", values: tags},
  rules: Object.fromEntries(Object.entries(rules).map(([rule, enabled]) => [rule, {enabled}])),
}).then((result) => result.violations.map((one) => [one.id, one.nodes[0].html]))"""


class Finding(NamedTuple):
    """What is wrong: where, by which rule, and the first element that breaks it."""

    path: str
    colours: str
    width: int
    rule: str
    html: str


def violations(
    page: Page, where: str | None = None, tags: Iterable[str] = ALL, without: Iterable[str] = ()
) -> list[tuple[str, str]]:
    """Return the rules that the open page, or its part `where`, breaks, each with its first such element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    rules = dict.fromkeys(ASKED, True) | dict.fromkeys(without, False)
    return [(rule, html) for rule, html in page.evaluate(RUN, [where, [*tags], rules])]


def findings(browser: Browser, address: str, paths: Iterable[str], tags: Iterable[str] = ALL) -> Iterator[Finding]:
    """Give what is wrong on the pages of the site at an address, in each of `VIEWS`."""
    # axe itself is a script that the site's policy forbids.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    for path in paths:
        page.goto(address + path)
        for colours, width in VIEWS:
            page.emulate_media(**COLOURS[colours])
            page.set_viewport_size({"width": width, "height": 800})
            for rule, html in violations(page, tags=tags):
                yield Finding(path, colours, width, rule, html)
    context.close()
