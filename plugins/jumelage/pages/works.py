"""Partnerships and projects as rows of a table: with whom, where, on what, since when, and of which kind."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from jumelage.graph import Key
from jumelage.model.base import Record
from jumelage.model.places_and_parties import Municipality
from jumelage.model.work import Partnership, Project
from jumelage.pages.geography import countries_of
from jumelage.pages.page import Work
from jumelage.pages.related import near_to
from jumelage.pages.teller import Teller
from jumelage.pages.values import Link, Said, Term
from jumelage.wording import sort_key

Kind = TypeVar("Kind", Partnership, Project)


def works_of(record: Record, teller: Teller) -> tuple[Work, ...]:
    """Return the partnerships of a municipality by name, each followed by its projects, then other projects."""
    if not isinstance(record, Municipality):
        return ()
    near = dict.fromkeys(near_to((record.kind_name, record.id), teller.graph))
    found = [one for one in (_record(key, teller) for key in near) if one and teller.owner(one) is record]
    return tuple(_rows(found, teller))


def _record(key: Key, teller: Teller) -> Partnership | Project | None:
    record = teller.record(key)
    return record if isinstance(record, Partnership | Project) else None


def _rows(found: list[Partnership | Project], teller: Teller) -> Iterator[Work]:
    partnerships = [one for one in found if isinstance(one, Partnership)]
    projects = [one for one in found if isinstance(one, Project)]
    for one in _by_name(partnerships, teller):
        whole = work(one, teller, of_owner=True)
        parts = [work(part, teller) for part in _by_name(projects, teller) if part.partnership == one.id]
        yield whole
        yield from (replace(part, part=True, same=part.countries == whole.countries) for part in parts)
    known = {one.id for one in partnerships}
    yield from (work(one, teller) for one in _by_name(projects, teller) if one.partnership not in known)


def _by_name(records: Iterable[Kind], teller: Teller) -> list[Kind]:
    return sorted(records, key=lambda one: sort_key(teller.name(one).text))


def work(record: Partnership | Project, teller: Teller, of_owner: bool = False) -> Work:
    """
    Return the row of a partnership or project.

    With `of_owner`, for a table that names the municipality, a partnership is called after its partners.
    """
    kind = record.kind_name
    said = teller.partners(record) if of_owner and isinstance(record, Partnership) else Said("")
    said = said if said.text else teller.name(record)
    path, owner = teller.path(kind, record.id), teller.owner(record)
    card = teller.card(record)
    return Work(
        kind=kind,
        title=Link(said, path) if path else said,
        municipality=teller.link("municipality", owner.id) if owner else None,
        countries=tuple(_links("country", countries_of(record, teller), teller)),
        themes=tuple(_links("theme", record.themes, teller)),
        begun=card.period or (card.fact.values[0] if card.fact else None),
        label=card.fact.label if card.fact and not card.period else "",
        term=card.term or Term("kind", f"{kind}.one"),
        state=card.state,
    )


def _links(kind: str, names: Iterable[str], teller: Teller) -> Iterator[Link | Said]:
    yield from (link for name in names if (link := teller.link(kind, name)))
