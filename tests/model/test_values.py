"""The values that records are made of; the words of refusals are in `test_broken_sites`."""

from datetime import date

import pytest
from pydantic import ValidationError

from jumelage.kinds import KINDS
from jumelage.languages import Languages
from jumelage.model.references import COUNTRIES, CountryId, PlaceId, Reference
from jumelage.model.values import Address, Day, Degrees, LanguageTag, Line, Slug, Text, Whole, Yes, slug
from model_reading import read, refused


@pytest.mark.parametrize(
    ("written", "first", "last", "precision"),
    [
        pytest.param("2019", date(2019, 1, 1), date(2019, 12, 31), "year", id="a year"),
        pytest.param("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month", id="a month of a leap year"),
        pytest.param("2019-12", date(2019, 12, 1), date(2019, 12, 31), "month", id="the last month"),
        pytest.param("2019-05-07", date(2019, 5, 7), date(2019, 5, 7), "day", id="a day"),
        pytest.param({"after": "2019-10"}, date(2019, 10, 1), date.max, "after", id="after a month"),
        pytest.param({"before": "2020-12-17"}, date.min, date(2020, 12, 17), "before", id="before a day"),
        pytest.param({"after": "2019", "before": "2020"}, date(2019, 1, 1), date(2020, 12, 31), "between", id="both"),
        pytest.param(
            {"after": "2019-01-01", "before": "2019-01-01"},
            date(2019, 1, 1),
            date(2019, 1, 1),
            "between",
            id="a day between",
        ),
        pytest.param({"after": "2019", "before": "2019"}, date(2019, 1, 1), date(2019, 12, 31), "between", id="in one"),
    ],
)
def test_a_day_covers_what_its_precision_says(written: object, first: date, last: date, precision: str) -> None:
    day = read(Day, written)
    assert (day.first, day.last, day.precision) == (first, last, precision)
    assert read(Day, day) is day


def test_a_day_between_two_others_keeps_them_as_written() -> None:
    day = read(Day, {"after": "2019-10", "before": "2020"})
    assert (day.after, day.before) == (read(Day, "2019-10"), read(Day, "2020"))
    assert (day.bounded, day.after.bounded) == (True, False)
    assert [read(Day, {bound: "2019"}).bounded for bound in ("after", "before")] == [True, True]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        pytest.param("2019-5", "invalid-day", id="one digit"),
        pytest.param("2019-05-07T00:00", "invalid-day", id="a time"),
        pytest.param("07/05/2019", "invalid-day", id="another order"),
        pytest.param("٢٠١٩", "invalid-day", id="digits of another script"),
        pytest.param("20١٩", "invalid-day", id="digits of two scripts"),
        pytest.param("2019-00", "invalid-day", id="month zero"),
        pytest.param("2019-05-00", "invalid-day", id="day zero"),
        pytest.param("2023-02-29", "invalid-day", id="no leap year"),
        pytest.param("1899", "invalid-day", id="before 1900"),
        pytest.param("2100", "invalid-day", id="after 2099"),
        pytest.param([], "wrong-type", id="a list"),
        pytest.param({}, "missing-field", id="no bound"),
        pytest.param({"since": "2019"}, "unknown-field", id="another bound"),
        pytest.param({"after": "2020", "before": "2019"}, "impossible-period", id="bounds in the wrong order"),
    ],
)
def test_what_is_no_day_is_refused(written: object, code: str) -> None:
    assert refused(Day, written) == [code]


def test_an_id_has_at_most_64_characters() -> None:
    assert read(Slug, "a" * 64) == "a" * 64
    assert refused(Slug, "a" * 65) == ["invalid-id"]


def test_the_languages_of_the_site_are_reserved_ids() -> None:
    assert slug("de", Languages()) == "de"
    assert read(Slug, "de", Languages(("nl", "fr"))) == "de"
    with pytest.raises(ValidationError):
        read(Slug, "de", Languages(("nl", "de")))


def test_a_line_has_single_blanks_and_keeps_those_that_do_not_break() -> None:
    assert read(Line, " a\n  b\t c\u00a0:\u202fd\u00ad \n") == "a b c\u00a0:\u202fd\u00ad"


