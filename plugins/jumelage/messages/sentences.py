"""Messages to editors: English sentences with separate values, so that each language can phrase them in its own way."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Union

from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).resolve().parent / "catalogue"
LONGEST = 1000  # characters of a quoted value
Catalogue = Mapping[str, str]  # English sentence → translation
Value = Union[str, int, "Sentence"]


class Sentence:
    """
    A sentence in English, with values between braces as `str.format` has them; a value may be a sentence itself.

    >>> wrong = Sentence("There is no field '{name}'.", name="titel")
    >>> str(wrong)
    "There is no field 'titel'."
    >>> wrong.said({"There is no field '{name}'.": "Er is geen veld '{name}'."})
    "Er is geen veld 'titel'."
    """

    __slots__ = ("text", "values")

    def __init__(self, text: str, /, **values: Value) -> None:
        """Keep the English text and its values."""
        self.text = text
        self.values = values

    def said(self, catalogue: Catalogue) -> str:
        """Return the sentence in the language of a catalogue; in English if the catalogue lacks it."""
        values = {
            name: value.said(catalogue) if isinstance(value, Sentence) else _quoted(value)
            for name, value in self.values.items()
        }
        return catalogue.get(self.text, self.text).format_map(values)

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.said(ENGLISH)

    def __repr__(self) -> str:
        """Return the representation shown by failed tests."""
        return f"Sentence({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        """Return whether text and values are the same."""
        return isinstance(other, Sentence) and (self.text, self.values) == (other.text, other.values)

    def __hash__(self) -> int:
        """Return a hash that equal sentences share."""
        return hash((self.text, frozenset(self.values.items())))


def _quoted(value: str | int) -> str | int:
    if isinstance(value, int):
        return value
    return shown(f"{value[:LONGEST]} …" if len(value) > LONGEST else value)


def shown(written: str) -> str:
    r"""
    Return a value as one line without control sequences for a terminal or for GitHub, which reads logs.

    >>> shown("a\nb\u202ec\x1b[31m ##[error]")
    'a b�c�[31m # #[error]'
    """
    seen = (sign if sign.isprintable() else " " if sign.isspace() else "\ufffd" for sign in written)
    return ("".join(seen) if not written.isprintable() else written).replace("##[", "# #[")


ENGLISH: Catalogue = MappingProxyType({})


def languages() -> tuple[str, ...]:
    """Return the languages of messages: English and those with a catalogue."""
    return ("en", *sorted(path.stem for path in CATALOGUES.glob("*.po")))


@cache
def catalogue(lang: str) -> Catalogue:
    """Return the translations of a language; none for English."""
    path = CATALOGUES / f"{lang}.po"
    if not path.is_file():
        return ENGLISH
    with path.open("rb") as file:
        read = read_po(file, locale=lang)
    return MappingProxyType({str(one.id): str(one.string) for one in read if one.id and one.string})
