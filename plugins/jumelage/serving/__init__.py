"""The editing server: the site in memory, made anew at each change, page by page as it is looked at."""

from jumelage.serving.server import Options, serve

__all__ = ["Options", "serve"]
