"""Each language says days, numbers and sums as its own readers write them."""

import pytest

from jumelage.model.base import Amount
from jumelage.model.values import Day
from jumelage.targets.plan import wordings
from jumelage.wording import Wording, sort_key
from sites import ROOT

# The blank that no line breaks at, and the narrow one.
B, N = "\u00a0", "\u202f"
WORDINGS = wordings(ROOT, ("nl", "fr", "en"))

ByLang = tuple[str, str, str]


def said(method: str, *values: object) -> ByLang:
    """Return what the three languages say."""
    nl, fr, en = (getattr(WORDINGS[lang], method)(*values) for lang in ("nl", "fr", "en"))
    return nl, fr, en


@pytest.mark.parametrize(
    ("written", "words"),
    [
        pytest.param("2019", ("2019", "2019", "2019"), id="a year"),
        pytest.param("2019-05", ("mei 2019", "mai 2019", "May 2019"), id="a month"),
        pytest.param("2019-05-07", ("7 mei 2019", "7 mai 2019", "7 May 2019"), id="a day"),
        pytest.param("2019-08-01", ("1 augustus 2019", "1er août 2019", "1 August 2019"), id="the first of a month"),
        pytest.param("2019-08-11", ("11 augustus 2019", "11 août 2019", "11 August 2019"), id="the eleventh"),
        pytest.param(
            {"after": "2019-10"}, ("na oktober 2019", "après octobre 2019", "after October 2019"), id="after a month"
        ),
        pytest.param(
            {"before": "2020-12-17"},
            ("vóór 17 december 2020", "avant le 17 décembre 2020", "before 17 December 2020"),
            id="before a day",
        ),
        pytest.param(
            {"after": "2003", "before": "2004-02-01"},
            ("tussen 2003 en 1 februari 2004", "entre 2003 et le 1er février 2004", "between 2003 and 1 February 2004"),
            id="between two",
        ),
    ],
)
def test_a_day_is_said_as_precisely_as_it_is_known(written: object, words: ByLang) -> None:
    assert said("day", Day.read(written)) == words


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        pytest.param("2019", "2021", ("2019–2021", "2019–2021", "2019–2021"), id="years"),
        pytest.param("2019", "2019", ("2019", "2019", "2019"), id="one year"),
        pytest.param("2019-05-07", "2019-05-07", ("7 mei 2019", "7 mai 2019", "7 May 2019"), id="one day"),
        pytest.param(
            "2019-05",
            "2021-06-30",
            ("mei 2019 – 30 juni 2021", "mai 2019 – 30 juin 2021", "May 2019 – 30 June 2021"),
            id="a month to a day",
        ),
        pytest.param("2019", None, ("sinds 2019", "depuis 2019", "since 2019"), id="since a year"),
        pytest.param(
            "2019-05-07", None, ("sinds 7 mei 2019", "depuis le 7 mai 2019", "since 7 May 2019"), id="since a day"
        ),
        pytest.param(
            {"after": "2019", "before": "2021"},
            None,
            ("begin: tussen 2019 en 2021", "début\u00a0: entre 2019 et 2021", "start: between 2019 and 2021"),
            id="since a day between two",
        ),
        pytest.param(None, "2030", ("tot en met 2030", "jusqu'en 2030", "until 2030"), id="until a year"),
        pytest.param(
            None, "2030-05", ("tot en met mei 2030", "jusqu'en mai 2030", "until May 2030"), id="until a month"
        ),
        pytest.param(
            None,
            "2030-05-01",
            ("tot en met 1 mei 2030", "jusqu'au 1er mai 2030", "until 1 May 2030"),
            id="until a day",
        ),
        pytest.param(
            None,
            {"before": "2030-05-07"},
            ("einde: vóór 7 mei 2030", "fin\u00a0: avant le 7 mai 2030", "end: before 7 May 2030"),
            id="until before a day",
        ),
        pytest.param(
            "2026-03-01",
            "2026-03-14",
            ("1–14 maart 2026", "1er–14 mars 2026", "1–14 March 2026"),
            id="days of one month",
        ),
        pytest.param(None, None, ("", "", ""), id="neither"),
    ],
)
def test_a_period_names_only_the_ends_that_are_known(since: object, until: object, words: ByLang) -> None:
    ends = [Day.read(end) if end else None for end in (since, until)]
    assert said("period", *ends) == words


