"""A root folder becomes the plan of its site: addresses that differ, a theme, and its texts in each language."""

from datetime import date
from pathlib import Path

import pytest

from jumelage.messages.problems import BuildError, ContentError
from jumelage.settings import Settings
from jumelage.store.store import Store
from jumelage.targets import plan as planning
from jumelage.targets.plan import plan, theme_of, wordings
from sites import ROOT, own_theme, small, written

SETTINGS = Settings(date(2026, 11, 22))


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
            "The check of a record about a person at risk is more than 90 days overdue.",
        ),
    ]


@pytest.mark.parametrize("kept", ["data", "content"])
def test_a_folder_without_data_or_content_is_no_site(kept: str, tmp_path: Path) -> None:
    (tmp_path / kept).mkdir()
    with pytest.raises(BuildError) as caught:
        plan(tmp_path, SETTINGS)
    assert str(caught.value) == f"{tmp_path} is not a site: it has no folder 'data' or no folder 'content'."


def test_a_site_has_its_own_theme_or_the_one_that_comes_with_the_code(tmp_path: Path) -> None:
    assert theme_of(tmp_path) == ROOT / "theme"
    assert theme_of(own_theme(tmp_path)) == tmp_path / "theme"


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
    monkeypatch.setattr(planning, "__file__", str(package / "targets" / "plan.py"))
    with pytest.raises(BuildError) as caught:
        theme_of(tmp_path)
    assert str(caught.value) == "There is no theme: neither in the site nor in the installation."
    own_theme(package)
    assert theme_of(tmp_path) == package / "theme"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(None, "The theme has no interface texts in nl.yaml.", id="missing"),
        pytest.param("a: [", "The interface texts cannot be read: nl.yaml:1:5: ", id="not sound"),
        pytest.param("a: b\na: c\n", "The interface texts cannot be read: nl.yaml:2:1: ", id="a key written twice"),
        pytest.param("- a\n", "The interface texts cannot be read: nl.yaml", id="a list"),
        pytest.param("", "The interface texts cannot be read: nl.yaml", id="empty"),
    ],
)
def test_interface_texts_that_cannot_be_read_are_named(text: str | None, message: str, tmp_path: Path) -> None:
    written(tmp_path, {"theme/pages/base.html": ""})
    if text is not None:
        written(tmp_path, {"theme/strings/nl.yaml": text})
    with pytest.raises(BuildError) as caught:
        wordings(tmp_path, ("nl",))
    assert str(caught.value).startswith(message)


def test_interface_texts_are_read_again_only_when_they_changed(tmp_path: Path) -> None:
    root, store = own_theme(tmp_path), Store(lasting=True)
    first, second = (wordings(root, ("nl",), store)["nl"] for _ in range(2))
    assert second is first
    written(root, {"theme/strings/nl.yaml": "ui: {skip: Anders}\n"})
    assert wordings(root, ("nl",), store)["nl"].strings == {"ui": {"skip": "Anders"}}
