"""What an editing program knows of the files: it accepts what is right, refuses what is wrong, says what is meant."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from pydantic import BaseModel, ValidationError

from jumelage.__main__ import main
from jumelage.content import front_matter
from jumelage.content.records import records
from jumelage.forms import Known, known, reference, save, schemas
from jumelage.forms.fields import Field, Form, fields
from jumelage.forms.json_schema import mapping
from jumelage.forms.known import GROUPS
from jumelage.languages import Languages
from jumelage.messages.sentences import Sentence, catalogue
from jumelage.model import RECORDS
from jumelage.model.texts import Header, NewsHeader, PageHeader
from jumelage.settings import Settings
from jumelage.source import parse_yaml
from jumelage.store.store import Store
from jumelage.targets.plan import wordings
from sites import EXAMPLE, ROOT, TODAY, settings, small
from test_upkeep import ENUMS

BROKEN_BASE = ROOT / "tests" / "broken_base"
SITES = {"example": EXAMPLE, "broken_base": BROKEN_BASE}
HEADS: Mapping[str, type[Header]] = {"header": Header, "header-news": NewsHeader, "header-page": PageHeader}
MODELS: Mapping[str, type[BaseModel]] = {**RECORDS, **HEADS}
# The smallest record of a kind, and what else its mistakes need.
MINIMAL = {
    "municipality": "{id: m, name: {nl: M, fr: M}}",
    "country": "{id: MA, slugs: {nl: marokko, fr: maroc, en: morocco}}",
    "place": "{id: p, name: {nl: P, fr: P}, kind: city, country: MA}",
    "partnership": "{id: s, municipality: zonnedal, kind: twinning, places: [bni-qamar]}",
    "project": "{id: w, name: {nl: W, fr: W}, partnership: zonnedal-bni-qamar}",
    "event": "{id: e, name: {nl: E, fr: E}, municipality: zonnedal}",
    "theme": "{id: t, name: {nl: T, fr: T}}",
    "person": "{id: b, name: {nl: B, fr: B}, ground: {kind: consent, file: F}, adult: true, review_by: 2027,"
    " adoptions: [{municipality: zonnedal, day: 2025}], status: {value: unknown, as_of: 2026}}",
    "header": "{}",
    "header-news": "{title: N, date: 2026-01-01}",
}
RIGHT = (
    ("theme", "updated: 2019"),
    ("theme", "updated: '2019'"),
    ("theme", "updated: 2019-05"),
    ("theme", "updated: 2019-05-07"),
    ("theme", "updated: {after: 2019-10, before: 2020-12-17}"),
    ("theme", "updated: {after: 2019}"),
    ("theme", "name: {nl: 2019, fr: 'no', en: No}"),
    ("theme", "sdgs: [1, '17']"),
    ("theme", "draft: false"),
    ("theme", "id: a-1-b"),
    ("theme", "note: 5"),
    ("theme", "dac_sector: 12220"),
    ("theme", "sources: [{title: 2019, url: 'https://example.org/a?b=c', lang: ar, date: 2019}]"),
    ("theme", "publish: {from: 2026-01, until: 2026-02}"),
    ("municipality", "postcodes: [1000, '1030', B-1000]"),
    ("municipality", "codes: {nis: 21004}"),
    ("municipality", "location: {lat: 50.8, lon: '-4.3'}"),
    ("municipality", "website: {nl: https://example.org, fr: https://example.org}"),
    ("municipality", "contact: {function: {nl: D, fr: S}, email: dienst@example.org, phone: +32 2 000 00 00}"),
    ("municipality", "country: BE"),
    ("place", "native: {text: م, lang: ar, dir: rtl}"),
    ("place", "wikidata: Q42"),
    ("place", "country: EG"),
    ("project", "budget: {amount: 150000, currency: EUR}"),
    ("event", "editions: [{year: 2026, start: 2026-05-01}]"),
    ("person", "listed: true"),
    ("header", "translated_from: {lang: fr, paragraphs: [3f2a, '0123']}"),
    ("header-news", "slug: nieuws"),
)
WRONG = (
    ("theme", "updated: 2019-13"),
    ("theme", "updated: 2019-05-32"),
    ("theme", "updated: 1819"),
    ("theme", "updated: May 2019"),
    ("theme", "updated: [2019]"),
    ("theme", "updated: {}"),
    ("theme", "updated: {since: 2019}"),
    ("theme", "updated: {after: soon}"),
    ("theme", "name: Water"),
    ("theme", "name: {nl: Water}"),
    ("theme", "name: {nl: Water, fr: Eau, de: Wasser}"),
    ("theme", "name: {nl: [Water], fr: Eau}"),
    ("theme", "sdgs: [18]"),
    ("theme", "sdgs: [0]"),
    ("theme", "sdgs: [many]"),
    ("theme", "sdgs: 4"),
    ("theme", "draft: maybe"),
    ("theme", "id: Water"),
    ("theme", "id: index"),
    ("theme", "id: fr"),
    ("theme", "id: com1"),
    ("theme", f"id: {'a' * 65}"),
    ("theme", "titel: Water"),
    ("theme", "dac_sector: health"),
    ("theme", "sources: [{title: T, url: example.org}]"),
    ("theme", "sources: [{title: T, url: 'javascript:alert(1)'}]"),
    ("theme", "sources: [{title: T, lang: Arabisch}]"),
    ("theme", "sources: [{publisher: zonnedal}]"),
    ("theme", "publish: {to: 2026}"),
    ("municipality", "postcodes: [Brussel]"),
    ("municipality", "location: {lat: 95, lon: 4}"),
    ("municipality", "location: {lat: north, lon: 4}"),
    ("municipality", "location: {lat: 50.8}"),
    ("municipality", "website: {nl: example.org, fr: https://example.org}"),
    ("municipality", "contact: {function: {nl: D, fr: S}, email: dienst}"),
    ("municipality", "contact: {function: {nl: D, fr: S}, phone: 02 000 00 00}"),
    ("country", "id: UK"),
    ("country", "slugs: {nl: Marokko, fr: maroc, en: morocco}"),
    ("place", "kind: vilage"),
    ("place", "country: Morocco"),
    ("place", "native: {text: م, lang: ar, dir: left}"),
    ("place", "wikidata: '42'"),
    ("project", "budget: {amount: 1.5, currency: EUR}"),
    ("project", "budget: {amount: 1, currency: euro}"),
    ("event", "editions: [{year: 1826}]"),
    ("event", "rhythm: weekly"),
    ("person", "note: N"),
    ("person", "aliases: [c]"),
    ("person", "adult: false"),
    ("person", "adoptions: []"),
    ("person", "address: {nl: A, fr: A}"),
    ("header", "lang: nl"),
    ("header", "translated_from: {lang: de}"),
    ("header", "translated_from: {lang: fr, paragraphs: [xyz]}"),
    ("header-news", "date: 2019-13"),
    ("header-news", "slug: Nieuws"),
)


class Core(yaml.SafeLoader):
    """Reads YAML as version 1.2 has it, which is what editing programs do: a day is a text, `no` is one, too."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012 - the name and form that PyYAML looks for


Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), [*"tf"])
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^[-+]?[0-9]+$"), [*"-+0123456789"])
Core.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), [*"-+0123456789"])
Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:~|null|)$"), ["~", "n", ""])
Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def seen(text: str) -> Any:
    """Return the data of a YAML text as an editing program sees it."""
    return yaml.load(text, Loader=Core)  # noqa: S506 - Core is a safe loader


