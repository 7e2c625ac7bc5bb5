"""A site's own theme goes before the installed one: file by file, and of texts key by key."""

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from jumelage.messages.problems import BuildError, Code, Severity
from jumelage.output.changes import sources
from jumelage.rendering.render import environment, speaking
from jumelage.rendering.workshop import Workshop
from jumelage.serving.patterns import patterns
from jumelage.settings import Settings
from jumelage.source import theme as finding
from jumelage.source.assets import Asset
from jumelage.source.theme import INSTALLED, LAYERS, OWN, Theme, scripts, stylesheet, theme_files, theme_of
from jumelage.source.theme_texts import theme_texts
from jumelage.source.theme_unread import astray, unread
from jumelage.store.store import Store
from jumelage.targets.build import Built, build
from jumelage.targets.plan import checked, plan, wordings
from jumelage.targets.verdict import verdict
from making import Before
from sites import ONE_LANGUAGE, ROOT, TODAY, own_theme, small, store, written

SETTINGS = Settings(TODAY, languages=ONE_LANGUAGE)
HOME, RECORD, LOST = "/nl/", "/nl/gemeenten/zonnedal/", "/404/"
CARD = "components/card/card.html"


def both(folder: Path, own: Mapping[str, str | bytes], installed: Mapping[str, str | bytes]) -> Theme:
    """Return a theme of a site's folder and an installed one."""
    return Theme({OWN: written(folder / "own", own), INSTALLED: written(folder / "installed", installed)})


def files(root: Path, *paths: str, **own: str) -> dict[str, str]:
    """Return pages of a small site, and the files of its look, whose own theme has just the given files."""
    root = small(root, municipalities="- {id: zonnedal, name: {nl: Zonnedal}}\n")
    written(root / "theme", own)
    workshop = Workshop.of(plan(root, SETTINGS)[0], theme_of(root), Store())
    look = {path: asset.data.decode() for path, asset in workshop.look.items()}
    return {**{path: workshop.html(path) for path in (HOME, RECORD, LOST, *paths)}, **look}


# Where it is


def test_the_theme_of_a_site_is_its_own_folder_before_the_installed_one(tmp_path: Path) -> None:
    assert theme_of(tmp_path) == Theme({"installed": ROOT / "theme"})
    written(tmp_path, {"theme/static/icon.svg": "<svg/>"})
    assert theme_of(tmp_path) == Theme({"theme": tmp_path / "theme", "installed": ROOT / "theme"})
    assert theme_of(tmp_path).first == tmp_path / "theme"
    # What is installed here is the theme of the project's own site.
    assert theme_of(ROOT) == Theme({"theme": ROOT / "theme"})


