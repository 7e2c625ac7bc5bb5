"""The languages of a site and the public address of each kind of record in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

KINDS = (
    "municipality",
    "country",
    "place",
    "partnership",
    "programme",
    "project",
    "campaign",
    "network",
    "person",
    "event",
    "call",
    "organisation",
    "theme",
    "news",
    "page",
)

# Where each kind lives in the address; a fourth language is a setting (`SEGMENTS`), not code.
SEGMENTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "municipality": {"nl": "gemeenten", "fr": "communes", "en": "municipalities"},
        "country": {"nl": "landen", "fr": "pays", "en": "countries"},
        "place": {"nl": "plaatsen", "fr": "lieux", "en": "places"},
        "partnership": {"nl": "partnerschappen", "fr": "partenariats", "en": "partnerships"},
        "programme": {"nl": "programmas", "fr": "programmes", "en": "programmes"},
        "project": {"nl": "projecten", "fr": "projets", "en": "projects"},
        "campaign": {"nl": "campagnes", "fr": "campagnes", "en": "campaigns"},
        "network": {"nl": "netwerken", "fr": "reseaux", "en": "networks"},
        "person": {"nl": "mensen-in-gevaar", "fr": "personnes-en-danger", "en": "persons-at-risk"},
        "event": {"nl": "evenementen", "fr": "evenements", "en": "events"},
        "call": {"nl": "oproepen", "fr": "appels", "en": "calls"},
        "organisation": {"nl": "organisaties", "fr": "organisations", "en": "organisations"},
        "theme": {"nl": "themas", "fr": "themes", "en": "themes"},
        "news": {"nl": "nieuws", "fr": "actualites", "en": "news"},
    }
)


@dataclass(frozen=True, slots=True)
class Languages:
    """Which languages a site has, in order, and which of them every text must have."""

    codes: tuple[str, ...] = ("nl", "fr", "en")
    obligatory: tuple[str, ...] = ("nl", "fr")
    segments: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: SEGMENTS)

    def fallbacks(self, lang: str) -> tuple[str, ...]:
        """Return the languages in which to look for a text, best first: `lang`, the obligatory ones, the rest."""
        return tuple(dict.fromkeys((lang, *self.obligatory, *self.codes)))