@cache
def site(root: Path = EXAMPLE) -> Known:
    ours = settings(editor_languages=("nl", "fr"))
    strings = {lang: one.strings for lang, one in wordings(root, ours.languages.codes).items()}
    return known(records(root, ours.languages, Store()), ours, strings)


@cache
def made(root: Path = EXAMPLE) -> dict[str, Any]:
    return schemas(site(root))


def mistakes(name: str, data: Any, root: Path = EXAMPLE) -> list[str]:
    found = Draft7Validator(made(root)[f"{name}.json"]).iter_errors(data)
    return [f"{'.'.join(map(str, one.absolute_path))}: {one.message}" for one in found]


def of(root: Path, **files: str) -> Known:
    """Return what is known of a small site."""
    return known(records(small(root, **files), Languages(), Store()), Settings(TODAY), {})


def everything(model: type[BaseModel], before: str = "") -> Iterator[tuple[str, Field]]:
    """Give the fields of a model and of its parts, with their names as one writes them."""
    for one in fields(model):
        yield f"{before}{one.name}", one
        if one.form is Form.PART:
            yield from everything(one.part, f"{before}{one.name}.")


@pytest.mark.parametrize("root", SITES.values(), ids=[*SITES])
@pytest.mark.parametrize("kind", RECORDS)
def test_what_is_right_is_accepted(kind: str, root: Path) -> None:
    stem = RECORDS[kind].file.removesuffix(".yaml")
    for path in (root / f"data/{stem}.yaml", *(root / "data" / stem).glob("*.yaml")):
        assert not path.is_file() or mistakes(kind, seen(path.read_text("utf-8")), root) == []


