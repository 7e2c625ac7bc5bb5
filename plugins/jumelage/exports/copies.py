"""Smaller copies of pictures, from which a browser takes the one that fits."""

import hashlib
from collections.abc import Iterator
from functools import partial

import PIL

from jumelage.pages import Site
from jumelage.source.assets import copied, copies
from jumelage.store.shelf import Shelf


def smaller(site: Site, shelf: Shelf) -> Iterator[tuple[str, bytes]]:
    """Give the path and the bytes of each copy of each picture."""
    for asset in site.assets:
        if asset.width:
            mark = hashlib.sha256(asset.data).hexdigest()
            for width, path in copies(asset):
                recipe = f"copy {PIL.__version__} {width} {mark}".encode()
                yield path, shelf.made(recipe, partial(copied, asset, width))
