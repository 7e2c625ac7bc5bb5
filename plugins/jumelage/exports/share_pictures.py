"""Preview pictures for links to pages, icons, and web manifests."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from jumelage.kinds import KINDS
from jumelage.pages import About, Page, Site, Target
from jumelage.rendering.drawings.logo import encoded, icon
from jumelage.rendering.drawings.share_picture import INK, SharePicture, share_picture
from jumelage.rendering.workshop import Format, Workshop
from jumelage.store.reads import note

PAPER = "#f6f2e6"
ICONS = {"/static/icon-192.png": 192, "/static/icon-512.png": 512, "/apple-touch-icon.png": 180}
FAVICON = "/favicon.ico"


def _pictures(workshop: Workshop) -> Iterator[Target]:
    """Yield one picture for each language, municipality, country and kind; none is about a person."""
    for one in workshop.site.targets:
        if one.lang is None or one.kind == "person":
            continue
        if one.maker == "home":
            name = "site"
        elif one.maker == "record" and KINDS[one.kind].broad:
            name = f"{one.kind}-{one.id}"
        elif one.maker == "index" and one.id == "index":
            name = f"kind-{one.kind}"
        else:
            continue
        yield Target(f"/share/{one.lang}/{name}.png", "share picture", one.key)


def _picture(target: Target, workshop: Workshop) -> bytes:
    site = workshop.site
    by_key = site.ask(("by key",), lambda: {one.key: one for one in site.targets})
    shown = _shown(site.page(by_key[target.key]), site)
    return workshop.store.made(shown.recipe, partial(share_picture, shown))


PICTURES = Format("share picture", _pictures, _picture)


def _shown(page: Page, site: Site) -> SharePicture:
    """Return the content of a page's own preview picture."""
    lang = page.lang or ""
    name, words = site.settings.name(lang), site.wordings[lang]
    general = SharePicture(name, "", words.text("home.title"), _dots(page) if page.kind == "home" else ())
    if page.kind == "home":
        return general if general.legible else SharePicture("", "", "Jumelage")
    own = page.id != "index"
    kicker = words.text(f"kind.{page.kind}.one").capitalize() if own else ""
    shown = SharePicture(name, kicker, page.title.text, _dots(page) if own else ())
    return shown if shown.legible else general


def _dots(page: Page) -> tuple[tuple[float, float], ...]:
    found = page.map.dots if page.map else ()
    return tuple(sorted({dot.at for dot in found if dot.at}))


def _icons(_workshop: Workshop) -> Iterator[Target]:
    yield from (Target(path, "icon") for path in (*ICONS, FAVICON))


def _made_icon(target: Target, workshop: Workshop) -> bytes:
    """Return an icon: the file of its name in the folder `static` of the theme, otherwise the mark of Jumelage."""
    own = f"/static/{PurePosixPath(target.path).name}"
    note("look", own)
    if own in workshop.look:
        return workshop.look[own].data
    if target.path == FAVICON:
        return workshop.store.made(b"favicon 1", _favicon)
    size = ICONS[target.path]
    return workshop.store.made(f"icon {size} 1".encode(), partial(_icon, size))


def _icon(size: int) -> bytes:
    return encoded(icon(size, INK, PAPER))


def _favicon() -> bytes:
    return encoded(icon(48, INK, PAPER), "ICO", sizes=[(16, 16), (32, 32), (48, 48)])


def _manifests(workshop: Workshop) -> Iterator[Target]:
    for lang in workshop.site.settings.languages.codes:
        yield Target(f"/{lang}/manifest.webmanifest", "manifest", About("home", "home", lang))


def _manifest(target: Target, workshop: Workshop) -> str:
    """Return the web manifest of a language."""
    site, lang = workshop.site, target.lang or ""
    base, name = site.settings.base, site.settings.name(lang)
    manifest = {
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
        "icons": [{"src": base + path, "sizes": f"{size}x{size}", "type": "image/png"} for path, size in ICONS.items()],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


ICON_FILES = Format("icon", _icons, _made_icon)
MANIFESTS = Format("manifest", _manifests, _manifest)
