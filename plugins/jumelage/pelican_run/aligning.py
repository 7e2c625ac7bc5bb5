"""Tables and pictures whose alignment or size is written as a style, which the policy of our pages stops."""

import hashlib
import re

from jumelage.source.assets import Asset

CELL = re.compile(r'<(t[dh]) style="text-align: (left|center|right);">')
# As docutils and Python-Markdown write what a text says of the size of a picture or the alignment of a cell.
SIZED = re.compile(r'(<img\b[^<>]*?) style="((?:(?:width|height): [0-9.]+(?:px|%);? ?)+)"')
SIZE = re.compile(r"(width|height): ([0-9.]+)(px|%)")
# docutils uses the same names. In none of our layers, so that these apply in spite of what is in them.
STYLE = "".join(f".align-{side} {{ text-align: {side}; }}\n" for side in ("left", "center", "right"))


def aligned(html: str) -> str:
    """Return HTML with classes and attributes in the place of styles that say the same."""
    return SIZED.sub(_sized, CELL.sub(r'<\1 class="align-\2">', html))


def _sized(found: re.Match[str]) -> str:
    sizes = SIZE.findall(found[2])
    return found[1] + "".join(f' {name}="{size}{"" if unit == "px" else unit}"' for name, size, unit in sizes)


def style_of(html: str) -> Asset | None:
    """Return the stylesheet that HTML needs beside that of the theme, if it needs any."""
    if "align-" not in html:
        return None
    data = STYLE.encode()
    return Asset(f"/static/aligned.{hashlib.sha256(data).hexdigest()[:8]}.css", data)
