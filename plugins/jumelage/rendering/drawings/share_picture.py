"""The picture that is shown where a page is shared: what it is about, on the land of the world."""

import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import PIL
from PIL import Image, ImageDraw, ImageFont

from jumelage.pages.page import Page
from jumelage.rendering.drawings.land import placed, rings
from jumelage.rendering.drawings.logo import draw_mark, encoded

WIDTH, HEIGHT = 1200, 630
INK, CREAM, LAND, DOT = "#0b4a44", "#f6f2e6", "#155a52", "#f0c77c"
MARGIN = 80
VERSION = 2  # of this drawing: pictures cached by an earlier one are drawn again
LAND_LEVEL = 2
LATIN = {*range(0x20, 0x250), *map(ord, "–—’‘“”…·")}


def picture_path(page: Page, lang: str) -> str:
    """Return the path of the picture that is shown where a page is shared."""
    return f"/share/{lang}/{page.picture or 'site'}.png"


@dataclass(frozen=True, slots=True)
class SharePicture:
    """What stands in a picture: the site, what the page is, its name, and points as latitude and longitude."""

    site: str
    kicker: str
    title: str
    dots: tuple[tuple[float, float], ...] = ()

    @property
    def recipe(self) -> bytes:
        """What the bytes of the picture depend on."""
        return json.dumps([VERSION, PIL.__version__, asdict(self)], sort_keys=True).encode()

    @property
    def legible(self) -> bool:
        """Whether the typeface has every letter of it."""
        return all(ord(sign) in LATIN for sign in self.site + self.kicker + self.title)


def share_picture(shown: SharePicture) -> bytes:
    """Return a picture as PNG; the same for the same words and points."""
    picture = _ground().copy()
    drawing = ImageDraw.Draw(picture)
    for lat, lon in shown.dots:
        x, y = _pixel(placed(lat, lon))
        drawing.ellipse((x - 9, y - 9, x + 9, y + 9), DOT)
    drawing.text((MARGIN + 76, MARGIN), shown.site, CREAM, _font(34), anchor="lm")
    lines, size = _fitted(shown.title)
    bottom = HEIGHT - MARGIN - (len(lines) - 1) * size * 1.15
    if shown.kicker:
        drawing.text((MARGIN, bottom - size * 1.15), shown.kicker, DOT, _font(36), anchor="ls")
    for number, line in enumerate(lines):
        drawing.text((MARGIN, bottom + number * size * 1.15), line, CREAM, _font(size), anchor="ls")
    return encoded(picture.quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE))


@cache
def _ground() -> Image.Image:
    """Return what all pictures share: the land and the mark."""
    picture = Image.new("RGB", (WIDTH * 2, HEIGHT * 2), INK)
    drawing = ImageDraw.Draw(picture)
    for ring in rings(LAND_LEVEL):
        drawing.polygon([(x * 2, y * 2) for x, y in map(_pixel, ring)], LAND)
    draw_mark(drawing, MARGIN * 2, (MARGIN - 20) * 2, 2 * 40 / 32, CREAM)
    return picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _pixel(point: tuple[float, float]) -> tuple[float, float]:
    """Return where a point of the plane stands: from the Americas to the Pacific, Europe above the middle."""
    scale = WIDTH / 27_000
    return (point[0] - 2_000) * scale + WIDTH / 2, (point[1] + 2_500) * scale + HEIGHT / 2


def _fitted(title: str) -> tuple[list[str], int]:
    """Return a title in lines, and the largest size at which it fits on three of them; a longer one is cut."""
    for size in (104, 88, 72, 60, 50):
        lines = _wrapped(title, size)
        if len(lines) <= 3:
            return lines, size
    return [*lines[:2], lines[2].rstrip(" ,.") + " …"], size


def _wrapped(title: str, size: int) -> list[str]:
    lines: list[str] = []
    for word in title.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _font(size).getlength(longer) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    found = find_spec("font_source_serif_pro")
    folders = found.submodule_search_locations if found else None
    return ImageFont.truetype(Path((folders or [""])[0]) / "files" / "SourceSerifPro-Semibold.ttf", size)
