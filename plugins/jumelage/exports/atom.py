"""Atom feeds of recent updates, for each language, municipality and country."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from io import StringIO
from typing import Any

from feedgenerator import Atom1Feed
from markupsafe import escape

from jumelage.kinds import KINDS
from jumelage.model.values import Day
from jumelage.pages import Page, Site, Target
from jumelage.pages.record import updated
from jumelage.pages.values import Link
from jumelage.rendering.workshop import Format, Workshop

MOST = 50  # entries


def _feeds(workshop: Workshop) -> Iterator[Target]:
    for one in workshop.site.targets:
        if one.lang and (one.maker == "home" or (one.maker == "record" and KINDS[one.kind].broad)):
            yield Target(f"{one.path}feed.xml", "feed", one.key)


def _made(target: Target, workshop: Workshop) -> str:
    """
    Return the text of a feed.

    Its entries are pages that state when they were last updated.
    """
    site = workshop.site
    page = site.page(site.by_path[target.folder])
    entries = site.ask(("feed entries",), lambda: _entries(site))
    newest = _moment(entries[0].updated) if entries else datetime.combine(site.today, time.min, UTC)
    return _feed(page, _about(page, entries), newest, site)


def _entries(site: Site) -> list[Page]:
    """Return the pages that state when they were last updated, the newest first."""
    found = [site.page(one) for one in site.targets if _states_its_day(one, site)]
    return sorted(found, key=lambda page: (_moment(page.updated), page.path), reverse=True)


def _states_its_day(target: Target, site: Site) -> bool:
    """Return whether a page states when it was last updated, without making it: most do not."""
    teller = site.teller(target)
    record = teller.record((target.kind, target.id)) if target.maker == "record" else None
    return record is not None and updated(record, teller) is not None


FEEDS = Format("feed", _feeds, _made)


def _about(page: Page, entries: list[Page]) -> list[Page]:
    paths = {page.path} | {card.path for section in page.sections for card in section.cards}
    paths |= {one.title.path for one in page.works if isinstance(one.title, Link)}
    own = [one for one in entries if one.lang == page.lang and (page.kind == "home" or one.path in paths)]
    return own[:MOST]


def _feed(page: Page, entries: list[Page], newest: datetime, site: Site) -> str:
    settings, lang = site.settings, page.lang or ""
    publisher = settings.publisher(lang) or settings.name(lang)
    name = settings.name(lang)
    feed = _Feed(
        title=name if page.kind == "home" else f"{page.title.text} – {name}",
        link=settings.siteurl + page.path,
        description=None,
        subtitle=page.summary.text if page.summary else None,
        language=lang,
        feed_url=settings.siteurl + page.feed,
        author_name=publisher,
        newest=newest,
    )
    for entry in entries:
        address = settings.siteurl + entry.path
        feed.add_item(
            title=entry.title.text,
            link=address,
            description=str(escape(entry.summary.text)) if entry.summary else None,
            lang=entry.title.lang,
            unique_id=address,
            pubdate=_moment(entry.date) if entry.date else None,
            updateddate=_moment(entry.updated),
        )
    written = StringIO()
    feed.write(written, "utf-8")
    return written.getvalue()


class _Feed(Atom1Feed):  # type: ignore[misc]
    """A feed with the date of its newest entry, not that of the build; entries have their language."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        own = item["lang"] in {"", self.feed["language"]}
        return {} if own else {"xml:lang": item["lang"]}

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        newest: datetime = max(dates, default=self.feed["newest"])
        return newest


def _moment(day: Day | None) -> datetime:
    first = day.first if day else date.min
    return datetime.combine(first, time.min, UTC)
