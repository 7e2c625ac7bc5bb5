"""The picture of a shared page: the right size, small, and legible for whatever name it holds."""

from io import BytesIO

import pytest
from PIL import Image

from jumelage.rendering.drawings.share_picture import HEIGHT, WIDTH, SharePicture, share_picture
from jumelage.rendering.drawings.share_picture import _ground as ground

LONG = "Een erg lange naam van een samenwerking die nergens ophoudt en op geen drie regels past, " * 2


@pytest.fixture(autouse=True)
def _nothing_drawn_before() -> None:
    # What another test drew, perhaps untraced, is cached.
    ground.cache_clear()


@pytest.mark.parametrize("title", ["Jette", "Sint-Joost-ten-Node en zijn partners in de wereld", "É" * 60, LONG])
def test_any_name_fits_into_a_small_file(title: str) -> None:
    data = share_picture(SharePicture("Brusselse gemeenten solidair", "Gemeente", title, ((50.8, 4.4),)))
    assert len(data) < 60_000
    with Image.open(BytesIO(data)) as picture:
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))


def test_the_same_words_and_points_are_the_same_bytes() -> None:
    shown = SharePicture("Site", "", "Naam", ((34.0, -5.0),))
    assert share_picture(shown) == share_picture(shown)
    other = SharePicture("Site", "", "Naam")
    assert shown.recipe != other.recipe
    assert share_picture(shown) != share_picture(other)


def test_a_name_in_letters_that_the_typeface_lacks_is_not_legible() -> None:
    assert SharePicture("Site – “a”", "", "Eskişehir, București, Œuvre").legible
    assert not SharePicture("Site", "", "العيزرية").legible
