"""A root folder becomes the files of its site, or every problem at once, and nothing is written halfway."""

from datetime import date
from pathlib import Path

import pytest

from jumelage import build as building
from jumelage.assets import LAYERS
from jumelage.build import build, plan, publish, theme_of, wordings
from jumelage.memory import Memory
from jumelage.problems import BuildError, ContentError, Severity
from jumelage.settings import Settings
from sites import ROOT, small, written

SETTINGS = Settings(date(2026, 11, 22))
TEMPLATES = ("home", "index", "record", "text", "choose", "not_found")


def own_theme(root: Path) -> Path:
    """Give a site a theme of its own, as small as can be; return the site."""
    written(root / "theme" / "templates", {f"{name}.html": f"{name} {{{{ page.path }}}}" for name in TEMPLATES})
    strings = (ROOT / "theme" / "strings" / "nl.yaml").read_text("utf-8")
    written(root / "theme" / "strings", {f"{code}.yaml": strings for code in ("nl", "fr", "en")})
    return written(root / "theme" / "static", {"css/base/a.css": "a { b: c }\n", "icon.svg": "<svg/>"}).parent.parent


def test_a_site_becomes_a_page_for_each_record_in_each_language_with_what_goes_with_them(tmp_path: Path) -> None:
    root = own_theme(written(small(tmp_path), {"content/files/a.txt": "a"}))
    built = build(root, SETTINGS)
    style = next(name for name in built.files if name.startswith("/static/style."))
    kinds = 14
    assert len(built.site.pages) == 1 + 3 * (1 + kinds + 1) + 1
    pages = {f"{page.path}index.html" for page in built.site.pages}
    others = {style, "/static/icon.svg", "/files/a.txt", "/404.html", "/sitemap.xml", "/robots.txt", "/site-index.json"}
    assert set(built.files) == pages | others
    assert built.files["/nl/gemeenten/zonnedal/index.html"] == b"record /nl/gemeenten/zonnedal/"
    assert built.files["/404.html"] == built.files["/404/index.html"] == b"not_found /404/"
    assert built.files["/files/a.txt"] == b"a"
    layers = "".join(
        f"@layer {name} {{\n}}\n" if name != "base" else "@layer base {\na { b: c }\n}\n" for name in LAYERS
    )
    assert built.files[style].decode() == f"@layer {', '.join(LAYERS)};\n{layers}"
    assert [str(one) for one in built.warnings] == [
        "data/municipalities.yaml:1:18: warning: 'name' is missing in 'en'; readers get it in another language. "
        "[missing-translation]\n    Add a line that begins with 'en:'."
    ]


def test_problems_of_every_step_come_together(tmp_path: Path) -> None:
    root = small(tmp_path, places="- {id: a, name: {nl: A, fr: A}, kind: town, country: MA}\n", themes="- id: [\n")
    written(root, {"content/nl/page/a.md": "---\ntitle: A\n---\n[b]({place}b)\n", "content/files/a.exe": ""})
    with pytest.raises(ContentError) as caught:
        build(root, SETTINGS)
    problems = [problem for problem in caught.value.problems if problem.severity is Severity.PROBLEM]
    found = [(problem.position.path, problem.code.value) for problem in problems]
    assert found == [
        ("content/files/a.exe", "file-type"),
        ("content/nl/page/a.md", "missing-language"),
        ("content/nl/page/a.md", "broken-link"),
        ("data/places.yaml", "unknown-value"),
        ("data/themes.yaml", "syntax"),
    ]


def test_two_pages_on_one_address_are_a_problem_and_warnings_come_with_it(tmp_path: Path) -> None:
    person = """
        - id: iemand
          name: {nl: Iemand, fr: Quelqu'un, en: Somebody}
          ground: {kind: consent, file: A-1}
          adult: true
          adoptions: [{municipality: zonnedal, day: 2019}]
          status: {value: unknown, as_of: 2019}
          review_by: 2020
    """
    municipality = "- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil, en: Sunvale}}\n"
    root = small(tmp_path, municipalities=municipality, persons_at_risk=person)
    for lang in ("nl", "fr", "en"):
        written(root, {f"content/{lang}/page/{name}.md": f"---\ntitle: {name}\nslug: c\n---\n" for name in "ab"})
    with pytest.raises(ContentError) as caught:
        plan(root, SETTINGS)
    assert [(p.severity.value, str(p.position), str(p.message)) for p in caught.value.problems] == [
        ("problem", "content/en/page/b.md:3:1", "The address '/en/c/' is already taken by the page 'a'."),
        ("problem", "content/fr/page/b.md:3:1", "The address '/fr/c/' is already taken by the page 'a'."),
        ("problem", "content/nl/page/b.md:3:1", "The address '/nl/c/' is already taken by the page 'a'."),
        (
            "warning",
            "data/persons_at_risk.yaml:8:3",
            "An entry on a person at risk was to be checked more than 90 days ago.",
        ),
    ]


