"""Files of `content/` where no text of ours belongs; for articles of Pelican's the hint names the setting."""

from pathlib import Path

import pytest

from jumelage.content.misplaced import why_misplaced
from jumelage.languages import Languages
from sites import written

ARTICLE = "Title: Een artikel\nDate: 2026-11-01\n\nTekst.\n"
OURS = "---\ntitle: Een tekst\n---\nTekst.\n"
BLOG = 'write ARTICLE_PATHS = ["blog"]'


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("content/blog/a.md", ARTICLE, BLOG),
        ("content/blog/a.md", f"\ufeffdate : 2026-11-01\n{ARTICLE}", BLOG),
        ("content/blog/2026/a.md", ARTICLE, BLOG),
        ("content/blog/2026/11/a.md", ARTICLE, BLOG),
        ("content/blog/a.rst", "Titel\n#####\n\n:date: 2026-11-01\n", BLOG),
        ("content/a.md", ARTICLE, "move it to a folder such as content/blog/"),
    ],
)
def test_an_article_of_pelicans_gets_the_setting_as_a_hint(name: str, text: str, hint: str, tmp_path: Path) -> None:
    written(tmp_path, {name: text})
    found = why_misplaced(tmp_path / name, name, Languages())
    assert found
    assert hint in str(found.hint)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("content/blog/a.md", OURS, id="a header as ours have it"),
        pytest.param("content/blog/a.md", "Tekst.\n", id="no header"),
        pytest.param("content/blog/a.txt", ARTICLE, id="no text"),
        pytest.param("content/blog/a.rst", "Titel\n#####\n", id="no field"),
        pytest.param("content/persons/a.md", ARTICLE, id="nearly a kind"),
        pytest.param("content/person/a.md", ARTICLE, id="a kind"),
        pytest.param("content/blog/person/a.md", ARTICLE, id="a kind further down"),
        pytest.param("content/nl/a.md", ARTICLE, id="a language"),
        pytest.param("content/nl/xyz/a.md", ARTICLE, id="no kind"),
    ],
)
def test_what_may_be_a_text_of_ours_never_gets_it(name: str, text: str, tmp_path: Path) -> None:
    written(tmp_path, {name: text})
    found = why_misplaced(tmp_path / name, name, Languages())
    assert found
    assert "PATHS" not in str(found.hint)


def test_a_file_that_is_gone_by_now_gets_the_hint_of_all_others(tmp_path: Path) -> None:
    found = why_misplaced(tmp_path / "content/blog/a.md", "content/blog/a.md", Languages())
    assert found
    assert str(found.hint) == "Texts are in content/<language>/<kind>/<id>.md."


def test_a_text_where_one_of_ours_belongs_is_not_misplaced(tmp_path: Path) -> None:
    assert why_misplaced(tmp_path / "content/nl/page/a.md", "content/nl/page/a.md", Languages()) is None
