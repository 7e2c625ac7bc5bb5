"""Pictures and videos of a record, with what must be known about each before it is published."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from jumelage.messages.problems import Code
from jumelage.messages.sentences import Sentence
from jumelage.model.part import Part
from jumelage.model.shown import Hidden
from jumelage.model.values import LanguageTag, Line, Text, Whole, Yes, refuse

Pixels = Annotated[Whole, Field(ge=1, le=8000)]


class Credited(Part):
    """A picture or video, with its maker, licence and the consent of the people in it."""

    credit: Line = Field(description="Who made it, as they wish to be credited.")
    licence: Line = Field(description="The licence under which it may be shown, for example CC BY 4.0.")
    people: Annotated[Yes, Hidden("It asks for the consent.")] = Field(
        description="true if somebody in it can be recognised."
    )
    consent: Annotated[Line | None, Hidden("It is a reference to people's own papers.")] = Field(
        None, description="The municipality's reference for the consent; never published."
    )

    @model_validator(mode="after")
    def _agreed(self) -> Self:
        if self.people and not self.consent:
            message = Sentence("A picture of people needs 'consent'.")
            hint = Sentence("Write the reference under which the municipality keeps their consent to publish.")
            raise refuse(Code.MISSING_FIELD, message, hint)
        return self


class Picture(Credited):
    """A picture in content/pictures/."""

    file: Line = Field(description="The file's name in content/pictures/.")
    alt: Text = Field(description="What can be seen, for people who cannot see it.")
    caption: Text | None = Field(None, description="The caption below it.")


class Video(Credited):
    """A video in content/video/, next to its subtitles in each required language."""

    file: Line = Field(description="The file's name in content/video/; its subtitles are named name.nl.vtt and so on.")
    title: Text = Field(description="What it shows.")
    lang: LanguageTag = Field(description="The language that is spoken.")
    poster: Line | None = Field(None, description="A still picture: its file name in content/pictures/.")
    width: Pixels = Field(description="Its width in pixels.")
    height: Pixels = Field(description="Its height in pixels.")
