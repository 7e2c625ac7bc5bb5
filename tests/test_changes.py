"""What a build changes is told page by page with its cause, and persons at risk are counted, not named."""

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jumelage.exports.build_id import identity
from jumelage.output.changes import sources
from jumelage.output.folders import state_folder
from jumelage.output.publish import publish
from jumelage.output.tree import remember, remembered
from sites import copied, settings, store, written

pytestmark = pytest.mark.no_cover


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site that is built already, for nobody to change."""
    root = copied(tmp_path_factory.mktemp("changes"))
    built(root)
    return root


@pytest.fixture
def root(site: Path, tmp_path: Path) -> Path:
    """Return a copy of it, of which is known what is known of the first."""
    root = Path(shutil.copytree(site, tmp_path / "site"))
    known = remembered(state_folder(site / "output"), site / "output")
    remember(state_folder(root / "output"), root / "output", known.files, known.origin)
    return root


def built(root: Path, **kwargs: Any) -> dict[str, Any]:
    publish(root, root / "output", settings(**kwargs), store=store())
    reported: dict[str, Any] = json.loads((root / "changes.json").read_bytes())
    return reported


def pages(reported: Mapping[str, Any], how: str) -> dict[str, list[str]]:
    return {one["path"]: one["sources"] for one in reported["pages"][how]}


def changed(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def test_a_first_build_adds_everything_and_knows_no_cause(tmp_path: Path) -> None:
    reported = built(copied(tmp_path))
    assert reported["before"] is None
    assert {"path": "/nl/netwerken/licht/", "sources": []} in reported["pages"]["added"]
    assert (reported["pages"]["changed"], reported["pages"]["removed"]) == ([], [])
    assert reported["persons"]["added"] > 0
    assert reported["files"]["added"] > 0


def test_a_build_that_changes_nothing_says_so(root: Path) -> None:
    reported = built(root)
    assert reported["before"] == reported["build"] == json.loads((root / "output/build.json").read_bytes())["id"]
    assert reported["pages"] == {"added": [], "changed": [], "removed": []}
    assert reported["persons"] == reported["files"] == {"added": 0, "changed": 0, "removed": 0}


def test_a_page_changes_because_of_its_own_source_or_that_of_what_it_leads_to(root: Path) -> None:
    changed(root / "data/networks.yaml", "nl: Steden", "nl: Oude steden")
    reported = built(root)
    assert reported["before"] != reported["build"]
    found = pages(reported, "changed")
    assert found
    assert set(map(tuple, found.values())) == {("data/networks.yaml",)}


def test_a_page_with_a_text_changes_because_of_its_facts_too(root: Path) -> None:
    changed(root / "data/countries.yaml", "- id: EG\n", "- id: EG\n  name: {nl: Het Land, fr: Le Pays, en: The Land}\n")
    changed(root / "data/themes.yaml", "nl: Water", "nl: Waterkant")
    found = pages(built(root), "changed")
    assert found["/nl/landen/egypte/"] == found["/nl/landen/"] == ["data/countries.yaml"]
    assert found["/nl/themas/"] == ["data/themes.yaml"]
    # A kind that has outgrown its file.
    (root / "data/partnerships.yaml").rename(written(root / "data/partnerships", {"b.yaml": "[]\n"}) / "a.yaml")
    changed(root / "data/partnerships/a.yaml", "kind: twinning", "kind: cooperation-agreement")
    causes = pages(built(root), "changed")["/nl/partnerschappen/zonnedal-bni-qamar/"]
    assert "data/partnerships/a.yaml" in causes
    assert all(cause.startswith("data/partnerships") for cause in causes)


def test_a_text_is_the_source_of_its_page(root: Path) -> None:
    changed(root / "content/nl/news/feest.md", "title: ", "title: Groot ")
    found = pages(built(root), "changed")
    assert set(found.values() and {one for many in found.values() for one in many}) == {"content/nl/news/feest.md"}
    assert any(path.startswith("/nl/nieuws/") for path in found)


def test_a_record_that_comes_and_goes_adds_and_removes_its_pages(root: Path) -> None:
    path = root / "data/themes.yaml"
    before = path.read_text("utf-8")
    path.write_text(before + "- id: dans\n  name: {nl: Dans, fr: Danse, en: Dance}\n", "utf-8")
    new = {"/nl/themas/dans/", "/fr/themes/dans/", "/en/themes/dans/"}
    assert pages(built(root), "added") == {path: ["data/themes.yaml"] for path in new}
    path.write_text(before, "utf-8")
    assert pages(built(root), "removed") == {path: ["data/themes.yaml"] for path in new}


def test_a_new_look_is_caused_by_the_settings_or_the_theme(root: Path) -> None:
    written(root, {"pelicanconf.py": (root / "pelicanconf.py").read_text("utf-8") + "\n# now\n"})
    assert built(root)["pages"]["changed"] == []
    written(root, {"pelicanconf.py": (root / "pelicanconf.py").read_text("utf-8") + 'PUBLISHER = "Wij"\n'})
    publish(root, root / "output", settings(publishers={"nl": "Wij"}), store=store())
    reported = json.loads((root / "changes.json").read_bytes())
    assert set(map(tuple, pages(reported, "changed").values())) <= {("pelicanconf.py",)}


# A day on which the example shows other things, and another address.
LATER, ELSEWHERE = {"today": date(2031, 1, 1)}, {"siteurl": "https://elsewhere.example.org"}


@pytest.mark.parametrize(
    ("kwargs", "reason"),
    [
        pytest.param(LATER, "day", id="the day"),
        pytest.param(ELSEWHERE, "settings", id="a setting outside the settings file"),
        pytest.param(LATER | ELSEWHERE, "settings", id="a setting, on another day"),
    ],
)
def test_a_page_that_changes_although_no_source_does_says_the_reason(
    kwargs: dict[str, Any], reason: str, root: Path
) -> None:
    found = built(root, **kwargs)["pages"]["changed"]
    assert found
    assert {(*one["sources"], one["reason"]) for one in found} == {(reason,)}


def test_other_software_is_the_reason_before_any_other(root: Path) -> None:
    known = remembered(state_folder(root / "output"), root / "output")
    asked = {tuple(one[0]): one for one in known.origin["traces"]["questions"]}
    asked[("software",)][1] = "of an earlier version"
    remember(state_folder(root / "output"), root / "output", known.files, known.origin)
    assert {one["reason"] for one in built(root, **LATER)["pages"]["changed"]} == {"software"}


def test_an_edit_is_the_cause_also_on_another_day(root: Path) -> None:
    changed(root / "data/networks.yaml", "nl: Steden", "nl: Oude steden")
    found = {one["path"]: one for one in built(root, **LATER)["pages"]["changed"]}
    assert found["/nl/netwerken/licht/"] == {"path": "/nl/netwerken/licht/", "sources": ["data/networks.yaml"]}
    assert {"day"} == {one["reason"] for one in found.values() if not one["sources"]}


def test_a_person_at_risk_is_counted_and_never_named(root: Path) -> None:
    changed(root / "data/persons_at_risk.yaml", "nl: Persoon Een", "nl: Persoon Twee")
    written(
        root, {"content/nl/person/persoon-een.md": "Een tekst.\n", "content/fr/person/persoon-een.md": "Un texte.\n"}
    )
    reported = built(root)
    assert reported["persons"]["changed"] >= 2
    said = json.dumps(reported).lower()
    assert "persoon-een" not in said
    assert "persoon een" not in said
    causes = {one for many in pages(reported, "changed").values() for one in many}
    assert causes <= {"data/persons_at_risk.yaml", "content/nl/person/", "content/fr/person/"}
    assert "persoon" not in str(sources(root).keys())


def test_who_is_taken_down_is_kept_in_no_tree_beside_the_output(root: Path) -> None:
    changed(root / "data/themes.yaml", "nl: Water", "nl: Waterkant")
    built(root)
    assert (state_folder(root / "output") / "spare").is_dir()
    # A preview holds no person, as if all of them had been withdrawn.
    publish(root, root / "output", settings(preview=True), store=store())
    reported = json.loads((root / "changes.json").read_bytes())
    assert reported["persons"]["removed"] > 0
    assert not (state_folder(root / "output") / "spare").exists()
    kept = [path for path in state_folder(root / "output").rglob("*") if path.is_file()]
    assert not any(b"persoon-een" in path.read_bytes() for path in kept)


@pytest.mark.parametrize("name", ["site-index.json", "build.json"])
def test_an_output_that_tells_nothing_of_itself_is_compared_all_the_same(name: str, root: Path) -> None:
    written(root, {f"output/{name}": "no JSON"})
    changed(root / "data/networks.yaml", "nl: Steden", "nl: Oude steden")
    assert pages(built(root), "changed")


def test_the_id_of_a_build_is_the_same_for_the_same_bytes() -> None:
    files = {"/a": b"1", "/b": b"2"}
    assert identity(files) == identity(dict(reversed(files.items())))
    assert len({identity(files), identity({"/a": b"2", "/b": b"1"}), identity({"/a1": b"", "/b": b"2"})}) == 3
    assert len(identity(files)) == 16
