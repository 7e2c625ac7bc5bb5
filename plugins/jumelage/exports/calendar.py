"""Calendar files: of all events and calls, of those of a municipality, and of each single one."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from icalendar import TRANSP, Calendar, Event

from jumelage.model.values import Day
from jumelage.pages import Page, Site, Target
from jumelage.pages.calendars import HELD, calendar_of
from jumelage.pages.page import Edition
from jumelage.rendering.workshop import Format, Workshop

PRODUCT = "-//Jumelage//Jumelage//EN"


def _calendars(workshop: Workshop) -> Iterator[Target]:
    for one in workshop.site.targets:
        if one.lang and (path := calendar_of(one.kind, one.id, workshop.site.teller(one))):
            yield Target(path, "calendar", one.key)


def _made(target: Target, workshop: Workshop) -> bytes:
    """Return the bytes of a calendar; events are whole days, as times are not known."""
    return _calendar(workshop.site.page(workshop.site.by_path[target.folder]), workshop.site)


CALENDARS = Format("calendar", _calendars, _made)


def _calendar(page: Page, site: Site) -> bytes:
    name = page.title.text if page.kind != "agenda" else f"{page.title.text} – {site.settings.name(page.lang or '')}"
    calendar = Calendar.new(name=name, prodid=PRODUCT, uid=_uid(page, site), url=site.settings.siteurl + page.path)
    calendar.add("x-published-ttl", "P1D")
    for shown in _occasions(page, site):
        number: dict[int, int] = {}
        # In the order of the file within a year, so that editions keep their numbers when one is added.
        for edition in sorted(shown.editions, key=lambda one: one.year):
            number[edition.year] = number.get(edition.year, 0) + 1
            for event in _events(shown, edition, number[edition.year], site):
                calendar.add_component(event)
    return bytes(calendar.to_ical())


def _occasions(page: Page, site: Site) -> Iterator[Page]:
    """Yield the pages of the events and calls in a page's calendar."""
    if page.editions:
        yield page
        return
    cards = {card.path for section in page.sections for card in section.cards}
    held = site.ask(("held",), lambda: [one for one in site.targets if one.kind in HELD and one.maker == "record"])
    for target in held:
        if target.lang == page.lang and (page.kind == "agenda" or target.path in cards):
            yield site.page(target)


def _events(page: Page, edition: Edition, number: int, site: Site) -> Iterator[Event]:
    first, last = (edition.period.since, edition.period.until) if edition.period else (None, None)
    if page.kind == "call":
        words = site.wordings[page.lang or ""]
        for what, day in (("opens", first), ("closes", last)):
            if day and day.precision == "day":
                title = words.text(f"calendar.{what}", title=page.title.text)
                yield _event(page, (title, f"{edition.year}-{number}-{what}"), day, day, site)
    elif first and first.precision == "day":
        until = last if last and last.precision == "day" else first
        title = f"{page.title.text}: {edition.theme.text}" if edition.theme else page.title.text
        yield _event(page, (title, f"{edition.year}-{number}"), first, until, site)


def _event(page: Page, named: tuple[str, str], first: Day, last: Day, site: Site) -> Event:
    title, edition = named
    written = page.updated or first
    stamp = datetime.combine(written.first, time.min, UTC)
    event = Event.new(
        start=first.first,
        # In iCalendar, the end is exclusive.
        end=last.first + timedelta(days=1),
        summary=title,
        description=page.summary.text if page.summary else None,
        url=site.settings.siteurl + page.path,
        uid=f"{page.kind}-{page.id}-{edition}-{page.lang}@{_host(site)}",
        stamp=stamp,
        transparency=TRANSP.TRANSPARENT,
    )
    # The time of creation would make each build differ.
    event.pop("created", None)
    event["last-modified"] = event["dtstamp"]
    return event


def _uid(page: Page, site: Site) -> str:
    return f"{page.kind}-{page.id}-{page.lang}@{_host(site)}"


def _host(site: Site) -> str:
    return urlsplit(site.settings.siteurl).hostname or "localhost"
