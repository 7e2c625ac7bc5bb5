"""Media files, unchanged, and smaller copies of pictures, from which browsers choose the one that fits."""

import hashlib
from collections.abc import Iterator
from functools import partial

import PIL

from jumelage.graph.graph import PERSON
from jumelage.pages import About, Site, Target
from jumelage.rendering.workshop import Format, Workshop
from jumelage.source.assets import copied, copies
from jumelage.source.file_names import named_after


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
    site = workshop.site
    asset = site.graph.assets[target.id]
    width = next(width for width, path in copies(asset) if path == target.path)
    # Sorted, so that equal sets are equal answers.
    if asset.path in site.ask(("of persons",), lambda: tuple(sorted({*_of_persons(site)}))):
        return copied(asset, width)
    recipe = f"copy {PIL.__version__} {width} {hashlib.sha256(asset.data).hexdigest()}".encode()
    return workshop.store.made(recipe, partial(copied, asset, width))


def _of_persons(site: Site) -> Iterator[str]:
    """Yield the paths of pictures of persons at risk: those named after one, or used in a text on one."""
    persons = {*site.graph.records.get(PERSON, {})}
    yield from (asset.path for asset in site.assets if persons & named_after(asset.path))
    for (kind, _, _), texts in site.graph.texts.items():
        for one in texts.values() if kind == PERSON else ():
            yield from (f"/{mention.id}" for mention in one.mentions if mention.shown)
            yield from (f"/pictures/{picture.file}" for picture in one.text.header.pictures)


FILES = Format("file", _files, _file, persons=True)
COPIES = Format("copy", _copies, _copy, persons=True)
