"""The check warns of what a site's own templates write and browsers refuse because of the policy of every page."""

from pathlib import Path

import pytest

from jumelage.rendering.theme_check import theme_problems
from jumelage.settings import Settings
from jumelage.source.theme import theme_of
from sites import ONE_LANGUAGE, ROOT, TODAY, written

SETTINGS = Settings(TODAY, languages=ONE_LANGUAGE)
NAME = "components/own/own.html"
USES = {"pages/home.html": "{% extends 'installed/pages/home.html' %}{% from 'components/own/own.html' import own %}"}
OTHER = "https://example.org/a"


def warned(root: Path, template: str) -> list[tuple[int, str, str]]:
    """Return the lines of a template of which the check warns, what browsers ignore there, and the hint."""
    written(root / "theme", {**USES, NAME: f"{template}{{% macro own() %}}{{% endmacro %}}"})
    found = [*theme_problems(theme_of(root), SETTINGS)]
    assert {(one.position.path, one.code, one.severity) for one in found} <= {(f"theme/{NAME}", "blocked", "warning")}
    said = [str(one.message).removeprefix("Browsers ignore ").partition(" here: ") for one in found]
    assert {why for *_, why in said} <= {"the security policy of the pages forbids it."}
    hints = [str(one.hint).split(" ")[0] for one in found]
    return [(one.position.line, what, hint) for one, (what, *_), hint in zip(found, said, hints, strict=True)]


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("a\n<script>a()</script>", [(2, "<script>", "Put")]),
        ('<script type="module">a()</script>', [(1, "<script>", "Put")]),
        ("<SCRIPT\n>a()</SCRIPT>", [(1, "<script>", "Put")]),
        ("{% if a %}\n{# b\n #}\n<style>a {}</style>{% endif %}", [(4, "<style>", "Give")]),
        ('<p style="color: red">', [(1, "style=…", "Give")]),
        ('<p class="a"\n   id="b"\n   style="c">', [(3, "style=…", "Give")]),
        ('{{ text(\n"ui.skip") }}<svg><path style="fill: {{ a }}"/></svg>', [(2, "style=…", "Give")]),
        ('<h{{ level }} style="a">', [(1, "style=…", "Give")]),
        ('<{{ tag }} style="a">', [(1, "style=…", "Give")]),
        ('<a{% if b %} style="{{ b }}"{% endif %}>', [(1, "style=…", "Give")]),
        ("<button onclick='a()'>", [(1, "onclick=…", "Put")]),
        ('<img src="/a.png" onerror="a()" ONLOAD="b()">', [(1, "onerror=…", "Put"), (1, "onload=…", "Put")]),
        ('<a href="javascript:a()">', [(1, "href=…", "Put")]),
        (f'<script src="{OTHER}.js"></script>', [(1, "src=…", "Put")]),
        (f'<link rel="stylesheet" href="{OTHER}.css">', [(1, "href=…", "Put")]),
        (f'<link href="{OTHER}" rel="preload icon">', [(1, "href=…", "Put")]),
        (f'<img src="{OTHER}">', [(1, "src=…", "Put")]),
        ('<img src="//example.org/a.png">', [(1, "src=…", "Put")]),
        ('<img src="data:image/png;base64,AA">', [(1, "src=…", "Put")]),
        (f'<video poster="{OTHER}"><source src="{OTHER}"></video>', [(1, "poster=…", "Put"), (1, "src=…", "Put")]),
        (f'<svg><use href="{OTHER}#b"/></svg>', [(1, "href=…", "Put")]),
        (f'<iframe src="{OTHER}"></iframe>', [(1, "<iframe>", "Link")]),
        ('<base href="/nl/">', [(1, "<base>", "Link")]),
        (f'<form action="{OTHER}">', [(1, "action=…", "Link")]),
        ("{% raw %}\n<p style='a'>{% endraw %}", [(2, "style=…", "Give")]),
        ("a\n\n  {%- if a -%}\n\n  <p style='a'>{% endif %}", [(5, "style=…", "Give")]),
    ],
)
def test_what_browsers_refuse_is_a_warning_at_its_line(
    template: str, found: list[tuple[int, str, str]], tmp_path: Path
) -> None:
    assert warned(tmp_path, template) == found


@pytest.mark.parametrize(
    "template",
    [
        '<script type="module" src="{{ \'keys.js\'|script }}"></script>',
        '<script type="application/ld+json">{{ a }}</script>',
        f'<a href="{OTHER}" rel="external">a</a><link rel="canonical" href="{OTHER}"><meta content="{OTHER}">',
        "{# <p style='a'> #}<!-- <script>a()</script> -->{% set a = '<p style=\"b\">' %}",
        "<p>style=\"a\" onclick='b'</p>{{ '<p>' }}",
        '<img src="{{ \'/a.png\'|url }}" alt="javascript:"><form role="search"></form>',
    ],
)
def test_what_browsers_accept_is_no_warning(template: str, tmp_path: Path) -> None:
    assert warned(tmp_path, template) == []


def test_nothing_in_the_installed_theme_would_be_a_problem_in_a_theme_of_a_sites_own(tmp_path: Path) -> None:
    texts = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in (ROOT / "theme").rglob("*.*")}
    written(tmp_path, {name: text + b"\n" * name.endswith((".html", ".css")) for name, text in texts.items()})
    assert [str(one) for one in theme_problems(theme_of(tmp_path), SETTINGS)] == []
