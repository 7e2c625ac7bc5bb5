"""The headers of Markdown files, and the two kinds of record that consist of texts only."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from jumelage.model.base import Record
from jumelage.model.media import Picture
from jumelage.model.part import Part
from jumelage.model.values import Day, Lang, Line, Slug, Yes


class TranslatedFrom(Part):
    """The source text of a translation."""

    lang: Lang = Field(description="The language of the source text.")
    paragraphs: tuple[Annotated[str, Field(pattern="^[0-9a-f]{4}$")], ...] = Field(
        (),
        description=("Checksums, one for each paragraph: 'jumelage translated' writes them; never edit them."),
    )


class Header(Part):
    """The header of a record's text; every field is optional."""

    title: Line | None = Field(None, description="The title, if different from the record's name.")
    summary: Line | None = Field(None, description="A sentence or two, if different from the record's.")
    date: Day | None = Field(None, description="The date of the text.")
    updated: Day | None = Field(None, description="The date of the last change that visitors should know about.")
    draft: Yes = Field(False, description="true: shown only in the editors' preview.")
    pictures: tuple[Picture, ...] = Field((), description="The pictures in the text, with their makers.")
    translated_from: TranslatedFrom | None = Field(None, description="What it was translated from.")


class PageHeader(Header):
    """The header of a page of the site."""

    title: Line = Field(description="The title.")
    slug: Slug | None = Field(None, description="The last part of its address.")
    aliases: tuple[Slug, ...] = Field((), description="Former ids and slugs, which redirect.")


class NewsHeader(PageHeader):
    """The header of a news article."""

    date: Day = Field(description="The date of the news.")


# The kinds that consist of texts only, with their headers.
HEADERS: Mapping[str, type[Header]] = MappingProxyType({"page": PageHeader, "news": NewsHeader})


class Page(Record):
    """A page of the site itself; its name, summary and slugs come from the headers of its texts."""

    kind_name = "page"
    file = ""

    # A slug in a header may be a number: pages have no index whose pages it could clash with.
    slug: dict[str, str] | None = Field(
        None, description="The last part of its address in a language; if left out, the id."
    )


class News(Page):
    """A news article."""

    kind_name = "news"

    date: Day = Field(description="The date of the news.")
