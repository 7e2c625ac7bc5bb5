"""The facts table of each kind of record: its class lists the rows, and the type of a field determines its display."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from jumelage.forms.fields import Field, Form, fields
from jumelage.forms.known import GROUPS
from jumelage.model.base import Amount, Contact, Dated, Record, Role
from jumelage.model.places_and_parties import Municipality, Organisation, Place, Theme
from jumelage.model.texts import Page
from jumelage.model.work import (
    Beneficiaries,
    Campaign,
    Lasting,
    MadeOfficial,
    Network,
    Partnership,
    Project,
    Signature,
)
from jumelage.pages.page import Fact
from jumelage.pages.personal import PERSONAL, Row
from jumelage.pages.teller import Teller
from jumelage.pages.values import Link, Moment, Money, Number, Said, Term, Value

# The page with the text of the accessibility statement.
STATEMENT = "accessibility"
# Labels of rows with one value, where the field has a plural name.
ONE = {"countries": "country"} | {f"{one}s": one for one in ("place", "postcode", "programme", "theme")}
DATES = ("checked", "updated")


def facts(record: Record, teller: Teller) -> tuple[Fact, ...]:
    """Return the facts of a record, in the order of the table; rows without a value are left out."""
    rows = [row for name in record.facts for row in _rows(name, record, teller)]
    if isinstance(record, Page) and record.id == STATEMENT:
        rows += _statement(record, teller)
    rows += [row for name in DATES for row in _rows(name, record, teller)]
    found = ((label, tuple(value for value in values if value)) for label, values in rows)
    return tuple(Fact(_label(label, values), values) for label, values in found if values)


def line(record: Record, teller: Teller) -> tuple[Value, ...]:
    """Return the values of the line below the title of a record, which need no labels."""
    rows = (row for name in record.line for row in _rows(name, record, teller))
    return tuple(value for _, values in rows for value in values if value)


def _label(label: str, values: tuple[Value, ...]) -> str:
    group, _, name = label.partition(".")
    return f"{group}.{ONE.get(name, name)}" if len(values) == 1 else label


def _rows(name: str, record: Record, teller: Teller) -> Iterator[Row]:
    """Yield the rows for a name in `facts` of a kind: one for a field; names in `MADE` may have several."""
    if name in MADE:
        yield from MADE[name](record, teller)
        return
    field, value = _fields(type(record))[name], getattr(record, name)
    entries = value if field.many else () if value is None else (value,)
    yield f"fact.{record.labels.get(name, name)}", [_value(field, one, teller) for one in entries]


@cache
def _fields(model: type[BaseModel]) -> Mapping[str, Field]:
    return {field.name: field for field in fields(model)}


def _value(field: Field, value: Any, teller: Teller) -> Value | None:
    return PARTS[field.part](value, teller) if field.form is Form.PART else FORMS[field.form](field, value, teller)


def _statement(_: Page, teller: Teller) -> Iterator[Row]:
    """Yield the rows of the accessibility statement; it claims no more than what was tested."""
    stated = teller.graph.statements.get("accessibility")
    if stated is None:
        return
    yield "statement.status", [Term("statement", "partial")]
    if stated.tested:
        # The name of a tool has no language; marked as English, it would cause a notice of a partial translation.
        yield "statement.tested", [Moment(stated.tested.day), Said(stated.tested.tool)]
        yield "statement.pages", [Number(stated.tested.pages)]
        yield "statement.views", [Number(stated.tested.views)]
        yield "statement.findings", [Number(stated.tested.findings)]
    yield "statement.barriers", [teller.said(text) for text in stated.barriers]
    yield "statement.reviewed", [Moment(stated.reviewed)]


def _linked(kind: str, names: Iterable[str | None], teller: Teller) -> list[Value | None]:
    return [teller.link(kind, name) for name in names if name]


def _website(address: Said) -> Link:
    return Link(Said(address.text), address.text)


FORMS: Mapping[Form, Callable[[Field, Any, Teller], Value | None]] = {
    Form.REFERENCE: lambda field, name, teller: teller.link(field.kinds[0], name),
    Form.CHOICE: lambda field, value, _: Term(GROUPS[field.choices], value),
    Form.TEXT: lambda _, text, teller: teller.said(text),
    Form.ADDRESS: lambda _, address, __: _website(Said(address)),
    Form.ADDRESSES: lambda _, text, teller: _website(teller.said(text)),
    Form.CODE: lambda _, code, __: Said(code),
    Form.DAY: lambda _, day, __: Moment(day),
}


def _reached(one: Beneficiaries, teller: Teller) -> Value:
    who = teller.said(one.who)
    return who if one.count is None else Number(one.count, who)


def _agreed(act: Signature | MadeOfficial, teller: Teller) -> Moment:
    return Moment(act.on, teller.said(act.at) if act.at else None)


PARTS: Mapping[type[BaseModel], Callable[[Any, Teller], Value | None]] = {
    Amount: lambda amount, _: Money(amount),
    Beneficiaries: _reached,
    Dated: lambda support, teller: teller.period(support),
    MadeOfficial: _agreed,
    Signature: _agreed,
}


def _contact(record: Municipality, teller: Teller) -> Iterator[Row]:
    contact: Contact | None = record.contact
    if contact:
        yield "fact.contact", [teller.said(contact.function)]
        yield "fact.address", [teller.said(contact.address) if contact.address else None]
        yield "fact.email", [Link(Said(contact.email), f"mailto:{contact.email}") if contact.email else None]
        phone = contact.phone
        yield "fact.phone", [Link(Said(phone), f"tel:{phone.replace(' ', '')}") if phone else None]


def _countries(record: Partnership | Organisation, teller: Teller) -> Iterator[Row]:
    """Yield a row with its own country, or else with those of its places."""
    own = record.country if isinstance(record, Organisation) else None
    names = (record.place or "",) if isinstance(record, Organisation) else record.places
    places = (teller.record(("place", name)) for name in names)
    found = dict.fromkeys(place.country for place in places if isinstance(place, Place))
    yield "fact.countries", _linked("country", [own] if own else found, teller)


def _involved(record: Any, teller: Teller) -> Iterator[Row]:
    """Yield a row for each role of the participating organisations."""
    by_role: dict[Role, list[Value | None]] = {}
    for one in record.organisations:
        by_role.setdefault(one.role, []).append(teller.link("organisation", one.organisation))
    for role, values in by_role.items():
        yield f"fact.{record.labels[role]}" if role in record.labels else f"role.{role}", values


def _members(record: Campaign | Network, teller: Teller) -> Iterator[Row]:
    found: list[Link] = []
    for one in record.members:
        link = teller.link("municipality", one.municipality)
        state = getattr(one, "state", None)
        said = [teller.wording.text(f"campaign_state.{state}")] if state else []
        said += [teller.wording.period(one.since, None)] if one.since else []
        found += [Link(link.title, link.path, ", ".join(said))] if isinstance(link, Link) else []
    yield f"fact.{record.labels.get('members', 'members')}", found


def _owner(record: Project, teller: Teller) -> Iterator[Row]:
    owner = teller.owner(record)
    yield "fact.municipality", _linked("municipality", [owner.id if owner else None], teller)


def _period(record: Lasting, teller: Teller) -> Iterator[Row]:
    if record.until and not record.since:
        over = record.status(teller.today) == "ended"
        yield "fact.until" if over else "fact.due", [Moment(record.until)]
    else:
        yield "fact.period", [teller.period(record)]


def _goals(record: Theme, _: Teller) -> Iterator[Row]:
    yield "fact.sdgs", [Term("sdg", str(goal)) for goal in record.sdgs]


def _wikidata(record: Place, _: Teller) -> Iterator[Row]:
    item = record.wikidata
    yield "fact.wikidata", [Link(Said(item), f"https://www.wikidata.org/wiki/{item}") if item else None]


# Rows that need more than the value of one field.
MADE: Mapping[str, Callable[[Any, Teller], Iterator[Row]]] = {
    "contact": _contact,
    "countries": _countries,
    "members": _members,
    "organisations": _involved,
    "owner": _owner,
    "period": _period,
    "sdgs": _goals,
    "wikidata": _wikidata,
    **PERSONAL,
}
