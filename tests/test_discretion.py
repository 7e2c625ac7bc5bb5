"""What a text on a person at risk may give away is found in every script, and whatever stands between its words."""

from dataclasses import replace

import pytest

from findings import PERSON, with_person
from jumelage.content import Loaded
from jumelage.content.prose import prose
from jumelage.graph.discretion import discretion
from jumelage.messages.problems import Code


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return with_person(tmp_path_factory.mktemp("discretion"), {})


def warned(loaded: Loaded, body: str) -> list[tuple[int, Code]]:
    """Return the lines of a text on the person that are warned of, and of what."""
    text = next(one for one in loaded.texts if one.path == PERSON)
    found = discretion(loaded, [replace(prose(text), text=replace(text, body=body))])
    return [(one.position.line, one.code) for one in found if one.position.path == PERSON]


LONG = "a" * 50_000


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("50.84667, 4.35250", id="coordinates"),
        pytest.param("-33.123 ; -70.123", id="to the south and west"),
        pytest.param("50.84667\u00a04.35250", id="a space that does not break"),
        pytest.param("50.84667 \t 4.35250", id="a tab"),
        pytest.param("50.84667 , \u202f 4.35250", id="more between"),
        pytest.param("\u0663\u0663.\u0663\u0663\u0663, \u0664.\u0664\u0664\u0664", id="Arabic digits"),
        pytest.param("31° 37' N", id="degrees"),
        pytest.param("GEHEIMSTRAAT 12", id="a street in capitals"),
        pytest.param("Kerksteenweg\u00a0\u00a03", id="a street, spaces that do not break"),
        pytest.param("\u041f\u043e\u043bplein 3", id="a street of two scripts"),
        pytest.param("12, rue Haute", id="a number before the street"),
        pytest.param("12 \u00a0,\u00a0 chaussée d’Ixelles", id="spaces before a street"),
        pytest.param("rue de la Loi 16", id="a street before the number"),
        pytest.param(f"{LONG} Kerkstraat 5", id="after a long word"),
        pytest.param(f"{LONG}straat 5", id="in a long word"),
        pytest.param(f"{'1' * 50_000} 5 rue", id="after many digits"),
    ],
)
def test_a_place_is_warned_of_at_its_line(said: str, loaded: Loaded) -> None:
    assert warned(loaded, f"a\nb {said} c\nd") == [(2, Code.PERSON_LOCATION)]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("50.8, 4.3", id="a region"),
        pytest.param("1.000 en 2.000", id="amounts"),
        pytest.param("In 2019 straatarm", id="a word that begins like a street"),
        pytest.param("straat 5", id="no street"),
        pytest.param("5 ruelles", id="a word that begins with a street"),
        pytest.param("12-rue", id="no space"),
        pytest.param(LONG, id="a long word"),
        pytest.param("1.111" * 10_000, id="many figures"),
        pytest.param("1.111" + "\u00a0" * 50_000, id="many spaces"),
    ],
)
def test_what_is_no_place_is_not(said: str, loaded: Loaded) -> None:
    assert warned(loaded, f"a\nb {said} c\nd") == []


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        pytest.param("![Jan Jansen](x)", True, id="a name"),
        pytest.param("![foto van Jan\u00a0Jansen, 2019](x)", True, id="a space that does not break"),
        pytest.param("![Een Voorbeeld](x)", False, id="the name of the entry"),
        pytest.param("![Jan, Piet](x)", False, id="a comma between"),
        pytest.param("![Jan O’Neill](x)", True, id="an apostrophe"),
        pytest.param("![\u0410\u043d\u043d\u0430 Maria](x)", True, id="two scripts"),
        pytest.param("![a](x) ![b [c] Jan Jansen](x)", False, id="up to the first bracket"),
        pytest.param("![a ![Jan Jansen](x)", True, id="a picture in a picture"),
        pytest.param("![a](x) ![Jan Jansen](x)", True, id="the second"),
        pytest.param("![Jan Jansen", False, id="never closed"),
        pytest.param(f"![{LONG} Jan Jansen](x)", True, id="after a long word"),
        pytest.param(f"![{LONG}](x)", False, id="a long word"),
        pytest.param("![" * 20_000 + "a](x)", False, id="many never closed"),
    ],
)
def test_a_name_in_the_description_of_a_picture_is_warned_of(said: str, tells: bool, loaded: Loaded) -> None:
    assert warned(loaded, f"a\nb {said} c\nd") == [(2, Code.PERSON_NAME)] * tells
