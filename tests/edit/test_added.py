"""A record is added where it belongs."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from edited import LANGUAGES, PARTNERSHIPS, PLACES, apply, differing, held, loaded, rename
from findings import SETTINGS, valid_site
from jumelage.edit import (
    Question,
    RefusedError,
    added,
    described,
    naming,
    proposed_id,
    questions,
    refused,
    wrong,
)
from jumelage.edit.questions import MODELS
from jumelage.forms.fields import Form, fields
from jumelage.model.texts import NewsHeader
from sites import written


def test_every_kind_asks_for_all_that_is_obligatory_first() -> None:
    for kind in MODELS:
        asked = questions(kind, LANGUAGES)
        needed = [
            one.required or bool(one.lang and any(o.path == one.path and o.required for o in asked)) for one in asked
        ]
        assert needed == sorted(needed, reverse=True), kind
        own = {field.name for field in fields(MODELS[kind]) if field.required and field.name != "id"}
        assert own <= {one.path[0] for one in asked if one.required}, kind
        assert len({one.option for one in asked}) == len(asked), kind


@pytest.mark.parametrize(
    ("kind", "answers", "name"),
    [
        pytest.param("place", {"name-nl": "Oud-Zée & Zo"}, "oud-zee-zo", id="a name"),
        pytest.param("news", {"title-nl": "Nieuws!"}, "nieuws", id="a title"),
        pytest.param(
            "partnership", {"municipality": "zonnedal", "places": "berg,lunara"}, "zonnedal-berg", id="a place"
        ),
        pytest.param(
            "partnership", {"municipality": "z", "organisations-organisation": "handen"}, "z-handen", id="a body"
        ),
        pytest.param("country", {}, "", id="nothing"),
    ],
)
def test_an_id_is_proposed(kind: str, answers: Mapping[str, str], name: str) -> None:
    assert proposed_id(kind, answers) == name


def add(root: Path, kind: str, name: str, /, **answers: str) -> dict[str, str]:
    """Add a record and return the files that changed."""
    before = held(root)
    options = {option.replace("_", "-"): answer for option, answer in answers.items()}
    change = added(kind, name, options, loaded(root), root, SETTINGS)
    assert refused(change, root, SETTINGS) == ()
    apply(change, root)
    return differing(before, root)


def test_a_record_goes_to_the_end_of_its_file_with_texts_to_be_written(root: Path) -> None:
    organisations = "- {id: handen, name: {nl: A, fr: A}, kind: company}\n"
    written(root, {"data/organisations.yaml": organisations})
    found = add(
        root, "partnership", "nieuw", municipality="zonnedal", kind="twinning", places="lunara, berg", since="2026",
        organisations_organisation="handen", summary_nl="Zee: 1", summary_fr="no",
    )  # fmt: skip
    assert found.pop("data/partnerships.yaml") == PARTNERSHIPS + (
        "- id: nieuw\n  slug:\n    nl: zonnedal-lunara\n    fr: zonnedal-lunara\n    en: zonnedal-lunara\n"
        "  municipality: zonnedal\n  kind: twinning\n  places:\n    - lunara\n    - berg\n"
        "  organisations:\n    - organisation: handen\n      role: partner\n  since: 2026\n"
        "  summary:\n    nl: 'Zee: 1'\n    fr: 'no'\n"
    )
    assert sorted(found) == [f"content/{lang}/partnership/nieuw.md" for lang in ("en", "fr", "nl")]
    assert found["content/en/partnership/nieuw.md"].startswith("---\ndraft: true\n---\nWrite here ")


def test_a_kind_without_a_file_gets_one_and_one_with_several_takes_the_last(root: Path) -> None:
    assert add(root, "theme", "water", name_nl="Water", name_fr="Eau") == {
        "data/themes.yaml": "- id: water\n  slug:\n    fr: eau\n  name:\n    nl: Water\n    fr: Eau\n"
    }
    (root / "data/places").mkdir()
    (root / "data/places.yaml").rename(root / "data/places/a.yaml")
    written(root, {"data/places/b.yaml": "# Nog niets."})
    found = add(
        root, "place", "zee", name_nl="A", name_fr="A", kind="city", country="MA", location_lat="1.5", location_lon="2"
    )
    assert found["data/places/b.yaml"].startswith("# Nog niets.\n- id: zee\n")
    assert found["data/places/b.yaml"].endswith("  location:\n    lat: 1.5\n    lon: 2\n")


def test_a_person_is_entered_with_what_the_rules_ask_for(root: Path) -> None:
    found = add(
        root, "person", "iemand", name_nl="I", name_fr="I", ground_kind="consent", ground_file="Z-1", adult="true",
        adoptions_municipality="zonnedal", adoptions_day="2025", status_value="detained",
        status_as_of="2026-01", review_by="2027",
    )  # fmt: skip
    assert "#" not in found["data/persons_at_risk.yaml"]


def test_an_article_is_a_draft_in_each_language_that_has_a_title(root: Path) -> None:
    found = add(root, "news", "a", title_nl="Een: twee", title_fr="Un", date="2026-11-23")
    assert sorted(found) == ["content/fr/news/a.md", "content/nl/news/a.md"]
    assert found["content/nl/news/a.md"].startswith(
        "---\ntitle: 'Een: twee'\nslug: een-twee\ndate: 2026-11-23\ndraft: true\n---\n"
    )


NETWORKS = """
- {id: licht, name: {nl: L, fr: L}, slug: {fr: lumiere, en: light}, aliases: [lichtjes]}
- {id: index-2, name: {nl: I, fr: I}}
"""


@pytest.mark.parametrize(
    ("kind", "names", "slugs"),
    [
        pytest.param("network", {"nl": "Zeeën", "fr": "Cœurs & l'eau", "en": "A"}, "zeeen coeurs-l-eau a", id="signs"),
        pytest.param("network", {"nl": "Nieuw", "fr": "Nouveau"}, "- nouveau -", id="the id, and no name"),
        pytest.param(
            "network", {"nl": "Licht", "fr": "Lumière", "en": "Lichtjes"}, "licht-2 lumiere-2 lichtjes-2", id="taken"
        ),
        pytest.param(
            "network",
            {"nl": "Index 2", "fr": "a " * 40, "en": "b " * 40},
            f"index-2-2 {'a-' * 31}a {'b-' * 31}b",
            id="long",
        ),
        pytest.param("network", {"nl": "Index", "fr": "2030", "en": "سلام"}, "- - -", id="what cannot be one"),
        pytest.param(
            "page", {"nl": "Projecten", "fr": "Agenda", "en": "Help"}, "projecten-2 agenda-2 help", id="an index"
        ),
        pytest.param("news", {"nl": "Projecten", "fr": "Un"}, "projecten un -", id="below an index"),
        pytest.param("person", {"nl": "Iemand", "fr": "Quelqu'un"}, "- - -", id="a person at risk"),
        pytest.param("country", {"nl": "Egypte", "fr": "Égypte"}, "- - -", id="a country"),
    ],
)
def test_a_new_record_has_a_slug_in_each_language_made_of_its_name(
    kind: str, names: dict[str, str], slugs: str, root: Path
) -> None:
    written(root, {"data/networks.yaml": NETWORKS})
    field = "title" if kind in {"news", "page"} else "name"
    reported = {f"{field}-{lang}": name for lang, name in names.items()}
    found = naming.slugs(kind, "nieuw", reported, loaded(root), SETTINGS)
    assert found == {lang: slug for lang, slug in zip(("nl", "fr", "en"), slugs.split(), strict=True) if slug != "-"}


@pytest.mark.parametrize(
    ("answers", "slugs"),
    [
        pytest.param({"places": "berg, lunara"}, {"fr": "valsoleil-mont"}, id="the first place"),
        pytest.param(
            {"organisations-organisation": "handen"},
            {"nl": "zonnedal-handen", "fr": "valsoleil-mains", "en": "zonnedal-handen"},
            id="a body",
        ),
        pytest.param({"places": "nergens"}, {}, id="nobody"),
        pytest.param({}, {}, id="nothing"),
        pytest.param({"places": "berg", "name-fr": "Un"}, {"fr": "un"}, id="a name of its own"),
    ],
)
def test_a_partnership_is_called_by_the_slugs_of_who_works_with_whom(
    answers: dict[str, str], slugs: dict[str, str], root: Path
) -> None:
    places = PLACES.replace("- id: berg\n", "- id: berg\n  slug: {fr: mont}\n")
    municipalities = "- {id: zonnedal, name: {nl: Zonnedal, fr: Valsoleil}, slug: {fr: valsoleil}}\n"
    written(root, {"data/places.yaml": places, "data/municipalities.yaml": municipalities})
    written(root, {"data/organisations.yaml": "- {id: handen, name: {nl: A, fr: A}, slug: {fr: mains}}\n"})
    known = {"municipality": "zonnedal", **answers}
    assert naming.slugs("partnership", "zonnedal-berg", known, loaded(root), SETTINGS) == slugs


EVENTS = (
    "- id: feest\n  name: {nl: A, fr: A}\n  municipality: zonnedal\n  editions:\n    - year: 2025\n  rhythm: yearly\n"
)


def test_an_edition_goes_below_the_last_one(root: Path) -> None:
    written(root, {"data/events.yaml": EVENTS})
    change = added("event edition", "feest", {"year": "2026", "start": "2026-11-02"}, loaded(root), root, SETTINGS)
    assert change.written["data/events.yaml"].decode() == EVENTS.replace(
        "2025\n", "2025\n    - year: 2026\n      start: 2026-11-02\n"
    )
    assert change.shown == ("data/events.yaml:6",)


@pytest.mark.parametrize("answers", [{"year": "2025"}, {"year": " 2025 "}])
def test_an_edition_that_is_there_is_not_added_again(answers: dict[str, str], root: Path) -> None:
    written(root, {"data/events.yaml": EVENTS})
    with pytest.raises(RefusedError, match=r"This edition already exists\."):
        added("event edition", "feest", answers, loaded(root), root, SETTINGS)
    # Another one of the same year is another one.
    assert added("event edition", "feest", {**answers, "start": "2025-11-02"}, loaded(root), root, SETTINGS).written


def test_an_edition_of_nothing_is_refused(root: Path) -> None:
    written(root, {"data/events.yaml": EVENTS})
    with pytest.raises(RefusedError, match="There is no event 'fest'") as caught:
        added("event edition", "fest", {"year": "2026"}, loaded(root), root, SETTINGS)
    assert str(caught.value.hint) == "Did you mean 'feest'?"


def test_a_file_that_is_laid_out_otherwise_is_refused(root: Path) -> None:
    written(root, {"data/themes.yaml": "[{id: water, name: {nl: A, fr: A}}]\n"})
    with pytest.raises(RefusedError, match="ayout of"):
        added("theme", "lucht", {"name-nl": "A", "name-fr": "A"}, loaded(root), root, SETTINGS)


def test_a_country_has_its_code_for_an_id(root: Path) -> None:
    slugs = {f"slugs_{lang}": "x" for lang in ("nl", "fr", "en")}
    assert add(root, "country", "EG", **slugs)["data/countries.yaml"].endswith(
        "- id: EG\n  slugs:\n    nl: x\n    fr: x\n    en: x\n"
    )


@pytest.mark.parametrize("kind", [kind for kind in MODELS if kind != "country"])
@pytest.mark.parametrize("name", ["../../../../elders", "/elders", "a/b", "Zee", "con", "nl"])
def test_what_cannot_be_an_id_becomes_no_path(kind: str, name: str, root: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        added(kind, name, {"title-nl": "A", "name-nl": "A"}, loaded(root), root, SETTINGS)
    assert (name in str(caught.value)) is (kind != "person")


def question(kind: str, option: str) -> Question:
    return next(one for one in questions(kind, LANGUAGES) if one.option == option)


@pytest.mark.parametrize(
    ("kind", "option", "answer", "said"),
    [
        ("partnership", "places", "lunara, berg", None),
        ("partnership", "places", "lunara, bergen", ("There is no place 'bergen'.", "Did you mean 'berg'?")),
        ("partnership", "places", "xyz", ("There is no place 'xyz'.", "Choose from 'berg' and 'lunara'.")),
        ("organisation", "place", "berg", None),
        ("partnership", "kind", "twining", ("'twining' is not a valid value for 'kind'.", "Did you mean 'twinning'?")),
        ("campaign", "kind", "xyz", ("'xyz' is not a valid value for 'kind'.", "Use 'label' or 'motion'.")),
        (
            "partnership",
            "since",
            "soon",
            ("'soon' is not a date.", "Write a year (2019), a month (2019-05) or a day (2019-05-07)."),
        ),
        ("network", "website", "www", ("'www' is not a web address.", "Write it in full, with https:// in front.")),
        ("event", "name-nl", "x", None),
        ("person", "ground-organisation", "handen", ("There is no organisation 'handen'.", "None")),
    ],
)
def test_an_answer_is_judged_at_once(
    kind: str, option: str, answer: str, said: tuple[str, str] | None, root: Path
) -> None:
    reported = wrong(question(kind, option), answer, loaded(root).records, LANGUAGES)
    assert (reported and tuple(map(str, reported))) == said


def test_a_question_says_what_it_asks_for() -> None:
    assert str(described(question("campaign", "kind"))) == "label or motion. One of: 'label' or 'motion'."
    assert str(described(question("partnership", "places"))).endswith("Separate several with commas.")
    assert str(described(question("theme", "name-nl"))) == "As shown in headings; no full stop."


def test_the_texts_that_are_records_ask_for_a_title_in_each_language() -> None:
    assert [one.option for one in questions("news", LANGUAGES)] == ["title-nl", "title-fr", "title-en", "date"]
    assert next(field.form for field in fields(NewsHeader) if field.name == "title") is Form.LINE


def test_the_sound_site_of_the_tests_can_be_renamed_as_a_whole(tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    for kind, by_id in loaded(root).records.valid.items():
        for name in by_id if kind != "country" else ():
            rename(root, kind, name, f"{name}-nieuw")
            break
