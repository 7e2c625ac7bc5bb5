"""The browser of these tests, the system's Chromium, and the example site at an address."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from jumelage.exports.headers import HEADERS
from jumelage.output.publish import publish
from served import serving
from sites import EXAMPLE, settings


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROME_PATH", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the example site, and give the folder."""
    output = tmp_path_factory.mktemp("site") / "output"
    publish(EXAMPLE, output, settings())
    return output


@pytest.fixture(scope="session")
def address(output: Path) -> Iterator[str]:
    # As a server of one's own says them: what both they and the pages allow is all that is allowed.
    with serving(output, HEADERS) as found:
        yield found