def test_a_line_of_a_hundred_kilobytes_is_refused() -> None:
    assert read(Line, "a" * 10_000) == "a" * 10_000
    assert refused(Line, "a" * 10_001) == ["too-large"]


def test_a_text_needs_the_obligatory_languages_of_the_site() -> None:
    german = Languages(("de", "nl"), ("de",))
    assert read(Text, {"nl": "Zee", "fr": "Mer", "en": None}) == {"nl": "Zee", "fr": "Mer"}
    assert read(Text, {"de": "Meer"}, german) == {"de": "Meer"}
    assert refused(Text, {"nl": "Zee", "en": "Sea"}) == ["missing-language"]
    assert refused(Text, {"nl": "Zee", "fr": "Mer", "de": "Meer"}) == ["unknown-language"]
    assert refused(Text, "Zee") == ["dict_type"]


@pytest.mark.parametrize("url", ["https://example.org", "http://example.org:80/a?b=c#d", "HTTPS://EXAMPLE.ORG/é"])
def test_a_web_address_is_taken_as_written(url: str) -> None:
    assert read(Address, url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "//example.org",
        "https:example.org",
        'https://a.org/"',
        "https://[::",
        " https://a.org",
        "https://a.org@b.org",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert refused(Address, url) == ["unsafe-address"]


def test_what_stands_before_the_host_is_named() -> None:
    with pytest.raises(ValidationError) as caught:
        read(Address, "https://jette.be@example.org/")
    hint = caught.value.errors()[0]["ctx"]["hint"]
    assert str(hint) == "Remove what comes before the '@': it looks like the address but is not."


@pytest.mark.parametrize("tag", ["nl", "ber", "zh-Hant", "fr-BE"])
def test_a_language_tag_is_taken_as_written(tag: str) -> None:
    assert read(LanguageTag, tag) == tag


def test_numbers_are_read_from_digits_alone() -> None:
    assert read(Whole, "150000") == 150000
    assert read(Whole, 5) == 5
    assert read(Degrees, "-4.35") == -4.35
    assert read(Degrees, 4.0) == 4.0
    assert [refused(Whole, text) for text in ("012", "1.500", "-1", "1e3", "１")] == [["invalid-value"]] * 5
    assert [refused(Degrees, text) for text in ("4,35", "inf", "1e3")] == [["invalid-value"]] * 3


def test_only_true_and_false_are_yes_and_no() -> None:
    assert (read(Yes, "true"), read(Yes, "false"), read(Yes, True)) == (True, False, True)
    assert [refused(Yes, text) for text in ("yes", "no", "True", "1")] == [["invalid-value"]] * 4


def test_the_countries_are_those_of_iso_3166_and_kosovo() -> None:
    assert len(COUNTRIES) == 249 + 1
    assert {"BE", "NO", "PS", "CD", "XK"} < COUNTRIES


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        pytest.param("UK", "Did you mean 'GB'?", id="exceptionally reserved"),
        pytest.param("be", "Did you mean 'BE'?", id="lower case"),
        pytest.param("Belgium", "Did you mean 'BE'?", id="a name in English"),
        pytest.param("ZR", "Did you mean 'CD'?", id="a former code"),
        pytest.param("EU", "Use the two-letter code of ISO 3166-1 in capitals, for example MA.", id="no country"),
        pytest.param(
            "False", "Use the two-letter code of ISO 3166-1 in capitals, for example MA.", id="what Norway may become"
        ),
    ],
)
def test_what_is_no_country_is_refused_with_the_one_that_was_meant(code: str, hint: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(CountryId, code)
    assert str(caught.value.errors()[0]["ctx"]["hint"]) == hint


def test_a_reference_is_its_id_and_knows_its_kinds() -> None:
    place = read(PlaceId, "lunara")
    assert (place, type(place), place.kinds) == ("lunara", PlaceId, ("place",))
    every = {kind for one in Reference.__subclasses__() for kind in one.kinds}
    assert every < set(KINDS)
