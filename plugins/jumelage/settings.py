"""What a site's `pelicanconf.py` says, with defaults for all of it."""

import os
import re
import runpy
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from jumelage.languages import SEGMENTS, Languages
from jumelage.problems import BuildError

NAMES = MappingProxyType({"nl": "Jumelage", "fr": "Jumelage", "en": "Jumelage"})


@dataclass(frozen=True, slots=True)
class Settings:
    """
    The settings of a site; `docs/settings.md` names each.

    `siteurl` has no slash at its end; `today` is the day for which statuses are worked out.
    """

    today: date
    siteurl: str = "http://localhost:8000"
    names: Mapping[str, str] = field(default_factory=lambda: NAMES)
    publishers: Mapping[str, str] = field(default_factory=dict)
    languages: Languages = field(default_factory=Languages)
    home_country: str = "BE"
    timezone: str = "Europe/Brussels"
    repository: str = ""
    branch: str = "main"
    contact: str = ""
    publish: bool = False

    @property
    def base(self) -> str:
        """The path of SITEURL, without a slash at its end: '' or '/project'."""
        return urlsplit(self.siteurl).path.rstrip("/")

    def name(self, lang: str) -> str:
        """Return the site's name in a language, or in the first one that has it."""
        return self._first(self.names, lang)

    def publisher(self, lang: str) -> str:
        """Return who publishes the site in a language, or in the first one that has it; '' when nobody is named."""
        return self._first(self.publishers, lang)

    def _first(self, texts: Mapping[str, str], lang: str) -> str:
        return next((texts[one] for one in (*self.languages.fallbacks(lang), *texts) if one in texts), "")


def read_settings(path: Path, day: str = "") -> Settings:
    """
    Return the settings that the Python file at `path` gives; defaults when there is no such file.

    `day`, then the environment's TODAY, then the day in the site's time zone is today.

    Raises:
        BuildError: the file cannot be run, or a setting is of no use.
    """
    try:
        values = runpy.run_path(str(path)) if path.is_file() else {}
    except Exception as error:
        raise BuildError(f"The settings in {path.name} cannot be read: {type(error).__name__}: {error}.") from error
    return from_mapping(values, day)


def from_mapping(values: Mapping[str, Any], day: str = "") -> Settings:
    """
    Return the settings that Pelican's own mapping gives, with the names in `docs/settings.md`.

    Raises:
        BuildError: a setting is of no use.
    """
    codes = tuple(values.get("LANGUAGES", Languages().codes))
    segments = {kind: {**SEGMENTS[kind], **values.get("SEGMENTS", {}).get(kind, {})} for kind in SEGMENTS}
    obligatory = tuple(code for code in values.get("OBLIGATORY_LANGUAGES", Languages().obligatory) if code in codes)
    missing = [f"{kind}: {code}" for kind in segments for code in codes if code not in segments[kind]]
    if not codes or not obligatory or missing:
        raise BuildError(f"LANGUAGES, OBLIGATORY_LANGUAGES and SEGMENTS do not fit together ({', '.join(missing)}).")
    siteurl = (os.environ.get("SITEURL") or str(values.get("SITEURL") or "http://localhost:8000")).rstrip("/")
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", siteurl):
        raise BuildError(f"SITEURL '{siteurl}' is not a web address such as https://example.org.")
    timezone = str(values.get("TIMEZONE", "Europe/Brussels"))
    return Settings(
        today=_today(day or os.environ.get("TODAY", "") or str(values.get("TODAY", "")), timezone),
        siteurl=siteurl,
        names=_texts(values.get("SITENAME") or NAMES, codes),
        publishers=_texts(values.get("PUBLISHER") or {}, codes),
        languages=Languages(codes, obligatory, segments),
        home_country=str(values.get("HOME_COUNTRY", "BE")),
        timezone=timezone,
        repository=str(values.get("REPOSITORY", "")).rstrip("/"),
        branch=str(values.get("BRANCH", "main")),
        contact=str(values.get("CONTACT", "")),
        publish=bool(values.get("PUBLISH", False)),
    )


def _texts(value: Any, codes: tuple[str, ...]) -> dict[str, str]:
    return dict(value) if isinstance(value, Mapping) else dict.fromkeys(codes, str(value))


def _today(day: str, timezone: str) -> date:
    try:
        zone = ZoneInfo(timezone)
    except (KeyError, OSError, ValueError) as error:
        raise BuildError(f"TIMEZONE '{timezone}' is not a time zone such as Europe/Brussels.") from error
    try:
        return date.fromisoformat(day) if day else datetime.now(zone).date()
    except ValueError as error:
        raise BuildError(f"TODAY '{day}' is not a day such as 2026-11-23.") from error
