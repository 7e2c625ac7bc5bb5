"""The facts table of a person at risk."""

from collections.abc import Iterable, Iterator

from jumelage.model.people import Freshness, GroundKind, Person, Situation
from jumelage.pages.teller import Teller
from jumelage.pages.values import Moment, Said, Term, Value

PUBLISHERS = ("municipality", "organisation")


def person_facts(record: Person, teller: Teller) -> Iterator[tuple[str, Iterable[Value | None]]]:
    """Give the label and the values of each row."""
    for one in record.adoptions:
        yield f"fact.{one.form}", [teller.link("municipality", one.municipality), Moment(one.day)]
    networks = dict.fromkeys(one.network for one in record.adoptions if one.network)
    yield "fact.network", [teller.link("network", one) for one in networks]
    yield "fact.country", [teller.link("country", record.country) if record.country else None]
    yield "fact.work", [_work(record, teller)]
    yield "fact.rights", [teller.said(record.rights) if record.rights else None]
    yield "fact.situation", _situation(record, teller)
    yield "fact.ground", [_ground(record, teller)]


def _work(record: Person, teller: Teller) -> Said | None:
    """Return what the person does, unless the page begins with it."""
    work, lead = teller.said(record.work) if record.work else None, teller.summary(record)
    return work if work and lead and not lead.text.startswith(work.text) else None


def _situation(record: Person, teller: Teller) -> list[Value]:
    """Return how the person is, and as of when, as long as that can be relied upon."""
    status = record.status
    if status.value is Situation.UNKNOWN or record.freshness(teller.today) is Freshness.UNVERIFIED:
        return []
    return [Term("situation", status.value), Moment(status.as_of)]


def _ground(record: Person, teller: Teller) -> Said:
    """Return why the person is named, as a sentence."""
    ground, who = record.ground, ""
    if ground.kind is GroundKind.PUBLIC_CAMPAIGN:
        who = teller.called("organisation", str(ground.organisation))
    if ground.kind is GroundKind.OFFICIAL_PAGE:
        publisher = next(one.publisher for one in record.sources if one.title == ground.source)
        who = next(filter(None, (teller.called(kind, str(publisher)) for kind in PUBLISHERS)), "")
    return Said(teller.wording.text(f"because.{ground.kind}", who=who), teller.lang)
