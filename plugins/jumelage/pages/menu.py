"""The menus that every page of a language shares."""

from dataclasses import dataclass

from jumelage.pages.values import Link


@dataclass(frozen=True, slots=True)
class Menu:
    """`main` is the short menu of the header, `all` has every index, `texts` the site's own pages (about …)."""

    home: str
    main: tuple[Link, ...]
    all: tuple[Link, ...]
    texts: tuple[Link, ...]
