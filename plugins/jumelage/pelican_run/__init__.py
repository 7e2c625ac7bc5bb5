"""A run of Pelican: the settings that it needs, and our site as its output."""

from jumelage.pelican_run.preparing import prepare

__all__ = ["prepare"]
