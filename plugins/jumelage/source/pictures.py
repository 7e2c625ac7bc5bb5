"""Re-encodes pictures for publication, which removes where, when and by whom they were taken."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from PIL import Image, ImageOps

from jumelage.messages.problems import Code, Position, Problem
from jumelage.messages.sentences import Sentence
from jumelage.source.file_types.pictures import picture_size

PICTURE_TYPES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
MAX_PIXELS = 50_000_000
MAX_SIDE = 16_000  # pixels; the maximum of WebP
# A few bytes can be a picture of any size in one colour, and take as long to decode as any other: no photograph
# has so many pixels per byte; a small picture may be of one colour.
MAX_BARE, ALWAYS_DRAWN = 10_000, 1_000_000  # pixels per byte, pixels
# Pillow needs four times the memory for a WebP: a check trusts the header of a larger one, a build decodes it.
MAX_TRIED = 16_000_000
TURNED, SIDEWAYS = (
    0x0112,
    {5, 6, 7, 8},
)  # the metadata tag of the orientation, and its values that swap width and height


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture: its bytes for publication, b'' if it was only checked, and its upright size in pixels."""

    data: bytes
    width: int
    height: int


def seen(data: bytes, form: str, place: Position) -> Drawn | Problem:
    """Return a picture by its header, without decoding it; `form` is 'JPEG', 'PNG' or 'WEBP'."""
    size = picture_size(form, data)
    if size is None or not all(size):
        return unsound(place)
    pixels = size[0] * size[1]
    message = None
    if pixels > MAX_PIXELS:
        message = Sentence("The picture has more than {count} million pixels.", count=MAX_PIXELS // 1_000_000)
    elif max(size) > MAX_SIDE:
        message = Sentence("The picture is more than {count} pixels wide or high.", count=MAX_SIDE)
    elif pixels > max(ALWAYS_DRAWN, MAX_BARE * len(data)):
        message = Sentence("The picture has {count} million pixels but shows nothing.", count=pixels // 1_000_000)
    return Problem(place, Code.TOO_LARGE, message, Sentence("Make it smaller.")) if message else Drawn(b"", *size)


def tried(data: bytes, form: str, place: Position) -> Drawn | Problem:
    """Return a picture with its size only, after decoding it; a JPEG at an eighth, which still reads all of it."""
    known = seen(data, form, place)
    if form == "WEBP" and isinstance(known, Drawn) and known.width * known.height > MAX_TRIED:
        return known

    def draw(picture: Image.Image) -> bytes:
        picture.draft(picture.mode, (1, 1))
        picture.load()
        return b""

    return _opened(data, form, place, draw)


def redrawn(data: bytes, form: str, place: Position) -> Drawn | Problem:
    """Return a picture for publication: upright, and without metadata on where, when and by whom it was taken."""

    def draw(picture: Image.Image) -> bytes:
        ImageOps.exif_transpose(picture, in_place=True)
        # The colour that means "transparent" is part of the metadata, which are removed.
        plain = picture.convert("RGBA") if "transparency" in picture.info else picture
        plain.info.clear()
        written = BytesIO()
        plain.save(written, form, quality=90)
        return written.getvalue()

    return _opened(data, form, place, draw)


def _opened(data: bytes, form: str, place: Position, draw: Callable[[Image.Image], bytes]) -> Drawn | Problem:
    known = seen(data, form, place)
    if isinstance(known, Problem):
        return known
    try:
        # Pillow warns of oddities in metadata that are removed anyway.
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data), formats=[form]) as picture:
            if picture.size != (known.width, known.height):
                return unsound(place)
            turned = picture.getexif().get(TURNED, 1) in SIDEWAYS
            made = draw(picture)
    except Exception:  # damaged pictures fail in many ways
        return unsound(place)
    return Drawn(made, *((known.height, known.width) if turned else (known.width, known.height)))


def unsound(place: Position) -> Problem:
    """Return the problem for a file that does not match its name."""
    suffix = PurePosixPath(place.path).suffix
    message = Sentence("The file is not what its name says ({suffix}), or is damaged.", suffix=suffix)
    return Problem(place, Code.FILE_TYPE, message, Sentence("Export it again from the program that made it."))
