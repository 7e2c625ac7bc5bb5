"""A page that others wrote into the output of a site: an article or a page of Pelican's own."""

from dataclasses import dataclass

from jumelage.pages.page import Page


@dataclass(frozen=True, slots=True)
class Guest:
    """
    A page that is not made by a target: what its frame shows, the path of its file, and its HTML.

    The sitemap and the search have those that are `listed`; `site-index.json` has none.
    """

    page: Page
    file: str
    html: str
