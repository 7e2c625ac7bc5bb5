"""The site's mark as pixels, for icons and pictures; the theme has the same as SVG."""

from io import BytesIO
from math import atan2, degrees

from PIL import Image, ImageDraw

# In the units of `theme/components/mark/mark.html`: a circle that is open where a rectangle passes through.
CENTRE, RADIUS, STROKE = (16.0, 16.0), 12.0, 4.0
OPEN = ((21.3, 26.8), (27.3, 20.1))
CORNERS = ((29.6, 8.0), (44.0, 8.0), (44.0, 24.0), (18.0, 24.0), (18.0, 8.0), (20.2, 8.0))
FINER = 4  # drawn larger and made smaller, which smooths the edges


def draw_mark(drawing: ImageDraw.ImageDraw, x: float, y: float, scale: float, colour: str) -> None:
    """Draw the mark with its upper left corner at a point; it is 48 by 32 units, and `scale` pixels are a unit."""
    start, end = (degrees(atan2(py - CENTRE[1], px - CENTRE[0])) for px, py in OPEN)
    outer = RADIUS + STROKE / 2
    box = [(axis + sign * outer) * scale + at for sign in (-1, 1) for axis, at in zip(CENTRE, (x, y), strict=True)]
    drawing.arc(tuple(box), start, end + 360, colour, round(STROKE * scale))
    points = [(x + px * scale, y + py * scale) for px, py in CORNERS]
    drawing.line(points, colour, round(STROKE * scale), joint="curve")


def icon(size: int, background: str, colour: str) -> Image.Image:
    """Return the mark on a square of so many pixels."""
    picture = Image.new("RGB", (size * FINER, size * FINER), background)
    scale = size * FINER * 0.7 / 48
    draw_mark(ImageDraw.Draw(picture), size * FINER * 0.15, (size * FINER - 32 * scale) / 2, scale, colour)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def encoded(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
    """Return a picture as the bytes of a file, without metadata."""
    written = BytesIO()
    picture.save(written, form, **options)
    return written.getvalue()
