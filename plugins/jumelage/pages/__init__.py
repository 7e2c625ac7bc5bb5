"""Graph → Page values: what is on each page, in each language, at which address."""

from jumelage.pages.menu import Menu
from jumelage.pages.outline import collisions, outline
from jumelage.pages.page import Page
from jumelage.pages.site import Outline, Planned, Site
from jumelage.pages.values import Said

__all__ = ["Menu", "Outline", "Page", "Planned", "Said", "Site", "collisions", "outline"]
