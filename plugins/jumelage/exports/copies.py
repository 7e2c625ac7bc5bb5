"""Files beside the texts as they are, and smaller copies of pictures, of which a browser takes the one that fits."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import partial

import PIL

from jumelage.pages import Site, Target
from jumelage.rendering.workshop import Format, Workshop
from jumelage.source.assets import Asset, copied, copies


def _files(workshop: Workshop) -> Iterator[Target]:
    yield from (Target(asset.path, "file") for asset in workshop.site.assets)


def _file(target: Target, workshop: Workshop) -> bytes:
    return _assets(workshop.site)[target.path].data


def _assets(site: Site) -> Mapping[str, Asset]:
    found: Mapping[str, Asset] = site.keep("assets", lambda: {asset.path: asset for asset in site.assets})
    return found


def _sizes(site: Site) -> Mapping[str, tuple[Asset, int]]:
    """Return the picture and the width in pixels of each copy, by the path of the copy."""
    pictures = (asset for asset in site.assets if asset.width)
    return {path: (asset, width) for asset in pictures for width, path in copies(asset)}


def _copies(workshop: Workshop) -> Iterator[Target]:
    yield from (Target(path, "copy") for path in workshop.site.keep("copies", lambda: _sizes(workshop.site)))


def _copy(target: Target, workshop: Workshop) -> bytes:
    asset, width = workshop.site.keep("copies", lambda: _sizes(workshop.site))[target.path]
    recipe = f"copy {PIL.__version__} {width} {hashlib.sha256(asset.data).hexdigest()}".encode()
    return workshop.shelf.made(recipe, partial(copied, asset, width))


FILES = Format("file", _files, _file, persons=True)
COPIES = Format("copy", _copies, _copy, persons=True)
