"""Jumelage: the international-solidarity work of municipalities as a website; `register` is Pelican's way in."""

import importlib

__all__ = ["register"]


def register() -> None:
    """
    Connect Jumelage to Pelican, which looks for this name.

    The plugin is imported here and not above, so that `python -m jumelage` can handle Ctrl-C before anything else.
    """
    importlib.import_module("jumelage.plugin").register()
