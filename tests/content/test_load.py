"""Files on disk → records, texts and assets; the words for what is wrong in them are in `test_broken_sites`."""

from datetime import date
from pathlib import Path

import pytest

from findings import valid_site, wrong
from jumelage.content import Loaded, load
from jumelage.content.records import MAX_BYTES as MAX_RECORDS
from jumelage.languages import Languages
from jumelage.messages.problems import Code, Position
from jumelage.model.texts import News, Page
from jumelage.source.text import MAX_BYTES

THEME = "- id: {id}\n  name: {{nl: Water, fr: Eau}}\n"
TEXT = "content/nl/partnership/zonnedal-lunara.md"
NEWS = "---\ntitle: {title}\ndate: 2026-05\n{more}---\nX.\n"


def loaded(root: Path) -> Loaded:
    return load(root, Languages())


def codes(root: Path) -> list[tuple[str, int, int, Code]]:
    return [(p.position.path, p.position.line, p.position.column, p.code) for p in wrong(root)]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"data/themes.yaml": ""}, id="an empty file of records"),
        pytest.param({"data/themes.yaml": "# later\n"}, id="only comments"),
        pytest.param({"data/themes.yaml": "[]\n"}, id="an empty list"),
        pytest.param({"data/themes.yaml": THEME.format(id="water").replace("\n", "\r\n")}, id="line ends of Windows"),
        pytest.param({"data/themes.yaml": "\ufeff" + THEME.format(id="water")}, id="a byte order mark"),
        pytest.param({"data/themes.yaml": "- id: water\n  name:\n    nl: 2024\n    fr: no\n"}, id="a year as a title"),
        pytest.param(
            {"data/themes.yaml": "- id: water\n  name: {nl: a, fr: 'L\u2019été\u202f: l\u00adong'}\n"},
            id="blanks of French",
        ),
        pytest.param(
            {"data/themes.yaml": THEME.format(id="water") + "  note: ''\n  summary:\n"}, id="fields left empty"
        ),
        pytest.param({"data/themes.yaml": "- id: '123'\n  name: {nl: a, fr: b}\n"}, id="an id of digits"),
        pytest.param(
            {"data/programmes.yaml": "- id: delen\n  name: {nl: a, fr: b}\n  since: '2016'\n  until: \"2019-05\"\n"},
            id="quoted days",
        ),
        pytest.param({TEXT: "\ufeff---\r\nsummary: القمرية\r\n---\r\nمرحبا\u200f 2019.\r\n"}, id="an Arabic text"),
        pytest.param({TEXT: ""}, id="an empty text of a record"),
        pytest.param({TEXT: "a" * 200 + "\n\n```\n<b>{{ x }}\n"}, id="a long word and an open fence"),
        pytest.param(
            {"content/nl/country/MA.md": "X.\n", "content/fr/country/MA.md": "X.\n"}, id="a text on a country"
        ),
        pytest.param(
            {"content/files/.gitkeep": "", "data/.gitkeep": "", "content/nl/.DS_Store": b"\0"}, id="files of systems"
        ),
        pytest.param({"content/en/partnership/zonnedal-lunara.md": "X.\n"}, id="a courtesy language"),
        pytest.param({"content/en/place/lunara.md": "X.\n"}, id="a courtesy language alone"),
        pytest.param({"content/nl/place/lunara.md": "---\ndraft: true\n---\n"}, id="a draft alone"),
    ],
)
def test_what_is_unusual_and_sound_is_no_problem(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    assert wrong(valid_site(tmp_path, files)) == ()


def test_norway_keeps_its_code(tmp_path: Path) -> None:
    files = {
        "data/places.yaml": "- id: lunara\n  name: {nl: Lunara, fr: Lunara}\n  kind: city\n  country: NO\n",
        "data/countries.yaml": "- id: NO\n  slugs: {nl: noorwegen, fr: norvege, en: norway}\n",
    }
    root = valid_site(tmp_path, files)
    assert wrong(root) == ()
    assert [*loaded(root).records.valid["country"]] == ["NO"]


def test_a_kind_that_outgrows_its_file_becomes_a_folder(tmp_path: Path) -> None:
    files = {f"data/themes/{name}.yaml": THEME.format(id=name) for name in ("zee", "meer")}
    valid = loaded(valid_site(tmp_path, files)).records.valid["theme"]
    assert {name: str(one.position(("name", "fr"))) for name, one in valid.items()} == {
        "meer": "data/themes/meer.yaml:2:21",
        "zee": "data/themes/zee.yaml:2:21",
        "water": "data/themes.yaml:2:21",
    }


def test_an_id_is_used_twice_also_across_files(tmp_path: Path) -> None:
    root = valid_site(tmp_path, {"data/themes/zee.yaml": THEME.format(id="water")})
    assert codes(root) == [("data/themes.yaml", 1, 3, Code.DUPLICATE_ID)]


def test_the_id_of_a_record_that_failed_is_taken(tmp_path: Path) -> None:
    root = valid_site(tmp_path, {"data/themes.yaml": "- id: water\n" + THEME.format(id="water")})
    assert [code for *_, code in codes(root)] == [Code.MISSING_FIELD, Code.DUPLICATE_ID]


@pytest.mark.parametrize("name", ["data/themes.yaml", "data/persons_at_risk.yaml"])
def test_a_file_that_is_no_text_is_reported_alone(tmp_path: Path, name: str) -> None:
    root = valid_site(tmp_path, {name: "- id: é\n".encode("utf-16"), "data/networks.yaml": "- id: a\0b\n"})
    (root / "data/persons_at_risk.yaml").write_bytes((root / name).read_bytes())
    assert (name, 1, 1, Code.ENCODING) in codes(root)
    assert ("data/networks.yaml", 1, 8, Code.ENCODING) in codes(root)
    assert {code for *_, code in codes(root)} == {Code.ENCODING}


@pytest.mark.parametrize(
    ("name", "size"),
    [
        pytest.param("data/themes.yaml", MAX_RECORDS + 1, id="records"),
        pytest.param(TEXT, MAX_BYTES + 1, id="a file of text"),
        pytest.param(TEXT, 200_001, id="a text"),
    ],
)
def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, name: str, size: int) -> None:
    assert codes(valid_site(tmp_path, {name: "a" * size})) == [(name, 1, 1, Code.TOO_LARGE)]


