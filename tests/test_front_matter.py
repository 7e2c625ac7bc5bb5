"""Header and body of Markdown files."""

import pytest

from jumelage.front_matter import DASHES, FrontMatter, misplaced, split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("---\na: b\n---\nWet.\n", FrontMatter("a: b\n", "Wet.\n", 4), id="a header and a body"),
        pytest.param("--- \na: b\n---  \nWet.", FrontMatter("a: b\n", "Wet.", 4), id="blanks after the fences"),
        pytest.param("---\n---\nWet.\n", FrontMatter("\n", "Wet.\n", 3), id="an empty header"),
        pytest.param("---\na: b\n---\n", FrontMatter("a: b\n", "", 4), id="an empty body"),
        pytest.param("---\na: b\n---", FrontMatter("a: b\n", "", 4), id="no line end after the header"),
        pytest.param("Wet.\n", FrontMatter("", "Wet.\n", 1), id="no header"),
        pytest.param("", FrontMatter("", "", 1), id="nothing"),
        pytest.param("\n---\na: b\n---\n", FrontMatter("", "\n---\na: b\n---\n", 1), id="a line before the header"),
        pytest.param("---\na: b\n---\nA\n\n---\n\nB\n", FrontMatter("a: b\n", "A\n\n---\n\nB\n", 4), id="a rule below"),
        pytest.param("----\nWet.\n", FrontMatter("", "----\nWet.\n", 1), id="four dashes are no fence"),
        pytest.param("---\na: b\nWet.\n", FrontMatter("", "", 1, closed=False), id="a header never closed"),
        pytest.param("---\na: b\n...\n\nWet.\n\n---\n", FrontMatter("", "", 1, closed=False), id="closed as elsewhere"),
    ],
)
def test_a_text_is_split_where_its_header_ends(text: str, parts: FrontMatter) -> None:
    assert split(text) == parts


