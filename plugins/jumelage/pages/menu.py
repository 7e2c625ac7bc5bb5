"""The menus that every page of a language shares."""

from dataclasses import dataclass

from jumelage.pages.values import Link


@dataclass(frozen=True, slots=True)
class Menu:
    """
    Where a reader can go from any page.

    `main` is the short menu of the header, `all` has every index, `texts` the site's own pages (about …); `feed` and
    `search` are the paths of the language's feed and of its search.
    """

    home: str
    main: tuple[Link, ...]
    all: tuple[Link, ...]
    texts: tuple[Link, ...]
    feed: str = ""
    search: str = ""
