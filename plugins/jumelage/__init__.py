"""Jumelage: the international-solidarity work of municipalities as a website; `register` is Pelican's way in."""

from jumelage.plugin import register

__all__ = ["register"]
