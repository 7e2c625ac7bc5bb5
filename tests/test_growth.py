"""Work on each line, paragraph, record and problem takes time that grows with their number, not with its square."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import pytest
import yaml

from doubling import STEEP, Work, growth
from findings import PERSON, SETTINGS, with_person
from jumelage.content import Loaded, front_matter
from jumelage.content.drift import drift, paragraphs
from jumelage.content.prose import prose
from jumelage.edit.slices import Slices
from jumelage.edit.withdraw import withdrawal
from jumelage.graph import links
from jumelage.graph.discretion import discretion
from jumelage.graph.graph import graph
from jumelage.graph.taken import taken
from jumelage.graph.translation_status import counted, status
from jumelage.messages import report
from jumelage.messages.problems import Code, Position, Problem, in_order
from jumelage.messages.sentences import ENGLISH, Sentence
from jumelage.model.base import Publish
from jumelage.model.references import PlaceId
from jumelage.source import comments, decode, parse_yaml
from jumelage.source.theme_styles import style_problems
from sites import written

pytestmark = pytest.mark.no_cover

TEXT = "content/nl/partnership/zonnedal-lunara.md"
Said = Callable[[int], str]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """What a small site holds, with a person at risk and a text on them."""
    return with_person(tmp_path_factory.mktemp("growth"), {TEXT: "Tekst.\n"})


def with_body(loaded: Loaded, path: str, body: str) -> Loaded:
    """Return what was loaded with another body of one of its texts."""
    texts = tuple(replace(one, body=body) if one.path == path else one for one in loaded.texts)
    return replace(loaded, texts=texts)


BODIES: Mapping[str, Said] = {
    "a word": lambda count: "a" * count,
    "words": lambda count: "Aa " * count,
    "lines": lambda count: "a\n" * count,
    "paragraphs": lambda count: "a\n\n" * count,
    "empty lines": lambda count: "\n" * count + "a",
    "lines of spaces": lambda count: "a\n" + " \t\n" * count + "a",
    "spaces": lambda count: "a" + " " * count + "b",
    "spaces that do not break": lambda count: "1.111" + "\u00a0" * count + "b",
    "digits": lambda count: "1" * count,
    "digits and stops": lambda count: "1.111" * count,
    "half a street": lambda count: "kerkstraat " * count,
    "pictures never closed": lambda count: "![" * count,
    "pictures of somebody": lambda count: "![Aa Bb](c) " * count,
    "a picture of many": lambda count: "![" + "Aa Bb " * count + "](c)",
    "a picture of a word": lambda count: "![" + "a" * count + "](c)",
    "headings alike": lambda count: "# a\n\n" * count,
    "headings almost alike": lambda count: "".join(f"# a {number % 7}\n\n" for number in range(count)),
    "a heading": lambda count: "# " + "a -" * count,
    "links": lambda count: "[a]({partnership}zonnedal-lunara) " * count,
    "links to what is not there": lambda count: "[a]({partnership}b) " * count,
    "problems": lambda count: "<b>\n" * count,
    "soft breaks": lambda count: "*a\n" * count,
    "marks in marks": lambda count: "*a **b " * count + "c** d*" * count,
    "links in brackets": lambda count: "[a " * count + "](b)" * count,
    "addresses": lambda count: "".join(f"[a{number}]: b{number}\n" for number in range(count)),
    "half addresses": lambda count: "[a]: b '\n" * count,
    "cells": lambda count: "|a" * count + "|\n" + "|-" * count + "|\n" + "|b" * count + "|\n",
    "rows": lambda count: "|a|\n|-|\n" + "|b|\n" * count,
    "lists": lambda count: "- a\n" * count,
    "quotations": lambda count: "> " * 9 + "a\n" + "b\n" * count,
    "code never closed": lambda count: " ".join("`" * length for length in range(1, int(count**0.5) + 2)),
    "entities": lambda count: "&amp;&#65;&" * count,
    "backslashes": lambda count: "\\" * count,
    "tags never closed": lambda count: "<a b='c' " * count,
    "comments never closed": lambda count: "a<!-- " * count,
    "links cut short": lambda count: "[a](b\\" * count,
    "brackets that are escaped": lambda count: "[\\]" * count,
    "a link of many words": lambda count: "[" + "*a* " * count + "](#b)",
    "links with pictures": lambda count: "[![a](b)](c) " * count,
    "pictures in pictures": lambda count: "![" * min(count, 90) + "a" + "](b)" * min(count, 90),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_text_on_a_person_at_risk_is_looked_through(body: Said, loaded: Loaded) -> None:
    known = [prose(one) for one in loaded.texts]

    def work(count: int) -> Work:
        said = body(count)
        written = [replace(one, text=replace(one.text, body=said)) for one in known if one.text.path == PERSON]
        return lambda: list(discretion(loaded, written))

    assert growth(work) < STEEP


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_text_is_compared_with_what_was_translated(body: Said) -> None:
    def work(count: int) -> Work:
        recorded = paragraphs(body(count // 2))
        return partial(drift, recorded, body(count))

    assert growth(work) < STEEP


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_markdown_is_read(body: Said, loaded: Loaded) -> None:
    text = next(one for one in loaded.texts if one.path == TEXT)
    assert growth(lambda count: partial(prose, replace(text, body=body(count))), largest=1 << 12) < STEEP


@pytest.mark.parametrize("mark", ["x\\](", "&#93;(", "[a](b\\"])
def test_the_left_overs_of_many_links_are_found(mark: str, loaded: Loaded) -> None:
    # A line is looked through once for each that is reported: of many of them, and of long lines, it shows.
    text = next(one for one in loaded.texts if one.path == TEXT)
    assert growth(lambda count: partial(prose, replace(text, body=mark * count)), smallest=1 << 12) < STEEP


@pytest.mark.parametrize("name", ["links", "links to what is not there", "headings alike"])
def test_the_links_of_a_text_are_followed(name: str, loaded: Loaded) -> None:
    def work(count: int) -> Work:
        site = with_body(loaded, TEXT, BODIES[name](count))
        return lambda: links(site, SETTINGS)

    assert growth(work, largest=1 << 11) < STEEP


YAML: Mapping[str, Said] = {
    "keys": lambda count: "".join(f"k{number}: v\n" for number in range(count)),
    "records": lambda count: "".join(f"- id: a{number}\n" for number in range(count)),
    "a list on a line": lambda count: "- [" + "a, " * count + "]\n",
    "records in braces": lambda count: "[" + "{id: a}, " * count + "]\n",
    "keys that are there": lambda count: "a: b\n" * count,
    "records with mistakes": lambda count: "- a: !b c\n" * count,
    "mistakes on a line": lambda count: "[" + "!a b, " * count + "]\n",
    "cut texts": lambda count: "- a #b\n" * count,
    "a cut text": lambda count: "- a" + " " * count + "#b\n",
    "a comment": lambda count: "- a #" + " #" * count + "\n",
    "a word": lambda count: "a" * count,
    "lines of a text": lambda count: "a: 'b\n" + "  c\n" * count + "'\n",
    "a text never closed": lambda count: "a: 'b\n" + "  c\n" * count,
    "a list never closed": lambda count: "a: [\n" + " b,\n" * count,
    "empty lines": lambda count: "- a\n" + "\n" * count + "- b",
    "lines of comment": lambda count: "- a\n" + "# b\n" * count + "- c",
    "escapes": lambda count: '- "' + "\\u200b" * count + '"\n',
    "tabs": lambda count: "a:\n" + "\t" * count + "b",
}


@pytest.mark.parametrize("text", YAML.values(), ids=YAML)
def test_yaml_is_read(text: Said) -> None:
    assert growth(lambda count: partial(parse_yaml, text(count), "x.yaml")) < STEEP


@pytest.mark.parametrize("name", ["keys", "a list on a line", "cut texts", "a comment", "lines of a text", "escapes"])
def test_comments_are_found_in_yaml(name: str) -> None:
    def work(count: int) -> Work:
        text = YAML[name](count)
        return lambda: list(comments(text, "x.yaml"))

    assert growth(work) < STEEP


BYTES: Mapping[str, Said] = {
    "lines": lambda count: "a\n" * count,
    "what nobody sees": lambda count: "a\u200b" * count,
    "what was saved twice": lambda count: "\u00c3\u00a9\n" * count,
    "half of what was saved twice": lambda count: "\u00c3\u2122" * count,
    "marks of a merge": lambda count: "<<<<<<<a\n" * count,
    "line ends": lambda count: "\r\n\r" * count,
    "a header never closed": lambda count: "---\n" + "a: b\n" * count,
    "a header": lambda count: "---\n" + "a: b\n" * count + "---\n" + "a\n" * count,
}


@pytest.mark.parametrize("said", BYTES.values(), ids=BYTES)
def test_the_bytes_of_a_file_are_read(said: Said) -> None:
    def work(count: int) -> Work:
        raw = said(count).encode()
        return lambda: front_matter.split(decode(raw, "x.md")[0])

    assert growth(work) < STEEP


STYLES: Mapping[str, Said] = {
    "imports": lambda count: "@import 'a';\n" * count,
    "brackets": lambda count: "{(" * count,
    "closed ones": lambda count: "{" * count + "}" * count,
    "quotation marks": lambda count: "'\n" * count,
    "comments": lambda count: "/*" * count,
    "addresses elsewhere": lambda count: "a { b: url(//c) }\n" * count,
}


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES)
def test_the_styles_of_a_theme_are_checked(text: Said) -> None:
    def work(count: int) -> Work:
        written = text(count)
        return lambda: list(style_problems(written, "a.css"))

    assert growth(work) < STEEP


LISTS: Mapping[str, Said] = {
    "below one another": lambda count: "- id: a\n  name: b\n\n" * count,
    "with comments": lambda count: "- id: a\n" + "# b\n" * count + "- id: c\n",
    "with empty lines": lambda count: "- id: a\n" + " \n" * count + "- id: c\n",
    "in braces": lambda count: "[" + "{id: a},  " * count + "]",
    "in braces, over lines": lambda count: "[" + "{id: a}\n , " * count + "{id: a}]",
    "in fewer braces": lambda count: "- {id: a}\n" * count,
}


@cache
def slices(name: str, count: int) -> Slices:
    """Return a list of records, which is composed once: that takes longer than any change."""
    return Slices(LISTS[name](count))


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text, count: text.replaced({(at, "id"): "b" for at in range(count)}), id="replaced"),
        pytest.param(lambda text, count: text.without(range(count)), id="without"),
        pytest.param(lambda text, count: text.without({count - 1}), id="without the last"),
        pytest.param(lambda text, count: text.entered((count - 1,), "aliases", "b"), id="entered"),
        pytest.param(lambda text, count: [text.entry(at) for at in range(count)], id="entries"),
    ],
)
def test_many_records_are_changed_at_once(name: str, change: Callable[[Slices, int], object]) -> None:
    def work(count: int) -> Work:
        text = slices(name, count)
        there = len(text.root.value) if isinstance(text.root, yaml.SequenceNode) else 0
        return lambda: change(text, there)

    # To copy a short text again for each record takes no time that can be measured.
    assert growth(work, smallest=1 << 10, largest=1 << 13) < STEEP


@pytest.mark.parametrize("record", ["- {id: a, name: Aa Bb}\n", "- id: a\n  name: Aa Bb\n  x\n"], ids=["valid", "not"])
def test_a_person_entered_many_times_is_taken_out(record: str, tmp_path: Path) -> None:
    def work(count: int) -> Work:
        # A folder for each size: the shorter work is done again once the longer one is prepared.
        root = written(tmp_path / str(count), {"data/persons_at_risk.yaml": record * count})
        return lambda: withdrawal("a", root, None)

    assert growth(work, largest=1 << 13) < STEEP


def problems(count: int) -> list[Problem]:
    """Return so many problems, each on another line of one file, the last one first."""
    place = [Position("data/networks.yaml", line, 1 + line % 9) for line in range(count, 0, -1)]
    return [Problem(one, Code.SYNTAX, Sentence("'{a}' {b}", a="x", b=str(one.line))) for one in place]


SHOWN: Mapping[str, Callable[[list[Problem]], object]] = {
    "in order": in_order,
    "as text": lambda found: [report.text(one, ENGLISH) for one in found],
    "as JSON": lambda found: report.as_json(found, ENGLISH),
    "as annotations": lambda found: list(report.annotations(found, [ENGLISH, ENGLISH])),
    "as a table": lambda found: report.table(found, [ENGLISH]),
}


@pytest.mark.parametrize("show", SHOWN.values(), ids=SHOWN)
def test_many_problems_are_reported(show: Callable[[list[Problem]], object]) -> None:
    def work(count: int) -> Work:
        found = problems(count)
        return lambda: show(found)

    assert growth(work) < STEEP


@pytest.mark.parametrize("line", ["a\n", "a"], ids=["lines", "a line"])
def test_the_lines_of_many_problems_are_shown(line: str, tmp_path: Path) -> None:
    def work(count: int) -> Work:
        path = tmp_path / "data" / "networks.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(line * 9 * count, "utf-8")
        found = [replace(one, position=replace(one.position, line=1)) for one in problems(count)]
        held = report.lines(path)
        return lambda: [report.text(one, ENGLISH, tmp_path, read=lambda _: held) for one in found]

    assert growth(work) < STEEP


def test_the_state_of_many_texts_is_counted(loaded: Loaded) -> None:
    text = loaded.texts[0]

    def work(count: int) -> Work:
        texts = tuple(replace(text, id=f"a{number}", path=f"content/nl/place/a{number}.md") for number in range(count))
        site = replace(loaded, texts=texts)
        return lambda: counted(status(site, SETTINGS))

    assert growth(work, largest=1 << 12) < STEEP


COMPARED: Mapping[str, Callable[[Loaded], object]] = {
    "slugs": lambda site: list(taken(site)),
    "who names what": lambda site: graph(site, [], SETTINGS),
}


@pytest.mark.parametrize("compare", COMPARED.values(), ids=COMPARED)
def test_many_records_are_compared(compare: Callable[[Loaded], object], loaded: Loaded) -> None:
    first = loaded.records.valid["place"]["lunara"]
    over = Publish.model_validate({"until": "2020"})

    def work(count: int) -> Work:
        made = {}
        for number in range(count):
            fields = {
                "id": f"a{number}",
                "slug": {"nl": f"b{number}"},
                "aliases": (f"c{number}", "c"),
                "publish": over,
            }
            record = first.record.model_copy(update={**fields, "part_of": PlaceId("lunara")})
            made[record.id] = replace(first, record=record)
        valid = {**loaded.records.valid, "place": {"lunara": first, **made}}
        site = replace(loaded, records=replace(loaded.records, valid=valid))
        return lambda: compare(site)

    assert growth(work, largest=1 << 13) < STEEP
