"""Pelican's settings that follow from ours."""

import sys
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import StrictUndefined

# Pelican is running, so this is already imported.
from pelican.settings import DEFAULT_CONFIG

from jumelage.messages.problems import BuildError
from jumelage.settings import from_mapping
from jumelage.source.theme import theme_of

# What replaces Pelican's defaults, its name for a blog and output that a site can request by setting another value.
UNASKED: Mapping[str, object] = MappingProxyType({
    "SITENAME": "Jumelage",
    "ARTICLE_PATHS": [], "DIRECT_TEMPLATES": [], "THEME_STATIC_PATHS": [],
    "CATEGORY_SAVE_AS": "", "TAG_SAVE_AS": "", "AUTHOR_SAVE_AS": "",
    "FEED_ALL_ATOM": None, "CATEGORY_FEED_ATOM": None, "AUTHOR_FEED_ATOM": None, "AUTHOR_FEED_RSS": None,
    "TRANSLATION_FEED_ATOM": None,
})  # fmt: skip
# Texts must not include local files or unchecked HTML.
CLOSED = MappingProxyType({"file_insertion_enabled": False, "raw_enabled": False})


def root_of(pelican: Any) -> Path:
    """Return the folder of the site that an instance of Pelican builds."""
    return Path(pelican.settings["PATH"]).resolve().parent


def prepare(pelican: Any) -> None:
    """Set the settings of a Pelican instance that follow from the site's; invalid ones are reported later."""
    settings = pelican.settings
    # It would empty the output before it is known whether the build succeeds.
    pelican.delete_outputdir = False
    for name, none in UNASKED.items():
        if settings.get(name) == DEFAULT_CONFIG[name]:
            settings[name] = none
    if settings["DEFAULT_LANG"] == DEFAULT_CONFIG["DEFAULT_LANG"] and not _written("DEFAULT_LANG", root_of(pelican)):
        settings["DEFAULT_LANG"] = ""
    settings["DOCUTILS_SETTINGS"] = {**settings["DOCUTILS_SETTINGS"], **CLOSED}
    settings["JINJA_ENVIRONMENT"] = {"autoescape": True, "undefined": StrictUndefined, **settings["JINJA_ENVIRONMENT"]}
    # Cached content may be outdated, since it also depends on our data.
    settings["CACHE_CONTENT"] = settings["LOAD_CONTENT_CACHE"] = False
    with suppress(BuildError):
        _from_ours(settings)
    # Pelican needs one even to get to the point where invalid settings are reported.
    settings["DEFAULT_LANG"] = settings["DEFAULT_LANG"] or "en"
    with suppress(BuildError):
        pelican.theme = settings["THEME"] = str(theme_of(root_of(pelican)).first)


def _written(name: str, root: Path) -> bool:
    """Return whether a settings file in the site's folder sets `name`: Pelican does not tell a default from a value."""
    files = [one for one in [*sys.modules.values()] if name in vars(one) and getattr(one, "__file__", None)]
    return any(Path(str(one.__file__)).resolve().parent == root for one in files)


def _from_ours(settings: MutableMapping[str, Any]) -> None:
    """Set Pelican's settings for the language, name, time zone and address of the site."""
    ours = from_mapping(settings)
    if settings["DEFAULT_LANG"] not in ours.languages.codes:
        settings["DEFAULT_LANG"] = ours.languages.codes[0]
    settings["SITENAMES"] = {code: ours.name(code) for code in (*ours.languages.codes, *ours.names)}
    settings["SITENAME"] = ours.name(settings["DEFAULT_LANG"])
    settings["SITEURL"] = ours.siteurl
    settings.setdefault("TIMEZONE", ours.timezone)
    settings["FEED_DOMAIN"] = settings.get("FEED_DOMAIN") or ours.siteurl
