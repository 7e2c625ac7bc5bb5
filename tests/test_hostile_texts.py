"""Texts that are made to take time, memory or the page: each ends in a problem at its line, or renders."""

import resource
import subprocess
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from findings import valid_site, wrong
from jumelage.messages.problems import Code
from jumelage.source import MAX_PROBLEMS, parse_yaml
from jumelage.source.data import MAX_VALUES
from running import bounded, environment
from sites import small, written

SECOND = 1
MEGABYTES = 200
# A line of a bomb names the line above it nine times over.
LAUGHS = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghi"))
TEXT = "content/nl/partnership/zonnedal-lunara.md"
PARSED = """
import resource, sys
from jumelage.source import parse_yaml
text = sys.stdin.read()
before = resource.getrusage(resource.RUSAGE_SELF)
found = parse_yaml(text, "x.yaml")
after = resource.getrusage(resource.RUSAGE_SELF)
# ru_maxrss counts the process that started this one, too.
most = int(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]) // 1024
print(len(found.problems), after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, most)
"""


def parsed(text: str, seconds: int, megabytes: int) -> str:
    """Return what `PARSED` prints of a text in a process that may take no more processor time and memory than this."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))

    done = subprocess.run(
        (sys.executable, "-c", PARSED), input=text, env=environment(), preexec_fn=limit,
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert not done.stderr
    return done.stdout


def checked(root: Path, seconds: int, megabytes: int) -> str:
    """Return what a check prints that may take no more processor time and memory than this."""
    limits = {"RLIMIT_CPU": seconds, "RLIMIT_AS": megabytes << 20}
    status, said, beside = bounded("check", "--fresh", root=root, limits=limits)
    assert status in {0, 1}, (status, beside[-2000:])
    return said


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LAUGHS, id="aliases of aliases"),
        pytest.param("a: &a [*a, *a]\n" * 20_000, id="aliases by the thousand"),
        pytest.param("[" * 200_000, id="lists in lists"),
        pytest.param("{a: " * 100_000, id="mappings in mappings"),
        pytest.param("- " * 100_000, id="lists in lists, without brackets"),
        pytest.param("? " * 100_000, id="keys of keys"),
        pytest.param("".join(f"{' ' * depth}a:\n" for depth in range(600)), id="deeper and deeper"),
        pytest.param("".join(f"k{n}: v\n" for n in range(50_000)), id="fields by the thousand"),
        pytest.param("- [" + "a," * 500_000 + "]", id="a list of half a million"),
        pytest.param("- a: !b c\n" * 100_000, id="tags by the thousand"),
        pytest.param("a: b" + " " * 500_000, id="half a megabyte of blanks"),
        pytest.param("a: '" + "b" * 500_000, id="a quotation mark never closed"),
    ],
)
def test_a_bomb_of_yaml_takes_neither_time_nor_memory(text: str) -> None:
    count, seconds, megabytes = parsed(text, seconds=10, megabytes=500).split()
    assert int(count) <= MAX_PROBLEMS + 2
    assert float(seconds) < SECOND
    assert int(megabytes) < MEGABYTES


def test_more_than_a_record_holds_is_a_problem_where_it_begins_to_be_too_much() -> None:
    text = "- id: a\n  list: [" + "b, " * MAX_VALUES + "]\n"
    assert [str(one) for one in parse_yaml(text, "x.yaml").problems] == [
        f"x.yaml:2:{10 + 3 * (MAX_VALUES - 4)}: There is too much here to read. [syntax]\n"
        "    Split it into smaller files."
    ]
    assert parse_yaml("".join(f"- id: a{n}\n" for n in range(MAX_VALUES)), "x.yaml").problems == ()


def test_of_a_flood_of_mistakes_the_first_are_told_and_then_that_there_are_more() -> None:
    found = parse_yaml("- !a b\n" * 5000, "x.yaml").problems
    assert {one.code for one in found[:-1]} == {Code.UNSAFE_TAG}
    assert (len(found), found[-1].position.line) == (MAX_PROBLEMS + 2, MAX_PROBLEMS + 1)
    assert str(found[-1].message) == "There are so many mistakes above this line that the rest was not read."


@pytest.mark.parametrize(
    ("record", "code"),
    [
        pytest.param("- {id: A}\n", Code.INVALID_ID, id="records"),
        pytest.param("- id: a\u200b\n", Code.INVISIBLE_CHARACTER, id="characters that nobody sees"),
        pytest.param("- {}\n", Code.MISSING_FIELD, id="nothing"),
    ],
)
def test_a_flood_of_bad_records_ends(record: str, code: Code, tmp_path: Path) -> None:
    found = wrong(valid_site(tmp_path, {"data/networks.yaml": record * 20_000}))
    assert len(found) < 5 * MAX_PROBLEMS
    assert code in {one.code for one in found}


def test_a_flood_of_references_that_lead_nowhere_ends(tmp_path: Path) -> None:
    record = "- {{id: p{n}, name: {{nl: a, fr: a}}, kind: city, country: MA, part_of: x{n}}}\n"
    countries = "- {id: MA, slugs: {nl: marokko, fr: maroc, en: morocco}}\n"
    root = small(tmp_path / "site", places="".join(record.format(n=n) for n in range(2000)), countries=countries)
    said = checked(root, seconds=20, megabytes=2000)
    assert said.count("[unknown-reference]") == 2000


def test_ids_that_are_all_made_of_the_same_letters_end(tmp_path: Path) -> None:
    letters = "abcdefghij" * 6
    record = "- {{id: {here}{n:04}, name: {{nl: a, fr: b}}, kind: city, country: MA, part_of: {there}{n:04}}}\n"
    places = "".join(record.format(n=n, here=letters, there=letters[::-1]) for n in range(1000))
    countries = "- {id: MA, slugs: {nl: marokko, fr: maroc, en: morocco}}\n"
    root = small(tmp_path / "site", places=places, countries=countries)
    said = checked(root, seconds=20, megabytes=2000)
    assert said.count("[unknown-reference]") == 1000


def test_of_a_text_that_is_wrong_throughout_the_first_mistakes_are_told(tmp_path: Path) -> None:
    found = wrong(valid_site(tmp_path, {TEXT: "<b>" * 5000}))
    assert [one.code for one in found] == [Code.RAW_HTML, Code.SYNTAX]
    found = wrong(valid_site(tmp_path / "b", {TEXT: "a <b>\n" * 5000}))
    assert len(found) == MAX_PROBLEMS + 1
    assert (found[-1].position.line, found[-1].code) == (MAX_PROBLEMS + 1, Code.SYNTAX)
    assert len(wrong(valid_site(tmp_path / "c", {TEXT: "<b>\n\n" * 5000}))) == MAX_PROBLEMS + 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("[" * 20_000, id="["),
        pytest.param("![" * 10_000, id="!["),
        pytest.param("[a](" * 5_000, id="[a]("),
        pytest.param("[" * 2_000 + "a" + "](b)" * 2_000, id="links in links"),
        pytest.param("*" * 20_000, id="*"),
        pytest.param("*a **b " * 1_500 + "c** d*" * 1_500, id="emphasis in emphasis"),
        pytest.param("_" * 20_000, id="_"),
        pytest.param("~~a" * 7_000, id="~~"),
        pytest.param("`" * 20_000, id="`"),
        pytest.param(" ".join("`" * n for n in range(1, 200)), id="` of each length"),
        pytest.param("<" * 20_000, id="<"),
        pytest.param("a<![CDATA[" * 2_000, id="<![CDATA["),
        pytest.param("a<!--" * 4_000, id="<!--"),
        pytest.param("<a:" * 7_000, id="addresses never closed"),
        pytest.param("> " * 10_000, id="quotations in quotations"),
        pytest.param("> " * 20 + "a\n" + "a\n" * 10_000, id="a quotation that goes on"),
        pytest.param("- " * 10_000, id="lists in lists"),
        pytest.param("".join(f"{'  ' * n}- a\n" for n in range(140)), id="lists below lists"),
        pytest.param("|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n", id="a table of 5000 columns"),
        pytest.param(
            "|a" * 300 + "|\n" + "|-" * 300 + "|\n" + "||\n" * 5_000, id="a table whose cells fill themselves"
        ),
        pytest.param("a" * 20_000, id="a word"),
        pytest.param("# a\n" * 5_000, id="headings of one name"),
        pytest.param('[a](https://example.org "' + "t" * 20_000 + '")', id="a title"),
        pytest.param("&amp;" * 4_000 + "&#x41;" * 4_000 + "&" * 4_000, id="entities"),
        pytest.param("".join(f"[a{n}]: https://example.org/{n}\n" for n in range(800)), id="addresses of links"),
        pytest.param("[a\n" * 6_000, id="addresses never finished"),
        pytest.param("[a]: https://example.org/" + "x" * 99_000 + "\n\n" + "[a]" * 30_000, id="one address, often"),
        pytest.param("a\u0301" + "\u0301" * 10_000, id="accents on accents"),
        pytest.param("\U0001f468\u200d\U0001f469\u200d\U0001f467" * 4_000, id="families"),
        pytest.param("\u0645\u0631\u062d\u0628\u0627 " * 3_000, id="Arabic"),
        pytest.param("\n" * 100_000 + " " * 100_000, id="nothing"),
        pytest.param("\\" * 20_000, id="backslashes"),
        pytest.param("".join(f"[a]({{partnershi{n}}}x) " for n in range(7_000)), id="kinds that are none"),
        pytest.param("".join(f"[a]({{partnership}}zonnedal-lunar{n}) " for n in range(5_000)), id="ids that are none"),
        pytest.param("<b>\n\n" * 20_000, id="HTML by the thousand"),
    ],
)
def test_a_text_that_is_made_to_take_long_does_not(body: str, tmp_path: Path) -> None:
    root = valid_site(tmp_path, {TEXT: f"a\n\n{body}"})
    said = checked(root, seconds=5, megabytes=1500)
    assert all(line.startswith((f"{TEXT}:", "content/", "    ")) for line in said.splitlines())


def test_an_address_that_is_written_once_and_used_often_is_too_long_where_it_becomes_so(tmp_path: Path) -> None:
    body = "[a]: https://example.org/" + "x" * 99_975 + "\n\n[a]\n[a]\n[a]\n[a]\n"
    assert [(one.position.line, one.code) for one in wrong(valid_site(tmp_path, {TEXT: body}))] == [(5, Code.TOO_LARGE)]


NUMBERED: Mapping[str, str] = {
    "an entity that turns the line around": "a &#x202e; b\n",
    "a named entity": "a &ZeroWidthSpace; b\n",
    "in a title": '[a](https://example.org "b&#x2066;c")\n',
    "in a picture": "![a&#x200b;]({static}pictures/a.png)\n",
}


@pytest.mark.parametrize("body", NUMBERED.values(), ids=NUMBERED)
def test_a_character_that_nobody_sees_is_a_problem_however_it_is_written(body: str, tmp_path: Path) -> None:
    found = [(one.position.line, one.code) for one in wrong(valid_site(tmp_path, {TEXT: f"Regel.\n\n{body}"}))]
    assert (3, Code.INVISIBLE_CHARACTER) in found


def test_in_an_address_it_is_why_the_address_is_refused(tmp_path: Path) -> None:
    found = wrong(valid_site(tmp_path, {TEXT: "Regel.\n\n[a](https://example.org/b&#8203;c)\n"}))
    assert [(one.position.line, one.code, str(one.hint)) for one in found] == [
        (3, Code.UNSAFE_ADDRESS, "There is an invisible character here (U+200B).")
    ]


@pytest.mark.parametrize("sign", ["\\u202e", "\\u200b", "\\e", "\\0", "\\x07", "\\ufeff", "\\N", "\\L", "\\P"])
def test_so_is_one_that_yaml_writes_as_its_number(sign: str, tmp_path: Path) -> None:
    root = valid_site(tmp_path, {"data/themes.yaml": f'- id: water\n  name: {{nl: "Wa{sign}ter", fr: Eau}}\n'})
    assert [(one.position.line, one.position.column, one.code) for one in wrong(root)] == [
        (2, 14, Code.INVISIBLE_CHARACTER)
    ]


def test_half_of_a_character_is_none(tmp_path: Path) -> None:
    root = valid_site(tmp_path, {"data/themes.yaml": '- id: water\n  name: {nl: "\\ud83d", fr: Eau}\n'})
    assert [one.code for one in wrong(root)] == [Code.SYNTAX]
    halves = {"data/themes.yaml": b"- id: water\n  name: {nl: \xed\xa0\xbd, fr: Eau}\n"}
    assert [(one.position.column, one.code) for one in wrong(valid_site(tmp_path / "b", halves))] == [
        (14, Code.ENCODING)
    ]


@pytest.mark.parametrize(
    ("raw", "line", "code"),
    [
        pytest.param("- id: water\r  name: x\r".encode("utf-16"), 1, Code.ENCODING, id="UTF-16"),
        pytest.param("- id: water\n  name: é\n".encode("latin-1"), 2, Code.ENCODING, id="Latin-1"),
        pytest.param(b"- id: water\n  na\0me: x\n", 2, Code.ENCODING, id="a zero"),
        pytest.param("- id: water\n\ufeff  name: x\n".encode(), 2, Code.INVISIBLE_CHARACTER, id="a mark in the middle"),
        pytest.param(b"- id: water\r  nme: {nl: a, fr: b}\r", 2, Code.UNKNOWN_FIELD, id="line ends of old Macs"),
    ],
)
def test_what_is_wrong_with_the_bytes_has_its_line(raw: bytes, line: int, code: Code, tmp_path: Path) -> None:
    found = wrong(valid_site(tmp_path, {"data/themes.yaml": raw}))
    assert (line, code) in [(one.position.line, one.code) for one in found]


@pytest.mark.parametrize(
    "name",
    ["w\u0430ter", "Water", "wäter", "wa ter", "../water", "..", "a/b", "a\\b", "%2e%2e", ".a", "a.", "con", "nul",
     "com1", "index", "nl", "a--b", "-a", "aux.txt", "\uff41", "wa\u0301ter", "\U0001d554", "0x", "a_b", "a'b", "<b>"],
)  # fmt: skip
def test_an_id_that_looks_like_another_or_leads_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    data = f'- id: "{name}"\n  name: {{nl: a, fr: b}}\n'.replace("\\", "\\\\")
    text = '---\ntitle: A\nslug: "{}"\n---\nX.\n'.format(name.replace("\\", "\\\\"))
    root = valid_site(tmp_path, {"data/networks.yaml": data, "content/nl/page/about.md": text})
    found = [(one.position.path, one.position.line, one.code) for one in wrong(root)]
    valid = name == "0x"
    assert (("data/networks.yaml", 1, Code.INVALID_ID) in found) is not valid
    assert (("content/nl/page/about.md", 3, Code.INVALID_ID) in found) is not valid


def test_what_a_problem_quotes_commands_neither_a_terminal_nor_github(tmp_path: Path) -> None:
    body = "[a](b&#x202e;c) [d](e##[add-mask]f)\n"
    keys = '- id: n\n  name: {nl: a, fr: b}\n  web\xadsite: x\n  "##[error]forged": x\n'
    root = valid_site(tmp_path, {TEXT: body, "data/networks.yaml": keys, "content/nl/page/##[error]x.md": "a"})
    said = checked(root, seconds=10, megabytes=1500)
    assert "'b\ufffdc'" in said
    assert "'e# #[add-mask]f'" in said
    assert "'web\ufffdsite'" in said
    assert "'# #[error]forged'" in said
    assert "content/nl/page/# #[error]x.md:1:1" in said
    # A command of GitHub's older kind may stand anywhere in a line.
    assert [line for line in said.splitlines() if "##[" in line or not line.isprintable()] == []


def test_what_a_problem_quotes_is_one_line_and_not_without_end(tmp_path: Path) -> None:
    forged = '- id: water\n  name: {nl: a, fr: b}\n  website: "x\\n::error::forged\\r::add-mask::e"\n'
    long = f"- id: '{'x' * 30_000}'\n  name: {{nl: a, fr: b}}\n"
    root = written(valid_site(tmp_path), {"data/networks.yaml": forged, "data/programmes.yaml": long})
    said = checked(root, seconds=10, megabytes=1500)
    assert "forged" in said
    assert not [line for line in said.splitlines() if line.startswith("::") or len(line) > 1200]