def test_the_headers_of_the_example_are_accepted() -> None:
    paths = sorted((EXAMPLE / "content").glob("*/*/*.md"))
    for path in paths:
        kind, header = path.parent.name, seen(front_matter.split(path.read_text("utf-8")).header)
        name = f"header-{kind}" if kind in {"news", "page"} else "header"
        assert mistakes(name, header or {}) == [], path
    assert {"news", "page", "partnership"} <= {path.parent.name for path in paths}


def accepted(name: str, change: str) -> tuple[bool, bool]:
    """Return whether the schema and whether our own reader accept a field that is written in a certain way."""
    program = {**seen(MINIMAL[name]), **seen(change)}
    ours = {**parse_yaml(MINIMAL[name], "").data, **parse_yaml(change, "").data}
    in_schema = mistakes(name, [program] if name in RECORDS else program) == []
    try:
        MODELS[name].model_validate(ours)
    except ValidationError:
        return in_schema, False
    return in_schema, True


@pytest.mark.parametrize(("name", "change"), RIGHT)
def test_a_value_that_is_right_is_accepted_by_the_schema_as_by_the_reader(name: str, change: str) -> None:
    assert accepted(name, change) == (True, True)


@pytest.mark.parametrize(("name", "change"), WRONG)
def test_a_value_that_is_wrong_is_refused_by_the_schema_as_by_the_reader(name: str, change: str) -> None:
    assert accepted(name, change) == (False, False)


@pytest.mark.parametrize("name", MINIMAL)
def test_a_field_that_is_obligatory_is_missed(name: str) -> None:
    whole = seen(MINIMAL[name])
    for one in fields(MODELS[name]):
        rest = {key: value for key, value in whole.items() if key != one.name}
        missed = f"'{one.name}' is a required property" in " ".join(mistakes(name, [rest] if name in RECORDS else rest))
        assert missed == one.required, one.name


def test_a_country_needs_its_slug_in_each_language_as_the_check_of_links_has_it() -> None:
    assert mistakes("country", seen("[{id: MA, slugs: {nl: marokko, fr: maroc}}]")) == [
        "0.slugs: 'en' is a required property"
    ]


@pytest.mark.parametrize("name", MODELS)
def test_a_schema_is_itself_right(name: str) -> None:
    Draft7Validator.check_schema(made()[f"{name}.json"])


def test_there_is_a_schema_for_each_data_file_and_each_header() -> None:
    assert {*made()} == {f"{name}.json" for name in MODELS}


# References


def reference_to(kind: str, field: str, what: Known) -> Any:
    return mapping(RECORDS[kind], what)["properties"][field]


def test_a_reference_is_one_of_the_ids_that_there_are_with_its_name() -> None:
    found = reference_to("partnership", "municipality", site())
    assert found["enum"] == ["val-de-lune", "zonnedal"]
    assert found["enumDescriptions"] == ["Val-de-Lune", "Zonnedal – Valsoleil"]
    assert mistakes("place", seen("[{id: a, name: {nl: A, fr: A}, kind: city, country: MX}]")) != []


def test_a_publisher_is_a_municipality_or_an_organisation() -> None:
    found = mapping(RECORDS["theme"], site())["properties"]["sources"]["items"]["properties"]["publisher"]
    assert found["enum"] == [*site().ids["municipality"], *site().ids["organisation"]]


def test_the_home_country_may_be_referred_to_without_being_written(tmp_path: Path) -> None:
    what = of(tmp_path, countries="- {id: MA, slugs: {nl: marokko, fr: maroc, en: morocco}}\n")
    found = reference_to("place", "country", what)
    assert (found["enum"], found["enumDescriptions"]) == (["BE", "MA"], ["België – Belgique", "Marokko – Maroc"])


def test_a_kind_of_which_there_is_no_record_leaves_the_id_open(tmp_path: Path) -> None:
    found = reference_to("partnership", "succeeds", of(tmp_path))
    assert "enum" not in found
    assert re.fullmatch(found["pattern"], "any-id")


def test_a_record_that_was_refused_can_be_referred_to_all_the_same(tmp_path: Path) -> None:
    found = reference_to("partnership", "themes", of(tmp_path, themes="- {id: water}\n- {id: no id}\n"))
    assert found["items"]["enum"] == ["water"]


@pytest.mark.parametrize("text", ["- {id: water", "- {name: {nl: Water, fr: Eau}}\n- {id: a, name: {nl: A, fr: A}}\n"])
def test_when_not_all_ids_can_be_read_the_id_is_open(text: str, tmp_path: Path) -> None:
    assert "pattern" in reference_to("partnership", "themes", of(tmp_path, themes=text))["items"]


