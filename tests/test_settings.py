"""Settings come from a file, Pelican's mapping or the environment, and those of no use are refused."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from jumelage.languages import SEGMENTS, Languages
from jumelage.messages.problems import BuildError
from jumelage.settings import Settings, from_mapping, read_settings

DAY = "2026-11-22"
TODAY = date(2026, 11, 22)
EDITORS = "EDITOR_LANGUAGES must contain one or more of 'en', 'fr' and 'nl'."


def test_without_a_file_the_defaults_suffice(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "pelicanconf.py", DAY) == Settings(
        today=TODAY,
        siteurl="http://localhost:8000",
        names={"nl": "Jumelage", "fr": "Jumelage", "en": "Jumelage"},
        publishers={},
        languages=Languages(("nl", "fr", "en"), ("nl", "fr"), SEGMENTS),
        home_country="BE",
        timezone="Europe/Brussels",
        repository="",
        branch="main",
        contact="",
        publish=False,
        editor_languages=("nl", "fr"),
        drafts=False,
    )


def test_a_file_sets_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text(
        """
SITENAME = {"de": "Sonnental", "nl": "Zonnedal"}
PUBLISHER = {"de": "Die Gemeinde", "nl": "De gemeente"}
PUBLISHER_NOTE = {"de": "Eine Probe.", "nl": "Een proef."}
CONTACT = " dienst@example.org "
LANGUAGES = ["de", "nl"]
OBLIGATORY_LANGUAGES = ["nl"]
SEGMENTS = {kind: {"de": kind + "-de"} for kind in (
    "municipality", "country", "place", "partnership", "programme", "project", "campaign", "network", "person", "event",
    "call", "organisation", "theme", "news",
)}
HOME_COUNTRY = "NL"
TIMEZONE = "Pacific/Kiritimati"
REPOSITORY = "https://example.org/site/"
BRANCH = "trunk"
SITEURL = "https://example.org/project/"
TODAY = "2026-11-22"
PUBLISH = True
EDITOR_LANGUAGES = ["fr", "en"]
""",
        "utf-8",
    )
    segments = {kind: {**by_lang, "de": f"{kind}-de"} for kind, by_lang in SEGMENTS.items()}
    assert read_settings(tmp_path / "pelicanconf.py") == Settings(
        today=TODAY,
        siteurl="https://example.org/project",
        names={"de": "Sonnental", "nl": "Zonnedal"},
        publishers={"de": "Die Gemeinde", "nl": "De gemeente"},
        publisher_notes={"de": "Eine Probe.", "nl": "Een proef."},
        languages=Languages(("de", "nl"), ("nl",), segments),
        home_country="NL",
        timezone="Pacific/Kiritimati",
        repository="https://example.org/site",
        branch="trunk",
        contact="dienst@example.org",
        publish=True,
        editor_languages=("fr", "en"),
    )


@pytest.mark.parametrize(
    ("siteurl", "base"),
    [
        pytest.param("https://example.org", "", id="no path"),
        pytest.param("https://example.org/", "", id="a slash alone"),
        pytest.param("http://example.org:8080/a/b/", "/a/b", id="a path"),
    ],
)
def test_the_path_of_the_address_is_the_base(siteurl: str, base: str) -> None:
    assert from_mapping({"SITEURL": siteurl}, DAY).base == base


@pytest.mark.parametrize(
    ("environ", "setting", "offline"),
    [
        ("", False, False),
        ("0", False, False),
        (" ", False, False),
        ("1", False, True),
        ("yes", False, True),
        ("", True, True),
    ],
)
def test_the_environment_or_a_setting_says_that_nobody_answers(
    environ: str, setting: bool, offline: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OFFLINE", environ)
    assert from_mapping({"OFFLINE": setting}, DAY).offline is offline


def test_an_empty_address_is_as_good_as_none() -> None:
    assert from_mapping({"SITEURL": ""}, DAY).siteurl == "http://localhost:8000"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param("Zonnedal", {"nl": "Zonnedal", "fr": "Zonnedal", "en": "Zonnedal"}, id="one name for all"),
        pytest.param({"fr": "Valsoleil"}, {"nl": "Valsoleil", "fr": "Valsoleil", "en": "Valsoleil"}, id="one language"),
        pytest.param(
            {"xx": "Else"}, {"nl": "Else", "fr": "Else", "en": "Else"}, id="a language that is not the site's"
        ),
    ],
)
def test_a_language_without_a_name_of_the_site_borrows_one(names: Any, said: dict[str, str]) -> None:
    settings = from_mapping({"SITENAME": names}, DAY)
    assert {lang: settings.name(lang) for lang in ("nl", "fr", "en")} == said


def test_a_name_in_other_languages_goes_before_the_one_name() -> None:
    settings = from_mapping({"SITENAME": "Zonnedal", "SITENAMES": {"fr": "Valsoleil"}}, DAY)
    assert settings.names == {"nl": "Zonnedal", "fr": "Valsoleil", "en": "Zonnedal"}


@pytest.mark.parametrize(
    ("given", "contact"),
    [
        (None, ""),
        ("", ""),
        (" ", ""),
        ("dienst@example.org", "dienst@example.org"),
        ("https://a.be/b?c", "https://a.be/b?c"),
    ],
)
def test_a_contact_is_an_address_or_nothing(given: str | None, contact: str) -> None:
    assert from_mapping({"CONTACT": given}, DAY).contact == contact


@pytest.mark.parametrize("name", ["publisher", "publisher_note"])
@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param(None, "", id="nothing"),
        pytest.param("De gemeente", "De gemeente", id="one text for all"),
        pytest.param({"nl": "De gemeente", "en": "The city"}, "The city", id="a text for each language"),
        pytest.param({"nl": "De gemeente", "fr": "La commune"}, "De gemeente", id="not in this language"),
    ],
)
def test_who_publishes_is_named_in_the_language_or_the_first_one_there_is(name: str, given: Any, said: str) -> None:
    assert getattr(from_mapping({name.upper(): given}, DAY), name)("en") == said


def test_today_is_the_day_given_then_the_environments_then_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {"TODAY": "2026-01-01"}
    assert from_mapping(values).today == date(2026, 1, 1)
    monkeypatch.setenv("TODAY", "2026-02-02")
    assert from_mapping(values).today == date(2026, 2, 2)
    assert from_mapping(values, "2026-03-03").today == date(2026, 3, 3)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_today_is_the_day_in_the_sites_time_zone(zone: str) -> None:
    before = datetime.now(ZoneInfo(zone)).date()
    found = from_mapping({"TIMEZONE": zone}).today
    assert found - before in {timedelta(0), timedelta(1)}
    assert (
        from_mapping({"TIMEZONE": "Pacific/Kiritimati"}).today != from_mapping({"TIMEZONE": "Pacific/Pago_Pago"}).today
    )


def test_the_address_in_the_environment_goes_before_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEURL", "https://example.org/preview/")
    assert from_mapping({"SITEURL": "https://example.org"}, DAY).siteurl == "https://example.org/preview"


@pytest.mark.parametrize(
    ("named", "hosted", "found"),
    [
        pytest.param("", {}, "", id="nowhere"),
        pytest.param(
            "",
            {"SERVER_URL": "https://git.example", "REPOSITORY": "a/b"},
            "https://git.example/a/b",
            id="where it runs",
        ),
        pytest.param(
            "https://example.org/site/",
            {"SERVER_URL": "https://git.example", "REPOSITORY": "a/b"},
            "https://example.org/site",
            id="the setting first",
        ),
        pytest.param("", {"SERVER_URL": "https://git.example"}, "", id="a server alone"),
        pytest.param("", {"REPOSITORY": "a/b"}, "", id="a name alone"),
    ],
)
def test_the_repository_is_the_one_named_or_the_one_that_github_is_building(
    named: str, hosted: dict[str, str], found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in hosted.items():
        monkeypatch.setenv(f"GITHUB_{name}", value)
    assert from_mapping({"REPOSITORY": named}, DAY).repository == found


@pytest.mark.parametrize(
    ("values", "message"),
    [
        *(
            pytest.param(
                {"CONTACT": text},
                f"CONTACT '{text}' is neither an e-mail address nor a web address such as https://example.org/contact.",
                id=f"the contact {text}",
            )
            for text in ("x", "example.org", "mailto:dienst@example.org", "dienst @example.org", "javascript:alert(1)")
        ),
        pytest.param(
            {"SITEURL": "example.org"},
            "SITEURL 'example.org' is not a web address such as https://example.org.",
            id="an address without https",
        ),
        pytest.param(
            {"SITEURL": "https://example.org/a?b"},
            "SITEURL 'https://example.org/a?b' is not a web address such as https://example.org.",
            id="an address with a question",
        ),
        pytest.param(
            {"LANGUAGES": ("nl", "de"), "SEGMENTS": {kind: {"de": kind} for kind in SEGMENTS if kind != "news"}},
            "LANGUAGES, OBLIGATORY_LANGUAGES and SEGMENTS do not match (news: de).",
            id="a kind without an address in a language",
        ),
        pytest.param(
            {"LANGUAGES": ("en",), "OBLIGATORY_LANGUAGES": ("nl",)},
            "LANGUAGES, OBLIGATORY_LANGUAGES and SEGMENTS do not match ().",
            id="no obligatory language among the languages",
        ),
        pytest.param(
            {"LANGUAGES": ()},
            "LANGUAGES, OBLIGATORY_LANGUAGES and SEGMENTS do not match ().",
            id="no languages",
        ),
        pytest.param({"EDITOR_LANGUAGES": ("nl", "xx")}, EDITORS, id="no catalogue"),
        pytest.param({"EDITOR_LANGUAGES": ()}, EDITORS, id="no editors"),
        pytest.param({"EDITOR_LANGUAGES": "nl"}, EDITORS, id="a text"),
        pytest.param({"TODAY": "22-11-2026"}, "TODAY '22-11-2026' is not a day such as 2026-11-23.", id="no day"),
    ],
)
def test_a_setting_of_no_use_is_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(BuildError) as caught:
        from_mapping(values, "" if "TODAY" in values else DAY)
    assert str(caught.value) == message


@pytest.mark.parametrize("zone", ["Europe/Zonnedal", "", "../etc/passwd", "Europe"])
def test_a_time_zone_that_does_not_exist_is_refused(zone: str) -> None:
    with pytest.raises(BuildError) as caught:
        from_mapping({"TIMEZONE": zone})
    assert str(caught.value) == f"TIMEZONE '{zone}' is not a time zone such as Europe/Brussels."


@pytest.mark.parametrize(
    ("code", "message"),
    [
        pytest.param("A = (", "The settings in conf.py cannot be read: SyntaxError: ", id="no Python"),
        pytest.param(
            "A = B", "The settings in conf.py cannot be read: NameError: name 'B' is not defined.", id="error"
        ),
    ],
)
def test_a_file_that_cannot_be_run_is_no_settings(code: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(code, "utf-8")
    with pytest.raises(BuildError) as caught:
        read_settings(tmp_path / "conf.py", DAY)
    assert str(caught.value).startswith(message)
