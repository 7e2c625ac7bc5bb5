"""The editing server: the site in memory, remade after each change, page by page as they are requested."""

from jumelage.serving.server import Options, serve

__all__ = ["Options", "serve"]
