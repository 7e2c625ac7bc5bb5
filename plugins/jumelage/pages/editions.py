"""The editions of events and calls, with their documents and laureates."""

from collections.abc import Iterator

from jumelage.graph import Graph
from jumelage.model import recurring
from jumelage.model.base import Document, Record
from jumelage.model.recurring import Call, CallEdition, Event, EventEdition
from jumelage.model.values import Day
from jumelage.pages.page import Award, Edition, Paper
from jumelage.pages.teller import Teller
from jumelage.pages.values import Link, Period, Said


def editions(record: Record, teller: Teller) -> Iterator[Edition]:
    """Yield the editions of an event or call, the newest first; none for other records."""
    if not isinstance(record, Event | Call):
        return
    for edition in sorted(record.editions, key=lambda one: one.year, reverse=True):
        first, last = ends(edition)
        ahead = bool(first and first.first > teller.today)
        period = Period(first, last, ahead) if first or last else None
        yield Edition(
            year=edition.year,
            state=edition_state(edition, teller),
            theme=teller.said(edition.theme) if isinstance(edition, EventEdition) and edition.theme else None,
            period=period,
            places=tuple(_place_links(edition, teller)),
            papers=tuple(paper(one, teller.graph) for one in edition.documents),
            awards=tuple(_awards(edition, teller)),
        )


def ends(edition: recurring.Edition) -> tuple[Day | None, Day | None]:
    """Return the first and last day of an edition, for a call those of the application period.

    An event with only a first day lasts one day; a call stays open.
    """
    if isinstance(edition, EventEdition):
        return edition.start, edition.end or edition.start
    return (edition.opens, edition.closes) if isinstance(edition, CallEdition) else (None, None)


def edition_state(edition: recurring.Edition, teller: Teller) -> str:
    """Return the state of an edition today: 'past', 'open' (now) or 'next'."""
    first, last = ends(edition)
    today = teller.today
    if (last and last.last < today) or edition.year < today.year:
        return "past"
    if first and first.first <= today:
        return "open"
    return "next"


def _place_links(edition: recurring.Edition, teller: Teller) -> Iterator[Link | Said]:
    for place in edition.places if isinstance(edition, EventEdition) else ():
        if link := teller.link("place", place):
            yield link


def _awards(edition: recurring.Edition, teller: Teller) -> Iterator[Award]:
    for one in edition.laureates if isinstance(edition, CallEdition) else ():
        link = teller.link("organisation", one.organisation) if one.organisation else None
        yield Award(teller.said(one.project), link, one.amount)


def paper(document: Document, graph: Graph) -> Paper:
    """Return a document as shown on pages; the size of our own files is the actual one."""
    own = graph.assets.get(f"files/{document.file}")
    return Paper(
        title=Said(document.title, document.lang),
        path=own.path if own else document.url or "",
        pages=document.pages or "",
        date=document.date,
        size=len(own.data) if own else None,
        size_stated=document.size or "",
    )