def test_when_one_of_two_kinds_cannot_be_read_the_id_is_open(tmp_path: Path) -> None:
    what = of(tmp_path, organisations="- {id: friends")
    found = mapping(RECORDS["theme"], what)["properties"]["sources"]["items"]["properties"]["publisher"]
    assert "enum" not in found


def test_when_the_countries_cannot_be_read_every_country_is_accepted(tmp_path: Path) -> None:
    found = reference_to("place", "country", of(tmp_path, countries="- {id: MA"))
    assert {"MA", "BE", "XK"} < set(found["enum"])


def test_persons_at_risk_stand_in_no_schema() -> None:
    everywhere = json.dumps(made(), ensure_ascii=False)
    persons = records(EXAMPLE, Languages(), Store()).valid["person"]
    assert persons
    assert "person" not in site().ids
    for name, sourced in persons.items():
        reported = sourced.record.name
        assert not re.search(rf"\b{name}\b", everywhere)
        assert not any(one in everywhere for one in reported.values())


# What is said


@pytest.mark.parametrize("name", MODELS)
def test_every_field_is_described_in_the_languages_of_the_editors(name: str) -> None:
    for trail, one in everything(MODELS[name]):
        assert one.description.endswith((".", "…")), trail
        described = mapping(MODELS[name], site())
        if one.form is Form.NEVER:
            continue
        for step in trail.split("."):
            described = described.get("items", described)["properties"][step]
        for lang in site().editors:
            assert Sentence(one.description).said(catalogue(lang)) in described["description"], trail


def test_what_is_said_in_one_way_in_two_languages_is_said_once(tmp_path: Path) -> None:
    assert of(tmp_path).said(Sentence("{x}", x="Label")) == "Label"


def test_values_are_said_as_on_the_pages() -> None:
    found = reference_to("place", "kind", site())
    assert dict(zip(found["enum"], found["enumDescriptions"], strict=True))["city"] == "stad – ville"
    assert made()["place.json"]["title"] == "plaats – lieu"


def test_every_choice_has_its_group_of_texts() -> None:
    assert {group: choices for choices, group in GROUPS.items()} == ENUMS


def test_without_texts_of_the_interface_values_and_kinds_go_by_their_codes(tmp_path: Path) -> None:
    what = of(tmp_path)
    assert "enumDescriptions" not in reference_to("place", "kind", what)
    assert schemas(what)["place.json"]["title"] == "place"


def test_what_is_wrong_is_said_in_the_languages_of_the_editors() -> None:
    said = reference_to("theme", "updated", site())["errorMessage"]
    whole = Sentence("Write a year (2019), a month (2019-05) or a day (2019-05-07).")
    assert said == " – ".join(dict.fromkeys(whole.said(catalogue(lang)) for lang in site().editors))


def test_a_type_of_value_that_nobody_described_is_told() -> None:
    class Strange(BaseModel):
        what: bytes

    with pytest.raises(TypeError, match="FORMS"):
        fields(Strange)


# Snippets


def filled(body: Any, key: str = "") -> Any:
    """Return the body of a snippet as somebody might fill it in: the first choice, or what the field needs."""
    if isinstance(body, dict):
        return {name: filled(inner, name) for name, inner in body.items()}
    if isinstance(body, list):
        return [filled(inner, key) for inner in body]
    chosen = re.fullmatch(r"\$\{[0-9]+\|([^,|]+).*\|\}", str(body))
    if chosen:
        return chosen[1]
    sample = {"day": "2026", "as_of": "2026", "review_by": "2027"}
    return sample.get(key, "MA" if key == "code" else "water") if re.fullmatch(r"\$[0-9]+", str(body)) else body


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_can_be_begun_with_all_that_it_needs(kind: str) -> None:
    (snippet,) = made()[f"{kind}.json"]["defaultSnippets"]
    record = filled(snippet["body"]) | ({"id": "MA"} if kind == "country" else {})
    assert mistakes(kind, [record]) == []
    assert {one.name for one in fields(RECORDS[kind]) if one.required} <= set(record)
    if kind != "person":
        # The ground of a person needs what only its kind says.
        RECORDS[kind].model_validate({key: value for key, value in record.items() if value is not True})


def test_a_part_in_a_snippet_holds_no_more_than_it_needs() -> None:
    body = made()["person.json"]["defaultSnippets"][0]["body"]
    assert [*body["ground"]] == ["kind"]