def test_a_copy_of_the_whole_theme_changes_no_byte(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    theme, installed = theme_of(tmp_path), theme_of(ROOT)
    assert stylesheet(theme) == stylesheet(installed)
    assert theme_files(theme) == theme_files(installed)
    assert theme_texts(theme, "nl") == theme_texts(installed, "nl")
    assert [*unread(theme, ("nl",))] == []


@pytest.mark.parametrize(
    ("left", "moves"),
    [
        pytest.param(
            "templates",
            "templates/components/X.html → components/X/X.html; templates/X.html → pages/X.html",
            id="templates",
        ),
        pytest.param("patterns", "patterns/X.yaml → components/X/examples.yaml", id="examples"),
        pytest.param("static/css", "static/css/components/X.css → components/X/X.css; static/css/X/ → X/", id="styles"),
        pytest.param("static/js", "static/js/X.js → pages/X.js", id="scripts"),
    ],
)
def test_a_theme_laid_out_as_in_an_earlier_version_is_refused_with_what_to_move(
    left: str, moves: str, tmp_path: Path
) -> None:
    (own_theme(tmp_path) / "theme" / left).mkdir()
    with pytest.raises(BuildError) as caught:
        theme_of(tmp_path)
    assert str(caught.value) == (
        f"The folder 'theme' of this site is laid out as in an earlier version. Move within it: {moves}. "
        "Templates refer to each other by their new paths: 'pages/base.html', 'components/card/card.html'."
    )


def test_all_that_is_to_move_in_a_theme_is_said_at_once(tmp_path: Path) -> None:
    written(tmp_path, {"theme/templates/base.html": "", "theme/static/js/a.js": ""})
    with pytest.raises(BuildError, match=r"templates/X.html → pages/X.html; static/js/X.js → pages/X.js\."):
        wordings(tmp_path, ("nl",))


def test_an_installed_package_holds_its_theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "jumelage"
    monkeypatch.setattr(finding, "__file__", str(package / "source" / "theme.py"))
    with pytest.raises(BuildError) as caught:
        theme_of(tmp_path)
    assert str(caught.value) == "The theme is missing from the installation. Install jumelage again."
    own_theme(package)
    assert theme_of(tmp_path).first == package / "theme"


# Templates


def test_one_template_is_replaced_and_may_extend_the_one_that_it_replaces(tmp_path: Path) -> None:
    own = '{% extends "installed/pages/record.html" %}{% block content %}<p>Eigen</p>{{ super() }}{% endblock %}'
    changed, before = files(tmp_path / "a", **{"pages/record.html": own}), files(tmp_path / "b")
    assert changed[RECORD].replace("<p>Eigen</p>", "") == before[RECORD]
    assert changed[RECORD] != before[RECORD]
    assert changed[LOST] == before[LOST]


def test_an_installed_template_uses_what_the_site_replaces(tmp_path: Path) -> None:
    changed, before = (
        files(tmp_path / "a", **{"components/mark/mark.html": "{% macro mark() %}\n<b>Merk</b>\n{% endmacro %}"}),
        files(tmp_path / "b"),
    )
    assert "<b>Merk</b>" in changed[HOME]
    assert re.sub(r'<svg class="mark".*?</svg>', "<b>Merk</b>", before[HOME]) == changed[HOME]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param("pages/record.html", "a\n{{ nothing }}", "theme/pages/record.html:2: 'nothing' is und", id="own"),
        pytest.param(
            CARD, "{% macro card(card, level=3, kind=false) %}\n{{ nothing }}{% endmacro %}",
            f"theme/{CARD}:2: 'nothing' is undefined",
            id="an own component on an installed page",
        ),
        pytest.param(
            "pages/base.html", "{% block main %}{% endblock %}{{ text('ui.' ~ 'skpi') }}",
            "theme/pages/base.html:1: There is no interface text 'ui.skpi'. (on the page",
            id="the own frame of installed pages",
        ),
        pytest.param(
            "components/footer/footer.html", "{% set footer = 1 %}",
            "installed/pages/base.html:30: 'int' object is not callable", id="an installed one",
        ),
        pytest.param(
            "pages/record.html", '{% include "pages/record.html" %}',
            "theme/pages/record.html:1: the template extends or includes itself; the one that it replaces is "
            "'installed/pages/…'", id="one that includes itself",
        ),
        pytest.param(
            "pages/record.html", "a\n{% include 'pages/' ~ 'recrod.html' %}",
            "theme/pages/record.html:2: The theme has no template 'pages/recrod.html'. Did you mean 'pages/record.ht",
            id="a name that is worked out",
        ),
        pytest.param(
            "pages/record.html", "{{ ('own' ~ '.js')|script }}",
            "theme/pages/record.html:1: The theme has no script 'own.js'.", id="a script whose name is worked out",
        ),
    ],
)  # fmt: skip
def test_a_mistake_names_the_template_of_the_site_or_the_installed_one(
    name: str, text: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(BuildError) as caught:
        files(tmp_path, **{name: text})
    assert str(caught.value).startswith(message)


def test_a_component_without_examples_of_its_own_says_on_the_page_of_patterns_why_they_fail(tmp_path: Path) -> None:
    theme = theme_of(
        written(tmp_path, {"theme/components/badge/badge.html": "{# B. #}{% macro badge(x) %}{% endmacro %}"})
    )
    with speaking(wordings(ROOT, ("nl",))["nl"]):
        shown = {one.name: one for one in patterns(theme, environment(theme, SETTINGS))}
    assert shown["badge"].use == "B."
    assert "<pre>TypeError: macro &#39;badge&#39; takes no keyword argument" in shown["badge"].examples[0][1]
    assert "<pre>" not in shown["card"].examples[0][1]
    written(tmp_path, {"theme/components/badge/examples.yaml": "- {name: own, with: {x: 1}, html: ''}\n"})
    with speaking(wordings(ROOT, ("nl",))["nl"]):
        (badge,) = (one for one in patterns(theme, environment(theme, SETTINGS)) if one.name == "badge")
    assert badge.examples == (("own", ""),)


# Styles, scripts and files


def test_a_stylesheet_holds_its_folders_as_layers(tmp_path: Path) -> None:
    css = {
        "base/b.css": "b {}\n",
        "base/a.css": "\na {}\n\n",
        "tokens/c.css": ":root {}\n",
        "components/card/menu.css": "menu {}",
        "components/figure/figure.css": "figure {}",
        "components/figure/d.txt": "no",
        "pages/lost.css": "lost {}",
    }
    sheet = stylesheet(Theme({OWN: written(tmp_path, css)}))
    assert sheet.data.decode() == (
        f"@layer {', '.join(LAYERS)};\n"
        "@layer tokens {\n:root {}\n}\n@layer base {\na {}\nb {}\n}\n"
        "@layer layouts {\n}\n@layer components {\nfigure {}\nlost {}\nmenu {}\n}\n@layer utilities {\n}\n"
    )


def test_a_stylesheet_has_another_name_when_it_changes(tmp_path: Path) -> None:
    theme = Theme({OWN: tmp_path})
    written(tmp_path, {"base/a.css": "a {}"})
    first = stylesheet(theme).path
    assert first == stylesheet(theme).path
    written(tmp_path, {"base/a.css": "b {}"})
    assert first != stylesheet(theme).path
    assert first.startswith("/static/style.")
    assert first.endswith(".css")


@pytest.mark.parametrize(
    ("own", "order"),
    [
        pytest.param({}, "card menu print", id="none"),
        pytest.param({"components/card/card.css": "own"}, "own menu print", id="one in the place of another"),
        pytest.param({"components/card/a.css": "own"}, "card menu own print", id="a new one has the last word"),
        pytest.param({"pages/b.css": "own2", "components/x/a.css": "own1"}, "card menu own1 own2 print", id="two"),
        pytest.param({"components/card/card.css": ""}, "menu print", id="one that is emptied"),
    ],
)
def test_a_style_of_the_site_replaces_one_or_comes_after_the_others_of_its_layer(
    own: dict[str, str], order: str, tmp_path: Path
) -> None:
    named = {"components/card/card.css": "card", "components/header/menu.css": "menu", "utilities/print.css": "print"}
    texts = re.sub("@layer.*|[{}]", "", stylesheet(both(tmp_path, own, named)).data.decode())
    assert texts.split() == order.split()


def test_scripts_are_named_by_their_text_and_other_files_of_a_theme_published_as_they_are(tmp_path: Path) -> None:
    named = {"static/icons/icon.svg": "<svg/>", "components/list/b.js": "b", "pages/a.js": "a", "base/a.css": ""}
    written(tmp_path, {**named, "pages/b.html": "", "components/list/examples.yaml": ""})
    (tmp_path / "static/link").symlink_to("icons/icon.svg")
    assert theme_files(Theme({OWN: tmp_path})) == [
        Asset("/static/a.ca978112.js", b"a"),
        Asset("/static/b.3e23e816.js", b"b"),
        Asset("/static/icons/icon.svg", b"<svg/>"),
    ]


def test_a_script_and_a_file_of_the_site_replace_those_at_the_same_path(tmp_path: Path) -> None:
    installed = {"static/icon.svg": "<svg/>", "static/b.svg": "b", "pages/lost.js": "b", "components/a/keys.js": "c"}
    theme = both(tmp_path, {"static/icon.svg": "own", "static/c.svg": "c", "pages/lost.js": "a"}, installed)
    assert {one.path: one.data for one in theme_files(theme)} == {
        "/static/lost.ca978112.js": b"a",
        "/static/keys.2e7d2c03.js": b"c",
        "/static/icon.svg": b"own",
        "/static/b.svg": b"b",
        "/static/c.svg": b"c",
    }


@pytest.mark.parametrize("path", ["/favicon.ico", "/apple-touch-icon.png", "/static/icon-192.png"])
def test_an_icon_that_the_code_draws_is_replaced_by_a_file_of_its_name(path: str, tmp_path: Path) -> None:
    root = small(tmp_path, municipalities="- {id: zonnedal, name: {nl: Zonnedal}}\n")
    name = f"theme/static/{PurePosixPath(path).name}"

    def made(before: Built | None = None) -> Built:
        return build(root, SETTINGS, store(), earlier=Before(before) if before else None)

    drawn = made()
    written(root, {name: b"own"})
    replaced = made(drawn)
    assert drawn.files[path] != replaced.files[path] == b"own"
    assert replaced.files["/build.json"] != drawn.files["/build.json"]
    (root / name).unlink()
    assert made(replaced).files == drawn.files


@pytest.mark.parametrize("own", [{"components/list/list.js": ""}, {}], ids=["of the site", "installed"])
def test_two_scripts_with_one_name_are_refused_for_a_template_would_get_either(
    own: dict[str, str], tmp_path: Path
) -> None:
    theme = both(tmp_path, own, {"components/a/a.js": "", "components/list/list.js": "", "pages/list.js": ""})
    with pytest.raises(BuildError) as caught:
        scripts(theme)
    reported = "The theme has two scripts with the name 'list.js': components/list/list.js and pages/list.js."
    assert str(caught.value) == reported


def test_a_site_with_one_of_each_has_the_installed_ones_again_when_they_are_removed(tmp_path: Path) -> None:
    own = {
        "tokens/own.css": ":root { --colour-accent: #a00; }",
        "base/links.css": "a { color: inherit }",
        "components/header/keys.js": "// none",
        "static/icon.svg": "<svg/>",
        "strings/nl.yaml": "ui: {skip: Sla over}\n",
        "pages/not_found.html": "{% extends 'installed/pages/not_found.html' %}{% block lang %}weg{% endblock %}",
    }
    first, changed = files(tmp_path), files(tmp_path, **own)
    assert changed["/static/icon.svg"] == "<svg/>"
    assert "// none" in [text for path, text in changed.items() if path.startswith("/static/keys.")]
    assert ">Sla over</a>" in changed[RECORD]
    assert '<html lang="weg">' in changed[LOST]
    shutil.rmtree(tmp_path / "theme")
    assert files(tmp_path) == first


# Texts


@pytest.mark.parametrize(
    ("own", "installed", "texts"),
    [
        pytest.param(None, "a: {b: c}", {"a": {"b": "c"}}, id="only installed"),
        pytest.param("a: {b: c}", None, {"a": {"b": "c"}}, id="only own"),
        pytest.param("a: {b: own}", "a: {b: c, d: e}", {"a": {"b": "own", "d": "e"}}, id="one in a group"),
        pytest.param("f: {g: {h: i}}", "a: b", {"a": "b", "f": {"g": {"h": "i"}}}, id="one for a template of the site"),
        pytest.param("a: {b: {d: f}}", "a: {b: {c: e}}", {"a": {"b": {"c": "e", "d": "f"}}}, id="deep"),
        pytest.param("# Nothing yet.", "a: b", {"a": "b"}, id="a comment alone"),
        pytest.param("f: [a, b]", "a: b", {"a": "b", "f": ["a", "b"]}, id="a list for a template of the site"),
    ],
)
def test_texts_of_the_site_go_before_the_installed_ones_key_by_key(
    own: str | None, installed: str | None, texts: object, tmp_path: Path
) -> None:
    given = ({"strings/nl.yaml": text} if text is not None else {} for text in (own, installed))
    assert theme_texts(both(tmp_path, *given), "nl") == texts


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a: [", "theme/strings/nl.yaml:1:5: ", id="not YAML"),
        pytest.param("a: b\na: c\n", "theme/strings/nl.yaml:2:1: ", id="a key written twice"),
        pytest.param("- a\n", "theme/strings/nl.yaml", id="a list"),
        pytest.param("# A\nui: A\n", "theme/strings/nl.yaml:2:1: 'ui' is a group of texts, each with", id="no group"),
        pytest.param(
            "ui:\n", "theme/strings/nl.yaml:1:1: 'ui' is a group of texts, each with its", id="an empty group"
        ),
        pytest.param("ui:\n  skip: {a: b}\n", "theme/strings/nl.yaml:2:3: 'ui.skip' is one text.", id="a group"),
        pytest.param("ui:\n  skip:\n", "theme/strings/nl.yaml:2:3: 'ui.skip' is one text.", id="no text"),
    ],
)
def test_interface_texts_that_cannot_be_read_are_named(text: str, message: str, tmp_path: Path) -> None:
    written(tmp_path, {"theme/strings/nl.yaml": text})
    with pytest.raises(BuildError) as caught:
        wordings(tmp_path, ("nl",))
    assert str(caught.value).startswith(f"The interface texts cannot be read: {message}")


