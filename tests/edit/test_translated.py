"""A translation is marked as brought up to date."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from edited import apply, loaded
from findings import SETTINGS
from jumelage.content.drift import paragraphs
from jumelage.edit import Change, RefusedError, translated
from sites import written

TEXTS = {"content/nl/place/berg.md": "Een.\n\nTwee.\n", "content/fr/place/berg.md": "Un.\n"}


def marked(root: Path, path: str = "content/fr/place/berg.md", origin: str = "") -> Change:
    return translated(path, origin, loaded(root), root, SETTINGS)


def origin(lang: str, body: str) -> str:
    return f"---\ntranslated_from: {{lang: {lang}, paragraphs: [{', '.join(paragraphs(body))}]}}\n---\n"


@pytest.mark.parametrize(
    ("own", "made"),
    [
        pytest.param("Un.\n", "{}Un.\n", id="no header"),
        pytest.param("---\nsummary: A # b\n---\n\nUn.\n", "---\nsummary: A # b\n{}\n---\n\nUn.\n", id="a header"),
        pytest.param("---\r\nsummary: A\r\n---\r\nUn.\r\n", "---\r\nsummary: A\r\n{}\r\n---\r\nUn.\r\n", id="Windows"),
        pytest.param("\ufeffUn.\n", "\ufeff{}Un.\n", id="a mark of bytes"),
        pytest.param("---\ntranslated_from: {lang: nl}\n---\nUn.", "{}Un.", id="a mark that is old"),
    ],
)
def test_a_text_is_marked_and_nothing_else_in_it_changes(own: str, made: str, root: Path) -> None:
    written(root, {**TEXTS, "content/fr/place/berg.md": own.encode()})
    mark = origin("nl", "Een.\n\nTwee.\n")
    line = mark.split("\n")[1]
    wanted = made.format(line if "summary" in own else mark)
    assert marked(root).written == {"content/fr/place/berg.md": wanted.encode()}


def test_a_text_that_is_up_to_date_stays_as_it_is(root: Path) -> None:
    written(root, TEXTS)
    apply(marked(root), root)
    assert marked(root) == Change({}, {}, ("content/fr/place/berg.md",))


@pytest.mark.parametrize(
    ("header", "asked", "lang"),
    [
        pytest.param("", "", "nl", id="the first obligatory language"),
        pytest.param("---\ntranslated_from: {lang: en}\n---\n", "", "en", id="the one that it names"),
        pytest.param("---\ntranslated_from: {lang: en}\n---\n", "nl", "nl", id="the one that is asked for"),
    ],
)
def test_the_source_is_the_language_that_is_meant(header: str, asked: str, lang: str, root: Path) -> None:
    written(root, {**TEXTS, "content/en/place/berg.md": "One.\n", "content/fr/place/berg.md": f"{header}Un.\n"})
    assert f"lang: {lang}".encode() in marked(root, origin=asked).written["content/fr/place/berg.md"]


@pytest.mark.parametrize(
    ("files", "path", "asked", "said"),
    [
        pytest.param(TEXTS, "content/fr/place/x.md", "", "There is no valid text at 'content", id="no text"),
        pytest.param(
            {"content/fr/place/berg.md": "---\ndraft: true\n---\n"}, "content/fr/place/berg.md", "",
            "There is no text that 'content/fr/place/berg.md' could be a translation of.", id="alone",
        ),
        pytest.param(TEXTS, "content/fr/place/berg.md", "fr", "There is no text that", id="from itself"),
        pytest.param(
            {**TEXTS, "content/fr/place/berg.md": "---\n{summary: A}\n---\nUn.\n"}, "content/fr/place/berg.md", "",
            "Nothing can be added to the header of this text.", id="a header in braces",
        ),
    ],
)  # fmt: skip
def test_what_is_no_translation_is_refused(
    files: Mapping[str, str], path: str, asked: str, said: str, root: Path
) -> None:
    written(root, files)
    with pytest.raises(RefusedError) as caught:
        marked(root, path, asked)
    assert str(caught.value).startswith(said)
