"""Replaces inline styles for alignment and size of tables and pictures, which the policy of our pages blocks."""

import hashlib
import re

from jumelage.source.assets import Asset

CELL = re.compile(r'<(t[dh]) style="text-align: (left|center|right);">')
# As docutils and Python-Markdown write the size of a picture or the alignment of a cell.
SIZED = re.compile(r'(<img\b[^<>]*?) style="((?:(?:width|height): [0-9.]+(?:px|%);? ?)+)"')
SIZE = re.compile(r"(width|height): ([0-9.]+)(px|%)")
# docutils uses the same class names. Outside our cascade layers, so that these rules take precedence.
STYLE = "".join(f".align-{side} {{ text-align: {side}; }}\n" for side in ("left", "center", "right"))


def aligned(html: str) -> str:
    """Return HTML with these styles replaced by equivalent classes and attributes."""
    return SIZED.sub(_sized, CELL.sub(r'<\1 class="align-\2">', html))


def _sized(found: re.Match[str]) -> str:
    sizes = SIZE.findall(found[2])
    return found[1] + "".join(f' {name}="{size}{"" if unit == "px" else unit}"' for name, size, unit in sizes)


def style_of(html: str) -> Asset | None:
    """Return the stylesheet that HTML needs in addition to the theme's, None if it needs none."""
    if "align-" not in html:
        return None
    data = STYLE.encode()
    return Asset(f"/static/aligned.{hashlib.sha256(data).hexdigest()[:8]}.css", data)