def test_a_header_of_a_hundred_kilobytes_is_too_large(tmp_path: Path) -> None:
    name = "content/nl/page/about.md"
    root = valid_site(tmp_path, {name: f"---\nslug: over\ntitle: {'a' * 100_000}\n---\n"})
    assert codes(root) == [(name, 3, 1, Code.TOO_LARGE)]


def test_an_invisible_character_is_reported_and_nothing_else_of_its_line(tmp_path: Path) -> None:
    files = {
        "data/themes.yaml": THEME.format(id="wa\u200bter"),
        "content/nl/page/about.md": "---\ntitle: a\u2060b\nslug: over\n---\n\u202eb\n",
    }
    assert codes(valid_site(tmp_path, files)) == [
        ("content/nl/page/about.md", 2, 9, Code.INVISIBLE_CHARACTER),
        ("content/nl/page/about.md", 5, 1, Code.INVISIBLE_CHARACTER),
        ("data/themes.yaml", 1, 9, Code.INVISIBLE_CHARACTER),
    ]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        pytest.param("content/nl/project/put.md", "/etc/passwd", id="a text outside"),
        pytest.param("content/nl/project", "..", id="a folder that holds itself"),
        pytest.param("content/pictures/foto.jpg", "foto.jpg", id="itself"),
        pytest.param("content/pictures", "/etc", id="a folder of files"),
        pytest.param("data/a.yaml", "themes.yaml", id="other records"),
        pytest.param("data/themes", "nowhere", id="nothing"),
    ],
)
def test_a_symbolic_link_is_never_followed(tmp_path: Path, name: str, target: str) -> None:
    root = valid_site(tmp_path)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).symlink_to(target)
    assert set(codes(root)) == {(name, 1, 1, Code.SYMLINK)}
    # What stands beside it is read.
    assert [*loaded(root).records.valid["theme"]] == ["water"]
    assert len(loaded(root).texts) == 6


