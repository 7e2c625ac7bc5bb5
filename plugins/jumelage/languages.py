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

# Pages that are about several kinds at once, and the one that names persons who are not listed, below their index; a
# language without a word of its own takes the English one.
VIEWS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "names": {"nl": "namen", "fr": "noms", "en": "names"},
        "agenda": {"nl": "agenda", "fr": "agenda", "en": "calendar"},
        "search": {"nl": "zoeken", "fr": "recherche", "en": "search"},
        "timeline": {"nl": "tijdlijn", "fr": "chronologie", "en": "timeline"},
    }
)


@dataclass(frozen=True, slots=True)
class Languages:
    """Which languages a site has, in order, and which of them every text must have."""

    codes: tuple[str, ...] = ("nl", "fr", "en")
    obligatory: tuple[str, ...] = ("nl", "fr")
    segments: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: SEGMENTS)

    def segment(self, name: str, lang: str) -> str:
        """Return the part of an address that stands for a kind or a view."""
        own = self.segments.get(name, {}).get(lang)
        return own or VIEWS[name].get(lang, VIEWS[name]["en"])

    def fallbacks(self, lang: str) -> tuple[str, ...]:
        """Return the languages in which to look for a text, best first: `lang`, the obligatory ones, the rest."""
        return tuple(dict.fromkeys((lang, *self.obligatory, *self.codes)))