def test_the_places_of_a_snippet_are_numbered_in_their_order() -> None:
    body = json.dumps(made()["person.json"]["defaultSnippets"][0]["body"])
    numbers = [int(one) for one in re.findall(r"\$\{?([0-9]+)", body)]
    assert numbers == [*range(1, len(numbers) + 1)]


# Files


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "schema"
    assert save(folder, made()) == len(made())
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert {*before} == {*made()}
    (folder / "place.json").write_text("{}")
    assert save(folder, made()) == 1
    after = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert [name for name in before if before[name] != after[name]] == ["place.json"]
    assert json.loads((folder / "place.json").read_text("utf-8")) == made()["place.json"]


def test_the_command_writes_schemas_also_of_a_site_with_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = small(tmp_path, themes="- {id: water, name: {nl: Water}}\n")
    assert main(["schema", "--root", str(root), "--lang", "en"]) == 0
    assert capsys.readouterr().err == "16 schemas in schema/, 16 changed.\n"
    assert json.loads((root / "schema/theme.json").read_text("utf-8"))["type"] == "array"


def test_the_command_writes_the_field_reference(tmp_path: Path) -> None:
    root, path = small(tmp_path), tmp_path / "fields.md"
    assert main(["schema", "--root", str(root), "--fields", str(path), "--lang", "en"]) == 0
    assert path.read_text("utf-8") == (ROOT / "docs/fields.md").read_text("utf-8")
    assert not (root / "schema").exists()


def test_where_there_is_no_site_nothing_is_written(tmp_path: Path) -> None:
    assert main(["schema", "--root", str(tmp_path)]) == 3
    assert [*tmp_path.iterdir()] == []


# What VS Code is told


@pytest.mark.parametrize("folder", [ROOT, ROOT / "scaffold"], ids=["here", "scaffold"])
def test_each_data_file_has_its_schema_in_vs_code(folder: Path) -> None:
    reported = json.loads((folder / ".vscode/settings.json").read_text("utf-8"))
    files = {kind: model.file for kind, model in RECORDS.items()}
    assert reported["yaml.schemas"] == {
        f"./schema/{kind}.json": [f"data/{file}", f"data/{file.removesuffix('.yaml')}/*.yaml"]
        for kind, file in files.items()
    }
    assert {Path(name).name for name in reported["yaml.schemas"]} <= {*made()}
    # Nothing goes to strangers, nothing is reformatted.
    for name in ("redhat.telemetry.enabled", "yaml.schemaStore.enable", "yaml.format.enable"):
        assert reported[name] is False
    assert "/schema/" in (folder / ".gitignore").read_text("utf-8").splitlines()


def test_the_same_is_told_in_a_new_site() -> None:
    here, there = (
        json.loads((folder / ".vscode/settings.json").read_text("utf-8")) for folder in (ROOT, ROOT / "scaffold")
    )
    # Only here do tests hold data that the schemas of the site do not fit.
    assert {key: value for key, value in here.items() if key != "yaml.disableSchemaDetection"} == there


# The field reference


@cache
def page() -> str:
    strings = {lang: one.strings for lang, one in wordings(ROOT, Languages().codes).items()}
    return reference(Languages(), strings)


def test_the_field_reference_is_current() -> None:
    assert (ROOT / "docs/fields.md").read_text("utf-8") == page(), "make docs writes it anew"


@pytest.mark.parametrize("lang", Languages().codes)
def test_the_field_reference_names_every_field_once_in_each_language(lang: str) -> None:
    parts = re.split(r"^## .+\n", page(), flags=re.MULTILINE)[1:]
    reported = parts[Languages().codes.index(lang)]
    rows = {tuple(row.split(" | ")[:1]) for row in reported.splitlines() if row.startswith("| `")}
    names = {row[0].removeprefix("| `").removesuffix("`").replace("[]", "") for row in rows}
    for model in MODELS.values():
        for trail, one in everything(model):
            steps = trail.split(".")
            assert any(".".join(steps[number:]) in names for number in range(len(steps))), trail
            assert Sentence(one.description).said(catalogue(lang)) in reported


def test_a_link_in_the_field_reference_leads_to_a_heading() -> None:
    anchors = [
        *re.findall(r'<a id="([^"]+)">', page()),
        *map(str.lower, re.findall(r"^## (.+)$", page(), re.MULTILINE)),
    ]
    assert len(anchors) == len({*anchors})
    assert set(re.findall(r"\]\(#([^)]+)\)", page())) <= {*anchors}
    assert all((ROOT / "docs" / name).is_file() for name in re.findall(r"\]\(([^#)]+)\)", page()))


def test_every_row_of_the_field_reference_has_as_many_cells() -> None:
    rows = [row for row in page().splitlines() if row.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}