def test_the_data_may_be_no_link_itself(tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    (root / "data").rename(tmp_path / "elsewhere")
    (root / "data").symlink_to(tmp_path / "elsewhere")
    assert ("data", 1, 1, Code.SYMLINK) in codes(root)


def test_texts_come_in_the_order_of_languages_kinds_and_names(tmp_path: Path) -> None:
    files = {"content/en/place/lunara.md": "X.\n", "content/fr/campaign/eerlijk--zonnedal.md": "X.\n"}
    texts = loaded(valid_site(tmp_path, files)).texts
    assert [(text.lang, text.kind, text.id, text.member) for text in texts] == [
        ("en", "page", "about", ""),
        ("en", "partnership", "zonnedal-lunara", ""),
        ("en", "place", "lunara", ""),
        ("fr", "campaign", "eerlijk", "zonnedal"),
        ("fr", "page", "about", ""),
        ("fr", "partnership", "zonnedal-lunara", ""),
        ("nl", "page", "about", ""),
        ("nl", "partnership", "zonnedal-lunara", ""),
    ]


def test_a_text_knows_the_line_on_which_it_begins(tmp_path: Path) -> None:
    texts = {(text.lang, text.kind): text for text in loaded(valid_site(tmp_path)).texts}
    assert (texts["nl", "page"].body, texts["nl", "page"].line) == ("Wie wij zijn.\n", 5)
    assert (texts["nl", "partnership"].line, texts["nl", "partnership"].header.title) == (1, None)


def test_a_news_article_is_made_of_the_headers_of_its_texts(tmp_path: Path) -> None:
    files = {
        "content/nl/news/start.md": NEWS.format(title="Begin", more="summary: Kort\nupdated: 2026-06\n"),
        "content/fr/news/start.md": NEWS.format(title="Début", more="summary: Bref\nupdated: 2026-07\nslug: debut\n"),
        "content/en/news/start.md": NEWS.format(title="Start", more=""),
    }
    news = loaded(valid_site(tmp_path, files)).records.valid["news"]["start"].record
    assert isinstance(news, News)
    assert (news.name, news.summary) == ({"nl": "Begin", "fr": "Début", "en": "Start"}, {"nl": "Kort", "fr": "Bref"})
    assert [news.last(lang) for lang in ("nl", "fr", "en")] == ["start", "debut", "start"]
    assert (news.date.first, news.updated and news.updated.first) == (date(2026, 5, 1), date(2026, 7, 1))


def test_a_page_has_a_summary_only_in_all_obligatory_languages(tmp_path: Path) -> None:
    files = {"content/nl/page/about.md": "---\ntitle: Over\nsummary: Kort\n---\n"}
    page = loaded(valid_site(tmp_path, files)).records.valid["page"]["about"].record
    assert isinstance(page, Page)
    assert (page.summary, page.updated, page.draft) == (None, None, False)


def test_a_page_that_is_a_draft_in_all_languages_is_a_draft(tmp_path: Path) -> None:
    files = {f"content/{lang}/page/about.md": "---\ntitle: A\ndraft: true\n---\n" for lang in ("nl", "fr", "en")}
    root = valid_site(tmp_path, files)
    assert wrong(root) == ()
    assert loaded(root).records.valid["page"]["about"].record.draft is True


def test_a_page_with_a_text_that_failed_counts_as_failed(tmp_path: Path) -> None:
    read = loaded(valid_site(tmp_path, {"content/nl/page/about.md": "---\ntitel: Over\n---\n"}))
    assert read.records.valid["page"] == {}
    assert read.records.failed == {("page", "about")}
    assert read.unread == {("page", "about")}


def test_a_page_that_lacks_a_language_counts_as_failed(tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    (root / "content/nl/page/about.md").unlink()
    read = loaded(root)
    assert (read.records.failed, read.unread) == ({("page", "about")}, frozenset[tuple[str, str]]())


def test_what_could_not_be_read_is_remembered(tmp_path: Path) -> None:
    files = {
        "data/themes.yaml": "- id: water\n  nam: x\n",
        "data/networks.yaml": "- name: x\n",
        "data/calls.yaml": "a: [",
    }
    read = loaded(valid_site(tmp_path, files)).records
    assert (read.failed, read.uncertain) == ({("theme", "water")}, {"network", "call"})


def test_a_complaint_on_a_line_that_could_not_be_read_is_not_made(tmp_path: Path) -> None:
    root = valid_site(tmp_path, {"data/themes.yaml": "- id: water\n  name: !x y\n  summary: z\n"})
    assert codes(root) == [
        ("data/themes.yaml", 2, 9, Code.UNSAFE_TAG),
        ("data/themes.yaml", 3, 3, Code.WRONG_TYPE),
    ]


def test_a_missing_folder_holds_nothing(tmp_path: Path) -> None:
    read = loaded(tmp_path)
    assert (read.texts, read.assets, read.problems) == ((), {}, ())


def test_a_record_knows_where_it_stands(tmp_path: Path) -> None:
    sourced = loaded(valid_site(tmp_path)).records.valid["campaign"]["eerlijk"]
    assert sourced.position() == Position("data/campaigns.yaml", 1, 3)
    assert sourced.position(("members", 0, "municipality")) == Position("data/campaigns.yaml", 5, 7)