def test_a_language_that_neither_theme_has_is_named(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"^The theme has no interface texts in de\.yaml\.$"):
        wordings(own_theme(tmp_path), ("nl", "de"))


def test_interface_texts_are_read_again_only_when_they_changed(tmp_path: Path) -> None:
    root, memory = own_theme(tmp_path), Store(lasting=True)
    first, second = (wordings(root, ("nl",), memory)["nl"] for _ in range(2))
    assert second is first
    assert first.source == "theme/strings/nl.yaml"
    written(root, {"theme/strings/nl.yaml": "ui: {skip: Anders}\n"})
    assert wordings(root, ("nl",), memory)["nl"].text("ui.skip") == "Anders"
    (root / "theme/strings/nl.yaml").unlink()
    third = wordings(root, ("nl",), memory)["nl"]
    assert (third.text("ui.skip"), third.source) == (first.text("ui.skip"), "")


# What nothing reads


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("component/card/card.html", "component:1:1 folder Did you mean 'components'?", id="a folder"),
        pytest.param(
            "img/a.png", f"img:1:1 folder A theme holds {', '.join(LAYERS)}, pages, static, strings.", id="new"
        ),
        pytest.param("own.css", "own.css:1:1 file Move it to where files of its sort are read, or", id="in no folder"),
        pytest.param("pages/recrod.html", "pages/recrod.html:1:1 file Did you mean 'pages/record.html'?", id="a page"),
        pytest.param("pages/card.html", f"pages/card.html:1:1 file Did you mean '{CARD}'?", id="in another folder"),
        pytest.param(
            "components/card/example.yaml",
            "components/card/example.yaml:1:1 file Did you mean 'components/card/examples.yaml'?",
            id="examples",
        ),
        pytest.param("components/new/examples.yaml", "components/new/examples.yaml:1:1 file Did", id="of no component"),
        pytest.param("components/card.css", "components/card.css:1:1 file Did you mean 'components/c", id="no folder"),
        pytest.param(
            "pages/zzz.html", "pages/zzz.html:1:1 file Name it in a template of the theme, or", id="a template"
        ),
        pytest.param("pages/zzz.js", "pages/zzz.js:1:1 file Name it in a template of the theme, or", id="a script"),
        pytest.param("strings/de.yaml", "strings/de.yaml:1:1 file Add 'de' to LANGUAGES in pelican", id="a language"),
        pytest.param("strings/nll.yaml", "strings/nll.yaml:1:1 file Did you mean 'strings/nl.yaml'?", id="misspelt"),
        pytest.param("pages/a/b.css", "pages/a/b.css:1:1 file Move it to where files of its sort are", id="too deep"),
    ],
)
def test_what_nothing_reads_in_a_theme_is_a_warning(name: str, said: str, tmp_path: Path) -> None:
    (found,) = unread(theme_of(written(tmp_path, {f"theme/{name}": "zzz: {}"})), ("nl", "fr", "en"))
    reported = str(found.message).removeprefix("Nothing reads this ").removesuffix(" of the theme.")
    assert f"{found.position} {reported} {found.hint}".removeprefix("theme/").startswith(said)
    assert (found.code, found.severity) == ("unexpected-file", "warning")


