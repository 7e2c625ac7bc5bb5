"""The facts table of each kind of record."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jumelage.model.base import Contact, Dated, Membership, Record, Role
from jumelage.model.facts import Municipality, Organisation, Place, Theme
from jumelage.model.recurring import Call, Event
from jumelage.model.texts import Page
from jumelage.model.values import Day
from jumelage.model.work import Campaign, Network, Partnership, Programme, Project
from jumelage.pages.page import Fact
from jumelage.pages.personal import person_facts
from jumelage.pages.teller import Teller
from jumelage.pages.values import Link, Moment, Money, Number, Said, Term, Value

# The page that holds the words of the accessibility statement.
STATEMENT = "accessibility"
# The labels of rows with more values than one, where the word differs.
MANY = {f"fact.{one}": f"fact.{many}" for one, many in (("country", "countries"), ("programme", "programmes"))}
MANY |= {f"fact.{one}": f"fact.{one}s" for one in ("place", "postcode", "theme")}
Row = tuple[str, Iterable[Value | None]]
# Roles that one kind calls by a name of its own.
ROLES = {("municipality", Role.MANDATED): "fact.mandated_by", ("network", Role.IMPLEMENTING): "fact.run_by"}
_Involving = Municipality | Partnership | Programme | Project | Network | Event


def facts(record: Record, teller: Teller) -> tuple[Fact, ...]:
    """Return the facts of a record, in the order of the table; a row without a value is left out."""
    rows = [*FACTS[record.kind_name](record, teller)] if record.kind_name in FACTS else []
    if isinstance(record, Page) and record.id == STATEMENT:
        rows += _statement(record, teller)
    rows += _dates(record)
    found = ((label, tuple(value for value in values if value)) for label, values in rows)
    return tuple(
        Fact(MANY.get(label, label) if len(values) > 1 else label, values) for label, values in found if values
    )


def _statement(_: Page, teller: Teller) -> Iterator[Row]:
    """Return what the accessibility statement rests on; it claims no more than what was tested."""
    stated = teller.graph.statement
    if stated is None:
        return
    yield "statement.status", [Term("statement", "partial")]
    if stated.tested:
        # The name of a tool is in no language: were it English, the page would be called not wholly translated.
        yield "statement.tested", [Moment(stated.tested.day), Said(stated.tested.tool)]
        yield "statement.pages", [Number(stated.tested.pages)]
        yield "statement.views", [Number(stated.tested.views)]
        yield "statement.findings", [Number(stated.tested.findings)]
    yield "statement.barriers", [teller.said(text) for text in stated.barriers]
    yield "statement.reviewed", [Moment(stated.reviewed)]


def _dates(record: Record) -> Iterator[Row]:
    for field in ("checked", "updated"):
        yield f"fact.{field}", [_moment(getattr(record, field))]


def _moment(day: Day | None) -> Moment | None:
    return Moment(day) if day else None


def _said(text: dict[str, str] | None, teller: Teller) -> Said | None:
    return teller.said(text) if text else None


def _linked(kind: str, names: Iterable[str | None], teller: Teller) -> list[Value | None]:
    return [teller.link(kind, name) for name in names if name]


def _involved(record: _Involving, teller: Teller) -> Iterator[Row]:
    by_role: dict[Role, list[Value | None]] = {}
    for one in record.organisations:
        by_role.setdefault(one.role, []).append(teller.link("organisation", one.organisation))
    for role, values in by_role.items():
        yield ROLES.get((record.kind_name, role), f"role.{role}"), values


def _period(record: Dated, teller: Teller) -> Row:
    if record.until and not record.since:
        over = record.status(teller.today) == "ended"
        return "fact.until" if over else "fact.due", [Moment(record.until)]
    return "fact.period", [teller.period(record)]


def _municipality(record: Municipality, teller: Teller) -> Iterator[Row]:
    yield "fact.country", _linked("country", [record.country], teller)
    yield "fact.service", [_said(record.service, teller)]
    yield from _contact(record.contact, teller)
    yield "fact.website", [_website(record.website, teller)]
    yield from _involved(record, teller)
    yield "fact.postcode", [Said(code) for code in record.postcodes]


def _website(website: dict[str, str] | None, teller: Teller) -> Link | None:
    if not website:
        return None
    address = teller.said(website)
    return Link(Said(address.text), address.text)


def _contact(contact: Contact | None, teller: Teller) -> Iterator[Row]:
    if contact:
        yield "fact.contact", [teller.said(contact.function)]
        yield "fact.address", [_said(contact.address, teller)]
        yield "fact.email", [Link(Said(contact.email), f"mailto:{contact.email}") if contact.email else None]
        phone = contact.phone
        yield "fact.phone", [Link(Said(phone), f"tel:{phone.replace(' ', '')}") if phone else None]


def _place(record: Place, teller: Teller) -> Iterator[Row]:
    yield "fact.type", [Term("place_kind", record.kind)]
    yield "fact.part_of", _linked("place", [record.part_of], teller)
    yield "fact.country", _linked("country", [record.country], teller)
    yield "fact.wikidata", [_wikidata(record.wikidata)]


def _wikidata(item: str | None) -> Link | None:
    return Link(Said(item), f"https://www.wikidata.org/wiki/{item}") if item else None


def _partnership(record: Partnership, teller: Teller) -> Iterator[Row]:
    yield "fact.municipality", _linked("municipality", [record.municipality], teller)
    yield "fact.place", _linked("place", record.places, teller)
    countries = dict.fromkeys(place.country for place in _places(record.places, teller))
    yield "fact.country", _linked("country", countries, teller)
    yield from _involved(record, teller)
    yield "fact.kind", [Term("partnership_kind", record.kind)]
    yield _period(record, teller)
    if record.signed:
        yield "fact.signed", [Moment(record.signed.on, _said(record.signed.at, teller))]
    if record.made_official:
        yield "fact.made_official", [Moment(record.made_official.on, _said(record.made_official.at, teller))]
    yield "fact.succeeds", _linked("partnership", [record.succeeds], teller)
    yield "fact.programme", _linked("programme", record.programmes, teller)
    yield "fact.theme", _linked("theme", record.themes, teller)


def _places(names: Iterable[str], teller: Teller) -> Iterator[Place]:
    for name in names:
        found = teller.record(("place", name))
        if isinstance(found, Place):
            yield found


def _programme(record: Programme, teller: Teller) -> Iterator[Row]:
    yield _period(record, teller)
    yield from _involved(record, teller)


def _project(record: Project, teller: Teller) -> Iterator[Row]:
    owner = teller.owner(record)
    yield "fact.municipality", _linked("municipality", [owner.id if owner else None], teller)
    yield "fact.partnership", _linked("partnership", [record.partnership], teller)
    yield "fact.programme", _linked("programme", [record.programme], teller)
    yield "fact.place", _linked("place", record.places, teller)
    yield from _involved(record, teller)
    yield _period(record, teller)
    yield "fact.support", [teller.period(record.support) if record.support else None]
    reached = ((one.count, teller.said(one.who)) for one in record.beneficiaries)
    yield "fact.beneficiaries", [who if count is None else Number(count, who) for count, who in reached]
    yield "fact.budget", [Money(record.budget) if record.budget else None]
    yield "fact.results", [_said(record.results, teller)]
    yield "fact.difficulties", [_said(record.difficulties, teller)]
    yield "fact.theme", _linked("theme", record.themes, teller)


def _campaign(record: Campaign, teller: Teller) -> Iterator[Row]:
    yield "fact.kind", [Term("campaign_kind", record.kind)]
    yield "fact.participants", _members(record.members, teller)
    yield "fact.theme", _linked("theme", record.themes, teller)


def _members(members: Iterable[Membership], teller: Teller) -> Iterator[Link]:
    for one in members:
        link = teller.link("municipality", one.municipality)
        state = getattr(one, "state", None)
        said = [teller.wording.text(f"campaign_state.{state}")] if state else []
        said += [teller.wording.period(one.since, None)] if one.since else []
        if isinstance(link, Link):
            yield Link(link.title, link.path, ", ".join(said))


def _network(record: Network, teller: Teller) -> Iterator[Row]:
    yield from _involved(record, teller)
    yield "fact.members", _members(record.members, teller)
    yield "fact.website", [Link(Said(record.website), record.website) if record.website else None]
    yield "fact.theme", _linked("theme", record.themes, teller)


def _recurring(record: Event | Call, teller: Teller) -> Iterator[Row]:
    yield "fact.municipality", _linked("municipality", [record.municipality], teller)
    yield "fact.rhythm", [Term("rhythm", record.rhythm) if record.rhythm else None]
    yield "fact.season", [_said(record.season, teller)]


def _event(record: Event, teller: Teller) -> Iterator[Row]:
    yield from _recurring(record, teller)
    yield from _involved(record, teller)
    yield "fact.theme", _linked("theme", record.themes, teller)


def _call(record: Call, teller: Teller) -> Iterator[Row]:
    yield from _recurring(record, teller)
    yield "fact.budget", [Money(record.budget) if record.budget else None]
    yield "fact.theme", _linked("theme", record.themes, teller)


def _organisation(record: Organisation, teller: Teller) -> Iterator[Row]:
    yield "fact.type", [Term("organisation_kind", record.kind) if record.kind else None]
    yield "fact.place", _linked("place", [record.place], teller)
    place = next(_places([record.place] if record.place else [], teller), None)
    yield "fact.country", _linked("country", [record.country or (place.country if place else None)], teller)
    yield "fact.website", [Link(Said(record.website), record.website) if record.website else None]


def _theme(record: Theme, teller: Teller) -> Iterator[Row]:  # noqa: ARG001 - each kind is asked the same way
    yield "fact.sdgs", [Term("sdg", str(goal)) for goal in record.sdgs]
    yield "fact.dac_sector", [Said(record.dac_sector) if record.dac_sector else None]


FACTS: Mapping[str, Callable[[Any, Teller], Iterator[Row]]] = {
    "municipality": _municipality,
    "place": _place,
    "partnership": _partnership,
    "programme": _programme,
    "project": _project,
    "campaign": _campaign,
    "network": _network,
    "person": person_facts,
    "event": _event,
    "call": _call,
    "organisation": _organisation,
    "theme": _theme,
}
