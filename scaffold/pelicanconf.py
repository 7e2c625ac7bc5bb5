"""The settings of this site; docs/settings.md of Jumelage explains each."""

# Imported here, and not named below: a plugin that fails or is interrupted meanwhile leaves Pelican with status 0.
try:
    import jumelage
except KeyboardInterrupt:
    raise SystemExit(130) from None

# What the site is called and who publishes it, in each language.
SITENAME = {
    "nl": "Onze gemeente solidair",
    "fr": "Notre commune solidaire",
    "en": "Our municipality in solidarity",
}
PUBLISHER = {
    "nl": "Onze gemeente",
    "fr": "Notre commune",
    "en": "Our municipality",
}
CONTACT = ""  # the e-mail address of a service, never of a person

LANGUAGES = ("nl", "fr", "en")
OBLIGATORY_LANGUAGES = ("nl", "fr")
HOME_COUNTRY = "BE"
TIMEZONE = "Europe/Brussels"

# Where readers can propose a change: the address of the repository, and its branch.
REPOSITORY = ""
BRANCH = "main"

# The environment's SITEURL goes before this one.
SITEURL = "http://localhost:8000"

# Pelican runs our plugin and nothing else: its own generators find no files, its theme copies none.
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
# The plugin itself removes what is no longer made.
DELETE_OUTPUT_DIRECTORY = False
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
