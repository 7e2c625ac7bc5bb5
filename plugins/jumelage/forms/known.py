"""What a schema needs to know about one site: its languages, its ids and the languages of its editors."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from babel.core import Locale

from jumelage.content.records import Records
from jumelage.languages import Languages
from jumelage.messages.sentences import Sentence, catalogue
from jumelage.model.base import Role
from jumelage.model.people import AdoptionForm, GroundKind, Situation
from jumelage.model.places_and_parties import OrganisationKind, PlaceKind
from jumelage.model.recurring import Rhythm
from jumelage.model.work import CampaignKind, CampaignState, PartnershipKind, State
from jumelage.settings import Settings

# The groups of interface texts in which pages have the labels of values.
GROUPS: Mapping[type[StrEnum], str] = MappingProxyType(
    {
        PartnershipKind: "partnership_kind",
        PlaceKind: "place_kind",
        OrganisationKind: "organisation_kind",
        CampaignKind: "campaign_kind",
        CampaignState: "campaign_state",
        Role: "role",
        Rhythm: "rhythm",
        State: "state",
        Situation: "situation",
        GroundKind: "ground",
        AdoptionForm: "adoption_form",
    }
)


@dataclass(frozen=True, slots=True)
class Known:
    """
    What a schema needs to know.

    `ids` holds the names of records by kind and id; kinds whose ids could not all be read are absent, and so are
    persons at risk. `editors` are the languages of descriptions, `strings` the interface texts by
    language.
    """

    languages: Languages
    editors: tuple[str, ...]
    strings: Mapping[str, Mapping[str, Any]]
    ids: Mapping[str, Mapping[str, str]]

    def said(self, *sentences: Sentence, between: str = "\n\n") -> str:
        """Return sentences in each language of the editors, one paragraph per language."""
        spoken = (" ".join(one.said(catalogue(lang)) for one in sentences) for lang in self.editors)
        return between.join(dict.fromkeys(spoken))

    def briefly(self, *sentences: Sentence) -> str:
        """Return sentences in each language of the editors, on one line."""
        return self.said(*sentences, between=" – ")

    def words(self, choices: type[StrEnum]) -> dict[str, str]:
        """Return the label of each value of a choice on the site's pages, in each language of the editors."""
        groups = [self.strings.get(lang, {}).get(GROUPS[choices], {}) for lang in self.editors]
        return {one.value: joined(words.get(one.value, "") for words in groups) for one in choices}

    def kind(self, kind: str) -> str:
        """Return the name of a kind of record, in each language of the editors."""
        groups = [self.strings.get(lang, {}).get("kind", {}) for lang in self.editors]
        return joined(words.get(kind, {}).get("one", "") for words in groups) or kind


def known(records: Records, settings: Settings, strings: Mapping[str, Mapping[str, Any]]) -> Known:
    """Return what is known about a site, including the ids of invalid records."""
    editors = settings.editor_languages
    ids: dict[str, dict[str, str]] = {}
    for kind, by_id in records.valid.items():
        if kind == "person" or kind in records.uncertain:
            continue
        refused = {name: "" for where, name in records.failed if where == kind and re.fullmatch("[A-Za-z0-9-]+", name)}
        named = {name: joined((one.record.name or {}).get(lang, "") for lang in editors) for name, one in by_id.items()}
        ids[kind] = dict(sorted({**refused, **named}.items()))
    if "country" in ids:
        codes = sorted({settings.home_country, *ids["country"]})
        ids["country"] = {code: ids["country"].get(code) or country(code, editors) for code in codes}
    return Known(settings.languages, editors, strings, ids)


def country(code: str, editors: tuple[str, ...]) -> str:
    """Return the name of a country in each language of the editors."""
    return joined(str(Locale.parse(lang).territories.get(code, "")) for lang in editors)


def joined(names: Iterable[str]) -> str:
    """Return names in several languages as one text, each only once."""
    return " – ".join(dict.fromkeys(name for name in names if name))
