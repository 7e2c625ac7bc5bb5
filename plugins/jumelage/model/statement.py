"""The facts about the accessibility of the site, for its statement."""

from typing import Annotated

from pydantic import Field

from jumelage.model.part import Part
from jumelage.model.values import Day, Line, Text, Whole


class Tested(Part):
    """The results of the last test of every page; `make statement` writes them."""

    day: Day = Field(description="The date of the test.")
    tool: Line = Field(description="The tool, and its version.")
    pages: Annotated[Whole, Field(ge=1)] = Field(description="How many pages were tested.")
    views: Annotated[Whole, Field(ge=1)] = Field(
        description="In how many views each was tested: light, dark, narrow, wide …"
    )
    findings: Whole = Field(description="How many problems the tool found.")


class Statement(Part):
    """The facts of the accessibility statement; its text is in content/<language>/page/accessibility.md."""

    reviewed: Day = Field(description="The day on which somebody last read the statement through.")
    tested: Tested | None = Field(None, description="The figures of the last test.")
    barriers: tuple[Text, ...] = Field((), description="What is known not to be accessible, a sentence each.")
