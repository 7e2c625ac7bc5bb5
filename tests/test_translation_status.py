"""How far a site is translated, counted and told."""

from pathlib import Path

import pytest

from findings import SETTINGS
from jumelage.content import load
from jumelage.content.drift import Changed, paragraphs
from jumelage.graph.translation_status import Entry, Progress, counted, status
from jumelage.messages.problems import Position
from jumelage.settings import Settings
from sites import small, written

SOURCE = "---\nupdated: 2026-05-03\n---\nUne lettre.\n\nDeux lettres.\n"
STALE = (
    f"---\ntranslated_from: {{lang: fr, paragraphs: [{paragraphs('Une lettre.')[0]}, abcd, ef01]}}\n---\nEen brief.\n"
)


def entries(root: Path, kind: str, settings: Settings = SETTINGS) -> list[Entry]:
    return [one for one in status(load(root, settings.languages), settings) if one.kind == kind]


def test_a_record_is_complete_where_all_of_its_fields_are(tmp_path: Path) -> None:
    themes = "- id: water\n  name: {nl: Water, fr: Eau, en: Water}\n  summary: {nl: Nat., fr: Humide.}\n"
    place = Position("data/themes.yaml", 1, 3)
    assert entries(small(tmp_path, themes=themes), "theme") == [
        Entry("theme", "nl", Progress.COMPLETE, place),
        Entry("theme", "fr", Progress.COMPLETE, place),
        Entry("theme", "en", Progress.FALLBACK, Position("data/themes.yaml", 3, 3), ("summary",)),
    ]


def test_fields_within_fields_are_named_in_full(tmp_path: Path) -> None:
    calls = (
        "- id: oproep\n  name: {nl: A, fr: A, en: A}\n  municipality: zonnedal\n"
        "  editions:\n    - year: 2026\n      laureates: [{project: {nl: A, fr: A}}, {project: {nl: B, fr: B}}]\n"
    )
    assert entries(small(tmp_path, calls=calls), "call")[2].fields == ("editions.laureates.project",)


def test_a_record_without_texts_has_nothing_to_translate(tmp_path: Path) -> None:
    countries = "- {id: MA, slugs: {nl: marokko, fr: maroc, en: morocco}}\n"
    assert entries(small(tmp_path, countries=countries), "country") == []


def test_a_field_that_lacks_an_obligatory_language_is_missing_in_it(tmp_path: Path) -> None:
    root = small(tmp_path, themes="- {id: water, name: {nl: Water}}\n")
    written(root, {"data/places/a.yaml": "- {id: b, name: {en: B}, kind: city, country: MA}\n"})
    assert entries(root, "theme") == [Entry("theme", "fr", Progress.MISSING, Position("data/themes.yaml", 1, 15))]
    assert [(one.lang, one.progress) for one in entries(root, "place")] == [
        ("nl", Progress.MISSING),
        ("fr", Progress.MISSING),
    ]


def test_a_text_is_missing_fallen_back_stale_or_complete(tmp_path: Path) -> None:
    themes = "- {id: water, name: {nl: Water, fr: Eau}}\n- {id: lucht, name: {nl: Lucht, fr: Air}}\n"
    files = {
        "content/fr/theme/water.md": SOURCE,
        "content/nl/theme/water.md": STALE,
        "content/fr/theme/lucht.md": "Un.\n",
        "content/nl/theme/lucht.md": "---\ndraft: true\n---\nEen.\n",
    }
    found = entries(written(small(tmp_path, themes=themes), files), "theme")
    assert [one for one in found if one.place.path.startswith("content")] == [
        Entry("theme", "nl", Progress.MISSING, Position("content/nl/theme/lucht.md"), draft=True),
        Entry(
            "theme",
            "nl",
            Progress.STALE,
            Position("content/nl/theme/water.md", 2, 1),
            source="content/fr/theme/water.md",
            changed=(Changed(2, 6, "Deux lettres."),),
            gone=2,
        ),
        Entry("theme", "fr", Progress.COMPLETE, Position("content/fr/theme/lucht.md")),
        Entry("theme", "fr", Progress.COMPLETE, Position("content/fr/theme/water.md")),
        Entry("theme", "en", Progress.FALLBACK, Position("content/en/theme/lucht.md")),
        Entry("theme", "en", Progress.FALLBACK, Position("content/en/theme/water.md")),
    ]


@pytest.mark.parametrize("kind", ["page", "news"])
def test_what_is_nothing_but_text_is_counted_once(kind: str, tmp_path: Path) -> None:
    header = "---\ntitle: A\ndate: 2026-01-01\n---\nA.\n"
    root = written(small(tmp_path), {f"content/{lang}/{kind}/a.md": header for lang in ("nl", "fr", "en")})
    assert [(one.lang, one.progress) for one in entries(root, kind)] == [
        (lang, Progress.COMPLETE) for lang in ("nl", "fr", "en")
    ]


def test_entries_are_counted_by_kind_and_language() -> None:
    place = Position("a")
    found = [Entry("theme", "nl", Progress.COMPLETE, place)] * 2 + [Entry("theme", "nl", Progress.STALE, place)]
    assert counted(found) == {
        ("theme", "nl"): {Progress.COMPLETE: 2, Progress.STALE: 1, Progress.FALLBACK: 0, Progress.MISSING: 0}
    }
