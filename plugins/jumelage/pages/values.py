"""The small values that pages are made of: texts with their language, links, periods, numbers."""

from dataclasses import dataclass
from typing import ClassVar

from jumelage.model.base import Amount
from jumelage.model.values import Day


@dataclass(frozen=True, slots=True)
class Said:
    """A plain text and the language it is really in, which may differ from its page's; '' is no language (a name)."""

    form: ClassVar[str] = "said"
    text: str
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """
    A linked text; `path` is a page of this site (`/nl/…/`) or a full address.

    `extra` follows the link, in words; `lang` is the language of a page elsewhere, where that is known.
    """

    form: ClassVar[str] = "link"
    title: Said
    path: str
    extra: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A period; either end may be open, not both. `ahead` says that it has yet to begin."""

    form: ClassVar[str] = "period"
    since: Day | None = None
    until: Day | None = None
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the interface, by its key: `Term('partnership_kind', 'twinning')`."""

    form: ClassVar[str] = "term"
    group: str
    key: str


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, with what is counted, if anything."""

    form: ClassVar[str] = "number"
    count: int
    what: Said | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with where it was, if known."""

    form: ClassVar[str] = "moment"
    day: Day
    at: Said | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of money."""

    form: ClassVar[str] = "money"
    amount: Amount


@dataclass(frozen=True, slots=True)
class Unnamed:
    """How many persons at risk a page leaves unnamed, in sentences, and a link to the page that names them."""

    said: tuple[Said, ...]
    link: Link


@dataclass(frozen=True, slots=True)
class State:
    """
    How things stand: 'planned', 'active', 'dormant', 'ended' or 'no-end-known'.

    `by` is who published the source, `dated` its date (absent: undated); `stated` says that it says so in so many
    words, `reason` why; without a source the period proves it. What is not `sure` to hold today has no badge.
    """

    value: str
    by: Said | None = None
    dated: Day | None = None
    stated: bool = False
    reason: Said | None = None
    sure: bool = True


Value = Said | Link | Period | Term | Number | Moment | Money


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its size in pixels, smaller copies of it by width, and who made it under what licence."""

    path: str
    width: int
    height: int
    alt: Said
    credit: str = ""
    licence: str = ""
    caption: Said | None = None
    copies: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Film:
    """A video: its file, type and size in bytes; `tracks` are its subtitles by language."""

    path: str
    type: str
    title: Said
    lang: str
    size: int
    width: int
    height: int
    credit: str
    licence: str
    poster: str = ""
    tracks: tuple[tuple[str, str], ...] = ()
