"""The whole site, decided and not yet rendered."""

from collections.abc import Mapping
from dataclasses import dataclass

from jumelage.assets import Asset
from jumelage.pages.menu import Menu
from jumelage.pages.page import Page
from jumelage.settings import Settings
from jumelage.wording import Wording


@dataclass(frozen=True, slots=True)
class Site:
    """Every page of the site, with what its pages share: a menu and a wording per language."""

    settings: Settings
    pages: tuple[Page, ...]
    menus: Mapping[str, Menu]
    wordings: Mapping[str, Wording]
    assets: tuple[Asset, ...] = ()
