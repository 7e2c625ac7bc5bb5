"""Actions that readers can take, until their deadline."""

from collections.abc import Iterator

from jumelage.model.base import Record
from jumelage.model.people import Freshness, Person, Situation
from jumelage.pages.page import Deed
from jumelage.pages.teller import Teller
from jumelage.pages.values import Link

FREE = {Situation.RELEASED, Situation.DIED}


def deeds(record: Record, teller: Teller) -> Iterator[Deed]:
    """Yield the actions possible today; none for a person who is free or died, or whose information is not verified."""
    if isinstance(record, Person) and (
        record.status.value in FREE or record.freshness(teller.today) is Freshness.UNVERIFIED
    ):
        return
    for action in getattr(record, "actions", ()):
        if action.until is None or teller.today <= action.until.last:
            said = teller.wording.language(action.lang)
            yield Deed(Link(teller.said(action.title), action.url, said, action.lang), action.until, action.cost)
