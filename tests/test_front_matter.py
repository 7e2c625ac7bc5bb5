"""Header and body of Markdown files."""

from pathlib import Path

import pytest

from findings import valid_site, wrong
from jumelage.content.drafts import DASHES
from jumelage.content.front_matter import FrontMatter, misplaced, split
from jumelage.messages.problems import Code


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
        pytest.param("Titel\uff1aWet.\n", (1, 1), id="a full-width colon"),
        pytest.param('"title": "a"\n', (1, 1), id="a field in quotation marks"),
        pytest.param("translated from: nl\n", (1, 1), id="a field of two words"),
        pytest.param("Wet.\n\ntitle: a\nlang: nl\n---\n", (3, 1), id="never opened, below words"),
        pytest.param("Auteur: Jan\nDatum: 12 mei\n\nWet.\n", (1, 1), id="two fields that are known"),
        pytest.param("Datum: 2026-05-12\n\nWet.\n", (1, 1), id="a date as machines write it"),
        pytest.param("Wie: Jan\nsummary: a\n\nWet.\n", (1, 1), id="a field below one that nobody knows"),
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
        pytest.param("[draft]: true\n\nWet.\n", (1, 1), id="the definition of a link"),
        pytest.param("[Titel]: Water\n\nWet.\n", (1, 1), id="the definition of a link with the name of a field"),
        pytest.param("[comment]: <> (draft: true)\n\nWet.\n", (1, 1), id="a comment"),
        pytest.param("Wet.\n\n[//]: # 'status: klad'\n", (3, 1), id="another comment"),
        pytest.param("| titel | draft |\n|---|---|\n| a | true |\n", (1, 1), id="a column of a table"),
        pytest.param("titel | a\n---|---\nklad | ja\n", (1, 1), id="a row of a table"),
        pytest.param("Wet.\n\ndraft:\n  true\n", (3, 1), id="a value on the next line"),
        pytest.param("Wet.\n\ndraft:: true\n", (3, 1), id="two colons"),
        pytest.param("Wet.\n\ndraft -> true\n", (3, 1), id="an arrow"),
        pytest.param("Wet.\n\ndraft\ufe55 true\n", (3, 1), id="a small colon"),
        pytest.param("Wet.\n\nisDraft = true\n", (3, 1), id="a draft in a program's words"),
        pytest.param("Wet.\n\nStatus: klad (nog niet publiceren)\n", (3, 1), id="a status with a remark"),
        pytest.param("Wet.\n\nStatus: niet publiceren\n", (3, 1), id="a status that forbids"),
        pytest.param("Wet.\n\nstatus: wip\n", (3, 1), id="work in progress"),
        pytest.param("Wet.\n\npublic: false\n", (3, 1), id="not public"),
        pytest.param("Wet.\n\nvisible: false\n", (3, 1), id="not visible"),
        pytest.param("Wet.\n\nenabled: false\n", (3, 1), id="not enabled"),
        pytest.param("Wet.\n\nunlisted: true\n", (3, 1), id="not listed"),
        pytest.param("Wet.\n\nzichtbaar: nee\n", (3, 1), id="not visible, in Dutch"),
        pytest.param("Wet.\n\npubliek: nee\n", (3, 1), id="not public, in Dutch"),
        pytest.param("Wet.\n\npublish_on: 2099-01-01\n", (3, 1), id="a day to come"),
        pytest.param("Wet.\n\n```yaml\n---\ndraft: true\n---\n```\n", (4, 1), id="a draft in a code block"),
        pytest.param("Wet.\n\n---\ntitle: a\ntags:\n- b\n  c\nfoo: d\n---\nWet.\n", (3, 1), id="whole, below words"),
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
        pytest.param("| Titel | Gepubliceerd |\n|---|---|\n| a | ja |\n", id="a table about what is published"),
        pytest.param("| Concept | Uitleg |\n|---|---|\n| a | b |\n", id="a table about concepts"),
        pytest.param("Wet.\n\n[water]: https://example.org\n", id="the definition of a link"),
        pytest.param("[//]: # (Wet.)\n\nWet.\n", id="a comment"),
        pytest.param("Publiek: iedereen\n\nWet.\n", id="for whom something is"),
        pytest.param("Statut : pas encore connu\n", id="a status that is not known yet"),
        pytest.param("Waar: Jette\nWanneer: morgen\n", id="where and when"),
        pytest.param("\u00c9tat des lieux : la r\u00e9gion\n", id="how things are"),
        pytest.param("Publi\u00e9 en 2019 : un livre\n", id="when something was published"),
        pytest.param("Wet.\n\nConcept:\n\nJa.\n", id="a concept"),
        pytest.param("Wet.\n\nStatus: in review door de gemeente\n", id="a status of more words"),
        pytest.param(30 * "Wet.\n" + "draft: true\n", id="a draft far below"),
        pytest.param("{place}lunara\n", id="a reference, which is reported of itself"),
        pytest.param("!?\n", id="signs"),
    ],
)
def test_what_does_not_begin_like_a_header_is_left_alone(text: str) -> None:
    assert misplaced(split(text)) is None