def test_a_period_that_has_yet_to_begin_says_so() -> None:
    assert [said("period", Day.read(day), None, True) for day in ("2027", "2027-03-01", {"after": "2027"})] == [
        ("vanaf 2027", "dès 2027", "from 2027"),
        ("vanaf 1 maart 2027", "dès le 1er mars 2027", "from 1 March 2027"),
        ("begin: na 2027", "début\u00a0: après 2027", "start: after 2027"),
    ]


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        pytest.param(150000, "EUR", (f"€{B}150.000", f"150{N}000{B}€", "€150,000"), id="euros"),
        pytest.param(500, "EUR", (f"€{B}500", f"500{B}€", "€500"), id="below a thousand"),
        pytest.param(100, "EUR", (f"€{B}100", f"100{B}€", "€100"), id="ending with zeros"),
        pytest.param(
            1200000, "USD", (f"US${B}1.200.000", f"1{N}200{N}000{B}$US", "US$1,200,000"), id="dollars, in millions"
        ),
        pytest.param(1000, "MAD", (f"MAD{B}1.000", f"1{N}000{B}MAD", f"MAD{B}1,000"), id="a currency without a sign"),
    ],
)
def test_a_sum_has_no_decimals_and_its_sign_where_readers_expect_it(amount: int, currency: str, words: ByLang) -> None:
    assert said("amount", Amount(amount=amount, currency=currency)) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        pytest.param("4.41 MB", ("4,41 MB", f"4,41{N}Mo", "4.41 MB"), id="stated"),
        pytest.param("820 kB", ("820 kB", f"820{N}ko", "820 kB"), id="stated, whole"),
        pytest.param("1.0 GB", ("1 GB", f"1{N}Go", "1 GB"), id="stated, round"),
        pytest.param("900 B", ("900 byte", f"900{N}o", "900 byte"), id="stated in bytes"),
        pytest.param(0, ("1 kB", f"1{N}ko", "1 kB"), id="nothing"),
        pytest.param(588, ("1 kB", f"1{N}ko", "1 kB"), id="less than a kilobyte"),
        pytest.param(999_499, ("999 kB", f"999{N}ko", "999 kB"), id="nearly a megabyte"),
        pytest.param(999_500, ("1 MB", f"1{N}Mo", "1 MB"), id="as good as a megabyte"),
        pytest.param(4_410_000, ("4,4 MB", f"4,4{N}Mo", "4.4 MB"), id="measured"),
    ],
)
def test_a_size_is_as_exact_as_it_is_stated_or_as_is_of_use(size: int | str, words: ByLang) -> None:
    assert said("size", size) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        pytest.param(0, ("0", "0", "0"), id="nothing"),
        pytest.param(1200, ("1.200", f"1{N}200", "1,200"), id="a thousand"),
        pytest.param(1234567, ("1.234.567", f"1{N}234{N}567", "1,234,567"), id="a million"),
    ],
)
def test_a_number_is_grouped(number: int, words: ByLang) -> None:
    assert said("number", number) == words


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        pytest.param([], ("", "", ""), id="nothing"),
        pytest.param(["a"], ("a", "a", "a"), id="one"),
        pytest.param(["a", "b"], ("a en b", "a et b", "a and b"), id="two"),
        pytest.param(["a", "b", "c"], ("a, b en c", "a, b et c", "a, b and c"), id="three"),
    ],
)
def test_a_list_ends_with_and(texts: list[str], words: ByLang) -> None:
    assert said("listing", texts) == words


def test_a_count_takes_the_plural_of_its_language() -> None:
    assert [said("counted", "count.place", count) for count in (0, 1, 2, 1200)] == [
        ("0 plaatsen", "0 lieu", "0 places"),
        ("1 plaats", "1 lieu", "1 place"),
        ("2 plaatsen", "2 lieux", "2 places"),
        ("1.200 plaatsen", f"1{N}200 lieux", "1,200 places"),
    ]


def test_a_plural_form_without_a_text_takes_the_general_one() -> None:
    # French has a form of its own for millions.
    assert Wording("fr", {"place": {"one": "{count} lieu", "other": "{count} lieux"}}).counted("place", 1_000_000) == (
        f"1{N}000{N}000 lieux"
    )


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        pytest.param("nl", ("Nederlands", "néerlandais", "Dutch"), id="a language"),
        pytest.param("fr-BE", ("Frans", "français", "French"), id="with a country"),
        pytest.param("qaa", ("qaa", "qaa", "qaa"), id="one that nobody has named"),
    ],
)
def test_a_language_is_named_and_an_unknown_one_by_its_tag(tag: str, words: ByLang) -> None:
    assert said("language", tag) == words


def test_a_country_is_named() -> None:
    assert said("country", "MA") == ("Marokko", "Maroc", "Morocco")


def test_a_text_is_filled_in() -> None:
    assert said("text", "kind.place.one") == ("plaats", "lieu", "place")
    assert WORDINGS["en"].text("ui.in_language", language="Dutch {x}") == "in Dutch {x}"


def test_names_sort_as_in_a_dictionary() -> None:
    names = ["Zee", "Érfurt", "Erfurt", "erf", "Łódź", "Lima", "Åland", "Aarde", "d'Or", "Dorp", "IJ", "Île", "Ile"]
    assert sorted(names, key=sort_key) == [
        "Aarde", "Åland", "d'Or", "Dorp", "erf", "Erfurt", "Érfurt", "IJ", "Ile", "Île", "Lima", "Łódź", "Zee",
    ]  # fmt: skip
