"""The settings in a site's `pelicanconf.py`, with defaults for all of them."""

import os
import re
import runpy
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from ipaddress import ip_address
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from jumelage.languages import SEGMENTS, VIEWS, Languages
from jumelage.messages.problems import BuildError, listed
from jumelage.messages.sentences import Sentence, languages
from jumelage.model.values import SLUG, TAG
from jumelage.source.assets import FOLDERS
from jumelage.store.reads import note

NAMES = MappingProxyType({"nl": "Jumelage", "fr": "Jumelage", "en": "Jumelage"})


@dataclass(frozen=True, slots=True)
class Settings:
    """
    The settings of a site; see `docs/settings.md`.

    `siteurl` has no trailing slash; `today` is the date for which statuses are computed; with `drafts`, only for the
    editing server, drafts and records not published on that date are shown; `preview` leaves out persons at risk;
    `ledger` is the file of published addresses, '' for none; with `offline`, a publication needs no marks from the
    newest main branch; `pelican_folders` are the folders in `content/` that Pelican's own generators read.
    """

    today: date
    siteurl: str = "http://localhost:8000"
    names: Mapping[str, str] = field(default_factory=lambda: NAMES)
    publishers: Mapping[str, str] = field(default_factory=dict)
    publisher_notes: Mapping[str, str] = field(default_factory=dict)
    languages: Languages = field(default_factory=Languages)
    home_country: str = "BE"
    timezone: str = "Europe/Brussels"
    repository: str = ""
    branch: str = "main"
    contact: str = ""
    publish: bool = False
    editor_languages: tuple[str, ...] = ("nl", "fr")
    drafts: bool = False
    preview: bool = False
    ledger: str = ""
    offline: bool = False
    pelican_folders: tuple[str, ...] = ()

    def __getattribute__(self, name: str) -> Any:
        """Return an attribute; that the date was read is recorded, also for a template of a site's own theme."""
        if name == "today":
            note("today")
        return object.__getattribute__(self, name)

    @property
    def base(self) -> str:
        """The path of SITEURL, without a trailing slash: '' or '/project'."""
        return urlsplit(self.siteurl).path.rstrip("/")

    @property
    def local(self) -> bool:
        """Whether SITEURL is an address of the local machine."""
        host = (urlsplit(self.siteurl).hostname or "").rstrip(".")
        try:
            known = ip_address(host)
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")
        return known.is_loopback or known.is_unspecified

    def name(self, lang: str) -> str:
        """Return the site's name in a language, or else in the first language that has it."""
        return self._first(self.names, lang)

    def publisher(self, lang: str) -> str:
        """Return the publisher's name in a language, or else in the first language that has it; '' if there is none."""
        return self._first(self.publishers, lang)

    def publisher_note(self, lang: str) -> str:
        """Return the note about the publisher in a language, or else in the first that has it; '' if there is none."""
        return self._first(self.publisher_notes, lang)

    def _first(self, texts: Mapping[str, str], lang: str) -> str:
        return next((texts[one] for one in (*self.languages.fallbacks(lang), *texts) if one in texts), "")


def read_settings(path: Path, day: str = "") -> Settings:
    """
    Return the settings from the Python file at `path`; the defaults if there is no such file.

    Today is `day`, or else the environment variable TODAY, or else the date in the site's time zone.

    Raises:
        BuildError: the file cannot be run, or a setting is invalid.
    """
    try:
        values = runpy.run_path(str(path)) if path.is_file() else {}
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        unread = Sentence("The settings in {name} cannot be read: {why}.", name=path.name, why=why)
        raise BuildError(unread) from error
    return from_mapping(values, day)


def from_mapping(values: Mapping[str, Any], day: str = "") -> Settings:
    """
    Return the settings from Pelican's mapping, which has the names in `docs/settings.md`.

    Raises:
        BuildError: a setting is invalid.
    """
    try:
        return _settings(values, day)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        why = f"{type(error).__name__}: {error}"
        raise BuildError(Sentence("The settings cannot be used: {why}.", why=why)) from error


