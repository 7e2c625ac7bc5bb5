"""The values that pages consist of: texts with their language, links, periods, numbers."""

from dataclasses import dataclass
from typing import ClassVar

from jumelage.model.base import Amount
from jumelage.model.values import Day


@dataclass(frozen=True, slots=True)
class Said:
    """A plain text and its actual language, which may differ from the page's; '' if it has none (a name)."""

    form: ClassVar[str] = "said"
    text: str
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """
    A linked text; `path` is the path of a page of this site (`/nl/…/`) or a full address.

    `extra` is text after the link; `lang` is the language of an external page, if known.
    """

    form: ClassVar[str] = "link"
    title: Said
    path: str
    extra: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A period; either end may be open, but not both. `ahead` if it has not started yet."""

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
    """A day, with the location if known."""

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
    """Sentences about the number of unlisted persons at risk, and a link to the page that names them."""

    said: tuple[Said, ...]
    link: Link


@dataclass(frozen=True, slots=True)
class State:
    """
    A status: 'planned', 'active', 'dormant', 'ended' or 'no-end-known'.

    `by` is the publisher of the source, `dated` its date (None: undated); `stated` if the source explicitly says so,
    and `reason` why; without a source, the period proves it. A status that is not `sure` for today has no badge.
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
    """A picture with its size in pixels, paths of smaller copies by width, and its author and licence."""

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
    """A video: its file, type, size in bytes and dimensions in pixels; `tracks` are paths of subtitles by language."""

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
