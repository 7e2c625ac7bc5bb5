"""Pictures for where pages are shared, and icons for where they are kept."""

import json
from collections.abc import Iterator
from functools import partial

from jumelage.pages import Page, Site
from jumelage.rendering.drawings.mark import encoded, icon
from jumelage.rendering.drawings.share_picture import INK, SharePicture, picture_path, share_picture
from jumelage.store.shelf import Shelf

PAPER = "#f6f2e6"
ICONS = {"/static/icon-192.png": 192, "/static/icon-512.png": 512, "/apple-touch-icon.png": 180}


def pictures(site: Site, shelf: Shelf) -> Iterator[tuple[str, bytes]]:
    """Give each picture by path: one for each language, municipality, country and kind; none is about a person."""
    for page in site.pages:
        shown = _shown(page, site)
        if shown and page.lang:
            yield picture_path(page, page.lang), shelf.made(shown.recipe, partial(share_picture, shown))


def _shown(page: Page, site: Site) -> SharePicture | None:
    """Return what the picture shows that is a page's own, None when it shares that of another."""
    name, words = site.settings.name(page.lang or ""), site.wordings.get(page.lang or "")
    if words is None:
        return None
    general = SharePicture(name, "", words.text("home.title"), _dots(page) if page.kind == "home" else ())
    if page.kind == "home":
        return general if general.legible else SharePicture("", "", "Jumelage")
    own = page.picture == f"{page.kind}-{page.id}"
    if not own and (page.id != "index" or not page.picture):
        return None
    kicker = words.text(f"kind.{page.kind}.one").capitalize() if own else ""
    shown = SharePicture(name, kicker, page.title.text, _dots(page) if own else ())
    return shown if shown.legible else general


def _dots(page: Page) -> tuple[tuple[float, float], ...]:
    found = page.map.dots if page.map else ()
    return tuple(sorted({dot.at for dot in found if dot.at}))


def icons(shelf: Shelf) -> dict[str, bytes]:
    """Return the icons by path."""
    made = {path: shelf.made(f"icon {size} 1".encode(), partial(_icon, size)) for path, size in ICONS.items()}
    return made | {"/favicon.ico": shelf.made(b"favicon 1", _favicon)}


def _icon(size: int) -> bytes:
    return encoded(icon(size, INK, PAPER))


def _favicon() -> bytes:
    return encoded(icon(48, INK, PAPER), "ICO", sizes=[(16, 16), (32, 32), (48, 48)])


def manifests(site: Site) -> Iterator[tuple[str, str]]:
    """Give the web manifest of each language by path."""
    base = site.settings.base
    for lang in site.settings.languages.codes:
        name = site.settings.name(lang)
        told = {
            "name": name,
            "short_name": name if len(name) < 13 else name.split()[0],
            "description": site.wordings[lang].text("home.lead"),
            "lang": lang,
            "dir": site.wordings[lang].text("ui.dir"),
            "start_url": f"{base}/{lang}/",
            "scope": f"{base}/",
            "display": "browser",
            "theme_color": INK,
            "background_color": PAPER,
            "icons": [
                {"src": base + path, "sizes": f"{size}x{size}", "type": "image/png"} for path, size in ICONS.items()
            ],
        }
        yield f"/{lang}/manifest.webmanifest", json.dumps(told, ensure_ascii=False, indent=1) + "\n"