def test_the_line_of_the_body_is_its_line_in_the_file() -> None:
    text = "---\na: b\nc: d\n---\nFirst.\nSecond.\n"
    parts = split(text)
    assert text.split("\n")[parts.line - 1 :] == parts.body.split("\n")


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        pytest.param("\n---\ndraft: true\n---\n", (2, 1), id="an empty line above"),
        pytest.param(f"{300 * chr(10)}---\ndraft: true\n---\n", (301, 1), id="many empty lines above"),
        pytest.param(" \t\n\u00a0\n\u2003\n---\ntitle: a\n---\n", (4, 1), id="lines of spaces above"),
        pytest.param(" ---\ntitle: a\n---\n", (1, 2), id="a space before it"),
        pytest.param("\u00a0---\ntitle: a\n---\n", (1, 2), id="a no-break space before it"),
        pytest.param("\u00ad\ufe0f\u2800---\ntitle: a\n---\n", (1, 4), id="what nobody sees before it"),
        pytest.param("    ---\n    title: a\n    ---\n", (1, 5), id="indented like code"),
        pytest.param("----\ntitle: a\n----\n", (1, 1), id="four hyphens"),
        pytest.param("--\ntitle: a\n--\n", (1, 1), id="two hyphens"),
        pytest.param("- - -\ntitle: a\n- - -\n", (1, 1), id="spaces between the hyphens"),
        *(pytest.param(f"{3 * dash}\na: b\n{3 * dash}\n", (1, 1), id=f"{ord(dash):04X}") for dash in DASHES[1:]),
        pytest.param("\u2014\ntitle: a\n\u2014\n", (1, 1), id="what word processors make of three hyphens"),
        pytest.param("\u2014-\ntitle: a\n\u2014-\n", (1, 1), id="what they make of the first two"),
        pytest.param("---yaml\ntitle: a\n---\n", (1, 1), id="a word behind it"),
        pytest.param("--- # a\ntitle: a\n---\n", (1, 1), id="a comment behind it"),
        pytest.param("--- title: a\n", (1, 1), id="a field behind it"),
        pytest.param("title: a\nlang: nl\n---\nWet.\n", (1, 1), id="never opened"),
        pytest.param("---\n---\ntitle: a\ndraft: true\n---\n", (3, 1), id="closed too early"),
        pytest.param("Title: Sample\n\nWet.\n", (1, 1), id="a field alone"),
        pytest.param("\n\nTitre\u00a0: Eau\n\nWet.\n", (3, 1), id="a field in French"),
        pytest.param("Status: draft\n\nWet.\n", (1, 1), id="a field of Pelican"),
        pytest.param("date:2026-11-27\n", (1, 1), id="no space behind the colon"),
        pytest.param("Samenvatting\uff1aWet.\n", (1, 1), id="a full-width colon"),
        pytest.param('"title": "a"\n', (1, 1), id="a field in quotation marks"),
        pytest.param("translated from: nl\n", (1, 1), id="a field of two words"),
        pytest.param("foo: a\nbar: b\n\nWet.\n", (1, 1), id="two fields that nobody knows"),
        pytest.param('+++\ntitle = "a"\n+++\n', (1, 1), id="TOML"),
        pytest.param('title = "a"\n', (1, 1), id="TOML without its fence"),
        pytest.param('{\n  "title": "a"\n}\n', (1, 1), id="JSON"),
        pytest.param('{"title": "a", "draft": true}\n', (1, 1), id="JSON on one line"),
        pytest.param("{title: a, draft: true}\n", (1, 1), id="YAML in braces"),
        pytest.param(';;;\n"title": "a"\n;;;\n', (1, 1), id="JSON between semicolons"),
        pytest.param("% Sample\n% Somebody\n", (1, 1), id="pandoc"),
        pytest.param("%YAML 1.2\n---\ntitle: a\n---\n", (1, 1), id="a directive of YAML"),
        pytest.param(".. title: a\n.. status: draft\n", (1, 1), id="reStructuredText"),
        pytest.param(":title: a\n", (1, 1), id="fields of reStructuredText"),
        pytest.param(":toc:\n", (1, 1), id="AsciiDoc"),
        pytest.param("= Sample\nSomebody\n:toc:\n", (1, 1), id="a title of AsciiDoc"),
        pytest.param("#+TITLE: a\n", (1, 1), id="Org"),
        pytest.param("\\title{a}\n", (1, 1), id="LaTeX"),
        pytest.param("@title: a\n", (1, 1), id="a sign before the field"),
        pytest.param("===\ntitle: a\n===\n", (1, 1), id="another rule"),
        pytest.param("***\n\n___\n\nauthor: a\n", (1, 1), id="two other rules"),
        pytest.param("```\n---\ntitle: a\n---\n```\n", (1, 1), id="within a code block"),
        pytest.param("~~~yaml\n\ntitle: a\n~~~\n", (1, 1), id="fields within a code block"),
        pytest.param("---\na: b\n---\n---\ndraft: true\n---\n", (4, 1), id="a second one directly below"),
        pytest.param("---\na: b\n---\n\n\u2014-\nc: d\n---\n", (5, 1), id="a second one a line below"),
        pytest.param("---\na: b\n---\n\n---\n+++\n", (5, 1), id="one of another format below"),
        pytest.param("---\na: b\n---\n---\n---\n", (4, 1), id="an empty one below"),
        pytest.param("---\na: b\n---\nStatus: draft\n", (4, 1), id="a draft below the header"),
        pytest.param("Wet.\n\ndraft: true\n\nWet.\n", (3, 1), id="a draft below words"),
        pytest.param("Wet.\n\nWater: a\ndraft: yes # soon\n", (3, 1), id="a draft below another field"),
        pytest.param("# Water\n\n  published : false\n", (3, 3), id="not published"),
        pytest.param("**Statut\u00a0:** brouillon\n", (1, 1), id="a draft that is stressed"),
        pytest.param("- draft: true\n- Wet.\n", (1, 1), id="a draft in a list"),
        pytest.param("> concept: ja\n", (1, 1), id="a draft in a quotation"),
        pytest.param("# Draft: true\n", (1, 1), id="a draft as a heading"),
        pytest.param('"draft": true,\n', (1, 1), id="a draft in JSON"),
        pytest.param("post_status: private\n", (1, 1), id="a draft of WordPress"),
        pytest.param("Wet.\n\n---\ntitle: a\ntags:\n- b\n  c\nfoo: d\n---\nWet.\n", (4, 1), id="whole, below words"),
    ],
)
def test_what_begins_like_a_header_and_is_not_one_is_seen(text: str, spot: tuple[int, int]) -> None:
    assert misplaced(split(text)) == spot


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("\n \n", id="empty lines"),
        pytest.param("Wet.\n", id="words"),
        pytest.param("\n\nWet.\n", id="words below empty lines"),
        pytest.param("---\na: b\n---\nWet.\n", id="a header"),
        pytest.param("--- \na: b\n---\t\nWet.\n", id="a header with spaces behind its hyphens"),
        pytest.param("---\na: b\n---\nWet.\n\n---\n\nWet.\n", id="a rule between paragraphs"),
        pytest.param("---\na: b\n---\n\n---\n\nWet.\n", id="a rule below a header"),
        pytest.param("---\na: b\n---\n\nDatum: 12 mei\nPlaats: Jette\n", id="facts below a header"),
        pytest.param("---\na: b\n", id="never closed, which is reported of itself"),
        pytest.param("***\n\nWet.\n", id="another rule at the top"),
        pytest.param("Water: a story\n\nWet.\n", id="a colon in the first line"),
        pytest.param("Water: a story\n---\n\nWet.\n", id="a colon in a heading"),
        pytest.param("Water\n---\n\nWet.\n", id="a heading"),
        pytest.param("# Titel: water\n", id="a heading about titles"),
        pytest.param("- Datum: 12 mei\n- Plaats: Jette\n", id="a list"),
        pytest.param("- a\n- b\n", id="a short list"),
        pytest.param("* Titel: water\n", id="a list with stars"),
        pytest.param("| Titel | Datum |\n|---|---|\n| a | b |\n", id="a table"),
        pytest.param("|---|---|\n", id="a part of a table"),
        pytest.param("**Datum:** 12 mei\n", id="stressed facts"),
        pytest.param("\u2014 Bonjour, dit-il.\n", id="what somebody says"),
        pytest.param("-5 graden\n", id="a number below zero"),
        pytest.param("... en toen.\n", id="dots"),
        pytest.param("12:30 begin\n13:30 einde\n", id="hours"),
        pytest.param("https://example.org\nftp://example.org\n", id="addresses"),
        pytest.param("Vraag: wat?\n\nAntwoord: dat.\n", id="an interview"),
        pytest.param("Status van het project: goed\n", id="more words than a field has"),
        pytest.param("Wet.\nStatus: goed\n", id="a status that says something else"),
        pytest.param("Wet.\n\n---\nAuteur: Jan\n", id="who wrote it, below a rule"),
        pytest.param("```\nx = 1\n```\n", id="a code block"),
        pytest.param("```\n", id="a code block without anything"),
        pytest.param("Wet.\n\n```yaml\n---\ndraft: true\n---\n```\n", id="a code block about headers"),
        pytest.param(30 * "Wet.\n" + "draft: true\n", id="a draft far below"),
        pytest.param("{place}lunara\n", id="a reference, which is reported of itself"),
        pytest.param("!?\n", id="signs"),
    ],
)
def test_what_does_not_begin_like_a_header_is_left_alone(text: str) -> None:
    assert misplaced(split(text)) is None