HEADER = "---\ntitle: a\n---\n"
# Each is written below a header, and below words of a text without one.
DRAFTS = [
    "draft: true, nog nalezen", "draft: true \u2013 nog", "draft: true. Nog", "draft: true nog nalezen",
    "draft: true / klad", "concept: ja, nog nalezen", "Concept: ja", "draft:" + 10 * " " + "true",
    "draft" + 7 * " " + ": true", "__Concept__: ja", "1. draft: true", "1) draft: true", "draft:\n\n  true",
    "draft: >\n  true", "draft: |\n  true", "draft:\n- true", "draft: &a true", "draft: !!bool true", "draft\n: true",
    "draft: !!bool &a true", "Draft: off", "concept: 1", "Published: no", "published: off",
    '{"title":"x","draft":true}', '+++\ntitle = "x"\n+++', "#+DRAFT: t", "#+TITLE: x", "{title: x, draft: true}",
    "| draft | true |", "| title | draft |\n|---|---|\n| x | true |", "|Status|\n|---|\n|klad|",
    "| Statut | brouillon |", "> | draft | true |", "\uff44\uff52\uff41\uff46\uff54: true",
    "draft: \uff54\uff52\uff55\uff45", "draft\ufe30 true", "draft\ua789 true", "draft\u02d0 true", "draft => true",
    "dra\u00adft: true", "dra\u200dft: true", "dr\u00e1ft: true", "\\---\ntitle: y\n\\---", "**---**\ntitle: y",
    "&#45;&#45;&#45;\ntitle: y", '"---"\ntitle: y', "# ---\n# title: x\n# ---", "> ---\n> slug: x", "d&#114;aft: true",
    '[params]\ntitle = "x"', "Statuut: concept", "Status: in draft", "Status: een concept", "Status: niet gepubliceerd",
    "Status: not published", "Statut : non publi\u00e9", "Statut : \u00abbrouillon\u00bb", "Status: draft/klad",
    "Status: draft - niet publiceren", "Status: draft, de rest volgt nog na de zomer", "Publiceren: nog niet",
    "published: never", "published: null", "published: ~", "published:", "publi\u00e9e : non", "conceptversie: ja",
    "\u00e9bauche : oui", "Publicatiedatum: 2099-01-01", "Date de publication : 2099-01-01",
    "\u00c0 publier le : 2099-01-01", "publish date: 2099-01-01", "Niet publiceren: ja", "Ne pas publier : oui",
    "online: false", "robots: noindex", "embargo: 2099-01-01", "embargo: 12 mei 2099", "embargo: ja",
    "Statut : pas encore publi\u00e9", "Status: nog niet gepubliceerd", "Status: not yet published, see the mail",
    "post.draft = true", "_draft: true", "[//]: # (BROUILLON - ne pas publier)", "[comment]: # (klad)",
    "**Brouillon \u2013 ne pas publier**", "Niet publiceren!", "hidden: yes", "private: yes", "public: null",
]  # fmt: skip


