"""What hosts are told to say with every file agrees with what pages say of themselves."""

import re
from dataclasses import replace

from jumelage.exports.headers import HEADERS, POLICY, headers
from sites import example

SITE = example()


def policy(text: str) -> dict[str, set[str]]:
    parts = [part.split() for part in text.split(";")]
    return {name: set(values) for name, *values in parts}


def test_the_policy_of_the_header_allows_what_pages_allow_and_forbids_frames_too() -> None:
    pages = {name: text.decode() for name, text in SITE.files.items() if name.endswith(".html")}
    found = {re.search(r'Content-Security-Policy" content="([^"]+)"', text).group(1) for text in pages.values()}  # type: ignore[union-attr]
    allowed: dict[str, set[str]] = {}
    for text in found:
        for name, values in policy(text).items():
            allowed[name] = allowed.get(name, set()) | values
    assert policy(POLICY) == {**allowed, "frame-ancestors": {"'none'"}}


def test_every_path_has_every_header_and_below_the_path_of_the_site() -> None:
    text = headers(SITE.site)
    assert text.startswith("/*\n")
    assert all(f"  {name}: {value}\n" in text for name, value in HEADERS.items())
    project = replace(SITE.site, settings=replace(SITE.site.settings, siteurl="https://example.org/project"))
    assert re.findall(r"^/\S*", headers(project), re.MULTILINE) == [
        "/project/*",
        "/project/static/*.css",
        "/project/static/*.js",
        "/project/static/land/*",
        "/project/pagefind/nl/fragment/*",
        "/project/pagefind/nl/index/*",
        "/project/pagefind/fr/fragment/*",
        "/project/pagefind/fr/index/*",
        "/project/pagefind/en/fragment/*",
        "/project/pagefind/en/index/*",
    ]