@pytest.mark.parametrize(
    "own",
    [
        {"static/v1.js/b.png": "", "tokens/a.css": "", "components/new/a.css": "", "pages/a.css": ""},
        {"pages/record.html": "{% include 'pages/part.html' %}", "pages/part.html": ""},
        {"pages/home.html": "{{ 'new.js'|script }}", "components/new/new.js": ""},
        {"pages/home.html": "{% from 'components/new/new.html' import new %}", "components/new/new.html": "",
         "components/new/examples.yaml": "[]"},
        {"components/card/examples.yaml": "[]", "pages/archives.html": "", "components/card/card.css": ""},
        {"README.md": "", "LICENSE": "", "pages/.gitkeep": "", "static/.gitignore": ""},
        {"strings/nl.yaml": "zz: {new: A}", "pages/home.html": "{{ t.zz.new }}"},
        {"strings/nl.yaml": "kind: {place: {many: plaatsen}}"},
        {"strings/de.yaml": "kind: {}"},
    ],
)  # fmt: skip
def test_what_something_reads_in_a_theme_is_no_warning(own: dict[str, str], tmp_path: Path) -> None:
    written(tmp_path / "theme", own)
    assert [str(one) for one in unread(theme_of(tmp_path), ("nl", "fr", "en", "de"))] == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("pages/Text.html", "Did you mean 'pages/text.html'?", id="in another case"),
        pytest.param("pages/TEXT.HTML", "Did you mean 'pages/text.html'?", id="all in another case"),
        pytest.param("pages/text.html.txt", "Did you mean 'pages/text.html'?", id="an end that Windows hides"),
        pytest.param("tokens/colours.css.bak", "Move it to where files of its sort are read, or remove it.", id="old"),
        pytest.param("pages/text", "Did you mean 'pages/text.html'?", id="without an end"),
        pytest.param("pages/text.htm", "Move it to where files of its sort are read, or remove it.", id="another end"),
    ],
)
def test_a_file_with_nearly_the_name_of_a_template_is_no_note(name: str, hint: str, tmp_path: Path) -> None:
    (found,) = unread(theme_of(written(tmp_path, {f"theme/{name}": "a"})), ("nl",))
    assert (found.position.path, str(found.hint)) == (f"theme/{name}", hint)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("pages/text.html/a.css", "pages/text.html:1:1: This is a folder"),
        ("strings/nl.yaml/README.md", "strings/nl.yaml:1:1: This is a folder"),
        ("components/new/new.html/LICENSE", "components/new/new.html:1:1: This is a folder"),
        ("tokens/own.css/README.md", "tokens/own.css:1:1: This is a folder"),
        ("static/icon.svg/a.svg", "static/icon.svg:1:1: This is a folder"),
        ("components/card/card.css/LICENSE", "components/card/card.css:1:1: This is a folder"),
        ("pages", "pages:1:1: This is a file"),
        ("components/card", "components/card:1:1: This is a file"),
        ("static", "static:1:1: This is a file"),
    ],
)
def test_a_folder_in_the_place_of_a_file_and_a_file_in_that_of_a_folder_are_problems(
    name: str, said: str, tmp_path: Path
) -> None:
    problems = [*unread(theme_of(written(tmp_path, {f"theme/{name}": "a"})), ("nl",))]
    (found,) = (one for one in problems if one.severity is Severity.PROBLEM)
    assert str(found).startswith(f"theme/{said}, but a ")


