"""
Texts that nobody would think of: the parsers take each, or report problems that have their place.

A few for each claim in every run, always the same; thousands with `make soak`. `fuzz/parsers.py` looks for more.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import claims
from jumelage.languages import Languages
from jumelage.messages.problems import BuildError
from jumelage.model.values import MAX_SLUG, SLUG, slug
from jumelage.settings import from_mapping
from jumelage.source.file_names import misnamed

HERE = Path(__file__).resolve().parent
quick = settings(max_examples=40, derandomize=True, deadline=None, database=None, suppress_health_check=[*HealthCheck])
thorough = settings(quick, max_examples=5000, derandomize=False)

SIGNS = [
    "\ufeff", "\u200b", "\u202e", "\x1b", "\x85", "\u2028", "\t", "\r", "\r\n", "\xe9", "e\u0301",
    "\u0627\u0644\u0642\u0645\u0631\u064a\u0629", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\ud7ff",
]  # fmt: skip
YAML = [
    "- ", "? ", ": ", "id: a", "name:", "{nl: a, fr: b}", "[", "]", "{", "}", ", ", "&a ", "*a",
    "!!python/name:x ", "!b ", "<<: ", "|", ">", "|2-", "'", '"', "\\x07", "\\", "#", " #a", "---", "...",
    "%YAML 1.1", "~", "null", "@", "`", "2019-02-30", "\n", "\n  ", "\n    ", "\n- id: b", "country: MA",
    "sources:", "title: ", "1e999", "0x1F", "no", "true", "aliases: [a]",
]  # fmt: skip
MARKDOWN = [
    "# ", "## ", "- ", "1. ", "> ", "```", "    ", "*", "**", "_", "~~", "`", "[", "](", ")", "![", "](<", ">",
    "[a]: ", "|", "|-|", "\n", "\n\n", "---", "===", "<b>", "<!--", "-->", "<script>", "</script>",
    "<svg/onload=x>", "&lt;", "&#x202e;", "&#0;", "&colon;", "javascript:x", "data:text/html,x",
    "https://a.be/", "mailto:a@b.be", "tel:+32", "//a.be", "#a", "{{", "{%", "{partnership}a", "{static}../a",
    "{person}x#y", "\\", '"', "'", ' "t"', "a", "  \n", "onclick=x", "{: a=b}", "<a:b>",
]  # fmt: skip
HEADERS = [
    "---\n", "title: a\n", "slug: b\n", "draft: true\n", "date: 2019\n", "aliases: [c]\n",
    "translated_from: {lang: fr}\n",
]  # fmt: skip


def of(*tokens: list[str]) -> st.SearchStrategy[bytes]:
    """Return texts made of tokens, of letters and of bytes."""
    words = st.sampled_from([one for group in tokens for one in group])
    text = st.lists(words | st.text(max_size=5), max_size=60).map("".join)
    return text.map(lambda one: one.encode("utf-8", "surrogatepass")) | st.binary(max_size=60)


DATA = of(YAML, SIGNS)
TEXT = of(MARKDOWN, SIGNS)
WHOLE = st.tuples(of(HEADERS, YAML), TEXT).map(lambda parts: b"---\n" + parts[0] + b"\n---\n" + parts[1])
KINDS = st.sampled_from(claims.KINDS)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=9)
    | st.sampled_from(["nl", "fr", "https://a.be", "../x"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.sampled_from(["nl", "place"]), inner)
    ),
    max_leaves=6,
)
NAMES = ("LANGUAGES", "OBLIGATORY_LANGUAGES", "SEGMENTS", "SITEURL", "SITENAME", "PUBLISHER", "TIMEZONE", "TODAY",
         "EDITOR_LANGUAGES", "REPOSITORY", "BRANCH", "CONTACT", "HOME_COUNTRY", "PUBLISH")  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    (folder / "data").mkdir()
    (folder / "content").mkdir()
    return folder


def a_slug(text: str) -> None:
    try:
        valid = slug(text, Languages())
    except ValueError:
        return
    assert valid.isascii()
    assert set(valid) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert misnamed(f"content/files/{valid}.pdf") is None


def setting(values: dict[str, Any]) -> None:
    try:
        read = from_mapping(values, "2026-11-22")
    except BuildError:
        return
    assert all(".." not in code and "/" not in code for code in read.languages.codes)


CLAIMS: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], None]]] = {
    "yaml": (DATA, claims.yaml),
    "markdown": (TEXT, claims.markdown),
    "markdown with a header": (WHOLE, claims.markdown),
    "slugs": (st.text(max_size=70) | st.from_regex(SLUG, fullmatch=True).map(lambda one: one[: MAX_SLUG + 2]), a_slug),
    "settings": (st.dictionaries(st.sampled_from(NAMES), VALUES), setting),
}


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_parsers_take_anything(claim: str) -> None:
    strategy, holds = CLAIMS[claim]
    quick(given(strategy)(holds))()


@pytest.mark.soak
@pytest.mark.parametrize("claim", CLAIMS)
def test_the_parsers_take_anything_for_long(claim: str) -> None:
    strategy, holds = CLAIMS[claim]
    thorough(given(strategy)(holds))()


@quick
@given(raw=DATA, kind=KINDS)
def test_a_file_of_records_takes_anything(root: Path, raw: bytes, kind: str) -> None:
    claims.records(raw, kind, root)


@quick
@given(raw=WHOLE, kind=KINDS)
def test_a_text_takes_anything(root: Path, raw: bytes, kind: str) -> None:
    claims.a_text(raw, kind, root)


@pytest.mark.soak
@thorough
@given(raw=DATA, text=WHOLE, kind=KINDS)
def test_both_take_anything_for_long(root: Path, raw: bytes, text: bytes, kind: str) -> None:
    claims.records(raw, kind, root)
    claims.a_text(text, kind, root)


# What fuzzing has found; each once had no place in the text, another result when only looked at, or no end.
FOUND_YAML = [
    "?  #a",
    "[[[[[[[[[[[[[[[[[#[[[[[[",
    "---",
    "- |\n a\n...\n- b",
    "? " * 30,
    "a: 'b\n---\nc'",
    "{a: &b *b",
    'a: "\\e"',
]
FOUND_MARKDOWN = [
    "-\nG-HE-EIM: a\nGEHEIM: b\n---\nX.\n",
    "# a\n" * 300,
    "a\\\nb\n===\n",
    # Headings over several lines, in which only one of the marks that are looked for is.
    "a\nu: 202({static}6\n---\n",
    "a\nb] (c\n===\n",
    "a\nb\nref:theme/x {x}\n---\n",
    "a\n{place}x\nb\n===\n",
    "> a\n> 2({static}b\n> ---\n",
    "- a\n  {{ b\n  ---\n",
    "&#x202e;",
    "![&ZeroWidthSpace;](x)",
]


@pytest.mark.parametrize("text", FOUND_YAML)
@pytest.mark.parametrize("kind", claims.KINDS)
def test_what_was_found_in_yaml_stays_mended(text: str, kind: str, root: Path) -> None:
    claims.yaml(text.encode())
    claims.records(text.encode(), kind, root)


@pytest.mark.parametrize("text", FOUND_MARKDOWN)
def test_what_was_found_in_markdown_stays_mended(text: str, root: Path) -> None:
    claims.markdown(text.encode())
    claims.a_text(text.encode(), "project", root)


@pytest.mark.parametrize(
    "path", sorted((HERE / "example").rglob("*.md")) + sorted((HERE / "broken").rglob("*.md")), ids=str
)
def test_the_claims_hold_of_every_text_of_the_tests(path: Path) -> None:
    claims.markdown(path.read_bytes())
