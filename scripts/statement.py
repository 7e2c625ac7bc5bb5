"""Test every page of the site with axe in Chromium, and write the figures into `data/accessibility.yaml`."""

import json
import os
import re
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, sync_playwright

from jumelage.build import publish
from jumelage.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from served import serving  # noqa: E402 - it stands beside the tests

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
VIEWS: tuple[dict[str, Any], ...] = tuple(
    {**colours, "viewport": {"width": width, "height": 800}}
    for colours in ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"})
    for width in (360, 1280)
)


def findings(browser: Browser, address: str, paths: list[str]) -> list[str]:
    """Return what axe finds on the pages, in each view."""
    found = []
    for view in VIEWS:
        # axe itself is a script that the site's policy forbids.
        context = browser.new_context(**view, bypass_csp=True)
        page = context.new_page()
        for path in paths:
            page.goto(address + path)
            page.evaluate(AXE)
            result = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", RULES)
            found += [f"{path} {one['id']} {one['nodes'][0]['html'][:120]}" for one in result["violations"]]
        context.close()
    return found


def written(text: str, figures: dict[str, object]) -> str:
    """Return the data file with the figures in place of the earlier ones."""
    without = re.sub(r"(?m)^tested:\n(?:  .*\n)+", "", text)
    return without + "tested:\n" + "".join(f"  {name}: {value}\n" for name, value in figures.items())


def main() -> int:
    """Test, write, and return 1 when something was found."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        output = Path(folder) / "output"
        publish(ROOT, output, read_settings(ROOT / "pelicanconf.py"))
        paths = [entry["path"] for entry in json.loads((output / "site-index.json").read_text("utf-8"))]
        browser = playwright.chromium.launch(executable_path=os.environ["CHROME_PATH"], args=["--no-sandbox"])
        with serving(output) as address:
            found = findings(browser, address, paths)
        browser.close()
    version = re.search(r"axe v([0-9.]+)", AXE)
    figures = {
        "day": date.today().isoformat(),
        "tool": f"axe-core {version[1] if version else ''}".strip(),
        "pages": len(paths),
        "views": len(VIEWS),
        "findings": len(found),
    }
    path = ROOT / "data" / "accessibility.yaml"
    path.write_text(written(path.read_text("utf-8"), figures), encoding="utf-8")
    print(*found, f"{len(paths)} pages in {len(VIEWS)} views, {len(found)} findings.", sep="\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
