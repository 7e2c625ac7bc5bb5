"""A build makes only those files again of which something has changed that they were made from."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from jumelage.rendering.workshop import Workshop
from jumelage.settings import Settings
from jumelage.source.theme import theme_of
from jumelage.store.reads import Question, digest
from jumelage.store.store import Store, software
from jumelage.targets.answering import Answering
from jumelage.targets.build import Built, build
from jumelage.targets.plan import plan
from jumelage.targets.traces import Traces, plain
from making import Before
from sites import ONE_LANGUAGE, ROOT, TODAY, small, store, written

SETTINGS = Settings(TODAY, languages=ONE_LANGUAGE)
DATA = {
    "countries": "- {id: MA, slugs: {nl: marokko}}\n- {id: EG, slugs: {nl: egypte}}\n",
    "places": """
        - {id: lunara, name: {nl: Lunara}, kind: city, country: MA, location: {lat: 30, lon: -9}}
        - {id: solara, name: {nl: Solara}, kind: city, country: EG, location: {lat: 30, lon: 31}}
        """,
    "partnerships": """
        - id: band
          municipality: zonnedal
          kind: twinning
          places: [lunara]
          sources: [{title: Brief}]
        """,
    "events": """
        - {id: feest, municipality: zonnedal, name: {nl: Feest}, editions: [{year: 2027, start: 2027-05-01}]}
        """,
    "persons_at_risk": """
        - id: iemand
          name: {nl: Iemand}
          ground: {kind: consent, file: Z-1}
          adult: true
          adoptions: [{municipality: zonnedal, day: 2025}]
          status: {value: detained, as_of: 2026-01}
          review_by: 2027
          country: EG
          listed: true
        """,
}
TEXTS = {
    "content/nl/place/lunara.md": "Een stad [bij](https://example.org/) de zee, als [Solara]({place}solara).\n",
    "content/nl/page/over.md": "---\ntitle: Over\n---\nOns verhaal.\n",
    "content/files/akkoord.txt": "Akkoord\n",
}
PARTNERSHIP, PLACE, INDEX = "/nl/partnerschappen/band/", "/nl/plaatsen/lunara/", "/nl/plaatsen/"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """Return a site with a theme that can be edited, and what it was built to; nobody changes it."""
    root = written(small(tmp_path_factory.mktemp("first"), **DATA), TEXTS)
    written(root, {"data/municipalities.yaml": "- {id: zonnedal, name: {nl: Zonnedal}}\n"})
    shutil.copytree(ROOT / "theme", root / "theme")
    return root, build(root, SETTINGS, store())


@pytest.fixture(scope="module")
def workshop(first: tuple[Path, Built]) -> Workshop:
    return Workshop.of(first[1].site, theme_of(first[0]), Store())


def again(root: Path, built: Built, settings: Settings = SETTINGS) -> tuple[Built, set[str]]:
    """Return what a site is built to after that, and the paths of the targets that were made for it."""
    new = build(root, settings, store(), earlier=Before(built))
    known = new.before.targets
    return new, {path for path, one in new.traces.targets.items() if one is not known.get(path)}


def edited(name: str, before: str, after: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        text = (root / name).read_text("utf-8")
        assert before in text
        (root / name).write_text(text.replace(before, after, 1), "utf-8")

    return edit


def pages(paths: set[str]) -> set[str]:
    return {path.removesuffix("index.html") for path in paths if path.endswith("/index.html")}


def test_when_nothing_has_changed_nothing_is_made(first: tuple[Path, Built]) -> None:
    new, made = again(*first)
    assert made == set()
    assert new.files == first[1].files
    assert plain(new.traces) == plain(first[1].traces)


# What is edited; pages that are made again, and pages that are not.
EDITS = [
    pytest.param(
        edited("content/nl/place/lunara.md", "Een stad", "Een dorp"), {PLACE}, {INDEX, PARTNERSHIP}, id="text"
    ),
    pytest.param(
        edited("data/places.yaml", "{nl: Lunara}", "{nl: Lunera}"),
        {PLACE, INDEX, PARTNERSHIP},
        {"/nl/agenda/"},
        id="name",
    ),
    pytest.param(
        edited("data/partnerships.yaml", "Brief", "Mail"),
        {PARTNERSHIP},
        {PLACE, "/nl/partnerschappen/"},
        id="a fact that no list shows",
    ),
    pytest.param(
        edited("data/events.yaml", "2027-05-01", "2027-06-01"), {"/nl/agenda/"}, {PLACE, PARTNERSHIP}, id="day"
    ),
    pytest.param(
        lambda root: written(root, {"data/themes.yaml": "- {id: water, name: {nl: Water}}\n"}),
        {"/nl/themas/", "/nl/themas/water/"},
        set(),
        id="record that is new",
    ),
    pytest.param(
        lambda root: (root / "content/nl/place/lunara.md").unlink(),
        {"/nl/landen/marokko/"},
        {"/nl/agenda/"},
        id="text that goes",
    ),
    pytest.param(
        edited("theme/pages/agenda.html", "{% block", "<!-- x -->{% block"),
        set(),
        {PLACE},
        id="template of another page",
    ),
    pytest.param(
        edited("theme/components/card/card.html", "<", "<!-- x --><"), {INDEX}, {"/"}, id="component of a component"
    ),
    pytest.param(
        edited("theme/strings/nl.yaml", "timeline:\n", "timeline:\n  zzz: x\n"), {"/nl/tijdlijn/"}, {INDEX}, id="string"
    ),
    pytest.param(
        lambda root: (root / "theme/components/finder/search.js").write_text("// other\n", "utf-8"),
        {"/nl/zoeken/"},
        {PLACE},
        id="script",
    ),
    pytest.param(
        lambda root: written(root, {"theme/base/zz.css": "a { color: red }\n"}), {PLACE, INDEX, "/"}, set(), id="style"
    ),
    pytest.param(lambda root: written(root, {"theme/static/new.txt": "new"}), set(), {PLACE, INDEX}, id="static file"),
    pytest.param(lambda root: written(root, {"content/files/akkoord.txt": "Ja"}), set(), {PLACE}, id="file"),
]


@pytest.mark.parametrize(("edit", "expected", "others"), EDITS)
def test_only_pages_are_made_again_of_which_something_has_changed(
    edit: Callable[[Path], object], expected: set[str], others: set[str], first: tuple[Path, Built], tmp_path: Path
) -> None:
    root = Path(shutil.copytree(first[0], tmp_path / "site"))
    edit(root)
    new, made = again(root, first[1])
    assert made
    assert expected <= pages(made)
    assert not others & pages(made)
    assert new.files == build(root, SETTINGS, store()).files


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"today": TODAY + timedelta(200)}, id="another day"),
        pytest.param({"names": {"nl": "Anders"}}, id="name of the site"),
        pytest.param({"siteurl": "https://example.org/x"}, id="address"),
        pytest.param({"preview": True}, id="without persons at risk"),
    ],
)
def test_a_day_or_a_setting_makes_what_it_makes_from_nothing(
    changes: dict[str, Any], first: tuple[Path, Built]
) -> None:
    settings = replace(SETTINGS, **changes)
    new, made = again(*first, settings)
    assert made
    assert new.files == build(first[0], settings, store()).files
    # And back.
    assert again(first[0], new)[0].files == first[1].files


def test_what_a_day_does_not_touch_is_not_made(first: tuple[Path, Built]) -> None:
    made = again(*first, replace(SETTINGS, today=TODAY + timedelta(1)))[1]
    assert "/next-change.json" in made
    assert not {PLACE, INDEX, PARTNERSHIP} & pages(made)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda files: files.pop(f"{PLACE}index.html"), id="gone"),
        pytest.param(lambda files: files.update({f"{PLACE}index.html": b"other"}), id="another"),
    ],
)
def test_a_file_that_is_not_what_was_made_is_made_again(
    damage: Callable[[dict[str, bytes]], object], first: tuple[Path, Built]
) -> None:
    files = dict(first[1].files)
    damage(files)
    new, made = again(first[0], replace(first[1], files=files))
    assert made == {f"{PLACE}index.html"}
    assert new.files == first[1].files


def test_another_version_of_the_software_makes_everything(
    first: tuple[Path, Built], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        "jumelage.store.store.PACKAGE", written(tmp_path, {"a.py": "x = 1\n", "b/c.txt": "", "a.pyc": ""})
    )
    software.cache_clear()
    new, made = again(*first)
    software.cache_clear()
    assert made == {*new.traces.targets}


def test_what_an_older_version_kept_is_of_no_use(first: tuple[Path, Built]) -> None:
    class Older(Before):
        @property
        def traces(self) -> Mapping[str, Any]:
            return {**super().traces, "form": 0}

    new = build(first[0], SETTINGS, store(), earlier=Older(first[1]))
    assert new.before.targets == {}
    assert new.files == first[1].files


def test_what_is_kept_names_no_person_who_is_not_shown(first: tuple[Path, Built], tmp_path: Path) -> None:
    hidden = build(first[0], replace(SETTINGS, preview=True), store())
    root = Path(shutil.copytree(first[0], tmp_path / "site"))
    written(root, {"content/nl/page/over.md": "---\ntitle: Over\n---\nOns verhaal, met [iemand]({person}iemand).\n"})
    mentioned = build(root, replace(SETTINGS, preview=True), store())
    for built in (hidden, mentioned):
        assert "iemand" not in json.dumps(plain(built.traces))
    assert ("records", "person", "iemand") in mentioned.traces.answers
    assert again(root, mentioned, replace(SETTINGS, preview=True))[1] == set()
    assert "/nl/over/index.html" in again(root, mentioned)[1]


def test_what_is_not_worked_out_has_the_same_answer_when_a_site_is_read_again(first: tuple[Path, Built]) -> None:
    traces = first[1].traces
    again = Answering(Workshop.of(plan(first[0], SETTINGS)[0], theme_of(first[0]), Store()), Traces())
    asked = [one for one in traces.answers if one not in traces.reads or "page" in one]
    assert {one[1] if one[0] == "public" else one[0] for one in asked} >= {
        "records",
        "names",
        "named_by",
        "mentioned_by",
        "texts",
        "sources",
        "assets",
        "bare",
        "page",
        "path",
        "listed",
        "strings",
        "menu",
        "template",
        "style",
        "script",
        "seal",
        "look",
        "visible",
        "today",
        "settings",
        "software",
    }
    assert [one for one in asked if again.digest(one) != traces.answers[one]] == []


@pytest.mark.parametrize(
    ("shown", "settings", "edit"),
    [
        pytest.param(
            "{{ settings.today }}", {"today": TODAY + timedelta(1)}, lambda _root: None, id="the day in a template"
        ),
        pytest.param(
            "{{ site.settings.today }}", {"today": TODAY + timedelta(1)}, lambda _root: None, id="that of the site"
        ),
        pytest.param(
            '{% include ["components/new/new.html", "components/mark/mark.html"] %}', {},
            lambda root: written(root, {"theme/components/new/new.html": "here"}), id="the first of several templates",
        ),
        pytest.param(
            '{% include "components/new/new.html" ignore missing %}', {},
            lambda root: written(root, {"theme/components/new/new.html": "here"}), id="a template that may be missing",
        ),
        pytest.param(
            '{% include "components/" ~ "old/old.html" %}', {},
            lambda root: written(root, {"theme/components/old/old.html": "other"}), id="a name that is worked out",
        ),
    ],
)  # fmt: skip
def test_a_template_of_a_sites_own_is_made_again_when_what_it_asks_for_changes(
    shown: str, settings: dict[str, Any], edit: Callable[[Path], object], first: tuple[Path, Built], tmp_path: Path
) -> None:
    root = Path(shutil.copytree(first[0], tmp_path / "site"))
    page = '{% extends "installed/pages/agenda.html" %}{% block content %}' + shown + "{% endblock %}"
    written(root, {"theme/pages/agenda.html": page, "theme/components/old/old.html": "old"})
    built = build(root, SETTINGS, store())
    edit(root)
    changed = replace(SETTINGS, **settings)
    new, made = again(root, built, changed)
    assert "/nl/agenda/" in pages(made)
    assert new.files == build(root, changed, store()).files
    assert new.files["/nl/agenda/index.html"] != built.files["/nl/agenda/index.html"]


@pytest.mark.parametrize(
    "question",
    [
        ("template", "pages/none.html"),
        ("script", "none.js"),
        ("look", "/static/none.css"),
        ("strings", "xx", "search"),
        ("records", "none", "none"),
        ("records", "place", "none"),
        ("public", "records", "person", "iemand"),
        ("texts", "place", "none", "", "nl"),
        ("named_by", "place", "none"),
        ("sources", "place", "none"),
        ("assets", "files/none.txt"),
        ("path", "/none/"),
        ("listed", "none"),
    ],
    ids=str,
)
def test_what_is_not_there_has_no_answer_and_is_no_error(question: Question, workshop: Workshop) -> None:
    assert Answering(workshop, Traces()).digest(question) == digest(None)


def test_files_are_named_in_which_an_answer_is_written(workshop: Workshop) -> None:
    answering = Answering(workshop, Traces())
    files = {
        ("template", "installed/pages/index.html"): ["theme/pages/index.html"],
        ("strings", "nl", "search"): ["theme/strings/nl.yaml"],
        ("script", "search.js"): ["theme/*.css", "theme/*.js"],
        ("settings",): ["*conf.py"],
        ("today",): [],
        ("records", "place", "lunara"): ["data/places.yaml", "content/*/place/lunara.md", "content/*/place/lunara--*"],
        ("records", "place", "*"): ["data/places.yaml", "data/places/*"],
        ("records", "place", "gone"): [
            "data/places.yaml",
            "data/places/*",
            "content/*/place/gone.md",
            "content/*/place/gone--*",
        ],
        ("texts", "person", "iemand", ""): ["content/*/person/"],
        ("texts", "page", "over", "", "nl"): ["content/*/page/over.md", "content/*/page/over--*"],
        ("named_by", "place", "lunara"): [
            "data/partnerships.yaml",
            "content/*/partnership/band.md",
            "content/*/partnership/band--*",
        ],
        ("assets", "files/a[1].txt"): ["content/files/a[[]1].txt"],
        ("statements", "accessibility"): ["data/accessibility.yaml"],
        ("credits", "a.jpg"): ["data/*", "content/*.md"],
        ("menu", "nl"): ["theme/strings/nl.yaml", "data/*", "content/*/page/*"],
    }
    assert {question: [*answering.files(question)] for question in files} == files
    assert "data/partnerships.yaml" not in answering.files(("visible", "MA"))
    assert "data/places.yaml" in answering.files(("visible", "MA"))
