"""The menus shared by all pages of a language."""

from dataclasses import dataclass

from jumelage.pages.values import Link


@dataclass(frozen=True, slots=True)
class Menu:
    """
    Navigation from any page.

    `main` is the short menu of the header, `all` contains every index, `texts` the site's own pages (about …); `feed`
    and `search` are the paths of the language's feed and search page.
    """

    home: str
    main: tuple[Link, ...]
    all: tuple[Link, ...]
    texts: tuple[Link, ...]
    feed: str = ""
    search: str = ""
