"""Files beside the texts as they are, and smaller copies of pictures, of which a browser takes the one that fits."""

import hashlib
from collections.abc import Iterator
from functools import partial

import PIL

from jumelage.pages import About, Target
from jumelage.rendering.workshop import Format, Workshop
from jumelage.source.assets import copied, copies


def _files(workshop: Workshop) -> Iterator[Target]:
    for name, asset in workshop.site.graph.assets.items():
        yield Target(asset.path, "file", About("file", name))


def _file(target: Target, workshop: Workshop) -> bytes:
    return workshop.site.graph.assets[target.id].data


def _copies(workshop: Workshop) -> Iterator[Target]:
    for name, asset in workshop.site.graph.assets.items():
        for _, path in copies(asset) if asset.width else ():
            yield Target(path, "copy", About("file", name))


def _copy(target: Target, workshop: Workshop) -> bytes:
    asset = workshop.site.graph.assets[target.id]
    width = next(width for width, path in copies(asset) if path == target.path)
    recipe = f"copy {PIL.__version__} {width} {hashlib.sha256(asset.data).hexdigest()}".encode()
    return workshop.store.made(recipe, partial(copied, asset, width))


FILES = Format("file", _files, _file, persons=True)
COPIES = Format("copy", _copies, _copy, persons=True)
