"""Jumelage where Pelican looks for its plugins; a folder above with an `__init__.py` would hide Pelican itself."""

# Imported now: Pelican stops when a plugin cannot be imported, but only logs it when one cannot be registered.
from jumelage.plugin import register

__all__ = ["register"]
