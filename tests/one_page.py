"""Small sites with just the records that a page is about."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from jumelage.pages import Page, Said, Site
from jumelage.pages.page import Card
from jumelage.pages.values import Value
from jumelage.settings import Settings
from jumelage.targets.plan import plan
from sites import small, written

TODAY = date(2026, 11, 22)
COUNTRIES = """
- {id: MA, slugs: {nl: marokko, fr: maroc, en: morocco}}
- {id: EG, slugs: {nl: egypte, fr: egypte, en: egypt}}
"""
PLACES = """
- {id: aan-zee, name: {nl: Aan Zee, fr: Sur Mer}, kind: city, country: MA}
- {id: bergen, name: {nl: Bergen, fr: Monts}, kind: city, country: MA}
- {id: verborgen, name: {nl: Verborgen, fr: Caché}, kind: city, country: MA, draft: true}
"""
ORGANISATIONS = """
- {id: handen, name: {nl: Handen, fr: Mains}, kind: association, country: EG}
- {id: ogen, name: {nl: Ogen, fr: Yeux}, kind: company}
"""
PERSON = """
- id: iemand
  name: {nl: Iemand, fr: Quelqu'un}
  ground: {kind: consent, file: Z-1}
  adult: true
  adoptions: [{municipality: zonnedal, day: 2025}]
  status: {value: detained, as_of: 2026-01}
  review_by: 2027
  country: MA
"""

ZONNEDAL = Said("Zonnedal", "nl")


def site(folder: Path, today: date = TODAY, texts: Mapping[str, str] | None = None, **files: str) -> Site:
    """Return a site with a municipality, what it may refer to, and the given data files and texts."""
    known = {"countries": COUNTRIES, "places": PLACES, "organisations": ORGANISATIONS, **files}
    root = written(small(folder, **known), {f"content/{name}.md": text for name, text in (texts or {}).items()})
    return plan(root, Settings(today))[0]


def texts_on(*names: str) -> dict[str, str]:
    """Return texts on places and organisations ('place/bergen'), which have a page for that."""
    return {f"{lang}/{name}": "Tekst.\n" for name in names for lang in ("nl", "fr")}


def page(site: Site, kind: str, name: str, lang: str = "nl") -> Page:
    return next(one for one in site.pages if (one.kind, one.id, one.lang) == (kind, name, lang))


def partnership(folder: Path, fields: str, lang: str = "nl", today: date = TODAY, **files: str) -> Page:
    """Return the page of a partnership with the given fields."""
    record = f"- {{id: a, municipality: zonnedal, kind: twinning, {fields}}}\n"
    return page(site(folder, today, None, partnerships=record, **files), "partnership", "a", lang)


def table(found: Page) -> dict[str, tuple[Value, ...]]:
    return {fact.label: fact.values for fact in found.facts}


def titles(found: Page) -> dict[str, list[str]]:
    """Return the titles of the cards of each section."""
    return {one.label: [card.title.text for card in one.cards] for one in found.sections}


def card(found: Page, title: str) -> Card:
    return next(one for section in found.sections for one in section.cards if one.title.text == title)