def _settings(values: Mapping[str, Any], day: str) -> Settings:
    codes = tuple(values.get("LANGUAGES", Languages().codes))
    written = values.get("SEGMENTS", {})
    segments = {kind: {**SEGMENTS[kind], **written.get(kind, {})} for kind in SEGMENTS}
    required = tuple(code for code in values.get("OBLIGATORY_LANGUAGES", Languages().required) if code in codes)
    # Both become parts of addresses and of paths on disk.
    missing = [f"{kind}: {code}" for kind in segments for code in codes if not _part(segments[kind].get(code))]
    missing += [str(code) for code in codes if not re.fullmatch(TAG, str(code))]
    if not codes or not required or missing:
        unfit = "LANGUAGES, OBLIGATORY_LANGUAGES and SEGMENTS do not match ({missing})."
        raise BuildError(Sentence(unfit, missing=", ".join(missing)))
    siteurl = (os.environ.get("SITEURL") or str(values.get("SITEURL") or "http://localhost:8000")).rstrip("/")
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", siteurl):
        raise BuildError(Sentence("SITEURL '{text}' is not a web address such as https://example.org.", text=siteurl))
    timezone = str(values.get("TIMEZONE", "Europe/Brussels"))
    return Settings(
        today=_today(day or os.environ.get("TODAY", "") or str(values.get("TODAY", "")), timezone),
        siteurl=siteurl,
        names=_texts(values.get("SITENAME") or NAMES, codes) | dict(values.get("SITENAMES") or {}),
        publishers=_texts(values.get("PUBLISHER") or {}, codes),
        publisher_notes=_texts(values.get("PUBLISHER_NOTE") or {}, codes),
        languages=Languages(codes, required, segments | {view: written[view] for view in VIEWS if view in written}),
        home_country=str(values.get("HOME_COUNTRY", "BE")),
        timezone=timezone,
        repository=(str(values.get("REPOSITORY") or "") or _hosted()).rstrip("/"),
        branch=str(values.get("BRANCH", "main")),
        contact=_contact(values.get("CONTACT") or ""),
        publish=bool(values.get("PUBLISH", False)),
        preview=bool(values.get("PREVIEW", False)),
        editor_languages=_editors(values.get("EDITOR_LANGUAGES", ("nl", "fr"))),
        pelican_folders=_pelican_folders(values, codes),
        offline=os.environ.get("OFFLINE", "").strip() not in {"", "0"} or bool(values.get("OFFLINE", False)),
    )


def _pelican_folders(values: Mapping[str, Any], codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folders that Pelican reads, or its defaults, except `content/` itself."""
    defaults = {"PAGE_PATHS": ["pages"], "STATIC_PATHS": ["images"]} if "PLUGINS" in values else {}
    found: dict[str, None] = {}
    taken = {*codes, *FOLDERS}
    for name in ("ARTICLE_PATHS", "PAGE_PATHS", "STATIC_PATHS"):
        paths = values.get(name, defaults.get(name, []))
        # Pelican's default for articles is the whole of `content/`, which is ours.
        for path in () if (name, paths) == ("ARTICLE_PATHS", [""]) else paths:
            parts = str(path).removesuffix("/").split("/")
            if not all(map(_folder, parts)) or parts[0] in taken:
                unfit = "'{path}' in {name} is not a folder in content/ that Pelican may read, such as 'blog'."
                raise BuildError(Sentence(unfit, path=str(path), name=name))
            found["/".join(parts)] = None
    return tuple(found)


def _folder(part: str) -> bool:
    return part.strip(".") != "" and all(sign.isalnum() or sign in "._-" for sign in part)


def _part(segment: object) -> bool:
    return isinstance(segment, str) and re.fullmatch(SLUG, segment) is not None


def _contact(value: object) -> str:
    contact = str(value).strip()
    if contact and not re.fullmatch(r"[^@\s:]+@[^@\s:]+|https?://[^\s/?#]+(/\S*)?", contact):
        unfit = "CONTACT '{text}' is neither an e-mail address nor a web address such as https://example.org/contact."
        raise BuildError(Sentence(unfit, text=contact))
    return contact


def _hosted() -> str:
    """Return the address of the repository in GitHub Actions, '' elsewhere."""
    server, name = (os.environ.get(f"GITHUB_{part}", "") for part in ("SERVER_URL", "REPOSITORY"))
    return f"{server}/{name}" if server and name else ""


def _editors(value: Any) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(str(one) for one in value)) if isinstance(value, list | tuple) else ()
    if not codes or not set(codes) <= set(languages()):
        known = listed(languages(), "and")
        raise BuildError(Sentence("EDITOR_LANGUAGES must contain one or more of {known}.", known=known))
    return codes


def _texts(value: Any, codes: tuple[str, ...]) -> dict[str, str]:
    return dict(value) if isinstance(value, Mapping) else dict.fromkeys(codes, str(value))


def _today(day: str, timezone: str) -> date:
    try:
        zone = ZoneInfo(timezone)
    except (KeyError, OSError, ValueError) as error:
        unknown = Sentence("TIMEZONE '{text}' is not a time zone such as Europe/Brussels.", text=timezone)
        raise BuildError(unknown) from error
    try:
        return date.fromisoformat(day) if day else datetime.now(zone).date()
    except ValueError as error:
        raise BuildError(Sentence("TODAY '{text}' is not a day such as 2026-11-23.", text=day)) from error
