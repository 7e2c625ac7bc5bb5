"""What is known of the accessibility of the site, for its statement."""

from typing import Annotated

from pydantic import Field

from jumelage.model.part import Part
from jumelage.model.values import Day, Line, Text, Whole


class Tested(Part):
    """The figures of the last test of every page; `make statement` writes them."""

    day: Day = Field(description="The day of the test.")
    tool: Line = Field(description="With what, and its version.")
    pages: Annotated[Whole, Field(ge=1)] = Field(description="How many pages were tested.")
    views: Annotated[Whole, Field(ge=1)] = Field(description="In how many views each: light, dark, narrow, wide …")
    findings: Whole = Field(description="How many mistakes the tool found.")


class Statement(Part):
    """The facts of the accessibility statement; its words stand in content/<language>/page/accessibility.md."""

    reviewed: Day = Field(description="The day on which somebody last read the statement through.")
    tested: Tested | None = Field(None, description="The figures of the last test.")
    barriers: tuple[Text, ...] = Field((), description="What is known not to be accessible, a sentence each.")
