"""The settings of the example site: everything on it is invented."""

import jumelage

SITENAME = {"nl": "Voorbeeldsite", "fr": "Site d'exemple", "en": "Example site"}
PUBLISHER = {"nl": "De voorbeeldgemeenten", "fr": "Les communes d'exemple", "en": "The example municipalities"}
CONTACT = "solidair@example.org"
REPOSITORY = "https://example.org/voorbeeld/site"
SITEURL = "https://solidair.example.org"

# Pelican runs our plugin and nothing else.
PATH = "content"
OUTPUT_PATH = "output"
PLUGINS = [jumelage]
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
TEMPLATE_PAGES: dict[str, str] = {}
FEED_ALL_ATOM = FEED_ALL_RSS = CATEGORY_FEED_ATOM = CATEGORY_FEED_RSS = TAG_FEED_ATOM = TAG_FEED_RSS = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = TRANSLATION_FEED_RSS = None
DELETE_OUTPUT_DIRECTORY = False
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
