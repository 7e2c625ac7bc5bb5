"""The mark as pixels has its two shapes and the colours it is asked for."""

from io import BytesIO

from PIL import Image

from jumelage.rendering.drawings.logo import encoded, icon


def test_an_icon_is_square_and_holds_both_colours() -> None:
    picture = icon(192, "#000000", "#ffffff")
    assert picture.size == (192, 192)
    assert picture.getpixel((1, 1)) == (0, 0, 0)
    lit = picture.convert("L").point(lambda light: 255 if light > 200 else 0).histogram()[255]
    assert 0.05 < lit / 192**2 < 0.3


def test_a_file_is_the_same_each_time_and_says_nothing_of_when_it_was_made() -> None:
    first, second = (encoded(icon(48, "#0b4a44", "#f6f2e6")) for _ in range(2))
    assert first == second
    with Image.open(BytesIO(first)) as picture:
        assert picture.info == {}
