"""`jumelage new`, `rename`, `translated`, `status` and `schema` as one starts them."""

import io
import json
import sys
from pathlib import Path

import pytest

from jumelage.__main__ import main
from jumelage.content.drift import paragraphs
from sites import small, written

DAY = "2026-11-22"
PLACES = "- {id: lunara, name: {nl: Lunara, fr: Lunara}, kind: city, country: MA}\n"
COUNTRIES = "- {id: MA, slugs: {nl: marokko, fr: maroc, en: morocco}}\n"
PARTNERSHIP = ("new", "partnership", "--municipality", "zonnedal", "--kind", "twinning", "--places", "lunara")


class Here:
    """Runs a command in a folder, with what is typed; gives the status and what was printed on both outputs."""

    def __init__(self, root: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.capture = capture
        self.patch = patch

    def __call__(self, *arguments: str, typed: str = "") -> tuple[int, str, str]:
        self.patch.setattr(sys, "stdin", io.StringIO(typed))
        try:
            status = main([*arguments, "--today", DAY])
        except SystemExit as end:
            status = int(str(end.code))
        printed = self.capture.readouterr()
        return status, printed.out, printed.err

    def files(self) -> dict[str, bytes]:
        return {str(p.relative_to(self.root)): p.read_bytes() for p in sorted(self.root.rglob("*")) if p.is_file()}


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    root = small(tmp_path / "site", places=PLACES, countries=COUNTRIES)
    monkeypatch.chdir(root)
    return Here(root, capsys, monkeypatch)


# new


def test_a_record_is_written_and_its_places_are_told(here: Here) -> None:
    status, said, beside = here(*PARTNERSHIP)
    assert (status, said) == (0, "")
    assert "Written: data/partnerships.yaml:1\nWritten: content/nl/partnership/zonnedal-lunara.md\n" in beside
    assert b"- id: zonnedal-lunara\n" in here.files()["data/partnerships.yaml"]
    assert here("check", "--strict", "--lang", "nl")[0] == 1  # The place has no coordinates.
    assert here("check")[0] == 0


def test_a_record_can_come_without_texts(here: Here) -> None:
    assert here(*PARTNERSHIP, "--no-text")[0] == 0
    assert not [path for path in here.files() if path.startswith("content")]


def test_all_that_is_missing_is_said_at_once(here: Here) -> None:
    before = here.files()
    assert here("new", "partnership") == (2, "", "Missing: --municipality --kind\n")
    assert here("new", "country", "--slugs-nl", "a", "--slugs-fr", "a", "--slugs-en", "a") == (2, "", "Missing: --id\n")
    assert here("new", "event", "edition")[0] == 2
    assert here.files() == before


def test_what_is_not_given_is_asked_for_and_a_wrong_answer_again(here: Here) -> None:
    typed = "zonedal\nzonnedal\n\ntwining\ntwinning\nlunara\n\n\n\n\n\n\n\n\n\n"
    status, _, beside = here("new", "partnership", "--ask", "--lang", "nl", typed=typed)
    assert status == 0
    assert "Bedoelde u 'zonnedal'?" in beside
    assert "Dit moet ingevuld worden." in beside
    assert "Bedoelde u 'twinning'?" in beside
    assert "id (Zijn naam" in beside or "zonnedal-lunara): " in beside
    assert b"  kind: twinning\n" in here.files()["data/partnerships.yaml"]


def test_who_stops_answering_leaves_nothing_behind(here: Here) -> None:
    before = here.files()
    status, _, beside = here("new", "partnership", "--ask", typed="zonnedal\n")
    assert status == 1
    assert beside.endswith("Nothing was written.\n")
    assert here.files() == before


@pytest.mark.parametrize("typed", ["zonnedal\ncaf\udce9\n", "\udcff\n"])
def test_an_answer_that_is_no_text_writes_nothing(typed: str, here: Here) -> None:
    before = here.files()
    status, _, beside = here("new", "partnership", "--ask", typed=typed)
    assert (status, beside.endswith("This answer is not valid text. Nothing was written.\n")) == (1, True)
    assert here.files() == before


@pytest.mark.parametrize(
    ("arguments", "found", "beside"),
    [
        pytest.param(
            ("--municipality", "zonedal", "--kind", "twinning", "--id", "a"), "",
            "There is no municipality 'zonedal'.\n    Did you mean 'zonnedal'?\n", id="a wrong value",
        ),
        pytest.param(
            ("--municipality", "zonnedal", "--kind", "twinning", "--id", "a"),
            "data/partnerships.yaml:1:3: A partnership needs a place or an organisation with the role 'partner'."
            " [missing-field]\n    Add 'places' or 'organisations'.\n",
            "", id="what does not fit together",
        ),
        pytest.param(
            ("--municipality", "zonnedal", "--kind", "twinning", "--places", "lunara", "--id", "A B"),
            "",
            "'A B' is not a valid id.\n"
            "    Use lower-case letters without accents, digits and single hyphens, at most 64 in all.\n",
            id="a wrong id",
        ),
    ],
)  # fmt: skip
def test_what_does_not_validate_is_refused(arguments: tuple[str, ...], found: str, beside: str, here: Here) -> None:
    before = here.files()
    status, said, reported = here("new", "partnership", *arguments)
    assert (status, [line for line in said.splitlines() if "prose" not in line]) == (
        1,
        found.splitlines(),
    )
    assert reported == beside
    assert here.files() == before


def test_a_text_that_is_there_is_not_written_over(here: Here) -> None:
    written(here.root, {"content/nl/partnership/zonnedal-lunara.md": "Mijn tekst."})
    status, _, beside = here(*PARTNERSHIP)
    assert (status, beside) == (1, "There is already a file: content/nl/partnership/zonnedal-lunara.md\n")


def test_a_person_is_asked_for_with_a_warning_and_no_value_is_repeated(here: Here) -> None:
    answers = [
        "--name-nl", "GEHEIM", "--name-fr", "GEHEIM", "--ground-kind", "consent", "--adult", "true",
        "--review-by", "2027", "--adoptions-municipality", "zonnedal",
        "--adoptions-day", "2025", "--status-as-of", "2026", "--status-value",
    ]  # fmt: skip
    status, said, beside = here("new", "person", *answers, "GEHEIM")
    assert (status, said) == (1, "")
    assert "The repository is public" in beside
    assert "The field 'value' of a person at risk is not filled in correctly." in beside
    assert "GEHEIM" not in beside
    status, said, beside = here("new", "person", *answers, "detained")
    assert status == 1
    assert "[missing-field]" in said
    assert "GEHEIM" not in said + beside


@pytest.mark.parametrize("words", [("event", "edition"), ("event-edition",)], ids=["two words", "one word"])
def test_an_edition_is_added(words: tuple[str, ...], here: Here) -> None:
    written(here.root, {"data/events.yaml": "- {id: feest, name: {nl: A, fr: A}, municipality: zonnedal}\n"})
    assert here("new", *words, "--id", "feest", "--year", "2027", "--start", "2027-11-02")[0] == 0
    assert b"editions: [{year: 2027, start: 2027-11-02}]}" in here.files()["data/events.yaml"]


# rename


def test_an_id_is_renamed_everywhere_and_the_files_are_told(here: Here) -> None:
    here(*PARTNERSHIP)
    status, said, beside = here("rename", "place", "lunara", "luna")
    assert (status, said) == (0, "")
    assert "Renamed. Files that changed: 2\nWritten: data/partnerships.yaml\n" in beside
    assert here("check")[0] == 0


def test_a_site_with_problems_is_not_renamed_in(here: Here) -> None:
    written(here.root, {"data/themes.yaml": "- {id: water, name: {nl: Water}}\n"})
    before = here.files()
    status, said, _ = here("rename", "place", "lunara", "luna")
    assert status == 1
    assert "[missing-language]" in said
    assert here.files() == before


def test_an_unknown_id_is_said_with_the_nearest(here: Here) -> None:
    assert here("rename", "place", "lunarra", "luna")[::2] == (
        1,
        "There is no place 'lunarra'.\n    Did you mean 'lunara'?\n",
    )


# translated and status

TEXTS = {"content/nl/place/lunara.md": "Een.\n", "content/fr/place/lunara.md": "Un.\n"}


def test_a_translation_is_marked_from_any_folder(here: Here) -> None:
    written(here.root, TEXTS)
    path = "content/fr/place/lunara.md"
    assert here("translated", path)[::2] == (0, f"{path} is marked as up to date.\n")
    assert f"paragraphs: [{paragraphs('Een.')[0]}]".replace("[", "") in here.files()[path].decode().replace(
        "[", ""
    ).replace("'", "")
    here.patch.chdir(here.root / "content/fr")
    assert here("translated", "place/lunara.md", "--root", str(here.root))[::2] == (
        0,
        f"{path} was already marked as up to date.\n",
    )
    assert here("translated", "place/x.md", "--root", str(here.root))[0] == 1


def test_status_shows_what_is_stale_with_the_paragraph_that_changed(here: Here) -> None:
    written(here.root, TEXTS)
    here("translated", "content/fr/place/lunara.md")
    written(here.root, {"content/nl/place/lunara.md": "Een.\n\nTwee <b>.\n".replace(" <b>", " & drie")})
    status, said, beside = here("status")
    assert (status, beside) == (0, "")
    rows = [line.split() for line in said.split("\n\n")[0].splitlines()]
    assert ["place", "nl", "2", "0", "0", "0"] in rows
    assert rows[rows.index(["place", "nl", "2", "0", "0", "0"]) + 1] == ["fr", "1", "1", "0", "0"]
    assert (
        "\ncontent/fr/place/lunara.md:2:1: The text in French is older than content/nl/place/lunara.md.\n"
        "    content/nl/place/lunara.md:3: paragraph 2 is new or changed: Twee & drie.\n"
    ) in said
    assert "data/places.yaml:1:16: The text in English is missing for name; visitors see another language.\n" in said


def test_status_of_a_person_repeats_no_word_of_a_text(here: Here) -> None:
    person = "ground: {kind: consent, file: Z-1}, adult: true, adoptions: [{municipality: zonnedal, day: 2025}], "
    person += "status: {value: detained, as_of: 2026-01}, review_by: 2027"
    texts = {path.replace("place/lunara", "person/iemand"): text for path, text in TEXTS.items()}
    written(here.root, {"data/persons_at_risk.yaml": f"- {{id: iemand, name: {{nl: I, fr: I}}, {person}}}\n", **texts})
    here("translated", "content/fr/person/iemand.md")
    written(here.root, {"content/nl/person/iemand.md": "GEHEIM.\n"})
    _, said, _ = here("status")
    assert "content/nl/person/iemand.md:1: paragraph 1 is new or changed.\n" in said
    assert "GEHEIM" not in said


def test_status_is_a_page_with_links_to_the_files_too(here: Here) -> None:
    written(here.root, {**TEXTS, "content/nl/place/lunara.md": "Een <b>.\n".replace("<b>", "& twee")})
    status, said, beside = here("status", "--lang", "fr", "--html", "out.html")
    assert (status, said, beside) == (
        0,
        "",
        "Écrit : out.html\n".replace(" ", "\u00a0", 1) if "Écrit\u00a0" in beside else beside,
    )
    page = (here.root / "out.html").read_text("utf-8")
    assert '<html lang="fr">' in page
    assert '<a href="content/en/place/lunara.md">' in page
    written(here.root, {"pelicanconf.py": "REPOSITORY = 'https://example.org/a'\n"})
    here("status", "--html", "out.html")
    assert 'href="https://example.org/a/edit/main/content/en/place/lunara.md"' in (here.root / "out.html").read_text(
        "utf-8"
    )


def test_status_says_when_the_site_has_problems(here: Here) -> None:
    written(here.root, {"data/themes.yaml": "- {id: water, name: {nl: Water}}\n"})
    status, said, beside = here("status")
    assert (status, beside) == (1, "The site has problems (1); jumelage check shows them.\n")
    assert "data/themes.yaml:1:15: The text in French is missing.\n" in said
    assert here("status", "--root", str(here.root / "data"))[0] == 3


# schema


def test_schemas_are_written_once(here: Here) -> None:
    assert here("schema")[0] == 0
    held = json.loads((here.root / "schema/partnership.json").read_text("utf-8"))
    assert "lunara" in json.dumps(held)
    assert ", 0 changed." in here("schema")[2]
