"""Makes `Page` values from the graph: the content and address of each page in each language."""

from jumelage.pages.menu import Menu
from jumelage.pages.outline import collisions, outline
from jumelage.pages.page import Page
from jumelage.pages.site import Site
from jumelage.pages.target import About, Target
from jumelage.pages.values import Said

__all__ = ["About", "Menu", "Page", "Said", "Site", "Target", "collisions", "outline"]
