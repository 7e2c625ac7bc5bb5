"""Pelican's own settings, as far as they follow from ours."""

from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from jumelage.messages.problems import BuildError
from jumelage.settings import from_mapping
from jumelage.targets.plan import theme_of


def root_of(pelican: Any) -> Path:
    """Return the folder of the site that an instance of Pelican builds."""
    return Path(pelican.settings["PATH"]).resolve().parent


def prepare(pelican: Any) -> None:
    """Give an instance of Pelican the settings that follow from the site's; what is of no use is reported later."""
    # It would empty the output before anybody knows whether there is a new one.
    pelican.delete_outputdir = False
    with suppress(BuildError):
        _languages(pelican.settings)
    # Pelican needs one even to get as far as the report that the settings cannot be used.
    pelican.settings["DEFAULT_LANG"] = pelican.settings["DEFAULT_LANG"] or "en"
    with suppress(BuildError):
        pelican.theme = pelican.settings["THEME"] = str(theme_of(root_of(pelican)))


def _languages(settings: MutableMapping[str, Any]) -> None:
    """Set DEFAULT_LANG to a language of the site, and SITENAME to its name in that one, as Pelican expects."""
    ours = from_mapping(settings)
    if settings["DEFAULT_LANG"] not in ours.languages.codes:
        settings["DEFAULT_LANG"] = ours.languages.codes[0]
    settings["SITENAMES"] = {code: ours.name(code) for code in (*ours.languages.codes, *ours.names)}
    settings["SITENAME"] = ours.name(settings["DEFAULT_LANG"])
