"""The pieces of land that maps share, each a file of its own."""

from collections.abc import Iterator

from jumelage.pages import About, Target
from jumelage.rendering.drawings.land import drawn, folder, pieces
from jumelage.rendering.workshop import Format, Workshop


def _pieces(_workshop: Workshop) -> Iterator[Target]:
    yield from (Target(f"{folder()}/{name}.svg", "land", About("land", name)) for name in pieces())


def _piece(target: Target, _workshop: Workshop) -> str:
    return drawn(target.id)


LAND = Format("land", _pieces, _piece)
