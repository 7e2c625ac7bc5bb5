"""Rows of the facts table of a person at risk that need more than one field."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from jumelage.model.people import Freshness, GroundKind, Person, Situation
from jumelage.model.references import PublisherId
from jumelage.pages.teller import Teller
from jumelage.pages.values import Moment, Said, Term, Value

Row = tuple[str, Iterable[Value | None]]


def _adoptions(record: Person, teller: Teller) -> Iterator[Row]:
    for one in record.adoptions:
        yield f"fact.{one.form}", [teller.link("municipality", one.municipality), Moment(one.day)]


def _networks(record: Person, teller: Teller) -> Iterator[Row]:
    networks = dict.fromkeys(one.network for one in record.adoptions if one.network)
    yield "fact.network", [teller.link("network", one) for one in networks]


def _work(record: Person, teller: Teller) -> Iterator[Row]:
    """Yield the person's work, unless the summary starts with it."""
    work, lead = teller.said(record.work) if record.work else None, teller.summary(record)
    yield "fact.work", [work if work and lead and not lead.text.startswith(work.text) else None]


def _situation(record: Person, teller: Teller) -> Iterator[Row]:
    """Yield the person's situation and its date, as long as it is reliable."""
    status = record.status
    if status.value is not Situation.UNKNOWN and record.freshness(teller.today) is not Freshness.UNVERIFIED:
        yield "fact.situation", [Term("situation", status.value), Moment(status.as_of)]


def _ground(record: Person, teller: Teller) -> Iterator[Row]:
    """Yield the reason for naming the person, as a sentence."""
    ground, who = record.ground, ""
    if ground.kind is GroundKind.PUBLIC_CAMPAIGN:
        who = teller.called("organisation", str(ground.organisation))
    if ground.kind is GroundKind.OFFICIAL_PAGE:
        publisher = next(one.publisher for one in record.sources if one.title == ground.source)
        who = next(filter(None, (teller.called(kind, str(publisher)) for kind in PublisherId.kinds)), "")
    yield "fact.ground", [Said(teller.wording.text(f"because.{ground.kind}", who=who), teller.lang)]


PERSONAL: Mapping[str, Callable[[Person, Teller], Iterator[Row]]] = {
    "adoptions": _adoptions,
    "network": _networks,
    "work": _work,
    "situation": _situation,
    "ground": _ground,
}
