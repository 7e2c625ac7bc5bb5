"""A short description of a page, for search engines and link previews."""

from jumelage.pages.page import Page
from jumelage.pages.values import Link, Moment, Money, Number, Period, Term, Value
from jumelage.wording import Wording

LONGEST = 160  # characters that search engines show
FACTS = 4


def description(page: Page, wording: Wording) -> str:
    """Return a page's summary, or else its first facts, cut at a word as plain text."""
    return shortened(page.summary.text if page.summary else _facts(page, wording))


def shortened(text: str) -> str:
    """
    Return a text of at most `LONGEST` characters, cut at a word.

    >>> shortened("kort")
    'kort'
    """
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"


def _facts(page: Page, wording: Wording) -> str:
    kind = wording.text(f"kind.{page.kind}.one").capitalize()
    sentences = [
        wording.text(
            "ui.labelled",
            label=wording.text(fact.label),
            value=wording.listing(_words(one, wording) for one in fact.values),
        )
        for fact in page.facts[:FACTS]
    ]
    return ". ".join([f"{kind} {page.title.text}", *sentences]) + "."


def _words(value: Value, wording: Wording) -> str:
    match value:
        case Period():
            said = wording.period(value.since, value.until, value.ahead)
        case Term():
            said = wording.text(f"{value.group}.{value.key}")
        case Number():
            said = " ".join([wording.number(value.count), *([value.what.text] if value.what else [])])
        case Moment():
            said = wording.day(value.day)
        case Money():
            said = wording.amount(value.amount)
        case Link():
            said = value.title.text
        case _:
            said = value.text
    return said
