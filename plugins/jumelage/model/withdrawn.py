"""What is kept of a withdrawn person: marks from which nobody can read a name."""

import hmac
from typing import Annotated

from pydantic import AfterValidator, Field

from jumelage.messages.problems import Code
from jumelage.messages.sentences import Sentence
from jumelage.model.part import Part
from jumelage.model.values import Whole, refuse

# A review of a page does not cover uploaded files and other files that are not pages.
NO_PAGES = ("files", "pictures", "video", "pagefind", "static")


def _page(path: str) -> str:
    if path.split("/")[1] in NO_PAGES:
        message = Sentence("This is a folder of files, not a page.")
        raise refuse(Code.INVALID_VALUE, message, Sentence("Name the page that you have reviewed."))
    return path


PagePath = Annotated[str, Field(pattern=r"^/([^/\s]+/)*$"), AfterValidator(_page)]
Hex = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Withdrawn(Part):
    """The mark of one spelling of a name, or of an id, and the pages where it is somebody else's name."""

    mark: Hex = Field(description="HMAC-SHA-256 under WITHDRAWN_KEY.")
    words: Annotated[Whole, Field(ge=1)] = Field(description="How many words the name has; 1 for an id.")
    proof: Annotated[str, Field(pattern="^([0-9a-f]{64})?$")] = Field(
        "", description="HMAC-SHA-256 of mark and words under WITHDRAWN_KEY; empty only for a mark that is in no file."
    )
    except_: tuple[PagePath, ...] = Field((), alias="except", description="Pages where it is somebody else's name.")

    def proven(self, key: bytes) -> bool:
        """Return whether this mark, with this number of words, was written with `key`."""
        return hmac.compare_digest(self.proof, proof(self.mark, self.words, key))


def proof(mark: str, words: int, key: bytes) -> str:
    """Return the proof of a mark and its number of words, in hex; without the key nobody can make it."""
    return hmac.digest(key, f"proof {mark} {words}".encode(), "sha256").hex()


def with_proof(mark: str, words: int, key: bytes) -> Withdrawn:
    """Return the entry of a mark, with its proof."""
    return Withdrawn(mark=mark, words=words, proof=proof(mark, words, key))
