"""Pelican's own settings, for `from jumelage.pelican_settings import *` in a site's `pelicanconf.py`."""

import importlib
import os
import sys
from pathlib import Path

from jumelage.interruption import take_over

# Pelican puts the folder in which it is started before all others in which modules are looked for, unless it is among
# them: behind them, a file that happens to be called json.py is not run. Our own commands do not look there at all.
sys.path += [os.curdir] if "pelican" in sys.modules else []

# Pelican would end with status 0 when it is interrupted from here on, or when it cannot import the plugin later.
if "pelican" in sys.modules and "pelican" in Path(sys.argv[0]).parts[-2:]:
    take_over()
importlib.import_module("jumelage.plugin")

# Pelican runs our plugin and nothing else: its own generators find no files, its theme copies none.
PATH = "content"
OUTPUT_PATH = "output"
PLUGINS = ["jumelage"]
SITENAME: str | dict[str, str] = "Jumelage"
TIMEZONE = "Europe/Brussels"
DEFAULT_LANG = ""  # the plugin chooses the first of LANGUAGES
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
