"""No file of an output names a person at risk who is not to be named; formats see no such person unless they say so."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest

from jumelage.pages import Target
from jumelage.rendering.workshop import Format, Workshop
from jumelage.source.theme import theme_of
from jumelage.store.store import Store, cache_folder
from jumelage.targets.build import build
from jumelage.targets.plan import plan
from jumelage.targets.registry import FORMATS
from making import files
from noting import Noting
from sites import EXAMPLE, ROOT, copied, example, readable, settings, store

pytestmark = pytest.mark.no_cover

NOINDEX = '<meta name="robots" content="noindex">'
LISTED = ("persoon een", "personne un", "person one", "persoon-een")
# Of the two who are not listed, and what the search makes of their names: nothing else in the example holds these.
UNLISTED = ("persoon twee", "personne deux", "person two", "persoon-twee", "ilvarr", "quosten")


def naming(held: Mapping[str, bytes], names: tuple[str, ...], exempt: bool = True) -> set[str]:
    """Return the files that hold one of some names, in their path too; `exempt`: but for pages that are noindex."""
    texts = {path: data.decode("latin-1") for path, data in held.items()}
    texts |= readable(held)
    reported = {path: unquote(f"{path}\n{text}").casefold() for path, text in texts.items()}
    hidden = {path for path, text in texts.items() if exempt and path.endswith(".html") and NOINDEX in text}
    return {path for path, text in reported.items() if path not in hidden and any(one in text for one in names)}


def built(root: Path, **changes: object) -> Mapping[str, bytes]:
    return build(root, settings(**changes), store()).files


def test_who_is_not_listed_is_named_in_no_file_but_pages_that_search_engines_leave_out() -> None:
    assert naming(example(publish=True).files, UNLISTED) == set()
    # What is built here, and not published, has an index of its own for outside tests.
    assert naming(example().files, UNLISTED) == {"/site-index.json"}


def test_a_draft_of_a_person_is_named_in_no_file_at_all(tmp_path: Path) -> None:
    root = copied(tmp_path)
    data = root / "data" / "persons_at_risk.yaml"
    text = data.read_text("utf-8")
    data.write_text(text.replace("- id: persoon-twee\n", "- id: persoon-twee\n  draft: true\n"), "utf-8")
    names = UNLISTED[:4]
    assert naming(built(root), names, exempt=False) == set()
    assert naming(example().files, names, exempt=False) != set()


def test_a_preview_names_nobody() -> None:
    assert naming(example(preview=True).files, (*LISTED, *UNLISTED), exempt=False) == set()


def test_whoever_was_withdrawn_is_named_in_no_file_at_all(tmp_path: Path) -> None:
    root = copied(tmp_path)
    data = root / "data" / "persons_at_risk.yaml"
    first, *others = data.read_text("utf-8").split("- id: ")[1:]
    assert first.startswith("persoon-een")
    data.write_text("".join(f"- id: {one}" for one in others), "utf-8")
    for path in root.glob("content/*/person/persoon-een.md"):
        path.unlink()
    for path in (*root.glob("content/*/*/*.md"), *root.glob("data/*.yaml")):
        path.write_text(path.read_text("utf-8").replace("({person}persoon-een)", "({page}about)"), "utf-8")
    found = naming(built(root), ("persoon-een",), exempt=False)
    assert found == set()


def test_formats_that_see_no_person_name_not_even_those_who_are_listed() -> None:
    workshop = Workshop.of(plan(EXAMPLE, settings())[0], theme_of(EXAMPLE), Store(cache_folder() / "made"))
    made = {path: data for kind in FORMATS if not kind.persons for path, data in files(kind, workshop.site).items()}
    assert len(made) > 50
    assert naming(made, (*LISTED, *UNLISTED), exempt=False) == set()


def planted(persons: bool) -> Format:
    """Return an export of everybody and everything that it sees, as somebody may add one."""

    def targets(_workshop: Workshop) -> Iterator[Target]:
        yield Target("/data/everything.csv", "planted")

    def make(_target: Target, workshop: Workshop) -> str:
        site = workshop.site
        rows = [f"{name},{record}" for by_id in site.graph.records.values() for name, record in by_id.items()]
        return "\n".join([*rows, *map(str, site.pages)])

    return Format("planted", targets, make, persons)


@pytest.mark.parametrize("names", [LISTED, UNLISTED], ids=["listed", "not listed"])
def test_a_new_export_sees_nobody_and_one_that_sees_everybody_is_found_out(names: tuple[str, ...]) -> None:
    site = plan(EXAMPLE, settings())[0]
    assert naming(files(planted(persons=False), site), names) == set()
    assert naming(files(planted(persons=True), site), names) == {"/data/everything.csv"}


def test_the_rule_of_imports_covers_every_format_that_sees_no_person() -> None:
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (covered,) = (rule["source_modules"] for rule in rules if rule["type"] == "forbidden")
    assert sorted(covered) == sorted({kind.make.__module__ for kind in FORMATS if not kind.persons})


def test_nothing_that_is_kept_for_the_next_build_names_a_person_at_risk(tmp_path: Path) -> None:
    store = Noting(tmp_path)
    build(EXAMPLE, settings(), store)
    assert len(store.noted) > 50
    held = {str(number): b"".join(one) for number, one in enumerate(store.noted)}
    assert naming(held, (*LISTED, *UNLISTED), exempt=False) == set()
