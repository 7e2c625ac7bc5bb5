"""The ground 'official-page' asks for a page of an authority; a message never shows who the person is."""

from collections.abc import Iterator

from jumelage.content import Loaded
from jumelage.messages.problems import Code, Problem
from jumelage.messages.sentences import Sentence
from jumelage.model.people import GroundKind, Person
from jumelage.model.places_and_parties import Organisation, OrganisationKind


def authority(loaded: Loaded) -> Iterator[Problem]:
    """Give a problem for each ground whose source was published by an organisation that is no public body."""
    for sourced in loaded.records.valid["person"].values():
        person = sourced.record
        if isinstance(person, Person) and person.ground.kind is GroundKind.OFFICIAL_PAGE:
            published = [one.publisher for one in person.sources if one.title == person.ground.source]
            if any(_is_private(loaded, name) for name in published if name):
                message = Sentence("The source of the ground 'official-page' is not a public authority's page.")
                hint = Sentence("Give another source, or another ground; an authority has 'kind: public-body'.")
                yield Problem(sourced.position(("ground", "source")), Code.PERSON_GROUND, message, hint)


def _is_private(loaded: Loaded, publisher: str) -> bool:
    """Return whether a publisher is an organisation and no public body; who is unknown is reported elsewhere."""
    found = loaded.records.valid["organisation"].get(publisher)
    organisation = found.record if found else None
    return isinstance(organisation, Organisation) and organisation.kind is not OrganisationKind.PUBLIC_BODY
