"""The languages of a site and the public address of each kind of record in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from jumelage.kinds import KINDS

# Where each kind lives in the address, but for the pages of the site itself; `SEGMENTS` among the settings adds to it.
SEGMENTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {name: kind.segments for name, kind in KINDS.items() if kind.segments}
)

# Pages that are about several kinds at once, and two below an index: the persons who are not listed, by name, and the
# partnerships as a table. A language without a word of its own takes the English one.
VIEWS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "names": {"nl": "namen", "fr": "noms", "en": "names"},
        "agenda": {"nl": "agenda", "fr": "agenda", "en": "calendar"},
        "search": {"nl": "zoeken", "fr": "recherche", "en": "search"},
        "table": {"nl": "tabel", "fr": "tableau", "en": "table"},
        "timeline": {"nl": "tijdlijn", "fr": "chronologie", "en": "timeline"},
    }
)


@dataclass(frozen=True, slots=True)
class Languages:
    """Which languages a site has, in order, and which of them every text must have."""

    codes: tuple[str, ...] = ("nl", "fr", "en")
    required: tuple[str, ...] = ("nl", "fr")
    segments: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: SEGMENTS)

    def segment(self, name: str, lang: str) -> str:
        """Return the part of an address that stands for a kind or a view."""
        own = self.segments.get(name, {}).get(lang)
        return own or VIEWS[name].get(lang, VIEWS[name]["en"])

    def indexes(self, kind: str) -> tuple[str, ...]:
        """Return the paths of the indexes of a kind, one for each language."""
        return tuple(f"/{lang}/{self.segment(kind, lang)}/" for lang in self.codes)

    def fallbacks(self, lang: str) -> tuple[str, ...]:
        """Return the languages in which to look for a text, best first: `lang`, the obligatory ones, the rest."""
        return tuple(dict.fromkeys((lang, *self.required, *self.codes)))