@pytest.mark.parametrize("kept", ["data", "content"])
def test_a_folder_without_data_or_content_is_no_site(kept: str, tmp_path: Path) -> None:
    (tmp_path / kept).mkdir()
    with pytest.raises(BuildError) as caught:
        plan(tmp_path, SETTINGS)
    assert str(caught.value) == f"{tmp_path} is not a site: it has no folder 'data' or no folder 'content'."


def test_nothing_is_written_while_there_are_problems(tmp_path: Path) -> None:
    root = own_theme(small(tmp_path))
    publish(root, root / "output", SETTINGS)
    before = {path: path.read_bytes() for path in (root / "output").rglob("*.*")}
    written(root, {"data/municipalities.yaml": "- id: zonnedal\n"})
    with pytest.raises(ContentError):
        publish(root, root / "output", SETTINGS)
    assert {path: path.read_bytes() for path in (root / "output").rglob("*.*")} == before


def test_nothing_is_written_when_a_template_fails(tmp_path: Path) -> None:
    root = written(own_theme(small(tmp_path)), {"theme/templates/not_found.html": "{{ nothing }}"})
    with pytest.raises(BuildError, match=r"^not_found\.html:1: 'nothing' is undefined \(on the page /404/\)\.$"):
        publish(root, root / "output", SETTINGS)
    assert not (root / "output").exists()


def test_what_is_published_is_counted_by_the_files_that_changed(tmp_path: Path) -> None:
    root = own_theme(small(tmp_path))
    built, changed = publish(root, root / "output", SETTINGS)
    assert changed == len(built.files)
    assert publish(root, root / "output", SETTINGS)[1] == 0
    written(root, {"theme/templates/choose.html": "choose"})
    assert publish(root, root / "output", SETTINGS)[1] == 1


def test_a_site_has_its_own_theme_or_the_one_that_comes_with_the_code(tmp_path: Path) -> None:
    assert theme_of(tmp_path) == ROOT / "theme"
    assert theme_of(own_theme(tmp_path)) == tmp_path / "theme"


def test_an_installed_package_holds_its_theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "jumelage"
    monkeypatch.setattr(building, "__file__", str(package / "build.py"))
    with pytest.raises(BuildError) as caught:
        theme_of(tmp_path)
    assert str(caught.value) == "There is no theme: neither in the site nor in the installation."
    own_theme(package)
    assert theme_of(tmp_path) == package / "theme"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(None, "The theme has no interface texts in nl.yaml.", id="missing"),
        pytest.param("a: [", "The interface texts cannot be read: nl.yaml:2:1: ", id="not sound"),
        pytest.param("a: b\na: c\n", "The interface texts cannot be read: nl.yaml:2:1: ", id="a key written twice"),
        pytest.param("- a\n", "The interface texts cannot be read: nl.yaml", id="a list"),
        pytest.param("", "The interface texts cannot be read: nl.yaml", id="empty"),
    ],
)
def test_interface_texts_that_cannot_be_read_are_named(text: str | None, message: str, tmp_path: Path) -> None:
    written(tmp_path, {"theme/templates/base.html": ""})
    if text is not None:
        written(tmp_path, {"theme/strings/nl.yaml": text})
    with pytest.raises(BuildError) as caught:
        wordings(tmp_path, ("nl",))
    assert str(caught.value).startswith(message)


def test_interface_texts_are_read_again_only_when_they_changed(tmp_path: Path) -> None:
    root, memory = own_theme(tmp_path), Memory(lasting=True)
    first, second = (wordings(root, ("nl",), memory)["nl"] for _ in range(2))
    assert second is first
    written(root, {"theme/strings/nl.yaml": "ui: {skip: Anders}\n"})
    assert wordings(root, ("nl",), memory)["nl"].strings == {"ui": {"skip": "Anders"}}
