"""Checks that the ground 'official-page' refers to a page of an authority; messages never name the person."""

from collections.abc import Iterator

from jumelage.content import Loaded
from jumelage.messages.problems import Code, Problem
from jumelage.messages.sentences import Sentence
from jumelage.model.people import GroundKind, Person
from jumelage.model.places_and_parties import Organisation, OrganisationKind


def authority(loaded: Loaded) -> Iterator[Problem]:
    """Yield a problem for each such ground whose source was published by an organisation that is not a public body."""
    for sourced in loaded.records.valid["person"].values():
        person = sourced.record
        if isinstance(person, Person) and person.ground.kind is GroundKind.OFFICIAL_PAGE:
            published = [one.publisher for one in person.sources if one.title == person.ground.source]
            if any(_is_private(loaded, name) for name in published if name):
                message = Sentence("The source of the ground 'official-page' is not a public authority's page.")
                hint = Sentence("Give another source, or another ground; an authority has 'kind: public-body'.")
                yield Problem(sourced.position(("ground", "source")), Code.PERSON_GROUND, message, hint)


def _is_private(loaded: Loaded, publisher: str) -> bool:
    """Return whether a publisher is an organisation but not a public body; unknown ones are reported elsewhere."""
    found = loaded.records.valid["organisation"].get(publisher)
    organisation = found.record if found else None
    return isinstance(organisation, Organisation) and organisation.kind is not OrganisationKind.PUBLIC_BODY
