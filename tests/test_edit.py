"""Changes of several files: a record is added, gets another id, or its translation is marked; or nothing happens."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from findings import SETTINGS, sound_site
from jumelage.drift import paragraphs
from jumelage.edit import (
    Change,
    Question,
    RefusedError,
    added,
    apply,
    described,
    proposed_id,
    questions,
    refused,
    renamed,
    translated,
    wrong,
)
from jumelage.edit.questions import MODELS
from jumelage.languages import Languages
from jumelage.load import Loaded, load
from jumelage.model.texts import NewsHeader
from jumelage.schema.fields import Form, fields
from sites import small, written

LANGUAGES = Languages()
PLACES = """\
# De plaatsen.
- id: lunara            # aan zee
  name: {nl: Lunara, fr: Lunara, en: Lunara}
  kind: city
  country: MA

- id: berg
  name: {nl: Berg, fr: Mont, en: Mount}
  kind: district
  country: MA
  part_of: lunara
"""
COUNTRIES = "- {id: MA, slugs: {nl: marokko, fr: maroc, en: morocco}}\n"
PARTNERSHIPS = "- id: band\n  municipality: zonnedal\n  kind: twinning\n  places: [lunara, 'berg']\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small(tmp_path / "site", places=PLACES, countries=COUNTRIES, partnerships=PARTNERSHIPS)


def loaded(root: Path) -> Loaded:
    return load(root, LANGUAGES)


def held(root: Path) -> dict[str, str]:
    return {p.relative_to(root).as_posix(): p.read_bytes().decode() for p in sorted(root.rglob("*")) if p.is_file()}


def differing(before: Mapping[str, str], root: Path) -> dict[str, str]:
    after = held(root)
    return {path: after.get(path, "gone") for path in {*before, *after} if before.get(path) != after.get(path)}


# A change as a whole


def test_a_change_is_made_and_what_was_moved_has_gone(root: Path) -> None:
    written(root, {"content/a.txt": "1", "content/b.txt": "2"})
    before = held(root)
    apply(
        Change(
            {"content/new/c.txt": b"3", "content/d.txt": b"4"},
            {"content/a.txt": "content/x/a.txt", "content/b.txt": "content/d.txt"},
        ),
        root,
    )
    assert differing(before, root) == {
        "content/a.txt": "gone",
        "content/b.txt": "gone",
        "content/new/c.txt": "3",
        "content/d.txt": "4",
        "content/x/a.txt": "1",
    }


def test_a_file_keeps_its_rights(root: Path) -> None:
    (root / "data/places.yaml").chmod(0o600)
    apply(Change({"data/places.yaml": b""}), root)
    assert (root / "data/places.yaml").stat().st_mode & 0o777 == 0o600


def test_a_change_is_tried_elsewhere_and_only_its_own_problems_count(root: Path) -> None:
    written(root, {"data/themes.yaml": "- {id: water, name: {nl: Water}}\n", "theme/templates/base.html": ""})
    for lang in ("nl", "fr", "en"):
        written(root, {f"theme/strings/{lang}.yaml": "a: b\n"})
    before = held(root)
    assert refused(Change({"data/networks.yaml": b"# Nog niets.\n"}), root, SETTINGS) == ()
    found = refused(Change({"data/networks.yaml": b"- {id: net}\n"}), root, SETTINGS)
    assert [(one.position.path, one.code) for one in found] == [("data/networks.yaml", "missing-field")]
    assert differing(before, root) == {}


def test_a_site_on_another_disk_is_copied(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_source: str, _target: str) -> None:
        raise OSError

    monkeypatch.setattr("os.link", refuse)
    assert refused(Change({"data/places.yaml": PLACES.encode()}), root, SETTINGS) == ()


# translated

TEXTS = {"content/nl/place/berg.md": "Een.\n\nTwee.\n", "content/fr/place/berg.md": "Un.\n"}


def marked(root: Path, path: str = "content/fr/place/berg.md", origin: str = "") -> Change:
    return translated(path, origin, loaded(root), root, SETTINGS)


def origin(lang: str, body: str) -> str:
    return f"---\ntranslated_from: {{lang: {lang}, paragraphs: [{', '.join(paragraphs(body))}]}}\n---\n"


@pytest.mark.parametrize(
    ("own", "made"),
    [
        pytest.param("Un.\n", "{}Un.\n", id="no header"),
        pytest.param("---\nsummary: A # b\n---\n\nUn.\n", "---\nsummary: A # b\n{}\n---\n\nUn.\n", id="a header"),
        pytest.param("---\r\nsummary: A\r\n---\r\nUn.\r\n", "---\r\nsummary: A\r\n{}\r\n---\r\nUn.\r\n", id="Windows"),
        pytest.param("\ufeffUn.\n", "\ufeff{}Un.\n", id="a mark of bytes"),
        pytest.param("---\ntranslated_from: {lang: nl}\n---\nUn.", "{}Un.", id="a mark that is old"),
    ],
)
def test_a_text_is_marked_and_nothing_else_in_it_changes(own: str, made: str, root: Path) -> None:
    written(root, {**TEXTS, "content/fr/place/berg.md": own.encode()})
    mark = origin("nl", "Een.\n\nTwee.\n")
    line = mark.split("\n")[1]
    wanted = made.format(line if "summary" in own else mark)
    assert marked(root).written == {"content/fr/place/berg.md": wanted.encode()}


def test_a_text_that_is_up_to_date_stays_as_it_is(root: Path) -> None:
    written(root, TEXTS)
    apply(marked(root), root)
    assert marked(root) == Change({}, {}, ("content/fr/place/berg.md",))


@pytest.mark.parametrize(
    ("header", "asked", "lang"),
    [
        pytest.param("", "", "nl", id="the first obligatory language"),
        pytest.param("---\ntranslated_from: {lang: en}\n---\n", "", "en", id="the one that it names"),
        pytest.param("---\ntranslated_from: {lang: en}\n---\n", "nl", "nl", id="the one that is asked for"),
    ],
)
def test_the_source_is_the_language_that_is_meant(header: str, asked: str, lang: str, root: Path) -> None:
    written(root, {**TEXTS, "content/en/place/berg.md": "One.\n", "content/fr/place/berg.md": f"{header}Un.\n"})
    assert f"lang: {lang}".encode() in marked(root, origin=asked).written["content/fr/place/berg.md"]


@pytest.mark.parametrize(
    ("files", "path", "asked", "said"),
    [
        pytest.param(TEXTS, "content/fr/place/x.md", "", "There is no sound text at 'content/fr/", id="no text"),
        pytest.param(
            {"content/fr/place/berg.md": "---\ndraft: true\n---\n"}, "content/fr/place/berg.md", "",
            "There is no text from which 'content/fr/place/berg.md' can be a translation.", id="alone",
        ),
        pytest.param(TEXTS, "content/fr/place/berg.md", "fr", "There is no text from which", id="from itself"),
        pytest.param(
            {**TEXTS, "content/fr/place/berg.md": "---\n{summary: A}\n---\nUn.\n"}, "content/fr/place/berg.md", "",
            "Nothing can be put into the header of this text.", id="a header in braces",
        ),
    ],
)  # fmt: skip
def test_what_is_no_translation_is_refused(
    files: Mapping[str, str], path: str, asked: str, said: str, root: Path
) -> None:
    written(root, files)
    with pytest.raises(RefusedError) as caught:
        marked(root, path, asked)
    assert str(caught.value).startswith(said)


# rename


def rename(root: Path, kind: str, old: str, new: str) -> Change:
    change = renamed(kind, old, new, loaded(root), root, SETTINGS)
    assert refused(change, root, SETTINGS) == ()
    apply(change, root)
    return change


def test_an_id_is_changed_in_data_texts_links_and_names_of_files(root: Path) -> None:
    link = "[a]({place}lunara) [b](<{place}lunara#weg>) {place}lunara-2 [c]({static}files/lunara.pdf)\n\n## Weg\n"
    texts = {f"content/{lang}/place/lunara.md": link for lang in ("nl", "fr")}
    texts |= {f"content/{lang}/page/over.md": "---\ntitle: A\n---\n[]({place}lunara)\n" for lang in ("nl", "fr")}
    written(root, {**texts, "content/files/lunara.pdf": b"%PDF-1", "content/files/lunara--2.pdf": b"%PDF-2"})
    documents = "  documents:\n    - {title: T, lang: nl, file: lunara.pdf}\n    - {title: U, lang: nl}\n"
    written(root, {"data/partnerships.yaml": PARTNERSHIPS + documents})
    before = held(root)
    rename(root, "place", "lunara", "luna-mar")
    page = "---\ntitle: A\n---\n[]({place}luna-mar)\n"
    text = (
        link.replace("}lunara)", "}luna-mar)").replace("}lunara#", "}luna-mar#").replace("lunara.pdf", "luna-mar.pdf")
    )
    assert differing(before, root) == {
        "data/places.yaml": PLACES.replace("id: lunara  ", "id: luna-mar  ")
        .replace("part_of: lunara", "part_of: luna-mar")
        .replace("country: MA\n\n", "country: MA\n  aliases:\n    - lunara\n\n"),
        "data/partnerships.yaml": (PARTNERSHIPS + documents)
        .replace("[lunara,", "[luna-mar,")
        .replace("lunara.pdf", "luna-mar.pdf"),
        **{f"content/{lang}/place/lunara.md": "gone" for lang in ("nl", "fr")},
        **{f"content/{lang}/place/luna-mar.md": text for lang in ("nl", "fr")},
        **{f"content/{lang}/page/over.md": page for lang in ("nl", "fr")},
        "content/files/lunara.pdf": "gone",
        "content/files/lunara--2.pdf": "gone",
        "content/files/luna-mar.pdf": "%PDF-1",
        "content/files/luna-mar--2.pdf": "%PDF-2",
    }


def test_a_record_that_gets_a_former_id_back_keeps_one_alias_for_each(root: Path) -> None:
    rename(root, "place", "berg", "top")
    rename(root, "place", "top", "berg")
    assert held(root)["data/places.yaml"] == PLACES + "  aliases:\n    - top\n"


def test_a_municipality_takes_its_texts_on_campaigns_along(root: Path) -> None:
    campaigns = "- {id: eerlijk, name: {nl: A, fr: A}, kind: label, members: [{municipality: zonnedal}]}\n"
    texts = {f"content/{lang}/campaign/eerlijk--zonnedal.md": "## Zee\n\n[a](#zee)\n" for lang in ("nl", "fr")}
    texts |= {f"content/{lang}/campaign/eerlijk.md": "[a]({campaign}eerlijk#zonnedal--zee)\n" for lang in ("nl", "fr")}
    written(root, {"data/campaigns.yaml": campaigns, **texts})
    rename(root, "municipality", "zonnedal", "zon")
    after = held(root)
    assert "content/fr/campaign/eerlijk--zon.md" in after
    assert after["content/nl/campaign/eerlijk.md"] == "[a]({campaign}eerlijk#zon--zee)\n"
    rename(root, "campaign", "eerlijk", "fair")
    assert "content/fr/campaign/fair--zon.md" in held(root)


def test_a_publisher_is_renamed_as_what_it_is(root: Path) -> None:
    source = "  sources:\n    - {title: T, publisher: zonnedal}\n"
    organisations = "- {id: zonnedal, name: {nl: A, fr: A}, kind: company}\n"
    written(root, {"data/partnerships.yaml": PARTNERSHIPS + source, "data/organisations.yaml": organisations})
    rename(root, "organisation", "zonnedal", "bedrijf")
    assert held(root)["data/partnerships.yaml"] == PARTNERSHIPS + source


def test_files_that_may_be_another_records_stay(root: Path) -> None:
    written(root, {"data/themes.yaml": "- {id: lunara, name: {nl: A, fr: A}}\n", "content/files/lunara.pdf": b"%PDF-1"})
    rename(root, "place", "lunara", "luna")
    assert "content/files/lunara.pdf" in held(root)


@pytest.mark.parametrize(
    "header", ["---\ntitle: A\ndate: 2026\n---\nB.\n", "---\r\ntitle: A\r\ndate: 2026\r\n---\r\nB.\r\n"]
)
def test_a_text_that_is_a_record_keeps_its_former_id_in_its_header(header: str, root: Path) -> None:
    written(root, {f"content/{lang}/news/a.md": header.encode() for lang in ("nl", "fr")})
    rename(root, "news", "a", "b")
    end = "\r\n" if "\r" in header else "\n"
    assert held(root)["content/nl/news/b.md"] == header.replace(f"2026{end}", f"2026{end}aliases:{end}  - a{end}")
    assert loaded(root).records.sound["news"]["b"].record.aliases == ("a",)
    rename(root, "news", "b", "a")
    assert loaded(root).records.sound["news"]["a"].record.aliases == ("b",)


PERSON = """\
- id: iemand
  name: {nl: Iemand, fr: Iemand, en: Iemand}
  ground: {kind: consent, file: Z-1}
  adult: true
  adoptions: [{municipality: zonnedal, day: 2025}]
  status: {value: detained, as_of: 2026-01}
  review_by: 2027
