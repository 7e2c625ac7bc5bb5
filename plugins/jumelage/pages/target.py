"""A page or file that can be made: where it is, what makes it, and what it is about."""

from dataclasses import dataclass
from typing import NamedTuple


class About(NamedTuple):
    """What a target is about: the kind and id of a record, as `site-index.json` has them, and a language or None."""

    kind: str = ""
    id: str = ""
    lang: str | None = None


NOTHING = About()


@dataclass(frozen=True, slots=True)
class Target:
    """
    A page or file that can be made. It is plain data, so that another process can make it.

    `path` is relative to SITEURL and starts with '/'. That of a page ends with '/', and so does that of a folder of
    files whose names are known only once they are made. `maker` is the name of what makes it.
    """

    path: str
    maker: str
    key: About = NOTHING

    @property
    def kind(self) -> str:
        """The kind of record that it is about, or a word for what no record has."""
        return self.key.kind

    @property
    def id(self) -> str:
        """The id of the record that it is about."""
        return self.key.id

    @property
    def lang(self) -> str | None:
        """Its language, None where it has none or several."""
        return self.key.lang

    @property
    def folder(self) -> str:
        """The path of the folder in which it is, which is that of the page beside which a file is kept."""
        return self.path[: self.path.rindex("/") + 1]
