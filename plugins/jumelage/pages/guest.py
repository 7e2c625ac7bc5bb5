"""A page that another program writes into the output: one of Pelican's own articles or pages."""

from dataclasses import dataclass

from jumelage.pages.page import Page


@dataclass(frozen=True, slots=True)
class Guest:
    """
    A page that is not made from a target: the content of its frame, the path of its file, and its HTML.

    Listed ones are in the sitemap and the search, but none is in `site-index.json`.
    """

    page: Page
    file: str
    html: str
