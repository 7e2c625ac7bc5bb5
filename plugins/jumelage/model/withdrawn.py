"""What is kept of a person who was taken off the site: marks from which nobody can read a name."""

from typing import Annotated

from pydantic import Field

from jumelage.model.part import Part
from jumelage.model.values import Whole

PagePath = Annotated[str, Field(pattern=r"^/([^/\s]+/)*$")]


class Withdrawn(Part):
    """The mark of one spelling of a name, or of an id, and the pages on which somebody else is called so."""

    mark: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] = Field(description="HMAC-SHA-256 under WITHDRAWN_KEY.")
    words: Annotated[Whole, Field(ge=1)] = Field(description="How many words the name has; of an id, 1.")
    except_: tuple[PagePath, ...] = Field((), alias="except", description="Pages on which it is somebody else's name.")
