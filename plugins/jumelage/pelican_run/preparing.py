"""Pelican's own settings, as far as they follow from ours."""

from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import StrictUndefined

# Pelican is running: this costs nothing any more.
from pelican.settings import DEFAULT_CONFIG

from jumelage.messages.problems import BuildError
from jumelage.settings import from_mapping
from jumelage.source.theme import theme_of

# What Pelican makes unasked; who sets one of these to anything else asks for it.
UNASKED: Mapping[str, object] = MappingProxyType({
    "ARTICLE_PATHS": [], "DIRECT_TEMPLATES": [], "THEME_STATIC_PATHS": [],
    "CATEGORY_SAVE_AS": "", "TAG_SAVE_AS": "", "AUTHOR_SAVE_AS": "",
    "FEED_ALL_ATOM": None, "CATEGORY_FEED_ATOM": None, "AUTHOR_FEED_ATOM": None, "AUTHOR_FEED_RSS": None,
    "TRANSLATION_FEED_ATOM": None,
})  # fmt: skip
# A text may not bring in files of the machine, nor HTML that nobody looked at.
CLOSED = MappingProxyType({"file_insertion_enabled": False, "raw_enabled": False})


def root_of(pelican: Any) -> Path:
    """Return the folder of the site that an instance of Pelican builds."""
    return Path(pelican.settings["PATH"]).resolve().parent


def prepare(pelican: Any) -> None:
    """Give an instance of Pelican the settings that follow from the site's; what is of no use is reported later."""
    settings = pelican.settings
    # It would empty the output before anybody knows whether there is a new one.
    pelican.delete_outputdir = False
    for name, none in UNASKED.items():
        if settings.get(name) == DEFAULT_CONFIG[name]:
            settings[name] = none
    settings["DOCUTILS_SETTINGS"] = {**settings["DOCUTILS_SETTINGS"], **CLOSED}
    settings["JINJA_ENVIRONMENT"] = {"autoescape": True, "undefined": StrictUndefined, **settings["JINJA_ENVIRONMENT"]}
    # A text of the day before yesterday may be in there, and what is made of it depends on our data, too.
    settings["CACHE_CONTENT"] = settings["LOAD_CONTENT_CACHE"] = False
    with suppress(BuildError):
        _from_ours(settings)
    # Pelican needs one even to get as far as the report that the settings cannot be used.
    settings["DEFAULT_LANG"] = settings["DEFAULT_LANG"] or "en"
    with suppress(BuildError):
        pelican.theme = settings["THEME"] = str(theme_of(root_of(pelican)).first)


def _from_ours(settings: MutableMapping[str, Any]) -> None:
    """Set DEFAULT_LANG to a language of the site, SITENAME to its name in that one, and SITEURL to the one in use."""
    ours = from_mapping(settings)
    if settings["DEFAULT_LANG"] not in ours.languages.codes:
        settings["DEFAULT_LANG"] = ours.languages.codes[0]
    settings["SITENAMES"] = {code: ours.name(code) for code in (*ours.languages.codes, *ours.names)}
    settings["SITENAME"] = ours.name(settings["DEFAULT_LANG"])
    settings["SITEURL"] = ours.siteurl
    settings["FEED_DOMAIN"] = settings.get("FEED_DOMAIN") or ours.siteurl