@pytest.mark.parametrize(
    "name", ["static/link", "static/fonts/link", "pages/text.html", "components/card", "strings/nl.yaml", "tokens"]
)
def test_a_link_in_a_theme_is_a_problem_as_it_is_elsewhere(name: str, tmp_path: Path) -> None:
    link = written(tmp_path, {"theme/README.md": "", "real/a.css": ""}) / "theme" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path / "real")
    assert [str(one) for one in unread(theme_of(tmp_path), ("nl",))] == [
        f"theme/{name}:1:1: This is a symbolic link. [symlink]\n    Put the file itself here."
    ]


def test_a_theme_that_is_itself_a_link_is_a_problem(tmp_path: Path) -> None:
    written(tmp_path, {"real/pages/text.html": "a"})
    (tmp_path / "theme").symlink_to("real")
    assert [str(one.message) for one in unread(theme_of(tmp_path), ("nl",))] == ["This is a symbolic link."]


@pytest.mark.parametrize("name", ["Theme", "THEME", "themes", "thema", "theem"])
def test_a_theme_under_another_name_is_a_warning_of_the_check(name: str, tmp_path: Path) -> None:
    root, kept = small(tmp_path), Store.of_user()
    verdict(root, SETTINGS, kept)
    written(root, {f"{name}/pages/text.html": "a"})
    before = verdict(root, SETTINGS, kept).problems
    assert [str(one) for one in before if one.code is Code.UNEXPECTED_FILE] == [
        f"{name}:1:1: warning: Nothing reads this folder. [unexpected-file]\n    Did you mean 'theme'?"
    ]
    (root / name).rename(root / "theme")
    written(root, {"theme/pages/text.html": "{% extends 'installed/pages/text.html' %}"})
    assert [one for one in verdict(root, SETTINGS, kept).problems if one.code is Code.UNEXPECTED_FILE] == []


