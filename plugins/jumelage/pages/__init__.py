"""Graph → Page values: what is on each page, in each language, at which address."""

from jumelage.pages.build import pages
from jumelage.pages.menu import Menu
from jumelage.pages.page import Page, Said
from jumelage.pages.site import Site

__all__ = ["Menu", "Page", "Said", "Site", "pages"]