@pytest.mark.parametrize("said", DRAFTS)
def test_a_draft_is_seen_however_it_is_written(said: str) -> None:
    assert misplaced(split(f"{HEADER}{said}\n")) is not None
    line = 1 if said.startswith("[params]") else 0  # of it, where it says so
    assert misplaced(split(f"{HEADER}Wet.\n\n{said}\n\nWet.\n")) == (6 + line, 1)
    assert misplaced(split(f"Wet.\n\n{said}\n")) == (3 + line, 1)


NATURAL = [
    "Wie: iedereen\nWat: feest", "Quand : le 12 mai\nO\u00f9 : \u00e0 Jette", "Vraag: wie?\nAntwoord: wij.",
    "Maandag: open\nDinsdag: dicht", "Tekst: Jan\nFoto: Piet", "Vrijheid: een gedicht\nGelijkheid: een tweede",
    "Concept: een stad zonder auto's.", "Taal: een brug tussen mensen.", "Lang: zo lang", "\u00c9tat : un pays",
    "Cover: the picture shows a well.", "Gewijzigd: de weg", "Datum: 12 mei 2026", ":warning: Opgelet",
    "% van de mensen", "--- einde ---", "+++ Laatste nieuws +++", "Gepubliceerd: ja", "Published: yes (2019)",
    "Listed: yes", "- Status: pending", "**Status:** in review", "Status: het ontwerp is nog niet klaar",
    "Concept: on va cr\u00e9er une ville", "Concept: 1 stad, 2 talen", "Date de publication : 12 mai 2019",
    "Publiek: ja", "Online: vanaf 12 mei", "Staat: een republiek", "Samenvatting: wat we deden.",
    "Wat we niet publiceren zonder dat iemand het weet", "Publi\u00e9 :\n\n- un livre", "draft beer: yes",
    "| Project | Status |\n|---|---|\n| put | ontwerp |\n| school | klaar |", "Ontwerp: Jan", "Klad", "Foo: a\nBar: b",
    "De status: goed, en het ontwerp: klaar", "Verborgen: wat niemand ziet", "Private: a story",
    "<span\nid=\"b\">a</span>",
]  # fmt: skip


@pytest.mark.parametrize("said", NATURAL)
def test_what_people_write_with_a_colon_is_left_alone(said: str) -> None:
    assert misplaced(split(f"{said}\n\nWet.\n")) is None
    assert misplaced(split(f"{HEADER}{said}\n\nWet.\n")) is None
    assert misplaced(split(f"{HEADER}Wet.\n\n{said}\n\nWet.\n")) is None


TEXT = "content/nl/partnership/zonnedal-lunara.md"


@pytest.mark.parametrize(
    ("header", "spot"),
    [
        ("summary: >\n  Iets\n  draft: true", (4, 3)),
        ("summary: |\n  Iets\n  draft: true", (4, 3)),
        ("summary: 'Iets\n  draft: true'", (3, 3)),
        ("summary: Iets\n  draft:true", (3, 3)),
        ("summary: Iets\n  draft=true", (3, 3)),
        ("summary: Iets\n  draft true", (3, 3)),
        ("summary: Iets draft:true", (2, 1)),
        ("summary: 'draft: true'", (2, 1)),
    ],
)
def test_a_draft_within_another_field_is_a_problem_at_its_line(
    header: str, spot: tuple[int, int], tmp_path: Path
) -> None:
    (problem,) = wrong(valid_site(tmp_path, {TEXT: f"---\n{header}\n---\nWet.\n"}))
    place = problem.position
    assert ((place.line, place.column), problem.code) == (spot, Code.MISPLACED_HEADER)


@pytest.mark.parametrize("value", ["", "''", "~", "null", "' '"])
def test_a_draft_without_a_value_is_a_problem(value: str, tmp_path: Path) -> None:
    (problem,) = wrong(valid_site(tmp_path, {TEXT: f"---\ndraft: {value}\n---\nWet.\n"}))
    assert (problem.position.line, problem.code) == (2, Code.INVALID_VALUE)


@pytest.mark.parametrize("header", ["summary: Het concept is goed, ja", "draft: false", "title: Concept van een plan"])
def test_other_words_in_a_field_are_left_alone(header: str, tmp_path: Path) -> None:
    assert wrong(valid_site(tmp_path, {TEXT: f"---\n{header}\n---\nWet.\n"})) == ()
