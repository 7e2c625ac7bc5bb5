"""Test every page of the site with axe in Chromium, and write the figures into `data/accessibility.yaml`."""

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from jumelage.output.publish import publish
from jumelage.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from axe import VERSION, VIEWS, WCAG, findings  # noqa: E402 - they stand beside the tests
from served import serving  # noqa: E402


def reported(paths: list[str]) -> Iterator[str]:
    """Give the paths, and tell how far it is."""
    for number, path in enumerate(paths, 1):
        print(f"\r{number} of {len(paths)}", end="", file=sys.stderr, flush=True)
        yield path
    print(file=sys.stderr)


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
            found = list(findings(browser, address, reported(paths), WCAG))
        browser.close()
    figures = {
        "day": date.today().isoformat(),
        "tool": f"axe-core {VERSION}",
        "pages": len(paths),
        "views": len(VIEWS),
        "findings": len(found),
    }
    path = ROOT / "data" / "accessibility.yaml"
    path.write_text(written(path.read_text("utf-8"), figures), encoding="utf-8")
    print(
        *(" ".join(map(str, one)) for one in found),
        f"{len(paths)} pages in {len(VIEWS)} views, {len(found)} findings.",
        sep="\n",
    )
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