"""


def test_of_a_person_at_risk_no_alias_is_left(root: Path) -> None:
    written(root, {"data/persons_at_risk.yaml": PERSON})
    rename(root, "person", "iemand", "niemand")
    assert held(root)["data/persons_at_risk.yaml"] == PERSON.replace("id: iemand", "id: niemand")


@pytest.mark.parametrize(
    ("kind", "old", "new", "said", "hint"),
    [
        pytest.param(
            "place", "lunarra", "luna", "There is no place 'lunarra'.", "Did you mean 'lunara'?", id="not there"
        ),
        pytest.param("place", "lunara", "berg", "There is a place 'berg' already.", "None", id="taken"),
        pytest.param("place", "lunara", "Luna", "'Luna' cannot be an id.", "Use lower-case", id="no id"),
        pytest.param("country", "MA", "MB", "The id of a country is its ISO code", "None", id="a country"),
        pytest.param("person", "geheim", "a", "There is no such record.", "None", id="a person who is not there"),
        pytest.param("person", "iemand", "iemand", "This id is taken.", "None", id="a person who is"),
    ],
)
def test_an_id_that_cannot_be_changed_is_refused(
    kind: str, old: str, new: str, said: str, hint: str, root: Path
) -> None:
    written(root, {"data/persons_at_risk.yaml": PERSON})
    with pytest.raises(RefusedError) as caught:
        renamed(kind, old, new, loaded(root), root, SETTINGS)
    assert str(caught.value).startswith(said)
    assert str(caught.value.hint).startswith(hint)


def test_a_file_in_which_nothing_can_be_put_is_refused(root: Path) -> None:
    written(root, {"data/places.yaml": PLACES.replace("  part_of: lunara\n", "  part_of: lunara\n  aliases:\n")})
    sound = loaded(root)
    written(root, {"data/places.yaml": "- a\n"})
    with pytest.raises(RefusedError, match="laid out"):
        renamed("place", "berg", "top", sound, root, SETTINGS)


# new


def test_every_kind_asks_for_all_that_is_obligatory_first() -> None:
    for kind in MODELS:
        asked = questions(kind, LANGUAGES)
        needed = [
            one.obligatory or bool(one.lang and any(o.path == one.path and o.obligatory for o in asked))
            for one in asked
        ]
        assert needed == sorted(needed, reverse=True), kind
        own = {field.name for field in fields(MODELS[kind]) if field.obligatory and field.name != "id"}
        assert own <= {one.path[0] for one in asked if one.obligatory}, kind
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
        "- id: nieuw\n  municipality: zonnedal\n  kind: twinning\n  places:\n    - lunara\n    - berg\n"
        "  organisations:\n    - organisation: handen\n      role: partner\n  since: 2026\n"
        "  summary:\n    nl: 'Zee: 1'\n    fr: 'no'\n"
    )
    assert sorted(found) == [f"content/{lang}/partnership/nieuw.md" for lang in ("en", "fr", "nl")]
    assert found["content/en/partnership/nieuw.md"].startswith("---\ndraft: true\n---\nWrite here ")


def test_a_kind_without_a_file_gets_one_and_one_with_several_takes_the_last(root: Path) -> None:
    assert add(root, "theme", "water", name_nl="Water", name_fr="Eau") == {
        "data/themes.yaml": "- id: water\n  name:\n    nl: Water\n    fr: Eau\n"
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
    assert found["content/nl/news/a.md"].startswith("---\ntitle: 'Een: twee'\ndate: 2026-11-23\ndraft: true\n---\n")


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


def test_an_edition_of_nothing_is_refused(root: Path) -> None:
    written(root, {"data/events.yaml": EVENTS})
    with pytest.raises(RefusedError, match="There is no event 'fest'") as caught:
        added("event edition", "fest", {"year": "2026"}, loaded(root), root, SETTINGS)
    assert str(caught.value.hint) == "Did you mean 'feest'?"


def test_a_file_that_is_laid_out_otherwise_is_refused(root: Path) -> None:
    written(root, {"data/themes.yaml": "[{id: water, name: {nl: A, fr: A}}]\n"})
    with pytest.raises(RefusedError, match="laid out"):
        added("theme", "lucht", {"name-nl": "A", "name-fr": "A"}, loaded(root), root, SETTINGS)


def question(kind: str, option: str) -> Question:
    return next(one for one in questions(kind, LANGUAGES) if one.option == option)


@pytest.mark.parametrize(
    ("kind", "option", "answer", "said"),
    [
        ("partnership", "places", "lunara, berg", None),
        ("partnership", "places", "lunara, bergen", ("There is no place 'bergen'.", "Did you mean 'berg'?")),
        ("partnership", "places", "xyz", ("There is no place 'xyz'.", "There is: 'berg' and 'lunara'.")),
        ("organisation", "place", "berg", None),
        ("partnership", "kind", "twining", ("'twining' is not a value of 'kind'.", "Did you mean 'twinning'?")),
        ("campaign", "kind", "xyz", ("'xyz' is not a value of 'kind'.", "Use 'label' or 'motion'.")),
        (
            "partnership",
            "since",
            "soon",
            ("'soon' is not a day.", "Write a year (2019), a month (2019-05) or a day (2019-05-07)."),
        ),
        ("network", "website", "www", ("'www' is not a web address.", "Write it in full, with https:// in front.")),
        ("event", "name-nl", "x", None),
        ("person", "ground-organisation", "handen", ("There is no organisation 'handen'.", "None")),
    ],
)
def test_an_answer_is_judged_at_once(
    kind: str, option: str, answer: str, said: tuple[str, str] | None, root: Path
) -> None:
    told = wrong(question(kind, option), answer, loaded(root).records, LANGUAGES)
    assert (told and tuple(map(str, told))) == said


def test_a_question_says_what_it_asks_for() -> None:
    assert str(described(question("campaign", "kind"))) == "label or motion. One of: 'label' or 'motion'."
    assert str(described(question("partnership", "places"))).endswith("Several: with commas between them.")
    assert str(described(question("theme", "name-nl"))) == "As shown in headings; no full stop."


def test_the_texts_that_are_records_ask_for_a_title_in_each_language() -> None:
    assert [one.option for one in questions("news", LANGUAGES)] == ["title-nl", "title-fr", "title-en", "date"]
    assert next(field.form for field in fields(NewsHeader) if field.name == "title") is Form.LINE


def test_the_sound_site_of_the_tests_can_be_renamed_as_a_whole(tmp_path: Path) -> None:
    root = sound_site(tmp_path)
    for kind, by_id in loaded(root).records.sound.items():
        for name in by_id if kind != "country" else ():
            rename(root, kind, name, f"{name}-nieuw")
            break