def test_a_file_in_the_place_of_a_theme_is_a_problem_and_another_folder_is_none(tmp_path: Path) -> None:
    root = written(tmp_path, {"theme": "a", "themes/own/pages/text.html": "a", "Theme.md": "a"})
    assert [str(one) for one in astray(root)] == [
        "theme:1:1: This is a file, but a folder is read here. [unexpected-file]"
    ]


def test_a_text_that_replaces_none_and_that_no_template_names_is_a_warning_of_the_check(tmp_path: Path) -> None:
    written(small(tmp_path), {"theme/strings/nl.yaml": "ui:\n  skpi: A\nzzz: B\n"})
    found = checked(tmp_path, Settings(date(2026, 11, 22)), whole=False)
    assert found.site
    assert [str(one) for one in found.found if one.position.path.startswith("theme")] == [
        "theme/strings/nl.yaml:2:3: warning: Nothing reads this text of the theme. [unexpected-file]\n"
        "    Did you mean 'ui.skip'?",
        "theme/strings/nl.yaml:3:1: warning: Nothing reads this text of the theme. [unexpected-file]",
    ]


# The guide


def blocks() -> dict[str, str]:
    """Return the examples of the guide to a look of one's own, by the files that they are."""
    found = re.findall(r"^```(\w+)\n(.*?)^```$", (ROOT / "docs/theme.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    names = ("tokens/own.css", "components/mark/mark.html", "strings/nl.yaml", "pages/text.html")
    return {name: text for name, (_, text) in zip(names, found, strict=True)}


def test_the_examples_of_the_guide_do_what_they_say(tmp_path: Path) -> None:
    about = {"content/nl/page/over.md": "---\ntitle: Over\n---\nEen tekst.\n"}
    made = files(written(tmp_path, about), "/nl/over/", **blocks())
    style = next(text for path, text in made.items() if path.startswith("/static/style."))
    assert style.index("--colour-accent: #f2a9bd") > style.index("--colour-accent: var(--_verdigris-light)")
    assert 'd="M4 28 24 4 44 28Z"' in made[HOME]
    assert "<p>Meteen naar de tekst</p>" in made["/nl/over/"]
    found = checked(tmp_path, SETTINGS).found
    assert [str(one) for one in found if one.position.path.startswith("theme")] == []


# Causes of changes


def test_the_files_of_the_site_and_those_that_are_installed_are_sources_of_changes(tmp_path: Path) -> None:
    before = sources(small(tmp_path))
    after = sources(written(tmp_path, {f"theme/{CARD}": "", "theme/tokens/own.css": ""}))
    assert {name for name in after if after[name] != before.get(name)} == {f"theme/{CARD}", "theme/tokens/own.css"}
    assert before.keys() < after.keys()


def test_a_byte_order_mark_is_no_part_of_a_style_or_template(tmp_path: Path) -> None:
    own = {"tokens/own.css": b"\xef\xbb\xbf:root { --a: b; }\n", "pages/text.html": b"\xef\xbb\xbf<p>a</p>\n"}
    theme = theme_of(written(tmp_path / "theme", own).parent)
    assert b"\xef\xbb\xbf" not in stylesheet(theme).data
    assert environment(theme, Settings(date(2026, 11, 22))).get_template("pages/text.html").render() == "<p>a</p>"


def test_a_style_that_is_not_in_utf_8_is_named(tmp_path: Path) -> None:
    written(tmp_path, {"theme/tokens/own.css": b"/* caf\xe9 */"})
    with pytest.raises(BuildError) as caught:
        stylesheet(theme_of(tmp_path))
    assert str(caught.value) == "theme/tokens/own.css is not in UTF-8. Save the file as UTF-8."


def test_an_empty_template_makes_no_empty_pages(tmp_path: Path) -> None:
    root = written(small(tmp_path), {"theme/pages/record.html": "{% if false %}a{% endif %}"})
    with pytest.raises(BuildError, match=r"^The template pages/record\.html is empty, and so would be the"):
        build(root, Settings(date(2026, 11, 22)))


@pytest.mark.parametrize(
    ("template", "dutch", "english"),
    [
        ("{{ 1000|number }}", "1.000", "1,000"),
        ("{{ 'fr'|language }}", "Frans", "French"),
        ("{{ 2000000|size }}", "2 MB", "2 MB"),
        ("{{ '4.41 MB'|size }}", "4,41 MB", "4.41 MB"),
        ("{{ '/a'|url }}", "/a", "/a"),
        ("{{ text('ui.skip') }}", "Naar de inhoud", "Skip to content"),
    ],
)
def test_a_constant_is_said_in_the_language_of_each_page(template: str, dutch: str, english: str) -> None:
    env, words = environment(theme_of(ROOT), Settings(TODAY)), wordings(ROOT, ("nl", "en"))
    said = []
    with speaking(words["nl"]):
        compiled = env.from_string(template)
        said.append(compiled.render().replace("\xa0", " "))
    with speaking(words["en"]):
        said.append(compiled.render().replace("\xa0", " "))
    assert said == [dutch, english]
