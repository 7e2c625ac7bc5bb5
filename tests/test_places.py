"""Where in the text of an article something is written of which only its page says that it is wrong."""

from pathlib import Path

import pytest

from jumelage.messages.problems import Position
from jumelage.pelican_run.places import Written, written

MARKDOWN = """\
Title: Over Wie Schrijft
Date: 2026-11-01

Zie /d/ of `[d](/d/)`, dus [d](/d/), <a href="/d/">d</a> en [d][d], niet [e](/d/e/).

```html
<script src="/d/"></script>
```
<!-- <script> -->
Van wie
schrijft: <SCRIPT src='x'></SCRIPT>
[p]({person}wie-schrijft)
[q](/nl/mensen/wie-schrijft/)

[d]: /d/ "D"
[f](&#47;f)
"""
RESTRUCTURED = """\
Titel
#####

:lang: fr

Een `link </d/>`_ en ``</d/>``, `nog een </d/>`_.

.. _e: /e/

.. image:: /g.png
   :target: /e/
"""


def places(found: tuple[Position, ...], path: str) -> list[str]:
    assert {one.path for one in found} == {path}
    return [f"{one.line}:{one.column}" for one in found]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/d/", ["4:32", "4:47", "15:6"]),
        ("/d/e/", ["4:78"]),
        ("http://localhost:8000/d/", ["4:32", "4:47", "15:6"]),
        ("x", ["11:24"]),
        ("/f", ["16:1"]),
        ("/never/", ["1:1"]),
        ("", ["1:1"]),
    ],
)
def test_a_link_is_found_wherever_it_is_one(link: str, expected: list[str]) -> None:
    text = Written("a.md", MARKDOWN, {"http://localhost:8000/d/": "/d/"})
    assert places(text.address(link), "a.md") == expected


@pytest.mark.parametrize(
    ("link", "expected"), [("/d/", ["6:12", "6:43"]), ("/e/", ["8:8", "11:13"]), ("/g.png", ["10:12"])]
)
def test_a_link_in_restructured_text_is_found_too(link: str, expected: list[str]) -> None:
    assert places(Written("a.rst", RESTRUCTURED).address(link), "a.rst") == expected


def test_what_no_page_may_have_is_found_outside_samples_and_comments() -> None:
    text = Written("a.md", MARKDOWN)
    assert places(text.element("<script>"), "a.md") == ["11:11"]
    assert places(text.element("<iframe>"), "a.md") == ["1:1"]
    assert places(Written("a.rst", RESTRUCTURED).element("style="), "a.rst") == ["1:1"]


def test_names_are_found_on_each_line_also_where_one_begins_on_the_line_before() -> None:
    text = Written("a.md", MARKDOWN)
    assert places(text.naming({"wie schrijft"}), "a.md") == ["1:1", "10:1", "12:1", "13:1"]
    assert places(text.naming(set(), {"wie-schrijft"}), "a.md") == ["12:1", "13:1"]
    assert places(text.naming({"niemand anders"}), "a.md") == ["1:1"]


def test_a_file_that_is_gone_or_is_no_text_has_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\xff")
    assert [written(tmp_path, name).text for name in ("a.png", "b.md")] == ["", ""]


def test_a_field_is_found_in_either_sort_of_header() -> None:
    assert Written("a.md", MARKDOWN).field("date") == Position("a.md", 2)
    assert Written("a.rst", RESTRUCTURED).field("lang") == Position("a.rst", 4)
    assert Written("a.md", MARKDOWN).field("slug") == Position("a.md")
    assert Written("a.md", MARKDOWN).quoted("'2026-11-01' is no day") == Position("a.md", 2, 7)
    assert Written("a.md", MARKDOWN).quoted("'anything' is no day") == Position("a.md")
