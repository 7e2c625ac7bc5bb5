"""The settings of the example site: everything on it is invented."""

from jumelage.pelican_settings import *

SITENAME = {"nl": "Voorbeeldsite", "fr": "Site d'exemple", "en": "Example site"}
PUBLISHER = {"nl": "De voorbeeldgemeenten", "fr": "Les communes d'exemple", "en": "The example municipalities"}
CONTACT = "solidair@example.org"
REPOSITORY = "https://example.org/voorbeeld/site"
SITEURL = "https://solidair.example.org"
