"""A page or file that can be made: its path, its maker, and what it is about."""

from dataclasses import dataclass
from typing import NamedTuple


class About(NamedTuple):
    """What a target is about: the kind and id of a record, as in `site-index.json`, and a language or None."""

    kind: str = ""
    id: str = ""
    lang: str | None = None


NOTHING = About()


@dataclass(frozen=True, slots=True)
class Target:
    """
    A page or file that can be made, as plain data, so that another process can make it.

    `path` is relative to SITEURL and starts with '/'. It ends with '/' for a page, and for a folder of files whose
    names are not known until they are made. `maker` is the name of the format or page maker.
    """

    path: str
    maker: str
    key: About = NOTHING

    @property
    def kind(self) -> str:
        """The kind of record that it is about, or another word if it is not about a record."""
        return self.key.kind

    @property
    def id(self) -> str:
        """The id of the record that it is about."""
        return self.key.id

    @property
    def lang(self) -> str | None:
        """Its language, None if it has none or several."""
        return self.key.lang

    @property
    def folder(self) -> str:
        """The path of its folder, which for a file next to a page is the path of that page."""
        return self.path[: self.path.rindex("/") + 1]
