"""JSON-LD of pages for search engines, with schema.org; nothing about persons at risk."""

import json

from markupsafe import Markup

from jumelage.kinds import KINDS
from jumelage.pages import Page
from jumelage.pages.page import Edition
from jumelage.settings import Settings


def jsonld(page: Page, settings: Settings) -> Markup:
    """Return the data of a page as JSON, safely escaped for a script element; '' if there is none."""
    things = [] if page.kind == "person" else [*_things(page, settings)]
    if not things:
        return Markup("")
    whole = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    # A script element ends at the first "</script", even within a string.
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def _things(page: Page, settings: Settings) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    if page.kind == "home" and page.lang:
        found.append({**_named(page, settings, "WebSite"), "name": settings.name(page.lang), "inLanguage": page.lang})
    elif page.template == "record.html" and (called := KINDS[page.kind].schema_org):
        found.append(_named(page, settings, called))
    elif page.kind == "event":
        found += [event for edition in page.editions if (event := _event(page, edition, settings))]
    if page.crumbs:
        found.append(_crumbs(page, settings))
    return found


def _named(page: Page, settings: Settings, kind: str) -> dict[str, object]:
    named: dict[str, object] = {"@type": kind, "name": page.title.text, "url": settings.siteurl + page.path}
    if page.summary:
        named["description"] = page.summary.text
    return named


def _event(page: Page, edition: Edition, settings: Settings) -> dict[str, object] | None:
    """Return an edition as an event; None without an exact first day, which search engines require."""
    first, last = (edition.period.since, edition.period.until) if edition.period else (None, None)
    if first is None or first.precision != "day":
        return None
    event = _named(page, settings, "Event") | {"startDate": first.first.isoformat()}
    if last and last.precision == "day":
        event["endDate"] = last.first.isoformat()
    if edition.theme:
        event["name"] = f"{page.title.text}: {edition.theme.text}"
    return event


def _crumbs(page: Page, settings: Settings) -> dict[str, object]:
    steps = [(link.title.text, link.path) for link in page.crumbs] + [(page.title.text, page.path)]
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": settings.siteurl + path}
        for number, (name, path) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
