"""Formats dates, numbers, amounts, lists, names and interface texts in a language, with Babel."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from babel.core import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit
from pyuca import Collator

from jumelage.model.base import Amount
from jumelage.model.values import Day

# Belgian Dutch and French; British English, for European dates ("17 December 2020").
REGIONS = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_GB"}
UNITS = {"B": "byte", "kB": "kilobyte", "MB": "megabyte", "GB": "gigabyte"}

# Dutch, French and English use the root order of Unicode collation, without tailoring in CLDR.
collator = cache(Collator)


@cache
def sort_key(text: str) -> tuple[int, ...]:
    """Return a key that sorts `text` as in a dictionary: É with E, independent of the machine's locale."""
    key: tuple[int, ...] = collator().sort_key(text)
    return key


@dataclass(frozen=True, slots=True)
class Wording:
    """
    Formatting in one language.

    `strings` are its interface texts: groups of texts, by key; `source` is the site's own file of them, relative to the
    root, '' if it has none.
    """

    lang: str
    strings: Mapping[str, Any]
    source: str = ""

    @property
    def locale(self) -> Locale:
        """Babel's locale of the language, with the region in `REGIONS`."""
        return Locale.parse(REGIONS.get(self.lang, self.lang))

    def text(self, key: str, **values: str) -> str:
        """Return the text of the interface at `key` ('group.name'), with `{name}` replaced by `values`; plain text."""
        found: Any = self.strings
        for step in key.split("."):
            found = found[step]
        return str(found).format_map(values) if values else str(found)

    def counted(self, key: str, count: int, spelled: bool = False) -> str:
        """Return the text at `key` in the plural form for `count`; if `spelled`, numbers up to ten are words."""
        forms = self.strings
        for step in key.split("."):
            forms = forms[step]
        form = forms.get(self.locale.plural_form(count), forms["other"])
        words: Mapping[str, str] = self.strings["spelled"] if spelled else {}
        return str(form).format_map({"count": words.get(str(count), self.number(count))})

    def number(self, value: int) -> str:
        """Return a whole number with the digit grouping of the language."""
        return format_decimal(value, locale=self.locale)

    def amount(self, value: Amount) -> str:
        """Return an amount of money without decimals."""
        pattern = self.locale.currency_formats["standard"].pattern.replace(".00", "")
        said = format_currency(value.amount, value.currency, pattern, self.locale, currency_digits=False)
        # "MAD 1,000": Babel does not put a space between letters and digits.
        return re.sub(r"(?<=[^\W\d_])(?=\d)", "\u00a0", said)

    def size(self, value: int | str) -> str:
        """Return a file's size, from a number of bytes or from a text in a source ('4.41 MB')."""
        if isinstance(value, str):
            written, unit = value.split(" ")
            number = float(written)
        else:
            number, unit = max(1, round(value / 1000)), "kB"
            if number >= 1000:
                number, unit = round(value / 1_000_000, 1), "MB"
        return format_unit(number, UNITS[unit], "short", locale=self.locale)

    def day(self, value: Day) -> str:
        """Return a day with the precision with which it is known."""
        if value.bounded:
            bounds = {"after": value.after, "before": value.before}
            said = {name: self.within(one) for name, one in bounds.items() if one}
            return self.text(f"day.{value.precision}", **said)
        if value.precision == "year":
            return str(value.first.year)
        if value.precision == "month":
            return format_skeleton("yMMMM", value.first, locale=self.locale)
        return self.date(value.first)

    def when(self, value: Day) -> str:
        """Return a day for use in a sentence about when something was done."""
        return self.day(value) if value.bounded else self.text(f"when.{value.precision}", day=self.day(value))

    def date(self, value: date) -> str:
        """Return a calendar day in long form."""
        said = format_date(value, "long", locale=self.locale)
        return f"1er {said[2:]}" if self.lang == "fr" and value.day == 1 else said

    def period(self, since: Day | None, until: Day | None, ahead: bool = False) -> str:
        """Return a period, without open ends; `ahead` if it has not started yet."""
        if since and until:
            years = {since.precision, until.precision} == {"year"}
            if since == until:
                return self.day(since)
            if {since.precision, until.precision} == {"day"} and since.last.replace(day=1) == until.last.replace(day=1):
                return self._days(since, until)
            return self.text("period.years" if years else "period.both", since=self.day(since), until=self.day(until))
        if since:
            key = "start" if since.bounded else "from" if ahead else "since"
            return self.text(f"period.{key}", since=self.within(since))
        if until:
            key = "end" if until.bounded else "until_day" if until.precision == "day" else "until"
            return self.text(f"period.{key}", until=self.day(until))
        return ""

    def _days(self, since: Day, until: Day) -> str:
        """Return a range of days within one month, which is named once."""
        begin = "1er" if self.lang == "fr" and since.first.day == 1 else str(since.first.day)
        return f"{begin}–{self.date(until.first)}"

    def within(self, value: Day) -> str:
        """Return a day for use after a word like "since", where French needs an article before a full date."""
        return self.text("day.full", day=self.day(value)) if value.precision == "day" else self.day(value)

    def listing(self, texts: Iterable[str]) -> str:
        """Return texts as a list in a sentence."""
        return format_list(list(texts), locale=self.locale)

    def country(self, code: str) -> str:
        """Return the name of a country."""
        return str(self.locale.territories[code])

    def language(self, tag: str) -> str:
        """Return the name of a language."""
        names = self.locale.languages
        return str(names.get(tag.replace("-", "_"), names.get(tag.split("-", maxsplit=1)[0], tag)))
